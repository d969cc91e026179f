"""What `load_reference` puts in the base, and that a second run moves nothing."""

import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db.models import Sum

from coop.organisations.models import Organisation, Secteur
from coop.territories.loading import load_territories
from coop.territories.models import Commune, Departement, Intercommunalite, Quartier, ValeurReference
from cooperatives.models import Principe, Public, Thematique
from diagnostics.models import SourceDonnees
from evaluation.models import CritereReferentiel, IndicateurReferentiel, ItemFaisabilite, QuestionEvaluative

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("charge")]

COUNTS = [
    (Departement, {}, 8),
    (Commune, {"parent": None}, 1266),
    (Commune, {"parent__code": "75056"}, 20),
    (Intercommunalite, {}, 63),
    (Intercommunalite, {"nature": "EPT", "parent__code": "200054781"}, 11),
    (Quartier, {"geographie": 2015, "retire": False}, 272),
    (Secteur, {}, 16),
    (Secteur, {"sanitaire": True}, 3),
    (Organisation, {"type": "ars"}, 8),
    (Principe, {}, 10),
    (Principe, {"groupe": "territoire"}, 5),
    (Thematique, {}, 25),
    (Public, {"praps": True}, 12),
    (SourceDonnees, {}, 26),
    (QuestionEvaluative, {}, 3),
    (CritereReferentiel, {}, 19),
    (IndicateurReferentiel, {}, 16),
    (IndicateurReferentiel, {"version__in": ["revise", "les_deux"]}, 15),
    (ItemFaisabilite, {}, 9),
]


@pytest.mark.parametrize(("model", "lookup", "expected"), COUNTS)
def test_load_reference_counts(model, lookup, expected):
    assert model.objects.filter(**lookup).count() == expected


def test_load_reference_population_of_the_region():
    total = Commune.objects.filter(parent=None).aggregate(total=Sum("population"))["total"]
    assert total == 12_463_067
    assert Departement.objects.aggregate(total=Sum("population"))["total"] == total
    heads = Intercommunalite.objects.filter(parent=None)
    assert heads.aggregate(total=Sum("communes__population"))["total"] == total
    assert Commune.objects.filter(parent__code="75056").aggregate(total=Sum("population"))["total"] == 2_103_778


def test_load_reference_delegation_wording():
    essonne = Departement.objects.get(code="91")
    assert essonne.nom_dd == "Délégation départementale de l’Essonne"
    assert essonne.complement_nom == "de l’Essonne"
    delegation = Organisation.objects.get(type="ars", departement=essonne)
    assert delegation.nom == "ARS Île-de-France, délégation départementale de l’Essonne"


def test_load_reference_traces_every_commune():
    assert not Commune.objects.filter(parent=None, trace="").exists()
    assert not Departement.objects.filter(trace="").exists()


def test_load_reference_paris_quartier_is_in_its_arrondissement():
    communes = Quartier.objects.get(code="QP075001").communes
    assert list(communes.values_list("code", flat=True)) == ["75113"]


def test_load_reference_empty_cell_is_no_row():
    values = ValeurReference.objects.filter(serie__code="taux_pauvrete", niveau="com")
    assert values.count() == 486
    assert not values.filter(code="77001").exists()
    assert not values.filter(valeur=0).exists()


def test_load_reference_estimates_say_so():
    seine_et_marne = ValeurReference.objects.get(serie__code="taux_pauvrete", niveau="dep", code="77")
    assert (seine_et_marne.estimee, seine_et_marne.couverture) == (True, Decimal("74.6"))
    assert "pas un chiffre de l’INSEE" in seine_et_marne.serie.note
    mortalite = ValeurReference.objects.get(serie__code="taux_mortalite", niveau="dep", code="77")
    assert not mortalite.estimee


def test_load_reference_twice_changes_nothing(django_assert_max_num_queries):
    out = io.StringIO()
    with django_assert_max_num_queries(60):
        call_command("load_reference", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) >= 20
    assert [line for line in lines if ": créations 0, modifications 0," not in line or "retraits 0" not in line] == []


def test_load_reference_updates_geography_that_changed():
    Commune.objects.filter(code="77001").update(nom="Ancien nom", population=1)
    ValeurReference.objects.filter(serie__code="part_65_plus", code="77001").update(valeur=0)
    changed = {count.libelle: count.modifies for count in load_territories() if count.modifies}
    assert changed == {"communes": 1, "valeurs de référence": 1}
    assert Commune.objects.get(code="77001").nom == "Achères-la-Forêt"


def test_load_reference_keeps_what_an_administrator_wrote():
    Departement.objects.filter(code="78").update(titre_signataire="La Déléguée départementale")
    Thematique.objects.filter(code="vaccination").update(libelle="Vaccination des jeunes", archive=True)
    call_command("load_reference", verbosity=0)
    assert Departement.objects.get(code="78").titre_signataire == "La Déléguée départementale"
    kept = Thematique.objects.get(code="vaccination")
    assert (kept.libelle, kept.archive) == ("Vaccination des jeunes", True)


def test_load_reference_leaves_a_label_an_administrator_took_first():
    Thematique.objects.filter(code="hepatites").delete()
    Thematique.objects.create(code="foie", libelle="Hépatites")
    call_command("load_reference", verbosity=0)
    assert not Thematique.objects.filter(code="hepatites").exists()


def test_load_reference_removes_a_value_no_longer_published(dossier):
    folder = dossier("indicateurs_communes_idf.csv", "77002,Amillis,830,", "77002,Amillis,830")
    path = folder / "indicateurs_communes_idf.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    emptied = ["77002,Amillis,830" + "," * 17 if line.startswith("77002,") else line for line in lines]
    path.write_text("\n".join(emptied), encoding="utf-8")
    load_territories(folder)
    assert not ValeurReference.objects.filter(niveau="com", code="77002").exists()


def test_principes_are_in_the_corrected_spelling():
    text = " ".join(Principe.objects.values_list("libelle", flat=True))
    assert "décloisonnement" in text
    assert "même si elle est" in text
    for typo in ("décroisement", "s’il elle", "à vocation à", "'"):
        assert typo not in text
