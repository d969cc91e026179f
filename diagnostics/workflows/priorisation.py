"""Ranking the needs together: criteria, opening, ballots, closing, and what is retained."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coop import horloge
from coop.accounts.predicates import require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from diagnostics import courriels
from diagnostics.enums import ModeVote
from diagnostics.gates import page
from diagnostics.models import Besoin, Bulletin, CriterePriorite, Diagnostic, NoteBesoin, Priorisation
from diagnostics.rules import may_vote, may_write, takes_votes

ANIMATION_ONLY = "La priorisation s’organise par la coordination et les co-pilotes."
# Proposed at the beginning; the group keeps, changes, adds or removes.
CRITERES = (
    ("Importance du besoin", "4 : beaucoup de personnes, ou des conséquences graves."),
    ("Capacité d’agir de la coopérative", "4 : ses membres peuvent changer les choses."),
    ("Manque de réponse aujourd’hui", "4 : presque rien n’existe sur le territoire."),
)

Marks = Mapping[tuple[int, int], int | None]


@transaction.atomic
def prepare(diagnostic: Diagnostic, *, actor: Actor) -> Priorisation:
    """The priorisation of a version, with the criteria proposed; the one that exists is given back."""
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    row, created = Priorisation.objects.get_or_create(diagnostic=diagnostic)
    if created:
        for ordre, (libelle, aide) in enumerate(CRITERES, start=1):
            CriterePriorite.objects.create(priorisation=row, ordre=ordre, libelle=libelle, aide=aide)
        record("diagnostic.prepare_ranking", "Priorisation préparée.", actor=actor, obj=row, ca_id=diagnostic.ca_id)
    return row


@transaction.atomic
def save_criterion(
    priorisation: Priorisation,
    *,
    actor: Actor,
    critere: CriterePriorite | None = None,
    version: int | None = None,
    **fields,
) -> CriterePriorite:
    """Add a criterion, or change one; refused once somebody voted."""
    _require_no_ballot(priorisation, actor)
    row = critere or CriterePriorite(priorisation=priorisation)
    for name, value in fields.items():
        setattr(row, name, value)
    if row.pk:
        row.save_version(version)
    else:
        row.ordre = (priorisation.criteres.aggregate(n=Max("ordre"))["n"] or 0) + 1
        row.full_clean()
        row.save()
    ca = priorisation.diagnostic.ca_id
    record("diagnostic.save_criterion", f"Critère écrit\u00a0: {row.libelle}.", actor=actor, obj=row, ca_id=ca)
    return row


@transaction.atomic
def remove_criterion(row: CriterePriorite, *, actor: Actor) -> None:
    """Remove a criterion; refused once somebody voted."""
    _require_no_ballot(row.priorisation, actor)
    ca = row.priorisation.diagnostic.ca_id
    record("diagnostic.remove_criterion", f"Critère retiré\u00a0: {row.libelle}.", actor=actor, ca_id=ca)
    row.delete()


def _require_no_ballot(priorisation: Priorisation, actor: Actor) -> None:
    require(may_write, actor, priorisation.diagnostic, ANIMATION_ONLY)
    if priorisation.bulletins.exists():
        raise ValidationError("Des personnes ont déjà voté\u00a0: les critères ne changent plus.")


@transaction.atomic
def open_vote(priorisation: Priorisation, *, actor: Actor, jusqu_au: date, contacts: Iterable[Contact] = ()) -> int:
    """Open the vote until a day, and send personal links; returns how many messages. Blocked when nothing to rank."""
    diagnostic = priorisation.diagnostic
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    manques = missing_to_open(priorisation)
    if manques:
        raise Blocked(manques)
    if jusqu_au < horloge.today():
        raise ValidationError({"jusqu_au": "Ce jour est déjà passé."})
    priorisation.ouverte_le = priorisation.ouverte_le or horloge.today()
    priorisation.jusqu_au, priorisation.close_le = jusqu_au, None
    priorisation.save_version()
    record(
        "diagnostic.open_ranking", "La priorisation est ouverte.", actor=actor, obj=priorisation, ca_id=diagnostic.ca_id
    )
    until = timezone.make_aware(datetime.combine(jusqu_au + timedelta(days=1), time.min))
    return sum(courriels.ask_vote(diagnostic, contact, until, actor=actor) for contact in contacts)


def missing_to_open(priorisation: Priorisation) -> list[Manque]:
    """Two needs to compare, one criterion."""
    ca, found = priorisation.diagnostic.ca, []
    if priorisation.diagnostic.besoins.count() < 2:
        found.append(
            Manque("deux_besoins", "Il faut au moins deux besoins à comparer.", page(ca, "besoins"), "R-DIAG-13")
        )
    if not priorisation.criteres.exists():
        found.append(Manque("un_critere", "Il faut au moins un critère.", "", "R-DIAG-13"))
    return found


@transaction.atomic
def vote(priorisation: Priorisation, *, actor: Actor, notes: Marks) -> Bulletin:
    """The marks of one person, in place of those it gave before; `notes` maps (need, criterion) to 1…4 or None."""
    require(may_vote, actor, priorisation.diagnostic, "Cette priorisation ne vous est pas ouverte.")
    _require_running(priorisation)
    mode = ModeVote.LIEN if actor.link_id else ModeVote.COMPTE
    row = priorisation.bulletins.filter(contact_id=actor.contact_id).first()
    row = row or Bulletin(priorisation=priorisation, contact_id=actor.contact_id)
    row.mode, row.le = mode, horloge.today()
    _keep(row, notes)
    ca = priorisation.diagnostic.ca_id
    record("diagnostic.vote", "Un vote de priorisation a été reçu.", actor=actor, obj=priorisation, ca_id=ca)
    return row


@transaction.atomic
def vote_in_session(priorisation: Priorisation, *, actor: Actor, libelle: str, voix: int, notes: Marks) -> Bulletin:
    """The marks a group of `voix` people gave with one voice during a meeting, typed by the animation."""
    require(may_write, actor, priorisation.diagnostic, ANIMATION_ONLY)
    _require_running(priorisation)
    row = Bulletin(priorisation=priorisation, mode=ModeVote.SEANCE, libelle=libelle, voix=voix, le=horloge.today())
    _keep(row, notes)
    ca = priorisation.diagnostic.ca_id
    summary = f"Vote de priorisation saisi en séance\u00a0: {libelle}."
    record("diagnostic.vote_in_session", summary, actor=actor, obj=priorisation, ca_id=ca)
    return row


def _require_running(priorisation: Priorisation) -> None:
    if not takes_votes(priorisation):
        raise ValidationError("Cette priorisation n’est pas ouverte aujourd’hui.")


def _keep(row: Bulletin, notes: Marks) -> None:
    """Write the ballot and its marks; needs and criteria of another diagnosis are refused."""
    given = {key: value for key, value in notes.items() if value}
    if not given:
        raise ValidationError("Donnez au moins une note.")
    needs = set(Besoin.objects.filter(diagnostic=row.priorisation.diagnostic_id).values_list("pk", flat=True))
    criteria = set(row.priorisation.criteres.values_list("pk", flat=True))
    if any(need not in needs or criterion not in criteria for need, criterion in given):
        raise ValidationError("Cette note porte sur un besoin ou un critère d’un autre diagnostic.")
    row.full_clean()
    row.save()
    row.notes.all().delete()
    marks = [NoteBesoin(bulletin=row, besoin_id=n, critere_id=c, valeur=v) for (n, c), v in given.items()]
    for mark in marks:
        mark.full_clean(exclude=["bulletin", "besoin", "critere"], validate_unique=False)
    NoteBesoin.objects.bulk_create(marks)


@transaction.atomic
def close_vote(priorisation: Priorisation, *, actor: Actor) -> Priorisation:
    """Close the vote: its result is read by everybody in the CA. Raises Blocked when it was never opened."""
    diagnostic = priorisation.diagnostic
    require(may_write, actor, diagnostic, ANIMATION_ONLY)
    if priorisation.ouverte_le is None:
        raise Blocked([Manque("vote_ferme", "La priorisation n’est pas ouverte\u00a0: ouvrez-la d’abord.")])
    priorisation.close_le = horloge.today()
    priorisation.save_version()
    record(
        "diagnostic.close_ranking", "La priorisation est close.", actor=actor, obj=priorisation, ca_id=diagnostic.ca_id
    )
    return priorisation


@transaction.atomic
def retain(diagnostic: Diagnostic, *, actor: Actor, besoins: list[Besoin]) -> None:
    """Retain these needs, in this order of priority, and no other."""
    require(may_write, actor, diagnostic, "Retenir et prioriser un besoin revient à la coordination.")
    rows = list(diagnostic.besoins.select_for_update())
    ranks = {besoin.pk: rank for rank, besoin in enumerate(besoins, start=1)}
    for row in rows:
        # In two steps: a rank is given only once the one who held it has left it.
        if row.priorite is not None:
            row.priorite = None
            row.save_version()
    for row in rows:
        if (row.retenu, row.priorite) != (row.pk in ranks, ranks.get(row.pk)):
            row.retenu, row.priorite = row.pk in ranks, ranks.get(row.pk)
            row.save_version()
    summary = f"{len(ranks)} besoins retenus." if len(ranks) > 1 else f"{len(ranks)} besoin retenu."
    record("diagnostic.retain", summary, actor=actor, obj=diagnostic, ca_id=diagnostic.ca_id)
