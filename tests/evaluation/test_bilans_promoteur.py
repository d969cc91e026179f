"""An avenant changes the promoteur during the quarter: told once, by who carries the action at its end; nothing lost."""

from datetime import date

import pytest

from coop import horloge
from coop.journal.models import Entry
from evaluation.completude import actions_of
from evaluation.models import LigneBilan
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import OUI, scene  # noqa: F401

pytestmark = pytest.mark.django_db
# The second quarter runs from 15 April to 14 July.
AVANT, CHANGE, APRES = date(2026, 5, 2), date(2026, 6, 1), date(2026, 7, 15)


def hand_over(scene):  # noqa: F811
    """Action 1 goes from A to B."""
    with horloge.at(CHANGE):
        action = scene.actions[0]
        action.promoteur = scene.actions[2].promoteur
        action.save_version()


def numbers(scene, user, quarter):  # noqa: F811
    return [action.numero for action in actions_of(scene.bilan(user, quarter))]


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def test_each_quarter_is_told_by_who_carried_the_action_at_its_end(scene):  # noqa: F811
    hand_over(scene)

    assert (numbers(scene, scene.asso_a, 1), numbers(scene, scene.asso_b, 1)) == ([1, 2], [3])
    assert (numbers(scene, scene.asso_a, 2), numbers(scene, scene.asso_b, 2)) == ([2], [1, 3])


def test_an_action_that_left_the_programme_is_told_no_more(scene):  # noqa: F811
    scene.actions[0].retiree_le = date(2026, 7, 15)
    scene.actions[0].save_version()

    assert numbers(scene, scene.asso_a, 2) == [1, 2]
    assert numbers(scene, scene.asso_a, 3) == [2]


def test_an_action_that_an_avenant_brings_in_is_told_from_its_quarter_on(scene):  # noqa: F811
    scene.actions[0].entree_le = date(2026, 7, 15)
    scene.actions[0].save_version()

    assert numbers(scene, scene.asso_a, 2) == [2]
    assert numbers(scene, scene.asso_a, 3) == [1, 2]


def test_the_page_of_the_former_promoteur_says_who_carries_it_and_keeps_every_word(client, scene):  # noqa: F811
    with horloge.at(AVANT):
        scene.remplir(scene.asso_a, 2, reponses={"freins": "Un seul véhicule"})
    hand_over(scene)
    with horloge.at(APRES):
        url = client.get(scene.lien(scene.asso_a, 2), follow=True).request["PATH_INFO"]
        assert url.endswith("action-2/")
        former = url.replace("action-2", "action-1")
        shown = text(client.get(former))
        lost = client.post(former, {"version": 2, **OUI, "freins": "Un pneu crevé"})

    assert scene.actions[2].promoteur.organisation.nom in shown
    assert "Un seul véhicule" in shown
    assert lost.status_code == 409
    assert "Un pneu crevé" in text(lost)


def test_an_action_never_carried_stays_a_404(client, scene):  # noqa: F811
    hand_over(scene)
    with horloge.at(APRES):
        url = client.get(scene.lien(scene.asso_a, 2), follow=True).request["PATH_INFO"]
        assert client.get(url.replace("action-2", "action-3")).status_code == 404


def test_it_is_counted_once_and_the_words_left_out_are_in_the_journal(scene):  # noqa: F811
    with horloge.at(AVANT):
        scene.remplir(scene.asso_a, 2, reponses={"freins": "Un seul véhicule"})
    hand_over(scene)
    with horloge.at(APRES):
        bilans.transmit(scene.bilan(scene.asso_a, 2), actor=scene.asso_a.actor)
        scene.transmettre(scene.asso_b, 2)

    told = LigneBilan.objects.filter(version__transmise_le__isnull=False).order_by("action__numero")
    assert list(told.values_list("action__numero", "version__bilan__partie__organisation")) == [
        (1, scene.asso_b.contact.organisation_id),
        (2, scene.asso_a.contact.organisation_id),
        (3, scene.asso_b.contact.organisation_id),
    ]
    assert Entry.objects.get(verb="bilan.leave_action").data["freins"] == "Un seul véhicule"


def test_the_next_carrier_sees_the_last_values_of_the_action(client, scene):  # noqa: F811
    with horloge.at(date(2026, 4, 20)):
        scene.transmettre(scene.asso_a, 1, 17)
    hand_over(scene)
    with horloge.at(APRES):
        shown = text(client.get(scene.lien(scene.asso_b, 2), follow=True))

    assert "Tout reprendre du 1" in shown
    assert ">17<" in shown
