"""What a document may load: our own static files and inline data, never the network nor the disk."""

import mimetypes
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.contrib.staticfiles import finders

BASE_URL = "https://static.invalid/"


@cache
def fetcher():
    """A WeasyPrint fetcher that knows `https://static.invalid/<static path>` and `data:`; anything else stops the PDF."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class StaticOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = static_path(url)
            if path is None:
                raise FatalURLFetchingError(f"Not one of our static files: {url}")
            media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})

    return StaticOnly(allowed_protocols=("https", "data"))


def static_path(url: str) -> Path | None:
    """The file behind one of our static addresses, or None."""
    if not url.startswith(BASE_URL):
        return None
    name = unquote(url.removeprefix(BASE_URL)).split("?")[0].split("#")[0]
    if ".." in name.split("/"):
        return None
    found = finders.find(name)
    return Path(found) if found else None
