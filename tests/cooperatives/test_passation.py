"""Lettre de mission (AL-46) and passation of a place of coordinator."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop import horloge
from coop.accounts.predicates import Refused
from coop.documents import workflows as documents
from coop.versions import StaleVersion
from cooperatives.devoirs_ars import sans_lettre
from cooperatives.documents_passation import build_lettre, build_passation
from cooperatives.models import (
    Cooperative,
    Coordinateur,
    Decision,
    Instance,
    LettreMission,
    MembreInstance,
    Passation,
    Reunion,
    Tache,
)
from cooperatives.workflows import passation as verbs
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

JOUR = horloge.today() + timedelta(days=30)


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


@pytest.fixture
def premier(ca):
    return ca.coordinateurs.select_related("contact__organisation", "ca__departement").get(rang=1)


@pytest.fixture
def successeur(premier, ca):
    dd = ca.membres.get(organisation__type="ars").organisation
    return ContactFactory(organisation=dd, fonction="Nouvelle coordinatrice")


CASES = {
    "lettre_mission_quotite_en_pourcentage": lambda c: LettreMission(coordinateur=c, quotite=101),
    "passation_entre_deux_personnes": lambda c: Passation(ca=c.ca, de=c.contact, a=c.contact, rang=1),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(premier, name):
    row = CASES[name](premier)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_signed_letter_has_a_date(premier, dd78, connecte, ca):
    """lettre_mission_signee_datee"""
    constraint = next(c for c in LettreMission._meta.constraints if c.name == "lettre_mission_signee_datee")
    with pytest.raises(ValidationError):
        constraint.validate(LettreMission, LettreMission(coordinateur=premier, piece_id=1))


def test_al_46_speaks_until_the_letter_is_dated(ca, premier, dd78):
    def found(day):
        return [fait.objet for fait in sans_lettre(Cooperative.objects.all(), day)]

    today = horloge.today()
    assert found(today) == [f"coordinateur:{premier.pk}"]
    assert found(premier.debut - timedelta(days=1)) == []
    row = verbs.write_letter(premier, actor=dd78.actor, missions="Animer.")
    assert found(today) == [f"coordinateur:{premier.pk}"]
    verbs.write_letter(premier, actor=dd78.actor, missions="Animer.", datee_le=today, version=row.version)
    assert found(today) == []


def test_al_46_is_one_statement_whatever_the_region(ca, premier, django_assert_num_queries):
    fabrique.cooperative("95")
    with django_assert_num_queries(1):
        assert len(list(sans_lettre(Cooperative.objects.all(), horloge.today()))) == 2


def test_the_letter_is_the_delegation_s(premier, ca, dd78):
    with pytest.raises(Refused):
        verbs.write_letter(premier, actor=fabrique.partenaire(ca)[0].actor, missions="x")
    with pytest.raises(ValidationError):
        verbs.write_letter(premier, actor=dd78.actor, missions="x", datee_le=JOUR)
    verbs.write_letter(premier, actor=dd78.actor, missions="x")
    verbs.write_letter(premier, actor=dd78.actor, missions="y", version=1)
    with pytest.raises(StaleVersion):
        verbs.write_letter(premier, actor=dd78.actor, missions="z", version=1)


def test_the_letter_is_written_from_its_page(premier, ca, dd78, connecte):
    client = connecte(dd78)
    page = url("lettre_mission", ca, pk=premier.pk)
    assert "Mobiliser et réunir les acteurs" in client.get(page).content.decode()

    sent = {
        "missions": "Animer.",
        "rattachement": "Direction",
        "quotite": "40",
        "datee_le": f"{horloge.today():%Y-%m-%d}",
    }
    assert client.post(page, sent).status_code == 302
    premier.refresh_from_db()
    assert premier.lettre.quotite == 40
    assert connecte(fabrique.partenaire(ca)[0]).get(url("lettres_mission", ca)).status_code == 404


def test_what_was_in_the_name_of_the_one_who_leaves_is_handed_over(ca, premier, successeur, dd78):
    old = premier.contact
    etape = ca.etapes.first()
    task = Tache.objects.create(etape=etape, libelle="Appeler la commune", responsable=old.fonction)
    held = Tache.objects.create(etape=etape, libelle="Relire", contact=old)
    done = Tache.objects.create(etape=etape, libelle="Finie", responsable=old.fonction, statut="abandonnee")
    meeting = Reunion.objects.create(ca=ca, type="copil", prevue_le=horloge.now())
    decision = Decision.objects.create(
        reunion=meeting, ca=ca, numero="D-2026-01", texte="Écrire", responsable=old.fonction
    )
    instance = Instance.objects.create(ca=ca, type="cotech", nom="Comité technique")
    MembreInstance.objects.create(instance=instance, contact=old)
    with horloge.at(JOUR):
        row = verbs.hand_over(ca, actor=dd78.actor, rang=1, successeur=successeur, mot="Rappeler l’agglomération.")

    for changed in (task, held, done, decision):
        changed.refresh_from_db()
    assert (task.responsable, held.contact, done.responsable) == (successeur.fonction, successeur, old.fonction)
    assert decision.responsable == successeur.fonction
    assert instance.participants.get().contact == successeur
    assert (row.taches, row.decisions, row.mandats) == (2, 1, 2)
    dd = ca.membres.get(organisation__type="ars")
    assert list(dd.representants.order_by("pk").values_list("contact", "fin")) == [
        (old.pk, JOUR),
        (successeur.pk, None),
    ]
    assert list(Coordinateur.objects.filter(ca=ca, rang=1, fin__isnull=True).values_list("contact", flat=True)) == [
        successeur.pk
    ]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"taches": 7, "mandats": 1}, "7 tâches, 1 mandat ou siège"),
        ({"taches": 1, "decisions": 2, "mandats": 2}, "1 tâche, 2 décisions, 2 mandats et sièges"),
        ({}, "Rien n’était à son nom"),
    ],
)
def test_what_was_handed_over_is_told_without_zeros(counts, words):
    assert Passation(**counts).transmis.replace("\u00a0", " ") == words


def test_a_suppleant_who_takes_over_becomes_titulaire(ca, successeur, dd78):
    dd = ca.membres.get(organisation__type="ars")
    dd.representants.create(contact=successeur, titulaire=False, mandat="Suppléer.")

    verbs.hand_over(ca, actor=dd78.actor, rang=1, successeur=successeur)

    heir = dd.representants.get(fin__isnull=True)
    assert (heir.contact, heir.titulaire, heir.mandat) == (successeur, True, "Suppléer.")


def test_the_passation_needs_somebody_else_of_the_delegation(ca, premier, dd78):
    with pytest.raises(ValidationError):
        verbs.hand_over(ca, actor=dd78.actor, rang=1, successeur=premier.contact)
    with pytest.raises(ValidationError):
        verbs.hand_over(ca, actor=dd78.actor, rang=1, successeur=ContactFactory())
    with pytest.raises(ValidationError):
        verbs.hand_over(ca, actor=dd78.actor, rang=2, successeur=ContactFactory())
    with pytest.raises(Refused):
        verbs.hand_over(ca, actor=fabrique.partenaire(ca)[0].actor, rang=1, successeur=ContactFactory())


def test_two_clicks_hand_over(ca, premier, successeur, dd78, connecte):
    client = connecte(dd78)
    page = url("passation", ca, pk=premier.pk)
    assert "Ce qui sera transmis" in client.get(page).content.decode()

    assert client.post(page, {"successeur": successeur.pk, "mot": ""}).status_code == 302
    assert Passation.objects.get().a == successeur


def test_the_documents_say_the_state_of_the_ca_and_the_missions(ca, premier, dd78):
    where = {"actor": dd78.actor, "ca_id": ca.pk, "departement": "78"}
    Tache.objects.create(etape=ca.etapes.first(), libelle="Relancer", contact=dd78.contact, responsable="Villes")
    built = build_passation(documents.request("passation", ca.pk, final=True, **where))
    letter = build_lettre(documents.request("lettre_mission", premier.pk, **where))

    assert "Définir une lettre de mission claire" in [title for title, *_ in built.content["devoirs"]]
    assert ["Relancer", f"{dd78.contact.fonction}\u00a0; Villes", None] in built.content["taches"]
    assert len(built.content["membres"]) == 1
    assert letter.draft
    assert len(letter.content["missions"]) == 5
