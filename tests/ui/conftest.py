"""What the interface tests share: a template rendered as a page is, and a small reader of HTML."""

from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines


class Lecteur(HTMLParser):
    """Every start tag as (tag, attributes), and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.balises: list[tuple[str, dict]] = []
        self.texte = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.balises.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texte += data

    def tous(self, tag: str, **wanted) -> list[dict]:
        """Attributes of every `tag` that has these attributes (`klass` for class, `_` for `-`)."""
        names = {k.replace("klass", "class").replace("_", "-"): v for k, v in wanted.items()}
        return [a for t, a in self.balises if t == tag and all(a.get(k) == v for k, v in names.items())]

    def un(self, tag: str, **wanted) -> dict:
        """The only one; fails when there is none or more."""
        found = self.tous(tag, **wanted)
        assert len(found) == 1, (tag, wanted, found)
        return found[0]


@pytest.fixture
def lire():
    return Lecteur


@pytest.fixture
def rendre(rf):
    """`rendre(source, user=…, path=…, **context)`: the template as a page of the product would render it."""

    def render(source: str, *, user=None, path: str = "/", **context) -> str:
        request = rf.get(path)
        request.user = user or AnonymousUser()
        return engines["django"].from_string(source).render(context, request)

    return render
