"""Samples of the addresses of figures: a file deposited in both coopératives."""

from coop.classeurs.models import Import
from coop.documents.models import Piece
from cooperatives.models import Cooperative
from diagnostics.imports import CODE
from tests.accounts.monde import Monde, Sample


def peupler(monde: Monde) -> None:
    own, foreign = _import(monde.own), _import(monde.foreign)
    monde.samples |= {
        "diagnostics:chiffres_import.import_id": Sample(own, foreign),
        "diagnostics:chiffres_version.numero": Sample(1, 7),
        "diagnostics:chiffres_exporter.numero": Sample(1, 7),
    }


def _import(ca: Cooperative) -> int:
    """A file with refusals, under the diagnosis in writing of the coopérative."""
    piece = Piece(
        kind="import", subject_id=CODE, ca_id=ca.pk, original_name="chiffres.csv", media_type="text/csv", size=1
    )
    piece.sha256, piece.file = "0" * 64, "ab/chiffres.csv"  # a name is enough: no page of the sweep opens the file
    piece.save()
    diagnostic = ca.diagnostics.order_by("pk").first()
    return Import.objects.create(modele=CODE, cible=str(diagnostic.pk), ca_id=ca.pk, piece=piece, refusees=1).pk
