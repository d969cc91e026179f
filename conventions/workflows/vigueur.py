"""Entry into force: what the last signature sets in motion, once, in its own transaction (R-CONV-06, articles 4 and 5)."""

from datetime import date

from conventions import calendrier, courriels
from conventions.enums import StatutConvention
from conventions.models import Convention, Periode, VersionConvention
from conventions.rules_signature import unsigned
from conventions.signals import convention_en_vigueur
from coop import horloge
from coop.journal.actors import SYSTEM, Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.enums import StatutMembre, TypeReunion
from cooperatives.models import Membre, Reunion
from cooperatives.workflows import reunions

BECOMING_SIGNATORY = (StatutMembre.PARTANT, StatutMembre.MEMBRE)


def enter_if_complete(version: VersionConvention, *, actor: Actor) -> Periode | None:
    """Put the convention in force when everybody has signed; None while a signature is missing.

    To be called inside the transaction of a signature, the CA's row locked (`workflows.signature`): of two last
    signatures at once, the second finds the convention as the first left it. The effect date is the last date of
    signature, which a paper recorded late sets in the past (decisions.md 18), never before the end of the former one:
    two conventions do not oblige on the same day.
    """
    convention = version.convention
    signatures = list(version.signatures.all())
    if convention.statut != StatutConvention.EN_SIGNATURE or not signatures or unsigned(signatures):
        return None
    signee_le = max(signature.signee_le for signature in signatures)
    effet = max(signee_le, _end_of_the_former(convention) or signee_le)
    _close_expired(convention, actor)
    _open(convention, effet)
    periode = _first_period(convention, effet, signee_le)
    _mark_parties(convention, effet)
    plan_enlarged_meeting(convention)
    summary = f"La convention est en vigueur depuis le {date_longue(effet)}, jusqu’au {date_longue(convention.date_echeance)}."
    record(
        "convention.enter_into_force",
        summary,
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        data={"sha256": version.sha256},
    )
    convention_en_vigueur.send(sender=Convention, convention=convention, periode=periode, actor=actor)
    courriels.tell_in_force(version)
    return periode


def _end_of_the_former(convention: Convention) -> date | None:
    """The day the last convention of the CA ended or ends, None without one."""
    rows = Convention.objects.filter(ca=convention.ca_id, date_effet__isnull=False).exclude(pk=convention.pk)
    return max((former.fin for former in rows), default=None)


def _close_expired(convention: Convention, actor: Actor) -> None:
    """One that is over gives its place (decisions.md 12); one that still runs is refused by the database."""
    for former in Convention.objects.filter(ca=convention.ca_id).finies(horloge.today()):
        state = former.etat().label
        former.statut = StatutConvention.CLOSE
        former.save_version()
        summary = f"La convention {former.reference}, {state} depuis le {date_longue(former.fin)}, est close."
        record("convention.close", summary, actor=actor, obj=former, ca_id=former.ca_id)


def _open(convention: Convention, effet) -> None:
    convention.statut = StatutConvention.EN_VIGUEUR
    convention.date_effet, convention.date_echeance = effet, calendrier.echeance(effet)
    convention.save_version()


def _first_period(convention: Convention, effet: date, signee_le: date) -> Periode:
    debut, fin = calendrier.periode(effet)
    periode = Periode(convention=convention, numero=1, debut=debut, fin=fin, signee_le=signee_le)
    periode.full_clean()
    periode.save()
    return periode


def _mark_parties(convention: Convention, effet) -> None:
    """The parties count from the effect date; the members among them become signataires."""
    parties = list(convention.parties.en_cours())
    for partie in parties:
        partie.entree_le = effet
        partie.save_version()
    become_signatory(convention.ca_id, [partie.organisation_id for partie in parties], effet)


def become_signatory(ca_id: int, organisations: list[int], effet: date) -> None:
    """The members that have signed are signataires."""
    for membre in Membre.objects.filter(ca=ca_id, organisation__in=organisations, statut__in=BECOMING_SIGNATORY):
        membre.statut, membre.date_entree = StatutMembre.SIGNATAIRE, membre.date_entree or effet
        membre.save_version()


def plan_enlarged_meeting(convention: Convention) -> Reunion | None:
    """The réunion élargie of article 4.4, two months before the échéance.

    Not in the past (a convention recorded very late): AL-07 then says that it should have been held.
    """
    moment = calendrier.reunion_elargie_moment(convention.date_echeance)
    if moment <= horloge.now():
        return None
    # The signatory who ends the round has no right to plan a meeting: the convention does it.
    return reunions.plan(convention.ca, actor=SYSTEM, type=TypeReunion.ELARGIE, prevue_le=moment, points=None)
