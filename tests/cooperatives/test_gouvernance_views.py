"""Pages of governance: right and wrong people, forms, statements."""

from datetime import date

import pytest

from coop import horloge
from coop.documents.models import Document
from cooperatives.models import Instance
from cooperatives.queries.gouvernance import gouvernance as read
from cooperatives.workflows import gouvernance, reunions
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique


@pytest.fixture
def url(ca):
    return lambda path="": f"/cooperatives/{ca.reference}/gouvernance/{path}"


@pytest.fixture
def copil(ca, dd78):
    return gouvernance.create_copil(ca, actor=dd78.actor)


@pytest.fixture
def dd(connecte, dd78):
    return connecte(dd78)


def test_an_empty_page_offers_the_first_step(dd, url):
    page = dd.get(url()).content.decode()

    assert "Créer le comité de pilotage" in page
    assert "Préparer la première réunion collective" in page


def test_one_click_creates_the_copil(dd, url, ca):
    fabrique.membre(ca)

    answer = dd.post(url("comite/"), follow=True)

    assert "relisez sa composition" in answer.content.decode()
    assert Instance.objects.get(ca=ca).participants.count() == 2
    assert "déjà un comité de pilotage" in dd.post(url("comite/"), follow=True).content.decode()


def test_the_page_names_who_is_missing_from_the_copil(dd, url, ca, copil):
    fabrique.membre(ca, nom="Association tardive")

    page = dd.get(url()).content.decode()
    assert "Il manque\u00a0: Association tardive." in page

    dd.post(url(f"instances/{copil.pk}/completer/"))
    assert "Il manque" not in dd.get(url()).content.decode()


def test_role_and_rhythm_are_written(dd, url, copil):
    data = {"version": 1, "nom": "Comité", "role_ecrit": "Décider ensemble.", "periodicite_jours": "60"}

    dd.post(url(f"instances/{copil.pk}/"), data)
    copil.refresh_from_db()
    assert (copil.nom, copil.role_ecrit, copil.periodicite_jours) == ("Comité", "Décider ensemble.", 60)
    assert dd.post(url(f"instances/{copil.pk}/"), data | {"nom": "Autre"}).status_code == 409


def test_an_instance_is_added_and_closed(dd, url, ca):
    dd.post(url("instances/ajouter/"), {"type": "cotech", "nom": "", "role_ecrit": "", "periodicite_jours": "14"})
    row = Instance.objects.get(ca=ca, type="cotech")

    dd.post(url(f"instances/{row.pk}/clore/"))

    row.refresh_from_db()
    assert row.fin is not None
    assert dd.post(url(f"instances/{row.pk}/clore/")).status_code == 404


def test_a_second_copil_by_the_form_is_told_at_the_form(dd, url, copil):
    page = dd.post(url("instances/ajouter/"), {"type": "copil", "nom": "Bis"}).content.decode()

    assert "déjà un comité de pilotage" in page


def test_a_strategic_actor_is_added_by_function(dd, url, copil):
    dd.post(url(f"instances/{copil.pk}/sieges/"), {"fonction": "Élue à la santé", "qualite": "elu", "contact": ""})

    seat = copil.participants.get(qualite="elu")
    assert (seat.contact.fonction, seat.membre) == ("Élue à la santé", None)
    dd.post(url(f"instances/{copil.pk}/sieges/{seat.pk}/retirer/"))
    assert not copil.participants.filter(pk=seat.pk).exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"qualite": "elu"}, "Choisissez une personne"),
        ({"qualite": "membre", "fonction": "Chargée de projet"}, "en une autre qualité"),
    ],
)
def test_a_seat_without_person_or_quality_is_refused(dd, url, copil, data, sentence):
    assert sentence in dd.post(url(f"instances/{copil.pk}/sieges/"), data).content.decode()
    assert copil.participants.count() == 1


def test_the_evaluation_team_is_written(dd, url, ca):
    dd.post(url("evaluation/"), {"version": ca.version, "equipe_evaluation": "La coordination et deux membres"})

    ca.refresh_from_db()
    assert ca.equipe_evaluation == "La coordination et deux membres"
    assert dd.post(url("evaluation/"), {"version": 1, "equipe_evaluation": "Autre"}).status_code == 409


def test_the_organisation_is_asked_in_pdf(dd, url, ca, copil):
    answer = dd.post(url("organisation/"))

    assert answer.status_code == 302
    assert Document.objects.get(kind="organisation", ca_id=ca.pk).title.startswith("Organisation de la coopérative")


def test_a_partner_reads_and_does_not_write(connecte, url, ca, copil):
    user, _ = fabrique.partenaire(ca)
    partner = connecte(user)

    page = partner.get(url()).content.decode()

    assert "Comité de pilotage" in page
    assert "Ajouter une personne" not in page
    assert partner.post(url("comite/")).status_code == 403
    assert partner.get(url(f"instances/{copil.pk}/")).status_code == 404


def test_a_stranger_finds_nothing(connecte, url, copil):
    stranger = connecte(fabrique.coordinatrice("93"))

    assert stranger.get(url()).status_code == 404
    assert stranger.post(url("comite/")).status_code == 404


def test_an_instance_of_another_ca_is_not_found(dd, url, dd78):
    other = gouvernance.create_copil(fabrique.cooperative("78"), actor=dd78.actor)

    assert dd.get(url(f"instances/{other.pk}/")).status_code == 404


def test_a_decision_not_validated_yet_is_read_by_the_animation_only(connecte, dd, dd78, url, ca, copil, le_jour):
    user, _ = fabrique.partenaire(ca)
    le_jour("2027-04-16")
    held = reunions.plan(ca, actor=dd78.actor, type="copil", prevue_le=horloge.now(), instance=copil)
    reunions.hold(held, actor=dd78.actor, tenue_le=date(2027, 4, 16))
    reunions.decide(held, actor=dd78.actor, texte="Ouvrir un atelier")

    assert "Ouvrir un atelier" in dd.get(url()).content.decode()
    assert "Ouvrir un atelier" not in connecte(user).get(url()).content.decode()
    reunions.validate_minutes(held, actor=dd78.actor)
    assert "Ouvrir un atelier" in connecte(user).get(url()).content.decode()


def test_the_rhythm_is_watched_while_actions_run(ca, copil, le_jour):
    ca.phase = "mise_en_oeuvre"
    Instance.objects.filter(pk=copil.pk).update(creee_le=date(2027, 1, 1))

    le_jour("2027-04-03")
    assert [m.code for m in read(ca).vigilances] == []
    le_jour("2027-04-04")
    assert [m.phrase for m in read(ca).vigilances] == ["Aucun comité de pilotage depuis le 1er\u00a0janvier\u00a02027."]


def test_the_page_costs_the_same_with_one_or_three_seats(dd, url, ca, copil, dd78, compte_a_1_et_3):
    def seat():
        gouvernance.seat(copil, actor=dd78.actor, contact=ContactFactory(), qualite="invite")

    compte_a_1_et_3(url(), seat, statements=13, get=dd.get)
