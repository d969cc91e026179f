"""The map: who covers what, where the labels stand, and the background that the browser keeps."""

import gzip
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from coop.ui import fond
from coop.ui.carte import PLACES, TONS, Territoire, carte

SVG = "{http://www.w3.org/2000/svg}"


def dessin(graphique) -> ElementTree.Element:
    text = graphique.svg.split("<figcaption")[0]
    return ElementTree.fromstring(text[text.index("<svg") :])


def classes(graphique, tag: str = "path") -> list[str]:
    return [e.get("class") for e in dessin(graphique).iter(f"{SVG}{tag}")]


EVRY = Territoire("Parcours santé des jeunes", "91", "meo", ("91228",), url="/cooperatives/CA-91-01/")


@pytest.mark.parametrize("ton", sorted(TONS))
def test_each_stage_has_its_class_and_its_word_in_the_legend(ton):
    g = carte("Carte", [Territoire("X", "91", ton, ("91228",))])
    assert classes(g).count(f"couv {ton}") == 1
    assert f"</svg> {TONS[ton]}</span>" in g.svg


def test_the_eight_departements_are_drawn_and_named():
    g = carte("Carte", [])
    assert classes(g).count("dep") == 8
    assert set(fond.contours()["departements"]) == set(PLACES)


def test_a_territory_without_precise_perimeter_hatches_its_departement():
    g = carte("Carte", [Territoire("Habitat", "93", "diag", imprecis=True)])
    assert classes(g).count("perim hachure") == 1
    assert "périmètre à préciser" in g.tableau
    assert "Périmètre à préciser" in g.svg


def test_an_unknown_commune_is_left_out_of_the_drawing():
    assert "couv meo" not in classes(carte("Carte", [Territoire("X", "91", "meo", ("91999",))]))


def test_the_table_links_to_each_cooperative(lire):
    html = lire(carte("Carte", [EVRY]).tableau)
    assert html.un("a")["href"] == "/cooperatives/CA-91-01/"
    assert "1\u00a0commune" in html.texte


def test_labels_have_fixed_places_whatever_the_order():
    autre = Territoire("Autre", "78", "meo", ("78621",))
    places = [
        {e["ligne1"]: (e["x"], e["y"]) for e in carte("c", ts).donnees["etiquettes"]}
        for ts in ([EVRY, autre], [autre, EVRY])
    ]
    assert places[0] == places[1]
    assert places[0]["Parcours santé des jeunes"] == PLACES["91"][0][:2]


def test_places_never_overlap():
    spots = [(x, y) for places in PLACES.values() for x, y, _ in places]
    close = [(a, b) for a in spots for b in spots if a < b and abs(a[1] - b[1]) < 45 and abs(a[0] - b[0]) < 250]
    assert close == []


def test_more_cooperatives_than_places_are_told():
    many = [Territoire(f"CA {i}", "92", "meo", ("92050",)) for i in range(4)]
    labels = carte("Carte", many).donnees["etiquettes"]
    assert [e["ligne1"] for e in labels] == ["CA 0", "CA 1"]
    assert labels[-1]["ligne2"].endswith("et 2\u00a0autres")


def test_a_long_name_is_cut_at_a_word_and_whole_in_the_table():
    name = "Troubles du langage et des apprentissages, compétences psychosociales"
    g = carte("Carte", [Territoire(name, "95", "meo", ("95585",))])
    assert g.donnees["etiquettes"][0]["ligne1"] == "Troubles du langage et des…"
    assert name in g.tableau


def test_the_thread_starts_inside_the_territory():
    x, y = fond.centre("91", ("91228",))
    trace = fond._points(fond.contours()["communes"]["91228"])
    assert min(p[0] for p in trace) <= x <= max(p[0] for p in trace)
    assert min(p[1] for p in trace) <= y <= max(p[1] for p in trace)


def test_names_are_escaped():
    g = carte("Carte", [Territoire("<script>x", "91", "meo", ("91228",), url='"><script>')])
    assert "<script>" not in g.svg + g.tableau


def test_the_page_keeps_the_outlines_apart_and_the_pdf_holds_them():
    page, pdf = carte("Carte", [EVRY]), carte("Carte", [EVRY], pour_pdf=True)
    assert len(page.svg) < 60_000
    assert next(dessin(page).iter(f"{SVG}image")).get("href") == f"{reverse('ui:carte_fond')}?v={fond.empreinte()}"
    assert list(dessin(pdf).iter(f"{SVG}image")) == []
    assert len(pdf.svg) > 200_000


def test_the_background_is_public_and_kept_a_year(client):
    response = client.get(reverse("ui:carte_fond"), HTTP_ACCEPT_ENCODING="gzip")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert "max-age=31536000" in response["Cache-Control"]
    root = ElementTree.fromstring(gzip.decompress(response.content))
    assert root.get("viewBox") == "0 0 1000 810"


def test_the_background_is_served_plain_to_old_browsers(client):
    response = client.get(reverse("ui:carte_fond"))
    assert "Content-Encoding" not in response
    assert response.content.startswith(b"<svg")


def test_the_background_is_not_sent_twice(client):
    etag = client.get(reverse("ui:carte_fond"))["ETag"]
    assert client.get(reverse("ui:carte_fond"), HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_the_background_is_read_only(client):
    assert client.post(reverse("ui:carte_fond")).status_code == 405
