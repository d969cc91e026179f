"""The verbs of the phase machine (§3.2): forward through gates, back with a motive, aside, and the logged override."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from cooperatives import guide, phases
from cooperatives.enums import Phase, Statut, StatutTache
from cooperatives.journal import note
from cooperatives.models import Cooperative, TransitionPhase
from cooperatives.rules import administers, coordinates

REFUS = "La délégation départementale fait avancer la coopérative."


@transaction.atomic
def advance(ca: Cooperative, *, actor: Actor, motif: str = "", reserves: str = "") -> Cooperative:
    """Go to the next phase.

    Raises Blocked with the missing obligations; ValidationError when advice is not followed and neither `reserves`
    nor `motif` says why, when there is no next phase or when the CA is not running; Refused.
    """
    require(coordinates, actor, ca, REFUS)
    row = _locked(ca)
    step = phases.next_step(row)
    if row.statut != Statut.EN_COURS or step is None:
        raise ValidationError("Il n’y a pas d’étape suivante pour cette coopérative.")
    missing = phases.missing(row, step)
    obligations = [m for m in missing if m.obligation]
    if obligations:
        raise Blocked(obligations)
    passed_over = _passed_over(missing, reserves.strip() or motif.strip())
    return _move(ca, step.arrivee, actor, motif, passed_over, "cooperative.advance")


def _passed_over(missing: list[Manque], reason: str) -> str:
    if missing and not reason:
        raise ValidationError({"reserves": "Dites en une phrase pourquoi vous avancez sans suivre les conseils."})
    return "\n".join([*(m.phrase for m in missing), f"Raison\u00a0: {reason}"]) if missing else ""


@transaction.atomic
def go_back(ca: Cooperative, *, actor: Actor, vers: Phase, motif: str) -> Cooperative:
    """Return to an earlier phase: the method is iterative (R-SUIVI-03). Raises Refused, ValidationError."""
    require(coordinates, actor, ca, REFUS)
    row = _locked(ca)
    _need_motive(motif)
    if vers not in guide.PHASES or guide.PHASES.index(vers) >= guide.PHASES.index(row.phase):
        raise ValidationError({"vers": "Choisissez une étape déjà passée."})
    if row.statut != Statut.EN_COURS:
        raise ValidationError("Reprenez d’abord la coopérative.")
    return _move(ca, vers, actor, motif, "", "cooperative.go_back")


@transaction.atomic
def close_as(ca: Cooperative, *, actor: Actor, statut: Statut, motif: str) -> Cooperative:
    """Suspend, set aside, take up again (`EN_COURS`) or end a CA, with a motive (guide.STATUTS_SUIVANTS).

    The coordination ends a CA from its evaluation, once the évaluation finale is validated; an administrator, without it.
    """
    _require_closer(ca, actor, statut)
    row = _locked(ca)
    _need_motive(motif)
    if statut not in allowed_statuses(row):
        raise ValidationError({"statut": "Ce changement n’est pas possible depuis l’état actuel de la coopérative."})
    ca.statut = statut
    ca.phase = row.phase
    return _write(
        ca,
        row.phase,
        actor,
        motif,
        "",
        "cooperative.close_as",
        f"La coopérative est «\u00a0{Statut(statut).label}\u00a0».",
    )


def allowed_statuses(ca: Cooperative) -> list[Statut]:
    """What the CA may become from where it is, whoever asks."""
    following = guide.STATUTS_SUIVANTS[Statut(ca.statut)]
    return [s for s in following if _fits(s, Phase(ca.phase))]


def _fits(statut: Statut, phase: Phase) -> bool:
    if statut == Statut.NON_RETENUE:
        return phase in guide.PHASES_NON_RETENUE
    return statut != Statut.TERMINEE or phase == Phase.EVALUATION_CA


def _require_closer(ca: Cooperative, actor: Actor, statut: str) -> None:
    if statut != Statut.TERMINEE:
        require(coordinates, actor, ca, REFUS)
    elif phases.missing(ca, phases.FIN):
        require(administers, actor, ca, "La fin d’une coopérative demande son évaluation finale validée.")
    else:
        require(coordinates | administers, actor, ca, REFUS)


@transaction.atomic
def force(ca: Cooperative, *, actor: Actor, vers: Phase, motif: str) -> Cooperative:
    """Put a CA in any phase whatever is missing: administrators only, with a motive; what was missing is kept."""
    if not actor.is_admin:
        raise Refused("Seule l’administration passe outre une obligation.")
    row = _locked(ca)
    _need_motive(motif)
    if vers not in guide.PHASES or vers == row.phase:
        raise ValidationError({"vers": "Choisissez une autre étape."})
    between = [s for s in phases.STEPS if _is_between(s, row.phase, vers)]
    missing = [m.phrase for step in between for m in phases.missing(row, step) if m.obligation]
    return _move(ca, vers, actor, motif, "\n".join(missing), "cooperative.force")


def _is_between(step: phases.Step, depart: str, vers: str) -> bool:
    order = guide.PHASES.index
    return order(depart) <= order(step.depart) < order(vers)


def _locked(ca: Cooperative) -> Cooperative:
    """The stored row, held until the end: gates are read under it (decisions.md 11)."""
    return Cooperative.objects.select_for_update().get(pk=ca.pk)


def _need_motive(motif: str) -> None:
    if not motif.strip():
        raise ValidationError({"motif": "Donnez un motif\u00a0: il reste dans l’histoire de la coopérative."})


def _move(ca: Cooperative, vers: str, actor: Actor, motif: str, reserves: str, verb: str) -> Cooperative:
    depart = Cooperative.objects.values_list("phase", flat=True).get(pk=ca.pk)
    ca.phase = vers
    _follow_stages(ca, depart, vers)
    summary = f"La coopérative est passée de «\u00a0{Phase(depart).label}\u00a0» à «\u00a0{Phase(vers).label}\u00a0»."
    return _write(ca, depart, actor, motif, reserves, verb, summary)


def _write(
    ca: Cooperative, depart: str, actor: Actor, motif: str, reserves: str, verb: str, summary: str
) -> Cooperative:
    """Store phase and status only: other fields of the caller's object may be out of date."""
    Cooperative.objects.filter(pk=ca.pk).update(phase=ca.phase, statut=ca.statut, version=F("version") + 1)
    ca.refresh_from_db(fields=["phase", "statut", "version"])
    TransitionPhase.objects.create(
        ca=ca, de=depart, vers=ca.phase, statut=ca.statut, le=horloge.now(), auteur=actor.label,
        motif=motif.strip(), reserves=reserves,
    )  # fmt: skip
    note(
        verb,
        summary,
        actor=actor,
        ca=ca,
        comment=motif.strip(),
        data={"de": depart, "vers": ca.phase, "statut": ca.statut},
    )
    return ca


def _follow_stages(ca: Cooperative, depart: str, vers: str) -> None:
    """The tableau de bord follows: stages behind are done, the one entered is open; stage 5 keeps its own state."""
    order = [code for code, _ in guide.ETAPES]
    here = order.index(guide.ETAPE_DE[Phase(vers)])
    behind = [code for code in order[:here] if code != "suivi_evaluation"]
    ahead = [code for code in order[here + 1 :] if code != "suivi_evaluation"]
    stages = ca.etapes.exclude(statut=StatutTache.ABANDONNEE)
    stages.filter(code__in=behind).update(statut=StatutTache.TERMINEE, version=F("version") + 1)
    stages.filter(code=order[here]).update(statut=StatutTache.EN_COURS, version=F("version") + 1)
    if guide.PHASES.index(Phase(vers)) < guide.PHASES.index(Phase(depart)):
        stages.filter(code__in=ahead).update(statut=StatutTache.A_FAIRE, version=F("version") + 1)
