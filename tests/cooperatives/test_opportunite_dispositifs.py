"""The regional register: who keeps it, its fiches, its filters, its imports, and those offered to a coopérative."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.classeurs import workflows as depots
from coop.classeurs.apercu import apercu
from coop.classeurs.models import Import
from cooperatives.imports_dispositifs import DISPOSITIFS, FICHES
from cooperatives.models import DispositifLocal, FicheDispositif
from cooperatives.queries.dispositifs import choix_pour
from cooperatives.registre_xlsx import classeur_du_registre
from cooperatives.workflows import dispositifs, opportunite
from tests.factories import CommuneFactory, ContactFactory, DepartementFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

LISTE = 11
TYPE = "Contrat local de santé (CLS)"


def scheme(code="78", nom="CLS fictif", **fields):
    return DispositifLocal.objects.create(type="cls", nom=nom, departement=DepartementFactory(code=code), **fields)


def fiche(row, intitule="Fiche fictive"):
    return FicheDispositif.objects.create(dispositif=row, intitule=intitule)


def csv(*lines, titres="Département;Type;Nom;Communes;Structure porteuse;Début;Fin"):
    return SimpleUploadedFile("dispositifs.csv", "\n".join([titres, *lines]).encode())


CASES = {
    "dispositif_unique_par_departement": lambda row: DispositifLocal(
        type=row.type, nom=row.nom, departement=row.departement
    ),
    "dispositif_dates_ordonnees": lambda row: DispositifLocal(
        type="asv", nom="x", departement=row.departement, debut=date(2027, 2, 1), fin=date(2027, 1, 1)
    ),
    "fiche_dispositif_unique": lambda row: FicheDispositif(dispositif=row, intitule="Fiche fictive"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses_what_the_constraint_forbids(db, name):
    known = scheme()
    fiche(known)
    row = CASES[name](known)

    with pytest.raises(ValidationError):
        next(c for c in row._meta.constraints if c.name == name).validate(type(row), row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("role", "code", "kept"),
    [
        (RoleMandat.COORDINATEUR_DD, "78", True),
        (RoleMandat.COORDINATEUR_DD, "93", False),
        (RoleMandat.SIEGE, None, True),
        (RoleMandat.PARTENAIRE, None, False),
    ],
)
def test_the_delegation_and_the_siege_keep_the_register(db, role, code, kept):
    actor = (utilisateur(role, code) if code else utilisateur(role)).actor
    fields = {"type": "cls", "nom": "CLS neuf", "departement": DepartementFactory(code="78")}

    if kept:
        assert dispositifs.create(actor=actor, **fields).pk
    else:
        with pytest.raises(Refused):
            dispositifs.create(actor=actor, **fields)


def test_a_scheme_does_not_leave_for_a_departement_one_does_not_keep(dd78):
    with pytest.raises(Refused):
        dispositifs.update(scheme(), actor=dd78.actor, departement=DepartementFactory(code="93"))
    with pytest.raises(Refused):
        dispositifs.update(scheme("93"), actor=dd78.actor, departement=DepartementFactory(code="78"))


def test_a_name_is_taken_whatever_its_case_and_a_contact_is_found(dd78):
    known = ContactFactory(email="coordination@demo.invalid")
    row = dispositifs.create(
        actor=dd78.actor, type="cls", nom="CLS", departement=DepartementFactory(code="78"),
        coordination=("Coordinatrice", "coordination@demo.invalid"),
    )  # fmt: skip
    assert row.coordinateur == known

    with pytest.raises(ValidationError):
        dispositifs.create(actor=dd78.actor, type="cls", nom="cls", departement=row.departement)


def test_pages_of_the_register_for_a_partner_and_for_its_keeper(db, dd78, connecte):
    row = scheme(coordinateur=ContactFactory(fonction="Coordinatrice CLS", email="cls@demo.invalid"))
    fiche(row)
    page = reverse("cooperatives:dispositif", kwargs={"pk": row.pk})
    partner = connecte(utilisateur(RoleMandat.PARTENAIRE))

    text = partner.get(page).content.decode()
    assert "Coordinatrice CLS" in text
    assert "cls@demo.invalid" not in text
    assert partner.get(reverse("cooperatives:dispositif_ajouter")).status_code == 403
    assert "cls@demo.invalid" in connecte(dd78).get(page).content.decode()
    assert partner.get(reverse("cooperatives:dispositifs")).status_code == 200


def test_a_scheme_is_added_then_mended_over_its_version(dd78, connecte):
    commune, client = CommuneFactory(nom="Élancourt-Fictif"), connecte(dd78)
    sent = {
        "type": "cls",
        "nom": "CLS neuf",
        "departement": DepartementFactory(code="78").pk,
        "lieux": [f"commune:{commune.pk}"],
    }
    searched = client.post(
        reverse("cooperatives:dispositif_ajouter"), sent | {"recherche_lieu": "elancourt", "chercher": "1"}
    )
    assert searched.status_code == 200

    assert client.post(reverse("cooperatives:dispositif_ajouter"), sent).status_code == 302
    row = DispositifLocal.objects.get()
    assert list(row.communes.all()) == [commune]
    change = reverse("cooperatives:dispositif_modifier", kwargs={"pk": row.pk})
    assert client.post(change, sent | {"version": 1, "nom": "CLS renommé"}).status_code == 302
    assert client.post(change, sent | {"version": 1, "nom": "Trop tard"}).status_code == 409
    twice = client.post(reverse("cooperatives:dispositif_ajouter"), sent | {"nom": "cls RENOMMÉ"})
    assert "nom" in twice.context["form"].errors


def test_another_delegation_is_sent_back_to_the_page(db, connecte):
    row = scheme()
    client = connecte(fabrique.coordinatrice("93"))

    for name in ("dispositif_modifier", "dispositif_fiche_ajouter"):
        response = client.get(reverse(f"cooperatives:{name}", kwargs={"pk": row.pk}))
        assert response["Location"] == reverse("cooperatives:dispositif", kwargs={"pk": row.pk})


def test_a_fiche_is_written_with_its_themes_then_taken_out(dd78, connecte):
    row, theme, client = scheme(), fabrique.thematique(), connecte(dd78)
    add = reverse("cooperatives:dispositif_fiche_ajouter", kwargs={"pk": row.pk})
    assert "thematiques" in client.post(add, {"intitule": "Sans thème"}).context["form"].errors

    assert client.post(add, {"intitule": "Fiche", "thematiques": [theme.pk]}).status_code == 302
    made = row.fiches.get()
    assert list(made.thematiques.all()) == [theme]
    page = {"pk": row.pk, "fiche_pk": made.pk}
    sent = {"version": 1, "intitule": "Fiche bis", "thematiques": [theme.pk]}
    assert client.post(reverse("cooperatives:dispositif_fiche", kwargs=page), sent).status_code == 302
    assert client.post(reverse("cooperatives:dispositif_fiche", kwargs=page), sent).status_code == 409
    client.post(reverse("cooperatives:dispositif_fiche_retirer", kwargs=page))
    assert not row.fiches.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=elancourt", 1), ("q=cls fictif", 1), ("q=absent", 0), ("type=cls", 1), ("type=asv", 0), ("departement=93", 0), ("thematique=precarite", 1), ("thematique=jeunes", 0)],
)  # fmt: skip
def test_the_list_filters_whatever_the_accents(dd78, connecte, query, found):
    row = scheme()
    row.communes.add(CommuneFactory(nom="Élancourt-Fictif"))
    fiche(row).thematiques.add(fabrique.thematique("precarite"))
    fabrique.thematique("jeunes")
    DepartementFactory(code="93")

    page = connecte(dd78).get(f"{reverse('cooperatives:dispositifs')}?{query}").context["page"]

    assert page.paginator.count == found


def test_the_list_costs_the_same_for_one_and_three(dd78, client, compte_a_1_et_3):
    client.force_login(dd78)
    numbers = iter(range(9))

    def add():
        row = scheme(nom=f"CLS {next(numbers)}", structure_porteuse=OrganisationFactory())
        row.communes.add(CommuneFactory())
        fiche(row).thematiques.add(fabrique.thematique())

    compte_a_1_et_3(reverse("cooperatives:dispositifs"), add, statements=LISTE)


def test_schemes_that_cover_its_communes_come_first(ca, dd78):
    near, far, other = scheme(nom="Ici"), scheme(nom="Ailleurs"), scheme("93", nom="Autre département")
    near.communes.add(ca.communes.first())
    border = scheme("95", nom="Voisin")
    border.communes.add(ca.communes.first())
    scheme(nom="Terminé", fin=date(2020, 1, 1))

    first, others = choix_pour(ca, "cls")

    assert first == [(near.pk, "Ici"), (border.pk, "Voisin")]
    assert others == [(far.pk, "Ailleurs")]
    assert other.pk in [pk for rows in choix_pour(ca, "cls", other.pk) for pk, _ in rows]


def test_the_articulation_keeps_its_nature_and_both_committees(ca, dd78):
    day = date(2027, 1, 15)
    row = opportunite.declare(
        ca, actor=dd78.actor, type="cls", presence="present", description="x", nature="complementarite",
        fiche_cls="Fiche 4", information_cotech_le=day,
    )  # fmt: skip

    assert (row.nature, row.fiche_cls, row.information_cotech_le) == ("complementarite", "Fiche 4", day)


@pytest.fixture
def depose(dd78):
    """`depose(file)` checks a file for the Yvelines."""
    departement = DepartementFactory(code="78", nom="Yvelines")

    def give(upload, modele=DISPOSITIFS, actor=dd78.actor, cible=departement):
        return depots.deposer(upload, modele, cible, actor=actor, departement="78")

    return give


def test_an_import_adds_changes_and_leaves_then_writes(depose, dd78):
    commune = CommuneFactory(nom="Élancourt-Fictif", code="78208")
    known, same = scheme(nom="CLS connu"), scheme(nom="CLS pareil")
    lines = (
        f"78;{TYPE};CLS neuf;elancourt fictif;;01/01/2027;",
        f"Yvelines;{TYPE};CLS connu;78208;;;",
        f"78;{TYPE};CLS pareil;;;;",
    )

    row = depose(csv(*lines))

    assert (row.ajoutees, row.modifiees, row.inchangees, row.refusees) == (1, 1, 1, 0)
    shown = apercu(row)
    assert shown.modifications[0][2] == [("Communes", "–", "Élancourt-Fictif (78208)")]
    assert not known.communes.exists()
    depots.confirmer(row, actor=dd78.actor)
    assert list(known.communes.all()) == [commune]
    assert DispositifLocal.objects.get(nom="CLS neuf").debut == date(2027, 1, 1)
    assert same.version == DispositifLocal.objects.get(pk=same.pk).version


@pytest.mark.parametrize(
    ("line", "colonne", "words"),
    [
        (f"93;{TYPE};CLS;;;;", "Département", "un seul département"),
        (f"13;{TYPE};CLS;;;;", "Département", "n’est pas un département"),
        ("78;Contrat;CLS;;;;", "Type", "n’est pas dans la liste"),
        (f"78;{TYPE};;;;;", "Nom", ""),
        (f"78;{TYPE};CLS;Marseille;;;", "Communes", "n’est pas une commune"),
        (f"78;{TYPE};CLS;Homonyme;;;", "Communes", "code INSEE"),
        (f"78;{TYPE};CLS;;Inconnue;;", "Structure porteuse", "registre des organisations"),
        (f"78;{TYPE};CLS;;;hier;", "Début", "n’est pas une date"),
        (f"78;{TYPE};CLS;;;01/02/2027;01/01/2027", "Fin", "la fin suit le début"),
    ],
)
def test_an_import_refuses_by_row_and_column_and_writes_nothing(depose, dd78, line, colonne, words):
    DepartementFactory(code="93", nom="Seine-Saint-Denis")
    CommuneFactory.create_batch(2, nom="Homonyme")
    row = depose(csv(f"78;{TYPE};CLS bon;;;;", line))

    (refus,) = apercu(row).refus

    assert (refus.ligne, refus.colonne) == (3, colonne)
    assert words in refus.phrase
    with pytest.raises(ValidationError):
        depots.confirmer(row, actor=dd78.actor)
    assert not DispositifLocal.objects.exists()


def test_fiches_are_imported_with_their_themes(depose, dd78):
    row = scheme()
    kept = fiche(row, "Connue")
    kept.communes.add(CommuneFactory())
    titles = "Département;Type;Nom;Fiche;Thématiques"
    fabrique.thematique("tabac")
    lines = (f"78;{TYPE};CLS fictif;Connue;Thème tabac", f'78;{TYPE};CLS fictif;Neuve;"Thème precarite; Thème tabac"')
    fabrique.thematique("precarite")

    deposit = depose(csv(*lines, titres=titles), FICHES)
    depots.confirmer(deposit, actor=dd78.actor)

    assert row.fiches.get(intitule="Neuve").thematiques.count() == 2
    assert kept.communes.count() == 1
    assert kept.thematiques.get().libelle == "Thème tabac"
    unknown = depose(
        csv(f"78;{TYPE};Absent;Fiche;Thème tabac", f"78;{TYPE};CLS fictif;Fiche;Thème perdu", titres=titles), FICHES
    )
    assert [refus.colonne for refus in apercu(unknown).refus] == ["Nom", "Thématiques"]


def test_a_theme_with_a_comma_is_one_theme(depose, dd78):
    scheme()
    theme = fabrique.thematique("vih_ist")
    theme.libelle = "VIH, IST"
    theme.save()
    titles = "Département;Type;Nom;Fiche;Thématiques"

    deposit = depose(csv(f"78;{TYPE};CLS fictif;Fiche;VIH, IST", titres=titles), FICHES)

    assert deposit.refusees == 0


def test_only_the_siege_imports_for_the_region(depose, dd78):
    with pytest.raises(Refused):
        depose(csv(f"78;{TYPE};CLS;;;;"), cible=None)
    with pytest.raises(Refused):
        depose(csv(f"78;{TYPE};CLS;;;;"), actor=utilisateur(RoleMandat.PARTENAIRE).actor)
    siege = utilisateur(RoleMandat.SIEGE).actor
    assert depose(csv(f"78;{TYPE};CLS;;;;"), actor=siege, cible=None).ajoutees == 1


def test_the_workbook_of_the_register_is_read_back_unchanged(depose, dd78):
    row = scheme(structure_porteuse=OrganisationFactory(), debut=date(2026, 1, 1))
    row.communes.set(CommuneFactory.create_batch(2))
    data = classeur_du_registre()
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Dispositifs", "Fiches"]

    back = depose(SimpleUploadedFile("dispositifs.xlsx", data))

    assert (back.ajoutees, back.modifiees, back.inchangees, back.refusees) == (0, 0, 1, 0)


def test_pages_of_the_import(dd78, connecte):
    DepartementFactory(code="78")
    client = connecte(dd78)
    deposit = reverse("cooperatives:dispositifs_importer", kwargs={"table": "dispositifs"})
    assert client.get(deposit).status_code == 200
    assert client.get(reverse("cooperatives:dispositifs_importer", kwargs={"table": "autre"})).status_code == 404
    assert client.get(reverse("cooperatives:dispositifs_modele", kwargs={"table": "fiches"})).status_code == 200
    assert client.get(reverse("cooperatives:dispositifs_classeur")).status_code == 200

    place = DepartementFactory(code="78").pk
    response = client.post(deposit, {"departement": place, "fichier": csv(f"78;{TYPE};CLS;;;;")})
    page = response["Location"]
    assert "CLS" in client.get(page).content.decode()
    assert connecte(fabrique.coordinatrice("93")).get(page).status_code == 302
    client = connecte(dd78)
    client.post(page)
    assert DispositifLocal.objects.filter(nom="CLS").exists()
    again = client.post(deposit, {"departement": place, "fichier": csv(f"78;{TYPE};Autre;;;;")})["Location"]
    client.post(again, {"abandonner": "1"})
    assert Import.objects.filter(etat="abandonne").count() == 1
