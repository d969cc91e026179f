"""Each gate: what makes it refuse, what opens it."""

import pytest

from coop import horloge
from cooperatives import gates
from cooperatives.enums import Presence
from cooperatives.models import Determinant, Instance, MembreInstance, Reunion
from cooperatives.workflows import identite, membres, opportunite
from tests.factories import CommuneFactory, ContactFactory, DepartementFactory, SecteurFactory
from tests.factories import cooperatives as fabrique


def copil(ca):
    return Instance.objects.create(ca=ca, type="copil", nom="Comité de pilotage")


def seat_all(ca):
    instance = copil(ca)
    for row in ca.membres.actifs():
        MembreInstance.objects.create(instance=instance, contact=row.representants.first().contact, membre=row)


def one_sector_each(ca):
    for code in ("logement", "education"):
        fabrique.membre(ca, secteur=SecteurFactory(code=code))


def lancement(ca, statut="tenue"):
    fabrique.membre(ca)
    Reunion.objects.create(ca=ca, type="lancement", prevue_le=horloge.now(), tenue_le=horloge.today(), statut=statut)


def articulate(ca, dd, **dates):
    opportunite.declare(
        ca, actor=dd.actor, type="cls", presence=Presence.PRESENT, description="Complémentaire", **dates
    )


def team(ca):
    instance = Instance.objects.create(ca=ca, type="equipe_evaluation", nom="Équipe d’évaluation")
    MembreInstance.objects.create(instance=instance, contact=ContactFactory())


def commit_directions(ca, dd):
    for row in ca.membres.partenaires():
        membres.update_role(row, actor=dd.actor, role_mission="x", engagement_direction_le=horloge.today())


# gate, what is done first, number of sentences then
CASES = [
    ("principes_consideres", lambda ca, dd: None, 1),
    (
        "principes_consideres",
        lambda ca, dd: [
            opportunite.appreciate(r, actor=dd.actor, appreciation="satisfait") for r in ca.appreciations.all()
        ],
        0,
    ),
    ("articulation_declaree", lambda ca, dd: None, 3),
    ("articulation_declaree", lambda ca, dd: articulate(ca, dd), 2),
    ("theme_public_territoire", lambda ca, dd: None, 0),
    ("theme_public_territoire", lambda ca, dd: ca.publics.clear(), 1),
    ("theme_public_territoire", lambda ca, dd: (ca.publics.clear(), ca.thematiques.clear(), ca.communes.clear()), 3),
    ("identite_complete", lambda ca, dd: None, 3),
    (
        "identite_complete",
        lambda ca, dd: identite.update(ca, actor=dd.actor, enonce_ists="x", plus_value_existant="y"),
        1,
    ),
    ("deux_communes", lambda ca, dd: None, 0),
    ("deux_communes", lambda ca, dd: ca.communes.remove(ca.communes.first()), 1),
    ("deux_communes", lambda ca, dd: (ca.communes.clear(), ca.departements_vises.add(ca.departement)), 0),
    ("secteurs_non_sanitaires", lambda ca, dd: fabrique.membre(ca), 1),
    ("secteurs_non_sanitaires", lambda ca, dd: one_sector_each(ca), 0),
    ("premiere_reunion", lambda ca, dd: None, 1),
    ("premiere_reunion", lambda ca, dd: lancement(ca), 0),
    ("premiere_reunion", lambda ca, dd: lancement(ca, "convoquee"), 1),
    ("instances_creees", lambda ca, dd: None, 1),
    ("instances_creees", lambda ca, dd: copil(ca), 0),
    ("dispositifs_informes", lambda ca, dd: None, 0),
    ("dispositifs_informes", lambda ca, dd: articulate(ca, dd, information_comites_le=horloge.today()), 1),
    (
        "dispositifs_informes",
        lambda ca, dd: articulate(
            ca, dd, information_comites_le=horloge.today(), concertation_theme_le=horloge.today()
        ),
        0,
    ),
    ("membre_hors_ars", lambda ca, dd: None, 1),
    ("membre_hors_ars", lambda ca, dd: fabrique.membre(ca), 0),
    ("mandats_ecrits", lambda ca, dd: fabrique.membre(ca), 0),
    ("mandats_ecrits", lambda ca, dd: fabrique.membre(ca, representant=False), 1),
    ("directions_engagees", lambda ca, dd: fabrique.membre(ca), 1),
    ("directions_engagees", lambda ca, dd: (fabrique.membre(ca), commit_directions(ca, dd)), 0),
    ("copil_represente_chacun", lambda ca, dd: None, 1),
    ("copil_represente_chacun", lambda ca, dd: copil(ca), 1),
    ("copil_represente_chacun", lambda ca, dd: (fabrique.membre(ca), seat_all(ca)), 0),
    ("copil_represente_chacun", lambda ca, dd: (seat_all(ca), fabrique.membre(ca)), 1),
    ("equipe_evaluation_designee", lambda ca, dd: None, 1),
    ("equipe_evaluation_designee", lambda ca, dd: team(ca), 0),
]


@pytest.mark.parametrize(("gate", "prepare", "expected"), CASES)
def test_gate_says_what_is_missing(ca, dd78, gate, prepare, expected):
    prepare(ca, dd78)
    ca.refresh_from_db()

    found = getattr(gates, gate)(ca)

    assert len(found) == expected
    assert all(m.code == gate and m.phrase.endswith(".") for m in found)


def test_copil_gate_names_who_is_missing(ca):
    row = fabrique.membre(ca)
    copil(ca)

    assert row.organisation.nom in gates.copil_represente_chacun(ca)[0].precision


def test_identite_needs_a_determinant(ca, dd78):
    determinant = Determinant.objects.create(code="mobilite", libelle="Mobilité")
    identite.update(ca, actor=dd78.actor, enonce_ists="x", plus_value_existant="y", determinants=[determinant])

    assert gates.identite_complete(ca) == []


def test_a_commune_of_another_departement_counts(ca, dd78):
    communes = [ca.communes.first(), CommuneFactory(code="92998", departement=DepartementFactory(code="92"))]
    identite.update(ca, actor=dd78.actor, communes=communes)

    assert gates.deux_communes(ca) == []
