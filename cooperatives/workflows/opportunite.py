"""The opportunity grid and the articulation with local schemes (R-PRIN, R-TERR-05, R-VIG-01)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.territories.models import Commune
from cooperatives.enums import Appreciation, Presence, TypeDispositif
from cooperatives.journal import note
from cooperatives.models import AppreciationPrincipe, Articulation, Cooperative, DispositifLocal
from cooperatives.rules import animates
from cooperatives.workflows import dispositifs

REFUS = "La coordination de la coopérative écrit la grille et les articulations."


@transaction.atomic
def appreciate(
    appreciation_principe: AppreciationPrincipe,
    *,
    actor: Actor,
    appreciation: Appreciation,
    justification: str = "",
    preuve: str | None = None,
    version: int | None = None,
) -> AppreciationPrincipe:
    """Say how one principle is read and on what evidence; anything but « satisfait » is justified (R-PRIN-13).

    Raises Refused, StaleVersion, ValidationError.
    """
    row = appreciation_principe
    require(animates, actor, row.ca, REFUS)
    row.appreciation = appreciation
    row.justification = justification.strip()
    row.preuve = row.preuve if preuve is None else preuve.strip()
    row.auteur = actor.label
    row.le = horloge.now()
    row.save_version(version)
    label = row.get_appreciation_display()
    note("principe.appreciate", f"Principe {row.principe.ordre}\u00a0: {label}.", actor=actor, ca=row.ca, obj=row)
    return row


@transaction.atomic
def declare(
    ca: Cooperative,
    *,
    actor: Actor,
    type: TypeDispositif,
    presence: Presence,
    description: str = "",
    dispositif: DispositifLocal | None = None,
    nature: str = "",
    fiche_cls: str = "",
    concertation_theme_le: date | None = None,
    information_comites_le: date | None = None,
    information_cotech_le: date | None = None,
    version: int | None = None,
) -> Articulation:
    """Say how the CA articulates with a scheme, or that there is none here.

    A named scheme takes the place of the row « à vérifier » of its type, then adds rows of its own. Raises Refused,
    StaleVersion, ValidationError (a scheme of another type, an absent scheme that is named, a presence not described).
    """
    require(animates, actor, ca, REFUS)
    _check_scheme(type, presence, dispositif)
    row = _row(ca, type, dispositif)
    row.presence, row.description, row.dispositif = presence, description.strip(), dispositif
    row.nature, row.fiche_cls = nature, fiche_cls.strip()
    row.concertation_theme_le = concertation_theme_le
    row.information_comites_le, row.information_cotech_le = information_comites_le, information_cotech_le
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    note("articulation.declare", f"{row}\u00a0: {row.get_presence_display()}.", actor=actor, ca=ca, obj=row)
    return row


def _check_scheme(type: str, presence: str, dispositif: DispositifLocal | None) -> None:
    if dispositif is None:
        return
    if dispositif.type != type:
        raise ValidationError({"dispositif": "Ce dispositif est d’un autre type."})
    if presence == Presence.ABSENT:
        raise ValidationError({"presence": "Vous nommez un dispositif et vous dites qu’il n’y en a aucun."})


def _row(ca: Cooperative, type: str, dispositif: DispositifLocal | None) -> Articulation:
    """The row to write: the one of this scheme, else the unnamed one of the type, else a new one."""
    rows = Articulation.objects.select_for_update().filter(ca=ca, type=type)
    found = rows.filter(dispositif=dispositif).first() if dispositif else None
    return found or rows.filter(dispositif__isnull=True).first() or Articulation(ca=ca, type=type)


@transaction.atomic
def create_dispositif(
    ca: Cooperative, *, actor: Actor, type: TypeDispositif, nom: str, communes: Iterable[Commune] = ()
) -> DispositifLocal:
    """Add a scheme to the regional register from a coopérative; ValidationError when the name is taken."""
    require(animates, actor, ca, REFUS)
    row = DispositifLocal(type=type, nom=nom.strip(), departement=ca.departement, est_fictif=ca.est_fictive)
    return dispositifs.enter(row, actor=actor, communes=communes, ca_id=ca.pk)
