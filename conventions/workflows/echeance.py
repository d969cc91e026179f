"""The échéance: meeting, decision per action, exits asked, and the renewal they lead to (decisions.md 5, 20, 21)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import calendrier
from conventions.enums import ChoixReconduction, SensPartie, TypePartie
from conventions.models import (
    Avenant,
    Convention,
    DecisionReconduction,
    DemandeSortie,
    FicheAction,
    Partie,
    ReunionAnnuelle,
)
from conventions.rules_avenant import IN_FORCE_ONLY, is_in_force
from conventions.rules_echeance import (
    PARTY_ONLY,
    SORTIE,
    actions_a_decider,
    coordinates_party,
    est_anticipee,
    missing,
    periode_en_cours,
    sorties_demandees,
    speaks_for_party,
)
from conventions.rules_signature import ANIMATION_ONLY, COORDINATION_ONLY, animates, coordinates
from conventions.workflows import avenants
from conventions.workflows.avenants import NOT_A_PARTY
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.gates import Blocked
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue, de
from cooperatives.enums import TypeReunion
from cooperatives.models import Cooperative, Decision, Reunion

FUTURE = "Cette date est dans le futur."


@transaction.atomic
def retenir_reunion(
    convention: Convention, reunion: Reunion, *, actor: Actor, motif: str = "", version: int | None = None
) -> ReunionAnnuelle:
    """Say which meeting was the réunion élargie of the period; one held before the window needs its reason (A-10)."""
    require(coordinates, actor, convention.ca, COORDINATION_ONLY)
    convention = _running(convention)
    periode = periode_en_cours(convention)
    held = reunion.tenue_le
    if reunion.ca_id != convention.ca_id or reunion.type != TypeReunion.ELARGIE or held is None:
        raise ValidationError({"reunion": "Choisissez une réunion élargie tenue."})
    if not periode.debut <= held < periode.fin:
        raise ValidationError({"reunion": "Cette réunion n’est pas de l’année qui arrive à échéance."})
    if est_anticipee(periode, held) and not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi la réunion a été tenue plus de trois mois avant l’échéance."})
    row = ReunionAnnuelle.objects.filter(periode=periode).first() or ReunionAnnuelle(periode=periode)
    row.reunion, row.motif = reunion, motif.strip()
    _keep(row, version)
    _say("choose_meeting", f"La réunion du {date_longue(held)} est la réunion élargie de bilan annuel.", convention, actor, comment=row.motif)  # fmt: skip
    return row


@transaction.atomic
def decider(
    convention: Convention,
    action: FicheAction,
    *,
    actor: Actor,
    decision: ChoixReconduction,
    motif: str = "",
    seance: Decision | None = None,
    version: int | None = None,
) -> DecisionReconduction:
    """Write what the parties decided of an action for the next period; the reason is required unless it is reconduite."""
    require(animates, actor, convention.ca, ANIMATION_ONLY)
    convention = _running(convention)
    if action.pk not in {row.pk for row in actions_a_decider(convention)}:
        raise ValidationError("Cette action n’est pas dans le programme en vigueur.")
    if seance is not None and seance.ca_id != convention.ca_id:
        raise ValidationError({"seance": "Cette décision est d’une autre coopérative."})
    if decision != ChoixReconduction.RECONDUITE and not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi l’action est modifiée ou n’est pas reconduite."})
    periode = periode_en_cours(convention)
    row = DecisionReconduction.objects.filter(periode=periode, action=action).first()
    row = row or DecisionReconduction(periode=periode, action=action)
    row.decision, row.motif, row.seance = decision, motif.strip(), seance
    _keep(row, version)
    label = ChoixReconduction(decision).label
    _say("decide_action", f"Action {action.numero}\u00a0: {label}.", convention, actor, comment=row.motif)
    return row


@transaction.atomic
def demander_sortie(partie: Partie, *, actor: Actor, demandee_le: date, motif: str) -> DemandeSortie:
    """A party asks to leave; the exit takes effect at the échéance, after concertation, by the renewal (R-ENG-05)."""
    require(speaks_for_party | coordinates_party, actor, partie, PARTY_ONLY)
    convention = _running(partie.convention)
    if partie.type == TypePartie.ARS:
        raise ValidationError("L’ARS est toujours partie à la convention.")
    if not convention.parties.en_cours().filter(pk=partie.pk, sortie_le__isnull=True).exists():
        raise ValidationError(NOT_A_PARTY)
    _not_future("demandee_le", demandee_le)
    row = DemandeSortie(convention=convention, partie=partie, demandee_le=demandee_le, motif=motif.strip())
    row.full_clean()
    row.save()
    summary = f"{partie} demande à sortir à l’échéance du {date_longue(convention.date_echeance)}."
    _say("ask_exit", summary, convention, actor, comment=row.motif, organisation_id=partie.organisation_id)
    return row


@transaction.atomic
def concerter(
    demande: DemandeSortie, *, actor: Actor, concertation_le: date, version: int | None = None
) -> DemandeSortie:
    """Date the concertation with the délégation that comes before an exit."""
    require(coordinates_party, actor, demande.partie, COORDINATION_ONLY)
    _running(demande.convention)
    _still_asked(demande)
    _not_future("concertation_le", concertation_le)
    demande.concertation_le = concertation_le
    demande.save_version(version)
    summary = f"Sortie {de(demande.partie)}\u00a0: concertation tenue le {date_longue(concertation_le)}."
    _say("concert_exit", summary, demande.convention, actor, organisation_id=demande.partie.organisation_id)
    return demande


@transaction.atomic
def renoncer(demande: DemandeSortie, *, actor: Actor, version: int | None = None) -> DemandeSortie:
    """The party stays after all, as long as no renewal was signed without it."""
    require(speaks_for_party | coordinates_party, actor, demande.partie, PARTY_ONLY)
    _running(demande.convention)
    _still_asked(demande)
    if demande.partie.sortie_le is not None:
        raise Refused("La reconduction est signée sans cette partie.")
    demande.renoncee_le = horloge.today()
    demande.save_version(version)
    summary = f"{demande.partie} renonce à sortir."
    _say("renounce_exit", summary, demande.convention, actor, organisation_id=demande.partie.organisation_id)
    return demande


@transaction.atomic
def preparer(convention: Convention, *, actor: Actor) -> Avenant:
    """Open the renewal from the decisions: what is not renewed is withdrawn, what changes is copied, who leaves leaves.

    May be called again: the draft then follows the decisions of the day. Raises Refused before the last three months,
    Blocked with what is missing.
    """
    require(animates, actor, convention.ca, ANIMATION_ONLY)
    convention = _running(convention)
    opens = calendrier.fenetre_reunion_elargie(convention.date_echeance)[0]
    if horloge.today() < opens:
        raise Refused(f"La reconduction se prépare à partir du {date_longue(opens)}, trois mois avant l’échéance.")
    obligations = [manque for manque in missing(convention) if manque.obligation]
    if obligations:
        raise Blocked(obligations)
    periode = periode_en_cours(convention)
    motif = f"Reconduction expresse de la convention, année {periode.numero + 1}."
    avenant = avenants.ouvrir(convention, actor=actor, motif=motif, reconduction=True)
    for row in DecisionReconduction.objects.filter(periode=periode).select_related("action"):
        _carry(avenant, row, actor)
    for demande in sorties_demandees(convention):
        _leave(avenant, demande, actor)
    return avenant


def _carry(avenant: Avenant, row: DecisionReconduction, actor: Actor) -> None:
    """Bring one decision into the draft; an action reconduite as it is only takes back a withdrawal."""
    withdrawn = avenant.retraits.filter(action=row.action).exists()
    if row.decision == ChoixReconduction.NON_RECONDUITE:
        avenants.retirer_action(avenant, row.action, actor=actor, motif=row.motif)
        return
    if withdrawn:
        avenants.garder_action(avenant, row.action, actor=actor)
    if row.decision == ChoixReconduction.MODIFIEE:
        avenants.modifier_action(avenant, row.action, actor=actor)


def _leave(avenant: Avenant, demande: DemandeSortie, actor: Actor) -> None:
    known = avenant.parties.filter(sens=SensPartie.SORTIE, organisation=demande.partie.organisation_id).exists()
    if demande.concertation_le and not known:
        avenants.faire_sortir(avenant, demande.partie, actor=actor, concertation_le=demande.concertation_le)


def _keep(row, version: int | None) -> None:
    """Write a new row, or a known one over `version`."""
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()


def _still_asked(demande: DemandeSortie) -> None:
    if demande.renoncee_le is not None:
        raise Refused(SORTIE)


def _not_future(field: str, day: date) -> None:
    if day > horloge.today():
        raise ValidationError({field: FUTURE})


def _running(convention: Convention) -> Convention:
    """The convention under the lock of its CA, in force today."""
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    fresh = Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)
    if not is_in_force(fresh):
        raise Refused(IN_FORCE_ONLY)
    return fresh


def _say(verb: str, summary: str, convention: Convention, actor: Actor, **extra) -> None:
    record(
        f"echeance.{verb}",
        summary[:500],
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        **extra,
    )
