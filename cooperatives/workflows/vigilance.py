"""Following the seven points de vigilance, and answering the warnings of the grid."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.enums import PointVigilance, StatutVigilance
from cooperatives.journal import note
from cooperatives.models import Cooperative, ReponseAvertissement, VigilanceSuivi
from cooperatives.queries.avertissements import avertissements
from cooperatives.rules import animates

REFUS = "La coordination de la coopérative suit les points de vigilance."


@transaction.atomic
def follow(
    ca: Cooperative,
    *,
    actor: Actor,
    point: PointVigilance,
    statut: StatutVigilance,
    commentaire: str = "",
    version: int | None = None,
) -> VigilanceSuivi:
    """Say where the CA stands on one point; « traité » says how (R-VIG).

    Raises Refused, StaleVersion (also when somebody else wrote the point first), ValidationError.
    """
    require(animates, actor, ca, REFUS)
    row = VigilanceSuivi.objects.select_for_update().filter(ca=ca, point=point).first()
    row = row or VigilanceSuivi(ca=ca, point=point)
    row.statut, row.commentaire = statut, commentaire.strip()
    _sign(row, actor, version)
    note("vigilance.follow", f"Point de vigilance {row}.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def respond(
    ca: Cooperative, *, actor: Actor, code: str, objet: str, reponse: str, version: int | None = None
) -> ReponseAvertissement:
    """Answer a warning in a sentence, or rewrite the answer: it is silent from now on, and the journal says why.

    Raises Refused, StaleVersion, ValidationError (no such warning today, an empty answer).
    """
    require(animates, actor, ca, REFUS)
    warned = next((row for row in avertissements(ca) if (row.code, row.objet) == (code, objet)), None)
    if warned is None:
        raise ValidationError("Cet avertissement n’a plus lieu d’être\u00a0: il n’attend pas de réponse.")
    row = warned.reponse or ReponseAvertissement(ca=ca, code=code, objet=objet)
    row.reponse = reponse.strip()
    _sign(row, actor, version)
    note(
        "avertissement.respond", f"Avertissement «\u00a0{warned.phrase}\u00a0»\u00a0: une réponse est écrite.",
        actor=actor, ca=ca, obj=row, comment=row.reponse,
    )  # fmt: skip
    return row


def _sign(row: VigilanceSuivi | ReponseAvertissement, actor: Actor, version: int | None) -> None:
    """Save with its author and its time; a first row has version 1, which nobody has read."""
    row.auteur, row.le = actor.label, horloge.now()
    if row.pk:
        row.save_version(0 if version is None else version)
    else:
        row.full_clean()
        row.save()
