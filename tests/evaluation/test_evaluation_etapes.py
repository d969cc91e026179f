"""The path of the evaluation in six steps, its critères read again, and the théorie d'action (R-EVCA-07, -09, -14, -16)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions.models import Objectif, Programme
from coop.accounts.predicates import Refused
from evaluation import reference
from evaluation.enums_evaluation import DIMENSIONS, QualiteCritere
from evaluation.models import CritereReferentiel, Effet, QuestionEvaluative, SelectionCritere, SelectionIndicateur
from evaluation.queries import etapes_evaluation, theorie
from evaluation.queries import evaluation_ca as reading
from evaluation.workflows import evaluation_ca as verbs
from evaluation.workflows import theorie as effets
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db
GENERAL = {
    "niveau": "impact_global",
    "libelle": "Un parcours suivi",
    "direct": False,
    "attendu": True,
    "horizon": "long",
}


@pytest.fixture
def dd78():
    reference.load()
    return fabrique.coordinatrice("78")


@pytest.fixture
def ca(dd78):
    return fabrique.cooperative("78")


@pytest.fixture
def evaluation(ca, dd78):
    return verbs.open_evaluation(ca, actor=dd78.actor)


@pytest.fixture
def objectifs(ca):
    programme = Programme.objects.create(ca=ca)
    general = Objectif.objects.create(programme=programme, niveau="general", libelle="Aller vers")
    specifique = Objectif.objects.create(programme=programme, niveau="specifique", libelle="Orienter", parent=general)
    return general, specifique


def url(ca, name, **kwargs) -> str:
    return reverse(f"evaluation:{name}", kwargs={"ca_ref": ca.reference, **kwargs})


def question(numero: int = 2) -> QuestionEvaluative:
    return QuestionEvaluative.objects.get(numero=numero)


def chemin(ca) -> etapes_evaluation.Chemin:
    return etapes_evaluation.lire(ca, reading.read(ca))


def refused(name: str, create, **values) -> None:
    with pytest.raises(IntegrityError, match=name if "UNIQUE" not in name else None), transaction.atomic():
        create(**values)


def test_constraints(evaluation):
    library = CritereReferentiel.objects.first()
    criteres, of = evaluation.criteres.create, evaluation.effets.create
    refused("selection_critere_designe", criteres)
    refused("selection_critere_designe", criteres, critere=library, question=question(), libelle_libre="Le mien")
    refused("effet_dit", of, libelle="", niveau="realisation", horizon="court")
    refused("effet_attendu_a_un_horizon", of, libelle="Un effet", niveau="realisation")
    of(libelle="Une surprise", niveau="realisation", attendu=False)


def test_selection_critere_propre_unique(evaluation, dd78):
    verbs.write_critere(evaluation, actor=dd78.actor, question=question(), libelle="Le nôtre")

    with pytest.raises(ValidationError, match="déjà retenu"):
        verbs.write_critere(evaluation, actor=dd78.actor, question=question(), libelle=" Le nôtre ")


def test_critere_of_one_s_own_counts_among_the_four(client, ca, evaluation, dd78):
    for dimension in DIMENSIONS[:3]:
        verbs.write_critere(evaluation, actor=dd78.actor, question=question(), libelle=dimension)
    library = CritereReferentiel.objects.filter(question__numero=2)
    verbs.select_critere(evaluation, actor=dd78.actor, critere=library[0])

    with pytest.raises(ValidationError, match="Quatre critères maximum"):
        verbs.select_critere(evaluation, actor=dd78.actor, critere=library[1])
    client.force_login(dd78)
    page = client.post(url(ca, "critere_ecrire", question_numero=2), {"libelle": "Un cinquième"})
    assert "Quatre critères maximum" in page.content.decode()
    assert client.post(url(ca, "critere_ecrire", question_numero=3), {"dimension": DIMENSIONS[5]}).status_code == 302
    assert client.post(url(ca, "critere_ecrire", question_numero=3), {}).status_code == 200
    html = client.get(url(ca, "evaluation")).content.decode()
    assert DIMENSIONS[5] in html
    assert "propre à la coopérative" in html


def test_path_says_where_we_are_and_what_is_missing(ca, evaluation, dd78, objectifs):
    """As each gap is filled, its sentence goes, and the next step opens."""
    assert [step.etat for step in chemin(ca).pas] == ["c", "v", "v", "f", "v", "f"]
    assert chemin(ca).suivant.titre == "Instances d’évaluation"
    assert {m.code for m in chemin(ca).suivant.manques} == {"copil", "equipe", "charge", "cotech"}
    general, specifique = objectifs
    fabrique_instances(ca)
    verbs.write_frame(
        evaluation, actor=dd78.actor, objet="cooperative", moment="en_cours", objectifs="Mesurer.",
        registres={"utilite"}, charge=dd78.contact,
    )  # fmt: skip
    assert chemin(ca).suivant.titre == "Théorie d’action"
    assert [m.phrase for m in chemin(ca).suivant.manques] == ["2\u00a0objectifs n’ont pas encore d’effet en miroir."]
    for row in (general, specifique):
        effets.write_effet(Effet(evaluation=evaluation), actor=dd78.actor, **GENERAL | {"objectif": row})
    assert {m.code for m in chemin(ca).suivant.manques} == {"question_1", "question_2", "question_3"}
    for numero in (1, 2, 3):
        row = verbs.write_critere(evaluation, actor=dd78.actor, question=question(numero), libelle=f"Critère {numero}")
        verbs.select_indicateur(row, actor=dd78.actor, libelle_libre="Nombre")

    done = chemin(ca)
    assert (done.faits, done.suivant) == (6, None)
    assert {m.source for m in done.manques if m.code.startswith("qualites")} == {"R-EVCA-09"}
    assert not any(m.obligation for m in done.manques)


def fabrique_instances(ca) -> None:
    for kind in ("copil", "cotech", "equipe_evaluation"):
        ca.instances.create(type=kind, nom=kind)


def test_missing_instance_leads_to_its_form_filled_beforehand(client, ca, evaluation, dd78):
    [missing] = [m for m in chemin(ca).manques if m.code == "cotech"]
    client.force_login(dd78)

    html = client.get(missing.url).content.decode()

    assert 'value="cotech" selected' in html


def test_critere_is_read_again_and_an_older_page_is_refused(client, ca, evaluation, dd78):
    row = verbs.write_critere(evaluation, actor=dd78.actor, question=question(), libelle="Le nôtre")
    client.force_login(dd78)
    page = url(ca, "critere_relire", selection_id=row.pk)
    answers = [client.post(page, {"qualites": ["clair", "fidele"], "version": 1}).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert SelectionCritere.objects.get().a_relire == ["Précis", "Simple", "Plus technique que la question évaluative"]
    verbs.review_critere(SelectionCritere.objects.get(), actor=dd78.actor, qualites=set(QualiteCritere.values))
    assert "Clair, précis, simple" in client.get(url(ca, "evaluation")).content.decode()


@pytest.mark.parametrize(("niveau", "effet"), [("general", "impact_global"), ("specifique", "impact_intermediaire")])
def test_effect_takes_the_level_that_mirrors_its_objective(evaluation, dd78, objectifs, niveau, effet):
    row = next(o for o in objectifs if o.niveau == niveau)

    found = effets.write_effet(
        Effet(evaluation=evaluation), actor=dd78.actor, **GENERAL | {"objectif": row, "niveau": "realisation"}
    )

    assert found.niveau == effet


def test_effect_of_another_programme_or_of_a_partner_is_refused(ca, evaluation, dd78):
    other = Programme.objects.create(ca=fabrique.cooperative("93"))
    foreign = Objectif.objects.create(programme=other, niveau="general", libelle="Ailleurs")
    user, _ = fabrique.partenaire(ca)
    with pytest.raises(ValidationError, match="autre programme"):
        effets.write_effet(Effet(evaluation=evaluation), actor=dd78.actor, **GENERAL | {"objectif": foreign})
    with pytest.raises(Refused):
        effets.write_effet(Effet(evaluation=evaluation), actor=user.actor, **GENERAL)


def test_mirror_is_written_drawn_and_outlives_an_objective(client, ca, evaluation, dd78, objectifs):
    general, specifique = objectifs
    client.force_login(dd78)
    assert f"?objectif={general.pk}" in client.get(url(ca, "theorie")).content.decode()
    data = {
        "libelle": "Des parcours suivis",
        "portee": "non",
        "attente": "oui",
        "horizon": "long",
        "objectif": general.pk,
    }
    assert client.post(url(ca, "effet_ajouter"), data).status_code == 302
    surprise = {"libelle": "Des commerçants alertent", "portee": "non", "attente": "non", "niveau": "realisation"}
    assert client.post(url(ca, "effet_ajouter"), surprise).status_code == 302
    for wrong, message in (
        ({"horizon": ""}, "à quel horizon"),
        ({"objectif": ""}, "dites le niveau"),
        ({"portee": ""}, "Cet effet est"),
    ):
        page = client.post(url(ca, "effet_ajouter"), data | wrong)
        assert message in page.content.decode()
    html = client.get(url(ca, "theorie")).content.decode()
    assert "coop-miroir" in html
    assert html.count("Des parcours suivis") >= 2
    assert [e.libelle for e in theorie.lire(ca).non_attendus] == ["Des commerçants alertent"]
    assert [row.objectif for row in theorie.lire(ca).sans_effet] == [specifique]

    place = client.get(
        url(ca, "effet_ajouter"), {"objectif": general.pk}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<h1" not in place
    assert f'name="objectif" value="{general.pk}"' in place
    row = Effet.objects.get(objectif=general)
    edit = url(ca, "effet", effet_id=row.pk)
    assert [client.post(edit, data | {"libelle": "Autre", "version": 1}).status_code for _ in range(2)] == [302, 409]
    Objectif.objects.filter(pk=specifique.pk).delete()
    general.delete()
    assert Effet.objects.get(pk=row.pk).niveau == "impact_global"
    client.post(url(ca, "effet_retirer", effet_id=row.pk))
    assert Effet.objects.count() == 1


def test_pages_cost_the_same_whatever_is_written(ca, evaluation, dd78, objectifs, django_assert_num_queries):
    def counted():
        with django_assert_num_queries(3):
            theorie.lire(ca)
        with django_assert_num_queries(6):
            etapes_evaluation.lire(ca, found)

    found = reading.read(ca)
    fabrique_instances(ca)
    counted()
    for row in objectifs * 3:
        effets.write_effet(Effet(evaluation=evaluation), actor=dd78.actor, **GENERAL | {"objectif": row})
    counted()
    assert not SelectionIndicateur.objects.exists()
