"""The evaluation of the région: what the coopératives answered is gathered, answered over, validated whole, published (R-EVA-04, R-EVCA-04)."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from conventions.models import Convention, Programme
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from coop.accounts.predicates import Refused
from coop.documents.kinds import Unbuildable, get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.gates import Blocked
from coop.journal.models import Entry
from cooperatives import reference_vie
from cooperatives.models import Cooperative
from evaluation import reference, reference_externe
from evaluation.guide_questionnaire import QUESTIONS
from evaluation.models import (
    EvaluationExterne,
    EvaluationFinale,
    EvaluationRegionale,
    IndicateurReferentiel,
    InstanceRegionale,
    ParoleRecueillie,
    PersonneInterrogee,
    PreuveRegionale,
    QuestionEvaluative,
    Questionnaire,
    ReponseReferentiel,
    ReponseRegionale,
    SiegeRegional,
)
from evaluation.queries import paroles_region, remontee
from evaluation.rules_regionale import lisibles
from evaluation.workflows import evaluation_ca, externes, regionale
from evaluation.workflows import instances_regionales as instances
from evaluation.workflows import reponses as answering
from portail.evaluation_regionale import composer
from tests.conventions.test_verification import blank_pdf
from tests.documents.norme_pdf import violations
from tests.evaluation.test_bilans_document import texte
from tests.factories import ContactFactory, utilisateur
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

JOUR = date(2027, 3, 1)
FINALE = {"processus": True, "activite": True, "resultats": True, "instance": "Comité de pilotage"}
TOUTES = Cooperative.objects.all
COPIL, TECHNIQUE = "copil_evaluation", "comite_technique_evaluation"


@dataclass
class Scene:
    siege: User
    yvelines: Cooperative
    valdoise: Cooperative
    pas_validee: Cooperative

    @property
    def en_cours(self) -> EvaluationRegionale:
        return EvaluationRegionale.objects.get(validee_le=None)

    def instance(self, code: str = COPIL) -> InstanceRegionale:
        row = instances.set_up(instances.active(code), actor=self.siege.actor, role_ecrit="Il décide.")
        instances.seat(row, actor=self.siege.actor, contact=self.siege.contact)
        return row

    def complete(self) -> EvaluationRegionale:
        """Everything the validation asks for."""
        row, actor = regionale.open_evaluation(actor=self.siege.actor), self.siege.actor
        self.instance()
        regionale.write_frame(row, actor=actor, registres={"utilite"}, objectifs="Savoir.")
        for question in QuestionEvaluative.objects.all():
            said = regionale.answer_of(row, question)
            regionale.write_answer(said, actor=actor, constat=f"Constat {question.numero}.", jugement="mitige")
        return row

    def valider(self) -> EvaluationRegionale:
        return regionale.validate(
            self.complete(), actor=self.siege.actor, le=JOUR, par="Copil", composer=composer.synthese
        )


def evaluee(departement: str, constat: str, jugement: str, *, validee: bool = True, code: str = "C1.1") -> Cooperative:
    """A coopérative under way that answered the first question on a critère and its indicator; validated or not."""
    dd = fabrique.coordinatrice(departement)
    ca = fabrique.cooperative(departement, intitule=f"Coopérative fictive {departement}")
    Cooperative.objects.filter(pk=ca.pk).update(phase="mise_en_oeuvre")
    evaluation = evaluation_ca.open_evaluation(ca, actor=dd.actor)
    question = QuestionEvaluative.objects.get(numero=1)
    critere = evaluation_ca.select_critere(
        evaluation, actor=dd.actor, critere=question.criterereferentiels.get(code=code)
    )
    row = evaluation_ca.select_indicateur(
        critere, actor=dd.actor, indicateur=IndicateurReferentiel.objects.get(code="I1.1")
    )
    answering.write_answer(
        ReponseReferentiel(critere=critere, indicateur=row), actor=dd.actor, constat=constat, jugement=jugement
    )
    if validee:
        EvaluationFinale.objects.create(ca=ca, validee_le=JOUR, **FINALE)
    ca.refresh_from_db()
    return ca


def build() -> Scene:
    reference.load()
    reference_vie.load()
    reference_externe.load()
    return Scene(
        utilisateur(RoleMandat.SIEGE),
        evaluee("78", "On se connaît mieux.", "favorable"),
        evaluee("95", "Trop tôt pour conclure.", "defavorable"),
        evaluee("77", "Brouillon à taire.", "mitige", validee=False),
    )


scene = staged(build, le=JOUR)


def page(name: str = "region_evaluation", **kwargs) -> str:
    return reverse(f"portail:{name}", kwargs=kwargs or None)


def lire(client, user, url: str) -> str:
    client.force_login(user)
    return client.get(url).content.decode()


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


# --- external evaluations ---


def test_the_ex_ante_evaluation_is_known_with_its_facts(client, scene):
    row = EvaluationExterne.objects.get()
    reference_externe.load()

    assert EvaluationExterne.objects.count() == 1
    assert (row.moment, row.annees, row.entretiens, len(row.phases)) == ("ex_ante", "2017–2018", 38, 3)
    assert row.recommandations.count() == 29
    html = lire(client, fabrique.coordinatrice("78"), page("region_evaluation_externe", pk=row.pk))
    assert "Tendre vers un seul Carnet de suivi" in html
    assert page("region_evaluation_externe_modifier", pk=row.pk) not in html


def test_siege_registers_an_external_evaluation_with_its_report(client, scene):
    client.force_login(scene.siege)
    data = {
        "intitule": "Évaluation ex-post fictive", "evaluateur": "Cabinet fictif", "moment": "ex_post", "debut": "2026-01-05",
        "deroulement": "Cadrage\n\nTerrain", "livrables": "", "recommandations": [EvaluationExterne.objects.get().recommandations.first().pk],
        "fichier": SimpleUploadedFile("rapport.pdf", blank_pdf(), "application/pdf"),
    }  # fmt: skip
    assert client.post(page("region_evaluation_externe_ajouter"), data).status_code == 302
    row = EvaluationExterne.objects.get(evaluateur="Cabinet fictif")
    assert (row.phases, row.recommandations.count()) == (["Cadrage", "Terrain"], 1)
    opened = reverse("documents:piece", kwargs={"uid": row.rapport.uid})
    partner, _ = fabrique.partenaire(scene.yvelines)
    for user, code in ((fabrique.coordinatrice("95"), 200), (partner, 404)):
        client.force_login(user)
        answer = client.get(opened)
        assert answer.status_code == code
        assert code == 404 or b"".join(answer.streaming_content).startswith(b"%PDF")
    client.force_login(scene.siege)
    del data["fichier"]
    url = page("region_evaluation_externe_modifier", pk=row.pk)
    assert client.post(url, data | {"fin": "2025-01-01", "version": 1}).status_code == 200, "it ends before it starts"
    assert client.post(url, data | {"intitule": "Corrigée", "version": 1}).status_code == 302
    assert client.post(url, data | {"version": 1}).status_code == 409
    row.refresh_from_db()
    assert (row.intitule, bool(row.rapport_id)) == ("Corrigée", True)


# --- the database ---


def refuse(name: str, make) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    constraint = next(c for model in MODELS for c in model._meta.constraints if c.name == name)
    # SQLite names the columns of a unique index, not the index.
    by_columns = getattr(constraint, "fields", ())
    assert name in str(error.value) or (by_columns and all(field in str(error.value) for field in by_columns))


MODELS = (
    EvaluationRegionale, ReponseRegionale, PreuveRegionale, InstanceRegionale, SiegeRegional, EvaluationExterne,
)  # fmt: skip


def test_constraints(scene):
    row = scene.complete()
    said = row.reponses.first()
    said.preuves.create(cle="a", libelle="A", valeur="1")
    seat = SiegeRegional.objects.get()
    known = EvaluationExterne.objects.get()
    regional, update = EvaluationRegionale.objects, EvaluationRegionale.objects.filter(pk=row.pk).update
    cases = {
        "evaluation_regionale_une_en_cours": lambda: regional.create(),
        "evaluation_regionale_de_la_region": lambda: update(objet="action"),
        "evaluation_regionale_validee_garde_son_contenu": lambda: update(validee_le=JOUR, validee_par="Copil"),
        "evaluation_regionale_publiee_une_fois_validee": lambda: update(publiee_le=JOUR),
        "instance_regionale_une_active_par_type": lambda: InstanceRegionale.objects.create(type=COPIL, role_ecrit="x"),
        "instance_regionale_close_apres_sa_creation": lambda: InstanceRegionale.objects.update(fin=date(2020, 1, 1)),
        "siege_regional_unique": lambda: seat.instance.sieges.create(contact=seat.contact),
        "evaluation_externe_unique": lambda: EvaluationExterne.objects.create(
            evaluateur=known.evaluateur, debut=known.debut, moment="finale", intitule="x"
        ),
        "evaluation_externe_finit_apres_son_debut": lambda: EvaluationExterne.objects.update(fin=date(2000, 1, 1)),
    }
    cases |= {
        "reponse_regionale_unique": lambda: row.reponses.create(question=said.question),
        "preuve_regionale_citee_une_fois": lambda: said.preuves.create(cle="a", libelle="A", valeur="2"),
        "preuve_regionale_dit_quelque_chose": lambda: said.preuves.create(cle="b", libelle="B", valeur=""),
    }
    for name, make in cases.items():
        refuse(name, make)
