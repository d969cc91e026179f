"""The evaluation of the région: what the coopératives answered is gathered, answered over, validated whole, published (R-EVA-04, R-EVCA-04)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from conventions.models import Convention, Programme
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.gates import Blocked
from coop.journal.models import Entry
from cooperatives.models import Cooperative
from evaluation.guide_questionnaire import QUESTIONS
from evaluation.models import (
    EvaluationExterne,
    EvaluationFinale,
    EvaluationRegionale,
    InstanceRegionale,
    ParoleRecueillie,
    PersonneInterrogee,
    Questionnaire,
    ReponseReferentiel,
    SiegeRegional,
)
from evaluation.queries import paroles_region, remontee
from evaluation.rules_regionale import lisibles
from evaluation.workflows import externes, regionale
from evaluation.workflows import instances_regionales as instances
from evaluation.workflows import reponses as answering
from portail.evaluation_regionale import composer
from tests.documents.norme_pdf import violations
from tests.evaluation.test_bilans_document import texte
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged
from tests.portail.scene_regionale import COPIL, JOUR, TOUTES, Scene, build, evaluee, lire, page

scene = staged(build, le=JOUR)


# --- what is gathered ---


def test_answers_of_validated_evaluations_are_gathered_without_reentry(scene):
    found = remontee.lire(TOUTES(), argent=True)
    first = found.question(1)

    assert [(r.ca.pk, r.etat, r.ecrites) for r in found.cas] == [
        (scene.pas_validee.pk, "en cours", 1), (scene.yvelines.pk, "validée", 1), (scene.valdoise.pk, "validée", 1),
    ]  # fmt: skip
    assert [r.reponse.constat for r in first.reponses] == ["On se connaît mieux.", "Trop tôt pour conclure."]
    assert remontee.mots(first.comptes) == [("favorable", 1), ("défavorable", 1)]
    columns, lines = remontee.tableau(first)
    assert columns == ["favorable", "mitigé", "défavorable", "non observable"]
    assert [(name, [n for _, n in cells]) for name, cells in lines] == [
        (str(scene.yvelines.departement), [1, 0, 0, 0]), (str(scene.valdoise.departement), [0, 0, 1, 0]),
        ("Ensemble", [1, 0, 1, 0]),
    ]  # fmt: skip
    assert [ca.pk for ca in found.question(2).muettes] == [scene.yvelines.pk, scene.valdoise.pk]


def test_an_evaluation_of_the_former_programme_does_not_count(scene):
    ca = scene.yvelines
    programme = Programme.objects.create(ca=ca, intitule="un second programme")
    Convention.objects.create(
        ca=ca, programme=programme, reference="CONV-2", statut="en_vigueur", date_effet=date(2027, 3, 2),
        date_echeance=date(2028, 3, 2),
    )  # fmt: skip

    assert [r.etat for r in remontee.lire(TOUTES().filter(pk=ca.pk), argent=True).cas] == ["en cours"]


def test_an_evaluation_of_two_parts_does_not_count_and_an_early_coop_is_counted_apart(scene):
    EvaluationFinale.objects.filter(ca=scene.valdoise).update(resultats=False)
    fabrique.cooperative("78")
    found = remontee.lire(TOUTES(), argent=True)

    assert [r.ca.pk for r in found.validees] == [scene.yvelines.pk]
    assert (len(found.cas), found.trop_tot) == (3, 1)


def test_statements_do_not_grow_with_the_cooperatives(scene, django_assert_num_queries, django_assert_max_num_queries):
    row = scene.complete()
    with django_assert_max_num_queries(80) as first:
        composer.synthese(row)
    for departement in ("92", "93", "94"):
        evaluee(departement, "De plus.", "mitige", code="C1.2")
    with django_assert_num_queries(6):
        remontee.lire(TOUTES(), argent=False)
    row = scene.en_cours  # its answers are read anew
    with django_assert_max_num_queries(len(first.captured_queries)):
        composer.synthese(row)


def test_actors_are_heard_from_three_people_and_a_theme_from_three_answers(scene):
    def asked(ca: Cooperative, people: int) -> Questionnaire:
        row = Questionnaire.objects.create(
            evaluation=ca.evaluation_ca, introduction="x", jusqu_au=JOUR, ouvert_le=JOUR, clos_le=JOUR, publie_le=JOUR
        )
        for _ in range(people):
            PersonneInterrogee.objects.create(questionnaire=row, contact=ContactFactory(), envoyee_le=JOUR)
        return row

    for ca, people in ((scene.yvelines, 3), (scene.valdoise, 2)):
        question = asked(ca, people).questions.create(ordre=1, guide=1, libelle=QUESTIONS[0], synthese=f"À {people}.")
        for theme in ("Confiance", "confiance", "Confiance", "Temps"):
            ParoleRecueillie.objects.create(question=question, texte="…", theme=theme)

    [told] = paroles_region.lire(TOUTES())

    assert (told.cooperatives, told.themes, told.tus) == (1, [("Confiance", 3)], 1)
    assert told.syntheses == [(scene.yvelines, "À 3.")]


# --- instances, frame, answers ---


def test_siege_sets_up_its_instances_and_frame(client, scene):
    client.force_login(scene.siege)
    assert client.post(page("region_evaluation_cadre")).status_code == 404, "nothing is open"
    client.post(page("region_evaluation_ouvrir"))
    client.post(page("region_evaluation_ouvrir"))
    row = scene.en_cours
    assert (row.efficacite, row.utilite, row.pertinence, row.objet) == (True, True, False, "region")

    url = page("region_evaluation_instance", code=COPIL)
    assert "Instance décisionnelle en charge" in client.get(url).content.decode()
    assert client.get(page("region_evaluation_instance", code="copil")).status_code == 404
    client.post(url, {"role_ecrit": "Il décide."})
    agent = fabrique.coordinatrice("78").contact
    assert f'value="{agent.pk}"' in client.get(url).content.decode(), "people of the agency come first"
    partner = ContactFactory(fonction="Directrice fictive")
    assert f'value="{partner.pk}"' in client.get(url, {"q": "directrice"}).content.decode()
    for contact in (agent, agent, partner):
        client.post(page("region_evaluation_sieger", code=COPIL), {"contact": contact.pk, "qualite": "membre"})
    assert [s.contact_id for s in InstanceRegionale.objects.get().sieges.order_by("pk")] == [agent.pk, partner.pk]

    data = {"moment": "ex_post", "objectifs": "Savoir.", "registres": ["efficience"], "charge": agent.pk, "version": 1}
    assert client.post(page("region_evaluation_cadre"), data).status_code == 302
    assert client.post(page("region_evaluation_cadre"), data | {"objectifs": "Autre."}).status_code == 409
    row.refresh_from_db()
    assert (row.moment, row.charge, row.efficience, row.efficacite) == ("ex_post", agent, True, False)
    client.post(page("region_evaluation_lever", pk=SiegeRegional.objects.get(contact=partner).pk))
    client.post(page("region_evaluation_clore", code=COPIL))
    assert instances.active(COPIL).pk is None
    verbs = set(Entry.objects.filter(verb__startswith="evaluation_regionale.").values_list("verb", flat=True))
    assert verbs == {f"evaluation_regionale.{v}" for v in ("open", "set_up", "seat", "unseat", "close", "write_frame")}


def test_siege_answers_and_cites_what_a_cooperative_found(client, scene):
    row = regionale.open_evaluation(actor=scene.siege.actor)
    url = page("region_evaluation_repondre", numero=1)
    html = lire(client, scene.siege, url)
    found = ReponseReferentiel.objects.get(constat="On se connaît mieux.")
    assert f'value="reponse:{found.pk}"' in html
    assert "Brouillon à taire" not in html
    client.post(url, {"constat": "On avance.", "jugement": "favorable", "citer": f"reponse:{found.pk}"})
    said = row.reponses.get()
    [proof] = said.preuves.all()
    assert (said.constat, said.jugement) == ("On avance.", "favorable")
    assert (proof.valeur, proof.source) == ("Favorable. On se connaît mieux.", f"{reverse('evaluation:reponses', kwargs={'ca_ref': scene.yvelines.reference})}#critere-{found.critere_id}")  # fmt: skip

    answering.write_answer(found, actor=fabrique.coordinatrice("78").actor, constat="Changé.", jugement="mitige")
    proof.refresh_from_db()
    assert proof.valeur == "Favorable. On se connaît mieux.", "a citation stays as it was"
    fresh = composer.citables(remontee.lire(TOUTES(), argent=False).question(1), [])[0][1][0]
    regionale.cite(said, actor=scene.siege.actor, fait=fresh)
    assert said.preuves.get().valeur == "Mitigé. Changé."
    client.post(page("region_evaluation_preuve_retirer", pk=said.preuves.get().pk))
    assert not said.preuves.exists()


def test_pages_tell_who_validated_and_lead_to_their_answers(client, scene):
    scene.complete()
    html = lire(client, scene.siege, page())
    assert "2\u00a0coopératives ont validé leur évaluation" in html
    assert page("region_evaluation_valider") in html
    assert "Coopérative fictive 77" in html
    html = lire(client, scene.siege, page("region_evaluation_question", numero=1))
    assert "On se connaît mieux." in html
    assert "Constat 1." in html
    assert "1\u00a0coopérative n’a pas encore validé son évaluation" in html
    assert "Brouillon à taire" not in html
    assert client.get(page("region_evaluation_question", numero=4)).status_code == 404


# --- who reads and writes ---


def test_a_delegation_reads_its_departement_and_writes_nothing(client, scene):
    row = scene.complete()
    dd, url = fabrique.coordinatrice("78"), page("region_evaluation_question", numero=1)
    html = lire(client, dd, url)
    assert "On se connaît mieux." in html
    assert "Trop tôt pour conclure." not in html
    assert "Constat 1." not in html, "the answer of the région is a draft"
    assert "Coopérative fictive 95" not in lire(client, dd, page())
    for name in ("cadre", "valider"):
        assert client.get(page(f"region_evaluation_{name}")).status_code == 403
    assert client.get(page("region_evaluation_repondre", numero=1)).status_code == 403
    assert client.get(page("evaluation_regionale", pk=row.pk)).status_code == 404
    for verb in (
        lambda: regionale.open_evaluation(actor=dd.actor), lambda: instances.set_up(instances.active(COPIL), actor=dd.actor, role_ecrit="x"),
        lambda: regionale.publish(row, actor=dd.actor),
        lambda: regionale.write_answer(row.reponses.first(), actor=dd.actor, constat="", jugement=""),
        lambda: externes.register(EvaluationExterne(), actor=dd.actor, recommandations=()),
    ):  # fmt: skip
        with pytest.raises(Refused):
            verb()


def test_an_evaluateur_of_the_region_answers_and_frames_nothing(client, scene):
    row = scene.complete()
    regional, local = utilisateur(RoleMandat.EVALUATEUR), utilisateur(RoleMandat.EVALUATEUR, "78")
    data = {"constat": "Lu.", "jugement": "favorable", "version": row.reponses.get(question__numero=1).version}
    for user, code in ((local, 404), (regional, 302)):
        client.force_login(user)
        assert client.post(page("region_evaluation_repondre", numero=1), data).status_code == code
    assert row.reponses.get(question__numero=1).constat == "Lu."
    assert client.get(page("evaluation_regionale", pk=row.pk)).status_code == 200
    with pytest.raises(Refused):
        regionale.write_frame(row, actor=regional.actor, registres=set())


def test_the_synthesis_is_read_by_the_region_once_validated_and_by_all_once_published(client, scene):
    row = scene.valider()
    partner, _ = fabrique.partenaire(scene.yvelines)
    url = page("evaluation_regionale", pk=row.pk)
    assert "Constat 2." in lire(client, fabrique.coordinatrice("95"), url)
    client.force_login(partner)
    assert client.get(url).status_code == 404
    assert not lisibles(partner.actor).exists()
    client.force_login(scene.siege)
    client.post(page("evaluation_regionale_publier", pk=row.pk))

    html = lire(client, partner, url)
    assert "Constat 2." in html
    assert "On se connaît mieux." not in html, "what no answer cites stays with its coopérative"
    told = lire(client, partner, reverse("evaluation:evaluation", kwargs={"ca_ref": scene.yvelines.reference}))
    assert url in told


# --- validation, document ---


def test_nothing_is_validated_before_the_copil_and_the_three_answers(client, scene):
    row = regionale.open_evaluation(actor=scene.siege.actor)
    with pytest.raises(Blocked) as refused:
        regionale.validate(row, actor=scene.siege.actor, le=JOUR, par="Copil", composer=composer.synthese)
    assert [m.code for m in refused.value.manques] == ["copil", "objectifs", "question_1", "question_2", "question_3"]
    html = lire(client, scene.siege, page("region_evaluation_valider"))
    assert page("region_evaluation_repondre", numero=3) in html
    assert "validee_le" not in html
    with pytest.raises(ValidationError, match="une fois validée"):
        regionale.publish(row, actor=scene.siege.actor)


def test_a_validated_synthesis_never_changes(client, scene):
    scene.complete()
    client.force_login(scene.siege)
    url = page("region_evaluation_valider")
    late = client.post(url, {"validee_le": "2027-03-02", "validee_par": "Copil"})
    assert "dans le futur" in late.content.decode()
    assert client.post(url, {"validee_le": "2027-03-01", "validee_par": "Copil"}).status_code == 302
    row = EvaluationRegionale.objects.get()
    before = composer.synthese(row)
    Cooperative.objects.filter(pk=scene.yvelines.pk).update(intitule="Autre nom")
    ReponseReferentiel.objects.update(constat="Autre.")

    assert composer.synthese(EvaluationRegionale.objects.get()) == before
    for verb in (
        lambda: regionale.write_frame(row, actor=scene.siege.actor, registres={"utilite"}),
        lambda: regionale.write_answer(row.reponses.first(), actor=scene.siege.actor, constat="x", jugement=""),
    ):
        with pytest.raises(ValidationError, match="ne change plus"):
            verb()
    following = regionale.open_evaluation(actor=scene.siege.actor)
    assert following.pk != row.pk
    assert instances.active(COPIL).pk, "the instances go on"


def test_document_is_a_project_then_a_synthesis_that_readers_hear(client, scene):
    kind = get("evaluation_regionale")
    with pytest.raises(Unbuildable):
        kind.build(Document(kind=kind.code, subject_id="999"))
    row = scene.complete()
    built = kind.build(Document(kind=kind.code, subject_id=str(row.pk)))
    assert built.draft
    row = scene_valider(scene, row)
    built = kind.build(Document(kind=kind.code, subject_id=str(row.pk)))
    data = to_pdf(built)
    words = texte(data)
    assert not built.draft
    assert violations(data) == []
    for told in ("Constat 3.", "Coopérative fictive 95", "LH conseil", "Validée le 1er mars 2027 par Copil"):
        assert told in words
    assert kind.resolve("CA-78-01") == row.pk
    client.force_login(scene.siege)
    assert client.post(page("evaluation_regionale_pdf", pk=row.pk)).status_code == 302
    document = Document.objects.get()
    assert kind.may_read(fabrique.coordinatrice("95").actor, document)
    assert not kind.may_read(fabrique.partenaire(scene.yvelines)[0].actor, document)


def scene_valider(scene: Scene, row: EvaluationRegionale) -> EvaluationRegionale:
    return regionale.validate(row, actor=scene.siege.actor, le=JOUR, par="Copil", composer=composer.synthese)
