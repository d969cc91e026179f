"""The evaluation set-up: critère before indicator, four critères a question at most (R-EVCA-10, AL-35)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from coop.accounts.predicates import Refused
from evaluation import gates, reference
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    IndicateurReferentiel,
    ItemFaisabilite,
    SelectionCritere,
    SelectionIndicateur,
)
from evaluation.workflows import evaluation_ca as verbs
from tests.factories import cooperatives as fabrique


@pytest.fixture
def dd78(db):
    reference.load()
    return fabrique.coordinatrice("78")


@pytest.fixture
def ca(dd78):
    return fabrique.cooperative("78")


@pytest.fixture
def evaluation(ca, dd78):
    return verbs.open_evaluation(ca, actor=dd78.actor)


@pytest.fixture
def selection(evaluation, dd78):
    return verbs.select_critere(evaluation, actor=dd78.actor, critere=critere("C1.1"))


def critere(code: str) -> CritereReferentiel:
    return CritereReferentiel.objects.get(code=code)


def indicateur(code: str) -> IndicateurReferentiel:
    return IndicateurReferentiel.objects.get(code=code)


def url(ca, name="evaluation", **kwargs) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def keep(evaluation, actor, *codes) -> None:
    for code in codes:
        verbs.select_critere(evaluation, actor=actor, critere=critere(code))


def test_referentiel_has_the_totals_of_the_study(dd78):
    versions = list(IndicateurReferentiel.objects.values_list("version", flat=True))

    assert CritereReferentiel.objects.count() == 19
    assert ItemFaisabilite.objects.count() == 9
    assert (len(versions), sum(v != "initial" for v in versions)) == (16, 15)


def test_selection_critere_unique(selection):
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionCritere.objects.create(evaluation=selection.evaluation, critere=selection.critere)


def test_selection_indicateur_designe(selection):
    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionIndicateur.objects.create(critere=selection)


def test_selection_indicateur_unique(selection):
    SelectionIndicateur.objects.create(critere=selection, indicateur=indicateur("I1.1"))

    with pytest.raises(IntegrityError), transaction.atomic():
        SelectionIndicateur.objects.create(critere=selection, indicateur=indicateur("I1.1"))


def test_opening_preselects_efficacite_and_utilite(evaluation):
    assert {name for name in verbs.REGISTRES if getattr(evaluation, name)} == {"efficacite", "utilite"}


def test_opening_twice_keeps_one_evaluation(evaluation, ca, dd78):
    assert verbs.open_evaluation(ca, actor=dd78.actor).pk == evaluation.pk


def test_fifth_critere_of_a_question_is_refused_in_words(evaluation, dd78):
    keep(evaluation, dd78.actor, "C1.1", "C1.2", "C1.3", "C1.4")

    with pytest.raises(ValidationError, match="Quatre critères maximum par question"):
        keep(evaluation, dd78.actor, "C1.5")
    keep(evaluation, dd78.actor, "C2.1")
    assert evaluation.criteres.count() == 5


def test_keeping_again_a_kept_critere_changes_nothing(evaluation, dd78):
    keep(evaluation, dd78.actor, "C1.1", "C1.2", "C1.3", "C1.4", "C1.4")

    assert evaluation.criteres.count() == 4


def test_dropped_critere_takes_its_indicators_along(selection, dd78):
    verbs.select_indicateur(selection, actor=dd78.actor, libelle_libre="Nombre de projets communs")

    verbs.drop_critere(selection, actor=dd78.actor)

    assert not SelectionIndicateur.objects.exists()


def test_indicator_answers_the_question_of_its_critere(selection, dd78):
    with pytest.raises(ValidationError, match="autre question"):
        verbs.select_indicateur(selection, actor=dd78.actor, indicateur=indicateur("I2.1"))


def test_gate_is_silent_once_a_critere_is_kept(ca, evaluation, dd78):
    assert [manque.code for manque in gates.criteres_choisis(ca)] == ["criteres_choisis"]

    keep(evaluation, dd78.actor, "C3.1")

    assert gates.criteres_choisis(ca) == []


def test_partner_reads_and_does_not_write(client, ca, evaluation):
    user, _ = fabrique.partenaire(ca)
    client.force_login(user)

    html = client.get(url(ca)).content.decode()
    answer = client.post(url(ca, "critere_retenir", critere_id=critere("C1.1").pk))

    assert ">Retenir<" not in html
    assert answer.status_code == 403
    with pytest.raises(Refused):
        keep(evaluation, user.actor, "C1.1")


def test_stranger_gets_a_404(client, ca):
    client.force_login(fabrique.coordinatrice("93"))

    assert client.get(url(ca)).status_code == 404


def test_coordinator_goes_from_question_to_indicator(client, ca, dd78):
    client.force_login(dd78)
    client.post(url(ca, "evaluation_ouvrir"))
    client.post(url(ca, "critere_retenir", critere_id=critere("C1.1").pk))
    selection = SelectionCritere.objects.get()
    assert "n’a pas encore d’indicateur" in client.get(url(ca)).content.decode()

    choose = url(ca, "indicateur_choisir", selection_id=selection.pk)
    client.post(choose, {"indicateur": str(indicateur("I1.4").pk), "libelle_libre": ""})
    client.post(choose, {"indicateur": "", "libelle_libre": "Nombre de projets communs"})

    html = client.get(url(ca)).content.decode()
    assert [str(row) for row in selection.indicateurs.all()] == [str(indicateur("I1.4")), "Nombre de projets communs"]
    assert "n’a pas encore d’indicateur" not in html
    assert "Nombre de projets communs" in html


@pytest.mark.parametrize(("chosen", "own"), [(False, ""), (False, "   "), (True, "Le mien")])
def test_one_indicator_at_a_time(client, ca, selection, dd78, chosen, own):
    client.force_login(dd78)
    data = {"indicateur": str(indicateur("I1.1").pk) if chosen else "", "libelle_libre": own}

    response = client.post(url(ca, "indicateur_choisir", selection_id=selection.pk), data)

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not SelectionIndicateur.objects.exists()


def test_fifth_critere_by_the_page_says_it(client, ca, evaluation, dd78):
    keep(evaluation, dd78.actor, "C1.1", "C1.2", "C1.3", "C1.4")
    client.force_login(dd78)

    html = client.post(url(ca, "critere_retenir", critere_id=critere("C1.5").pk), follow=True).content.decode()

    assert "Quatre critères maximum par question" in html
    assert evaluation.criteres.count() == 4


def test_frame_keeps_what_was_ticked_and_refuses_an_older_version(client, ca, evaluation, dd78):
    client.force_login(dd78)
    data = {"objectifs": "Mesurer les effets.", "registres": ["pertinence"], "version": evaluation.version}

    first = client.post(url(ca, "evaluation_cadre"), data)
    second = client.post(url(ca, "evaluation_cadre"), data | {"objectifs": "Autre texte."})

    row = EvaluationCA.objects.get()
    assert (first.status_code, second.status_code) == (302, 409)
    assert (row.objectifs, row.pertinence, row.efficacite) == ("Mesurer les effets.", True, False)


def test_selection_of_another_ca_is_not_found(client, selection):
    other = fabrique.cooperative("93")
    client.force_login(fabrique.coordinatrice("93"))

    assert client.post(url(other, "critere_retirer", selection_id=selection.pk)).status_code == 404
    assert SelectionCritere.objects.exists()


def test_page_costs_the_same_with_more_criteres(ca, evaluation, dd78, client, django_assert_num_queries):
    from evaluation.queries.evaluation_ca import read

    keep(evaluation, dd78.actor, "C1.1")
    with django_assert_num_queries(7):
        read(ca)
    keep(evaluation, dd78.actor, "C1.2", "C2.1", "C3.1")
    with django_assert_num_queries(7):
        read(ca)
