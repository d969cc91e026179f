"""What each person finds on the overview of a coopérative (domain.md §7.2)."""

import re
from datetime import date

import pytest
from django.urls import resolve, reverse

from conventions.models import Budget, EngagementFinancier
from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from cooperatives.enums_vie import NiveauParticipation
from cooperatives.models import ActiviteParticipation, StrategieParticipation
from diagnostics.workflows import voix
from diagnostics.workflows.versions import open_version
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.guards.stage import staged
from tests.portail.scene import APRES_T1, en_vigueur

pytestmark = pytest.mark.django_db
ARGENT = re.compile(r"€|budget|financ|subvention|cofinanc", re.IGNORECASE)


def contenu(client, url) -> str:
    """What a page says under its menus."""
    response = client.get(url)
    assert response.status_code == 200, url
    html = response.content.decode()
    return html[
        html.index('coop-page--ca"') if 'coop-page--ca"' in html else html.index("<main") : html.index("</main>")
    ]


def vue(client, ca) -> str:
    return contenu(client, reverse("portail:vue_ensemble", kwargs={"ca_ref": ca.reference}))


scene = staged(en_vigueur, le=APRES_T1)


@pytest.fixture
def habitante(scene):
    user, _ = fabrique.partenaire(scene.ca)
    user.contact.organisation.type = "groupe_habitants"
    user.contact.organisation.save()
    return user


def test_inhabitants_read_the_level_and_the_strategy(connecte, scene, habitante):
    StrategieParticipation.objects.create(
        ca=scene.ca, objectifs="Décider des horaires.", niveau_attendu=NiveauParticipation.CODECISION,
        modalites_mobilisation="Venir au marché.", suivi_evaluation="Une rencontre par trimestre.",
    )  # fmt: skip

    html = vue(connecte(habitante), scene.ca)

    for words in ("La place des habitants", "Décider des horaires.", "Co-décision", "Venir au marché."):
        assert words in html


def test_inhabitants_read_where_to_come_and_how_far_it_went(connecte, scene, habitante):
    for jour, reached in ((date(2027, 2, 1), NiveauParticipation.CONSULTATION), (date(2027, 5, 3), None)):
        ActiviteParticipation.objects.create(
            ca=scene.ca, le=jour, type="atelier", intitule=f"Atelier du {jour.day}", niveau_prevu=3, niveau_reel=reached
        )
    StrategieParticipation.objects.create(
        ca=scene.ca, objectifs="Décider.", niveau_attendu=NiveauParticipation.CODECISION,
        modalites_mobilisation="Au marché.", suivi_evaluation="Une rencontre.",
    )  # fmt: skip
    client = connecte(habitante)
    html = vue(client, scene.ca)

    assert "Atelier du 3" in html
    assert "Atelier du 1<" not in html
    assert re.search(rf"<dt>Niveau atteint</dt>\s*<dd>{NiveauParticipation.CONSULTATION.label}</dd>", html)
    assert "Écrire un avis" not in html
    open_version(scene.ca, actor=SYSTEM)
    assert reverse("diagnostics:voix_donner", args=[scene.ca.reference]) in vue(client, scene.ca)


def test_the_duties_of_an_inhabitant_come_before_the_plain_page(connecte, scene, habitante):
    html = contenu(connecte(habitante), reverse("portail:a_faire"))

    assert html.index('class="coop-taches"') < html.index("Ce que nous voulons")
    assert html.count("un accueil de santé à chaque jeune") == 1


def test_a_reader_reads_the_objectives_once_a_convention_carries_them(connecte, scene):
    client = connecte(utilisateur(RoleMandat.LECTEUR))
    before = fabrique.cooperative("92")

    assert "Ouvrir un lieu d’écoute" in vue(client, scene.ca)
    assert "<dt>Objectifs</dt>" not in vue(client, before)


def test_inhabitants_are_led_to_the_open_collection_only(connecte, scene, habitante, le_jour):
    open_to = date(2027, 5, 1)
    diagnostic = open_version(scene.ca, actor=SYSTEM)
    row = voix.open_collection(diagnostic, actor=SYSTEM, question="Que manque-t-il ici ?", jusqu_au=open_to)
    url = reverse("recueil:parler", kwargs={"adresse": row.adresse})

    assert url in vue(connecte(habitante), scene.ca)
    le_jour("2027-05-02")
    assert url not in vue(connecte(habitante), scene.ca)


def test_no_page_an_inhabitant_opens_from_the_overview_speaks_of_money(connecte, scene, habitante):
    Budget.objects.create(ca=scene.ca, annee=2027, montant=24000)
    client = connecte(habitante)
    first = vue(client, scene.ca)
    pages = {url for url in re.findall(r'href="(/cooperatives/[^"#?]*)', first) if resolve(url)}

    for html in (first, *(contenu(client, url) for url in sorted(pages))):
        assert not ARGENT.search(html)


def test_delegue_reads_the_echeance_and_the_budget(connecte, scene):
    Budget.objects.create(ca=scene.ca, annee=2027, montant=24000)

    html = vue(connecte(scene.delegue), scene.ca)

    assert "Échéance annuelle" in html
    assert "4\u00a0janvier\u00a02028" in html
    assert "Budget 2027" in html
    assert "24\u202f000\u00a0€" in html.replace("24\u00a0000", "24\u202f000")


def test_partner_reads_its_actions_and_its_bilans(connecte, scene):
    html = vue(connecte(scene.asso), scene.ca)

    for words in (
        "Mes actions",
        "Mes bilans à transmettre",
        "18\u00a0avril\u00a02027",
        scene.coordinatrice.contact.email,
    ):
        assert words in html


def test_coordination_has_no_block_of_a_partner(connecte, scene):
    html = vue(connecte(scene.coordinatrice), scene.ca)

    assert "Mes actions" not in html


@pytest.mark.parametrize(
    ("given", "engaged", "words"),
    [
        (
            24000,
            10000,
            ("24 000 €", "10 000 €", "Reste à engager", "14 000 €", "1 décision d’attribution"),
        ),
        (8000, 10000, ("Au-delà du budget", "2 000 €")),
        (None, 25000, ("Écrire le budget 2027", "25 000 €", "1 convention de subvention")),
    ],
)
def test_coordination_reads_what_is_given_engaged_and_left(connecte, scene, given, engaged, words):
    if given:
        Budget.objects.create(ca=scene.ca, annee=2027, montant=given)
    act = {
        "montant": engaged,
        "cumul": engaged,
        "seuil": 23000,
        "instrument": "convention" if engaged > 23000 else "decision",
    }
    dates = {"annee": 2027, "derniere_annee": 2027, "statut": "decide", "decide_le": date(2027, 1, 5)}
    EngagementFinancier.objects.create(
        ca=scene.ca, organisation=scene.asso.contact.organisation, convention=scene.convention, **act, **dates
    )

    html = vue(connecte(scene.coordinatrice), scene.ca).replace("\u202f", " ").replace("\xa0", " ")

    assert all(word in html for word in words)
    assert "Budget 2027" in html
    assert "Budget 2027" not in vue(connecte(scene.asso), scene.ca)


def test_an_evaluator_is_led_to_what_is_transmitted_not_to_who_is_late(connecte, scene):
    html = vue(connecte(utilisateur(RoleMandat.EVALUATEUR, "78")), scene.ca)

    assert "Pour évaluer" in html
    assert "ne sont pas transmis" not in html
    assert "ne sont pas transmis" in vue(connecte(scene.delegue), scene.ca)
