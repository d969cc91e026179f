"""DOC-EVAL: the eight sections on the page and in the PDF, a project until the évaluation finale is validated (domain.md §5.11)."""

import pytest
from django.test import Client

from conventions.models import Objectif
from coop import horloge
from coop.documents import kinds, render
from coop.documents.models import Document
from coop.organisations.models import Organisation
from cooperatives.models import LevierFrein
from evaluation import documents_evaluation as doc
from evaluation.models import AvisFaisabilite, Effet, EvaluationCA, ItemFaisabilite, Questionnaire, ReponseReferentiel
from evaluation.queries import faits_evaluation, synthese_evaluation
from evaluation.workflows import evaluation_ca, faisabilite, finale, theorie
from evaluation.workflows import reponses as verbs
from tests.documents.norme_pdf import violations
from tests.evaluation.scene_evaluation import JOUR, build, indicateur, url
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

SECTIONS = (
    "1. Instances et méthode", "2. Objectifs et registres", "3. Théorie d’action", "4. Questions évaluatives",
    "5. Processus, activité, résultats", "6. Leviers et freins", "7. Paroles d’acteurs", "8. Recommandations et pistes",
)  # fmt: skip


def remplie():
    """The scene with something in each section."""
    scene = build()
    actor, ca = scene.dd.actor, scene.ca
    evaluation_ca.write_frame(
        scene.evaluation, actor=actor, registres={"utilite"}, objectifs="Mesurer la contribution.", objet="cooperative",
        moment="en_cours", charge=scene.dd.contact,
    )  # fmt: skip
    general = Objectif.objects.create(programme=scene.programme, niveau="general", libelle="Aller vers")
    theorie.write_effet(
        Effet(evaluation=scene.evaluation), actor=actor, objectif=general, libelle="Un parcours suivi", direct=False,
        attendu=True, horizon="long",
    )  # fmt: skip
    faits = faits_evaluation.lire(ca, argent=True)
    for numero, cle in ((1, "dynamique"), (3, "financements")):
        row = indicateur(scene, numero)
        answer = verbs.write_answer(
            ReponseReferentiel(critere=row.critere, indicateur=row),
            actor=actor,
            constat=f"Constat {numero}",
            jugement="mitige",
        )
        verbs.cite(answer, actor=actor, fait=faits[cle])
    avis = AvisFaisabilite(evaluation=scene.evaluation, organisation=scene.asso_a.contact.organisation)
    item = ItemFaisabilite.objects.get(code="F1.1")
    faisabilite.write_opinion(avis, actor=scene.asso_a.actor, reponses={item: ("partiel", "Avec du temps")})
    LevierFrein.objects.create(ca=ca, type="frein", axe="qualite", libelle="Horaires du local", auteur="Essai")
    return scene


scene = staged(remplie, le=JOUR)


def page(scene, user) -> str:
    client = Client()
    client.force_login(user)
    return client.get(url(scene, "synthese")).content.decode()


def document(scene, **params) -> Document:
    return Document(
        kind=doc.KIND.code, subject_id=str(scene.ca.pk), ca_id=scene.ca.pk, requested_at=horloge.now(), params=params
    )


def valider(scene, volets=("processus", "activite", "resultats")) -> None:
    finale.enregistrer(
        scene.ca, actor=scene.dd.actor, validee_le=JOUR, instance="Comité de pilotage", volets=set(volets)
    )


def test_page_holds_the_eight_sections_and_what_each_is_made_of(scene):
    html = page(scene, scene.asso_a)

    told = (
        "Mesurer la contribution.", "Un parcours suivi", "Constat 1", "mitigé", "2 oui sur 2\u00a0actions", "1 en partie",
        "Avec du temps", "Personnes rencontrées", "Des voisins alertent", "Horaires du local", "Ouvrir le samedi",
    )  # fmt: skip
    assert [words for words in (*SECTIONS, *told) if words not in html] == []


def test_words_of_the_actors_are_there_once_published_and_are_an_evidence(scene):
    day = dict.fromkeys(("jusqu_au", "ouvert_le", "clos_le"), JOUR)
    questionnaire = Questionnaire.objects.create(evaluation=scene.evaluation, introduction="Bonjour", **day)
    asked = questionnaire.questions.create(
        ordre=1, guide=1, libelle="Quels leviers\u00a0?", synthese="Se connaître compte."
    )
    asked.paroles.create(texte="Tout ce qui a été dit", extrait="On se parle enfin", public=True)
    asked.paroles.create(texte="Un secret", extrait="", public=False)
    assert "On se parle enfin" not in page(scene, scene.asso_a)
    assert not faits_evaluation.lire(scene.ca, argent=False)["paroles"].connu

    Questionnaire.objects.update(publie_le=JOUR)

    html = page(scene, scene.asso_a)
    assert "On se parle enfin" in html
    assert "Se connaître compte." in html
    assert "Un secret" not in html
    assert faits_evaluation.lire(scene.ca, argent=False)["paroles"].valeur == "1\u00a0parole publiée"


def test_what_is_missing_is_told_and_leads_to_its_page(scene):
    found = synthese_evaluation.lire(scene.ca, argent=True)

    missing = {m.code: m.url for m in synthese_evaluation.manques(found)}

    assert missing["constat_2"].endswith("/evaluation/reponses/#question-2")
    assert "constat_1" not in missing
    assert "faisabilite" not in missing
    assert missing["finale"] == url(scene, "evaluation_finale")
    valider(scene)
    assert "finale" not in {
        m.code for m in synthese_evaluation.manques(synthese_evaluation.lire(scene.ca, argent=True))
    }


@pytest.mark.parametrize(
    ("volets", "projet"), [((), True), (("processus",), True), (("processus", "activite", "resultats"), False)]
)
def test_pdf_is_a_project_until_the_final_evaluation_is_whole(scene, volets, projet):
    if volets:
        valider(scene, volets)

    assert doc.build(document(scene)).draft is projet


def test_pdf_says_what_the_page_says_and_breaks_no_rule(scene):
    built = doc.build(document(scene))
    html = render.to_html(built)

    assert [words for words in SECTIONS if words not in html] == []
    assert html.count("coop-miroir") >= 1
    assert violations(render.to_pdf(built)) == []
    assert built.content_hash() == doc.build(document(scene)).content_hash()
    ReponseReferentiel.objects.update(constat="Autre constat")
    assert built.content_hash() != doc.build(document(scene)).content_hash()


def test_amounts_are_for_those_who_read_amounts(client, scene):
    habitant, membre = fabrique.partenaire(scene.ca)
    Organisation.objects.filter(pk=membre.organisation_id).update(type="groupe_habitants")
    assert "8\u00a0000" in page(scene, scene.asso_a)
    assert "8\u00a0000" not in page(scene, habitant)
    client.force_login(habitant)
    assert client.post(url(scene, "synthese_pdf")).status_code == 302
    row = Document.objects.get(kind=doc.KIND.code)
    assert row.params == {"sans_montants": True}
    assert "8\u00a0000" not in render.to_html(kinds.get(row.kind).build(row))
    assert doc.may_read(habitant.actor, row)
    assert not doc.may_read(habitant.actor, document(scene))


def test_nothing_to_print_before_the_evaluation_is_open(client, scene):
    EvaluationCA.objects.all().delete()
    client.force_login(scene.dd)

    assert "n’est pas encore préparée" in client.get(url(scene, "synthese")).content.decode()
    assert client.post(url(scene, "synthese_pdf")).status_code == 404
    with pytest.raises(kinds.Unbuildable):
        doc.build(document(scene))


def test_synthesis_costs_the_same_with_more(scene, django_assert_num_queries):
    def counted():
        with django_assert_num_queries(49):
            synthese_evaluation.lire(scene.ca, argent=True)

    counted()
    for critere in scene.evaluation.criteres.all():
        ReponseReferentiel.objects.create(critere=critere, constat="Écrit")
    counted()
