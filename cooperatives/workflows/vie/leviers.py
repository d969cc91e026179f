"""Leviers and freins: taken from the table of the evaluation or free, followed, lifted, told to the network."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.enums_vie import SourceFrein, StatutFrein, TypeLevierFrein
from cooperatives.journal import note
from cooperatives.models import Cooperative, EntreeLevierFrein, LevierFrein
from cooperatives.rules import animates, takes_part
from cooperatives.rules_vie import writes_contribution
from cooperatives.workflows.vie.commun import sign, write

REFUS_AJOUT = "Les membres de la coopérative signalent les leviers et les freins."
REFUS = "La coordination, ou qui l’a signalé, corrige un levier ou un frein."
REFUS_PARTAGE = "La coordination accepte de partager avec les autres coopératives."
CHAMPS = ("type", "axe", "libelle", "description", "action_corrective", "responsable", "source", "signale_le")
SUIVIS = ("axe", "libelle", "description", "action_corrective", "responsable", "statut")


@transaction.atomic
def tick(ca: Cooperative, *, actor: Actor, entries: Iterable[EntreeLevierFrein]) -> list[LevierFrein]:
    """Put several entries of the table in the register at once; those already open there are left as they are."""
    require(takes_part, actor, ca, REFUS_AJOUT)
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    open_rows = LevierFrein.objects.filter(ca=ca, catalogue__isnull=False).exclude(statut=StatutFrein.LEVE)
    known = set(open_rows.values_list("catalogue_id", flat=True))
    source = SourceFrein.COORDINATEUR if animates(actor, ca) else SourceFrein.MEMBRE
    return [
        _add(LevierFrein(ca=ca, catalogue=e, type=e.type, axe=e.axe, libelle=e.libelle, source=source), actor, {})
        for e in entries
        if e.pk not in known
    ]


@transaction.atomic
def report(ca: Cooperative, *, actor: Actor, source_cle: str = "", **fields) -> LevierFrein:
    """Put a free levier or frein in the register; `source_cle` names the passage it comes from.

    Raises Refused, ValidationError (`levier_frein_origine_unique`, a date to come).
    """
    require(takes_part, actor, ca, REFUS_AJOUT)
    if fields.get("signale_le", horloge.today()) > horloge.today():
        raise ValidationError({"signale_le": "Cette date est à venir."})
    return _add(LevierFrein(ca=ca, source_cle=source_cle), actor, fields)


def _add(row: LevierFrein, actor: Actor, fields: dict) -> LevierFrein:
    sign(row, row.ca, actor=actor)
    write(row, fields, CHAMPS, None)
    word = row.get_type_display().capitalize()
    note(
        "frein.add",
        f"{word} signalé\u00a0: {row}.",
        actor=actor,
        ca=row.ca,
        obj=row,
        organisation_id=row.organisation_id,
    )
    return row


@transaction.atomic
def follow(row: LevierFrein, *, actor: Actor, version: int | None = None, **fields) -> LevierFrein:
    """Say what was tried, who follows it, whether it is open or under way; « levé » has its own verb.

    Writing on a lifted frein opens it again when `statut` says so. Raises Refused, StaleVersion, ValidationError.
    """
    require(writes_contribution, actor, row, REFUS)
    statut = fields.get("statut", row.statut)
    if statut == StatutFrein.LEVE and row.statut != StatutFrein.LEVE:
        raise ValidationError({"statut": "Dites ce qui a permis de lever ce frein."})
    if statut != StatutFrein.LEVE:
        row.leve_le, row.comment_leve, row.partage = None, "", False
    write(row, fields, SUIVIS, version)
    summary = f"{row.get_type_display().capitalize()} suivi\u00a0: {row}."
    note("frein.follow", summary, actor=actor, ca=row.ca, obj=row, organisation_id=row.organisation_id)
    return row


@transaction.atomic
def lift(
    row: LevierFrein,
    *,
    actor: Actor,
    comment: str,
    le: date | None = None,
    partage: bool = False,
    version: int | None = None,
) -> LevierFrein:
    """A frein is lifted: when, thanks to what, and whether the other coopératives may read it.

    Raises Refused (sharing belongs to the animation), StaleVersion, ValidationError (a date to come, no words, a levier).
    """
    require(writes_contribution, actor, row, REFUS)
    if partage:
        require(animates, actor, row.ca, REFUS_PARTAGE)
    if row.type != TypeLevierFrein.FREIN:
        raise ValidationError("Un levier ne se lève pas\u00a0: seul un frein change d’état.")
    day = le or horloge.today()
    if day > horloge.today():
        raise ValidationError({"leve_le": "Cette date est à venir."})
    if not comment.strip():
        raise ValidationError({"comment_leve": "Dites en une phrase ce qui a permis de le lever."})
    row.statut, row.leve_le, row.comment_leve, row.partage = StatutFrein.LEVE, day, comment.strip(), partage
    row.save_version(version)
    note("frein.lift", f"Frein levé\u00a0: {row}.", actor=actor, ca=row.ca, obj=row, comment=row.comment_leve)
    return row


@transaction.atomic
def withdraw(row: LevierFrein, *, actor: Actor) -> None:
    """Take a row written by mistake out of the register. Raises Refused."""
    require(writes_contribution, actor, row, REFUS)
    ca, label, kind = row.ca, row.libelle, row.get_type_display().capitalize()
    row.delete()
    note("frein.withdraw", f"{kind} retiré du registre\u00a0: {label}.", actor=actor, ca=ca)
