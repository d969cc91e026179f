"""What the pages of the bilans cost: a fixed number of statements, whatever the quarters (≤ 20 for the form)."""

import pytest

from conventions.models import Periode
from coop import horloge
from coop.calendrier import add_months
from evaluation.models import Bilan, LigneBilan, Releve, VersionBilan
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401
from tests.evaluation.test_bilans_vues import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def test_the_form_costs_the_same_after_one_or_eight_quarters(client, scene, django_assert_num_queries):  # noqa: F811
    first, page = scene.bilan(scene.asso_a, 1), url("bilan_action", scene, scene.bilan(scene.asso_a, 4), numero=1)
    client.force_login(scene.asso_a)
    counts = []
    for rank in range(1, 9):
        bilan = _quarter_of_another_year(first, rank)
        version = VersionBilan.objects.create(bilan=bilan, numero=1, transmise_le=horloge.now(), transmise_par="Essai")
        line = LigneBilan.objects.create(version=version, action=scene.actions[0], ressources="oui")
        for indicateur in line.action.indicateurs.exclude(type="ip"):
            Releve.objects.create(version=version, indicateur=indicateur, valeur=rank)
        if rank in (1, 8):
            client.get(page)
            with django_assert_num_queries(17):
                shown = text(client.get(page))
            assert "Tout reprendre" in shown
            counts.append(rank)
    assert counts == [1, 8]


def _quarter_of_another_year(first: Bilan, rank: int) -> Bilan:
    """An earlier transmitted quarter of the same party: eight of them fill two years before the present one."""
    debut = add_months(first.debut, -3 * (9 - rank))
    row = Periode.objects.filter(convention=first.periode.convention, numero=1 + 100 + (rank - 1) // 4).first()
    periode = row or Periode.objects.create(
        convention=first.periode.convention, numero=1 + 100 + (rank - 1) // 4, debut=debut, fin=add_months(debut, 12),
        signee_le=debut,
    )  # fmt: skip
    return Bilan.objects.create(
        ca=first.ca, partie=first.partie, periode=periode, trimestre=(rank - 1) % 4 + 1, debut=debut,
        fin=add_months(debut, 3), echeance=add_months(debut, 4), statut="accepte", transmis_le=horloge.now(),
    )  # fmt: skip


def test_suivi_costs_the_same_whatever_is_transmitted(client, scene, django_assert_num_queries):  # noqa: F811
    client.force_login(scene.dd)
    page = url("suivi", scene)
    scene.transmettre(scene.asso_a, 1)
    client.get(page)
    with django_assert_num_queries(16):
        client.get(page)
    for user, quarter in ((scene.asso_b, 1), (scene.asso_a, 2), (scene.asso_b, 2)):
        scene.transmettre(user, quarter)
    with django_assert_num_queries(16):
        client.get(page)
