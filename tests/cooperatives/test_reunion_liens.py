"""What people do around a meeting, by account and by personal link: answer, propose, remark, project, cite."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coop.documents.models import Document
from cooperatives.models import Convocation
from cooperatives.workflows import gouvernance, reunions
from tests.factories import cooperatives as fabrique
from tests.guards.client import GuardedClient

PARIS = ZoneInfo("Europe/Paris")
JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _in_april(le_jour):
    le_jour("2027-04-01")


@pytest.fixture
def partenaire(ca):
    return fabrique.partenaire(ca)[0]


@pytest.fixture
def contact(ca):
    return fabrique.membre(ca).representants.get().contact


@pytest.fixture
def reunion(ca, dd78, contact, partenaire):
    copil = gouvernance.create_copil(ca, actor=dd78.actor)
    row = reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil, points=["Un", "Deux"])
    return row


@pytest.fixture
def url(ca, reunion):
    return lambda path="": f"/cooperatives/{ca.reference}/reunions/{reunion.pk}/{path}"


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


@pytest.fixture
def par_lien(contact, mailoutbox, settings):
    """The browser of the contact once the link of their last mail was opened: (client, path)."""

    def ouvrir():
        message = next(m for m in reversed(mailoutbox) if contact.email in m.to)
        path = re.search(r"https?://[^/\s]+(/lien/\S+)", message.body).group(1)
        client = GuardedClient()
        return client, client.get(path, follow=True).request["PATH_INFO"]

    return ouvrir


def diffuser(reunion, dd78):
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    reunions.write_notes(reunion, actor=dd78.actor, notes={reunion.points.first().pk: "Les ateliers commencent."})
    reunions.decide(reunion, actor=dd78.actor, texte="Ouvrir un atelier", point=reunion.points.last())
    reunions.validate_minutes(reunion, actor=dd78.actor)


def test_the_link_answers_and_the_coordinator_sees_it(dd, url, reunion, contact, par_lien):
    dd.post(url("convoquer/"))
    client, path = par_lien()
    assert path == f"/l/reunion/{reunion.pk}/"
    assert "Répondre à la convocation" in client.get(path).content.decode()

    refused = client.post(path, {"acte": "repondre", "reponse": "represente"})
    assert "qui vous représente" in refused.content.decode()
    answer = client.post(
        path, {"acte": "repondre", "reponse": "represente", "represente_par": "Suppléante"}, follow=True
    )

    assert "Votre réponse est enregistrée" in answer.content.decode()
    row = Convocation.objects.get(contact=contact)
    assert (row.reponse, row.represente_par) == ("represente", "Suppléante")
    assert "par Suppléante" in dd.get(url()).content.decode()
    assert "1\u00a0représenté" in dd.get(url("reponses/")).content.decode()


def test_the_link_proposes_an_item_and_gives_the_event(dd, url, reunion, par_lien):
    dd.post(url("convoquer/"))
    client, path = par_lien()

    page = client.post(path, {"acte": "proposer", "intitule": "Bilan des ateliers"}, follow=True).content.decode()
    assert "Bilan des ateliers" in page
    assert client.post(path, {"acte": "autre"}).status_code == 404
    [event] = Calendar.from_ical(client.get(f"{path}agenda/").content).walk("VEVENT")
    assert event.decoded("dtstart") == JOUR

    item = reunion.propositions.get()
    kept = dd.post(url(f"propositions/{item.pk}/"), {"mot": ""}).content.decode()
    assert "pourquoi ce point" in kept
    dd.post(url(f"propositions/{item.pk}/"), {"mot": "Vu au comité technique"})
    assert "Vu au comité technique" in client.get(path).content.decode()


def test_the_link_reads_the_minutes_and_remarks(dd, dd78, url, reunion, par_lien, le_jour):
    le_jour("2027-04-15T18:00")
    diffuser(reunion, dd78)
    dd.post(url("valider/"), {"diffuser": "1"})
    client, path = par_lien()

    page = client.get(path).content.decode()
    assert "Les ateliers commencent." in page
    assert "D-2027-01" in page
    assert "En faire une tâche" not in page
    client.post(path, {"acte": "remarquer", "texte": "Deux ateliers, pas un."})

    item = reunion.remarques.get()
    assert "Deux ateliers, pas un." in dd.get(url()).content.decode()
    assert "pourquoi la remarque" in dd.post(url(f"remarques/{item.pk}/"), {"reponse": ""}).content.decode()
    dd.post(url(f"remarques/{item.pk}/"), {"suivie": "1", "reponse": ""})
    assert "Prise en compte" in client.get(path).content.decode()


def test_a_link_to_a_cancelled_meeting_says_so(dd, url, reunion, par_lien):
    dd.post(url("convoquer/"))
    client, path = par_lien()
    dd.post(url("annuler/"), {"motif": "Salle fermée"})

    assert "Salle fermée" in client.get(path).content.decode()
    page = client.post(path, {"acte": "repondre", "reponse": "present"}).content.decode()
    assert "Salle fermée" in page
    assert not Convocation.objects.filter(reponse="present", courriel__contact__user=None).exists()


def test_a_partner_answers_on_the_page(connecte, dd, url, partenaire):
    dd.post(url("convoquer/"))
    client = connecte(partenaire)
    assert "Serez-vous présent" in client.get(url()).content.decode()

    assert "coop-champ--erreur" in client.post(url("repondre/"), {"reponse": ""}).content.decode()
    client.post(url("repondre/"), {"reponse": "excuse"})

    assert Convocation.objects.get(contact=partenaire.contact).reponse == "excuse"
    assert client.get(url("reponses/")).status_code == 404


def test_somebody_not_convened_is_told(connecte, dd, url, ca, reunion):
    dd.post(url("convoquer/"))
    late, _ = fabrique.partenaire(ca)

    page = connecte(late).post(url("repondre/"), {"reponse": "present"}, follow=True).content.decode()

    assert "ne vous est pas adressée" in page


def test_an_answer_before_the_convocation_is_told(dd, url):
    page = dd.post(url("repondre/"), {"reponse": "present"}, follow=True).content.decode()

    assert "pas adressée" in page


def test_the_silent_are_reminded_from_the_page(dd, url):
    assert "passée ou annulée" in dd.post(url("relancer/"), follow=True).content.decode()
    dd.post(url("convoquer/"))

    page = dd.post(url("relancer/"), follow=True).content.decode()

    assert "Rappel envoyé à 2\u00a0personnes" in page


def test_items_move_by_button_and_keep_the_focus(dd, url, reunion):
    first = reunion.points.first()

    page = dd.post(url(f"points/{first.pk}/deplacer/"), {"sens": "descendre"}, follow=True).content.decode()
    assert [p.intitule for p in reunion.points.all()] == ["Deux", "Un"]
    dd.post(url(f"points/{first.pk}/deplacer/"), {"sens": "monter"})
    dd.post(url(f"points/{first.pk}/deplacer/"), {"sens": "ailleurs"})

    assert [p.intitule for p in reunion.points.all()] == ["Un", "Deux"]
    assert "Monter" in page


def test_the_coordination_adds_an_item_at_once(dd, url, reunion):
    dd.post(url("point/"), {"intitule": "Trois"})

    assert reunion.points.last().intitule == "Trois"
    assert not reunion.propositions.exists()


def test_moving_a_convened_meeting_tells_people_in_one_gesture(dd, url, reunion, mailoutbox):
    dd.post(url("convoquer/"))
    reunion.refresh_from_db()
    data = {"version": reunion.version, "jour": "2027-04-22", "heure": "14:00", "lieu": "Mairie", "points": "Un\nDeux"}
    assert "Enregistrer et prévenir" in dd.get(url("preparer/")).content.decode()

    dd.post(url("preparer/"), data | {"convoquer": "1"})

    reunion.refresh_from_db()
    assert reunion.statut == "convoquee"
    assert sum("Réunion modifiée" in message.subject for message in mailoutbox) == 3


def test_the_wall_shows_one_item_and_keeps_decisions(dd, url, reunion, le_jour):
    le_jour("2027-04-15T15:00")
    page = dd.get(url("projeter/?point=2")).content.decode()
    assert "<h1>Deux</h1>" in page
    assert "Point 2 sur 2" in page

    dd.post(url("projeter/?point=2"), {"decider": "1", "texte": "Ouvrir un atelier"})

    decision = reunion.decisions.get()
    assert (decision.numero, decision.point.intitule) == ("D-2027-01", "Deux")
    assert "coop-champ--erreur" in dd.post(url("projeter/?point=2"), {"decider": "1", "texte": ""}).content.decode()


def test_the_wall_keeps_notes_without_script_and_tells_a_clash(dd, url, reunion):
    point = reunion.points.first()
    name = f"notes_{point.pk}"
    dd.post(url("projeter/?point=1"), {name: "Dit", f"base_{name}": ""})
    clash = dd.post(url("projeter/?point=1"), {name: "Autre", f"base_{name}": "Avant"}, follow=True)

    point.refresh_from_db()
    assert point.notes == "Dit"
    assert "même paragraphe" in clash.content.decode()


def test_the_wall_refuses_a_decision_before_the_day_and_an_empty_agenda(dd, url, reunion):
    page = dd.post(url("projeter/?point=9"), {"decider": "1", "texte": "Trop tôt"}).content.decode()
    assert "pas encore commencé" in page
    reunion.points.all().delete()
    assert "pas d’ordre du jour" in dd.get(url("projeter/"), follow=True).content.decode()


def test_the_sheet_is_asked_by_the_coordination_alone(connecte, dd, url, partenaire):
    assert dd.post(url("emargement/")).status_code == 302
    assert Document.objects.get().kind == "emargement"
    assert connecte(partenaire).post(url("emargement/")).status_code == 403


def test_answers_are_carried_over_to_the_presences(dd, url, reunion, contact, le_jour):
    dd.post(url("convoquer/"))
    Convocation.objects.filter(contact=contact).update(reponse="excuse", repondue_le=JOUR)
    le_jour("2027-04-15T16:00")
    page = {"decisions-TOTAL_FORMS": "0", "decisions-INITIAL_FORMS": "0", "version": "2", "tenue_le": "2027-04-15"}

    found = dd.post(url("tenir/"), page | {"reporter": "1", "habitants": "4"}).content.decode()

    assert re.search(rf'name="presence_{contact.pk}" value="excuse"[^>]* checked', found)
    assert 'value="4"' in found
    assert not reunion.presences.exists()
    ticked = page | {"reporter": "presents", f"presence_{contact.pk}": "excuse"}
    form = dd.post(url("tenir/"), ticked).context["form"]
    answers = [field.value() for field in form.champs_presence()]
    assert sorted(set(answers)) == ["excuse", "present"]
    assert answers.count("excuse") == 1


def test_the_meeting_approves_earlier_minutes_on_its_page(dd, dd78, ca, url, reunion, le_jour):
    le_jour("2027-04-15T18:00")
    diffuser(reunion, dd78)
    reunions.diffuse(reunion, actor=dd78.actor)
    le_jour("2027-06-15T18:00")
    later = reunions.plan(
        ca, actor=dd78.actor, type="copil", prevue_le=JOUR.replace(month=6), instance=reunion.instance, points=None
    )
    path = f"/cooperatives/{ca.reference}/reunions/{later.pk}/tenir/"
    assert "Le compte rendu du 15\u00a0avril\u00a02027 est approuvé" in dd.get(path).content.decode()

    page = {"decisions-TOTAL_FORMS": "0", "decisions-INITIAL_FORMS": "0", "version": "1", "tenue_le": "2027-06-15"}
    dd.post(path, page | {f"approuver_{reunion.pk}": "on"})

    assert "Approuvé le 15\u00a0juin\u00a02027" in dd.get(url()).content.decode()
    assert "ne se modifie plus" in dd.post(url("rouvrir/"), {"motif": "Trop tard"}).content.decode()


def test_minutes_are_reopened_from_the_page(dd, dd78, url, reunion, le_jour, connecte, partenaire):
    le_jour("2027-04-15T18:00")
    diffuser(reunion, dd78)
    assert connecte(partenaire).get(url("rouvrir/")).status_code == 404

    page = dd.post(url("rouvrir/"), {"motif": "Une décision oubliée"}, follow=True).content.decode()

    assert "Une décision oubliée" in page
    reunion.refresh_from_db()
    assert reunion.statut == "tenue"


def test_decisions_are_cited_and_become_tasks(dd, dd78, ca, url, reunion, le_jour, connecte, partenaire):
    le_jour("2027-04-15T18:00")
    diffuser(reunion, dd78)
    decision = reunion.decisions.get()
    register = f"/cooperatives/{ca.reference}/gouvernance/decisions/"

    assert f"{url()}#D-2027-01" in connecte(partenaire).get(register).content.decode()
    page = dd.post(f"{register}{decision.pk}/tache/", follow=True).content.decode()

    decision.refresh_from_db()
    assert decision.tache.libelle == "Ouvrir un atelier"
    assert "est une tâche de l’étape" in page
    assert connecte(partenaire).post(f"{register}{decision.pk}/tache/").status_code == 403


def test_a_member_remarks_on_the_page_until_the_day(dd, dd78, url, reunion, le_jour, connecte, partenaire):
    le_jour("2027-04-15T18:00")
    diffuser(reunion, dd78)
    reunions.diffuse(reunion, actor=dd78.actor)
    client = connecte(partenaire)
    assert "Faire une remarque" in client.get(url()).content.decode()
    client.post(url("remarques/"), {"texte": "À préciser"})
    le_jour("2027-05-02")

    assert "est passé" in client.post(url("remarques/"), {"texte": "Trop tard"}).content.decode()
    assert [r.texte for r in reunion.remarques.all()] == ["À préciser"]


def test_the_page_costs_the_same_whatever_the_number_of_people(connecte, dd78, ca, url, reunion, compte_a_1_et_3):
    client = connecte(dd78)

    def one_more():
        membre = fabrique.membre(ca)
        gouvernance.seat_missing(reunion.instance, actor=dd78.actor)
        reunion.refresh_from_db()
        reunions.convene(reunion, actor=dd78.actor)
        return membre

    compte_a_1_et_3(url(), one_more, statements=15, get=client.get)
