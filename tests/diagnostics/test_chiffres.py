"""Figures of a diagnosis: pulled for the territory, compared, typed, exported; and nothing absent that reads as a zero."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.territories.models import Ponderation, Quartier, Serie, ValeurReference
from diagnostics import workflows
from diagnostics.enums import OrigineDonnee, RaisonAbsence
from diagnostics.models import Constat, Donnee
from diagnostics.queries.chiffres import chiffres, comparison
from tests.factories import CommuneFactory, DepartementFactory
from tests.factories import cooperatives as fabrique
from tests.factories.accounts import utilisateur

COM, DEP, REG, QPV = (ValeurReference.Niveau[n] for n in ("COMMUNE", "DEPARTEMENT", "REGION", "QUARTIER"))


def url(name, ca, **kwargs):
    return reverse(f"diagnostics:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def serie(code="part_jeunes", ponderation=Ponderation.POPULATION, **fields):
    base = {"libelle": "Part des jeunes", "unite": "%", "source": "Insee", "annee": 2020}
    return Serie.objects.create(code=code, ponderation=ponderation, **base | fields)


def publier(row, niveau, **values):
    for code, valeur in values.items():
        ValeurReference.objects.create(serie=row, niveau=niveau, code=code.removeprefix("c"), valeur=valeur)


@pytest.fixture
def deux(dd78):
    """A CA of two communes of 10 000 inhabitants in the 78, and a third commune outside of it."""
    communes = [CommuneFactory(code=code, nom=nom) for code, nom in (("78001", "Une"), ("78002", "Deux"))]
    CommuneFactory(code="78003", population=20_000)
    CommuneFactory(code="95001", population=10_000, departement=DepartementFactory(code="95"))
    return fabrique.cooperative("78", communes=communes)


@pytest.fixture
def en_cours(deux, dd78):
    return workflows.open_version(deux, actor=dd78.actor)


def reprendre(diagnostic, dd78, *codes) -> dict[str, Donnee]:
    rows = workflows.pull_figures(diagnostic, actor=dd78.actor, series=codes or None)
    return {row.serie_code: row for row in rows}


def test_a_weighted_mean_and_the_means_of_the_larger_territories(en_cours, dd78):
    publier(serie(), COM, c78001=20, c78002=40, c78003=10, c95001=50)

    row = reprendre(en_cours, dd78, "part_jeunes")["part_jeunes"]

    assert (row.valeur, row.departement_valeur, row.region_valeur) == (30, 20, 26)
    assert row.repere_estime
    assert row.mention == "moyenne pondérée des 2 communes"
    assert row.origine == OrigineDonnee.REPRISE


def test_a_given_value_of_the_departement_is_kept_as_given(en_cours, dd78):
    row = serie()
    publier(row, COM, c78001=20, c78002=40)
    publier(row, DEP, c78=33)
    publier(row, REG, c11=35)

    found = reprendre(en_cours, dd78, "part_jeunes")["part_jeunes"]

    assert (found.departement_valeur, found.region_valeur, found.repere_estime) == (33, 35, False)


def test_the_coverage_of_a_mean_is_said(en_cours, dd78):
    publier(serie(), COM, c78001=20)

    row = reprendre(en_cours, dd78, "part_jeunes")["part_jeunes"]

    assert (row.valeur, row.couverture) == (20, 50)
    assert "sur 2" in row.mention
    assert "50" in row.mention


def test_a_count_is_summed_and_has_no_reference(en_cours, dd78):
    publier(serie("personnes", Ponderation.SOMME, unite="personnes"), COM, c78001=100, c78002=250)

    row = reprendre(en_cours, dd78, "personnes")["personnes"]

    assert (row.valeur, row.couverture, row.mention) == (350, 100, "somme des 2 communes")
    assert (row.departement_valeur, row.region_valeur) == (None, None)


def test_a_median_of_two_communes_does_not_apply_and_is_no_zero(en_cours, dd78):
    publier(serie("median", Ponderation.AUCUNE), COM, c78001=20_000, c78002=30_000)

    row = reprendre(en_cours, dd78, "median")["median"]

    assert (row.valeur, row.raison_absence) == (None, RaisonAbsence.NON_APPLICABLE)
    assert row.mention == "ne se moyenne pas entre communes"


def test_an_unpublished_figure_is_not_available_and_keeps_its_references(en_cours, dd78):
    publier(serie("mortalite", Ponderation.AUCUNE), DEP, c78=6)

    row = reprendre(en_cours, dd78)["mortalite"]

    assert (row.valeur, row.raison_absence, row.departement_valeur) == (None, RaisonAbsence.NON_DISPONIBLE, 6)


def test_two_departements_have_no_reference_of_departement(dd78, en_cours, deux):
    deux.communes.add(CommuneFactory(code="95001"))
    publier(serie(), COM, c78001=20, c78002=40, c95001=30)

    row = reprendre(en_cours, dd78, "part_jeunes")["part_jeunes"]

    assert row.departement_valeur is None
    assert row.region_valeur is not None


def test_pulling_again_keeps_the_row_that_a_finding_leans_on(en_cours, dd78):
    publier(serie(), COM, c78001=20, c78002=40)
    row = reprendre(en_cours, dd78)["part_jeunes"]
    constat = Constat.objects.create(diagnostic=en_cours, numero=1, texte="Un constat fictif", niveau="besoins")
    constat.donnees.add(row)
    ValeurReference.objects.filter(code="78001").update(valeur=30)

    again = reprendre(en_cours, dd78)["part_jeunes"]

    assert (again.pk, again.valeur) == (row.pk, 35)
    assert list(constat.donnees.all()) == [row]
    with pytest.raises(ValidationError, match="Le constat 1 s’appuie sur ce chiffre"):
        workflows.remove_donnee(row, actor=dd78.actor)


def test_quartiers_chosen_have_their_own_figures_and_leave_with_them(en_cours, dd78, deux):
    quartier = Quartier.objects.create(
        code="QP078001", nom="Un quartier", recherche="un quartier", geographie=2015, departement=deux.departement
    )
    deux.quartiers.add(quartier)
    publier(serie("qpv_pauvrete", Ponderation.AUCUNE), QPV, cQP078001=41)

    workflows.pull_figures(en_cours, actor=dd78.actor)
    row = en_cours.donnees.get(code_territoire="QP078001")
    assert (row.territoire, row.valeur) == ("Un quartier", 41)
    assert chiffres(en_cours).quartiers == [("Un quartier", [row])]

    deux.quartiers.clear()
    workflows.pull_figures(en_cours, actor=dd78.actor)
    assert not en_cours.donnees.filter(code_territoire="QP078001").exists()


def test_who_does_not_contribute_pulls_nothing(en_cours):
    with pytest.raises(Refused):
        workflows.pull_figures(en_cours, actor=utilisateur(RoleMandat.SIEGE).actor)


def test_bars_need_something_to_compare_with():
    assert comparison(Donnee(libelle="x", valeur=Decimal(3))) is None
    assert comparison(Donnee(libelle="x", departement_valeur=Decimal(3))) is None
    drawn = comparison(Donnee(libelle="x", unite="%", valeur=Decimal(3), region_valeur=Decimal(0)))
    assert drawn.lignes == [["Territoire", "3"], ["Région", "0"]]


def test_the_page_says_the_source_the_year_and_what_has_no_reference(client, en_cours, dd78, deux):
    publier(serie(), COM, c78001=20, c78002=40)
    publier(serie("median", Ponderation.AUCUNE, libelle="Niveau de vie médian"), COM, c78001=1, c78002=2)
    publier(serie("somme", Ponderation.SOMME, libelle="Personnes"), COM, c78001=1, c78002=2)
    workflows.pull_figures(en_cours, actor=dd78.actor)
    client.force_login(dd78)

    page = client.get(url("chiffres", deux)).content.decode()

    assert "Insee, 2020" in page
    assert "Moyenne pondérée des 2 communes" in page
    assert "Pas de référence pour le département ni la région" in page
    assert "Non applicable, ne se moyenne pas entre communes" in page
    assert "Une valeur non publiée n’est pas un zéro" in page
    assert "calculé" in page
    assert client.get(url("chiffres_version", deux, numero=1)).status_code == 200
    assert client.get(url("chiffres_version", deux, numero=9)).status_code == 404


def test_the_empty_page_offers_the_first_step_and_pulls(client, en_cours, dd78, deux):
    publier(serie(), COM, c78001=20, c78002=40)
    client.force_login(dd78)

    assert "Reprendre les chiffres publiés" in client.get(url("chiffres", deux)).content.decode()
    assert client.post(url("reprendre_chiffres", deux)).status_code == 302
    assert en_cours.donnees.count() == 1


def test_readers_read_and_strangers_do_not(client, en_cours, deux):
    client.force_login(utilisateur(RoleMandat.SIEGE))
    page = client.get(url("chiffres", deux)).content.decode()
    assert "Saisir un chiffre" not in page

    for stranger in (fabrique.coordinatrice("91"), utilisateur(RoleMandat.LECTEUR)):
        client.force_login(stranger)
        for name, kwargs in (("chiffres", {}), ("chiffres_exporter", {"numero": 1}), ("chiffres_importer", {})):
            assert client.get(url(name, deux, **kwargs)).status_code == 404


def test_the_comparison_of_seventeen_figures_costs_a_fixed_number_of_statements(
    client, en_cours, dd78, deux, compte_a_1_et_3
):
    client.force_login(dd78)

    def add():
        for _ in range(6):
            number = en_cours.donnees.count()
            Donnee.objects.create(
                diagnostic=en_cours, libelle=f"Figure {number}", territoire="t", valeur=number, annee=2020,
                source="Insee", serie_code=f"s{number}", region_valeur=3,
            )  # fmt: skip

    compte_a_1_et_3(url("chiffres", deux), add, statements=10)
    assert en_cours.donnees.count() >= 17


def test_the_workbook_holds_values_reasons_and_absent_references(client, en_cours, dd78, deux):
    publier(serie(), COM, c78001=20, c78002=40)
    publier(serie("median", Ponderation.AUCUNE, libelle="Médiane"), COM, c78001=1, c78002=2)
    workflows.pull_figures(en_cours, actor=dd78.actor)
    client.force_login(dd78)

    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url("chiffres_exporter", deux, numero=1)).content)).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}

    assert rows["Part des jeunes"][3] == 30
    assert rows["Part des jeunes"][11] == "calculé (moyenne des communes)"
    assert rows["Médiane"][3] == "non applicable"
    assert rows["Médiane"][9] == "pas de référence"
