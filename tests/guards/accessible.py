"""What a screen reader could not tell: refused on every page the tests draw (RGAA 4.1, WCAG 2.2 A and AA).

One walk of the parsed page. What needs a drawn page (contrast, focus, target size) is audited in the browser tests.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import html

HEADINGS = {f"h{level}": level for level in range(1, 7)}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage")
CONTROLS = {"input", "select", "textarea"}
WITHOUT_LABEL = {"hidden", "submit", "button", "image", "reset"}
LANDMARKS = {"nav", "aside"}


class Page:
    """A page, or a fragment that htmx puts in one: its elements, their names, what is wrong."""

    def __init__(self, source: str) -> None:
        self.whole = "<html" in source[:400].lower()
        self.root = html.document_fromstring(source)
        self.elements = [e for e in self.root.iter() if isinstance(e.tag, str)]
        self.named = defaultdict(list)
        for element in self.elements:
            if key := element.get("id"):
                self.named[key].append(element)
        self.labels = defaultdict(list)
        for label in self.root.iter("label"):
            self.labels[label.get("for")].append(label)

    def faults(self) -> Iterator[str]:
        """Each fault in words, in no particular order."""
        yield from (f"two elements have the id « {key} »" for key, found in self.named.items() if len(found) > 1)
        yield from self._headings()
        yield from self._references()
        yield from self._controls()
        yield from self._tables()
        yield from self._landmarks()
        yield from self._links()

    def _headings(self) -> Iterator[str]:
        shown = [e for e in self.elements if e.tag in HEADINGS]
        if self.whole and (count := sum(e.tag == "h1" for e in shown)) != 1:
            yield f"{count} <h1>"
        before = 0 if self.whole else 6
        for heading in shown:
            level = HEADINGS[heading.tag]
            if level > before + 1:
                yield f"<h{before}> then <h{level}> « {spoken(heading)} »"
            if not spoken(heading):
                yield f"empty <{heading.tag}>"
            before = level

    def _references(self) -> Iterator[str]:
        # The elements named by a fragment may be in the page that receives it.
        if not self.whole:
            return
        for element in self.elements:
            for attribute in REFERENCES:
                for key in (element.get(attribute) or "").split():
                    if key not in self.named:
                        yield f"{attribute} of <{element.tag}> names « {key} », which is not there"

    def _controls(self) -> Iterator[str]:
        for element in self.elements:
            kind = element.get("type", "text") if element.tag == "input" else ""
            if element.tag in CONTROLS and kind not in WITHOUT_LABEL:
                if not self.name(element):
                    yield f"<{element.tag} name={element.get('name')}> has no label"
                if kind == "radio" and not any(self._is_group(parent) for parent in element.iterancestors()):
                    yield f"radio « {element.get('name')} » without a group that says the question"
            elif element.tag in {"button", "summary"} and not self.name(element):
                yield f"<{element.tag}> without a name"
            elif element.tag == "fieldset" and not self._is_group(element):
                yield "<fieldset> without legend"

    def _is_group(self, element: html.HtmlElement) -> bool:
        if element.tag == "fieldset":
            return bool(self.name(element)) and (
                element.find("legend") is not None or bool(element.get("aria-labelledby"))
            )
        return element.get("role") in {"radiogroup", "group"} and bool(self.name(element))

    def _tables(self) -> Iterator[str]:
        for table in self.root.iter("table"):
            caption = table.find("caption")
            if caption is None or not spoken(caption):
                yield f"table without caption « {spoken(table)[:40]} »"
            yield from (f"<th> without scope « {spoken(th)} »" for th in table.iter("th") if not th.get("scope"))

    def _landmarks(self) -> Iterator[str]:
        for tag in LANDMARKS:
            found = list(self.root.iter(tag))
            if len(found) > 1:
                yield from (f"<{tag}> without a name among several" for e in found if not self._given_name(e))

    def _links(self) -> Iterator[str]:
        for link in self.root.iter("a"):
            if link.get("href") is not None and not is_hidden(link) and not self.name(link):
                yield f"link without a name ({link.get('href')})"

    def homonyms(self) -> Iterator[str]:
        """The list of links of a screen reader gives names alone: one name, one target, or a description."""
        targets = defaultdict(set)
        for link in self.root.iter("a"):
            # A link into the page itself leads where its name is a heading.
            if (href := link.get("href", "#").split("#")[0]) and not is_hidden(link):
                targets[self.name(link).lower(), self._described(link)].add(href)
        for (name, _), hrefs in targets.items():
            if len(hrefs) > 1:
                yield f"links of the same name « {name} »: {', '.join(sorted(hrefs))}"

    def _described(self, link: html.HtmlElement) -> str:
        """What tells it from its homonyms: a description, or the header of its row."""
        if by := link.get("aria-describedby"):
            return self._texts(by)
        row = next(link.iterancestors("tr"), None)
        header = row.find("th") if row is not None else None
        return spoken(header) if header is not None else ""

    def _texts(self, keys: str) -> str:
        return " ".join(spoken(self.named[key][0]) for key in keys.split() if key in self.named)

    def _given_name(self, element: html.HtmlElement) -> str:
        by = element.get("aria-labelledby")
        # Out of its page, a fragment is believed.
        return (self._texts(by) or ("" if self.whole else by)) if by else (element.get("aria-label") or "").strip()

    def name(self, element: html.HtmlElement) -> str:
        """The accessible name, as far as our pages need it computed."""
        if given := self._given_name(element):
            return given
        if element.tag in CONTROLS:
            parent = next(element.iterancestors("label"), None)
            labels = self.labels[element.get("id")] if element.get("id") else []
            return " ".join(map(spoken, labels)) or (spoken(parent) if parent is not None else "")
        if element.tag == "fieldset":
            legend = element.find("legend")
            return spoken(legend) if legend is not None else ""
        return spoken(element) or (element.get("title") or "").strip()


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether a screen reader is told to pass over it."""
    line = [element, *element.iterancestors()]
    return any(e.get("aria-hidden") == "true" or e.get("hidden") is not None for e in line)


def spoken(element: html.HtmlElement) -> str:
    """The text a screen reader says of the content of an element."""
    return re.sub(r"\s+", " ", "".join(_pieces(element))).strip()


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("aria-hidden") != "true" and child.get("hidden") is None:
            if said := child.get("aria-label") or child.get("alt"):
                yield said
            else:
                yield from _pieces(child)
        yield child.tail or ""


def faults_of(source: str) -> list[str]:
    """The faults of a page for who does not see it; an empty list is a good page."""
    return sorted(set(Page(source).faults())) if source.strip() else []


def homonyms_of(source: str) -> list[str]:
    """The links of a page that their names do not tell apart (asked of the pages that list; invented data has homonyms)."""
    return sorted(Page(source).homonyms())
