"""Taking up a CA that already runs: a draft gathered step by step, then one act that applies it (decisions.md 9)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.ui.typographie import date_longue
from cooperatives import guide, phases
from cooperatives.enums import Phase, Statut, StatutMembre, StatutTache
from cooperatives.journal import note
from cooperatives.models import (
    ActionReprise,
    Cooperative,
    Membre,
    MembreRepris,
    Reprise,
    TransitionPhase,
)
from cooperatives.models.reprise import DATES
from cooperatives.rules import coordinates

REFUS = "La délégation départementale reprend une coopérative déjà en cours."
TROP_TARD = "La reprise se fait avant toute autre étape\u00a0: cette coopérative a déjà avancé dans l’outil."
DEJA = "Cette coopérative est déjà reprise."
EN_CONVENTION = (Phase.MISE_EN_OEUVRE, Phase.EVALUATION_CA)


def may_be_taken_up(ca: Cooperative) -> bool:
    """A CA that was just created: no stage passed here, no reprise applied."""
    return ca.phase == Phase.PREFIGURATION and ca.statut == Statut.EN_COURS and ca.transitions.count() == 1


@transaction.atomic
def begin(ca: Cooperative, *, actor: Actor) -> Reprise:
    """Open the reprise of a CA, or give back the one being prepared. Raises Refused."""
    require(coordinates, actor, ca, REFUS)
    known = Reprise.objects.filter(ca=ca).first()
    if known is not None:
        return known
    if not may_be_taken_up(ca):
        raise Refused(TROP_TARD)
    row = Reprise(ca=ca)
    row.full_clean()
    row.save()
    note("reprise.begin", "La reprise de la coopérative est commencée.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def write(reprise: Reprise, *, actor: Actor, version: int | None = None, **fields) -> Reprise:
    """Keep what is known so far: any field of the draft. Raises Refused, StaleVersion, ValidationError."""
    _draft(reprise, actor)
    for name, value in fields.items():
        setattr(reprise, name, value)
    reprise.save_version(version)
    note("reprise.write", "La reprise de la coopérative est complétée.", actor=actor, ca=reprise.ca, obj=reprise)
    return reprise


@transaction.atomic
def add_member(
    reprise: Reprise,
    *,
    actor: Actor,
    organisation: Organisation,
    entree_le: date,
    signataire: bool = True,
    financeur: bool = False,
    qualite: str = "",
) -> MembreRepris:
    """Add an organisation that is already a member, and say whether it signed."""
    _draft(reprise, actor)
    if organisation.type == TypeOrganisation.ARS:
        raise ValidationError({"organisation": "La délégation est déjà membre, et partie à la convention."})
    if entree_le > horloge.today():
        raise ValidationError({"entree_le": "Cette date est dans le futur."})
    row = MembreRepris(
        reprise=reprise, organisation=organisation, entree_le=entree_le, signataire=signataire,
        financeur=financeur, qualite=qualite.strip(),
    )  # fmt: skip
    row.full_clean()
    row.save()
    note(
        "reprise.write",
        f"Reprise\u00a0: {organisation} est dans la liste des membres.",
        actor=actor,
        ca=reprise.ca,
        obj=reprise,
    )
    return row


@transaction.atomic
def add_action(reprise: Reprise, *, actor: Actor, intitule: str, organisation: Organisation) -> ActionReprise:
    """Add the title of an action of the signed programme; its promoteur is the délégation or a member of the list."""
    _draft(reprise, actor)
    if not carriers(reprise).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": "Ajoutez d’abord cette organisation aux membres."})
    row = ActionReprise(reprise=reprise, intitule=intitule.strip(), organisation=organisation)
    row.full_clean()
    row.save()
    note(
        "reprise.write", f"Reprise\u00a0: action «\u00a0{row.intitule}\u00a0».", actor=actor, ca=reprise.ca, obj=reprise
    )
    return row


def carriers(reprise: Reprise):
    """The organisations that may carry an action: those of the list, and those already members."""
    listed = Organisation.objects.filter(pk__in=reprise.membres.values("organisation"))
    present = Organisation.objects.filter(pk__in=reprise.ca.membres.values("organisation"))
    return listed | present


@transaction.atomic
def remove(row: MembreRepris | ActionReprise, *, actor: Actor) -> None:
    """Take a line out of the draft; ValidationError for a member that carries an action of the list."""
    _draft(row.reprise, actor)
    if isinstance(row, MembreRepris) and row.reprise.actions.filter(organisation=row.organisation_id).exists():
        raise ValidationError("Cette organisation porte une action de la liste\u00a0: retirez d’abord l’action.")
    note(
        "reprise.write",
        f"Reprise\u00a0: {row} est retiré de la liste.",
        actor=actor,
        ca=row.reprise.ca,
        obj=row.reprise,
    )
    row.delete()


def faults(reprise: Reprise) -> list[str]:
    """What still forbids to apply the draft, as sentences; empty when it is ready."""
    if not reprise.phase or not reprise.creation:
        return ["Dites à quelle étape en est la coopérative, et depuis quand."]
    found = _faults_of_dates(reprise)
    if Phase(reprise.phase) in EN_CONVENTION:
        found += _faults_of_convention(reprise)
    return found


def steps(reprise: Reprise) -> list[tuple[Phase, date | None]]:
    """The phases passed, up to the real one, with the day each began."""
    here = guide.PHASES.index(Phase(reprise.phase))
    return [(Phase(p), getattr(reprise, DATES[Phase(p)])) for p in guide.PHASES[1 : here + 1]]


def _faults_of_dates(reprise: Reprise) -> list[str]:
    found, before = [], reprise.creation
    for phase, day in steps(reprise):
        if day is None:
            found.append(f"Dites quand l’étape «\u00a0{phase.label}\u00a0» a commencé.")
        elif day < before:
            found.append(f"L’étape «\u00a0{phase.label}\u00a0» commence avant la précédente\u00a0: vérifiez les dates.")
        before = day or before
    if before > horloge.today():
        found.append("Une de ces dates est dans le futur.")
    return found


def _faults_of_convention(reprise: Reprise) -> list[str]:
    found = []
    if reprise.date_effet is None or reprise.scan_id is None:
        found.append("Donnez la date d’effet de la convention et déposez son PDF signé.")
    elif reprise.date_effet > horloge.today():
        found.append("La date d’effet de la convention est dans le futur.")
    if not reprise.membres.filter(signataire=True).exists():
        found.append("Ajoutez au moins un membre signataire de la convention.")
    if not reprise.actions.exists():
        found.append("Ajoutez au moins une action du programme signé.")
    return found


def apply(reprise: Reprise, *, actor: Actor) -> list[Membre]:
    """Bring the CA to its real phase with its past: to be called in the transaction of `conventions.workflows.reprise`.

    Each gate passed over is recorded « repris le … » with what it would have asked. Members are written with their
    dates. Gives the members of the list. Raises Refused, ValidationError with every fault.
    """
    _draft(reprise, actor)
    ca = Cooperative.objects.select_for_update(of=("self",)).select_related("departement").get(pk=reprise.ca_id)
    if not may_be_taken_up(ca):
        raise Refused(TROP_TARD)
    if found := faults(reprise):
        raise ValidationError(found)
    members = [_member(ca, row) for row in reprise.membres.select_related("organisation")]
    _pass_phases(ca, reprise, actor)
    reprise.terminee_le, reprise.auteur = horloge.today(), actor.label
    reprise.save_version()
    note(
        "reprise.apply",
        f"La coopérative est reprise le {date_longue(reprise.terminee_le)}, à l’étape «\u00a0{Phase(ca.phase).label}\u00a0».",
        actor=actor, ca=ca, obj=reprise,
    )  # fmt: skip
    reprise.ca = ca
    return members


def _member(ca: Cooperative, row: MembreRepris) -> Membre:
    known = ca.membres.filter(organisation=row.organisation).exclude(statut__in=["sorti", "refus"]).first()
    membre = known or Membre(ca=ca, organisation=row.organisation)
    membre.statut, membre.date_entree = StatutMembre.MEMBRE, row.entree_le
    membre.full_clean()
    membre.save()
    return membre


def _pass_phases(ca: Cooperative, reprise: Reprise, actor: Actor) -> None:
    """One transition for each phase, dated of the day it is told, with the real day and what the gate would have asked."""
    told = f"Repris le {date_longue(horloge.today())}"
    depart = Phase.PREFIGURATION
    for arrivee, day in steps(reprise):
        step = next(s for s in phases.STEPS if s.depart == depart)
        asked = [m.phrase for m in phases.missing(ca, step) if m.obligation]
        TransitionPhase.objects.create(
            ca=ca, de=depart, vers=arrivee, le=horloge.now(), depuis=day, auteur=actor.label,
            motif=f"{told}\u00a0: l’étape a commencé le {date_longue(day)}.",
            reserves="\n".join([f"{told}, sans contrôle de\u00a0:", *asked]) if asked else "",
        )  # fmt: skip
        depart = arrivee
    ca.phase, ca.creee_le = reprise.phase, reprise.creation
    Cooperative.objects.filter(pk=ca.pk).update(phase=ca.phase, creee_le=ca.creee_le, version=F("version") + 1)
    ca.refresh_from_db(fields=["version"])
    _date_stages(ca, reprise)


def _date_stages(ca: Cooperative, reprise: Reprise) -> None:
    """The tableau de bord follows: the stages behind are done, with the days they began and ended."""
    order = [code for code, _ in guide.ETAPES]
    here = order.index(guide.ETAPE_DE[Phase(reprise.phase)])
    begun: dict[str, date] = {order[0]: reprise.creation}
    for phase, day in steps(reprise):
        begun.setdefault(guide.ETAPE_DE[phase], day)
    ended = dict(zip(begun, list(begun.values())[1:], strict=False))
    for stage in ca.etapes.filter(code__in=order[: here + 1]):
        stage.debut, stage.fin = begun.get(stage.code, stage.debut), ended.get(stage.code, stage.fin)
        if stage.code != "suivi_evaluation":
            stage.statut = StatutTache.EN_COURS if stage.code == order[here] else StatutTache.TERMINEE
        stage.save_version()


def _draft(reprise: Reprise, actor: Actor) -> None:
    require(coordinates, actor, reprise.ca, REFUS)
    if Reprise.objects.select_for_update().get(pk=reprise.pk).terminee_le is not None:
        raise Refused(DEJA)
