"""The check for who does not see the page refuses what a screen reader could not tell."""

import pytest

from tests.guards.accessible import faults_of, homonyms_of

PAGE = "<!doctype html><html lang='fr'><head><title>P</title></head><body>{}</body></html>"
GOOD = """<h1>Bilans</h1><nav aria-label="Menu"></nav><nav aria-label="Rubriques"></nav><section aria-labelledby="t"><h2 id="t">1er</h2>
<table><caption>Bilans</caption><tr><th scope="row">A</th><td><a href="/1/">Lire</a></td></tr></table></section>
<form><label for="n">Nom</label><input id="n" name="n"><input type="hidden" name="version">
<fieldset><legend>Venez-vous ?</legend><input type="radio" name="r" id="r"><label for="r">Oui</label></fieldset>
<button><svg aria-hidden="true"></svg><span class="fr-sr-only">Envoyer</span></button></form>"""


def test_good_page_has_no_fault():
    assert faults_of(PAGE.format(GOOD)) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Rien</p>", "0 <h1>"),
        ("<h1>A</h1><h1>B</h1>", "2 <h1>"),
        ("<h1>A</h1><h3>B</h3>", "<h1> then <h3> « B »"),
        ("<h1>A</h1><h2> </h2>", "empty <h2>"),
        ("<h1 id='a'>A</h1><p id='a'></p>", "two elements have the id « a »"),
        ("<h1>A</h1><p aria-describedby='b'>B</p>", "aria-describedby of <p> names « b », which is not there"),
        ("<h1>A</h1><input name='n'>", "<input name=n> has no label"),
        (
            "<h1>A</h1><label><input type='radio' name='r'>B</label>",
            "radio « r » without a group that says the question",
        ),
        ("<h1>A</h1><fieldset>B</fieldset>", "<fieldset> without legend"),
        ("<h1>A</h1><button><i aria-hidden='true'>x</i></button>", "<button> without a name"),
        ("<h1>A</h1><a href='/b/'></a>", "link without a name (/b/)"),
        ("<h1>A</h1><table><tr><td>B</td></tr></table>", "table without caption « B »"),
        ("<h1>A</h1><table><caption>B</caption><tr><th>C</th></tr></table>", "<th> without scope « C »"),
        ("<h1>A</h1><aside></aside><aside aria-label='B'></aside>", "<aside> without a name among several"),
    ],
)
def test_fault_is_named(body, fault):
    assert faults_of(PAGE.format(body)) == [fault]


def test_fragment_has_no_main_heading_and_refers_to_its_page():
    assert faults_of('<h3>A</h3><p aria-describedby="elsewhere">B</p>') == []


def test_empty_answer_has_no_fault():
    assert faults_of(" ") == []


def test_links_of_the_same_name_are_told():
    assert homonyms_of(PAGE.format('<a href="/1/">Lire</a><a href="/2/">Lire</a>')) == [
        "links of the same name « lire »: /1/, /2/"
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/1/">Lire</a><a href="/1/#b">Lire</a><a href="#lire">Lire</a>',
        '<p id="d">A</p><a href="/1/">Lire</a><a href="/2/" aria-describedby="d">Lire</a>',
        '<table><tr><th>A</th><td><a href="/1/">Lire</a></td></tr><tr><th>B</th><td><a href="/2/">Lire</a></td></tr></table>',
        '<a href="/1/">Lire</a><div hidden><a href="/2/">Lire</a></div>',
    ],
)
def test_links_that_something_tells_apart_are_good(body):
    assert homonyms_of(PAGE.format(body)) == []
