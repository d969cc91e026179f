"""Filters and tags available in every template."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from coop import horloge
from coop.ui import icones

N = "\u00a0"


@pytest.mark.parametrize("name", ["date_longue", "date_courte", "nombre", "euros", "pourcentage", "echeance"])
def test_an_absent_value_is_a_dash(rendre, name):
    assert rendre(f"{{{{ v|{name} }}}}", v=None) == "–"


def test_zero_is_not_absent(rendre):
    assert rendre("{{ v|nombre }} {{ v|euros }}", v=0) == f"0 0{N}€"


def test_delays_follow_the_played_clock(rendre):
    with horloge.at(date(2026, 10, 20)):
        assert rendre("{{ v|echeance }} {{ v|en_retard }}", v=date(2026, 10, 14)) == f"6{N}jours de retard True"
        assert rendre("{{ v|en_retard }}", v=date(2026, 10, 20)) == "False"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ 1|ordinal }}", "1<sup>er</sup>"),
        ('{{ 1|ordinal:"f" }}', "1<sup>re</sup>"),
        ("{{ 3|ordinal }}", "3<sup>e</sup>"),
        ('{{ "3e trimestre"|exposants }}', "3<sup>e</sup> trimestre"),
        ("{{ hostile|exposants }}", "&lt;b&gt;2<sup>e</sup>&lt;/b&gt;"),
        ("{{ 12|avec_nombre:'bilan,bilans' }}", f"12{N}bilans"),
        ("{{ d|date_exposant }}", f"1<sup>er</sup>{N}mars{N}2027"),
    ],
)
def test_filters_write_markup_safely(rendre, source, expected):
    assert rendre(source, d=date(2027, 3, 1), hostile="<b>2e</b>") == expected


def test_etat_always_has_its_word(rendre):
    assert rendre('{% etat "En retard" "retard" %}') == '<span class="coop-mot coop-mot--retard">En retard</span>'


def test_etat_escapes_its_word(rendre):
    assert "<script>" not in rendre("{% etat mot %}", mot="<script>")


@pytest.mark.parametrize("nom", sorted(icones.TRACES))
def test_icons_are_hidden_from_screen_readers(nom):
    assert 'aria-hidden="true"' in icones.icone(nom)


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icones.icone("licorne")


def test_pagination_keeps_the_other_filters(rendre, lire):
    page = Paginator(range(60), 20).page(2)
    html = lire(rendre("{% pagination page %}", page=page, path="/x?phase=A&page=2"))
    assert [a["href"] for a in html.tous("a")] == [
        "?phase=A&page=1",
        "?phase=A&page=1",
        "?phase=A&page=3",
        "?phase=A&page=3",
    ]
    assert html.un("span", aria_current="page")


def test_one_page_has_no_pagination(rendre):
    assert rendre("{% pagination page %}", page=Paginator(range(3), 20).page(1)).strip() == ""


def test_lien_si_gives_the_words_when_the_address_does_not_exist(rendre):
    assert rendre('{% lien_si "nulle:part" "Aide" %}') == "Aide"


def test_pluriel_needs_two_forms(rendre):
    with pytest.raises((ValueError, TemplateSyntaxError)):
        rendre("{{ 2|pluriel:'bilans' }}")
