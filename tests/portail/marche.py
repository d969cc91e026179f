"""A walk through everything one person reaches by links: pages, workbooks, and the documents their buttons ask for."""

import html
import io
import re
from collections import Counter, deque
from collections.abc import Iterator

from django.urls import Resolver404, resolve
from openpyxl import load_workbook

from coop.documents import kinds
from coop.documents.models import Document
from coop.documents.render import to_html

LIEN = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
IMPRESSION = re.compile(r'action="(/[^"#]*(?:pdf|imprimer)/)"')
# What is the same for everybody, or leads out of the session.
AILLEURS = ("/static/", "/aide/", "/admin/", "/deconnexion", "/compte", "/mon-compte")


class Marche:
    """`pages` and `classeurs`: address → what is read there. `fois` pages of each route are opened."""

    def __init__(self, client, depuis: list[str], fois: int = 1) -> None:
        self.client, self.fois = client, fois
        self.pages: dict[str, str] = {}
        self.classeurs: dict[str, str] = {}
        self.imprimes: set[str] = set()
        self._suivre(deque(depuis))

    def _suivre(self, queue: deque) -> None:
        seen, times = set(), Counter()
        while queue:
            url = queue.popleft()
            name = route(url)
            if url in seen or not name or times[name] >= self.fois:
                continue
            seen.add(url)
            times[name] += 1
            response = self.client.get(url, follow=True)
            kind = response.get("Content-Type", "")
            if response.status_code == 200 and "text/html" in kind:
                text = response.content.decode()
                self.pages[url] = text
                queue.extend(html.unescape(found) for found in LIEN.findall(text))
                self.imprimes.update(IMPRESSION.findall(text))
            elif response.status_code == 200 and "spreadsheet" in kind:
                self.classeurs[url] = " ".join(cellules(response.getvalue()))

    def documents(self) -> dict[str, str]:
        """Every document the buttons of the pages ask for: the HTML it is printed from, and the files it carries."""
        found, times = {}, Counter()
        for url in sorted(self.imprimes):
            times[route(url)] += 1
            if times[route(url)] > self.fois:
                continue
            self.client.post(url)
        for document in Document.objects.all():
            built = kinds.get(document.kind).build(document)
            joined = "".join(attached.data.decode(errors="ignore") for attached in built.attachments)
            found[f"{document.kind} {built.filename}"] = to_html(built) + joined
        return found


def route(url: str) -> str:
    """The name of the route of an address; nothing for what is walked elsewhere."""
    path = url.partition("?")[0]
    if path.startswith(AILLEURS):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def cellules(data: bytes) -> Iterator[str]:
    for sheet in load_workbook(io.BytesIO(data), read_only=True):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)
