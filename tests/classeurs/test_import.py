"""An import from the deposit to its confirmation: what is kept, what is written, and when nothing is."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop import horloge
from coop.accounts.predicates import Refused
from coop.classeurs import apercu, modele, workflows
from coop.classeurs.enums import EtatImport
from coop.classeurs.lecture import lire
from coop.classeurs.models import Import
from coop.documents.access import may_read_piece
from coop.documents.models import Piece
from coop.journal.actors import SYSTEM, Actor
from coop.journal.models import Entry
from tests.classeurs.fichiers import Table, csv, depot, ligne, xlsx

ENTETE = "Code;Nom;Valeur;Année"
BON = csv(ENTETE, "78621;Trappes;12,5;2021", "78297;Guyancourt;;2021")


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(modele, "_modeles", {})
    table = Table()
    modele.register(table.modele())
    return table


def deposer(data=BON, name="chiffres.csv") -> Import:
    return workflows.deposer(depot(data, name), modele.get("essai"), None, actor=SYSTEM, ca_id=7, departement="78")


def kept(row: Import) -> bytes:
    with row.piece.file.open("rb") as stream:
        return stream.read()


def test_a_good_file_is_checked_and_nothing_is_written(db, table):
    row = deposer()

    assert (row.etat, row.ajoutees, row.modifiees, row.inchangees, row.refusees) == (EtatImport.VERIFIE, 2, 0, 0, 0)
    assert (row.ca_id, row.departement_code, row.lignes) == (7, "78", 2)
    assert table.rows == {}
    assert row.piece.original_name == "chiffres.csv"
    assert kept(row) == BON


def test_confirming_writes_once_and_says_so(db, table):
    table.rows = {("78621",): ligne(valeur="9")}
    row = workflows.confirmer(deposer(), actor=SYSTEM)

    assert row.etat == EtatImport.CONFIRME
    assert row.confirme_le is not None
    assert table.rows[("78621",)]["valeur"] == Decimal("12.50")
    assert table.rows[("78297",)]["valeur"] is None
    entry = Entry.objects.get(verb="essai.import")
    assert entry.summary == "Essai\u00a0: 1\u00a0ligne ajoutée, 1\u00a0modifiée, d’après «\u00a0chiffres.csv\u00a0»."
    assert (entry.ca_id, entry.departement_code) == (7, "78")
    with pytest.raises(ValidationError, match="n’attend pas de confirmation"):
        workflows.confirmer(row, actor=SYSTEM)


def test_one_refused_row_stops_the_whole_file_and_the_file_is_kept(db, table):
    row = deposer(csv(ENTETE, "78621;Trappes;douze;2021", "78297;Guyancourt;1;2021"))

    assert (row.etat, row.refusees, row.ajoutees) == (EtatImport.DEPOSE, 1, 1)
    assert [str(r) for r in apercu.apercu(row).refus] == [
        "Ligne 2, colonne «\u00a0Valeur\u00a0»\u00a0: «\u00a0douze\u00a0» n’est pas un nombre."
    ]
    assert Piece.objects.get().sha256 == row.piece.sha256
    with pytest.raises(ValidationError, match="n’attend pas de confirmation"):
        workflows.confirmer(row, actor=SYSTEM)
    assert table.rows == {}


@pytest.mark.parametrize("data", [b"PK\x03\x04 abime", b"%PDF-1.7", csv("Autre;Titre", "1;2")])
def test_an_unreadable_file_is_kept_and_told(db, table, data):
    row = deposer(data, "fichier.xlsx")

    seen = apercu.apercu(row)
    assert row.etat == EtatImport.DEPOSE
    assert seen.illisible
    assert not seen.a_confirmer
    assert kept(row) == data


@pytest.mark.parametrize("data", [b""])
def test_an_empty_upload_is_refused_at_once(db, table, data):
    with pytest.raises(ValidationError, match="vide"):
        deposer(data)
    assert not Import.objects.exists()


def test_a_base_that_moved_makes_the_preview_again(db, table):
    row = deposer()
    table.rows = {("78621",): ligne(valeur="9")}

    with pytest.raises(ValidationError, match="Les données ont changé depuis cet aperçu"):
        workflows.confirmer(row, actor=SYSTEM)

    row.refresh_from_db()
    assert (row.etat, row.ajoutees, row.modifiees) == (EtatImport.VERIFIE, 1, 1)
    assert table.rows[("78621",)]["valeur"] == 9
    assert workflows.confirmer(row, actor=SYSTEM).etat == EtatImport.CONFIRME


def test_giving_up_keeps_the_file_and_closes_the_door(db, table):
    row = workflows.abandonner(deposer(), actor=SYSTEM)

    assert row.etat == EtatImport.ABANDONNE
    with pytest.raises(ValidationError):
        workflows.confirmer(row, actor=SYSTEM)
    done = workflows.confirmer(deposer(), actor=SYSTEM)
    with pytest.raises(ValidationError, match="déjà importé"):
        workflows.abandonner(done, actor=SYSTEM)


def test_who_may_not_import_does_nothing_at_any_step(db, table):
    row = deposer()
    table.ouvert = False

    for verb in (
        lambda: deposer(),
        lambda: workflows.confirmer(row, actor=SYSTEM),
        lambda: workflows.abandonner(row, actor=SYSTEM),
    ):
        with pytest.raises(Refused):
            verb()
    assert Import.objects.count() == 1


def test_the_file_is_read_by_those_who_may_import(db, table):
    piece = deposer().piece

    assert may_read_piece(Actor("Quelqu’un"), piece)
    table.ouvert = False
    assert not may_read_piece(Actor("Quelqu’un"), piece)
    modele._modeles.clear()
    assert not may_read_piece(Actor("Quelqu’un"), piece)
    Import.objects.all().delete()
    assert not may_read_piece(Actor("Quelqu’un"), piece)


def test_the_preview_shows_cells_before_and_after(db, table):
    table.rows = {("78621",): ligne(valeur="9")}
    seen = apercu.apercu(deposer())

    assert seen.titres == ["Code", "Nom", "Valeur", "Année"]
    assert seen.modifications == [(2, "78621", [("Valeur", "9", "12,5")])]
    assert seen.ajouts == [(3, list(zip(seen.titres, ["78297", "Guyancourt", "–", "2021"], strict=True)))]
    assert seen.a_confirmer


def test_a_file_that_changes_nothing_has_nothing_to_confirm(db, table):
    table.rows = {("78621",): ligne(), ("78297",): ligne("78297", "Guyancourt", "")}

    assert not apercu.apercu(deposer()).a_confirmer


def test_the_blank_workbook_is_read_back_with_its_titles(table):
    data = apercu.vierge(modele.get("essai"))

    assert lire(data) == [["Code", "Nom", "Valeur", "Année"]]


def test_a_workbook_is_imported_like_a_text(db, table):
    row = deposer(xlsx([["Code", "Nom", "Valeur", "Année"], [78621, "Trappes", 12.5, 2021]]), "chiffres.xlsx")

    workflows.confirmer(row, actor=SYSTEM)
    assert table.rows == {("78621",): ligne()}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"etat": "confirme"}, "import_confirme_a_sa_date"),
        ({"confirme_le": "now"}, "import_confirme_a_sa_date"),
        ({"etat": "verifie", "refusees": 1}, "import_sans_refus_pour_avancer"),
    ],
)
def test_constraints_of_the_database(db, table, changes, name):
    row = deposer()
    if "confirme_le" in changes:
        changes = {"confirme_le": horloge.now()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Import.objects.filter(pk=row.pk).update(**changes)
