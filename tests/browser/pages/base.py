"""The browser of one persona: every page it reaches is audited; clicks are counted; nothing may go wrong silently.

Page objects of the product extend `Navigateur` with the words of the domain (`transmettre_le_bilan`…).
"""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

ROOT = Path(__file__).resolve().parents[3]
SCREENS = ROOT / "build" / "screens"
WIDTHS = (360, 1280)
SAVED = re.compile(r"^Enregistré à \d")
AUDIT = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    },
    "resultTypes": ["violations"],
}


class Observer:
    """Hears what a page complains of: console errors (CSP reports are some), script errors, foreign requests."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.faults: list[str] = []
        self.expected_status: set[int] = set()
        self.offline = False

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error" and "Content Security Policy" not in message.text:
            return
        # Chromium writes the status of a refused page in its console; a test that expects it says so.
        if any(f"status of {status}" in message.text for status in self.expected_status):
            return
        if self.offline and "ERR_INTERNET_DISCONNECTED" in message.text:
            return
        self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base_url, "data:", "blob:", "about:")):
            self.faults.append(f"request to {request.url}")


class Navigateur:
    """One persona at work. `page` stays open to Playwright for what has no word here."""

    def __init__(self, page: Page, base_url: str, observer: Observer, *, javascript: bool = True) -> None:
        self.page, self.base_url, self.observer = page, base_url, observer
        self.javascript = javascript
        self.clicks = 0
        observer.listen(page)

    def visit(self, path: str, *, status: int = 200) -> "Navigateur":
        """Open a page by its path, check its status, audit it."""
        if status >= 400:
            self.observer.expected_status.add(status)
        response = self.page.goto(self.base_url + path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        return self.audit()

    def click(self, name: str, *, role: str = "button", exact: bool = True) -> "Navigateur":
        """Click what carries this name (a button, or `role="link"`), count it, audit the page it leads to."""
        return self.click_on(self.page.get_by_role(role, name=name, exact=exact))

    def follow(self, name: str, *, exact: bool = True) -> "Navigateur":
        """Click a link by its text."""
        return self.click(name, role="link", exact=exact)

    def click_on(self, target: Locator) -> "Navigateur":
        """Click one element found by Playwright, count it, audit what is shown after it."""
        self.clicks += 1
        target.click()
        self.page.wait_for_load_state("load")
        return self.audit()

    def fill(self, **values: str) -> "Navigateur":
        """Fill fields by their name; a choice is filled by its value. Typing is not counted as clicks."""
        for name, value in values.items():
            field = self.page.locator(f"[name='{name}']")
            kind = field.first.evaluate("e => e.type || e.tagName.toLowerCase()")
            if kind in {"radio", "checkbox"}:
                # The label covers the control in the DSFR: the state is set, as the keyboard would.
                self.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
            elif kind.startswith("select"):
                field.select_option(value)
            elif kind == "file":
                field.set_input_files(value)
            else:
                field.fill(value)
        return self

    def lose_the_network(self) -> "Navigateur":
        self.observer.offline = True
        self.page.context.set_offline(True)
        return self

    def reopen(self) -> "Navigateur":
        """The tab was closed without a word; the same page is opened again in another, with the network."""
        context, address = self.page.context, self.page.url
        self.page.close()
        context.set_offline(False)
        self.page = context.new_page()
        self.observer.listen(self.page)
        self.page.goto(address)
        return self.audit()

    def saved(self) -> "Navigateur":
        """Wait until all that was typed is saved without a button, and the page says at what time."""
        self.page.locator("form[data-coop-enregistre='oui']").first.wait_for()
        self.page.locator("[data-coop-etat]").get_by_text(SAVED).wait_for()
        return self

    @property
    def title(self) -> str:
        """The text of the main heading."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def audit(self) -> "Navigateur":
        """Fail on any violation of WCAG 2.2 AA or RGAA that axe finds; keep a screen when asked."""
        if self.javascript:
            violations = Axe().run(self.page, options=AUDIT).response["violations"]
            assert violations == [], f"{self.page.url}\n" + "\n".join(map(_told, violations))
        return self

    def screenshots(self, name: str) -> "Navigateur":
        """Write `name` at 360 and 1280 px in build/screens when COOP_SCREENS=1; the width is put back."""
        if os.environ.get("COOP_SCREENS") != "1":
            return self
        SCREENS.mkdir(parents=True, exist_ok=True)
        before = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=SCREENS / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size(before)
        return self

    def overflows(self) -> bool:
        """Whether the page scrolls sideways at its present width."""
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def _told(violation: dict) -> str:
    """One violation in words: rule, help, first three elements."""
    targets = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
    return f"  {violation['id']} ({violation['impact']}): {violation['help']} — {targets}"
