"""Around « À faire »: why, putting off, the digest as people see it, its frequency, the private calendar, the accesses."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.actors import SYSTEM
from coop.notifications import flux, recapitulatif
from coop.notifications.models import FluxCalendrier, Mail, MiseEnAttente, PreferenceRappel
from coop.notifications.preferences import choisir
from cooperatives.enums import TypeReunion
from cooperatives.workflows import reunions
from tests.factories import ContactFactory, UserFactory, utilisateur
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db
MARDI = date(2026, 10, 20)


@pytest.fixture
def ca(le_jour):
    le_jour(MARDI)
    return fabrique.cooperative("78")


@pytest.fixture
def dd(ca):
    return fabrique.coordinatrice("78")


@pytest.fixture
def client_dd(connecte, dd):
    return connecte(dd)


def page(client, name: str, **kwargs) -> str:
    response = client.get(reverse(f"portail:{name}", kwargs=kwargs))
    assert response.status_code == 200
    return response.content.decode()


def la_tache(ca) -> dict:
    return {"code": "AL-42", "objet": f"principes:{ca.pk}"}


def test_why_says_the_condition_the_source_the_quality_and_the_date(client_dd, ca):
    html = page(client_dd, "pourquoi", **la_tache(ca))

    assert "au moins un des dix principes de choix reste à étudier" in html
    assert "Les principes suivants sont à considérer" in html
    # Two duties of one name are two pages: the title says which.
    assert ca.intitule in html.split("<title>")[1].split("</title>")[0]
    assert "Vous coordonnez cette coopérative pour la délégation départementale" in html
    assert "Mettre en attente" in html
    assert "AL-42" not in html.split("<main")[1].split("href")[0]


def test_somebody_elses_duty_is_a_404(connecte, ca, dd):
    stranger = connecte(utilisateur(RoleMandat.COORDINATEUR_DD, "93"))
    for name in ("pourquoi", "attente"):
        assert stranger.get(reverse(f"portail:{name}", kwargs=la_tache(ca))).status_code == 404


def test_a_duty_is_put_off_shown_apart_and_taken_back(client_dd, ca, dd):
    url = reverse("portail:attente", kwargs=la_tache(ca))
    assert "C’est une obligation" in client_dd.get(url).content.decode()
    answer = client_dd.post(url, {"jusqu_au": "03/11/2026", "motif": "J’attends la ville."}, follow=True)

    html = answer.content.decode()
    assert "1\u00a0tâche mise en attente" in html
    assert "J’attends la ville." in html
    row = MiseEnAttente.objects.get()
    client_dd.post(reverse("portail:attente_reprendre", kwargs={"pk": row.pk}))
    assert "mise en attente" not in page(client_dd, "a_faire").split("<aside")[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"jusqu_au": "20/10/2026", "motif": "m"}, "à partir de demain"),
        ({"jusqu_au": "01/06/2027", "motif": "m"}, "dans les trois mois"),
        ({"jusqu_au": "", "motif": ""}, 'role="alert"'),
    ],
)
def test_a_date_or_a_reason_missing_is_said(client_dd, ca, data, words):
    html = client_dd.post(reverse("portail:attente", kwargs=la_tache(ca)), data).content.decode()

    assert words in html
    assert not MiseEnAttente.objects.exists()


def test_nobody_takes_back_for_another(client_dd, ca):
    row = MiseEnAttente.objects.create(
        contact=ContactFactory(),
        code="c",
        objet="o",
        titre="t",
        motif="m",
        jusqu_au=MARDI + timedelta(days=1),
        cree_le=MARDI,
    )

    assert client_dd.post(reverse("portail:attente_reprendre", kwargs={"pk": row.pk})).status_code == 404


def test_rules_say_why_nothing_is_shown(connecte, ca, dd):
    partner, _ = fabrique.partenaire(ca)
    html = page(connecte(partner), "regles_de_rappel")

    assert "Elle s’adresse à d’autres que vous" in html
    assert "Sa condition n’est remplie dans aucune de vos coopératives" in html
    assert "Étudier les dix principes" not in html
    assert "Étudier les dix principes" in page(connecte(dd), "regles_de_rappel")


def test_the_digest_is_shown_as_it_would_leave(client_dd, ca):
    html = page(client_dd, "mon_recapitulatif")

    assert "Ce courriel part chaque lundi matin" in html
    assert "Dès que possible" in html
    assert "Étudier les dix principes de choix" in html
    assert "Aucun récapitulatif ne vous a encore été envoyé." in html


def test_the_digest_sent_opens_as_it_was_received(client_dd, connecte, ca):
    recapitulatif.envoyer(date(2026, 10, 19))
    sent = Mail.objects.get(kind="recapitulatif")

    assert reverse("portail:recapitulatif_recu", kwargs={"pk": sent.pk}) in page(client_dd, "mon_recapitulatif")
    html = page(client_dd, "recapitulatif_recu", pk=sent.pk)
    assert "<li>Étudier les dix principes de choix</li>" in html
    assert "Version en texte seul" in html
    stranger = connecte(utilisateur(RoleMandat.COORDINATEUR_DD, "93"))
    assert stranger.get(reverse("portail:recapitulatif_recu", kwargs={"pk": sent.pk})).status_code == 404


def test_the_digest_of_somebody_with_nothing_to_do(connecte, ca):
    assert "aucun courriel ne partirait" in page(connecte(utilisateur(RoleMandat.LECTEUR)), "mon_recapitulatif")


def test_the_frequency_is_chosen(client_dd, dd):
    client_dd.post(reverse("portail:mes_rappels"), {"frequence": "aucune"})
    client_dd.post(reverse("portail:mes_rappels"), {"frequence": "quotidienne"})

    assert PreferenceRappel.objects.get(contact=dd.contact).frequence == "quotidienne"
    assert "chaque matin" in page(client_dd, "mon_recapitulatif")
    assert client_dd.post(reverse("portail:mes_rappels"), {"frequence": "x"}).status_code == 200


def test_an_account_without_person_chooses_nothing(connecte):
    user = UserFactory(contact=None, email="admin@demo.invalid", is_staff=True, is_superuser=True)
    client = connecte(user)

    assert "n’est lié à aucune personne" in page(client, "mes_rappels")
    page(client, "mon_recapitulatif")
    page(client, "regles_de_rappel")
    for verb in (lambda: choisir("aucune", actor=user.actor), lambda: flux.ouvrir(actor=user.actor)):
        with pytest.raises(Refused):
            verb()


# --- the private calendar ---


def adresse(client) -> str:
    html = client.post(reverse("portail:calendrier_ouvrir"), follow=True).content.decode()
    return "/calendrier/" + html.split("/calendrier/", 1)[1].split(".ics")[0] + ".ics"


def test_the_feed_gives_my_meetings_and_my_dates_to_whoever_holds_the_secret(client_dd, client, ca):
    moment = timezone.make_aware(datetime(2026, 11, 10, 14))
    kept = reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment, lieu="Trappes")
    other = fabrique.cooperative("93")
    reunions.plan(other, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment, lieu="Bobigny")
    url = adresse(client_dd)
    answer = client.get(url)
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))

    assert answer["Content-Type"].startswith("text/calendar")
    assert str(kept.pk) in str([event["uid"] for event in events])
    assert "Bobigny" not in answer.content.decode()
    assert FluxCalendrier.objects.get().lu_le == MARDI
    assert url.split("/")[-1][:-4] not in str(FluxCalendrier.objects.values())


def test_the_secret_is_shown_once_renewed_and_cut(client_dd, client):
    first = adresse(client_dd)
    assert "/calendrier/" + first.split("/")[-1] not in page(client_dd, "mes_rappels")
    second = adresse(client_dd)

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    client_dd.post(reverse("portail:calendrier_couper"))
    client_dd.post(reverse("portail:calendrier_couper"))
    assert client.get(second).status_code == 410


def test_the_feed_of_a_closed_account_is_gone(client_dd, client, dd):
    url = adresse(client_dd)
    dd.is_active = False
    dd.save()

    assert client.get(url).status_code == 410


def test_constraint_flux_calendrier_un_actif(dd):
    FluxCalendrier.objects.create(contact=dd.contact, token_hash="a")
    row = FluxCalendrier(contact=dd.contact, token_hash="b")
    with pytest.raises(ValidationError, match="déjà une adresse"):
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# --- what one opens, and why ---


def test_accesses_are_told_from_the_declarations_of_the_pages(connecte, ca, dd):
    html = page(connecte(dd), "mes_acces", ca_ref=ca.reference)
    assert "Coordination de la délégation départementale" in html
    assert "Ouverte&nbsp;: coordination de la délégation" in html

    reader = page(connecte(utilisateur(RoleMandat.LECTEUR)), "mes_acces", ca_ref=ca.reference)
    assert "Fermée&nbsp;: aucun de vos rôles ici ne l’ouvre" in reader
    stranger = connecte(utilisateur(RoleMandat.PARTENAIRE))
    assert stranger.get(reverse("portail:mes_acces", kwargs={"ca_ref": ca.reference})).status_code == 404


def test_duties_carry_the_links_to_why_and_to_put_off(client_dd, ca):
    html = page(client_dd, "a_faire")
    for name in ("pourquoi", "attente"):
        assert reverse(f"portail:{name}", kwargs=la_tache(ca)) in html
    assert horloge.today() == MARDI
