"""A small action is asked little, an important one more and in words (R-EVA-06); AL-34; what was said is proposed again."""

import pytest
from django.urls import reverse

from conventions.models import Indicateur
from coop import horloge
from coop.gates import Blocked
from cooperatives.models import Cooperative
from evaluation.devoirs_bilans import AL_34
from evaluation.models import LigneBilan
from evaluation.questions import ajoute, propositions
from evaluation.workflows import bilans
from tests.evaluation.scene_bilan import T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


@pytest.fixture
def important(scene):  # noqa: F811
    scene.actions[2].niveau_exigence = "approfondi"
    scene.actions[2].save_version()
    return scene


def page(client, scene, user, quarter=1, numero=3):  # noqa: F811
    client.force_login(user)
    keys = {"ca_ref": scene.ca.reference, "bilan_id": scene.bilan(user, quarter).pk, "numero": numero}
    return reverse("evaluation:bilan_action", kwargs=keys)


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def test_a_small_action_folds_what_is_optional(client, scene):  # noqa: F811
    shown = text(client.get(page(client, scene, scene.asso_b)))
    assert "4 questions sur la coopération, à remplir si" in shown
    assert "recueil_qualitatif" not in shown
    assert "0 réponse sur 6" in shown

    last = text(client.get(page(client, scene, scene.asso_b, 4)))
    assert "4 questions sur la coopération, à remplir si" not in last
    assert "0 réponse sur 10" in last


def test_an_important_action_is_told_in_words(client, important):
    shown = text(client.get(page(client, important, important.asso_b)))
    assert "Ce que l’action change pour les habitants" in shown
    assert "4 questions sur la coopération, à remplir si" not in shown

    with pytest.raises(Blocked, match="ce que l’action change pour les habitants"):
        important.transmettre(important.asso_b, 1)
    important.transmettre(important.asso_b, 1, reponses={"recueil_qualitatif": "Un accueil plus long."})


def test_a_qualitative_reading_is_words_enough(important):
    row = Indicateur.objects.create(
        action=important.actions[2], type="ir", sous_type="final", numero=2, libelle="Ce que disent les personnes",
        nature="qualitatif", sources_methodes="Entretiens",
    )  # fmt: skip
    draft = important.remplir(important.asso_b, 1)
    words = {row.pk: {"valeur": None, "texte": "Un accueil simple."}}
    bilans.save_line(draft, important.actions[2], actor=important.asso_b.actor, data={}, readings=words)

    assert bilans.transmit(important.bilan(important.asso_b, 1), actor=important.asso_b.actor)


@pytest.mark.parametrize(
    ("niveau", "nature", "retiree", "expected"),
    [
        ("approfondi", "quantitatif", None, 1),
        ("approfondi", "qualitatif", None, 0),
        ("allege", "quantitatif", None, 0),
        ("approfondi", "quantitatif", T2_OPEN, 0),
    ],
)
def test_al_34(scene, niveau, nature, retiree, expected, django_assert_num_queries):  # noqa: F811
    action = scene.actions[0]
    action.niveau_exigence, action.retiree_le = niveau, retiree
    action.save_version()
    row = action.indicateurs.get(type="ir")
    row.nature = nature
    row.save_version()

    with django_assert_num_queries(1):
        found = list(AL_34.trouver(Cooperative.objects.all(), T2_OPEN))

    assert len(found) == expected
    if found:
        assert found[0].text == "Recueil plus soutenu et plus qualitatif indispensable pour cette action."
        assert found[0].publics == {"C"}
        assert found[0].url.endswith("/programme/action/1/")


@pytest.mark.parametrize(
    ("texte", "items"),
    [
        ("", []),
        ("Un véhicule", ["Un véhicule"]),
        ("Un véhicule\n- Le froid ; la nuit\n\nUn véhicule", ["Un véhicule", "Le froid", "la nuit"]),
    ],
)
def test_what_is_proposed_again(texte, items):
    assert propositions(texte) == items


@pytest.mark.parametrize(
    ("texte", "item", "result"),
    [("", "Le froid", "Le froid"), ("La nuit ", "Le froid", "La nuit\nLe froid"), ("Le froid", "Le froid", "Le froid")],
)
def test_one_click_adds_once(texte, item, result):
    assert ajoute(texte, item) == result


def test_a_chip_adds_without_script_and_keeps_what_was_typed(client, scene):  # noqa: F811
    scene.transmettre(scene.asso_b, 1, reponses={"freins": "Un seul véhicule\nLe froid"})
    url = page(client, scene, scene.asso_b, 2)
    assert 'value="freins:1"' in text(client.get(url))

    response = client.post(url, {"version": 1, "freins": "La nuit", "ressources": "oui", "ajouter": "freins:1"})

    assert response.url.endswith("#q-freins")
    line = LigneBilan.objects.get(version__bilan__trimestre=2)
    assert (line.freins, line.ressources) == ("La nuit\nLe froid", "oui")
    assert client.post(url, {"version": 2, "freins": "La nuit", "ajouter": "freins:9"}).status_code == 302
