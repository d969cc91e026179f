"""Named constraints of the life of a coopérative, tried in the database itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cooperatives import reference_vie
from cooperatives.models import (
    ActiviteParticipation,
    AppreciationElement,
    EchangePratiques,
    EntreeLevierFrein,
    Formation,
    InscriptionFormation,
    LevierFrein,
    PointEtape,
    Recommandation,
    RetourExperience,
    SessionFormation,
    StrategieParticipation,
    SuiviRecommandation,
)
from tests.factories import ContactFactory

JOUR = date(2026, 4, 2)


def refused(create) -> bool:
    try:
        with transaction.atomic():
            create()
    except IntegrityError:
        return True
    return False


@pytest.fixture
def frein(ca):
    return lambda **fields: LevierFrein.objects.create(
        **{"ca": ca, "type": "frein", "axe": "ars", "libelle": "Un frein", "signale_le": JOUR} | fields
    )


@pytest.mark.parametrize("vide", ["chemin_parcouru", "suite"])
def test_point_etape_chemin_et_suite(ca, vide):
    fields = {"ca": ca, "phase": "diagnostic", "chemin_parcouru": "x", "suite": "y"} | {vide: ""}

    assert refused(lambda: PointEtape.objects.create(**fields))


def test_point_etape_element_unique(ca):
    point = PointEtape.objects.create(ca=ca, phase="diagnostic", chemin_parcouru="x", suite="y")
    AppreciationElement.objects.create(point=point, element=1, tenue="oui")

    assert refused(lambda: AppreciationElement.objects.create(point=point, element=1, tenue="non"))


def test_levier_frein_du_tableau_unique(frein):
    entry = EntreeLevierFrein.objects.create(ordre=1, type="frein", axe="ars", libelle="x")
    frein(catalogue=entry, statut="leve", leve_le=JOUR)
    frein(catalogue=entry)

    assert refused(lambda: frein(catalogue=entry))


def test_levier_frein_origine_unique(frein):
    frein(source_cle="bilan:1")
    frein(), frein()

    assert refused(lambda: frein(source_cle="bilan:1"))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("frein_leve_a_une_date", {"statut": "leve"}),
        ("frein_leve_a_une_date", {"leve_le": JOUR}),
        ("frein_leve_apres_son_signalement", {"statut": "leve", "leve_le": date(2026, 4, 1)}),
        ("levier_sans_statut", {"type": "levier", "statut": "en_cours"}),
        ("frein_partage_une_fois_leve", {"partage": True}),
        ("frein_partage_une_fois_leve", {"partage": True, "statut": "leve", "leve_le": JOUR}),
    ],
)
def test_checks_of_a_frein(frein, name, fields):
    assert refused(lambda: frein(**fields)), name


def test_retour_partage_avec_sa_solution(ca):
    fields = {"ca": ca, "titre": "x", "tatonnement": "y", "visible_reseau": True}

    assert refused(lambda: RetourExperience.objects.create(**fields))
    assert not refused(lambda: RetourExperience.objects.create(**fields, solution="z"))


@pytest.mark.parametrize("vide", ["objectifs", "modalites_mobilisation", "suivi_evaluation"])
def test_strategie_quatre_composantes(ca, vide):
    fields = {"objectifs": "x", "niveau_attendu": 3, "modalites_mobilisation": "y", "suivi_evaluation": "z"}

    assert refused(lambda: StrategieParticipation.objects.create(ca=ca, **fields | {vide: ""}))


def test_activite_tenue_a_un_niveau(ca):
    fields = {"ca": ca, "le": JOUR, "type": "atelier", "intitule": "x", "niveau_prevu": 2}

    assert refused(lambda: ActiviteParticipation.objects.create(**fields, nb_habitants=3))


@pytest.mark.django_db
def test_accompagnement_d_une_cooperative():
    with pytest.raises(ValidationError, match="celui d’une coopérative"):
        Formation(type="accompagnement", intitule="x").validate_constraints()
    Formation(type="animation", intitule="x").validate_constraints()


def test_session_formation_jour_unique_et_duree_plausible(ca):
    formation = Formation.objects.create(ca=ca, type="croisee", intitule="x")
    SessionFormation.objects.create(formation=formation, le=JOUR)

    assert refused(lambda: SessionFormation.objects.create(formation=formation, le=JOUR)), (
        "session_formation_jour_unique"
    )
    for days in (Decimal(0), Decimal(6)):
        create = lambda days=days: SessionFormation.objects.create(  # noqa: E731
            formation=formation, le=date(2026, 5, 1), duree_jours=days
        )
        assert refused(create), "session_formation_duree_plausible"


def test_inscription_formation_unique(ca):
    formation = Formation.objects.create(ca=ca, type="croisee", intitule="x")
    contact = ContactFactory()
    InscriptionFormation.objects.create(formation=formation, contact=contact)

    assert refused(lambda: InscriptionFormation.objects.create(formation=formation, contact=contact))


@pytest.mark.django_db
def test_echange_a_un_theme():
    assert refused(lambda: EchangePratiques.objects.create(le=JOUR, type="inter_dd", theme=""))


@pytest.mark.parametrize(
    "name",
    [
        "suivi_recommandation_ca_unique",
        "suivi_recommandation_departement_unique",
        "suivi_recommandation_region_unique",
    ],
)
def test_one_follow_up_a_level(ca, name):
    row = Recommandation.objects.create(numero=1, famille="echanges", niveau="region", libelle="x")
    level = {"ca": {"ca": ca}, "departement": {"departement": ca.departement}, "region": {}}[name.split("_")[2]]
    SuiviRecommandation.objects.create(recommandation=row, **level)

    assert refused(lambda: SuiviRecommandation.objects.create(recommandation=row, **level))


@pytest.mark.parametrize("name", ["suivi_recommandation_un_seul_niveau", "suivi_recommandation_prouvee"])
def test_checks_of_a_follow_up(ca, name):
    row = Recommandation.objects.create(numero=1, famille="echanges", niveau="region", libelle="x")
    fields = {"ca": ca, "departement": ca.departement} if name.endswith("niveau") else {"statut": "suivie"}

    assert refused(lambda: SuiviRecommandation.objects.create(recommandation=row, **fields))


@pytest.mark.django_db
def test_the_lists_have_their_numbers_and_load_twice():
    assert [count.crees for count in reference_vie.load()] == [46, 29]
    assert [count.crees + count.modifies for count in reference_vie.load()] == [0, 0]
    table = EntreeLevierFrein.objects.filter(origine="tableau").order_by("ordre")
    kinds = list(table.values_list("type", "axe"))
    assert set(reference_vie.DETAILS) <= {row.libelle for row in table}
    counted = {pair: kinds.count(pair) for pair in kinds}
    assert counted == {
        ("levier", "qualite"): 8, ("levier", "dynamique"): 7, ("levier", "ars"): 5,
        ("frein", "qualite"): 7, ("frein", "dynamique"): 4, ("frein", "ars"): 3,
    }  # fmt: skip
