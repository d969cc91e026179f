"""Django’s administration reads the programme and changes nothing."""

import pytest
from django.urls import reverse

from tests.conventions.test_action_pages import text
from tests.factories import utilisateur


@pytest.mark.parametrize("model", ["programme", "ficheaction", "convention", "gabaritarticle"])
def test_administration_reads_and_changes_nothing(s, connecte, model):
    s.indicateur(s.complete())
    s.convention("brouillon")
    client = connecte(utilisateur(is_superuser=True, is_staff=True))

    assert client.get(reverse(f"admin:conventions_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:conventions_{model}_add")).status_code == 403


def test_administration_shows_a_fiche_with_its_rows(s, connecte):
    action = s.complete()
    s.indicateur(action)
    client = connecte(utilisateur(is_superuser=True, is_staff=True))

    page = text(client.get(reverse("admin:conventions_ficheaction_change", args=[action.pk])))
    assert "Gare routière" in page
    assert "Personnes rencontrées" in page
    assert 'name="_save"' not in page
