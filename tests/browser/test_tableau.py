"""The tableau de bord by the keyboard alone: a row opened, written, refused, left, saved; the focus never lost."""

from datetime import date

import pytest

from cooperatives.workflows import tableau
from tests.factories import cooperatives as fabrique


@pytest.fixture
def scene(le_jour_partout, transactional_db):
    le_jour_partout("2027-03-10")
    dd = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78")
    task = tableau.add_task(
        ca.etapes.get(ordre=2), actor=dd.actor, libelle="Grille", debut=date(2027, 1, 4), fin=date(2027, 3, 1)
    )
    return dd, ca, task


def test_a_task_is_planned_by_the_keyboard_alone(scene, navigateur):
    dd, ca, task = scene
    nav = navigateur(dd).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")
    page = nav.page
    focused = page.locator(":focus")
    title = page.get_by_role("link", name="Grille", exact=True)

    title.focus()
    page.keyboard.press("Enter")
    page.locator(".coop-tb-r").wait_for()
    assert focused.get_attribute("name") == "libelle"
    nav.audit()
    page.keyboard.press("Escape")
    page.locator(".coop-tb-r").wait_for(state="detached")
    assert focused.inner_text() == "Grille"

    page.keyboard.press("Enter")
    page.locator(".coop-tb-r").wait_for()
    page.locator(".coop-tb-r [name=avancement]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    page.locator(".coop-tb-r [role=alert]").wait_for()
    nav.audit()
    page.locator(".coop-tb-r [name=avancement]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    page.locator(".coop-tb-r").wait_for(state="detached")

    assert focused.inner_text() == "Grille"
    assert "Aucun retard" in page.locator(".coop-chapo").inner_text()
    task.refresh_from_db()
    assert task.statut == "terminee"
    nav.audit().screenshots("tableau-de-bord")


def test_the_dates_move_by_the_keyboard_and_without_script(scene, navigateur):
    dd, ca, task = scene
    nav = navigateur(dd).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")
    nav.page.get_by_role("link", name="Grille", exact=True).focus()
    nav.page.keyboard.press("Enter")
    nav.page.locator(".coop-tb-r :focus").wait_for()
    nav.page.get_by_role("button", name="+ 1 semaine").focus()
    nav.page.keyboard.press("Enter")
    nav.page.locator(".coop-tb-r").wait_for(state="detached")
    assert nav.page.locator(":focus").inner_text() == "Grille"

    plain = navigateur(dd, javascript=False).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")
    plain.follow("Grille").click("+ 1 mois")

    task.refresh_from_db()
    assert (task.debut, task.fin) == (date(2027, 2, 11), date(2027, 4, 8))


def test_a_task_moves_in_two_taps_on_a_telephone(scene, navigateur):
    dd, ca, task = scene
    nav = navigateur(dd, width=360, finger=True).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")
    page = nav.page
    assert page.get_by_text("Touchez une ligne").is_visible()
    assert not page.locator("#aide-barres").is_visible()

    page.get_by_role("link", name="Grille", exact=True).tap()
    page.locator(".coop-tb-r :focus, .coop-tb-r:focus").wait_for()
    # The keyboard of the telephone stays away: no field is focused.
    assert page.evaluate("document.activeElement.tagName") == "TD"
    assert not nav.overflows()
    nav.audit()
    page.get_by_role("button", name="+ 1 semaine").tap()
    page.locator(".coop-tb-r").wait_for(state="detached")

    task.refresh_from_db()
    assert (task.debut, task.fin) == (date(2027, 1, 11), date(2027, 3, 8))


def test_a_bar_is_dragged_then_moved_by_arrows(scene, navigateur):
    dd, ca, task = scene
    tableau.add_task(
        task.etape, actor=dd.actor, libelle="Bilan", debut=date(2027, 3, 8), fin=date(2027, 4, 5), dependances=[task]
    )
    nav = navigateur(dd).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")
    page, bar = nav.page, nav.page.get_by_role("slider", name="Dates de « Grille »")
    spoken = page.locator("[data-coop-barres-dit]")

    def grip(part: str) -> tuple[float, float]:
        bar.scroll_into_view_if_needed()
        box = bar.locator(f".coop-poignee__{part}").bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    # Its end, by the pointer: given up first, then two weeks later (16 months are 560 px, a week 8 px).
    x, y = grip("fin")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert "du 4 janvier 2027 au 1er mars 2027" in spoken.inner_text()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 16, y)
    assert "au 15 mars 2027" in spoken.inner_text()
    with page.expect_response("**/dates/"):
        page.mouse.up()
    page.get_by_text("« Bilan » l’attend et commence avant sa fin.").wait_for()

    # The whole bar, by the arrows: the keyboard is still on it.
    page.wait_for_function("document.activeElement.className === 'coop-poignee'")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    assert spoken.inner_text() == "du 27 décembre 2026 au 7 mars 2027"
    with page.expect_response("**/dates/"):
        page.keyboard.press("Enter")
    page.get_by_text("« Grille » : du 27 décembre 2026 au 7 mars 2027.").wait_for()

    nav.audit()
    task.refresh_from_db()
    assert (task.debut, task.fin) == (date(2026, 12, 27), date(2027, 3, 7))
    assert (task.debut_initial, task.fin_initiale) == (date(2027, 1, 4), date(2027, 3, 1))


def test_the_table_is_a_list_on_a_telephone(scene, navigateur):
    dd, ca, _ = scene
    nav = navigateur(dd, width=360).visit(f"/cooperatives/{ca.reference}/tableau-de-bord/")

    assert nav.page.evaluate("document.documentElement.scrollWidth") <= 360
