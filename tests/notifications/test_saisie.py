"""Alerts said at the moment of input (AL-13, AL-35): where the person writes, with the sentence of the guide, and in « Pourquoi… »."""

from datetime import date

import pytest
from django.urls import reverse

from conventions.rules import LOCKED
from coop.notifications import regles, saisie
from coop.ui.typographie import typo
from evaluation import reference
from evaluation.models import CritereReferentiel, EvaluationCA
from evaluation.workflows import evaluation_ca
from tests.conventions.scene_avenant import en_vigueur
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(en_vigueur, le=date(2027, 7, 1))


@pytest.fixture
def dd(client, scene):
    client.force_login(scene.coordinatrice)
    return client


def read(response) -> str:
    return response.content.decode()


def test_a_code_is_said_at_input_or_finds_facts_and_once():
    rows = saisie.registered()
    assert set(rows) == {"AL-13", "AL-35"}
    assert not set(rows) & set(regles.registered())
    saisie.register(rows["AL-13"])
    with pytest.raises(ValueError, match="AL-13"):
        saisie.register(saisie.ASaisie(**{name: getattr(rows["AL-35"], name) for name in (
            "urgence", "condition", "destinataires", "phrase", "source", "source_ref",
        )}, code="AL-13"))  # fmt: skip


def test_al_13_is_said_on_the_fiche_on_the_programme_and_to_who_tries(dd, scene):
    source = saisie.registered()["AL-13"].source
    kwargs = {"ca_ref": scene.ca.reference}
    for name, extra in (("action", {"numero": 1}), ("programme", {}), ("fiches", {})):
        page = read(dd.get(reverse(f"conventions:{name}", kwargs=kwargs | extra)))
        assert LOCKED in page, name
        assert source in page, name

    response = dd.get(reverse("conventions:action_nouvelle", kwargs=kwargs))

    assert response.status_code == 403
    assert LOCKED in read(response)
    assert source in read(response)


def test_another_refusal_quotes_nothing(client, scene):
    client.force_login(scene.asso)
    response = client.get(reverse("cooperatives:phase_forcer", kwargs={"ca_ref": scene.ca.reference}))

    assert "coop-source" not in read(response)


def test_al_35_the_fifth_critere_is_refused_in_words_with_the_sentence_of_the_guide(dd, scene):
    reference.load()
    evaluation = evaluation_ca.open_evaluation(scene.ca, actor=scene.coordinatrice.actor)
    rows = CritereReferentiel.objects.filter(question__numero=1, archive=False).order_by("ordre")[:5]
    for row in rows[:4]:
        evaluation_ca.select_critere(evaluation, actor=scene.coordinatrice.actor, critere=row)
    url = reverse("evaluation:critere_retenir", kwargs={"ca_ref": scene.ca.reference, "critere_id": rows[4].pk})

    page = read(dd.post(url, follow=True))

    assert typo(evaluation_ca.TOO_MANY) in typo(page)
    assert saisie.registered()["AL-35"].source in page
    assert page.count("n’a pas encore d’indicateur") == 4, (
        "each critère without indicator is told, and leads to its place"
    )
    assert EvaluationCA.objects.get().criteres.count() == 4


def test_pourquoi_explains_what_is_said_while_writing(dd):
    page = read(dd.get(reverse("portail:regles_de_rappel")))

    for row in saisie.registered().values():
        assert typo(row.condition) in page
        assert typo(row.source) in page
        assert row.source_ref in page
