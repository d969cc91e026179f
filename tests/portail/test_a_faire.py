"""« À faire »: duties by date, the line of weeks, what changed, one's meetings, the first step of each persona."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from coop.notifications import regles
from coop.notifications.duties import Duty, Niveau, duties_for
from cooperatives.enums import TypeReunion
from cooperatives.models import Cooperative
from cooperatives.workflows import reunions
from portail.queries import a_faire as lecture
from portail.queries.fil import fil
from tests.conventions.scene_convention import build
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.portail.scene import en_vigueur

pytestmark = pytest.mark.django_db

MARDI = date(2026, 10, 20)
LES_SIX = {"AL-01", "AL-02", "AL-04", "AL-05", "AL-07", "AL-09"}


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def home(client) -> str:
    return text(client.get(reverse("portail:a_faire")))


def duty(due: date | None = None, level: Niveau = Niveau.OBLIGATION, **fields) -> Duty:
    return Duty(**{"code": "X", "title": "Faire", "url": "/x/", "due": due, "level": level} | fields)


def moment(year, month, day, hour=14):
    return timezone.make_aware(datetime(year, month, day, hour))


def test_the_six_duties_of_the_chain_are_registered():
    assert LES_SIX - set(regles.registered()) == set()


@pytest.mark.parametrize(
    ("due", "level", "groupe"),
    [
        (date(2026, 10, 19), Niveau.OBLIGATION, "En retard"),
        (None, Niveau.OBLIGATION, "Dès que possible"),
        (None, Niveau.CONSEIL, "Dès que possible"),
        (None, Niveau.INFORMATION, "À savoir"),
        (date(2026, 10, 20), Niveau.OBLIGATION, "Cette semaine et la suivante"),
        (date(2026, 11, 1), Niveau.OBLIGATION, "Cette semaine et la suivante"),
        (date(2026, 11, 2), Niveau.OBLIGATION, "En novembre"),
        (date(2026, 12, 31), Niveau.CONSEIL, "En décembre"),
        (date(2027, 1, 1), Niveau.OBLIGATION, "Plus tard"),
    ],
)
def test_duty_falls_in_its_group(due, level, groupe):
    assert [group.titre for group in lecture.groupes([duty(due, level)], MARDI)] == [groupe]


def test_groups_follow_the_calendar_and_signatures_come_first():
    found = lecture.groupes(
        [duty(date(2027, 3, 1)), duty(date(2026, 10, 1)), duty(), duty(date(2026, 11, 5)), duty(code="CONV-SIGNER")],
        MARDI,
    )

    assert [group.code for group in found] == ["signer", "retard", "sans-delai", "mois-2026-11", "plus-tard"]
    assert [group.urgent for group in found] == [True, True, False, False, False]
    assert [group.premier for group in found] == [True, False, False, False, False]


def test_a_first_group_that_is_not_urgent_has_no_button():
    assert [group.premier for group in lecture.groupes([duty(date(2027, 3, 1))], MARDI)] == [False]


LISTE = (
    "{% for tache in groupe.taches %}"
    '{% include "portail/a_faire/_tache.html" with une=groupe.urgent premiere=groupe.premier %}'
    "{% endfor %}"
)


def test_only_the_first_late_duty_has_a_full_button():
    late = lecture.groupes([duty(date(2026, 10, 1), url="/a/"), duty(date(2026, 10, 2), url="/b/")], MARDI)[0]
    html = Template(LISTE).render(Context({"groupe": late, "plusieurs": False}))

    assert html.count("coop-tache--une") == 2
    assert html.count("coop-tache__a") == 1


def test_fortnight_ends_on_the_sunday_of_next_week():
    assert [lecture.fin_de_quinzaine(day) for day in (date(2026, 10, 19), date(2026, 10, 25))] == [
        date(2026, 11, 1)
    ] * 2


def test_line_of_weeks_counts_duties_of_one_day():
    marks = lecture.reperes(
        [duty(MARDI, title="Un"), duty(MARDI, title="Deux"), duty(MARDI - timedelta(days=1))], [], MARDI
    )

    assert [(mark.label, mark.genre) for mark in marks] == [("Faire", "retard"), ("2\u00a0tâches", "tache")]


def test_line_of_weeks_marks_the_yearly_deadline_and_cuts_long_titles():
    marks = lecture.reperes(
        [duty(date(2027, 1, 15), code="AL-09"), duty(MARDI, title="Envoyer l’ordre du jour de la réunion élargie")],
        [],
        MARDI,
    )

    assert [mark.genre for mark in marks] == ["tache", "echeance"]
    assert marks[0].label == "Envoyer l’ordre du jour de la…"
    assert marks[1].label == "Échéance de la convention"


def test_line_of_weeks_is_absent_without_a_date():
    assert lecture.ligne([duty()], [], MARDI) is None


@pytest.mark.parametrize(
    ("due", "shown"), [(date(2026, 9, 25), True), (date(2025, 1, 1), False), (date(2028, 1, 1), False)]
)
def test_line_of_weeks_keeps_a_readable_span(due, shown):
    drawn = lecture.ligne([duty(due), duty(MARDI)], [], MARDI)

    assert (len(drawn.lignes) == 2) is shown


@pytest.mark.parametrize(
    ("nombre", "retards", "phrase"),
    [
        (0, 0, "Aucune tâche ne vous attend : ce qui suit est à savoir."),
        (1, 0, "Une tâche vous attend."),
        (1, 1, "Une tâche vous attend : elle est en retard."),
        (3, 0, "3 tâches vous attendent."),
        (3, 1, "3 tâches vous attendent, dont une en retard."),
        (3, 2, "3 tâches vous attendent, dont 2 en retard."),
        (3, 3, "3 tâches vous attendent, toutes en retard."),
    ],
)
def test_how_many_wait_is_one_sentence(nombre, retards, phrase):
    html = render_to_string("portail/a_faire/_compte.html", {"nombre": nombre, "retards": retards})

    assert strip_tags(html).replace("&nbsp;", " ") == phrase


def test_home_asks_to_sign_in(client):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_coordinator_sees_duties_with_their_source_and_exact_form(connecte):
    ca = fabrique.cooperative("78")

    html = home(connecte(fabrique.coordinatrice()))

    assert "Dès que possible" in html
    assert f'{reverse("cooperatives:opportunite", kwargs={"ca_ref": ca.reference})}#principe-1"' in html
    assert "Étudier les dix principes de choix" in html
    assert "d’où vient cette tâche" in html
    assert "Guide, principes de choix." in html
    assert re.search(r'coop-compte">\d+<', html)


def test_late_duty_is_said_and_has_its_button(connecte, le_jour):
    scene = en_vigueur()
    scene.ca.reunions.all().delete()
    le_jour("2027-11-10")

    html = home(connecte(scene.delegue))

    assert '<a href="#retard">une en retard</a>' in html
    assert "6\u00a0jours de retard" in html
    assert "coop-tache--une" in html
    assert "Tenir la réunion élargie de bilan annuel" in html
    assert "coop-semaines" in html


def test_delegue_sees_first_what_is_to_sign(connecte, le_jour):
    le_jour("2027-01-04")
    scene = build()
    scene.a_la_signature()

    html = home(connecte(scene.delegue))
    sections = re.findall(r'<section id="([\w-]+)"', html)

    assert sections[0] == "signer"
    assert "À lire et à signer" in html
    assert (
        reverse("conventions:signer", kwargs={"ca_ref": "CA-78-01", "signature": scene.signature_de(scene.delegue).pk})
        in html
    )


@pytest.mark.parametrize(
    ("role", "title"),
    [
        (RoleMandat.SIEGE, "Rien ne vous attend"),
        (RoleMandat.COORDINATEUR_DD, "Commencez par une coopérative"),
        (RoleMandat.DELEGUE, "Rien à signer"),
        (RoleMandat.LECTEUR, "Rien ne vous attend"),
        (RoleMandat.EVALUATEUR, "Rien ne vous attend"),
        (None, "Bienvenue"),
    ],
)
def test_empty_page_offers_the_first_step_of_the_persona(connecte, role, title):
    utilisateur(RoleMandat.COORDINATEUR_DD, "95")
    html = home(connecte(utilisateur(role)))

    assert f"<h2>{title}</h2>" in html
    assert "coop-tache__c" not in html


def test_first_step_of_a_coordinator_is_to_create(connecte):
    assert reverse("cooperatives:nouvelle") in home(connecte(utilisateur(RoleMandat.COORDINATEUR_DD, "93")))


def test_first_step_of_a_partner_is_its_cooperative(connecte, monkeypatch):
    monkeypatch.setattr(regles, "_regles", {})
    ca = fabrique.cooperative("78")
    user, _ = fabrique.partenaire(ca)

    html = home(connecte(user))

    assert f'class="fr-btn" href="{reverse("portail:vue_ensemble", kwargs={"ca_ref": ca.reference})}"' in html


def test_administrator_without_duty_is_led_to_the_list(connecte, django_user_model):
    utilisateur(RoleMandat.COORDINATEUR_DD)
    html = home(connecte(django_user_model.objects.create_superuser("admin@demo.invalid")))

    assert f'class="fr-btn" href="{reverse("cooperatives:liste")}"' in html


def test_inhabitant_reads_the_plain_page_at_home(connecte):
    ca = fabrique.cooperative("78", objectif_public="Se retrouver entre voisins.")
    user, _ = fabrique.partenaire(ca)
    user.contact.organisation.type = "groupe_habitants"
    user.contact.organisation.save()

    html = home(connecte(user))

    assert "Se retrouver entre voisins." in html
    assert "<h3>Donner votre avis</h3>" in html
    assert "coop-vide" not in html


def act(ca, verb: str, summary: str, **fields):
    return record(verb, summary, actor=SYSTEM, ca_id=ca.pk, **fields)


def test_changes_are_facts_of_what_i_read_and_not_my_own(connecte, le_jour):
    le_jour(MARDI)
    ca, other = fabrique.cooperative("78"), fabrique.cooperative("93")
    user, _ = fabrique.partenaire(ca)
    act(ca, "bilan.transmit", "Un bilan est transmis.")
    act(other, "bilan.transmit", "Un bilan d’ailleurs est transmis.")
    act(ca, "diagnostic.write_analysis", "Un brouillon est écrit.")
    act(ca, "bilan.ask_completion", "Un complément est demandé.")
    record("bilan.transmit", "Mon propre bilan.", actor=user.actor, ca_id=ca.pk)

    html = home(connecte(user))

    assert "Un bilan est transmis." in html
    for absent in ("d’ailleurs", "brouillon", "complément", "Mon propre"):
        assert absent not in html


def test_decision_of_draft_minutes_is_no_news(le_jour):
    le_jour(MARDI)
    ca = fabrique.cooperative("78")
    user, _ = fabrique.partenaire(ca)
    meeting = reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 10, 19))
    reunions.hold(meeting, actor=SYSTEM, tenue_le=date(2026, 10, 19))
    reunions.decide(meeting, actor=SYSTEM, texte="Ouvrir le samedi")

    def news():
        return " ".join(acte.phrase for acte in fil(user, moment(2026, 10, 1), [ca]).actes)

    assert "Ouvrir le samedi" not in news()
    reunions.write_minutes(meeting, actor=SYSTEM, compte_rendu="Fictif.")
    reunions.validate_minutes(meeting, actor=SYSTEM)
    assert "Ouvrir le samedi" in news()


def test_many_changes_are_counted_and_lead_to_the_carnet(connecte, le_jour):
    le_jour(MARDI)
    ca = fabrique.cooperative("78")
    user, _ = fabrique.partenaire(ca)
    for number in range(9):
        act(ca, "bilan.transmit", f"Bilan {number}.")

    html = home(connecte(user))

    assert len(re.findall(r'<li>\s*<p class="d">', html)) == 5
    assert "autres changements" in html
    assert reverse("portail:carnet", kwargs={"ca_ref": ca.reference}) in html


def test_last_visit_is_the_one_before_this_one(connecte, le_jour):
    le_jour(MARDI)
    ca = fabrique.cooperative("78")
    user, _ = fabrique.partenaire(ca)
    client = connecte(user)
    assert "Ces sept derniers jours" in home(client)

    le_jour("2026-10-20T09:30:00")
    act(ca, "bilan.transmit", "Pendant la visite.")
    assert "Pendant la visite." in home(client)

    le_jour("2026-10-22")
    act(ca, "bilan.transmit", "Depuis la visite.")
    html = home(client)
    assert "Depuis votre dernière visite" in html
    assert "Mardi 20\u00a0octobre\u00a02026, 9\u00a0h\u00a030" in html
    assert "Depuis la visite." in html
    assert "Pendant la visite." not in html

    le_jour("2026-10-22T09:05:00")
    assert "Depuis la visite." in home(client)


def test_signing_in_keeps_the_visit_the_account_remembers(connecte, le_jour):
    le_jour(MARDI)
    user = utilisateur(RoleMandat.SIEGE)
    user.derniere_visite = moment(2026, 10, 12, 16)
    user.save()

    assert "Lundi 12\u00a0octobre\u00a02026, 16\u00a0h" in home(connecte(user))


def test_signing_in_again_the_same_day_does_not_empty_what_happened(connecte, le_jour):
    """The visit that counts is the last one of an earlier day."""
    user = utilisateur(RoleMandat.SIEGE)
    user.derniere_visite = moment(2026, 10, 12, 16)
    user.save()
    le_jour(MARDI)
    home(connecte(user))
    user.refresh_from_db()
    assert "Lundi 12\u00a0octobre\u00a02026, 16\u00a0h" in home(connecte(user))


def test_home_of_a_coordinator_of_sixty_cooperatives_costs_few_statements(
    connecte, settings, le_jour, django_assert_num_queries
):
    """The whole page, signed in, session and account included, once the morning has read the coopératives."""
    settings.COOP_FAITS_GARDES = True
    user = fabrique.coordinatrice()
    le_jour("2026-10-20T09:00:00")
    ca = fabrique.cooperative("78")
    reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2026, 11, 10))
    rows = [
        Cooperative(reference=f"CA-78-{n:02}", intitule=f"Fictive {n}", departement=ca.departement)
        for n in range(2, 61)
    ]
    for other in Cooperative.objects.bulk_create(rows):
        act(other, "bilan.transmit", "Un bilan est transmis.")
    client = connecte(user)
    assert len({duty.ca_id for duty in duties_for(user)}) == 60

    home(client)  # The first page of an hour also writes that the person came.

    with django_assert_num_queries(14):  # News that the page does not show are counted.
        assert "autres changements" in home(client)

    le_jour("2026-10-30T09:00:00")
    duties_for(user)
    home(client)
    with django_assert_num_queries(13):
        assert "Rien de nouveau" in home(client)
