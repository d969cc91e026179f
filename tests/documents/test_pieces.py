import io
import stat
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from coop.documents import kinds, pieces
from coop.documents.models import Piece
from coop.journal.actors import Actor
from coop.journal.models import Entry

ACTOR = Actor("Coordinatrice DD 78", user_id=1)


def pdf(**save) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out, **save)
    return out.getvalue()


def script(key: str = "/OpenAction") -> bytes:
    """A PDF that runs something when it is opened, or when its page is."""
    out, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    if key == "/Names":
        names = pikepdf.Dictionary(Names=[pikepdf.String("a"), document.make_indirect(action)])
        document.Root.Names = pikepdf.Dictionary(JavaScript=names)
    elif key == "/AA":
        document.pages[0].obj.AA = pikepdf.Dictionary(O=action)
    elif key == "/Launch":
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    elif key == "/XFA":
        document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("form"), Fields=[])
    else:
        document.Root[key] = action
    document.save(out)
    return out.getvalue()


def carrying(data: bytes, name: str) -> bytes:
    """A PDF with another file inside."""
    out, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)
    document.save(out)
    return out.getvalue()


def swelling(megabytes: int, inside: bytes = b"null") -> bytes:
    """A PDF whose objects are in one stream, small as a file and of `megabytes` once opened; object 5 is `inside`."""
    engine = zlib.compressobj(9)
    squeezed = engine.compress(b"5 0 " + inside)
    squeezed += b"".join(engine.compress(b" " * 1024 * 1024) for _ in range(megabytes)) + engine.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(squeezed), squeezed),
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = [(0, 0, 65535), *((1, place, 0) for place in places), (2, 4, 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    start = len(out)
    out += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%b\nendstream\nendobj\n" % (
        len(table),
        table,
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def png(width: int = 4, height: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def office(*names: str, size: int = 3) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, b"0" * size)
    return out.getvalue()


def store(data: bytes, name: str = "preuve.pdf") -> Piece:
    return pieces.store(SimpleUploadedFile(name, data), kind="preuve", subject_id=3, actor=ACTOR, ca_id=78)


def refused(data: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as error:
        store(data, name)
    return error.value.code


@pytest.mark.django_db
def test_store_keeps_the_file_under_a_key_that_says_nothing():
    piece = store(pdf(), "../../Convention signée.pdf")
    assert (piece.original_name, piece.media_type) == ("Convention signée.pdf", "application/pdf")
    assert "signée" not in piece.file.name
    assert len(piece.sha256) == 64
    assert Entry.objects.get(verb="piece.store").data == {"sha256": piece.sha256}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name"),
    [(pdf(), "a.PDF"), (png(), "a.png"), (office("xl/workbook.xml"), "a.xlsx")],
)
def test_store_accepts_the_types_of_the_kind(data, name):
    assert store(data, name).size == len(data)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "vide"),
        (b"MZ" + b"\0" * 200, "a.pdf", "type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "type"),
        (office("word/document.xml"), "a.docx", "type"),  # a type of the house, but not of this kind
        (office("autre.xml"), "a.xlsx", "type"),
        (b"PK\x03\x04 tronque", "a.xlsx", "type"),
        (pdf(), "a.png", "extension"),
        (pdf(), "a.pdf.exe", "extension"),
        (b"%PDF-1.7\n" + b"0" * 300, "a.pdf", "abime"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "a.pdf", "protege"),
        *[(script(key), "a.pdf", "actif") for key in ("/OpenAction", "/Names", "/AA", "/Launch", "/XFA")],
        (carrying(b"MZ" + b"\0" * 200, "facture.exe"), "a.pdf", "actif"),
        (carrying(b"<html></html>", "a.html"), "a.pdf", "actif"),
        (carrying(office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx"), "a.pdf", "actif"),
        (png()[:40], "a.png", "abime"),
        (png(9000, 9000), "a.png", "taille"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "macros"),
    ],
)
def test_store_refuses_what_is_not_what_it_says(data, name, code):
    assert refused(data, name) == code
    assert not Piece.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name"), [(b'{"schema": 1}', "convention.json"), (office("xl/workbook.xml"), "fiches.xlsx")]
)
def test_store_accepts_a_pdf_that_carries_data(data, name):
    """Ours do: one that was signed elsewhere comes back."""
    assert store(carrying(data, name)).pk


@pytest.mark.django_db
def test_store_names_the_file_hidden_in_a_pdf():
    with pytest.raises(ValidationError, match="facture.exe"):
        store(carrying(b"MZ" + bytes(200), "facture.exe"))


@pytest.mark.django_db
def test_store_refuses_an_archive_that_grows_without_measure(monkeypatch):
    monkeypatch.setattr("coop.documents.piece_types.MAX_UNZIPPED", 1000)
    assert refused(office("xl/workbook.xml", size=5000), "a.xlsx") == "taille"


@pytest.mark.django_db
def test_store_refuses_a_damaged_archive():
    data = bytearray(office("xl/workbook.xml", size=5000))
    data[60] ^= 0xFF
    assert refused(bytes(data), "a.xlsx") == "abime"


@pytest.mark.django_db
def test_store_refuses_a_pdf_without_page():
    out = io.BytesIO()
    pikepdf.new().save(out)
    assert refused(out.getvalue(), "a.pdf") == "vide"


@pytest.mark.django_db
def test_store_refuses_too_large_a_file_in_words(settings):
    settings.COOP_UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(ValidationError, match="dépasse 1 Mo"):
        store(pdf() + b"0" * 1024 * 1024)


@pytest.mark.django_db
def test_store_refuses_an_unknown_kind():
    with pytest.raises(kinds.UnknownKind):
        pieces.store(SimpleUploadedFile("a.pdf", pdf()), kind="inconnue", subject_id=1, actor=ACTOR)


@pytest.fixture
def scanner(tmp_path, settings):
    """`scanner(code)` runs a command that reads the file and answers `code`."""

    def make(code: int) -> None:
        script = tmp_path / "scan"
        script.write_text(f'#!/bin/sh\ntest -s "$2" || exit 9\nexit {code}\n')
        script.chmod(script.stat().st_mode | stat.S_IEXEC)
        settings.COOP_SCAN_COMMAND = [str(script), "--quiet"]

    return make


@pytest.mark.django_db
def test_scan_that_finds_nothing_lets_through(scanner):
    scanner(0)
    assert store(pdf()).pk


@pytest.mark.django_db
def test_scan_that_finds_something_refuses(scanner):
    scanner(1)
    assert refused(pdf(), "a.pdf") == "virus"


@pytest.mark.django_db
def test_scan_that_does_not_answer_refuses(settings, caplog):
    settings.COOP_SCAN_COMMAND = ["/absent/scanner"]
    assert refused(pdf(), "a.pdf") == "antivirus"
    assert "does not answer" in caplog.text


def test_pdf_that_swells_costs_a_child_process_and_is_refused():
    """What the reader has no memory for it takes as absent: a script hidden there must not pass for nothing."""
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    bomb = swelling(250, script)

    assert len(bomb) < 500_000
    assert refused(swelling(0, script), "a.pdf") == "actif"
    assert refused(bomb, "a.pdf") == "grand"
