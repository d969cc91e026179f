"""Résiliation: the letter, the receipts, what it ends, and the avenant by which the others go on (article 5, A-11)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels_resiliation as courriels
from conventions.enums import SensPartie, StatutAvenant, SuiteResiliation, TypePartie
from conventions.models import Avenant, AvisReception, Convention, Partie, PartieAvenant, Resiliation
from conventions.rules_avenant import IN_FORCE_ONLY, is_in_force
from conventions.rules_echeance import PARTY_ONLY, coordinates_party, speaks_for_party
from conventions.rules_resiliation import effet
from conventions.rules_signature import COORDINATION_ONLY
from conventions.workflows import avenants, avenants_fin, preavis
from conventions.workflows.avenants import NOT_A_PARTY
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.documents.models import Piece
from coop.journal.actors import SYSTEM, Actor
from coop.journal.workflows import record
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative

OVER = "La convention n’est plus en vigueur\u00a0: rien ne change plus à cette résiliation."
ARS_STAYS = "L’ARS est toujours partie à la convention\u00a0: quand elle résilie, toute la convention prend fin."
NO_DEPARTURE = "Choisissez d’abord que les autres parties continuent."
UNKNOWN_END = "La date d’effet n’est pas connue\u00a0: il manque des avis de réception."


@transaction.atomic
def notifier(
    partie: Partie,
    *,
    actor: Actor,
    envoyee_le: date,
    suite: SuiteResiliation = SuiteResiliation.CONVENTION,
    motif: str = "",
) -> Resiliation:
    """Record the registered letter that a party sent to each of the others; one receipt is then waited for from each.

    By the party itself, or by the coordination for it. What the letter ends is the whole convention, unless the
    coordination chooses otherwise. Raises Refused, ValidationError.
    """
    require(speaks_for_party | coordinates_party, actor, partie, PARTY_ONLY)
    convention = _running(partie.convention)
    current = convention.parties.en_cours()
    if not current.filter(pk=partie.pk).exists():
        raise ValidationError(NOT_A_PARTY)
    if envoyee_le > horloge.today():
        raise ValidationError({"envoyee_le": "Cette date est dans le futur."})
    if envoyee_le < convention.date_effet:
        raise ValidationError({"envoyee_le": f"La convention n’a pris effet que le {date_longue(convention.date_effet)}."})  # fmt: skip
    _check_suite(partie, suite)
    row = Resiliation(convention=convention, auteur=partie, envoyee_le=envoyee_le, suite=suite, motif=motif.strip())
    row.full_clean()
    row.save()
    for other in current.exclude(pk=partie.pk):
        avis = AvisReception(resiliation=row, partie=other)
        avis.full_clean()
        avis.save()
    _say(
        "notify", f"{partie} a résilié la convention, par lettre recommandée du {date_longue(envoyee_le)}.", row, actor
    )
    courriels.prevenir(row)
    return row


@transaction.atomic
def accuser(
    avis: AvisReception, *, actor: Actor, recu_le: date, numero_lrar: str = "", scan: Piece | None = None
) -> AvisReception:
    """Record the receipt of one party, or correct it before the end: the effect date follows.

    A date that would end the convention before what was signed since is refused: one of the dates is wrong.
    """
    resiliation = avis.resiliation
    require(speaks_for_party | coordinates_party, actor, resiliation.auteur, PARTY_ONLY)
    convention, resiliation = _reread(resiliation)
    if resiliation.avenant and resiliation.avenant.statut == StatutAvenant.EN_SIGNATURE:
        raise Refused(f"{resiliation.avenant} est à la signature avec sa date d’effet\u00a0: rouvrez-le d’abord.")
    if recu_le > horloge.today():
        raise ValidationError({"recu_le": "Cette date est dans le futur."})
    if recu_le < resiliation.envoyee_le:
        raise ValidationError({"recu_le": f"La lettre n’est partie que le {date_longue(resiliation.envoyee_le)}."})
    before = convention.resiliation_effet
    avis.recu_le, avis.numero_lrar, avis.scan = recu_le, numero_lrar.strip(), scan or avis.scan
    avis.full_clean()
    avis.save()
    preavis.relire(convention, actor=actor)
    _check_signed(convention)
    _say("receive", f"{avis.partie} a reçu la lettre de résiliation le {date_longue(recu_le)}.", resiliation, actor)
    if convention.resiliation_effet and convention.resiliation_effet != before:
        courriels.dire_l_effet(resiliation, convention.resiliation_effet)
    return avis


@transaction.atomic
def choisir_suite(
    resiliation: Resiliation, *, actor: Actor, suite: SuiteResiliation, version: int | None = None
) -> Resiliation:
    """Say whether the whole convention ends, or the others go on by an avenant (A-11); until the effect date."""
    require(coordinates_party, actor, resiliation.auteur, COORDINATION_ONLY)
    _, fresh = _reread(resiliation)
    _check_suite(fresh.auteur, suite)
    at_signature = fresh.avenant and fresh.avenant.statut == StatutAvenant.EN_SIGNATURE
    if suite == SuiteResiliation.CONVENTION and at_signature:
        raise Refused(f"{fresh.avenant} est à la signature\u00a0: rouvrez-le d’abord.")
    if suite == SuiteResiliation.CONVENTION and fresh.avenant:
        fresh.avenant.parties.filter(sens=SensPartie.RESILIE, organisation=fresh.auteur.organisation_id).delete()
        fresh.avenant = None
    fresh.suite = suite
    fresh.save_version(version)
    _say("choose", f"{SuiteResiliation(suite).label}.", fresh, actor)
    return fresh


@transaction.atomic
def ouvrir_depart(resiliation: Resiliation, *, actor: Actor) -> Avenant:
    """Open the avenant by which the other parties go on; it takes effect on the day the résiliation does.

    May be called again. Raises Refused without the choice (b) or before every receipt is in.
    """
    require(coordinates_party, actor, resiliation.auteur, COORDINATION_ONLY)
    convention, fresh = _reread(resiliation)
    if fresh.suite != SuiteResiliation.DEPART:
        raise Refused(NO_DEPARTURE)
    end = effet(fresh)
    if end is None:
        raise Refused(UNKNOWN_END)
    motif = f"{fresh.auteur} a résilié la convention\u00a0: les autres parties la poursuivent."
    avenant = avenants.ouvrir(convention, actor=actor, motif=motif)
    if avenant.reconduction:
        raise Refused(f"L’{str(avenant).lower()} prépare la reconduction\u00a0: abandonnez-le d’abord.")
    _leave(avenant, fresh)
    if fresh.avenant_id != avenant.pk:
        fresh.avenant = avenant
        fresh.save_version()
        _say("open_departure", f"{avenant}\u00a0: départ de {fresh.auteur} le {date_longue(end)}.", fresh, actor)
    return avenant


def abandonner_les_resilies(today: date) -> int:
    """Daily: give up each avenant still open once its convention is résiliée, with notice; how many. Idempotent."""
    running = Convention.objects.resiliees(today)
    open_ones = (StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE)
    rows = Avenant.objects.filter(convention__in=running, statut__in=open_ones)
    found = list(rows.select_related("convention__ca__departement", "convention__programme").order_by("pk"))
    for row in found:
        Cooperative.objects.select_for_update().get(pk=row.convention.ca_id)
        end = date_longue(row.convention.resiliation_effet)
        avenants_fin.fermer(row, actor=SYSTEM, motif=f"La convention est résiliée depuis le {end}.")
    return len(found)


def _leave(avenant: Avenant, resiliation: Resiliation) -> None:
    """The author leaves by this avenant: no concertation is asked of somebody who has résilié."""
    organisation = resiliation.auteur.organisation
    row = avenant.parties.filter(organisation=organisation).first()
    row = row or PartieAvenant(avenant=avenant, organisation=organisation)
    row.sens = SensPartie.RESILIE
    row.full_clean()
    row.save()


def _check_suite(partie: Partie, suite: str) -> None:
    if partie.type == TypePartie.ARS and suite == SuiteResiliation.DEPART:
        raise ValidationError({"suite": ARS_STAYS})


def _check_signed(convention: Convention) -> None:
    """Nothing is signed after the effect: dates that say so are not recorded."""
    end, signed = convention.resiliation_effet, preavis.derniere_signature(convention)
    if end and signed and end <= signed:
        raise ValidationError(
            {
                "recu_le": f"La convention aurait pris fin le {date_longue(end)}, avant l’avenant signé le {date_longue(signed)}\u00a0: vérifiez les dates."
            }
        )


def _reread(resiliation: Resiliation) -> tuple[Convention, Resiliation]:
    """The convention and its résiliation under the lock, before the effect."""
    convention = _running(resiliation.convention, OVER)
    fresh = Resiliation.objects.select_related("auteur__organisation", "avenant").get(pk=resiliation.pk)
    fresh.convention = convention
    if fresh.levee_le is not None:
        raise Refused("Les autres parties ont signé l’avenant\u00a0: la convention se poursuit sans cette partie.")
    return convention, fresh


def _running(convention: Convention, otherwise: str = IN_FORCE_ONLY) -> Convention:
    Cooperative.objects.select_for_update().get(pk=convention.ca_id)
    fresh = Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)
    if not is_in_force(fresh):
        raise Refused(otherwise)
    return fresh


def _say(verb: str, summary: str, resiliation: Resiliation, actor: Actor) -> None:
    convention = resiliation.convention
    record(
        f"resiliation.{verb}",
        summary[:500],
        actor=actor,
        obj=resiliation,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
        organisation_id=resiliation.auteur.organisation_id,
    )
