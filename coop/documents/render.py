"""HTML to tagged PDF: same content and date, same bytes (stack.md §3).

WeasyPrint and pikepdf are imported inside the functions: they cost a second that pages do not pay.
"""

import atexit
import io
import threading
from functools import cache

from django.template.loader import render_to_string

from coop.documents.kinds import Built
from coop.documents.pdf_tags import complete_tags
from coop.documents.static_only import BASE_URL, fetcher

# One sheet a concern, in this order.
STYLESHEETS = tuple(
    f"coop/css/pdf/{name}.css" for name in ("polices", "page", "texte", "tableaux", "signatures", "formulaires")
)
# WeasyPrint, its fonts and its parsed stylesheets are shared by the process and used by one thread at a time.
_lock = threading.Lock()


class ForbiddenResource(Exception):
    """The template asks for something else than our static files."""


def import_engines() -> None:
    """What a worker imports once for all its processes; nothing of fonts, which a fork would not share well."""
    import pikepdf  # noqa: F401
    import weasyprint  # noqa: F401


def to_pdf(built: Built) -> bytes:
    """The file of a built document: PDF/A-3a (kept for years) and PDF/UA-1 (read by everybody) at once."""
    html = to_html(built)
    with _lock:
        return complete_tags(_write(html, built))


def to_html(built: Built) -> str:
    """What WeasyPrint is given; `pdf` holds title, reference, version, date and draft for the base template."""
    return render_to_string(built.template, {**built.context, "pdf": built})


def _write(html: str, built: Built) -> bytes:
    from weasyprint import HTML, Attachment
    from weasyprint.urls import FatalURLFetchingError

    fonts, stylesheets = _shared()
    attachments = [
        Attachment(
            file_obj=io.BytesIO(a.data),
            name=a.filename,
            description=a.description,
            created=built.created,
            modified=built.created,
            relationship="Data",
        )
        for a in built.attachments
    ]
    page = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher())
    # Left plain here: qpdf compresses once, at the end, and faster.
    options = {"pdf_variant": "pdf/a-3a", "attachments": attachments or None, "uncompressed_pdf": True}
    try:
        return page.write_pdf(stylesheets=stylesheets, font_config=fonts, **options)
    except FatalURLFetchingError as error:  # not an Exception: it would end the worker
        raise ForbiddenResource(str(error)) from error


@cache
def _shared():
    """Fonts and stylesheets, parsed once: memory grows three times less over many documents."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(_shared.cache_clear)  # its temporary folder is removed while Python still can
    fonts = FontConfiguration()
    return fonts, [CSS(url=BASE_URL + sheet, url_fetcher=fetcher(), font_config=fonts) for sheet in STYLESHEETS]
