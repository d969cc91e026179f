"""The pages of the questionnaire: from its preparation to the answers, by account, by link and by telephone."""

import re

import pytest
from django.urls import reverse

from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.documents.models import Document
from coop.documents.render import to_pdf
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from coop.notifications.models import Mail
from evaluation.documents_questionnaire import KIND
from evaluation.models import PersonneInterrogee, Questionnaire, ReponseActeur
from evaluation.workflows import cloture_questionnaire as cloture
from evaluation.workflows import reponses_acteurs as answers
from tests.diagnostics.test_document import texte
from tests.documents.norme_pdf import violations
from tests.evaluation.scene_questionnaire import FIN, JOUR, bati
from tests.guards.stage import staged

pytestmark = pytest.mark.django_db
scene = staged(bati, le=JOUR)


def url(scene, name: str = "", **kwargs) -> str:
    return reverse(f"evaluation:questionnaire{name and f'_{name}'}", kwargs={"ca_ref": scene.ca.reference, **kwargs})


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " ").replace("&nbsp;", " "))


def by_link(client, scene, rang: int) -> str:
    """Open the link of a person; the address of its page."""
    personne = scene.personne(rang)
    issued = liens.create(
        contact=personne.contact, usage=UsageLien.QUESTIONNAIRE, object_id=personne.pk, actor=SYSTEM,
        expire_le=personne.questionnaire.evaluation.cree_le.replace(year=2028),
    )  # fmt: skip
    client.get(issued.url.removeprefix("http://testserver"))
    return reverse("questionnaire:repondre", kwargs={"object_id": personne.pk})


def test_the_coordination_prepares_chooses_and_opens(client, scene):
    client.force_login(scene.dd)
    assert (
        url(scene)
        in client.get(reverse("evaluation:evaluation", kwargs={"ca_ref": scene.ca.reference})).content.decode()
    )
    assert url(scene, "preparer") in client.get(url(scene)).content.decode()
    page = client.get(url(scene, "preparer"))
    assert text(page).count(" checked") == 6

    data = {"introduction": "Bonjour.", "guide": ["1", "3"], "propres": "Et demain ?", "jusqu_au": "2027-03-31"}
    added = text(client.post(url(scene, "preparer"), data | {"ajouter": "6"}))
    assert "Et demain ? Conditions de réussite du lancement</textarea>" in added
    assert not Questionnaire.objects.exists(), "a theme is added, nothing is kept yet"
    assert client.post(url(scene, "preparer"), data)["Location"] == url(scene, "personnes")
    assert text(client.get(url(scene, "personnes"))).count(" checked") == len(scene.contacts)
    assert "La question 2 du guide n’est pas posée" in text(client.get(url(scene)))
    assert "Interrogez 3 personnes au moins" in text(client.post(url(scene, "ouvrir"), follow=True))
    client.post(url(scene, "personnes"), {"contacts": [c.pk for c in scene.contacts]})
    page = client.post(url(scene, "ouvrir"), follow=True)
    assert "4 messages envoyés" in text(page)
    assert "0 sur 5" in text(page)
    assert client.get(url(scene, "preparer")).status_code == 302


def test_somebody_asked_answers_by_account_in_several_visits(client, scene):
    scene.open()
    client.force_login(scene.asso)
    page = text(client.get(url(scene)))
    assert url(scene, "repondre") in page
    assert "Personnes interrogées" not in page
    page = text(client.get(url(scene, "repondre")))
    assert page.index("Ce qui sera dit de mes réponses") < page.index("<textarea")
    personne = scene.personne(0)
    q1, q2 = (f"q_{scene.question(n).pk}" for n in (1, 2))
    saved = client.post(
        url(scene, "repondre"),
        {"version": personne.version, q1: "Utile.", q2: ""},
        headers={"X-Coop-Enregistrement": "1"},
    )
    assert saved.json() == {"version": personne.version + 1}
    stale = {"version": personne.version, q1: "Autre.", q2: "", "acte": "envoyer"}
    assert client.post(url(scene, "repondre"), stale).status_code == 409

    page = client.post(url(scene, "repondre"), stale | {"version": personne.version + 1}, follow=True)

    assert "vos réponses sont envoyées" in text(page)
    assert "Autre." in text(client.get(url(scene, "imprimer")))
    assert "sont envoyées" in text(client.get(url(scene)))
    client.post(url(scene, "retirer"))
    assert not ReponseActeur.objects.exists()
    assert "Vous ne répondez pas" in text(client.get(url(scene, "repondre")))


def test_sending_nothing_is_told_and_the_page_goes_on(client, scene):
    scene.open()
    client.force_login(scene.asso)
    data = {"version": scene.personne(0).version, "acte": "envoyer"}

    page = client.post(url(scene, "repondre"), data)

    assert "Vous n’avez encore rien écrit" in text(page)
    version = re.search(r'name="version" value="(\d+)"', page.content.decode())[1]
    q1 = f"q_{scene.question().pk}"
    assert client.post(url(scene, "repondre"), data | {"version": version, q1: "Oui."}).status_code == 302
    assert scene.personne(0).envoyee_le == JOUR


def test_somebody_without_account_answers_by_its_link_until_the_end(client, scene):
    row = scene.open()
    page = by_link(client, scene, 1)
    q1 = f"q_{scene.question().pk}"
    client.post(page, {"version": scene.personne(1).version, q1: "Par lien.", "acte": "envoyer"})
    assert "Par lien." in text(client.get(page))
    assert "Par lien." in text(client.get(f"{page}imprimer/"))

    cloture.close(row, actor=scene.dd.actor)

    assert "ne peut plus les retrouver" in text(client.get(page))
    assert client.post(page, {"version": 9, q1: "Trop tard."}).status_code == 200
    assert client.post(f"{page}retirer/").status_code == 403


def test_a_link_opens_the_answers_of_its_holder_alone(client, scene):
    scene.open()
    scene.say(2, q1="Parole tue.")
    page = by_link(client, scene, 1)
    elsewhere = reverse("questionnaire:repondre", kwargs={"object_id": scene.personne(2).pk})
    assert client.get(page).status_code == 200
    assert client.get(elsewhere).status_code == 404
    # A link made for somebody else's row opens nothing either.
    issued = liens.create(
        contact=scene.contacts[1], usage=UsageLien.QUESTIONNAIRE, object_id=scene.personne(2).pk, actor=SYSTEM,
        expire_le=scene.q.evaluation.cree_le.replace(year=2028),
    )  # fmt: skip
    client.get(issued.url.removeprefix("http://testserver"))
    assert client.get(elsewhere).status_code == 404


def test_the_coordination_sees_who_answered_and_never_what(client, scene):
    scene.open()
    scene.say(1, q1="Parole tue.")
    client.force_login(scene.dd)

    page = client.get(url(scene))

    assert "1 sur 5 a répondu" in text(page)
    assert "Parole tue" not in text(page)
    assert client.get(url(scene, "repondre")).status_code == 404
    assert "Parole tue" not in text(client.get(url(scene, "echange", personne_id=scene.personne(1).pk)))
    assert "elle seule écrit" in text(
        client.post(url(scene, "echange", personne_id=scene.personne(1).pk), {"recueilli_le": "2027-03-01"})
    )


def test_an_exchange_is_typed_then_sent_to_be_read_again(client, scene):
    scene.open()
    client.force_login(scene.dd)
    page = url(scene, "echange", personne_id=scene.personne(1).pk)
    assert client.post(page, {"recueilli_le": "2027-03-01", "duree_min": "20"})["Location"] == page
    q1 = f"q_{scene.question().pk}"
    data = {"version": scene.personne(1).version, q1: "Dit au téléphone."}
    saved = client.post(page, data, headers={"X-Coop-Enregistrement": "1"}).json()
    assert "Dit au téléphone." in text(client.get(page))

    page = client.post(page, data | saved | {"acte": "remettre"}, follow=True)

    assert "reçoit un lien pour relire" in text(page)
    assert "1 échange téléphonique saisi n’a pas été envoyé" in text(client.get(url(scene, "clore")))
    assert Mail.objects.filter(contact=scene.contacts[1]).count() == 2
    mine = by_link(client, scene, 1)
    assert "Saisi d’après notre échange" in text(client.get(mine))


def test_an_exchange_without_address_asks_to_read_it_again(client, scene):
    scene.open()
    answers.begin_by_phone(scene.personne(4), actor=scene.dd.actor, recueilli_le=JOUR)
    client.force_login(scene.dd)
    page, q1 = url(scene, "echange", personne_id=scene.personne(4).pk), f"q_{scene.question().pk}"
    data = {"version": scene.personne(4).version, q1: "Dit.", "acte": "remettre"}
    refused = client.post(page, data)
    assert "relisez-lui" in text(refused)

    version = re.search(r'name="version" value="(\d+)"', refused.content.decode())[1]
    client.post(page, data | {"version": version, "relu": "on"})

    assert PersonneInterrogee.objects.get(contact=scene.contacts[4]).envoyee_le == JOUR


def test_an_invitation_is_taken_back_before_any_answer(client, scene):
    scene.open()
    address, wrong = by_link(client, scene, 1), scene.personne(1)
    scene.say(2, q1="Le nom parle.")
    client.force_login(scene.dd)
    page = text(client.get(url(scene)))
    assert page.count("Retirer l’invitation<") == 4
    leave = url(scene, "retirer_invitation", personne_id=wrong.pk)
    assert f"Le lien envoyé à {wrong.contact.email} n’ouvrira plus rien" in text(client.get(leave))
    mails = Mail.objects.count()
    page = text(client.post(leave, follow=True))
    assert "L’invitation est retirée" in page
    assert "1 sur 4" in page
    assert Mail.objects.count() == mails, "nobody is written to"
    assert Entry.objects.filter(verb="questionnaire.withdraw_invitation", ca_id=scene.ca.pk).count() == 1
    assert "La coordination a retiré cette invitation" in text(client.get(address))
    assert client.get(leave).status_code == 404

    answered = url(scene, "retirer_invitation", personne_id=scene.personne(2).pk)
    assert "son invitation ne se retire plus" in text(client.post(answered, follow=True))
    assert scene.personne(2).envoyee_le
    client.post(url(scene, "personnes"), {"contacts": [wrong.contact_id]})
    assert "1 sur 5" in text(client.get(url(scene))), "asked again, by a link of its own"


def test_recalled_extended_and_closed_from_the_page(client, scene):
    scene.open()
    client.force_login(scene.dd)
    assert "4 messages envoyés" in text(client.post(url(scene, "rappeler"), follow=True))
    assert "qu’un" in text(client.post(url(scene, "rappeler"), follow=True))
    assert "après celui" in text(
        client.post(url(scene, "prolonger"), {"jusqu_au": "2027-03-02", "version": scene.q.version})
    )
    client.post(url(scene, "prolonger"), {"jusqu_au": "2027-04-10", "version": scene.q.version})
    assert scene.q.jusqu_au > FIN
    assert "Il faut 3 réponses au moins" in text(client.get(url(scene, "clore")))
    assert "Trop peu de personnes" in text(client.post(url(scene, "clore"), follow=True))


@pytest.mark.lourd
def test_the_guide_holds_the_questions_and_the_method_and_nobody(client, scene):
    scene.open()
    scene.say(1, q1="Parole tue.")
    client.force_login(scene.dd)
    client.post(url(scene, "guide"))
    document = Document.objects.get(kind=KIND.code)

    pdf = to_pdf(KIND.build(document))

    printed = texte(pdf)
    assert "avantages, quelles limites" not in printed, "question 2 is not asked"
    assert all(words in printed for words in ("leviers, les conditions", "durée 20 minutes", "parcours de santé"))
    assert "Parole tue" not in printed
    assert violations(pdf) == []
    assert KIND.may_read(scene.dd.actor, document)
    assert not KIND.may_read(scene.asso.actor, document)
