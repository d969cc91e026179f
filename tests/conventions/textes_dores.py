"""Golden texts: what a document says, one sentence a line, kept beside the tests and compared line by line.

After a change that is meant: `COOP_GOLDEN=1 .venv/bin/pytest tests/conventions/test_textes_dores.py`, then read the
difference of the files before committing them.
"""

import os
import re
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path

DOSSIER = Path(__file__).parent / "golden"
# A no-break space is part of the text; it is shown in a difference, where one could not tell it from another.
INSECABLE, MONTREE = "\u00a0", "⍽"
BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "li", "th", "td", "caption", "dt", "dd", "div", "section", "article", "tr", "table",
    "header", "footer", "aside", "ul", "ol", "dl", "br",
}  # fmt: skip
UNSEEN = {"style", "script", "title", "svg"}
# Digits that depend on the rows of the database, not on the text.
EMPREINTE = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{4} [0-9a-f]{4}\b")


class _Lecture(HTMLParser):
    """The blocks of a page, in the order they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.words, self.unseen = "", 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        if tag in BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        self.words += "" if self.unseen else data

    def flush(self) -> None:
        # A no-break space is no blank here.
        line = re.sub(r"[ \t\n\r]+", " ", self.words).strip(" ")
        self.words = ""
        if line:
            self.lines += sentences(EMPREINTE.sub("(empreinte)", line))


def sentences(line: str) -> list[str]:
    """One sentence a line, so that a difference shows the sentence that moved."""
    return re.split(r"(?<=[.]) (?=[A-ZÀÉÈÎÔ«])", line)


def lignes(html: str) -> list[str]:
    """What a page says."""
    reading = _Lecture()
    reading.feed(html[html.index("<body") :])
    reading.flush()
    return reading.lines


def comparer(nom: str, html: str) -> None:
    """Fail with the difference; with COOP_GOLDEN=1, write the text instead."""
    path, found = DOSSIER / f"{nom}.txt", lignes(html)
    if os.environ.get("COOP_GOLDEN") == "1":
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
        return
    kept = path.read_text(encoding="utf-8").splitlines()
    difference = "\n".join(unified_diff(kept, found, f"golden/{nom}.txt", "ce que dit le document", lineterm="", n=1))
    assert found == kept, "\n" + difference.replace(INSECABLE, MONTREE)
