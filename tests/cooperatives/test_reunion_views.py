"""Pages of a meeting: prepare in three clicks, hold, minutes, people who may or may not."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from coop.calendrier import chome
from coop.documents.models import Document
from coop.notifications.models import Mail
from coop.versions import StaleVersion
from cooperatives.models import Decision, Reunion
from cooperatives.workflows import gouvernance, reunions
from tests.factories import cooperatives as fabrique

JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def _in_april(le_jour):
    le_jour("2027-04-01")


@pytest.fixture
def url(ca):
    return lambda path="": f"/cooperatives/{ca.reference}/reunions/{path}"


@pytest.fixture
def copil(ca, dd78):
    fabrique.membre(ca)
    return gouvernance.create_copil(ca, actor=dd78.actor)


@pytest.fixture
def reunion(ca, dd78, copil):
    return reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR, instance=copil, points=["Un", "Deux"])


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


@pytest.fixture
def saisie(reunion):
    """What the page « tenir la réunion » posts, nothing typed but one note and one decision."""
    point = reunion.points.first()
    return {
        "version": str(reunion.version),
        "tenue_le": "2027-04-15",
        "habitants": "3",
        f"notes_{point.pk}": "Les ateliers commencent.",
        "decisions-TOTAL_FORMS": "1",
        "decisions-INITIAL_FORMS": "0",
        "decisions-0-pk": "",
        "decisions-0-texte": "Ouvrir un atelier",
        "decisions-0-responsable": "Commune",
        "decisions-0-echeance": "2027-06-01",
    }


def test_plan_and_convene_in_one_form(dd, url, ca, copil):
    page = dd.get(url("planifier/")).content.decode()
    assert "Modalités de mise en œuvre des actions" in page

    data = {
        "type": "copil",
        "instance": copil.pk,
        "jour": "2027-04-20",
        "heure": "14:30",
        "points": "Un\n\nDeux",
        "convoquer": "1",
    }
    answer = dd.post(url("planifier/"), data, follow=True)

    row = Reunion.objects.get(ca=ca)
    assert (row.statut, row.points.count()) == ("convoquee", 2)
    assert row.prevue_le.astimezone(ZoneInfo("Europe/Paris")).hour == 14
    assert "La convocation est envoyée" in answer.content.decode()
    assert Mail.objects.filter(kind="cooperatives.convocation").count() == 2


def test_convening_without_agenda_is_confirmed_first(dd, url, ca, copil):
    data = {
        "type": "copil",
        "instance": copil.pk,
        "jour": "2027-04-20",
        "heure": "14:30",
        "points": "",
        "convoquer": "1",
    }
    assert "sans_ordre_du_jour" not in dd.get(url("planifier/")).content.decode()

    answer = dd.post(url("planifier/"), data)

    assert list(answer.context["form"].errors) == ["points"]
    assert 'name="sans_ordre_du_jour"' in answer.content.decode()
    assert not Reunion.objects.filter(ca=ca).exists()
    dd.post(url("planifier/"), data | {"sans_ordre_du_jour": "on"})
    assert Reunion.objects.get(ca=ca).statut == "convoquee"


@pytest.mark.parametrize(("field", "value"), [("jour", "demain"), ("heure", "midi"), ("instance", "999999")])
def test_bad_input_is_told_at_its_field(dd, url, ca, copil, field, value):
    data = {"type": "copil", "instance": copil.pk, "jour": "2027-04-20", "heure": "14:30", "points": "Un"}

    page = dd.post(url("planifier/"), data | {field: value}).content.decode()

    assert "coop-champ--erreur" in page
    assert not Reunion.objects.filter(ca=ca).exists()


def test_nobody_is_called_to_a_day_that_is_past(dd, dd78, url, ca, copil):
    data = {"type": "copil", "instance": copil.pk, "jour": "2020-01-01", "heure": "14:00", "points": "Un"}

    response = dd.post(url("planifier/"), data | {"convoquer": "1"})

    assert "on n’y convoque plus" in response.context["form"].errors["jour"][0]
    assert not ca.reunions.exists()
    assert dd.post(url("planifier/"), data).status_code == 302  # planned without convocation, to be noted
    with pytest.raises(ValidationError):
        reunions.convene(ca.reunions.get(), actor=dd78.actor)
    assert not Mail.objects.filter(kind="cooperatives.convocation").exists()


def test_a_button_pressed_twice_is_told_and_breaks_nothing(dd, url, reunion, monkeypatch):
    def late(row, **_kwargs):
        raise StaleVersion(row)

    monkeypatch.setattr(reunions, "convene", late)
    page = url(f"{reunion.pk}/")

    response = dd.post(f"{page}convoquer/", HTTP_REFERER=f"http://testserver{page}", follow=True)

    assert response.redirect_chain == [(page, 302)]
    assert "vient d’être enregistrée" in str(next(iter(response.context["messages"])))


def test_the_first_meeting_is_proposed_with_its_three_items(dd, url):
    page = dd.get(url("planifier/?type=lancement")).content.decode()

    assert "Problématique dégagée" in page


def test_the_agenda_is_modified_and_a_stale_version_is_shown(dd, url, reunion):
    data = {"version": "1", "jour": "2027-04-15", "heure": "14:00", "lieu": "Mairie", "points": "Trois"}

    dd.post(url(f"{reunion.pk}/preparer/"), data)

    reunion.refresh_from_db()
    assert (reunion.lieu, [p.intitule for p in reunion.points.all()]) == ("Mairie", ["Trois"])
    stale = dd.post(url(f"{reunion.pk}/preparer/"), data | {"lieu": "Autre", "points": "Quatre"})
    assert stale.status_code == 409
    assert "Trois\nQuatre" in stale.content.decode()


def test_hold_validate_and_diffuse_in_one_gesture(dd, url, reunion, saisie, le_jour):
    le_jour("2027-04-15T16:00")
    assert "Les ateliers" not in dd.get(url(f"{reunion.pk}/tenir/")).content.decode()

    answer = dd.post(url(f"{reunion.pk}/tenir/"), saisie | {"diffuser": "1"}, follow=True)

    reunion.refresh_from_db()
    assert reunion.statut == "cr_diffuse"
    assert "D-2027-01" in answer.content.decode()
    assert "3\u00a0habitants présents" in answer.content.decode()
    assert Mail.objects.filter(kind="cooperatives.compte_rendu").count() == 2


def test_presences_are_noted_and_never_preselected(dd, url, reunion, saisie, copil, le_jour):
    le_jour("2027-04-15T16:00")
    contact = copil.participants.first().contact
    page = dd.get(url(f"{reunion.pk}/tenir/")).content.decode()
    assert " checked" not in page

    dd.post(url(f"{reunion.pk}/tenir/"), saisie | {f"presence_{contact.pk}": "excuse"})

    assert reunion.presences.get().statut == "excuse"


def test_adding_a_row_loses_nothing_and_saves_nothing(dd, url, reunion, saisie, le_jour):
    le_jour("2027-04-15T16:00")

    page = dd.post(url(f"{reunion.pk}/tenir/"), saisie | {"decisions-ajouter": "1"}).content.decode()

    assert "Ouvrir un atelier" in page
    assert "Les ateliers commencent." in page
    assert "decisions-1-texte" in page
    assert not Decision.objects.exists()


def test_a_page_saved_meanwhile_keeps_what_is_typed(dd, dd78, url, reunion, saisie, le_jour):
    le_jour("2027-04-15T16:00")
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15), habitants=9)

    answer = dd.post(url(f"{reunion.pk}/tenir/"), saisie)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "vient d’enregistrer cette réunion" in page
    assert "Les ateliers commencent." in page
    assert 'name="version" value="2"' in page


def test_a_meeting_to_come_is_not_saved_as_held(dd, url, reunion, saisie):
    page = dd.post(url(f"{reunion.pk}/tenir/"), saisie).content.decode()

    assert "une fois qu’elle a eu lieu" in page
    reunion.refresh_from_db()
    assert reunion.statut == "planifiee"


def test_decisions_are_rewritten_and_taken_back(dd, dd78, url, reunion, saisie, le_jour):
    le_jour("2027-04-15T16:00")
    dd.post(url(f"{reunion.pk}/tenir/"), saisie)
    decision = Decision.objects.get()
    reunion.refresh_from_db()
    rows = {"version": str(reunion.version), "decisions-INITIAL_FORMS": "1", "decisions-0-pk": decision.pk}

    dd.post(url(f"{reunion.pk}/tenir/"), saisie | rows | {"decisions-0-texte": "Ouvrir deux ateliers"})
    decision.refresh_from_db()
    assert decision.texte == "Ouvrir deux ateliers"

    reunion.refresh_from_db()
    dd.post(url(f"{reunion.pk}/tenir/"), saisie | rows | {"version": str(reunion.version), "decisions-0-DELETE": "on"})
    assert not Decision.objects.exists()


def test_autosave_keeps_notes_and_tells_what_is_kept(dd, url, reunion, saisie):
    answer = dd.post(url(f"{reunion.pk}/notes/"), saisie)

    name = f"notes_{reunion.points.first().pk}"
    assert answer.json() == {"champs": {name: "Les ateliers commencent."}, "bases": {f"base_{name}": name}}
    assert reunion.points.first().notes == "Les ateliers commencent."
    assert not Decision.objects.exists()


def test_minutes_are_rewritten_then_validated(dd, url, reunion, saisie, le_jour):
    le_jour("2027-04-15T16:00")
    dd.post(url(f"{reunion.pk}/tenir/"), saisie)
    page = dd.get(url(f"{reunion.pk}/compte-rendu/")).content.decode()
    assert "1. Un" in page
    reunion.refresh_from_db()

    dd.post(url(f"{reunion.pk}/compte-rendu/"), {"version": reunion.version, "compte_rendu": "Texte relu."})
    dd.post(url(f"{reunion.pk}/valider/"))

    reunion.refresh_from_db()
    assert (reunion.compte_rendu, reunion.statut) == ("Texte relu.", "cr_valide")
    dd.post(url(f"{reunion.pk}/valider/"), {"diffuser": "1"})
    reunion.refresh_from_db()
    assert reunion.statut == "cr_diffuse"


def test_validation_of_nothing_is_told(dd, dd78, url, reunion, le_jour):
    le_jour("2027-04-15T16:00")
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))

    page = dd.post(url(f"{reunion.pk}/valider/"), {"diffuser": "1"}, follow=True).content.decode()

    assert "Écrivez le compte rendu" in page


def test_a_partner_reads_the_minutes_once_validated(connecte, dd, url, ca, reunion, saisie, le_jour):
    user, _ = fabrique.partenaire(ca)
    partner = connecte(user)
    le_jour("2027-04-15T16:00")
    dd.post(url(f"{reunion.pk}/tenir/"), saisie)

    assert "Les ateliers commencent." not in partner.get(url(f"{reunion.pk}/")).content.decode()
    partner.post(url(f"{reunion.pk}/pdf/"))
    assert not Document.objects.exists()

    dd.post(url(f"{reunion.pk}/valider/"))
    assert "Les ateliers commencent." in partner.get(url(f"{reunion.pk}/")).content.decode()
    assert partner.post(url(f"{reunion.pk}/pdf/")).status_code == 302
    assert Document.objects.get(kind="compte_rendu").final


def test_a_partner_proposes_a_point_and_writes_nothing_else(connecte, url, ca, reunion):
    user, _ = fabrique.partenaire(ca)
    partner = connecte(user)

    partner.post(url(f"{reunion.pk}/point/"), {"intitule": "Bilan des ateliers"})

    assert reunion.propositions.get().intitule == "Bilan des ateliers"
    assert reunion.points.count() == 2
    assert partner.get(url(f"{reunion.pk}/tenir/")).status_code == 404
    assert partner.post(url(f"{reunion.pk}/convoquer/")).status_code == 403
    assert partner.get(url("planifier/")).status_code == 404
    assert "Choisissez" not in partner.post(url(f"{reunion.pk}/point/"), {"intitule": ""}).content.decode()


def test_cancelling_asks_why(dd, url, reunion):
    assert "coop-champ--erreur" in dd.post(url(f"{reunion.pk}/annuler/"), {"motif": ""}).content.decode()

    page = dd.post(url(f"{reunion.pk}/annuler/"), {"motif": "Salle fermée"}, follow=True).content.decode()

    assert "Salle fermée" in page
    assert dd.get(url()).content.decode().count("Annulée") == 1


def test_a_decision_is_noted_done(dd, dd78, url, ca, reunion, le_jour):
    le_jour("2027-04-15T16:00")
    reunions.hold(reunion, actor=dd78.actor, tenue_le=date(2027, 4, 15))
    decision = reunions.decide(reunion, actor=dd78.actor, texte="Écrire")

    path = f"/cooperatives/{ca.reference}/gouvernance/decisions/{decision.pk}/faite/"

    assert dd.post(path).status_code == 302
    assert dd.post(path).status_code == 404


def test_a_meeting_of_another_ca_is_not_found(dd, dd78, url, connecte, reunion):
    other = fabrique.cooperative("78")

    assert dd.get(f"/cooperatives/{other.reference}/reunions/{reunion.pk}/").status_code == 404
    assert connecte(fabrique.coordinatrice("93")).get(url(f"{reunion.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("day", "holds", "convenes"), [("2027-04-14", False, True), ("2027-04-15", True, True), ("2027-05-02", True, False)]
)
def test_a_meeting_not_convened_is_held_from_its_page_once_its_day_has_come(
    dd, url, reunion, le_jour, day, holds, convenes
):
    le_jour(day)

    page = dd.get(url(f"{reunion.pk}/")).content.decode()

    assert (f'class="fr-btn" href="{url(f"{reunion.pk}/tenir/")}"' in page) == holds
    assert ("Envoyer" in page) == convenes
    assert ("la date est passée" in page) == (day == "2027-05-02")


def test_the_meetings_to_come_stand_before_those_past(dd, url, reunion):
    page = dd.get(url()).content.decode()

    assert page.index("À venir") < page.index("Passées")
    assert url(f"{reunion.pk}/") in page
    assert url("planifier/") in page


def test_preparing_tells_the_meeting_already_planned(dd, dd78, url, reunion):
    assert "Déjà planifiée" in dd.get(url("planifier/")).content.decode()
    reunions.cancel(reunion, actor=dd78.actor, motif="x")
    assert "Déjà planifiée" not in dd.get(url("planifier/")).content.decode()


def test_the_register_notes_a_decision_done_and_takes_a_slip_back(dd, url, ca, reunion, saisie, le_jour):
    le_jour("2027-04-15T18:00")
    dd.post(url(f"{reunion.pk}/tenir/"), saisie)
    decision = Decision.objects.get()
    register = f"/cooperatives/{ca.reference}/gouvernance/decisions/"
    act = f"{register}{decision.pk}/faite/"
    assert "Noter faite" in dd.get(register).content.decode()

    assert dd.post(act, {"registre": "1", "faite": "oui"}).url == f"{register}#{decision.numero}"
    assert "Rouvrir" in dd.get(register).content.decode()
    assert dd.post(act, {"registre": "1", "faite": "oui"}).status_code == 404
    dd.post(act, {"registre": "1", "faite": "non"})

    decision.refresh_from_db()
    assert decision.faite_le is None


def test_a_day_nobody_works_is_said_to_who_animates(dd, connecte, ca, dd78, url):
    feries = [date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17), date(2027, 11, 11), date(2038, 4, 26)]
    assert [chome(day) for day in feries] == ["férié"] * 5
    assert [chome(date(2027, 4, day)) for day in (2, 3, 4, 5)] == ["", "samedi", "dimanche", ""]
    row = reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=JOUR.replace(month=5, day=6), points=["Un"])

    page = url(f"{row.pk}/")
    assert "Ce jour est férié" in dd.get(page).content.decode()
    assert "Ce jour est férié" not in connecte(fabrique.partenaire(ca)[0]).get(page).content.decode()
