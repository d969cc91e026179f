"""What the browser harness must catch, it catches."""

import pytest

from tests.browser import urls
from tests.guards import live

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


def test_rows_wait_for_the_request_of_a_page_that_was_closed(navigateur, live_server, monkeypatch):
    visitor = navigateur().visit("/bien/")
    visitor.page.evaluate("() => { fetch('/lent/').catch(() => null) }")
    assert urls.arrivee.wait(live.PATIENCE)
    visitor.page.context.close()

    with monkeypatch.context() as hurried:
        hurried.setattr(live, "PATIENCE", 0)
        assert not live_server.thread.httpd.wait_until_alone()
    urls.suite.set()
    assert live_server.thread.httpd.wait_until_alone()
