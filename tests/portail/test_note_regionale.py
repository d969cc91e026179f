"""DOC-REG: what the note says, who writes it and reads it, and that a published one never changes."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.journal.models import Entry
from cooperatives.models import Cooperative
from portail import documents_note
from portail.models import REGION, NoteRegionale
from portail.note_regionale import lecture, verbes
from portail.note_regionale.acces import notes_lisibles
from portail.note_regionale.composer import composer
from portail.note_regionale.modele import Exercice, TableauNote, de_donnees, en_donnees, typee
from tests.documents.norme_pdf import violations
from tests.evaluation.scene_bilan import T2_OPEN
from tests.evaluation.test_bilans_document import texte
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged
from tests.portail.test_region_bilans import deux_departements

scene = staged(deux_departements, le=T2_OPEN)
T2 = Exercice(2026, 2)
PARTIES = [
    "qui", "conventions", "bilans", "conformite", "finance", "freins", "vigilance", "recommandations", "a-reconduire",
    "non-reconduites", "deploiement",
]  # fmt: skip


@pytest.fixture
def publiee(scene, siege) -> NoteRegionale:
    row = verbes.ecrire(verbes.brouillon(REGION, T2), actor=siege.actor, introduction="Un mot.", decisions="Un point.")
    return verbes.publier(row, actor=siege.actor)


def parties(note) -> dict:
    return {section.code: section for section in note.sections}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("2026", Exercice(2026)),
        ("2026-3", Exercice(2026, 3)),
        ("2026-5", None),
        ("26-1", None),
        ("", None),
        ("2026-", None),
    ],
)
def test_a_period_is_a_year_or_a_quarter(code, found):
    assert Exercice.lire(code) == found


def test_a_year_has_its_four_quarters():
    year = Exercice(2026)
    assert ([q.trimestre for q in year.trimestres], year.debut, year.fin) == (
        [1, 2, 3, 4],
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert (year.code, year.nom, T2.code, T2.nom) == ("2026", "année 2026", "2026-2", "avril à juin 2026")


def test_the_note_says_what_the_pages_say(scene):
    note = composer(REGION, T2, T2_OPEN)
    found = parties(note)

    assert list(found) == PARTIES
    figures = {c.code: c for c in found["bilans"].chiffres}
    assert figures["F-09"].precision.replace("\u00a0", " ").startswith("2 transmis à temps sur 4 dus")
    assert figures["F-12"].precision.replace("\u00a0", " ") == "25 sur 60 prévus"
    assert found["conformite"].tableaux[0].lignes[0][1:] == ["1 (33\u00a0%)", "0 (0\u00a0%)", "2 (67\u00a0%)", "3"]
    assert found["qui"].tableaux[0].lignes[-1][-1] == "2"
    assert {row["departement"] for row in note.carte} == {"78", "95"}


def test_a_year_adds_its_quarters_and_a_departement_is_alone(scene):
    whole, one = parties(composer(REGION, Exercice(2026), T2_OPEN)), parties(composer("78", T2, T2_OPEN))

    people = next(c for c in whole["bilans"].chiffres if c.code == "F-12").precision.replace("\u00a0", " ")
    assert people.startswith("80 sur ")
    assert [row[1] for row in whole["bilans"].tableaux[0].lignes[:2]] == ["2 sur 4", "2 sur 4"]
    assert "deploiement" not in one
    assert one["qui"].tableaux[0].lignes[-1] == ["Total", "1"]
    assert next(c for c in one["bilans"].chiffres if c.code == "F-12").precision.startswith("20 sur")


def test_an_empty_period_says_so(scene):
    found = parties(composer(REGION, Exercice(2024), T2_OPEN))

    assert found["bilans"].vide == "Aucun bilan n’est attendu en 2024."
    assert found["conformite"].vide
    assert found["non-reconduites"].vide


def test_what_is_kept_is_read_again(scene):
    note = composer(REGION, T2, T2_OPEN)

    assert de_donnees(json.loads(json.dumps(en_donnees(note)))) == note


def test_statements_do_not_grow_with_the_cooperatives(scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as first:
        composer(REGION, T2, T2_OPEN)
    for _ in range(3):
        fabrique.cooperative("78")
    with django_assert_max_num_queries(len(first.captured_queries)):
        composer(REGION, T2, T2_OPEN)


@pytest.mark.parametrize(
    ("cell", "value"), [("1\u00a0266,5", 1266.5), ("12\u00a0%", "12\u00a0%"), ("–", "–"), ("", "")]
)
def test_numbers_of_the_workbook_are_numbers(cell, value):
    assert typee(cell) == value


def test_only_the_siege_writes_and_publishes(scene):
    actor = fabrique.coordinatrice("78").actor
    with pytest.raises(Refused):
        verbes.ecrire(verbes.brouillon(REGION, T2), actor=actor, introduction="", decisions="")
    row = NoteRegionale.objects.create(annee=2026, trimestre=2)
    with pytest.raises(Refused):
        verbes.publier(row, actor=actor)


def test_a_published_note_never_changes(client, publiee, siege):
    before = lecture.lire(publiee)
    Cooperative.objects.filter(departement__code="95").update(statut="suspendue", intitule="Autre nom")
    again = verbes.publier(publiee, actor=siege.actor)

    assert lecture.lire(NoteRegionale.objects.get()) == before
    assert (again.numero, Entry.objects.filter(verb="note.publish").count()) == (1, 1)
    assert (before.introduction, before.decisions) == ("Un mot.", "Un point.")
    following = verbes.brouillon(REGION, T2)
    assert (following.pk, following.numero) == (None, 2)
    assert lecture.lire(following) != before


def test_who_reads_what(scene, publiee, siege):
    verbes.publier(
        verbes.ecrire(verbes.brouillon("95", T2), actor=siege.actor, introduction="", decisions=""), actor=siege.actor
    )
    verbes.ecrire(verbes.brouillon(REGION, Exercice(2026)), actor=siege.actor, introduction="", decisions="")

    def read(user) -> list[str]:
        return sorted(notes_lisibles(user.actor).values_list("territoire", flat=True))

    assert read(siege) == read(scene.valdoise.dd) == ["95", REGION]
    assert read(scene.yvelines.dd) == [REGION]
    assert read(utilisateur(RoleMandat.PARTENAIRE)) == []
    draft, kept = (
        Document(kind="note_regionale", subject_id="region.2026"),
        Document(kind="note_regionale", subject_id=str(publiee.pk)),
    )
    assert [documents_note.may_read(u.actor, d) for u in (siege, scene.yvelines.dd) for d in (draft, kept)] == [
        True,
        True,
        False,
        True,
    ]


def test_siege_chooses_writes_publishes_and_takes_it_away(client, scene, siege):
    """Région → Note régionale → Préparer → (texts) Publier: the PDF and the data are one click away."""
    client.force_login(siege)

    chosen = client.get(reverse("portail:region_notes"), {"territoire": REGION, "periode": "2026-2"})
    page = client.get(chosen.url)
    assert "En préparation" in page.content.decode() or "en préparation" in page.content.decode()
    kept = client.post(chosen.url, {"introduction": "Bonjour.", "decisions": "Décider."})
    row = NoteRegionale.objects.get()
    stale = client.post(chosen.url, {"introduction": "Autre.", "decisions": "", "version": row.version + 1})
    done = client.post(
        chosen.url, {"introduction": "Bonsoir.", "decisions": "Décider.", "version": row.version, "publier": "oui"}
    )

    row.refresh_from_db()
    assert (kept.status_code, stale.status_code, done.url) == (302, 409, reverse("portail:region_notes"))
    assert (row.introduction, row.publiee_par, row.contenu["periode"]) == (
        "Bonsoir.",
        siege.actor.label,
        "avril à juin 2026",
    )
    read = client.get(reverse("portail:region_note", args=[row.pk])).content.decode()
    assert "Bonsoir." in read
    assert "Publier la note" not in read
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("portail:region_note_xlsx", args=[row.pk])).content))
    assert book.sheetnames[0] == "Chiffres"
    assert len(book.sheetnames) > 8
    assert client.post(reverse("portail:region_note_pdf", args=[row.pk])).status_code == 302
    assert Document.objects.get(kind="note_regionale").final


@pytest.mark.parametrize("address", ["region/2026-5", "00/2026-2", "region/2035", "region/1999"])
def test_no_note_of_what_is_nowhere(client, scene, siege, address):
    client.force_login(siege)

    assert client.get(f"/region/notes/{address}/").status_code == 404


def test_a_delegation_does_not_open_what_is_prepared(client, scene, publiee):
    client.force_login(scene.yvelines.dd)

    assert client.get(reverse("portail:region_note_preparer", args=[REGION, "2026-2"])).status_code == 403
    assert client.get(reverse("portail:region_note", args=[publiee.pk])).status_code == 200
    assert "Préparer une note" not in client.get(reverse("portail:region_notes")).content.decode()


CONTENU = {"sections": []}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("note_regionale_numero_unique", [{"publiee_le": T2_OPEN, "publiee_par": "S", "contenu": CONTENU}] * 2),
        ("note_regionale_un_brouillon", [{}, {"numero": 2}]),
        ("note_regionale_trimestre", [{"trimestre": 5}]),
        ("note_regionale_publiee_entiere", [{"publiee_par": "S"}]),
    ],
)
def test_the_database_refuses(db, name, rows):
    *before, last = rows
    with horloge.at(T2_OPEN):
        moment = horloge.now()
    made = [
        {"annee": 2026} | row | ({"publiee_le": moment} if row.get("publiee_le") else {}) for row in (*before, last)
    ]
    for row in made[:-1]:
        NoteRegionale.objects.create(**row)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        NoteRegionale.objects.create(**made[-1])
    with pytest.raises(ValidationError):
        NoteRegionale(**made[-1]).full_clean()


def built(subject: str):
    return get("note_regionale").build(Document(kind="note_regionale", subject_id=subject, requested_at=horloge.now()))


def test_the_document_is_a_project_until_published(publiee):
    kept, prepared = built(str(publiee.pk)), built("region.2026-2")

    assert (kept.draft, kept.created, kept.version) == (False, publiee.publiee_le, "1")
    assert (prepared.draft, prepared.version) == (True, "2")
    assert documents_note.resolve("78.2026") == "78.2026"
    assert documents_note.resolve(str(publiee.pk)) == str(publiee.pk)
    for wrong in ("region.2026-9", "00.2026"):
        with pytest.raises(Unbuildable):
            built(wrong)


@pytest.mark.lourd
def test_the_pdf_prints_every_part_and_is_tagged(publiee):
    data = to_pdf(built(str(publiee.pk)))
    printed = texte(data)

    for words in (
        "Note régionale",
        "Un mot.",
        "1. Qui nous sommes",
        "11. Départements sans coopérative",
        "Un point.",
        "Ce que compte chaque chiffre",
    ):
        assert words in printed, words
    assert violations(data) == []


def test_a_long_list_says_what_it_leaves_out():
    from portail.queries.region.liste_preuves import Preuves

    found = Preuves("Titre", "", ["A", "B"], range(201), lambda n: [(str(n), ""), ("b", "")])

    table = TableauNote.de_preuves(found, (0,))
    assert (table.colonnes, len(table.lignes), table.note) == (["A"], 200, "Et 1\u00a0autre ligne, à lire dans Coop.")
