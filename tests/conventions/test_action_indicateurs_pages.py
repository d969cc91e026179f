"""The pages of the indicators of a fiche-action."""

from decimal import Decimal

import pytest

from conventions.models import Indicateur
from tests.conventions.test_action_pages import text, url

INDICATEUR = {
    "type": "ia",
    "libelle": "Personnes rencontrées",
    "nature": "quantitatif",
    "sens": "hausse",
    "frequence": "trimestrielle",
    "sources_methodes": "Feuilles de présence",
}


def test_add_an_indicator(s, connecte):
    s.action()
    data = INDICATEUR | {"valeur_cible": "1 200,5", "beneficiaires": "on"}
    response = connecte(s.partenaire).post(url(s, "indicateur_nouveau", numero=1), data)

    row = Indicateur.objects.get()
    assert response.url == url(s, "action", numero=1) + "#indicateurs"
    assert (row.valeur_cible, row.beneficiaires, row.numero) == (Decimal("1200.50"), True, 1)


def test_change_and_remove_an_indicator(s, connecte):
    row = s.indicateur(s.action())
    client = connecte(s.partenaire)
    client.post(url(s, "indicateur", numero=1, pk=row.pk), INDICATEUR | {"libelle": "Entretiens", "version": 1})
    row.refresh_from_db()
    assert (row.libelle, row.version) == ("Entretiens", 2)

    stale = client.post(url(s, "indicateur", numero=1, pk=row.pk), INDICATEUR | {"version": 1})
    assert stale.status_code == 409
    client.post(url(s, "indicateur_retirer", numero=1, pk=row.pk))
    assert not Indicateur.objects.exists()


@pytest.mark.parametrize(
    ("fields", "at", "sentence"),
    [
        ({"type": "ir"}, "sous_type", "résultat intermédiaire ou final"),
        ({"sous_type": "final"}, "sous_type", "et seulement pour lui"),
        ({"type": "ip", "beneficiaires": "on"}, "beneficiaires", "compter des bénéficiaires"),
        ({"nature": "qualitatif", "beneficiaires": "on"}, "beneficiaires", "compter des bénéficiaires"),
        ({"nature": "qualitatif", "valeur_cible": "3"}, "valeur_cible", "se lit en mots"),
        ({"valeur_cible": "beaucoup"}, "valeur_cible", "Indiquez un nombre"),
        ({"valeur_cible": "1,234"}, "valeur_cible", "décimale"),
        ({"sources_methodes": ""}, "sources_methodes", "Renseignez ce champ"),
        ({"type": "zz"}, "type", "Ce choix n’existe pas"),
    ],
)
def test_bad_indicator_is_told_at_its_field_only(s, connecte, fields, at, sentence):
    s.action()
    errors = connecte(s.dd).post(url(s, "indicateur_nouveau", numero=1), INDICATEUR | fields).context["form"].errors

    assert list(errors) == [at]
    assert sentence in errors[at][0]
    assert not Indicateur.objects.exists()


def test_indicator_form_helps_with_the_examples_of_the_guide(s, connecte):
    s.action()
    page = text(connecte(s.dd).get(url(s, "indicateur_nouveau", numero=1) + "?type=ir"))

    assert "amélioration de la pratique professionnelle" in page
    assert "tuberculose" in page


def test_another_partner_adds_no_indicator(s, connecte):
    row = s.indicateur(s.action())
    client = connecte(s.autre)

    assert client.post(url(s, "indicateur_nouveau", numero=1), INDICATEUR).status_code == 403
    assert client.post(url(s, "indicateur_retirer", numero=1, pk=row.pk)).status_code == 403
    assert Indicateur.objects.count() == 1


def test_indicator_is_found_under_its_own_action_only(s, connecte):
    row = s.indicateur(s.action())
    s.action()

    assert connecte(s.dd).get(url(s, "indicateur", numero=2, pk=row.pk)).status_code == 404
