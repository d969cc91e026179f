"""Each PDF is PDF/A-3a and PDF/UA-1 at once; and each structural check sees what it is there to see."""

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from coop.documents import kinds, pdf_attachments, render
from tests.documents.norme_pdf import structural, violations
from tests.documents.test_render import built
from tests.documents.validateurs import refusals

pytestmark = pytest.mark.lourd


@pytest.fixture
def archive() -> bytes:
    """A document of two pages with a table and an attached file, made once: its templates are those of each test."""
    return _made()


@cache
def _made() -> bytes:
    attached = kinds.Attachment("contenu.json", b'{"a":1}', "Contenu signé")
    return render.to_pdf(replace(built(lignes=40), attachments=(attached,)))


def test_document_breaks_no_rule(archive):
    assert violations(archive) == []


def test_document_has_no_variable_font(archive):
    """A variable font would be cut again for each document, and dated of the present second."""
    from fontTools.ttLib import TTFont

    with pikepdf.open(io.BytesIO(archive)) as pdf:
        files = [o.FontFile2.read_bytes() for o in pdf.objects if isinstance(o, Dictionary) and "/FontFile2" in o]
    assert files
    assert all("fvar" not in TTFont(io.BytesIO(data)) for data in files)


def first(pdf, role: str) -> Dictionary:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == role and "/P" in o)


def descriptor(pdf) -> Dictionary:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor")


def filespec(pdf) -> Dictionary:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Filespec")


def metadata(pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


def figure(pdf) -> None:
    first(pdf, "/P").S = Name.Figure


def paint_outside(pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f", prepend=True)


def hidden_note(pdf) -> None:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 1, 1], F=2))
    pdf.pages[0].obj.Annots = Array([note])


def lose_the_order(pdf) -> None:
    hidden_note(pdf)
    del pdf.pages[0].obj["/Tabs"]


def lose_a_cell(pdf) -> None:
    row = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == "/TR" and len(o.K) > 1)
    row.K = Array(list(row.K)[:1])


BREAKS = {
    "the metadata do not say PDF/A-3a": lambda p: metadata(p, b'conformance="A"', b'conformance="B"'),
    "the metadata do not say PDF/UA-1": lambda p: metadata(p, b'pdfuaid:part="1"', b""),
    "not described by an extension schema": lambda p: metadata(p, b"http://www.aiim.org/pdfua/ns/id/</", b"x</"),
    "title differs": lambda p: p.docinfo.__setitem__("/Title", "Autre"),
    "CreateDate differs": lambda p: p.docinfo.__setitem__("/CreationDate", "D:20200101000000Z"),
    "no output intent": lambda p: p.Root.__delitem__("/OutputIntents"),
    "additional actions": lambda p: p.Root.__setitem__("/AcroForm", Dictionary(Fields=Array())),
    "is not embedded": lambda p: descriptor(p).__delitem__("/FontFile2"),
    "hidden, or not printed": hidden_note,
    "does not follow the structure": lose_the_order,
    "is not associated": lambda p: filespec(p).__delitem__("/AFRelationship"),
    "associated twice": lambda p: p.Root.__setitem__("/AF", Array([*p.Root.AF, *p.Root.AF])),
    "no type or no date": lambda p: filespec(p).EF.F.__delitem__("/Subtype"),
    "not tagged": lambda p: p.Root.MarkInfo.__setitem__("/Marked", False),
    "no language": lambda p: p.Root.__delitem__("/Lang"),
    "title is not shown": lambda p: p.Root.__delitem__("/ViewerPreferences"),
    "outside the structure": paint_outside,
    "head or a foot": lambda p: p.Root.StructTreeRoot.K[0].K.__delitem__(-1),
    "is not standard": lambda p: first(p, "/P").__setitem__("/S", Name.Paragraphe),
    "no alternative": figure,
    "heading of level 4": lambda p: first(p, "/H1").__setitem__("/S", Name.H4),
    "have [1,": lose_a_cell,
    "without scope": lambda p: first(p, "/TH").__delitem__("/A"),
    "outside a list": lambda p: first(p, "/P").__setitem__("/S", Name.LI),
}


@pytest.mark.parametrize("told", BREAKS)
def test_check_sees_what_is_broken(archive, told):
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        BREAKS[told](pdf)
        out = io.BytesIO()
        pdf.save(out)

    assert any(told in sentence for sentence in structural(out.getvalue()))


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("the metadata do not say PDF/A-3a", "PDFA3A-ID-CONFORMANCE-001"),
        ("is not associated", "PDFA3A-FILE-SPEC-AF-RELATIONSHIP-001"),
        ("outside the structure", "PDFUA1-CONTENT-TAGGING-001"),
        ("no alternative", "UA-13-004"),
    ],
)
def test_validators_see_what_is_broken(archive, told, rule):
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        BREAKS[told](pdf)
        out = io.BytesIO()
        pdf.save(out)

    assert any(sentence.startswith(rule) for sentence in refusals(out.getvalue()))


def test_attached_files_are_read_back(archive):
    assert list(pdf_attachments.read(archive, "application/json")) == [b'{"a":1}']
    assert list(pdf_attachments.read(archive, "text/csv")) == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rien", b"\x00" * 100])
def test_unreadable_pdf_has_no_attached_file(data):
    assert list(pdf_attachments.read(data, "application/json")) == []


def with_stream(archive: bytes, content: bytes, **extra) -> bytes:
    with pikepdf.open(io.BytesIO(archive)) as pdf:
        filespec(pdf).EF.F.write(content, **extra)
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def test_attached_file_that_swells_is_left(archive):
    import zlib

    bomb = zlib.compress(b"0" * (pdf_attachments.MAX_BYTES + 1))
    data = with_stream(archive, bomb, filter=Name.FlateDecode)

    assert list(pdf_attachments.read(data, "application/json")) == []


@pytest.mark.parametrize(
    ("content", "extra", "read"),
    [
        (b"{}", {}, [b"{}"]),
        (b"pas compresse", {"filter": Name.FlateDecode}, []),
        (b"<7b7d>", {"filter": Name.ASCIIHexDecode}, []),
        (b"0" * (pdf_attachments.MAX_BYTES + 1), {}, []),
    ],
)
def test_attached_file_is_plain_or_deflated(archive, content, extra, read):
    assert list(pdf_attachments.read(with_stream(archive, content, **extra), "application/json")) == read
