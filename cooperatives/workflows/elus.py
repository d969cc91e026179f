"""Elected officials associated to the CA, by function and commune (R-GOUV-19, R-GOUV-26)."""

from datetime import date

from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.territories.models import Commune
from cooperatives.journal import note
from cooperatives.models import Cooperative, EluAssocie
from cooperatives.rules import animates

REFUS_ELUS = "La coordination et les co-pilotes notent les élus associés."


@transaction.atomic
def associate(
    ca: Cooperative,
    *,
    actor: Actor,
    fonction: str,
    commune: Commune | None = None,
    collectivite: str = "",
    modalites: str = "",
    depuis: date | None = None,
) -> EluAssocie:
    """Note an elected official, by function; a commune, or another local authority in words.

    Raises Refused, ValidationError (neither of the two, or noted already).
    """
    require(animates, actor, ca, REFUS_ELUS)
    row = EluAssocie(
        ca=ca, fonction=fonction.strip(), commune=commune, collectivite=collectivite.strip(),
        modalites=modalites.strip(), depuis=depuis or horloge.today(),
    )  # fmt: skip
    row.full_clean()
    row.save()
    note("membre.associate_elu", f"{row} est associé à la coopérative.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def end(elu: EluAssocie, *, actor: Actor) -> None:
    """The official is no longer associated; one noted today by mistake leaves no row."""
    require(animates, actor, elu.ca, REFUS_ELUS)
    note("membre.end_elu", f"{elu} n’est plus associé à la coopérative.", actor=actor, ca=elu.ca)
    if elu.depuis >= horloge.today():
        elu.delete()
    else:
        elu.fin = horloge.today()
        elu.save(update_fields=["fin"])
