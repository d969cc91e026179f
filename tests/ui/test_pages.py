"""The frame of every page: landmarks, menu, footer, partials, weight."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from coop.gates import Manque
from coop.ui import rubriques

PAGE = '{% extends "ui/base.html" %}{% block title %}Essai{% endblock %}{% block content %}<h1>Essai</h1>{% endblock %}'
CA = '{% extends "cooperatives/base_ca.html" %}{% block content %}contenu{% endblock %}'
MAX_BYTES = 220_000  # decisions.md 36


class Compte:
    """A signed-in account, as the header sees it."""

    is_authenticated = True
    is_staff = False
    pk = 7
    email = "dd78@demo.invalid"

    def get_short_name(self) -> str:
        return "Coordination, DD 78"


@pytest.fixture
def ca():
    return SimpleNamespace(
        reference="CA-78-01",
        intitule="Publics invisibles",
        objectif_public="Aller vers.",
        libelle_territoire="Douze communes",
        departement=SimpleNamespace(nom="Yvelines"),
    )


@pytest.fixture
def toutes_les_rubriques(monkeypatch):
    monkeypatch.setattr(rubriques, "lien", lambda name, **kwargs: f"/{name}/{kwargs.get('ca_ref', '')}/")


def test_a_page_has_its_landmarks_and_skip_links(rendre, lire):
    html = lire(rendre(PAGE, user=Compte()))
    assert html.un("html")["lang"] == "fr"
    assert html.un("main")["id"] == "contenu"
    assert html.un("footer")["id"] == "pied"
    assert html.un("header")
    assert [a["href"] for a in html.tous("a", klass="fr-link")][:2] == ["#contenu", "#pied"]
    assert len(html.tous("h1")) == 1


def test_the_title_names_the_page_and_the_site(rendre):
    assert "<title>Essai – Coop</title>" in rendre(PAGE)


def test_the_title_says_which_page_of_a_list(rendre):
    first, second = (rendre(PAGE, page=SimpleNamespace(number=rank)) for rank in (1, 2))
    assert "<title>Essai – Coop</title>" in first
    assert "<title>Essai, page 2 – Coop</title>" in second


def test_what_the_device_keeps_is_of_one_person(rendre, lire):
    """`coop/js/brouillon.js` keeps nothing for a visitor, and gives nobody the words of another."""
    other = Compte()
    other.pk = 8
    keys = [
        lire(rendre(PAGE, **given)).un("body").get("data-coop-qui")
        for given in ({}, {"user": Compte()}, {"user": other})
    ]
    assert keys[0] is None
    assert len(set(keys)) == 3


def test_every_landmark_of_navigation_is_named(rendre, lire):
    assert all(a.get("aria-label") for a in lire(rendre(PAGE, user=Compte())).tous("nav"))


def test_htmx_runs_without_inline_style_nor_eval(rendre, lire):
    config = lire(rendre(PAGE)).un("meta", name="htmx-config")["content"]
    assert '"includeIndicatorStyles": false' in config
    assert '"allowEval": false' in config


def test_a_visitor_has_no_menu_and_can_sign_in(rendre, lire):
    html = lire(rendre(PAGE))
    assert html.tous("nav", aria_label="Menu principal") == []
    assert "Se connecter" in html.texte


def test_the_menu_works_without_script_on_a_telephone(rendre, lire):
    html = lire(rendre(PAGE, user=Compte()))
    assert html.un("details", klass="coop-menu")
    assert len(html.tous("nav", aria_label="Menu principal")) == 2  # drawer and bar, one hidden by the style sheet


def test_signing_out_is_a_post(rendre, lire):
    html = lire(rendre(PAGE, user=Compte()))
    assert html.un("form")["method"] == "post"
    assert "Se déconnecter" in html.texte


def test_administration_is_for_administrators_only(rendre):
    admin = Compte()
    admin.is_staff = True
    assert "Administration" not in rendre(PAGE, user=Compte())
    assert "Administration" in rendre(PAGE, user=admin)


def test_the_menu_marks_where_one_is(rendre, lire):
    html = lire(rendre(PAGE, user=Compte(), path="/cooperatives/CA-78-01/membres/"))
    current = {a["href"] for a in html.tous("a") if a.get("aria-current") == "page"}
    assert current == {"/cooperatives/"}


def test_the_footer_states_conformity_honestly(rendre):
    assert "Accessibilité\u00a0: non conforme" in rendre(PAGE)


@pytest.mark.parametrize(("demo", "shown"), [(True, True), (False, False)])
def test_the_demonstration_says_so(rendre, settings, demo, shown):
    settings.COOP_DEMO = demo
    assert ("Données de démonstration" in rendre(PAGE)) is shown


def test_no_state_brand_in_any_file_of_the_default_brand(rendre):
    text = rendre(PAGE, user=Compte()).lower()
    assert "marianne" not in text
    assert "république française" not in text


def test_messages_are_announced(rendre, lire):
    html = lire(rendre(PAGE, messages=[SimpleNamespace(level_tag="success", __str__=lambda: "Bien")]))
    assert html.un("div", id="messages")["aria-live"] == "polite"
    assert html.un("div", klass="fr-alert fr-alert--sm fr-alert--success")


def test_the_overview_carries_the_title_of_the_page(rendre, lire, ca, toutes_les_rubriques):
    assert len(lire(rendre(CA, ca=ca, rubrique="vue-ensemble")).tous("h1")) == 1
    assert lire(rendre(CA, ca=ca, rubrique="membres")).tous("h1") == []


def test_ten_rubriques_the_current_one_marked(rendre, lire, ca, toutes_les_rubriques):
    html = lire(rendre(CA, ca=ca, rubrique="convention"))
    links = [a for a in html.tous("a") if a["href"].endswith("/CA-78-01/")]
    assert len(links) == 20  # the bar, and the drawer of the telephone
    assert {a["href"] for a in links if "aria-current" in a} == {"/conventions:convention/CA-78-01/"}


def test_a_rubrique_without_address_is_left_out(monkeypatch):
    monkeypatch.setattr(rubriques, "lien", lambda name, **kw: "" if name == "portail:carnet" else "/x/")
    assert [r.code for r in rubriques.rubriques_de("CA-78-01", "")] == [code for code, _, _ in rubriques.RUBRIQUES[:-1]]


def test_a_personal_link_has_no_menu(rendre, lire):
    html = lire(rendre('{% extends "ui/base_lien.html" %}', user=Compte()))
    assert html.tous("nav", aria_label="Menu principal") == []
    assert html.un("meta", name="referrer")["content"] == "same-origin"


def test_missing_things_are_links_and_advice_is_said_in_words(rendre, lire):
    manques = [Manque("a", "Le 3e bilan manque.", url="/bilan/"), Manque("b", "Aucun habitant.", obligation=False)]
    html = lire(rendre('{% include "ui/partials/manques.html" %}', manques=manques))
    assert html.un("a")["href"] == "/bilan/"
    assert html.texte.count("Conseil") == 1
    assert html.tous("li", klass="conseil")


def test_an_empty_page_offers_its_first_step(rendre, lire):
    html = lire(
        rendre(
            '{% include "ui/partials/vide.html" with titre="Rien" texte="À quoi cela sert." url="/x/" action="Commencer" %}'
        )
    )
    assert html.un("a", klass="fr-btn")["href"] == "/x/"


@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_error_pages_say_what_to_do(rendre, lire, name):
    html = lire(rendre(f'{{% extends "{name}" %}}', exception=""))
    assert len(html.tous("h1")) == 1
    assert html.un("a", klass="fr-btn")["href"] == "/"


def test_a_refusal_is_shown_with_its_sentence(rendre):
    assert "Seule la coordination signe." in rendre(
        '{% extends "403.html" %}', exception="Seule la coordination signe."
    )


def test_not_found_tells_nothing_of_the_object(rendre):
    assert "Convention 12" not in rendre('{% extends "404.html" %}', exception="Convention 12 d’une autre coopérative")


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_last_resort_pages_need_no_request(name, lire):
    html = lire(render_to_string(name))
    assert len(html.tous("h1")) == 1
    assert html.un("main")


def test_first_load_is_light(rendre):
    page = rendre(PAGE, user=Compte())
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    files |= {f"coop/js/{name}.js" for name in ("resume", "pourquoi", "enregistrement", "non-enregistre")}
    weight = len(gzip.compress(page.encode()))
    for name in files:
        with open(finders.find(name), "rb") as source:
            content = source.read()
        weight += len(content) if name.endswith("woff2") else len(gzip.compress(content))
    assert "coop/css/base.css" in files
    assert weight < MAX_BYTES


def test_style_sheets_name_only_files_that_exist_here():
    for path in sorted(Path(finders.find("coop/css/base.css")).parent.glob("*.css")):
        for url in re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            assert (path.parent / url).resolve().exists(), f"{path.name}: {url}"
