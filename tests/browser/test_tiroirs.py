"""The drawers of the header on a telephone: one open at a time, and a way out for the thumb and for the keyboard."""

from tests.factories import cooperatives as fabrique


def test_the_drawers_of_a_telephone_open_one_at_a_time_and_close(navigateur, le_jour_partout):
    le_jour_partout("2027-03-10")
    nav = navigateur(fabrique.coordinatrice("78"), width=360).visit("/")
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
