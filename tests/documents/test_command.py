import pytest
from django.core.management import CommandError, call_command

from coop.documents import kinds, render
from coop.documents.models import Document
from tests.documents import essai


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(render, "to_pdf", lambda built: b"final" if not built.draft else b"projet")


@pytest.mark.parametrize(("options", "content"), [({}, b"projet"), ({"final": True}, b"final")])
@pytest.mark.django_db
def test_document_writes_a_file_without_the_web(tmp_path, capsys, quick, options, content):
    out = tmp_path / "c.pdf"
    call_command("document", "essai", "CA-78-01", output=out, **options)
    assert out.read_bytes() == content
    assert "Bien vieillir" in capsys.readouterr().out
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("kind", "ref", "said"),
    [
        ("inconnue", "CA-78-01", "Nature de document inconnue"),
        ("essai", "CA-99-99", "Rien ne porte la référence CA-99-99"),
        ("partage", "CA-78-01", "ne se demande pas par référence"),
    ],
)
def test_document_says_what_it_does_not_know(tmp_path, kind, ref, said):
    with pytest.raises(CommandError, match=said):
        call_command("document", kind, ref, output=tmp_path / "c.pdf")


def test_document_says_what_is_missing(tmp_path, monkeypatch):
    def build(_document):
        raise kinds.Unbuildable("Il manque l’intitulé.")

    kinds.register(kinds.DocumentKind("vide", "Vide", build, essai.may_read, resolve=essai.resolve))
    with pytest.raises(CommandError, match="Il manque l’intitulé"):
        call_command("document", "vide", "CA-78-01", output=tmp_path / "c.pdf")


def test_document_says_where_it_cannot_write(tmp_path, quick):
    with pytest.raises(CommandError, match="absent"):
        call_command("document", "essai", "CA-78-01", output=tmp_path / "absent" / "c.pdf")
