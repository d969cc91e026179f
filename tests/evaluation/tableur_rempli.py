"""A workbook of a bilan as somebody fills it: taken, written by the key of its rows, given back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop import horloge
from coop.classeurs.models import Retour
from tests.evaluation.scene_bilan import T2_OPEN


def ligne(sheet, champ: str) -> int:
    """The row that asks `champ`."""
    rows = sheet.iter_rows(min_row=4)
    return next(row[5].row for row in rows if str(row[5].value).partition(".")[2] == champ)


def repondre(sheet, champ: str, value) -> None:
    """Type an answer in its cell."""
    sheet.cell(ligne(sheet, champ), 3).value = value


class Tableur:
    """The workbook of one bilan in the hands of who opened `client`; `base` is the address of its page."""

    def __init__(self, client, base: str):
        self.client, self.base = client, base
        self.deposes: list[bytes] = []
        self.book = openpyxl.load_workbook(io.BytesIO(client.post(f"{base}xlsx/").content))

    def __getitem__(self, feuille: str):
        return self.book[feuille]

    def ligne(self, feuille: str, champ: str) -> int:
        return ligne(self.book[feuille], champ)

    def ecrire(self, feuille: str, **reponses) -> "Tableur":
        """Type answers; `leviers_ists__x` for an item of a list."""
        for champ, value in reponses.items():
            repondre(self.book[feuille], champ.replace("__", ":"), value)
        return self

    @property
    def octets(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def deposer(self, octets: bytes | None = None, nom: str = "bilan.xlsx"):
        """Give it back; the page that answers."""
        self.deposes.append(self.octets if octets is None else octets)
        upload = SimpleUploadedFile(nom, self.deposes[-1])
        return self.client.post(self.base, {"fichier": upload}, follow=True)

    def enregistrer(self, **reponses):
        """Record the last deposit, with answers by kind (`choix`, `effacer`, `corriger`) and by key of cell."""
        page, row = self.page()
        data = {"acte": "enregistrer", "empreinte": page.context["plan"].empreinte}
        data |= {f"{kind}:{cle}": value for kind, told in reponses.items() for cle, value in told.items()}
        return self.client.post(f"{self.base}{row.pk}/", data, follow=True)

    def page(self):
        """The page of the last deposit, and its row."""
        row = Retour.objects.latest("pk")
        return self.client.get(f"{self.base}{row.pk}/"), row

    def defaire(self):
        row = Retour.objects.latest("pk")
        return self.client.post(f"{self.base}{row.pk}/", {"acte": "defaire"}, follow=True)


@pytest.fixture(autouse=True)
def played():
    with horloge.at(T2_OPEN):
        yield


def text(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ").split())


@pytest.fixture
def ouvrir(client, scene):
    """`ouvrir(user, quarter)`: the workbook taken by an account."""

    def take(user=None, trimestre=2) -> Tableur:
        user = user or scene.asso_a
        client.force_login(user)
        bilan = scene.bilan(user, trimestre)
        keys = {"ca_ref": scene.ca.reference, "bilan_id": bilan.pk}
        return Tableur(client, reverse("evaluation:bilan_tableur", kwargs=keys))

    return take
