"""Files as people deposit them, and a small model of import on a table in memory."""

import io
import zipfile
from decimal import Decimal

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from coop.classeurs import modele
from coop.classeurs.modele import Colonne, ModeleImport

TITRES = ["Code", "Nom", "Valeur", "Année"]


def xlsx(rows, *, prepare=None) -> bytes:
    """A workbook of another library; `prepare(sheet)` may spoil it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def corrige(data: bytes, part: str, change) -> bytes:
    """The same archive with the text of one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return target.getvalue()


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def depot(data: bytes, name: str = "chiffres.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


class Table:
    """A base in memory: key → values."""

    def __init__(self):
        self.rows: dict[tuple, dict] = {}
        self.ouvert = True

    def modele(self, **extra) -> ModeleImport:
        """A model of its own that reads and writes this table; registered by the test."""

        def ecrire(cible, ajouts, modifications, actor):
            for valeurs in [*ajouts, *modifications]:
                self.rows[(valeurs["code"],)] = valeurs

        fields = {
            "code": "essai",
            "nom": "Essai",
            "colonnes": (
                Colonne("code", "Code", modele.code(5), exemple="78621"),
                Colonne("nom", "Nom", modele.texte(20), alias=("Libellé",)),
                Colonne("valeur", "Valeur", modele.nombre(2), obligatoire=False),
                Colonne("annee", "Année", modele.entier(1990, 2030), alias=("Millésime",)),
            ),
            "cle": ("code",),
            "cible": lambda pk: None,
            "peut": lambda actor, cible: self.ouvert,
            "existants": lambda cible: dict(self.rows),
            "ecrire": ecrire,
            "verbe": "essai.import",
        }
        return ModeleImport(**fields | extra)


def ligne(code="78621", nom="Trappes", valeur="12.50", annee=2021) -> dict:
    return {"code": code, "nom": nom, "valeur": Decimal(valeur) if valeur else None, "annee": annee}
