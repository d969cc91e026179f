"""Freezing a text and asking for its signatures: the same for a convention and for an avenant (decisions.md 16)."""

from collections.abc import Iterable, Mapping

from django.db.models import Max

from conventions import texte
from conventions.models import Avenant, Convention, Partie, Signature, VersionConvention
from conventions.models.signature import Signataire


def freeze(
    convention: Convention,
    contenu: dict,
    parties: Iterable[Partie],
    avenant: Avenant | None = None,
    *,
    rangs: Mapping[int, int] | None = None,
) -> VersionConvention:
    """Write the version and one signature to give for each signatory of `parties`, at the rank of its party."""
    number = (convention.versions.aggregate(n=Max("numero"))["n"] or 0) + 1
    version = VersionConvention(
        convention=convention, avenant=avenant, numero=number, contenu=contenu, sha256=texte.digest(contenu)
    )
    version.full_clean()
    version.save()
    for signataire in Signataire.objects.filter(partie__in=parties, retire_le__isnull=True).order_by("id"):
        rang = (rangs or {}).get(signataire.partie_id, 1)
        signature = Signature(version_convention=version, signataire=signataire, rang=rang)
        signature.in_quality_of(signataire)
        signature.full_clean()
        signature.save()
    return version
