"""DOC-CR, « Organisation de la coopérative » and the tableau de bord in PDF: what they say and who reads them."""

import subprocess
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from coop import horloge
from coop.documents import kinds
from coop.documents.models import Document
from coop.documents.render import to_pdf
from cooperatives.workflows import gouvernance, reunions, tableau
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique

JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def texte(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(out.replace("\xa0", " ").split())


def document(kind, pk, **fields):
    return Document(kind=kind, subject_id=str(pk), requested_at=horloge.now(), **fields)


def built(kind, pk):
    return kinds.get(kind).build(document(kind, pk))


@pytest.fixture
def copil(ca, dd78):
    fabrique.membre(ca, nom="Association fictive des ateliers")
    row = gouvernance.create_copil(ca, actor=dd78.actor)
    habitante = ContactFactory(organisation=None, fonction="Habitante du quartier")
    gouvernance.seat(row, actor=dd78.actor, contact=habitante, qualite="habitant")
    return row


@pytest.fixture
def tenue(ca, dd78, copil, le_jour):
    le_jour("2027-04-15T17:00")
    row = reunions.plan(
        ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil, points=["Bilan des ateliers"]
    )
    presences = {seat.contact: "present" for seat in copil.participants.all()}
    reunions.hold(row, actor=dd78.actor, tenue_le=date(2027, 4, 15), presences=presences, habitants=4)
    reunions.write_notes(row, actor=dd78.actor, notes={row.points.get().pk: "Douze ateliers tenus."})
    reunions.decide(row, actor=dd78.actor, texte="Ouvrir un atelier")
    return row


def test_minutes_count_inhabitants_and_do_not_name_them(tenue):
    content = built("compte_rendu", tenue.pk).content

    assert content["habitants"] == 5
    assert "Habitante du quartier" not in str(content)
    assert "Association fictive des ateliers" in str(content["presences"])


def test_minutes_are_a_draft_until_validated(tenue, dd78):
    assert built("compte_rendu", tenue.pk).draft
    reunions.validate_minutes(tenue, actor=dd78.actor)
    assert not built("compte_rendu", tenue.pk).draft


def test_minutes_of_a_meeting_to_come_cannot_be_built(ca, dd78, copil):
    row = reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil)

    with pytest.raises(kinds.Unbuildable, match="pas encore tenue"):
        built("compte_rendu", row.pk)


def test_rewritten_minutes_replace_the_notes(tenue, dd78):
    assert built("compte_rendu", tenue.pk).content["texte"] == ""
    reunions.write_minutes(tenue, actor=dd78.actor, compte_rendu="Texte du comité.")
    assert built("compte_rendu", tenue.pk).content["texte"] == "Texte du comité."


def test_draft_minutes_are_read_by_the_animation_only(ca, tenue, dd78):
    user, _ = fabrique.partenaire(ca)
    may_read = kinds.get("compte_rendu").may_read
    draft = document("compte_rendu", tenue.pk, ca_id=ca.pk)

    assert may_read(dd78.actor, draft)
    assert not may_read(user.actor, draft)
    reunions.validate_minutes(tenue, actor=dd78.actor)
    assert may_read(user.actor, document("compte_rendu", tenue.pk, ca_id=ca.pk, final=True))
    assert not may_read(user.actor, draft)
    assert not may_read(fabrique.coordinatrice("93").actor, document("compte_rendu", tenue.pk, ca_id=ca.pk, final=True))


def test_references_resolve(ca, tenue):
    assert kinds.get("organisation").resolve(ca.reference) == ca.pk
    assert kinds.get("tableau_de_bord").resolve(ca.reference) == ca.pk
    assert kinds.get("compte_rendu").resolve(ca.reference) == tenue.pk


@pytest.mark.lourd
def test_minutes_print_the_sections_of_the_meeting(tenue, dd78):
    reunions.validate_minutes(tenue, actor=dd78.actor)

    text = texte(to_pdf(built("compte_rendu", tenue.pk)))

    for words in (
        "1. Participants",
        "5 habitants présents",
        "Douze ateliers tenus.",
        "D-2027-01",
        "validé le 15 avril 2027",
    ):
        assert words in text


@pytest.mark.lourd
def test_the_organisation_prints_role_rhythm_and_composition(ca, copil):
    text = texte(to_pdf(built("organisation", ca.pk)))

    for words in (
        "Comité de pilotage",
        "Il aura pour objectif",
        "tous les deux mois et demi",
        "Association fictive des ateliers",
    ):
        assert words in text


@pytest.mark.lourd
def test_the_table_prints_on_a3_landscape(ca, dd78, le_jour):
    le_jour("2027-03-10")
    tableau.schedule_stage(
        ca.etapes.get(ordre=2), actor=dd78.actor, debut=date(2027, 1, 4), fin=date(2027, 3, 1), responsable="Co-pilote"
    )

    pdf = to_pdf(built("tableau_de_bord", ca.pk))
    size = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()

    assert "1190.55 x 841.89" in size
    assert "9 jours de retard" in texte(pdf)


def test_the_sheet_has_a_line_for_each_person_and_names_no_inhabitant(ca, dd78, copil, le_jour):
    le_jour("2027-04-01")
    row = reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil, points=["Un"])
    reunions.convene(row, actor=dd78.actor)
    reunions.answer(row, actor=dd78.actor, reponse="represente", represente_par="Adjointe")

    lines = built("emargement", row.pk).content["lignes"]

    assert [line[0] for line in lines].count("Association fictive des ateliers") == 1
    assert "représenté par Adjointe" in [line[2] for line in lines]
    assert "Habitante du quartier" not in str(lines)


def test_the_sheet_is_read_by_those_who_hold_the_meeting(ca, tenue, dd78):
    user, _ = fabrique.partenaire(ca)
    may_read = kinds.get("emargement").may_read
    sheet = document("emargement", tenue.pk, ca_id=ca.pk)

    assert may_read(dd78.actor, sheet)
    assert not may_read(user.actor, sheet)
    assert not may_read(fabrique.coordinatrice("93").actor, sheet)
    assert kinds.get("emargement").resolve(ca.reference) == tenue.pk
