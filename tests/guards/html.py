"""What no HTML page of the product may contain (strict CSP, forgotten tags, unprotected forms)."""

from html.parser import HTMLParser

SAFE_FORM_METHODS = {"", "get", "dialog"}
DATA_SCRIPTS = {"application/json", "application/ld+json", "speculationrules"}


class PageCheck(HTMLParser):
    """Collects in `faults` what breaks the strict policy or shows an unfinished template."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._post_form: str | None = None
        self._has_token = False
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._check_attributes(tag, given)
        if tag == "style":
            self.faults.append("inline <style>")
        elif tag == "script":
            self._raw = True
            if "src" not in given and given.get("type", "") not in DATA_SCRIPTS:
                self.faults.append("inline <script>")
        elif tag == "form":
            post = given.get("method", "").lower() not in SAFE_FORM_METHODS
            self._post_form, self._has_token = (given.get("action", "") if post else None), False
        elif tag == "input" and given.get("name") == "csrfmiddlewaretoken":
            self._has_token = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._raw = False
        elif tag == "form":
            if self._post_form is not None and not self._has_token:
                self.faults.append(f"POST form without CSRF token (action « {self._post_form} »)")
            self._post_form = None

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self._check_text(data)

    def _check_attributes(self, tag: str, given: dict[str, str]) -> None:
        for name, value in given.items():
            if name.startswith("on"):
                self.faults.append(f"inline handler {name} on <{tag}>")
            if name == "style":
                self.faults.append(f"style attribute on <{tag}>")
            if value.strip().lower().startswith("javascript:"):
                self.faults.append(f"javascript: address in {name} of <{tag}>")
            self._check_text(value)

    def _check_text(self, text: str) -> None:
        for mark in ("{{", "{%", "{#", "UNDEFINED-VARIABLE"):
            if mark in text:
                self.faults.append(f"unrendered « {mark} » in « {text.strip()[:60]} »")


def faults_of(html: str) -> list[str]:
    """The faults of a page, in reading order; an empty list is a good page."""
    check = PageCheck()
    check.feed(html)
    check.close()
    return check.faults
