"""Registering an evaluation made by somebody outside: what it did, handed over and recommended (R-EVCA-01, R-REF-8)."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.models import Recommandation
from evaluation.models import EvaluationExterne
from evaluation.rules_regionale import pilots

PIECE = "evaluation_externe"
NOT_YOURS = "Les évaluations externes sont enregistrées par le siège."
CHAMPS = ("intitule", "evaluateur", "moment", "debut", "fin", "entretiens", "deroulement", "livrables")


@transaction.atomic
def register(
    row: EvaluationExterne,
    *,
    actor: Actor,
    recommandations: Iterable[Recommandation],
    rapport: UploadedFile | None = None,
    version: int | None = None,
    **fields,
) -> EvaluationExterne:
    """Write it, new or known (CHAMPS); a new file replaces the report. Raises Refused, StaleVersion, ValidationError."""
    require(pilots, actor, None, NOT_YOURS)
    for name in CHAMPS:
        if name in fields:
            setattr(row, name, fields[name])
    if rapport is not None:
        row.rapport = pieces.store(rapport, kind=PIECE, subject_id="region", actor=actor)
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    row.recommandations.set(recommandations)
    record(
        "evaluation_regionale.register", f"Évaluation externe enregistrée\u00a0: {row.intitule}.", actor=actor, obj=row
    )
    return row
