"""The coordination asks about a field, accepts together what it has read, reopens; it never writes a partner's words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts.predicates import Refused
from coop.gates import Blocked
from coop.notifications.models import Mail
from evaluation.models import LectureBilan, LigneBilan, QuestionChamp, VersionBilan
from evaluation.workflows import bilans, examen
from tests.evaluation.scene_bilan import OUI, T2_OPEN, scene  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


@pytest.fixture
def sent(scene):  # noqa: F811
    """The transmitted version of A for the first quarter."""
    return scene.transmettre(scene.asso_a, 1)


def ask(scene, version, champ="groupes", action=0, question="Combien de femmes ?"):  # noqa: F811
    return examen.ask(version, actor=scene.dd.actor, action=scene.actions[action], champ=champ, question=question)


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def page(name, scene, bilan=None, **kwargs):  # noqa: F811
    keys = {"ca_ref": scene.ca.reference} | ({"bilan_id": bilan.pk} if bilan else {})
    return reverse(f"evaluation:{name}", kwargs=keys | kwargs)


def test_a_question_waits_then_leaves_with_the_request_and_its_mail(scene, sent):  # noqa: F811
    ask(scene, sent)
    assert not Mail.objects.filter(kind="bilan.completer").exists()

    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="")

    assert QuestionChamp.objects.get().envoyee_le is not None
    assert scene.bilan(scene.asso_a, 1).commentaire_dd == "Voir les questions posées sur vos réponses."
    assert "Combien de femmes ?" in Mail.objects.get(kind="bilan.completer").body


def test_a_bilan_leaves_again_once_its_questions_are_answered(scene, sent):  # noqa: F811
    question = ask(scene, sent)
    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="")
    bilan = scene.bilan(scene.asso_a, 1)
    bilans.open_draft(bilan, actor=scene.asso_a.actor)

    with pytest.raises(Blocked, match="répondez à la question posée sur"):
        bilans.transmit(bilan, actor=scene.asso_a.actor)
    examen.answer(question, actor=scene.asso_a.actor, reponse="Huit, sur trente.")
    bilans.transmit(bilan, actor=scene.asso_a.actor)

    assert scene.bilan(scene.asso_a, 1).statut == "transmis"


@pytest.mark.parametrize(("champ", "action"), [("inconnu", 0), ("faits_marquants", 0), ("groupes", 2), ("i999999", 0)])
def test_a_field_that_is_not_of_this_bilan_is_refused(scene, sent, champ, action):  # noqa: F811
    with pytest.raises(ValidationError, match="pas celui de ce bilan"):
        ask(scene, sent, champ, action)


@pytest.mark.parametrize("verb", ["ask", "withdraw", "mark_read", "accept_conforming", "reopen"])
def test_a_partner_reviews_nothing(scene, sent, verb):  # noqa: F811
    question, actor = ask(scene, sent), scene.asso_b.actor
    calls = {
        "ask": lambda: examen.ask(sent, actor=actor, action=scene.actions[0], champ="groupes", question="?"),
        "withdraw": lambda: examen.withdraw(question, actor=actor),
        "mark_read": lambda: examen.mark_read(sent, actor=actor),
        "accept_conforming": lambda: examen.accept_conforming([sent.bilan], actor=actor),
        "reopen": lambda: bilans.reopen(sent.bilan, actor=actor, motif="Erreur", jusqu_au=date(2026, 8, 1)),
    }
    with pytest.raises((Refused, ValidationError)):
        calls[verb]()


def test_the_coordination_answers_no_question_and_writes_no_word(scene, sent):  # noqa: F811
    question = ask(scene, sent)
    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="")
    bilan = scene.bilan(scene.asso_a, 1)
    draft = bilans.open_draft(bilan, actor=scene.asso_a.actor)

    for call in (
        lambda: examen.answer(question, actor=scene.dd.actor, reponse="Huit."),
        lambda: bilans.save_line(draft, scene.actions[0], actor=scene.dd.actor, data=OUI),
        lambda: bilans.save_summary(draft, actor=scene.dd.actor, faits_marquants="x", besoins_ars=""),
        lambda: bilans.transmit(bilan, actor=scene.dd.actor),
    ):
        with pytest.raises(Refused):
            call()


def test_nothing_is_accepted_while_a_question_has_not_left(scene, sent):  # noqa: F811
    question = ask(scene, sent)
    with pytest.raises(ValidationError, match="attend d’être envoyée"):
        bilans.accept(sent.bilan, actor=scene.dd.actor)
    examen.withdraw(question, actor=scene.dd.actor)

    assert bilans.accept(sent.bilan, actor=scene.dd.actor).statut == "accepte"


def test_a_question_that_left_is_not_withdrawn(scene, sent):  # noqa: F811
    question = ask(scene, sent)
    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="Voyez.")
    question.refresh_from_db()
    with pytest.raises(ValidationError, match="déjà partie"):
        examen.withdraw(question, actor=scene.dd.actor)


def test_a_lot_is_accepted_only_when_read_and_as_planned(scene, sent):  # noqa: F811
    other = scene.transmettre(scene.asso_b, 1, reponses={"groupes": "non", "groupes_pourquoi": "Trop loin."})
    rows = [sent.bilan, other.bilan]
    with pytest.raises(ValidationError, match="Lisez chaque bilan"):
        examen.accept_conforming(rows, actor=scene.dd.actor)
    for version in (sent, other):
        examen.mark_read(version, actor=scene.dd.actor)
    with pytest.raises(ValidationError, match="pas entièrement conforme"):
        examen.accept_conforming(rows, actor=scene.dd.actor)
    assert {scene.bilan(user, 1).statut for user in (scene.asso_a, scene.asso_b)} == {"transmis"}

    examen.accept_conforming(rows[:1], actor=scene.dd.actor)

    assert scene.bilan(scene.asso_a, 1).statut == "accepte"


def test_reading_twice_is_kept_once(scene, sent):  # noqa: F811
    examen.mark_read(sent, actor=scene.dd.actor)
    examen.mark_read(sent, actor=scene.dd.actor)

    assert LectureBilan.objects.count() == 1


@pytest.mark.parametrize(("days", "open_"), [(5, True), (6, False)])
def test_a_window_closes_and_what_was_sent_stays(scene, sent, days, open_):  # noqa: F811
    bilans.accept(sent.bilan, actor=scene.dd.actor)
    until = T2_OPEN + timedelta(days=5)
    bilans.reopen(sent.bilan, actor=scene.dd.actor, motif="Une erreur de saisie.", jusqu_au=until)

    with horloge.at(T2_OPEN + timedelta(days=days)):
        bilan = scene.bilan(scene.asso_a, 1)
        assert bilan.ouvert is open_
        if open_:
            draft = bilans.open_draft(bilan, actor=scene.asso_a.actor)
            assert (draft.numero, draft.lignes.count()) == (2, 2)
        else:
            with pytest.raises(Refused):
                bilans.open_draft(bilan, actor=scene.asso_a.actor)
            assert bilans.accept(bilan, actor=scene.dd.actor).reouvert_jusqu_au is None


def test_a_corrected_version_counts_and_the_first_one_is_kept(scene, sent):  # noqa: F811
    bilans.reopen(sent.bilan, actor=scene.dd.actor, motif="Un chiffre faux.", jusqu_au=date(2026, 8, 1))
    scene.transmettre(scene.asso_a, 1, 15)

    values = VersionBilan.objects.filter(bilan=sent.bilan).order_by("numero").values_list("releves__valeur", flat=True)
    assert sorted(set(values)) == [10, 15]
    assert scene.bilan(scene.asso_a, 1).reouvert_jusqu_au is None


@pytest.mark.parametrize(
    ("motif", "jusqu_au", "sentence"),
    [(" ", date(2026, 8, 1), "Dites pourquoi"), ("Erreur", T2_OPEN, "un jour à venir")],
)
def test_a_reopening_says_why_and_until_when(scene, sent, motif, jusqu_au, sentence):  # noqa: F811
    with pytest.raises(ValidationError, match=sentence):
        bilans.reopen(sent.bilan, actor=scene.dd.actor, motif=motif, jusqu_au=jusqu_au)


def test_a_bilan_sent_back_opens_on_what_was_sent(client, scene, sent):  # noqa: F811
    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="Précisez.")
    client.force_login(scene.asso_a)
    url = page("bilan_action", scene, sent.bilan, numero=1)
    first = text(client.get(url))
    assert 'value="10"' in first

    ia, ir = scene.actions[0].indicateurs.exclude(type="ip").order_by("type")
    revision = LigneBilan.objects.get(version=sent, action=scene.actions[0]).revision
    response = client.post(url, {"version": revision, f"i{ia.pk}": "11", f"i{ir.pk}": "10", **OUI})

    assert response.status_code == 302
    assert LigneBilan.objects.filter(version__bilan=sent.bilan, version__numero=2).count() == 2


def test_the_partner_answers_beside_the_field(client, scene, sent):  # noqa: F811
    question = ask(scene, sent)
    bilans.ask_completion(sent.bilan, actor=scene.dd.actor, commentaire="")
    client.force_login(scene.asso_a)
    url = page("bilan_action", scene, sent.bilan, numero=1)
    assert "Combien de femmes ?" in text(client.get(url))
    ia, ir = scene.actions[0].indicateurs.exclude(type="ip").order_by("type")

    client.post(url, {"version": 2, f"i{ia.pk}": "10", f"i{ir.pk}": "10", **OUI, f"rep_{question.pk}": "Huit."})

    question.refresh_from_db()
    assert (question.reponse, question.repondue_par) == ("Huit.", scene.asso_a.actor.label)
    client.force_login(scene.dd)
    assert "Huit." in text(client.get(page("bilan_examiner", scene, sent.bilan)))


def test_review_by_pages_question_next_and_lot(client, scene, sent):  # noqa: F811
    other = scene.transmettre(scene.asso_b, 1)
    client.force_login(scene.dd)
    examiner = page("bilan_examiner", scene, sent.bilan)

    asked = page("bilan_question", scene, sent.bilan) + "?sur=1.groupes"
    client.post(asked, {"question": "Combien de femmes ?"})
    assert "Question à envoyer" in text(client.get(examiner))
    client.post(page("bilan_question_retirer", scene, sent.bilan, question_id=QuestionChamp.objects.get().pk))
    following = client.post(examiner, {"acte": "lu"})
    assert following.url == page("bilan_examiner", scene, other.bilan)
    assert client.post(following.url, {"acte": "lu"}).url == page("suivi", scene)
    suivi = text(client.get(page("suivi", scene)))
    assert "Accepter tout ce qui est conforme (2)" in suivi
    client.post(page("bilans_accepter", scene), {"bilan": [sent.bilan.pk, other.bilan.pk]})

    assert {scene.bilan(user, 1).statut for user in (scene.asso_a, scene.asso_b)} == {"accepte"}


def test_accept_together_is_offered_for_what_was_seen_only(client, scene, sent):  # noqa: F811
    scene.transmettre(scene.asso_b, 1)
    client.force_login(scene.dd)

    assert "Accepter tout" not in text(client.get(page("suivi", scene)))
    client.post(page("bilans_accepter", scene), {"bilan": [sent.bilan.pk]})
    assert scene.bilan(scene.asso_a, 1).statut == "transmis"


def test_reopening_by_its_page(client, scene, sent):  # noqa: F811
    client.force_login(scene.dd)
    url = page("bilan_rouvrir", scene, sent.bilan)

    assert "un jour à venir" in text(client.post(url, {"motif": "Erreur", "jusqu_au": "2026-07-01"}))
    client.post(url, {"motif": "Erreur de saisie", "jusqu_au": "2026-08-01"})

    mail = Mail.objects.get(kind="bilan.completer")
    assert "Erreur de saisie" in mail.body
    assert "1er août 2026" in mail.body.replace("\xa0", " ")


@pytest.mark.parametrize("sur", ["", "9.groupes", "1.inconnu", "x.y", "fin.groupes"])
def test_a_question_on_nothing_is_a_404(client, scene, sent, sur):  # noqa: F811
    client.force_login(scene.dd)

    assert client.get(page("bilan_question", scene, sent.bilan) + f"?sur={sur}").status_code == 404
