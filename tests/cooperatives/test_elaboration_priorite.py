"""How the programme is worked out (R-FORM-07), and a territory that is a priority for its coordination (R-PRIN-14)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from cooperatives.devoirs_tableau import elaboration_longue
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Formation, SessionFormation, TransitionPhase
from cooperatives.queries.lieux import values_of
from cooperatives.workflows.identite import update
from cooperatives.workflows.vie.formations import choose_elaboration
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur


@pytest.fixture
def ca(db, le_jour):
    le_jour("2026-09-01")
    return fabrique.cooperative()


@pytest.fixture
def dd(ca):
    return fabrique.coordinatrice()


def page(ca, name="formations") -> str:
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference})


def test_choice_of_the_group_is_written_and_read(client, ca, dd):
    client.force_login(dd)
    values = {
        "mode_elaboration": "autre", "mode_elaboration_texte": "Trois ateliers d’écriture.",
        "mode_elaboration_le": "2026-08-20", "version": ca.version,
    }  # fmt: skip
    assert client.post(page(ca, "elaboration"), values).status_code == 302
    partner, _ = fabrique.partenaire(ca)
    client.force_login(partner)
    html = client.get(page(ca)).content.decode()
    assert "Trois ateliers d’écriture." in html
    assert page(ca, "elaboration") not in html
    ca.refresh_from_db()
    assert (ca.mode_elaboration, ca.mode_elaboration_le) == ("autre", date(2026, 8, 20))
    assert (
        "Trois ateliers"
        in client.get(reverse("portail:fiche_projet", kwargs={"ca_ref": ca.reference})).content.decode()
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"mode_elaboration": "autre", "mode_elaboration_texte": "  "},
        {"mode_elaboration": "inconnue"},
        {"mode_elaboration": "formation", "mode_elaboration_le": date(2026, 9, 2)},
    ],
)
def test_choice_that_says_nothing_is_refused(ca, dd, fields):
    with pytest.raises(ValidationError):
        choose_elaboration(ca, actor=dd.actor, **fields)


def test_choice_belongs_to_the_animation(ca):
    partner, _ = fabrique.partenaire(ca)
    with pytest.raises(Refused):
        choose_elaboration(ca, actor=partner.actor, mode_elaboration="formation")


@pytest.mark.parametrize(
    ("fields", "session", "end"),
    [
        ({}, False, "un accompagnement peut être demandé."),
        ({"mode_elaboration": "formation"}, False, "Le groupe l’a choisi, aucune session n’est encore notée."),
        ({"mode_elaboration": "formation"}, True, "un accompagnement peut être demandé."),
        (
            {"mode_elaboration": "autre", "mode_elaboration_texte": "Ateliers."}, False,
            "Façon choisie par le groupe\u00a0: Ateliers.",
        ),
    ],
)  # fmt: skip
def test_long_elaboration_tells_what_the_group_chose(ca, fields, session, end):
    """AL-19 keeps its sentence; the choice of the group follows it."""
    Cooperative.objects.filter(pk=ca.pk).update(phase=Phase.ELABORATION, **fields)
    TransitionPhase.objects.create(ca=ca, vers=Phase.ELABORATION, le=horloge.now() - timedelta(days=200), auteur="x")
    if session:
        row = Formation.objects.create(ca=ca, type="accompagnement", intitule="Accompagnement")
        SessionFormation.objects.create(formation=row, le=date(2026, 8, 1))
    (fait,) = elaboration_longue(Cooperative.objects.all(), horloge.today())
    assert fait.text.startswith("La co-construction s’étale (depuis le")
    assert "un accompagnement peut être demandé." in fait.text
    assert fait.text.endswith(end)


def test_priority_is_explained_and_kept_from_outsiders(client, ca, dd):
    with pytest.raises(ValidationError):
        update(ca, actor=dd.actor, priorite_coordination=True, priorite_coordination_texte="")
    ca.refresh_from_db()
    client.force_login(dd)
    values = {
        "lieux": values_of(ca), "libelle_territoire": "", "justification_perimetre": "", "version": ca.version,
        "priorite_coordination": "on", "priorite_coordination_texte": "Trois réseaux s’ignorent.",
    }  # fmt: skip
    assert client.post(page(ca, "territoire_choisir"), values).status_code == 302
    assert "Trois réseaux s’ignorent." in client.get(page(ca, "territoire")).content.decode()
    client.force_login(utilisateur(RoleMandat.LECTEUR))
    response = client.get(page(ca, "territoire"))
    assert response.status_code == 200
    assert "Trois réseaux" not in response.content.decode()
