"""Recording that the évaluation finale of the programme is validated (R-GOUV-11, domain.md §3.2)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from conventions.rules_signature import coordinates
from coop import horloge
from coop.accounts.predicates import require
from coop.documents import pieces
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from evaluation.models import EvaluationFinale
from evaluation.models.finale import VOLETS
from evaluation.queries.finale import derniere

PIECE = "evaluation_finale"
NOT_YOURS = "L’évaluation finale s’enregistre par la coordination."


@transaction.atomic
def enregistrer(
    ca: Cooperative,
    *,
    actor: Actor,
    validee_le: date,
    instance: str,
    volets: set[str],
    document: UploadedFile | None = None,
    version: int | None = None,
) -> EvaluationFinale:
    """Record, or correct, the day, the instance, what it bears on and its document; a new file replaces the former.

    Raises Refused, StaleVersion, ValidationError (a day to come, bearing on nothing, a file that is not what it says).
    """
    require(coordinates, actor, ca, NOT_YOURS)
    if validee_le > horloge.today():
        raise ValidationError({"validee_le": "Cette date est dans le futur."})
    row = derniere(ca) or EvaluationFinale(ca=ca)
    row.validee_le, row.instance = validee_le, instance.strip()
    for name in VOLETS:
        setattr(row, name, name in volets)
    if document is not None:
        row.document = pieces.store(
            document, kind=PIECE, subject_id=ca.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code
        )
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    summary = f"Évaluation finale du programme validée le {date_longue(validee_le)} par {row.instance}."
    record("evaluation.validate_final", summary, actor=actor, obj=row, ca_id=ca.pk, departement=ca.departement.code)
    return row
