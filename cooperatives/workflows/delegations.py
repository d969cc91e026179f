"""What a délégation says of itself: its means to animate, its référent e-parcours, who signs for it."""

from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.territories.models import Departement
from cooperatives.rules_vie import describes_delegation

CHAMPS = ("moyens_animation_etp", "referent_eparcours", "titre_signataire")
REFUS = "La délégation et le siège tiennent la fiche de la délégation."


@transaction.atomic
def describe(departement: Departement, *, actor: Actor, **fields) -> Departement:
    """Write any of CHAMPS (R-CADRE-22, R-EPAR-05). Raises Refused, ValidationError, TypeError for another field."""
    require(describes_delegation, actor, departement, REFUS)
    unknown = set(fields) - set(CHAMPS)
    if unknown:
        raise TypeError(f"Unknown fields of a délégation: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(departement, name, value.strip() if isinstance(value, str) else value)
    departement.full_clean()
    departement.save(update_fields=list(fields))
    record(
        "departement.describe", f"La fiche de la délégation a été modifiée\u00a0: {departement.nom_dd}.",
        actor=actor, obj=departement, departement=departement.code,
    )  # fmt: skip
    return departement
