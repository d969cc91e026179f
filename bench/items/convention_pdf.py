"""The PDF of a convention beside a bare WeasyPrint call on the same HTML, in one run: what tagging and sharing cost."""

from bench.harness import Measure, best_of, demonstration, peak_memory

RUNS = 3
SECONDS_GOAL = 2.0
# Tagging, scopes, fonts dated and attachment may cost a third more than the bare call.
RATIO_GOAL = 1.35


def measure() -> list[Measure]:
    """Seconds (best of three, after one to warm) and peak memory of both."""
    demonstration()
    from conventions.documents import build
    from conventions.models import VersionConvention
    from coop.documents.models import Document
    from coop.documents.render import to_html, to_pdf

    version = VersionConvention.objects.filter(abandonnee_le__isnull=True).order_by("id").first()
    if version is None:
        raise SystemExit("The demonstration has no convention at the signature or in force.")
    built = build(Document(kind="convention", subject_id=str(version.convention_id), final=True))
    html = to_html(built)
    _bare(html)
    bare, bare_memory = best_of(RUNS, lambda: _bare(html)), peak_memory()
    to_pdf(built)
    ours, ours_memory = best_of(RUNS, lambda: to_pdf(built)), peak_memory()
    return [
        Measure("convention PDF, bare WeasyPrint", bare, "s"),
        Measure("convention PDF", ours, "s", goal=SECONDS_GOAL),
        Measure("convention PDF against bare", round(ours / bare, 2), "×", goal=RATIO_GOAL),
        Measure("convention PDF, peak memory of the bare call", bare_memory, "MiB"),
        Measure("convention PDF, peak memory", ours_memory, "MiB", goal=300),
    ]


def _bare(html: str) -> bytes:
    """The same pages with our stylesheet and fonts, without tags nor anything shared."""
    from weasyprint import CSS, HTML

    from coop.documents.render import STYLESHEET
    from coop.documents.static_only import BASE_URL, fetcher

    stylesheet = CSS(url=BASE_URL + STYLESHEET, url_fetcher=fetcher())
    return HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher()).write_pdf(stylesheets=[stylesheet])
