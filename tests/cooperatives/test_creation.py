"""Creating a coopérative lays everything the next stages need (decisions.md 8, R-GOUV-01, R-SUIVI-08)."""

import pytest
from django.core.exceptions import ValidationError

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from cooperatives.enums import Appreciation, Phase, Presence, StatutMembre
from cooperatives.models import Cooperative
from cooperatives.workflows import creation
from tests.factories import CommuneFactory, DepartementFactory, utilisateur
from tests.factories import cooperatives as fabrique


def create(user, code="78", **fields):
    departement = DepartementFactory(code=code)
    values = {
        "actor": user.actor,
        "intitule": "Alliance fictive",
        "departement": departement,
        "coordinateur": user.contact,
        "thematiques": [fabrique.thematique()],
        "communes": [CommuneFactory(departement=departement)],
    }
    return creation.create(**(values | fields))


def test_create_gives_the_next_reference_of_the_departement(dd78):
    other = fabrique.coordinatrice("93")

    assert [create(dd78).reference, create(dd78).reference, create(other, "93").reference] == [
        "CA-78-01",
        "CA-78-02",
        "CA-93-01",
    ]


def test_create_lays_six_stages_and_the_four_tasks_of_the_guide(ca):
    assert list(ca.etapes.values_list("ordre", "code")) == [
        (1, "prefiguration"),
        (2, "diagnostic"),
        (3, "elaboration"),
        (4, "mise_en_oeuvre"),
        (5, "suivi_evaluation"),
        (6, "evaluation_ca"),
    ]
    assert ca.etapes.get(ordre=1).taches.count() == 4
    assert ca.etapes.get(ordre=1).taches.get(ordre=3).libelle == "Mise en place des instances de gouvernance"


def test_create_asks_ten_principles_and_three_schemes(ca):
    assert set(ca.appreciations.values_list("appreciation", flat=True)) == {Appreciation.A_ETUDIER}
    assert ca.appreciations.count() == 10
    assert set(ca.articulations.values_list("type", "presence")) == {
        ("cls", Presence.A_VERIFIER),
        ("clsm", Presence.A_VERIFIER),
        ("contrat_ville", Presence.A_VERIFIER),
    }


def test_create_makes_the_delegation_a_member_and_its_person_first_coordinator(ca, dd78):
    membre = ca.membres.get()

    assert (membre.organisation.type, membre.statut) == ("ars", StatutMembre.MEMBRE)
    assert membre.representants.get().contact == dd78.contact
    assert list(ca.coordinateurs.values_list("rang", "type", "contact")) == [(1, "dd", dd78.contact_id)]


def test_create_opens_the_history_in_prefiguration(ca, dd78):
    row = ca.transitions.get()

    assert (row.de, row.vers, row.auteur) == ("", Phase.PREFIGURATION, dd78.actor.label)
    assert Entry.objects.filter(verb="cooperative.create", ca_id=ca.pk, departement_code="78").count() == 1


def test_create_is_refused_to_the_dd_of_another_departement(dd78):
    with pytest.raises(Refused):
        create(fabrique.coordinatrice("93"), "78", coordinateur=dd78.contact)


@pytest.mark.parametrize("role", [RoleMandat.SIEGE, RoleMandat.DELEGUE, RoleMandat.PARTENAIRE, RoleMandat.LECTEUR])
def test_create_is_refused_to_others(dd78, role):
    with pytest.raises(Refused):
        create(utilisateur(role), coordinateur=dd78.contact)


def test_create_is_open_to_an_administrator(dd78):
    admin = utilisateur(is_superuser=True, is_staff=True)

    assert create(admin, coordinateur=dd78.contact).reference == "CA-78-01"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"thematiques": []}, "une thématique ou un public"),
        ({"communes": []}, "sur quel territoire"),
        ({"intitule": "  "}, "intitule"),
    ],
)
def test_create_refuses_what_decision_8_requires(dd78, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        create(dd78, **fields)
    assert not Cooperative.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"communes": [], "sites": ["Parvis de la gare"]},
        {"communes": [], "libelle_territoire": "Territoire de coordination"},
    ],
)
def test_create_accepts_a_site_or_a_label_as_territory(dd78, fields):
    assert create(dd78, **fields).sites.count() == len(fields.get("sites", []))


def test_create_refuses_a_first_coordinator_of_another_dd(dd78):
    with pytest.raises(ValidationError, match="obligatoirement de la délégation"):
        create(dd78, coordinateur=fabrique.coordinatrice("93").contact)


def test_create_accepts_a_public_without_theme(dd78):
    assert create(dd78, thematiques=[], publics=[fabrique.public()]).publics.count() == 1
