"""The PDF itself: tagged, French, with its fonts, and always the same bytes."""

import hashlib
import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from coop.documents import kinds, render
from coop.documents.models import Document
from coop.documents.static_only import BASE_URL, static_path
from tests.documents import essai

pytestmark = pytest.mark.lourd
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def built(*, final: bool = False, **params) -> kinds.Built:
    return essai.build(Document(params=params, final=final, requested_at=NOON))


@pytest.fixture(scope="module")
def opened():
    """`opened(data)` gives a pikepdf document."""
    return lambda data: pikepdf.open(io.BytesIO(data))


def elements(pdf, tag: str) -> list:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == tag and "/P" in o]


def scope_of(cell) -> str:
    owned = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(str(attribute.Scope) for attribute in owned if attribute.get("/O") == "/Table")


def text_of(data: bytes, tmp_path: Path) -> str:
    source = tmp_path / "essai.pdf"
    source.write_bytes(data)
    out = subprocess.run(["pdftotext", "-layout", source, "-"], capture_output=True, text=True, check=True).stdout
    return out.replace("\u00a0", " ")


def test_pdf_is_tagged_french_and_titled(opened):
    with opened(render.to_pdf(built())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Convention « Bien vieillir »"
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"


def test_pdf_gives_each_header_cell_its_scope(opened):
    with opened(render.to_pdf(built(lignes=2))) as pdf:
        scopes = [scope_of(cell) for cell in elements(pdf, "/TH")]
        assert sorted(scopes) == ["/Column", "/Column", "/Row", "/Row"]
        assert len(elements(pdf, "/Caption")) == 1


def test_pdf_embeds_its_fonts(opened):
    with opened(render.to_pdf(built())) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert any("Source-Sans-3" in str(font.FontName) for font in fonts)


def test_pdf_is_dated_from_the_row_and_has_the_same_bytes_twice(opened):
    first = render.to_pdf(built())
    assert first == render.to_pdf(built())
    with opened(first) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20270301")


def test_pdf_has_the_same_bytes_in_another_process_a_second_later(tmp_path):
    out = tmp_path / "autre.pdf"
    code = (
        "import django; django.setup()\n"
        "from pathlib import Path; from django.conf import settings\n"
        "from tests.documents import test_render\n"
        "settings.TEMPLATES[0]['DIRS'].append(Path(test_render.__file__).parent / 'gabarits')\n"
        f"Path({str(out)!r}).write_bytes(test_render.render.to_pdf(test_render.built()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment())
    assert hashlib.sha256(out.read_bytes()).hexdigest() == hashlib.sha256(render.to_pdf(built())).hexdigest()


def environment() -> dict:
    import os

    return {**os.environ, "DJANGO_SETTINGS_MODULE": "coop.settings.test", "PYTHONHASHSEED": "7"}


@pytest.mark.parametrize(("final", "seen"), [(False, True), (True, False)])
def test_watermark_stays_until_the_document_is_final(final, seen, tmp_path):
    assert ("PROJET" in text_of(render.to_pdf(built(final=final)), tmp_path)) is seen


def test_header_and_footer_say_what_the_paper_is(tmp_path):
    text = text_of(render.to_pdf(built(lignes=40)), tmp_path)
    assert text.count("Convention « Bien vieillir »") >= 3  # heading, and the top of both pages
    assert text.count("CA-78-01 · version 2") == 2
    assert text.count("Généré le 1er mars 2027") == 2
    assert "page 1/2" in text
    assert "page 2/2" in text
    assert "[à compléter]" in text


def test_document_never_reads_the_network():
    with pytest.raises(render.ForbiddenResource, match="Not one of our static files"):
        render.to_pdf(built(template="reseau.html"))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (BASE_URL + "coop/css/pdf/page.css", True),
        (BASE_URL + "coop/css/pdf/page.css?v=2", True),
        (BASE_URL + "../coop/settings/base.py", False),
        (BASE_URL + "coop/css/absent.css", False),
        ("file:///etc/hostname", False),
        ("https://ailleurs.invalid/coop/css/pdf/page.css", False),
    ],
)
def test_static_path_knows_our_static_files_only(url, found):
    assert (static_path(url) is not None) is found


def test_pdf_carries_its_attachments(opened):
    from dataclasses import replace

    with_file = replace(built(), attachments=(kinds.Attachment("contenu.json", b"{}", "Contenu signé"),))
    data = render.to_pdf(with_file)
    with opened(data) as pdf:
        assert pdf.attachments["contenu.json"].get_file().read_bytes() == b"{}"
    assert data == render.to_pdf(with_file)
