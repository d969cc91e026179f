"""The drawers of the header on a telephone: one open at a time, and a way out for the thumb and for the keyboard."""

from tests.factories import cooperatives as fabrique


def test_the_drawers_of_a_telephone_open_one_at_a_time_and_close(navigateur, le_jour_partout):
    le_jour_partout("2027-03-10")
    nav = navigateur(fabrique.coordinatrice("78"), width=360).visit("/cooperatives/nouvelle/")
    page = nav.page
    menu, account = page.locator(".coop-menu"), page.locator(".coop-tiroir")
    places, leave = menu.get_by_role("navigation"), page.get_by_role("button", name="Se déconnecter")

    nav.click_on(menu.locator("summary"))
    assert places.is_visible()
    assert not nav.overflows()
    nav.click_on(account.locator("summary"))
    assert leave.is_visible()
    assert not places.is_visible()

    # Escape from inside gives the focus back to what opened it.
    leave.focus()
    page.keyboard.press("Escape")
    assert not leave.is_visible()
    assert page.evaluate("document.activeElement === document.querySelector('.coop-tiroir > summary')")

    nav.click_on(menu.locator("summary"))
    page.mouse.click(180, 880)
    assert not places.is_visible()


def test_a_long_list_of_chips_is_folded_on_a_telephone_only(navigateur, le_jour_partout):
    le_jour_partout("2027-03-10")
    coordinatrice = fabrique.coordinatrice("78")
    for rang in range(13):
        fabrique.thematique(f"theme-{rang}")
    narrow = navigateur(coordinatrice, width=360).visit("/cooperatives/nouvelle/")
    theme = narrow.page.locator("input[name=thematiques]").first

    assert not theme.is_visible()
    narrow.click_on(narrow.page.locator("details:has([name=thematiques]) > summary"))
    assert theme.is_visible()
    wide = navigateur(coordinatrice).visit("/cooperatives/nouvelle/").page
    assert wide.locator("input[name=thematiques]").first.is_visible()
    assert not wide.get_by_text("Choisir parmi").first.is_visible()
