"""The map of a few communes: framed, named without overlap, its marks each in a place of its own."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from coop.ui.carte_locale import Place, carte_locale
from coop.ui.carte_marques import Marque, poser
from coop.ui.fond import boite, contours

TRAPPES, GUYANCOURT = "78621", "78297"


def noms(drawn, ecriture: int = 0) -> list[str]:
    return [e["nom"] for e in drawn.donnees["ecritures"][ecriture]["noms"]]


def test_the_local_map_frames_its_communes_and_names_them_without_overlap():
    places = [
        Place(TRAPPES, "Trappes", True),
        Place(GUYANCOURT, "Guyancourt", False, "#c"),
        Place("99999", "Fondue", True),
    ]

    drawn = carte_locale("Carte", places, [TRAPPES, GUYANCOURT])

    x, y, width, height = (float(v) for v in drawn.donnees["vue"].split())
    for code in (TRAPPES, GUYANCOURT):
        left, top, right, bottom = boite(contours()["communes"][code])
        assert x <= left <= right <= x + width
        assert y <= top <= bottom <= y + height
    assert noms(drawn) == ["Trappes"]
    assert 'data-commune="78297"' in drawn.svg
    assert "1\u00a0commune choisie" in drawn.svg


def test_the_local_map_of_unknown_communes_is_the_region():
    assert carte_locale("Carte", [], []).donnees["vue"] == "0 0 1000 810"


def test_close_names_give_way():
    twin = [Place(TRAPPES, "Un nom", True), Place(TRAPPES, "Son double", True)]

    assert len(noms(carte_locale("Carte", twin, [TRAPPES]))) == 1


@pytest.mark.parametrize("nombre", [1, 10, 63])
def test_marks_of_one_commune_are_spread_without_overlap(nombre):
    marks = [Marque(f"QP{n}", TRAPPES, f"Quartier {n}", str(n)) for n in range(nombre)]

    drawn = poser(marks, contours()["communes"], 2.0, [])

    centres = [(float(m["x"]), float(m["y"])) for m in drawn]
    assert all(abs(a - c) >= 3.9 or abs(b - d) >= 3.9 for (a, b), (c, d) in combinations(centres, 2))
    left, top, right, bottom = boite(contours()["communes"][TRAPPES])
    assert left <= centres[0][0] <= right
    assert top <= centres[0][1] <= bottom


def test_a_mark_leaves_the_name_of_its_commune_free():
    left, top, right, bottom = boite(contours()["communes"][TRAPPES])
    name = (left, (top + bottom) / 2 - 2, right, (top + bottom) / 2 + 2)

    [mark] = poser([Marque("QP1", TRAPPES, "Quartier", "1")], contours()["communes"], 2.0, [name])

    assert not name[1] - 1.9 < float(mark["y"]) < name[3] + 1.9


def test_the_map_is_coloured_without_a_style_sheet_and_asks_nothing_of_a_server_in_a_pdf():
    mark = Marque("QP1", TRAPPES, "Quartier (Trappes)", "7", choisie=True)
    g = carte_locale("Carte", [Place(TRAPPES, "Trappes", True)], [], marques=[mark], legende="Légende", pour_pdf=True)

    svg = g.svg.split("<figcaption")[0]
    ElementTree.fromstring(svg[svg.index("<svg") :])
    assert "<image" not in svg
    assert 'class="marque choisie" fill="#f2b01e"' in svg
    assert ">7</text>" in svg
    assert "Légende" in g.svg


def test_what_a_telephone_shows_is_written_to_be_read_there():
    mark = Marque("QP1", TRAPPES, "Quartier (Trappes)", "7")
    drawn = carte_locale("Carte", [Place(TRAPPES, "Trappes", True)], [TRAPPES], marques=[mark])

    pixel = float(drawn.donnees["vue"].split()[2]) / 328
    etroite = drawn.donnees["ecritures"][1]
    assert float(etroite["corps"]) / pixel > 12
    assert float(etroite["corps_marque"]) / pixel > 11
    assert noms(drawn, 1) == ["Trappes"]
    assert '<g class="etroite">' in drawn.svg
    assert "etroite" not in carte_locale("Carte", [], [], marques=[mark], pour_pdf=True).svg


def test_of_two_names_that_would_cover_each_other_the_one_that_has_something_stays():
    twins = [Place(TRAPPES, "Rien de noté", True, pale=True), Place(TRAPPES, "Trois ressources", True)]

    assert noms(carte_locale("Carte", twins, [TRAPPES])) == ["Trois ressources"]
