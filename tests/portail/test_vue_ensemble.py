"""The overview: whole for its people, plain for inhabitants, public facts for the others."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conventions.models import Indicateur
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from cooperatives.enums import Appreciation, TypeInstance, TypeReunion
from cooperatives.workflows import opportunite, reunions
from evaluation.workflows import bilans
from portail.queries import chiffres, prochaine, rendez_vous, suivi, vue_ensemble
from tests.factories import OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged
from tests.portail.scene import APRES_T1, en_vigueur, transmettre

pytestmark = pytest.mark.django_db


def page(client, ca, status=200) -> str:
    response = client.get(reverse("portail:vue_ensemble", kwargs={"ca_ref": ca.reference}))
    assert response.status_code == status
    return response.content.decode()


def moment(year, month, day, hour=14):
    return timezone.make_aware(datetime(year, month, day, hour))


@pytest.fixture
def ca():
    return fabrique.cooperative("78", objectif_public="Aller vers ceux que personne ne voit.")


scene = staged(en_vigueur)


def test_overview_shows_the_six_stages_and_what_is_missing(connecte, ca):
    html = page(connecte(fabrique.coordinatrice()), ca)

    assert html.count("coop-frise__e ") == 6
    assert "Ce qu’il manque pour passer à l’étape" in html
    assert "0 principe de choix sur 10 est renseigné." in html
    assert reverse("cooperatives:opportunite", kwargs={"ca_ref": ca.reference}) in html
    assert "Aucune date n’est encore posée" in html


def test_overview_tells_what_is_missing_without_links_that_the_reader_cannot_open(connecte, siege, ca):
    ca.phase = "evaluation_ca"
    ca.save()
    sentence, link = "n’est pas validée", reverse("evaluation:evaluation_finale", kwargs={"ca_ref": ca.reference})

    for user, offered in ((fabrique.coordinatrice(), True), (siege, False)):
        html = page(connecte(user), ca)
        assert sentence in html
        assert (link in html) is offered


def test_overview_puts_obligations_before_advice(ca):
    found = vue_ensemble.manques(ca, [], [])

    assert [m.obligation for m in found] == sorted((m.obligation for m in found), reverse=True)
    assert {m.obligation for m in found} == {True, False}


def test_overview_of_a_stopped_cooperative_says_it(connecte, ca):
    ca.statut = "suspendue"
    ca.save()

    html = page(connecte(fabrique.coordinatrice()), ca)

    assert "La coopérative est suspendue." in html
    assert "principe de choix" not in html


def test_overview_has_no_figures_before_the_first_bilan(connecte, scene, le_jour):
    le_jour(APRES_T1)

    assert "Le dernier trimestre clos" not in page(connecte(scene.coordinatrice), scene.ca)


def test_overview_shows_the_last_closed_quarter(connecte, scene, le_jour):
    le_jour(APRES_T1)
    transmettre(scene.asso, 1, 30)

    html = page(connecte(scene.ville), scene.ca)

    assert "Le dernier trimestre clos" in html
    assert "1<sup>er</sup> trimestre de la 1<sup>re</sup> année, du 4\u00a0janvier au 3\u00a0avril\u00a02027" in html
    assert "<strong>30</strong>" in html
    assert "pour 40 prévus" in html
    assert "1\u00a0bilan transmis sur 2, dont 1 à la date" in html
    assert "1\u00a0bilan du 1<sup>er</sup> trimestre n’est pas transmis." in html
    assert "Ville de Valfleuri, pour le 18\u00a0avril\u00a02027." in html


def test_overview_tells_a_bilan_to_complete_from_one_never_transmitted(scene, le_jour):
    le_jour(APRES_T1)
    sent = transmettre(scene.asso, 1, 30)
    bilans.ask_completion(sent, actor=scene.coordinatrice.actor, commentaire="Précisez le public.")

    found = vue_ensemble.manques(scene.ca, [], suivi.bilans_attendus(scene.ca, horloge.today()))

    assert [(m.phrase, m.precision.split(",")[0]) for m in found if m.code == "bilans"] == [
        ("1\u00a0bilan du 1er trimestre est à compléter.", scene.asso.contact.organisation.nom),
        ("1\u00a0bilan du 1er trimestre n’est pas transmis.", "Ville de Valfleuri"),
    ]


def test_figures_follow_the_quarters_and_say_the_trend(scene, le_jour):
    le_jour(APRES_T1)
    transmettre(scene.asso, 1, 30, "partiel")
    le_jour("2027-07-10")
    transmettre(scene.asso, 2, 42)

    quarter = chiffres.dernier_trimestre(scene.ca, date(2027, 7, 10))
    activity = quarter.chiffres[0]

    assert (quarter.numero, quarter.annee, quarter.transmis, quarter.dus) == (2, 1, 1, 2)
    assert activity.tendance == "12 de plus qu’au T1"
    assert activity.graphique.lignes[:2] == [["T1, année 1", "30"], ["T2, année 1", "42"]]
    assert quarter.chiffres[-1].mot == "«\u00a0Oui\u00a0» sur 4\u00a0réponses"


def test_figures_of_a_quarter_that_runs_are_not_shown(scene, le_jour):
    le_jour(APRES_T1)
    transmettre(scene.asso, 1, 30)

    assert chiffres.dernier_trimestre(scene.ca, date(2027, 4, 3)) is None


def test_a_missing_value_gives_no_trend():
    point = chiffres.Point("T1", "T1, année 1", None)

    assert chiffres._tendance(30, [point, point]) == ""
    assert chiffres._tendance(30, [point]) == ""


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(30, 30, "Comme au T1"), (30, 20, "10 de moins qu’au T1"), (20, 30, "10 de plus qu’au T1")],
)
def test_trend_is_said_in_words(before, now, said):
    points = [chiffres.Point("T1", "", before), chiffres.Point("T2", "", now)]

    assert chiffres._tendance(now, points) == said


def attente(scene, today):
    with horloge.at(today):
        found = suivi.marche(scene.ca, today)
        meetings = list(rendez_vous.a_venir([scene.ca.pk]))
        return prochaine.prochaine(scene.ca, today, found, meetings, suivi.bilans_attendus(scene.ca, today))


@pytest.mark.parametrize(
    ("today", "jour", "quoi"),
    [
        (date(2027, 4, 10), date(2027, 4, 18), "bilans du 1er trimestre"),
        (date(2027, 4, 19), date(2027, 11, 4), "réunion élargie"),
        (date(2027, 12, 1), date(2028, 1, 4), "échéance annuelle"),
        (date(2028, 2, 1), None, None),
    ],
)
def test_countdown_is_the_nearest_obligation(scene, today, jour, quoi):
    found = attente(scene, today)

    assert (found.jour, found.quoi) == (jour, quoi) if jour else found is None


def test_countdown_gives_the_target_when_no_enlarged_meeting_is_planned(scene):
    scene.ca.reunions.all().delete()

    found = attente(scene, date(2027, 10, 30))

    assert (found.jour, found.quoi) == (date(2027, 11, 4), "réunion élargie")
    assert found.action == "Préparer la réunion"


def test_countdown_prefers_a_nearer_meeting(connecte, scene, le_jour):
    le_jour("2027-04-19")
    reunions.plan(scene.ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2027, 4, 21), lieu="Trappes")

    html = page(connecte(scene.coordinatrice), scene.ca)

    assert "<strong>2</strong> jours" in html
    assert "avant le <b>comité technique</b> du mercredi 21\u00a0avril\u00a02027, 14\u00a0h, Trappes." in html
    assert "L’ordre du jour de la prochaine réunion" in html


def test_countdown_quotes_an_instance_with_a_name_of_its_own(connecte, scene, le_jour):
    le_jour("2027-04-19")
    reunions.plan(scene.ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2027, 4, 21))
    named = scene.ca.instances.create(type=TypeInstance.COTECH, nom="Les référents")
    scene.ca.reunions.filter(type=TypeReunion.COTECH).update(instance=named)

    assert "avant la réunion <b>«\u00a0Les référents\u00a0»</b> du" in page(connecte(scene.coordinatrice), scene.ca)


def test_countdown_says_today(connecte, scene, le_jour):
    le_jour("2027-04-21")
    reunions.plan(scene.ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2027, 4, 21), points=["Bilan"])

    html = page(connecte(scene.coordinatrice), scene.ca)

    assert "<strong>Aujourd’hui</strong>" in html
    assert "<b>Comité technique</b> du mercredi" in html
    assert "L’ordre du jour de la prochaine réunion" not in html


@pytest.mark.parametrize(
    ("today", "annee", "finis", "phrase"),
    [
        (date(2027, 1, 4), 1, 0, "Convention en vigueur, 1re année"),
        (date(2027, 4, 4), 1, 1, "Convention en vigueur, 1re année"),
        (date(2027, 11, 4), 1, 3, "Convention à reconduire, 1re année"),
        (date(2028, 1, 4), 1, 4, "Convention échue"),
    ],
)
def test_convention_is_read_on_a_day(scene, today, annee, finis, phrase):
    found = suivi.marche(scene.ca, today)

    assert (found.annee, found.trimestres_finis, found.phrase) == (annee, finis, phrase)


def test_second_year_is_counted_from_the_effect_date(scene):
    scene.convention.date_echeance = date(2029, 1, 4)
    scene.convention.save()

    assert suivi.marche(scene.ca, date(2028, 4, 10)).annee == 2
    assert suivi.marche(scene.ca, date(2028, 4, 10)).phrase == "Convention en vigueur, 2e année"


def test_dates_of_a_quarter_over_two_years_say_both():
    assert (
        suivi.du_au(date(2026, 11, 1), date(2027, 2, 1))
        == "du 1er\u00a0novembre\u00a02026 au 31\u00a0janvier\u00a02027"
    )


def tenue(ca, texte, *, validee: bool):
    meeting = reunions.plan(ca, actor=SYSTEM, type=TypeReunion.COTECH, prevue_le=moment(2027, 4, 2))
    reunions.hold(meeting, actor=SYSTEM, tenue_le=date(2027, 4, 2))
    reunions.decide(meeting, actor=SYSTEM, texte=texte, responsable="Association Soleil", echeance=date(2027, 6, 1))
    if validee:
        reunions.write_minutes(meeting, actor=SYSTEM, compte_rendu="Compte rendu fictif.")
        reunions.validate_minutes(meeting, actor=SYSTEM)
    return meeting


def test_decisions_of_draft_minutes_are_kept_from_inhabitants_and_evaluators(connecte, ca, le_jour):
    le_jour(APRES_T1)
    tenue(ca, "Ouvrir le samedi", validee=True)
    tenue(ca, "Fermer le lundi", validee=False)
    inhabitant, _ = fabrique.partenaire(ca)
    inhabitant.contact.organisation.type = "groupe_habitants"
    inhabitant.contact.organisation.save()
    partner, _ = fabrique.partenaire(ca)
    readers = {
        "partner": page(connecte(partner), ca),
        "inhabitant": page(connecte(inhabitant), ca),
        "evaluator": page(connecte(utilisateur(RoleMandat.EVALUATEUR, "78")), ca),
    }

    assert all("Ouvrir le samedi" in html for html in readers.values())
    assert {who for who, html in readers.items() if "Fermer le lundi" in html} == {"partner"}


def test_inhabitants_read_a_plain_page(connecte, ca, le_jour):
    le_jour(APRES_T1)
    reunions.plan(ca, actor=SYSTEM, type=TypeReunion.HABITANTS, prevue_le=moment(2027, 4, 21), lieu="Centre social")
    user, _ = fabrique.partenaire(ca)
    user.contact.organisation.type = "groupe_habitants"
    user.contact.organisation.save()

    html = page(connecte(user), ca)

    for words in ("Ce que nous voulons", "Quand nous nous voyons", "Ce qui a été décidé", "Donner votre avis"):
        assert f"<h2>{words}</h2>" in html
    assert "Aller vers ceux que personne ne voit." in html
    assert "Centre social" in html
    assert fabrique.coordinatrice().contact.fonction in html
    assert "Ce qu’il manque" not in html


@pytest.mark.parametrize("role", [RoleMandat.LECTEUR, RoleMandat.COORDINATEUR_DD])
def test_readers_and_neighbours_read_public_facts_only(connecte, le_jour, role):
    le_jour(APRES_T1)
    ca = fabrique.cooperative("78", objectif_public="Un objectif public.")
    ca.departements_vises.add(utilisateur(RoleMandat.COORDINATEUR_DD, "92").contact.organisation.departement)
    fabrique.membre(ca, organisation=OrganisationFactory(nom="Association Partenaire"))
    tenue(ca, "Ouvrir le samedi", validee=True)
    user = utilisateur(role, "92" if role == RoleMandat.COORDINATEUR_DD else None)

    html = page(connecte(user), ca)

    for words in (
        ca.intitule,
        "Un objectif public.",
        "Association Partenaire",
        "Thème precarite",
        "Public jeunes",
        "Préfiguration",
    ):
        assert words in html
    for words in ("Ouvrir le samedi", "Ce qu’il manque", "Qui est qui", 'aria-label="Rubriques de la coopérative"'):
        assert words not in html


def test_overview_of_another_cooperative_is_not_found(connecte, ca):
    page(connecte(utilisateur(RoleMandat.PARTENAIRE)), ca, status=404)
    page(connecte(utilisateur(RoleMandat.COORDINATEUR_DD, "93")), ca, status=404)


def test_who_is_who_names_functions_and_promoters(connecte, scene, le_jour):
    le_jour(APRES_T1)
    html = page(connecte(scene.asso), scene.ca)

    assert scene.coordinatrice.contact.fonction in html
    assert "Association Soleil <span>action 1</span>" in html


def test_overview_costs_the_same_with_one_and_three_cooperatives(connecte, ca, compte_a_1_et_3, le_jour):
    le_jour(APRES_T1)
    client = connecte(fabrique.coordinatrice())

    def another() -> None:
        fabrique.membre(fabrique.cooperative("78"))
        fabrique.membre(ca)

    url = reverse("portail:vue_ensemble", kwargs={"ca_ref": ca.reference})
    compte_a_1_et_3(url, another, statements=25, get=client.get)


def test_what_is_missing_is_read_again_once_something_is_written(connecte, ca, settings, le_jour):
    """Kept while the journal of the coopérative does not move: a third of the statements less, and never what was done."""
    le_jour(APRES_T1)
    settings.COOP_FAITS_GARDES = True
    dd = fabrique.coordinatrice()
    client = connecte(dd)
    with CaptureQueriesContext(connection) as first:
        assert "0 principe de choix sur 10 est renseigné" in page(client, ca)
    with CaptureQueriesContext(connection) as again:
        assert "0 principe de choix sur 10 est renseigné" in page(client, ca)
    assert (len(first), len(again)) == (27, 17)  # The first one also writes that the person came.

    opportunite.appreciate(ca.appreciations.first(), actor=dd.actor, appreciation=Appreciation.SATISFAIT)

    assert "1 principe de choix sur 10 est renseigné" in page(client, ca)


def test_two_figures_of_one_name_say_their_action(connecte, scene, le_jour):
    le_jour(APRES_T1)
    for row in Indicateur.objects.exclude(type="ip"):
        row.libelle = "Personnes touchées"
        row.save()
    for user in (scene.asso, scene.ville):
        transmettre(user, 1, 30)

    html = page(connecte(scene.coordinatrice), scene.ca)

    assert "<h3>Personnes touchées, action 1</h3>" in html
    assert "<h3>Personnes touchées, action 2</h3>" in html


def test_a_cooperative_in_its_evaluation_lacks_the_last_one(connecte, scene, le_jour):
    le_jour("2027-10-10")
    scene.ca.phase = "evaluation_ca"
    scene.ca.save()

    assert "L’évaluation finale (processus, activité, résultats) n’est pas validée." in page(
        connecte(scene.coordinatrice), scene.ca
    )


def test_overview_in_force_costs_the_same_with_one_and_three_bilans(connecte, scene, compte_a_1_et_3, le_jour):
    le_jour("2027-10-10")
    turns = iter([(scene.asso, 1), (scene.ville, 1), (scene.asso, 2)])
    client = connecte(scene.ville)
    url = reverse("portail:vue_ensemble", kwargs={"ca_ref": scene.ca.reference})

    compte_a_1_et_3(url, lambda: transmettre(*next(turns), 30), statements=28, get=client.get)
