"""The outlines of the 1 266 communes, heavy and always the same: one file kept by the browser (decisions.md 36).

`coop.ui` imports nothing of ours: the view wears Django's `login_not_required`, and its policy (public, it is
a published map) is declared with those of the libraries.
"""

import gzip
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from coop.ui.fond import empreinte, fond_svg

ONE_YEAR = 31_536_000


@lru_cache(maxsize=1)
def _compressed() -> tuple[bytes, bytes, str]:
    """(plain, compressed, etag) of the background, made once per process."""
    plain = fond_svg().encode()
    return plain, gzip.compress(plain, mtime=0), quote_etag(empreinte())


@login_not_required
@require_safe
@condition(etag_func=lambda request: _compressed()[2])
def carte_fond(request: HttpRequest) -> HttpResponse:
    """The background as an image; compressed when the browser takes it."""
    plain, compressed, _ = _compressed()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(compressed if packed else plain, content_type="image/svg+xml")
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
