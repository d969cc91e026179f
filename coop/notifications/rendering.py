"""From one plain-text template to the two versions of a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from django.conf import settings
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils.html import escape

from coop.notifications.delivery import Content

HIDDEN = "[lien ou code masqué]"
BASE = "notifications/mail.html"


def absolute(url: str) -> str:
    """The full address of a page of the product; an address already full is kept."""
    return urljoin(settings.COOP_BASE_URL.rstrip("/") + "/", url)


def one_line(subject: str) -> str:
    """A subject on one line (a line break would be a header injection), at most 250 characters."""
    return re.sub(r"[ \r\n\t]+", " ", subject).strip()[:250]


def redact(text: str, secrets: Iterable[str]) -> str:
    """`text` without the given tokens or links, written as they are or escaped for HTML, as it may be kept."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN).replace(escape(secret), HIDDEN)
    return text


def render(template: str, context: Mapping[str, object], subject: str) -> Content:
    """Render the text of `template` with its button and its HTML twin; the text is not escaped, the HTML is."""
    label, url = str(context.get("action_label", "Ouvrir dans Coop")), str(context.get("action_url", ""))
    url = absolute(url) if url else ""
    source = engines["django"].get_template(template).template
    text = source.render(Context({**context, "action_url": url, "base_url": settings.COOP_BASE_URL}, autoescape=False))
    text = text.strip() + "\n"
    return compose(one_line(subject), text, url, label)


def compose(subject: str, text: str, url: str = "", label: str = "") -> Content:
    """Both versions of a text already written, with its button when there is an address."""
    body = f"{text}\n{label}\u00a0:\n{url}\n" if url else text
    page = {"subject": subject, "blocks": blocks(text), "url": url, "label": label, "base_url": settings.COOP_BASE_URL}
    return Content(subject, body, render_to_string(BASE, page))


def blocks(text: str) -> list[dict]:
    """Paragraphs and lists of a plain text: a block whose lines all start with « - » is a list."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        is_list = all(line.startswith("- ") for line in lines)
        found.append({"is_list": is_list, "lines": [line[2:] for line in lines] if is_list else lines})
    return found
