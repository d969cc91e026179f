"""What the browser harness must catch, it catches."""

import pytest

pytestmark = pytest.mark.urls("tests.browser.urls")


def test_good_page_passes_and_clicks_are_counted(navigateur, le_jour_partout):
    le_jour_partout("2027-03-15")
    visitor = navigateur().visit("/bien/")

    visitor.follow("Voir le jour")

    assert visitor.page.locator("#jour").inner_text() == "2027-03-15"
    assert (visitor.title, visitor.clicks) == ("Bonjour", 1)


def test_inaccessible_image_is_refused(navigateur):
    with pytest.raises(AssertionError, match="image-alt"):
        navigateur().visit("/image/")


@pytest.mark.parametrize(
    ("path", "fault"), [("/style/", "Content Security Policy"), ("/ailleurs/", "request to http://192.0.2.1")]
)
def test_silent_faults_are_heard(navigateur, path, fault):
    visitor = navigateur().visit(path)

    assert any(fault in heard for heard in visitor.observer.faults)
    visitor.observer.faults.clear()
