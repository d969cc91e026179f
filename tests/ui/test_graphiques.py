"""Charts: the drawing, the sentence and the table say the same; no style a strict policy would refuse."""

import itertools
from datetime import date
from xml.etree import ElementTree

import pytest

from coop.ui import charts
from coop.ui.charts.base import STYLES, n

SVG = "{http://www.w3.org/2000/svg}"
JOUR = date(2026, 10, 20)


def dessin(graphique) -> ElementTree.Element:
    """The first SVG of a chart, parsed as XML (WeasyPrint needs it well formed)."""
    text = graphique.svg.split("<figcaption")[0]
    return ElementTree.fromstring(text[text.index("<svg") : text.rindex("</svg>") + len("</svg>")])


def rects(graphique, classe: str) -> list[ElementTree.Element]:
    return [e for e in dessin(graphique).iter(f"{SVG}rect") if e.get("class") == classe]


def points(*values):
    return [charts.Point(f"T{i}", f"T{i} 2026", v) for i, v in enumerate(values, start=1)]


def test_spark_heights_follow_the_values():
    g = charts.spark("Personnes", points(50, 100), prevu=80)
    assert rects(g, "doux")[0].get("height") == "35"
    assert rects(g, "fort")[0].get("height") == "70"


def test_spark_planned_mark_stands_at_its_height():
    marks = [e.get("d") for e in dessin(charts.spark("x", points(50, 100), prevu=50)).iter(f"{SVG}path")]
    assert "M206 45H240" in marks  # half of the 70 of the scale under the base at 80


def test_spark_keeps_six_quarters_the_last_one_full():
    g = charts.spark("x", points(1, 2, 3, 4, 5, 6, 7, 8))
    assert len(rects(g, "doux")) == 5
    assert len(rects(g, "fort")) == 1
    assert [row[0] for row in g.lignes] == [f"T{i} 2026" for i in range(3, 9)]


def test_spark_says_what_is_not_given():
    g = charts.spark("x", points(None, 3))
    assert "T1 n.d." in g.resume
    assert g.lignes[0] == ["T1 2026", "n.d."]
    assert len(rects(g, "doux")) == 0


def test_spark_of_zeros_does_not_divide_by_zero():
    assert rects(charts.spark("x", points(0, 0), prevu=0), "fort")[0].get("height") == "0"


def test_a_chart_shows_its_table():
    page = str(charts.spark("Personnes", points(1266), prevu=2000))
    assert "<details" in page
    assert '<td data-l="Réalisé">1\u00a0266</td>' in page
    assert '<th scope="row">Prévu</th>' in page


def test_bars_say_each_answer():
    g = charts.barres(
        "Conformité", [charts.Part("Oui", 9), charts.Part("En partie", 3, "moyen"), charts.Part("Non", 0, "vide")]
    )
    assert g.resume == "Conformité\u00a0: 9 Oui, 3 En partie, 0 Non"
    assert rects(g, "moyen")[0].get("width") == "48"
    assert rects(g, "vide")[0].get("width") == "0"


@pytest.mark.parametrize(("fait", "total", "on", "off"), [(6, 9, 6, 3), (0, 3, 0, 3), (12, 3, 3, 0), (-1, 2, 0, 2)])
def test_gauge_has_one_block_per_unit(fait, total, on, off):
    g = charts.jauge(fait, total, "transmis")
    assert (len(rects(g, "on")), len(rects(g, "off"))) == (on, off)


@pytest.mark.parametrize(("fait", "total", "width"), [(50, 100, "90"), (0, 0, "0")])
def test_a_long_gauge_is_one_bar(fait, total, width):
    assert rects(charts.jauge(fait, total, "transmis"), "on")[0].get("width") == width


def test_gauge_says_its_count():
    assert "6 sur 9 transmis" in charts.jauge(6, 9, "transmis").svg


def test_two_stages_may_be_under_way(lire):
    etapes = [charts.Etape(f"Étape {i}", "dates", e, "mot", "/x/", 3) for i, e in enumerate("fffccv")]
    classes = [a["class"] for a in lire(charts.frise(etapes)).tous("li")]
    assert classes.count("coop-frise__e c coop-t3") == 2
    assert len(classes) == 6


def test_mini_frise_is_named_by_its_stage():
    g = charts.mini_frise(list("fccvvv"), "Diagnostic")
    assert dessin(g).get("aria-label") == "Diagnostic"
    assert len(list(dessin(g).iter(f"{SVG}circle"))) == 2


def semaines(*reperes):
    return charts.semaines(date(2026, 10, 12), date(2027, 1, 17), JOUR, list(reperes))


def test_weeks_place_dates_in_proportion():
    g = charts.semaines(
        date(2026, 10, 1), date(2026, 10, 11), date(2026, 10, 6), [charts.Repere(date(2026, 10, 6), "Là")]
    )
    assert next(dessin(g).iter(f"{SVG}circle")).get("cx") == "600"
    assert g.donnees["auj"] == "600"


def test_weeks_leave_out_what_is_outside_and_keep_it_out_of_the_table():
    g = semaines(charts.Repere(date(2027, 3, 1), "Trop tard"), charts.Repere(JOUR, "Aujourd’hui même"))
    assert "Trop tard" not in g.svg
    assert [row[1] for row in g.lignes] == ["Aujourd’hui même"]


@pytest.mark.parametrize("genre", ["tache", "rdv", "retard", "echeance"])
def test_each_kind_of_date_has_its_own_shape(genre):
    shapes = {
        g: semaines(charts.Repere(date(2026, 11, 10), "X", g)).svg for g in ("tache", "rdv", "retard", "echeance")
    }
    assert len({*shapes.values()}) == 4
    assert shapes[genre]


def test_labels_never_overlap():
    crowd = [charts.Repere(date(2026, 11, d), f"Une tâche assez longue {d}") for d in range(1, 29)]
    placed = [r for r in semaines(*crowd).donnees["reperes"] if r["texte_y"]]
    assert 4 <= len(placed) < 28
    for row in {r["texte_y"] for r in placed}:
        starts = [float(r["texte_x"]) for r in placed if r["texte_y"] == row and r["ancre"] == "start"]
        assert all(b - a > 150 for a, b in itertools.pairwise(starts))


def test_a_label_at_the_end_is_written_to_the_left():
    assert semaines(charts.Repere(date(2027, 1, 15), "Échéance")).donnees["reperes"][0]["ancre"] == "end"


@pytest.mark.parametrize("jour", [date(2026, 11, 3), date(2026, 10, 14), date(2026, 10, 31), date(2026, 12, 4)])
@pytest.mark.parametrize("fin", [date(2027, 1, 17), date(2027, 5, 30)])
def test_the_line_of_today_crosses_no_name_of_month(jour, fin):
    g = charts.semaines(date(2026, 10, 12), fin, jour, [])
    names = [(m["texte_x"], m["nom"]) for m in g.donnees["mois"]] + [(g.donnees["debut_x"], g.donnees["debut"])]
    line = float(g.donnees["auj"])
    names = sorted((float(left), name) for left, name in names if name)
    assert all(left + 6.7 * len(name) < following for (left, name), (following, _) in itertools.pairwise(names))
    assert all(not float(left) - 3 <= line <= float(left) + 6.7 * len(name) for left, name in names)


DEBUT, FIN = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("barre", "classes"),
    [
        (charts.Barre(date(2026, 2, 1), date(2026, 3, 1), fini=True), ["fini"]),
        (charts.Barre(date(2026, 8, 1), date(2026, 9, 1)), ["fini", "late"]),
        (charts.Barre(date(2026, 9, 1), date(2026, 12, 1)), ["fini", "cours"]),
        (charts.Barre(date(2026, 11, 1), date(2026, 12, 1)), ["cours"]),
        (charts.Barre(date(2026, 9, 1), date(2026, 12, 1), avancement=0), ["cours"]),
        (charts.Barre(date(2026, 11, 1), date(2026, 12, 1), avancement=40), ["fini", "cours"]),
        (charts.Barre(date(2026, 8, 1), date(2026, 9, 1), avancement=0), ["late"]),
        (charts.Barre(date(2026, 11, 3), date(2026, 11, 3), avancement=0), ["cours"]),
        (charts.Barre(date(2025, 1, 1), date(2025, 2, 1), fini=True), []),
        (charts.Barre(date(2027, 2, 1), date(2027, 3, 1)), []),
        (None, []),
    ],
)
def test_gantt_row_tells_done_late_and_to_come(barre, classes):
    g = charts.gantt_ligne(DEBUT, FIN, JOUR, barre)
    assert [e.get("class") for e in dessin(g).iter(f"{SVG}rect")] == classes


def test_gantt_row_says_that_it_goes_on():
    assert (
        charts.gantt_ligne(DEBUT, FIN, JOUR, charts.Barre(date(2026, 5, 1), date(2027, 5, 1))).donnees["suite"] is True
    )


def test_gantt_row_shows_the_first_plan_and_the_milestone():
    g = charts.gantt_ligne(
        DEBUT,
        FIN,
        JOUR,
        charts.Barre(date(2026, 2, 1), date(2026, 3, 1), initial=(DEBUT, date(2026, 2, 1)), jalon=date(2026, 3, 1)),
    )
    assert [e.get("class") for e in dessin(g).iter(f"{SVG}path")] == ["ref", "jal"]


def test_gantt_header_marks_this_month_and_the_years():
    g = charts.gantt_entete(date(2025, 11, 1), FIN, JOUR)
    texts = [(e.get("class"), e.text) for e in dessin(g).iter(f"{SVG}text")]
    assert texts.count(("mo oct", "O")) == 1
    assert [t for c, t in texts if c == "an"] == ["2025", "2026"]


def test_titles_are_escaped():
    g = charts.spark('<script>"', points(1))
    assert "<script>" not in str(g)
    assert dessin(g).get("aria-label").startswith('<script>"')


def test_styles_hold_no_style_attribute():
    assert not any("style=" in value or "url(" in value for value in STYLES.values())


@pytest.mark.parametrize(("value", "expected"), [(0, "0"), (100, "100"), (12.34, "12.3"), (10.0, "10"), (0.04, "0")])
def test_coordinates_have_a_point_and_one_decimal(value, expected):
    assert n(value) == expected


def test_the_legend_of_the_gantt_is_coloured_without_a_style_sheet(rendre, lire):
    html = lire(rendre("{% gantt_legende %}"))
    shapes = html.tous("rect") + html.tous("path")
    assert len(shapes) == 6
    assert all("fill" in a or "stroke" in a for a in shapes)


def test_the_legend_of_weeks_is_coloured_without_a_style_sheet(lire):
    html = lire(semaines().svg.split("<figcaption>")[1])
    shapes = html.tous("circle") + html.tous("path")
    assert len(shapes) == 4
    assert all("fill" in a for a in shapes)


def test_mirror_draws_each_effect_beside_its_objective():
    """Two levels; what was not expected has a dotted frame, and the table tells every line, even a bare one."""
    effets = [("Un long effet " * 12, "direct, attendu", True), ("Une surprise", "indirect, non attendu", False)]
    haut = charts.Bande("Objectif général", "Impact global", [charts.Reflet("Objectif général", "Aller vers", effets)])
    bas = charts.Bande(
        "Objectifs opérationnels", "Réalisations", [charts.Reflet("Objectif opérationnel 1", "Orienter")]
    )
    g = charts.miroir("Théorie d’action", [haut, bas])

    assert [len(rects(g, name)) for name in ("doux", "pale", "vide")] == [2, 1, 1]
    boxes = sorted((float(r.get("y")), float(r.get("height"))) for name in ("pale", "vide") for r in rects(g, name))
    assert boxes[0][0] + boxes[0][1] < boxes[1][0], "effects do not overlap"
    assert [row[0] for row in g.lignes] == ["Objectif général\u00a0: Aller vers"] * 2 + [
        "Objectif opérationnel 1\u00a0: Orienter"
    ]
