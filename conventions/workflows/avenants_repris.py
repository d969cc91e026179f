"""Avenants signed before the tool, or beside it: their signed copy, their dates, what they change (article 5)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import texte_avenant
from conventions.enums import StatutAvenant, StatutConvention
from conventions.models import Avenant, Convention
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from conventions.workflows.avenants import _locked, _next_number, _say
from conventions.workflows.vigueur_avenant import renew
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.documents.models import Piece
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue

SIGNED_ONLY = "Un avenant modifie une convention signée."
OPEN_FIRST = "Un avenant est en préparation ou à la signature\u00a0: terminez-le ou abandonnez-le avant d’en enregistrer un plus ancien."


@transaction.atomic
def reprendre(
    convention: Convention,
    *,
    actor: Actor,
    signe_le: date,
    resume: str,
    date_effet: date | None = None,
    reconduction: bool = False,
    scan: Piece | None = None,
) -> Avenant:
    """Record a signed avenant as it is; a renewal opens the annual period it was signed for.

    Its text is its signed copy: the consolidated text of the tool does not say it. Raises Refused, Blocked while an
    avenant is open, ValidationError on dates that cannot be.
    """
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = _locked(convention)
    if convention.statut != StatutConvention.EN_VIGUEUR:
        raise Refused(SIGNED_ONLY)
    if convention.avenants.filter(statut__in=[StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE]).exists():
        raise Blocked([Manque("avenant_ouvert", OPEN_FIRST, source="R-CONV-07")])
    avenant = Avenant(
        convention=convention, numero=_next_number(convention), statut=StatutAvenant.SIGNE, repris=True,
        reconduction=reconduction, signe_le=signe_le, resume_repris=resume.strip(), scan=scan,
    )  # fmt: skip
    avenant.date_effet = texte_avenant.nouvelle_periode(avenant)[0] if reconduction else date_effet or signe_le
    _check_dates(avenant)
    avenant.full_clean()
    avenant.save()
    _say("record", f"{avenant}, signé le {date_longue(signe_le)}, est enregistré.", avenant, actor)
    if reconduction:
        renew(avenant, actor=actor)
    return avenant


def _check_dates(avenant: Avenant) -> None:
    """Signed once the convention runs, not in the future; a renewal before the échéance, strictly (decisions.md 20)."""
    convention, found = avenant.convention, {}
    if avenant.signe_le > horloge.today():
        found["signe_le"] = "La date de signature ne peut pas être dans le futur."
    elif avenant.signe_le < convention.date_effet:
        found["signe_le"] = f"La convention n’a pris effet que le {date_longue(convention.date_effet)}."
    elif avenant.signe_le >= convention.date_echeance:
        echeance = date_longue(convention.date_echeance)
        found["signe_le"] = f"L’échéance est le {echeance}\u00a0: la signature doit la précéder."
    elif avenant.date_effet < avenant.signe_le:
        found["date_effet"] = "Un avenant ne prend pas effet avant sa dernière signature."
    if not avenant.resume_repris:
        found["resume"] = "Dites en quelques mots ce que change l’avenant."
    if found:
        raise ValidationError(found)


__all__ = ["reprendre"]
