"""Figures brought by a file: every bad input of the field, told by row and column, nothing written, the file kept."""

from decimal import Decimal

import pytest
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.classeurs import apercu, workflows
from coop.classeurs.controle import COUPEE
from coop.classeurs.enums import EtatImport
from coop.classeurs.models import Import
from coop.territories.models import Intercommunalite
from diagnostics import workflows as diagnostics
from diagnostics.enums import Niveau, OrigineDonnee
from diagnostics.imports import CHIFFRES, Territoires
from diagnostics.models import Donnee
from tests.classeurs.fichiers import csv, depot, xlsx
from tests.factories import CommuneFactory, DepartementFactory
from tests.factories import cooperatives as fabrique
from tests.factories.accounts import utilisateur

ENTETE = "Territoire;Indicateur;Valeur;Unité;Année;Source;Analyse"
TITRES = ENTETE.split(";")


def ligne(territoire="78621", indicateur="Médecins", valeur="12,5", unite="%", annee="2021", source="CPAM", analyse=""):
    return ";".join([territoire, indicateur, valeur, unite, annee, source, analyse])


@pytest.fixture
def trappes(db):
    return CommuneFactory(code="78621", nom="Trappes")


@pytest.fixture
def importer(diagnostic, dd78, trappes):
    def deposit(*lines, data=None, name="chiffres.csv") -> Import:
        content = csv(ENTETE, *lines) if data is None else data
        return workflows.deposer(depot(content, name), CHIFFRES, diagnostic, actor=dd78.actor, ca_id=diagnostic.ca_id)

    return deposit


def refus(row: Import) -> list[str]:
    return [str(r) for r in apercu.apercu(row).refus]


def test_a_file_is_checked_then_confirmed(importer, diagnostic, dd78):
    row = importer(ligne(), ligne(indicateur="Infirmiers", valeur="secret statistique", analyse=Niveau.OFFRE.label))
    assert (row.etat, row.ajoutees) == (EtatImport.VERIFIE, 2)
    assert not diagnostic.donnees.exists()

    workflows.confirmer(row, actor=dd78.actor)

    first, second = diagnostic.donnees.order_by("id")
    assert (first.valeur, first.territoire, first.code_territoire, first.annee) == (
        Decimal("12.5"),
        "Trappes",
        "78621",
        2021,
    )
    assert (first.origine, first.niveau) == (OrigineDonnee.IMPORT, Niveau.BESOINS)
    assert (second.valeur, second.raison_absence, second.niveau) == (None, "secret", Niveau.OFFRE)


def test_the_same_file_again_changes_nothing_and_a_new_value_changes_its_row(importer, diagnostic, dd78):
    workflows.confirmer(importer(ligne()), actor=dd78.actor)
    before = diagnostic.donnees.get()

    assert importer(ligne(territoire="Trappes")).inchangees == 1
    row = workflows.confirmer(importer(ligne(valeur="non disponible")), actor=dd78.actor)

    after = diagnostic.donnees.get()
    assert row.modifiees == 1
    assert (after.pk, after.valeur, after.raison_absence) == (before.pk, None, "non_disponible")


@pytest.mark.parametrize(
    ("cells", "colonne", "phrase"),
    [
        ({"territoire": "59350"}, "Territoire", "« 59350 » est hors d’Île-de-France."),
        ({"territoire": "2A004"}, "Territoire", "« 2A004 » est hors d’Île-de-France."),
        ({"territoire": "78999"}, "Territoire", "« 78999 » n’est pas un territoire connu d’Île-de-France"),
        ({"territoire": "Lille"}, "Territoire", "« Lille » n’est pas un territoire connu d’Île-de-France"),
        ({"territoire": ""}, "Territoire", "la cellule est vide."),
        ({"indicateur": ""}, "Indicateur", "la cellule est vide."),
        ({"valeur": ""}, "Valeur", "la cellule est vide."),
        ({"valeur": "n.d."}, "Valeur", "« n.d. » n’est pas un nombre. Écrivez un nombre, ou la raison"),
        ({"valeur": "env. 30"}, "Valeur", "« env. 30 » n’est pas un nombre."),
        ({"valeur": "12,5,3"}, "Valeur", "« 12,5,3 » n’est pas un nombre."),
        ({"valeur": "1e30"}, "Valeur", "ce nombre est trop grand."),
        ({"annee": ""}, "Année", "la cellule est vide."),
        ({"annee": "2019-2021"}, "Année", "un nombre entier entre 1950 et"),
        ({"annee": "2999"}, "Année", "un nombre entier entre 1950 et"),
        ({"source": ""}, "Source", "la cellule est vide."),
        ({"analyse": "Autre"}, "Analyse", "« Autre » n’est pas dans la liste"),
        ({"unite": "x" * 31}, "Unité", "ce texte est trop long : 30 caractères au plus."),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(importer, diagnostic, cells, colonne, phrase):
    row = importer(ligne(indicateur="Bonne ligne"), ligne(**cells))

    assert row.etat == EtatImport.DEPOSE
    assert row.piece.size
    (said,) = refus(row)
    assert said.replace("\u00a0", " ").startswith(f"Ligne 3, colonne « {colonne} » : {phrase}")
    assert not diagnostic.donnees.exists()


@pytest.mark.parametrize("valeur", ["12,5", "12.5", "1 200", "0", "Non applicable", "SECRET STATISTIQUE"])
def test_a_value_is_a_number_or_a_reason(importer, valeur):
    assert importer(ligne(valeur=valeur)).etat == EtatImport.VERIFIE


def test_a_zero_is_a_value_and_not_an_absence(importer, diagnostic, dd78):
    workflows.confirmer(importer(ligne(valeur="0")), actor=dd78.actor)

    assert diagnostic.donnees.get().valeur == 0


def test_a_repeated_row_is_told_with_the_first(importer, diagnostic):
    row = importer(ligne(), ligne(territoire="Trappes", valeur="3"))

    assert refus(row) == ["Ligne 3\u00a0: cette ligne répète la ligne 2\u00a0: gardez-en une seule."]
    assert (row.etat, bool(row.piece.size), diagnostic.donnees.exists()) == (EtatImport.DEPOSE, True, False)


@pytest.mark.parametrize("valeur", ["12,5", "1 200,5"])
def test_a_decimal_comma_that_cuts_a_line_is_told_and_never_read_as_a_whole_number(importer, diagnostic, valeur):
    titles = "Territoire,Indicateur,Unité,Année,Source,Valeur"
    rows = [
        "78621,Infirmiers,%,2021,CPAM,12",
        f"78621,Médecins,%,2021,CPAM,{valeur}",
        f'78621,Dentistes,%,2021,CPAM,"{valeur}"',
    ]

    row = importer(data=csv(titles, *rows))

    assert refus(row) == [f"Ligne 3\u00a0: {COUPEE}"]
    assert (row.etat, bool(row.piece.size), diagnostic.donnees.exists()) == (EtatImport.DEPOSE, True, False)


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (lambda: xlsx([TITRES, [78621, "Médecins", "=1+1", "%", 2021, "CPAM", None]]), "Ligne 2, colonne « C » : cette cellule contient une formule"),
        (lambda: xlsx([TITRES, [78621] * 7], prepare=lambda s: s.merge_cells("A2:B2")), "Ligne 2, colonne « A » : des cellules sont fusionnées"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "Ce classeur est protégé par un mot de passe"),
        (lambda: xlsx([TITRES])[:900], "Ce classeur est abîmé"),
        (lambda: csv("Commune;Valeur", "78621;3"), "Ligne 1, colonne « Indicateur » : la colonne manque."),
    ],
    ids=["formula", "merged", "password", "damaged", "titles"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_and_kept(importer, diagnostic, data, phrase):
    content = data()
    row = importer(data=content, name="chiffres.xlsx")

    assert refus(row)[0].replace("\u00a0", " ").startswith(phrase)
    assert row.piece.size == len(content)
    assert not diagnostic.donnees.exists()


def test_ten_thousand_rows_are_the_most(importer, diagnostic):
    rows = [ligne(indicateur=f"Indicateur {n}") for n in range(10_001)]

    row = importer(*rows)

    assert refus(row) == ["Ce fichier a 10\u00a0001 lignes\u00a0: 10\u00a0000 au plus."]
    assert (row.etat, bool(row.piece.size), diagnostic.donnees.exists()) == (EtatImport.DEPOSE, True, False)


def test_territories_are_known_by_code_and_by_name_where_one_only_bears_it(trappes):
    CommuneFactory(code="75056", nom="Paris", departement=DepartementFactory(code="75"))
    CommuneFactory(code="78001", nom="Homonyme")
    CommuneFactory(code="78002", nom="Homonyme")
    Intercommunalite.objects.create(code="200058782", nom="Saint-Quentin", nature="CA", recherche="saint quentin")

    known = Territoires()

    assert known.codes["paris"] == "75056"
    assert known.codes["saint quentin"] == "200058782"
    assert known.codes["ile de france"] == "11"
    assert {"75056", "75", "78", "78621", "11"} <= set(known.noms)
    assert "homonyme" in known.homonymes


def test_two_places_of_one_name_ask_for_the_code(importer):
    CommuneFactory(code="78001", nom="Homonyme")
    CommuneFactory(code="78002", nom="Homonyme")

    assert "plusieurs territoires s’appellent" in refus(importer(ligne(territoire="Homonyme")))[0]


def page(name, ca, **kwargs):
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def test_from_the_deposit_to_the_figures_in_pages(client, diagnostic, ca, dd78, trappes):
    client.force_login(dd78)
    assert "Ce qu’on y écrit" in client.get(page("chiffres_importer", ca)).content.decode()
    assert client.get(page("chiffres_modele", ca)).content[:2] == b"PK"

    response = client.post(page("chiffres_importer", ca), {"fichier": depot(csv(ENTETE, ligne()))})
    assert response.status_code == 302
    preview = client.get(response.url).content.decode()
    assert "Confirmer l’import" in preview
    assert "Trappes (78621)" in preview
    assert "Analyse des besoins" in preview

    assert client.post(response.url).url == page("chiffres", ca)
    assert diagnostic.donnees.get().libelle == "Médecins"
    assert "Médecins" in client.get(page("chiffres", ca)).content.decode()


def test_refusals_stand_in_the_page_and_a_changed_row_shows_both_values(client, diagnostic, ca, dd78, trappes):
    client.force_login(dd78)

    def preview(*lines):
        posted = client.post(page("chiffres_importer", ca), {"fichier": depot(csv(ENTETE, *lines))})
        return posted.url, client.get(posted.url).content.decode()

    _, bad = preview(ligne(valeur="douze"))
    assert "1\u00a0ligne refusée" in bad
    assert "Rien n’a été écrit" in bad
    address, _ = preview(ligne())
    client.post(address)
    address, changed = preview(ligne(valeur="13"))
    assert "<del>12,5</del>" in changed
    assert "<ins>13</ins>" in changed
    assert client.post(address, {"abandonner": "1"}).status_code == 302
    assert diagnostic.donnees.get().valeur == Decimal("12.5")


def test_a_deposit_without_file_or_confirmed_twice_is_told(client, diagnostic, ca, dd78, trappes):
    client.force_login(dd78)
    assert "Choisissez un fichier" in client.post(page("chiffres_importer", ca)).content.decode()
    address = client.post(page("chiffres_importer", ca), {"fichier": depot(csv(ENTETE, ligne()))}).url
    client.post(address)

    again = client.post(address, follow=True).content.decode()

    assert "Ce fichier n’attend pas de confirmation" in again
    assert diagnostic.donnees.count() == 1


def test_who_contributes_imports_and_the_import_of_another_is_a_404(client, diagnostic, ca, importer):
    row = importer(ligne())
    partner, _ = fabrique.partenaire(ca)
    client.force_login(partner)
    assert client.get(page("chiffres_import", ca, import_id=row.pk)).status_code == 200
    Import.objects.filter(pk=row.pk).update(ca_id=ca.pk + 1)
    assert client.get(page("chiffres_import", ca, import_id=row.pk)).status_code == 404

    for other in (fabrique.coordinatrice("91"), utilisateur(RoleMandat.SIEGE)):
        client.force_login(other)
        assert client.get(page("chiffres_importer", ca)).status_code == 404


def test_a_validated_version_takes_no_import(client, complet, ca, dd78, trappes):
    diagnostics.validate(complet, actor=dd78.actor, on=horloge.today(), instance="Comité de pilotage")
    client.force_login(dd78)

    assert client.get(page("chiffres_importer", ca)).status_code == 404
    assert not Donnee.objects.exists()
