"""The repérage: pasted lines, who reads it, and a partant that becomes a member by the verbs of the members."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.territories.models import Departement
from coop.versions import StaleVersion
from cooperatives.enums import StatutMembre
from cooperatives.models import ActeurRepere, Cooperative, Membre, Reperage
from cooperatives.reperage import Ligne, parse
from cooperatives.workflows import reperage
from tests.factories import CommuneFactory, OrganisationFactory, SecteurFactory, utilisateur
from tests.factories import cooperatives as fabrique

REPERAGE = 10


def url(name, ca, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def acteur(ca, **fields):
    fields = {"categorie": "strategique", "libelle": "Centre social fictif"} | fields
    return ActeurRepere.objects.create(ca=ca, **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("acteur_repere_nomme", {"libelle": ""}),
        ("acteur_repere_une_fois", {}),
        ("acteur_repere_elu_a_une_fonction", {"categorie": "elu"}),
    ],
)
def test_the_database_refuses_what_the_constraint_forbids(ca, constraint, fields):
    acteur(ca)
    row = ActeurRepere(ca=ca, **{"categorie": "strategique", "libelle": "Centre social fictif"} | fields)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == constraint).validate(ActeurRepere, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("texte", "categorie", "expected"),
    [
        ("Centre social", "strategique", [("Centre social", "", None, "")]),
        (
            "Centre ; Directrice ; Élancourt-Fictif ; Vu en mai",
            "decideur",
            [("Centre", "Directrice", "c", "Vu en mai")],
        ),
        ("Centre\tDirectrice\telancourt fictif", "decideur", [("Centre", "Directrice", "c", "")]),
        ("Structure ; Fonction\nA\n\nA\nB", "promoteur", [("A", "", None, ""), ("B", "", None, "")]),
        ("Maire adjointe ; Élancourt-Fictif", "elu", [("Élancourt-Fictif", "Maire adjointe", "c", "")]),
        ("Agglomération ; Vice-présidente", "elu", [("Agglomération", "Vice-présidente", None, "")]),
        ("Conseiller départemental", "elu", [("Conseiller départemental", "Élu", None, "")]),
        (" \n;;\n", "elu", []),
    ],
)
def test_parse_reads_pasted_lines(db, texte, categorie, expected):
    commune = CommuneFactory(nom="Élancourt-Fictif")

    found = parse(texte, categorie)

    assert [(r.libelle, r.fonction, r.commune and "c", r.note) for r in found] == expected
    assert all(row.commune in (None, commune) for row in found)


def test_a_name_borne_by_two_communes_is_not_guessed(db):
    CommuneFactory.create_batch(2, nom="Homonyme")

    assert parse("Centre ; Homonyme", "decideur") == [Ligne("Centre", "Homonyme")]


def test_add_all_recognises_a_structure_and_passes_over_what_is_known(ca, dd78):
    known = OrganisationFactory(nom="Association connue")
    lines = [Ligne("association connue"), Ligne("Inconnue"), Ligne("Inconnue")]

    rows = reperage.add_all(ca, actor=dd78.actor, categorie="strategique", lignes=lines[:2])

    assert [row.organisation for row in rows] == [known, None]
    assert reperage.add_all(ca, actor=dd78.actor, categorie="strategique", lignes=lines) == []
    assert Entry.objects.filter(verb="reperage.add", ca_id=ca.pk).count() == 1


def test_add_all_writes_nothing_when_a_line_is_wrong(ca, dd78):
    with pytest.raises(ValidationError):
        reperage.add_all(ca, actor=dd78.actor, categorie="elu", lignes=[Ligne("A", "Maire"), Ligne("B")])

    assert not ca.acteurs_reperes.exists()


def test_a_partner_neither_writes_nor_takes_out(ca, dd78):
    partner, _ = fabrique.partenaire(ca)
    row = acteur(ca)

    with pytest.raises(Refused):
        reperage.add_all(ca, actor=partner.actor, categorie="elu", lignes=[])
    with pytest.raises(Refused):
        reperage.remove(row, actor=partner.actor)
    reperage.remove(row, actor=dd78.actor)
    assert not ca.acteurs_reperes.exists()


def test_a_partant_enters_the_register_then_becomes_a_member(ca, dd78):
    row = acteur(ca)
    with pytest.raises(ValidationError):
        reperage.mark_partant(row, actor=dd78.actor)

    membre = reperage.mark_partant(row, actor=dd78.actor, type="association", secteur=SecteurFactory())

    assert (membre.statut, membre.organisation.nom) == (StatutMembre.PARTANT, "Centre social fictif")
    assert ActeurRepere.objects.get().devenu_membre == membre


@pytest.mark.parametrize("statut", ["invite", "membre"])
def test_an_organisation_that_takes_part_already_is_linked(ca, dd78, statut):
    organisation = OrganisationFactory()
    known = Membre.objects.create(ca=ca, organisation=organisation, statut=statut, date_entree=ca.creee_le)

    membre = reperage.mark_partant(acteur(ca, organisation=organisation), actor=dd78.actor)

    assert membre == known
    assert membre.statut == ("partant" if statut == "invite" else "membre")


def test_notes_answer_the_e_parcours_of_the_cooperative(ca, dd78):
    values = {"besoins": "Peu couverts.", "dynamiques": "", "eparcours": "Vu.", "dynamique_eparcours": "non"}
    reperage.write_notes(ca, actor=dd78.actor, **values)

    assert Cooperative.objects.get(pk=ca.pk).dynamique_eparcours == "non"
    assert Reperage.objects.get(ca=ca).besoins == "Peu couverts."
    with pytest.raises(StaleVersion):
        reperage.write_notes(ca, actor=dd78.actor, **values)


@pytest.mark.parametrize(("role", "status"), [(RoleMandat.SIEGE, 200), (RoleMandat.LECTEUR, 404)])
def test_the_page_is_read_by_those_who_pilot(ca, connecte, role, status):
    assert connecte(utilisateur(role)).get(url("reperage", ca)).status_code == status


def test_the_page_says_what_the_demarche_starts_from(ca, dd78, connecte):
    text = connecte(dd78).get(url("reperage", ca)).content.decode()

    assert "une analyse des besoins conduite au plus près des habitants" in text
    assert "conditions de vie quotidiennes des habitants, usagers-patients" in text
    assert "Référent&nbsp;:" not in text
    Departement.objects.filter(pk=ca.departement_id).update(referent_eparcours="Chargée de mission numérique")
    text = connecte(dd78).get(url("reperage", ca)).content.decode()
    assert "Référent&nbsp;: Chargée de mission numérique" in text


def test_a_partner_does_not_read_the_page(ca, connecte):
    partner, _ = fabrique.partenaire(ca)

    assert connecte(partner).get(url("reperage", ca)).status_code == 404
    assert url("reperage", ca) not in connecte(partner).get(url("opportunite", ca)).content.decode()


def test_one_click_from_repere_to_partant_to_membre(ca, dd78, connecte):
    row = acteur(ca, organisation=OrganisationFactory(nom="Association partante"))
    client = connecte(dd78)
    assert "Noter comme partant<" in client.get(url("reperage", ca)).content.decode()

    client.post(url("acteur_partant", ca, pk=row.pk))
    text = client.get(url("reperage", ca)).content.decode()
    assert "Devient membre<" in text
    assert "Association partante" in text
    client.post(url("acteur_membre", ca, pk=row.pk))

    row.refresh_from_db()
    assert row.devenu_membre.statut == StatutMembre.MEMBRE


def test_the_page_asks_which_organisation_when_it_is_not_known(ca, dd78, connecte):
    row, client = acteur(ca), connecte(dd78)
    asked = client.post(url("acteur_partant", ca, pk=row.pk))
    assert list(asked.context["form"].fields) == ["organisation", "type", "secteur"]

    empty = client.post(url("acteur_partant", ca, pk=row.pk), {"organisation": ""})
    assert "organisation" in empty.context["form"].errors
    chosen = OrganisationFactory()
    assert client.post(url("acteur_partant", ca, pk=row.pk), {"organisation": chosen.pk}).status_code == 302
    assert ca.membres.get(organisation=chosen).statut == StatutMembre.PARTANT


def test_nobody_becomes_a_member_before_being_partant(ca, dd78, connecte):
    row = acteur(ca)

    connecte(dd78).post(url("acteur_membre", ca, pk=row.pk))

    assert ca.membres.count() == 1


def test_several_actors_are_pasted_at_once(ca, dd78, connecte):
    client = connecte(dd78)
    sent = {"categorie": "promoteur", "texte": "Première\nSeconde ; Coordinatrice"}

    assert client.post(url("acteurs_ajouter", ca), sent).status_code == 302
    assert list(ca.acteurs_reperes.values_list("libelle", "fonction")) == [
        ("Première", ""),
        ("Seconde", "Coordinatrice"),
    ]
    empty = client.post(url("acteurs_ajouter", ca), sent | {"texte": ";;"})
    assert "texte" in empty.context["form"].errors


def test_an_actor_is_rewritten_over_its_version(ca, dd78, connecte):
    row, client = acteur(ca), connecte(dd78)
    sent = {"version": 1, "categorie": "decideur", "libelle": "Nouveau nom", "interet": "interesse"}

    assert client.post(url("acteur", ca, pk=row.pk), sent).status_code == 302
    assert ActeurRepere.objects.get().libelle == "Nouveau nom"
    assert client.post(url("acteur", ca, pk=row.pk), sent | {"libelle": "Trop tard"}).status_code == 409
    elu = client.post(url("acteur", ca, pk=row.pk), sent | {"version": 2, "categorie": "elu", "fonction": "Maire"})
    assert "commune" in elu.context["form"].errors


def test_notes_are_written_and_told_when_stale(ca, dd78, connecte):
    client = connecte(dd78)
    sent = {"besoins": "Écrits", "dynamiques": "", "eparcours": "", "dynamique_eparcours": "a_verifier"}
    assert client.post(url("reperage_notes", ca), sent).status_code == 302

    assert client.post(url("reperage_notes", ca), sent | {"version": 1, "besoins": "Récrits"}).status_code == 302
    assert client.post(url("reperage_notes", ca), sent | {"version": 1}).status_code == 409


def test_the_page_costs_the_same_for_one_and_three(ca, dd78, client, compte_a_1_et_3):
    client.force_login(dd78)
    numbers = iter(range(9))

    def add():
        organisation = OrganisationFactory()
        membre = Membre.objects.create(ca=ca, organisation=organisation, statut="partant")
        acteur(
            ca,
            libelle=f"Acteur {next(numbers)}",
            organisation=organisation,
            devenu_membre=membre,
            commune=CommuneFactory(),
        )

    compte_a_1_et_3(url("reperage", ca), add, statements=REPERAGE)
