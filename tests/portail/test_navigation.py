"""The way to every page of a coopérative: ten rubriques, their pages, and links that lead to all the rest."""

import re
from collections import deque

import pytest
from django.urls import get_resolver, resolve, reverse

from coop.accounts.enums import RoleMandat
from coop.journal.actors import SYSTEM
from coop.ui import rubriques
from cooperatives.roles import INTERNES
from diagnostics.workflows.versions import open_version
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur
from tests.portail.scene import APRES_T1, en_vigueur

CLICS = 2
ADRESSE = re.compile(r'(?:href|action|hx-get)="(/cooperatives/CA-[^"#?]*)')
# Pages of some moments only, by the moment; the tests of their slice open them.
AILLEURS = {
    "while the convention is written or signed": """conventions:programme_ecrire conventions:objectif_nouveau conventions:fiches_relancer
        conventions:fiche_reprendre conventions:action_nouvelle conventions:convention_signature conventions:convention_rouvrir
        conventions:convention_relancer conventions:programme_ouvrir conventions:convention_ouvrir conventions:convention_elements
        conventions:convention_parties conventions:convention_annexes""",
    "while a coopérative that lives is taken up": """conventions:reprise_actions conventions:reprise_clore conventions:reprise_convention
        conventions:reprise_etape conventions:reprise_membres conventions:reprise_relire""",
    "while the charte is adopted": "cooperatives:charte_adopter cooperatives:charte_signer",
    "once there is a second coordinator": "cooperatives:coordination_second_fin",
    "once several organisations wait to join": "cooperatives:membres_etat",
    "to an administrator": "cooperatives:phase_forcer",
    "while a vote is prepared and held": """diagnostics:clore_vote diagnostics:critere_nouveau diagnostics:ouvrir_vote diagnostics:retenir
        diagnostics:voter diagnostics:voter_en_seance""",
    "while a collection is open": "diagnostics:recueil_clore diagnostics:recueil_papier",
    "once figures are there": "diagnostics:reprendre_chiffres diagnostics:chiffres_modele",
    "once a bilan is transmitted": "evaluation:tableau_suivi_csv evaluation:tableau_suivi_pdf evaluation:tableau_suivi_xlsx",
    "while bilans wait to be read": "evaluation:bilans_accepter evaluation:bilan_suivant",
    "once the evaluation is open": "evaluation:evaluation_cadre evaluation:effet_ajouter evaluation:synthese_pdf evaluation:evaluation_ouvrir",
    "once the questionnaire is prepared": "evaluation:questionnaire_clore evaluation:questionnaire_guide "
    "evaluation:questionnaire_ouvrir evaluation:questionnaire_personnes evaluation:questionnaire_prolonger "
    "evaluation:questionnaire_rappeler",
    "once the questionnaire is closed": "evaluation:questionnaire_csv evaluation:questionnaire_lire "
    "evaluation:questionnaire_publier evaluation:questionnaire_xlsx",
    "when one is asked": "evaluation:questionnaire_imprimer evaluation:questionnaire_repondre evaluation:questionnaire_retirer",
    "near the échéance": "conventions:echeance_reunion conventions:echeance_reconduire",
    "once a copil exists, or before": "cooperatives:copil_creer",
}


def routes(resolver=None, prefix="", namespace="") -> dict[str, str]:
    """The pages of a coopérative: name → address as the routes write it."""
    found: dict[str, str] = {}
    for row in (resolver or get_resolver()).url_patterns:
        path = prefix + str(row.pattern)
        if hasattr(row, "url_patterns"):
            found |= routes(row, path, f"{namespace}{row.namespace}:" if row.namespace else namespace)
        elif path.startswith("cooperatives/<ca:ca_ref>/"):
            found[f"{namespace}{row.name}"] = path
    return found


def suivre(client, reference: str) -> dict[str, int]:
    """Follow links from the rubriques, one page for each route, `CLICS` deep: name → clicks from the nearest rubrique."""
    clicks: dict[str, int] = {}
    queue = deque((reverse(name, kwargs={"ca_ref": reference}), 0) for _, _, name in rubriques.RUBRIQUES)
    while queue:
        url, distance = queue.popleft()
        name = resolve(url).view_name
        if name in clicks:
            continue
        clicks[name] = distance
        if distance == CLICS:
            continue
        response = client.get(url)
        if response.status_code == 200 and "text/html" in response.get("Content-Type", ""):
            queue.extend((other, distance + 1) for other in ADRESSE.findall(response.content.decode()))
    return clicks


@pytest.mark.django_db
def test_every_page_of_a_cooperative_is_two_clicks_from_a_rubrique(connecte, le_jour):
    le_jour(APRES_T1)
    scene, debut = en_vigueur(), fabrique.cooperative("92")
    open_version(debut, actor=SYSTEM)
    reached = suivre(connecte(scene.coordinatrice), scene.ca.reference)
    reached |= suivre(connecte(fabrique.coordinatrice("92")), debut.reference)
    pages = {name for name, path in routes().items() if path.count("<") == 1}
    elsewhere = {name for names in AILLEURS.values() for name in names.split()}

    assert elsewhere <= pages
    assert pages - set(reached) - elsewhere == set()


def test_pages_of_the_rubriques_exist():
    known = routes()

    assert [name for pages in rubriques.PAGES.values() for _, name in pages if name not in known] == []
    assert set(rubriques.PAGES) <= {code for code, _, _ in rubriques.RUBRIQUES}


def test_a_page_further_down_keeps_its_rubrique():
    assert rubriques.rubrique_de("cooperatives:freins", "gouvernance") == "tableau-de-bord"
    assert rubriques.rubrique_de("cooperatives:reunion", "gouvernance") == "gouvernance"
    assert rubriques.rubrique_de("cooperatives:acteur", "") == "vue-ensemble"


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("coordination", set()),
        ("copilote", {"cooperatives:ars"}),
        (
            "partenaire",
            {"cooperatives:reperage", "cooperatives:lettres_mission", "cooperatives:ars", "portail:courriels"},
        ),
        ("delegue", {"cooperatives:reperage", "evaluation:mes_bilans", "portail:courriels"}),
    ],
)
def test_nobody_is_shown_a_page_that_is_closed_to_them(role, hidden):
    offered = {p.code for rubrique in rubriques.PAGES for p in rubriques.pages_de("CA-78-01", rubrique, "", {role})}
    everything = {name for pages in rubriques.PAGES.values() for _, name in pages}
    # A rubrique of one page for this role shows no choice of pages.
    alone = {"cooperatives:membres"} if "cooperatives:lettres_mission" in hidden else set()
    alone |= {"portail:carnet"} if "portail:courriels" in hidden else set()

    assert everything - offered == hidden | alone


@pytest.mark.django_db
@pytest.mark.parametrize("code", rubriques.PAGES)
def test_every_page_of_a_rubrique_marks_itself_and_its_rubrique(connecte, code):
    ca = fabrique.cooperative("78")
    client = connecte(fabrique.coordinatrice())
    for _, name in rubriques.PAGES[code]:
        response = client.get(reverse(name, kwargs={"ca_ref": ca.reference}))
        if response.status_code == 200 and code != "diagnostic":
            assert response.content.decode().count('aria-current="page"') >= 4, name


@pytest.mark.django_db
def test_a_reader_has_no_way_to_the_inside(connecte):
    ca = fabrique.cooperative("78")

    client = connecte(utilisateur(RoleMandat.LECTEUR))

    for page in ("portail:vue_ensemble", "cooperatives:territoire", "portail:mes_acces"):
        html = client.get(reverse(page, args=[ca.reference])).content.decode()
        open_pages = {resolve(url).view_name for url in ADRESSE.findall(html)}
        assert open_pages == {"portail:vue_ensemble", "cooperatives:territoire", "portail:mes_acces"}
        assert not any(resolve(url).func.policy.read == INTERNES for url in ADRESSE.findall(html))
