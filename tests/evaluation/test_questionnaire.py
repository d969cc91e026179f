"""The questionnaire of the actors: prepared, opened, answered by its people alone, closed without author (R-REF-6)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coop import horloge, inconsistances
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.journal.actors import Actor
from coop.notifications.duties import duties_for
from coop.notifications.models import Mail
from coop.versions import StaleVersion
from evaluation.guide_questionnaire import QUESTIONS, gardes, laissees
from evaluation.models import ParoleRecueillie, PersonneInterrogee, Questionnaire, QuestionPosee, ReponseActeur
from evaluation.queries.questionnaire import etat, proposees, suivi
from evaluation.rules_questionnaire import may_read_answers, may_send
from evaluation.workflows import cloture_questionnaire as cloture
from evaluation.workflows import questionnaire as verbs
from evaluation.workflows import reponses_acteurs as answers
from tests.evaluation.scene_questionnaire import FIN, JOUR, bati
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(bati, le=JOUR)


def codes(user) -> set[str]:
    return {duty.code for duty in duties_for(user)}


def test_prepared_with_the_words_of_the_guide_and_its_own(scene):
    data = {"introduction": " Bonjour. ", "jusqu_au": FIN, "guide": {6, 1}, "propres": ["Et demain ?", " "]}
    row = verbs.prepare(scene.ca, actor=scene.dd.actor, **data)

    asked = [(q.ordre, q.guide, q.libelle) for q in row.questions.all()]
    assert asked == [(1, 1, QUESTIONS[0]), (2, 6, QUESTIONS[5]), (3, None, "Et demain ?")]
    assert [m.code for m in laissees({1, 6})] == ["question_2", "question_3", "question_4", "question_5"]
    assert not any(m.obligation for m in laissees(set()))
    with pytest.raises(StaleVersion):
        verbs.prepare(scene.ca, actor=scene.dd.actor, **data | {"version": row.version - 1})
    with pytest.raises(Refused):
        verbs.prepare(scene.ca, actor=scene.asso.actor, **data)


@pytest.mark.parametrize(
    ("fields", "message"), [({"guide": set()}, "au moins une question"), ({"jusqu_au": date(2027, 2, 28)}, "passé")]
)
def test_a_draft_asks_something_before_a_day_to_come(scene, fields, message):
    values = {"introduction": "x", "jusqu_au": FIN, "guide": {1}} | fields
    with pytest.raises(ValidationError, match=message):
        verbs.prepare(scene.ca, actor=scene.dd.actor, **values)


def test_the_people_of_the_coop_are_proposed_and_three_are_needed(scene):
    row = verbs.prepare(scene.ca, actor=scene.dd.actor, introduction="x", jusqu_au=FIN, guide={1})
    assert set(proposees(scene.ca, row)) == set(scene.contacts), "the délégation reads, it is not asked"
    verbs.choose_people(row, actor=scene.dd.actor, contacts=scene.contacts)
    verbs.choose_people(row, actor=scene.dd.actor, contacts=scene.contacts[:2])

    with pytest.raises(Blocked, match="3\u00a0personnes au moins"):
        verbs.open_campaign(row, actor=scene.dd.actor)
    verbs.choose_people(row, actor=scene.dd.actor, contacts=scene.contacts[:3])
    assert verbs.open_campaign(row, actor=scene.dd.actor) == 3


def test_opening_writes_once_to_each_and_questions_no_longer_change(scene):
    row = scene.open()

    assert Mail.objects.filter(kind="questionnaire").count() == 4, "one has no address"
    assert PersonalLink.objects.filter(usage="questionnaire").count() == 4
    assert not any("/lien/" in mail.body for mail in Mail.objects.all()), "the link is not kept"
    with pytest.raises(ValidationError, match="ne changent plus"):
        verbs.prepare(scene.ca, actor=scene.dd.actor, introduction="x", jusqu_au=FIN, guide={1})
    with pytest.raises(ValidationError, match="déjà ouvert"):
        verbs.open_campaign(row, actor=scene.dd.actor)


def test_recalled_once_to_those_who_said_nothing(scene):
    row = scene.open()
    scene.say(0, q1="Utile.")
    answers.withdraw(scene.personne(1), actor=scene.actor(1))

    assert verbs.remind(row, actor=scene.dd.actor) == 2
    with pytest.raises(ValidationError, match="qu’un"):
        verbs.remind(row, actor=scene.dd.actor)


def test_the_duty_waits_for_the_person_until_it_answers_declines_or_the_day_is_over(scene):
    scene.open()
    assert "QUEST-REPONDRE" in codes(scene.asso)
    scene.say(0, q1="Utile.")
    assert "QUEST-REPONDRE" not in codes(scene.asso)
    answers.withdraw(scene.personne(0), actor=scene.actor(0))
    assert "QUEST-REPONDRE" not in codes(scene.asso)
    answers.save(scene.personne(0), actor=scene.actor(0), textes={scene.question().pk: "Si, je réponds."})
    assert "QUEST-REPONDRE" in codes(scene.asso), "written and not sent"
    assert "QUEST-CLORE" not in codes(scene.dd)
    with horloge.at(FIN + timedelta(days=1)):
        assert "QUEST-REPONDRE" not in codes(scene.asso)
        assert "QUEST-CLORE" in codes(scene.dd)


# person, other person, coordination, link of the person, link to something else: who reads the answers of person 1.
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("ouvert", (True, False, False, True, False)),
        ("saisie", (True, False, True, True, False)),
        ("remise", (True, False, False, True, False)),
        ("terminé", (False, False, False, False, False)),
        ("clos", (False, False, False, False, False)),
    ],
)
def test_the_answers_of_somebody_are_never_another_s_to_read(scene, state, expected):
    row = scene.open()
    answers.save(scene.personne(1), actor=scene.actor(1), textes={})
    if state in {"saisie", "remise"}:
        answers.begin_by_phone(scene.personne(1), actor=scene.dd.actor, recueilli_le=JOUR, duree_min=20)
        answers.save(scene.personne(1), actor=scene.dd.actor, textes={scene.question().pk: "Dit."})
    if state == "remise":
        answers.hand_over(scene.personne(1), actor=scene.dd.actor)
    mine, other = (PersonalLink.objects.filter(contact=scene.contacts[rang]).first() for rang in (1, 2))
    if state == "clos":
        cloture.close(row, actor=scene.dd.actor)
    actors = (
        scene.actor(1), scene.actor(2), scene.dd.actor,
        Actor(label="x", contact_id=scene.contacts[1].pk, link_id=mine.pk),
        Actor(label="x", contact_id=scene.contacts[1].pk, link_id=other.pk),
    )  # fmt: skip

    with horloge.at(FIN + timedelta(days=1) if state == "terminé" else JOUR):
        personne = scene.personne(1)
        assert tuple(may_read_answers(actor, personne) for actor in actors) == expected
        assert not may_send(scene.dd.actor, personne), "the person alone sends"


def test_answers_are_kept_as_they_come_changed_and_taken_back(scene):
    scene.open()
    question = scene.question().pk
    row = answers.save(scene.personne(1), actor=scene.actor(1), textes={question: " Un mot. ", 0: "ailleurs"})
    assert [r.texte for r in ReponseActeur.objects.all()] == ["Un mot."]
    with pytest.raises(StaleVersion):
        answers.save(scene.personne(1), actor=scene.actor(1), textes={question: ""}, version=row.version - 1)
    answers.send(row, actor=scene.actor(1))
    assert etat(scene.personne(1))[0] == "a répondu"

    answers.save(scene.personne(1), actor=scene.actor(1), textes={question: ""})
    assert etat(scene.personne(1))[0] == "pas encore", "nothing is left of what was sent"
    with pytest.raises(ValidationError, match="rien écrit"):
        answers.send(scene.personne(1), actor=scene.actor(1))
    scene.say(1, q1="De nouveau.")
    answers.withdraw(scene.personne(1), actor=scene.actor(1))
    assert not ReponseActeur.objects.exists()
    assert etat(scene.personne(1))[0] == "ne répond pas"
    with pytest.raises(Refused):
        answers.withdraw(scene.personne(1), actor=scene.actor(2))


def test_an_exchange_is_typed_handed_over_and_counts_once_the_person_sends(scene):
    scene.open()
    by_dd = {"actor": scene.dd.actor}
    with pytest.raises(ValidationError, match="ouverture"):
        answers.begin_by_phone(scene.personne(1), **by_dd, recueilli_le=JOUR + timedelta(days=1))
    answers.begin_by_phone(scene.personne(1), **by_dd, recueilli_le=JOUR, duree_min=25)
    with pytest.raises(ValidationError, match="Rien"):
        answers.hand_over(scene.personne(1), **by_dd)
    answers.save(scene.personne(1), **by_dd, textes={scene.question().pk: "Dit au téléphone."})
    assert answers.hand_over(scene.personne(1), **by_dd)
    mail = Mail.objects.get(contact=scene.contacts[1], subject__startswith="Relire")
    assert "Dit au téléphone" not in mail.body
    assert etat(scene.personne(1))[0] == "à relire par la personne"
    with pytest.raises(Refused):
        answers.save(scene.personne(1), **by_dd, textes={})
    with pytest.raises(ValidationError, match="elle seule"):
        answers.begin_by_phone(scene.personne(1), **by_dd, recueilli_le=JOUR)

    answers.send(scene.personne(1), actor=scene.actor(1))

    assert (scene.personne(1).mode, scene.personne(1).duree_min) == ("telephone", 25)


def test_what_the_person_writes_in_an_exchange_is_theirs_from_then_on(scene):
    scene.open()
    answers.begin_by_phone(scene.personne(1), actor=scene.dd.actor, recueilli_le=JOUR)
    answers.save(scene.personne(1), actor=scene.actor(1), textes={scene.question().pk: "Je reprends."})

    with pytest.raises(Refused):
        answers.save(scene.personne(1), actor=scene.dd.actor, textes={})


def test_somebody_without_address_hears_its_answers_read_again(scene):
    scene.open()
    answers.begin_by_phone(scene.personne(4), actor=scene.dd.actor, recueilli_le=JOUR)
    answers.save(scene.personne(4), actor=scene.dd.actor, textes={scene.question().pk: "Dit."})
    with pytest.raises(ValidationError, match="relisez-lui"):
        answers.hand_over(scene.personne(4), actor=scene.dd.actor)

    assert not answers.hand_over(scene.personne(4), actor=scene.dd.actor, relu=True)

    assert scene.personne(4).envoyee_le == JOUR


def test_closing_parts_the_words_from_their_author(scene):
    row = scene.open()
    for rang, text in enumerate(("Un.", "Deux.", "Trois.", "Quatre.")):
        scene.say(rang, q1=text)
    answers.save(scene.personne(3), actor=scene.actor(3), textes={scene.question(2).pk: "Une commune seule."})

    assert cloture.close(row, actor=scene.dd.actor) == 5

    assert not ReponseActeur.objects.exists()
    said = dict(ParoleRecueillie.objects.filter(question__ordre=1).values_list("texte", "type_organisation"))
    assert said == {"Un.": "association", "Deux.": "association", "Trois.": "association", "Quatre.": ""}
    assert ParoleRecueillie.objects.get(question__ordre=2).type_organisation == ""
    assert PersonneInterrogee.objects.filter(envoyee_le__isnull=False).count() == 4, "who answered is still known"
    with pytest.raises(Refused):
        cloture.close(scene.q, actor=scene.dd.actor)
    with pytest.raises(Refused):
        answers.save(scene.personne(0), actor=scene.actor(0), textes={})


@pytest.mark.parametrize(
    ("online", "phone", "kept"),
    [
        (0, 0, set()), (2, 0, set()), (3, 0, {"en_ligne", "telephone"}), (0, 2, set()), (0, 3, {"telephone"}),
        (1, 2, {"telephone"}), (2, 2, {"telephone"}), (3, 1, {"en_ligne", "telephone"}),
    ],
)  # fmt: skip
def test_one_written_answer_among_heard_ones_would_be_known(online, phone, kept):
    assert gardes({"en_ligne": online, "telephone": phone}) == kept


def test_written_words_that_elimination_would_tell_are_erased(scene):
    row = scene.open()
    scene.say(0, q1="Écrit.")
    for rang in (1, 2):
        answers.begin_by_phone(scene.personne(rang), actor=scene.dd.actor, recueilli_le=JOUR)
        answers.save(scene.personne(rang), actor=scene.dd.actor, textes={scene.question().pk: "Entendu."})
        answers.hand_over(scene.personne(rang), actor=scene.dd.actor)
        answers.send(scene.personne(rang), actor=scene.actor(rang))
    told = suivi(row)
    assert (told.en_ligne, told.par_telephone, told.perdues, told.lisible) == (1, 2, 1, True)

    assert cloture.close(row, actor=scene.dd.actor) == 2

    assert set(ParoleRecueillie.objects.values_list("texte", flat=True)) == {"Entendu."}


def test_three_people_of_one_structure_do_not_tell_its_type(scene):
    row = scene.open()
    organisation = scene.contacts[0].organisation
    type(scene.contacts[0]).objects.filter(pk__in=[c.pk for c in scene.contacts[:3]]).update(organisation=organisation)
    for rang in range(3):
        scene.say(rang, q1="Même maison.")
    cloture.close(row, actor=scene.dd.actor)

    assert set(ParoleRecueillie.objects.values_list("type_organisation", flat=True)) == {""}


def test_too_few_answers_or_answers_not_sent_are_erased_unread(scene):
    row = scene.open()
    scene.say(0, q1="Un.")
    scene.say(1, q1="Deux.")
    answers.save(scene.personne(2), actor=scene.actor(2), textes={scene.question().pk: "Pas envoyé."})

    assert cloture.close(row, actor=scene.dd.actor) == 0

    assert not ReponseActeur.objects.exists()
    assert not ParoleRecueillie.objects.exists()


def test_what_nobody_closes_is_closed_by_the_day(scene, settings):
    scene.open()
    for rang in range(3):
        scene.say(rang, q1="Dit.")
    last = FIN + timedelta(days=settings.COOP_RETENTION["questionnaire_jours"])

    assert [cloture.close_forgotten(day) for day in (last, last + timedelta(days=1))] == [0, 1]
    assert cloture.close_forgotten(last + timedelta(days=2)) == 0
    assert ParoleRecueillie.objects.count() == 3


def test_a_closed_questionnaire_that_keeps_answers_is_found(scene):
    scene.open()
    answers.save(scene.personne(1), actor=scene.actor(1), textes={scene.question().pk: "Un mot."})
    assert "reponses_aux_questionnaires" not in inconsistances.found()

    Questionnaire.objects.update(clos_le=JOUR)

    assert inconsistances.found()["reponses_aux_questionnaires"] == [
        "1\u00a0réponse d’un questionnaire clos reste liée à des personnes."
    ]


def test_extended_and_not_shortened(scene):
    row = scene.open()
    with pytest.raises(ValidationError):
        verbs.extend(row, actor=scene.dd.actor, jusqu_au=FIN - timedelta(days=1))
    with horloge.at(FIN + timedelta(days=3)):
        verbs.extend(row, actor=scene.dd.actor, jusqu_au=FIN + timedelta(days=10))
        assert scene.q.recueille
        assert verbs.choose_people(scene.q, actor=scene.dd.actor, contacts=scene.contacts) == 0


def refused(name: str, change) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


def test_constraints(scene):
    scene.open()
    rows, asked = Questionnaire.objects, PersonneInterrogee.objects.filter(contact=scene.contacts[1])
    refused("questionnaire_finit_apres_son_ouverture", lambda: rows.update(jusqu_au=JOUR - timedelta(days=1)))
    refused("questionnaire_clos_une_fois_ouvert", lambda: rows.update(ouvert_le=None, clos_le=JOUR))
    refused("questionnaire_publie_une_fois_clos", lambda: rows.update(publie_le=JOUR))
    refused("reponses_envoyees_ou_retirees", lambda: asked.update(envoyee_le=JOUR, retiree_le=JOUR))
    refused("echange_telephonique_date_et_signe", lambda: asked.update(mode="telephone"))
    refused("echange_duree_plausible", lambda: asked.update(duree_min=241))
    refused("question_du_guide_existe", lambda: QuestionPosee.objects.filter(ordre=1).update(guide=7))
    refused("reponse_non_vide", lambda: ReponseActeur.objects.create(personne=asked.get(), question=scene.question()))
    refused("parole_publique_a_un_passage", lambda: ParoleRecueillie.objects.create(question=scene.question(), texte="x", public=True))  # fmt: skip
    # personne_interrogee_une_fois, question_posee_a_sa_place, question_du_guide_posee_une_fois, reponse_une_par_question
    q = scene.q
    with pytest.raises(ValidationError, match="déjà interrogée"):
        PersonneInterrogee(questionnaire=q, contact=scene.contacts[1]).full_clean()
    with pytest.raises(ValidationError, match="même place"):
        QuestionPosee(questionnaire=q, ordre=1, libelle="x").full_clean()
    with pytest.raises(ValidationError, match="déjà posée"):
        QuestionPosee(questionnaire=q, ordre=9, guide=1, libelle="x").full_clean()
    ReponseActeur.objects.create(personne=asked.get(), question=scene.question(), texte="x")
    with pytest.raises(ValidationError, match="déjà une réponse"):
        ReponseActeur(personne=asked.get(), question=scene.question(), texte="y").full_clean()
