"""Following the twenty-nine recommendations: by a coopérative, a délégation, the region (R-REC)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.territories.models import Departement
from cooperatives.enums_vie import NiveauRecommandation, StatutRecommandation
from cooperatives.journal import note
from cooperatives.models import Cooperative, Recommandation, SuiviRecommandation
from cooperatives.rules import animates
from cooperatives.rules_vie import follows_departement, of_siege

REFUS = "Chaque recommandation est suivie à son niveau\u00a0: la coopérative, la délégation ou le siège."
DE_LA_CA = (NiveauRecommandation.CA, NiveauRecommandation.REGION_CA)
DE_LA_REGION = (NiveauRecommandation.REGION, NiveauRecommandation.REGION_CA)
DE_LA_DD = (NiveauRecommandation.DEPARTEMENT,)


@transaction.atomic
def follow(
    recommandation: Recommandation,
    *,
    actor: Actor,
    statut: StatutRecommandation,
    ca: Cooperative | None = None,
    departement: Departement | None = None,
    preuve: str = "",
    le: date | None = None,
    version: int | None = None,
) -> SuiviRecommandation:
    """Say where the coopérative, the délégation or the region stands, with what shows it.

    Raises Refused, StaleVersion (also when somebody else was first), ValidationError (another level, no evidence).
    """
    _require_follower(actor, recommandation, ca, departement)
    found = SuiviRecommandation.objects.select_for_update(of=("self",)).filter(
        recommandation=recommandation, ca=ca, departement=departement
    )
    row = found.first() or SuiviRecommandation(recommandation=recommandation, ca=ca, departement=departement)
    row.statut, row.preuve, row.le, row.auteur = statut, preuve.strip(), le or horloge.today(), actor.label
    if row.le > horloge.today():
        raise ValidationError({"le": "Cette date est à venir."})
    if row.pk:
        row.save_version(version or 0)
    else:
        row.full_clean()
        row.save()
    summary = f"Recommandation {recommandation.numero}\u00a0: {row.get_statut_display()}."
    if ca is not None:
        note("recommandation.follow", summary, actor=actor, ca=ca, obj=row, comment=row.preuve)
    else:
        code = departement.code if departement else ""
        record("recommandation.follow", summary, actor=actor, obj=row, comment=row.preuve, departement=code)
    return row


def _require_follower(
    actor: Actor, recommandation: Recommandation, ca: Cooperative | None, departement: Departement | None
) -> None:
    if ca is not None:
        require(animates, actor, ca, REFUS)
        levels = DE_LA_CA
    elif departement is not None:
        require(follows_departement, actor, departement, REFUS)
        levels = DE_LA_DD
    else:
        require(of_siege, actor, None, REFUS)
        levels = DE_LA_REGION
    if recommandation.niveau not in levels:
        raise ValidationError(REFUS)
