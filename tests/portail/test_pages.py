"""Public pages and help: who reads them, what they say."""

import re

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from portail.contenus import chargement, definition, glossaire
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur

pytestmark = pytest.mark.django_db
PUBLIC = {
    "plan_du_site": "Plan du site",
    "accessibilite": "Déclaration d’accessibilité",
    "mentions_legales": "Mentions légales",
    "donnees_personnelles": "Données personnelles",
    "cookies": "Cookies",
    "credits": "Sources et crédits",
}
AIDE = {
    "aide": "Qu’est-ce qu’une coopérative d’acteurs\u00a0?",
    "cadre": "D’où viennent les coopératives d’acteurs\u00a0?",
    "animer": "Animer une coopérative",
    "faq": "Foire aux questions",
    "glossaire": "Glossaire",
    "ressources": "Pour en savoir plus",
    "paroles": "Paroles d’acteurs",
}


@pytest.fixture
def partenaire():
    return utilisateur(RoleMandat.PARTENAIRE)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("name", "title"), PUBLIC.items())
def test_public_page_is_read_without_account(client, name, title):
    assert f"<h1>{title}</h1>" in text(client.get(reverse(f"portail:{name}")))


@pytest.mark.parametrize("name", AIDE)
def test_help_asks_to_sign_in(client, name):
    response = client.get(reverse(f"portail:{name}"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "title"), {**PUBLIC, **AIDE}.items())
def test_pages_are_read_with_an_account(connecte, partenaire, name, title):
    page = text(connecte(partenaire).get(reverse(f"portail:{name}")))

    assert f"<h1>{title}</h1>" in page
    if name in AIDE:
        assert f'<a href="{reverse(f"portail:{name}")}" aria-current="page">' in page


@pytest.mark.parametrize("name", [*PUBLIC, *AIDE])
def test_plan_of_a_page_leads_to_its_headings(connecte, partenaire, name):
    page = text(connecte(partenaire).get(reverse(f"portail:{name}")))
    plan = re.search(r'aria-labelledby="titre-plan">.*?</nav>', page, re.DOTALL)
    anchors = re.findall(r'href="#([^"]+)"', plan.group()) if plan else []

    assert anchors or name == "glossaire"
    assert [anchor for anchor in anchors if f'<h2 id="{anchor}"' not in page] == []


def test_plan_of_the_site_shows_the_help_to_those_who_may_read_it(client, connecte, partenaire):
    url = reverse("portail:plan_du_site")

    assert reverse("portail:faq") not in text(client.get(url))
    assert reverse("portail:faq") in text(connecte(partenaire).get(url))


def test_plan_of_the_site_names_the_region_to_those_who_see_it(client, connecte, partenaire):
    page = text(connecte(partenaire).get(reverse("portail:plan_du_site")))

    assert reverse("comptes:mon_compte") in page.partition("<main")[2]
    assert reverse("portail:region") not in page
    assert reverse("portail:systeme") not in page


def test_plan_of_the_site_leads_administrators_to_the_state_of_the_system(connecte):
    page = text(connecte(utilisateur(is_staff=True)).get(reverse("portail:plan_du_site")))

    assert reverse("portail:systeme") in page


def test_legal_notices_show_what_the_deployment_has_not_filled(client, settings):
    settings.COOP_LEGAL = {"editeur": "Agence <fictive>", "hebergeur": " "}
    page = text(client.get(reverse("portail:mentions_legales")))

    assert "Agence &lt;fictive&gt;" in page
    assert page.count("[à compléter]") == 7


def test_accessibility_is_said_not_conform_with_its_remedies(client):
    page = text(client.get(reverse("portail:accessibilite")))

    assert "État de conformité\u00a0: non conforme" in page
    assert "Défenseur des droits" in page


def test_personal_data_tell_the_durations_of_the_deployment(client, settings):
    settings.COOP_RETENTION = {
        "contact_apres_ca_ans": 3,
        "compte_inactif_ans": 1,
        "habitant_ans": 1,
        "journaux_techniques_mois": 6,
        "classeurs_mois": 18,
        "questionnaire_jours": 45,
    }
    page = text(client.get(reverse("portail:donnees_personnelles")))

    assert "la vie de la coopérative, puis 3\u00a0ans" in page
    assert ">1\u00a0an</td>" in page
    assert "6\u00a0mois" in page
    assert "18\u00a0mois" in page


def test_cookies_page_asks_for_nothing(client):
    page = text(client.get(reverse("portail:cookies")))

    assert "rien à accepter" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_definition_is_shown_verbatim(connecte, partenaire):
    page = text(connecte(partenaire).get(reverse("portail:aide")))

    for sentence in (definition.DEFINITION_DEBUT, definition.DEFINITION_FIN):
        assert f"<p>{sentence}</p>" in page
    for item in (*definition.DEFINITION_POINTS, *definition.CE_QUI_FAIT_SENS):
        assert f"<li>{item}</li>" in page


def test_definition_and_what_makes_sense_have_the_length_of_the_guide():
    assert (len(definition.DEFINITION_POINTS), len(definition.CE_QUI_FAIT_SENS)) == (6, 7)


def test_what_convinces_is_quoted_where_it_serves(connecte):
    """R-COORD-05, -09, -21, R-CADRE-02, -24, -26, R-DEF-24, -25."""
    told = str(chargement.cadre()).replace("\u00a0", " ")
    for words in (
        "cloisonnements institutionnels",
        "univers divers",
        "ce qui fait sens",
        "moins morcelée",
        "ressenti des acteurs",
    ):
        assert words in told
    coordinatrice = fabrique.coordinatrice("78")
    ca = fabrique.cooperative(coordinateur=coordinatrice)
    dd, member = connecte(coordinatrice), connecte(fabrique.partenaire(ca)[0])
    ancres = {section.ancre for section in chargement.animer().sections}
    for path, ancre in (("membres/", "elus"), ("ars/", "politiques"), ("convention/financement/", "financeurs")):
        assert ancre in ancres
        assert f"/aide/animer/#{ancre}" in dd.get(f"/cooperatives/{ca.reference}/{path}").content.decode(), path
    assert "identifié comme primordial" in member.get(f"/cooperatives/{ca.reference}/membres/").content.decode()


def test_questions_are_the_eight_of_the_guide_with_mended_spelling():
    contenu = chargement.foire_aux_questions()
    titles = [section.titre for section in contenu.sections]
    everything = repr(contenu)

    assert len(titles) == 8
    assert titles[0] == "Qu’entend-on par co-construction\u00a0?"
    assert titles[2] == "Un financement du programme est-il possible\u00a0?"
    assert "Oui. Le budget alloué au programme par l’ARS est réparti" in everything
    assert "Redon" in everything
    assert "Rodon" not in everything


def test_resources_are_the_42_of_the_guide():
    sections = chargement.ressources().sections
    references = [line for section in sections[:-1] for line in section.blocs[0].lignes]
    titles = "".join(text for line in references for text, _ in line.morceaux)

    assert [len(section.blocs[0].lignes) for section in sections[:-1]] == [14, 6, 6, 9, 7]
    assert "Comblez le fossé" in titles
    assert all(line.adresse.startswith(("http://", "https://")) for line in references if line.adresse)


def test_voices_have_no_name_and_three_groups():
    sections = chargement.paroles().sections

    assert [len(section.blocs) for section in sections] == [22, 3, 10]
    assert all(bloc.source == "" for section in sections for bloc in section.blocs)


@pytest.mark.parametrize(
    ("mots", "found"),
    [
        ("qpv", {"QPV"}),
        ("PERDUS DE VUE", {"Perdus de vue"}),
        ("resiliation recommandee", {"Résiliation"}),
        ("alliance d'acteurs", {"Alliance d’acteurs", "Coopérative d’acteurs (CA)"}),
        ("xyzzy", set()),
    ],
)
def test_glossary_search_ignores_accents_and_case(mots, found):
    kept = glossaire.chercher(mots)

    assert {entry.terme for entry in [*kept.termes, *kept.sigles]} == found


def test_glossary_page_counts_and_escapes_what_was_typed(connecte, partenaire):
    client = connecte(partenaire)
    url = reverse("portail:glossaire")

    assert "1 entrée trouvée" in text(client.get(url, {"q": "qpv"}))
    empty = text(client.get(url, {"q": "<b>x" + "y" * 200}))
    assert "Aucune entrée" in empty
    assert "<b>x" not in empty
    assert glossaire.chercher("").total > 110


def test_help_pages_cost_the_same_statements_whatever_they_hold(connecte, partenaire, django_assert_max_num_queries):
    client = connecte(partenaire)
    client.get(reverse("portail:aide"))
    with django_assert_max_num_queries(6):
        client.get(reverse("portail:glossaire"))


@pytest.mark.parametrize("name", [*PUBLIC, *AIDE])
def test_french_typography_of_the_pages(connecte, partenaire, name):
    page = text(connecte(partenaire).get(reverse(f"portail:{name}")))
    main = re.sub(r"<[^>]+>", "\n", page.split("<main")[1].split("</main")[0])

    assert re.findall(r"[\wéèà)] [:;?!%»](?=\s|$)|« \w|[a-zéè]'[a-zéè]|\u202f", main) == []
