"""The life of a commitment: proposé → décidé → notifié → soldé, or annulé (R-FIN-01 to R-FIN-04, decisions.md 23)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.enums_financement import Instrument, StatutEngagement
from conventions.models import CompteRenduFinancier, Convention, EngagementFinancier, FicheAction
from conventions.rules_financement import cumul_annuel, franchit, instrument_attendu, memes_organismes, seuil_le
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from coop import horloge
from coop.accounts.predicates import require
from coop.documents.models import Piece
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Organisation
from coop.ui.typographie import date_longue, euros
from cooperatives.models import Cooperative

SANS_VISA = "Viser la convention ou un courrier de demande de subvention daté et signé."
RECALCULER = "Modifiez l’engagement\u00a0: son acte sera recalculé."
OVER = "Cet engagement n’est plus au stade où cela s’écrit."


@transaction.atomic
def proposer(
    ca: Cooperative, *, actor: Actor, organisation: Organisation, annee: int, montant: Decimal,
    derniere_annee: int | None = None, instrument: str = "", actions: Iterable[FicheAction] = (), objet: str = "",
) -> EngagementFinancier:  # fmt: skip
    """Propose a subsidy; the instrument is computed, a convention « classique » may be wished below the threshold.

    Raises ValidationError when a décision is wished and the year's cumulation reaches the threshold.
    """
    require(coordinates, actor, ca, COORDINATION_ONLY)
    row = EngagementFinancier(ca=ca, organisation=organisation)
    _write(row, annee, derniere_annee, montant, instrument, objet)
    row.full_clean()
    row.save()
    row.actions.set(_of(ca, actions))
    _say("propose", f"Engagement proposé\u00a0: {row}, {euros(montant)} par an.", row, actor)
    return row


@transaction.atomic
def modifier(
    row: EngagementFinancier, *, actor: Actor, annee: int, montant: Decimal, derniere_annee: int | None = None,
    instrument: str = "", actions: Iterable[FicheAction] = (), objet: str = "", version: int | None = None,
) -> EngagementFinancier:  # fmt: skip
    """Rewrite a proposal over `version`; the instrument is computed again."""
    row = _at(row, actor, StatutEngagement.PROPOSE)
    _write(row, annee, derniere_annee, montant, instrument, objet)
    row.save_version(version)
    row.actions.set(_of(row.ca, actions))
    _say("update", f"Engagement modifié\u00a0: {row}, {euros(montant)} par an.", row, actor)
    return row


def _write(
    row: EngagementFinancier, annee: int, derniere_annee: int | None, montant: Decimal, wished: str, objet: str
) -> None:
    if not row.ca.membres.filter(organisation=row.organisation).exists():
        raise ValidationError({"organisation": "Le bénéficiaire est un membre de la coopérative."})
    row.annee, row.derniere_annee, row.montant, row.objet = annee, derniere_annee or annee, montant, objet.strip()
    if row.derniere_annee < annee:
        raise ValidationError({"derniere_annee": "La dernière année suit la première."})
    _one_at_a_time(row.organisation)
    row.cumul, row.seuil = cumul_annuel(row), seuil_le(horloge.today())
    expected = Instrument.CONVENTION if row.pluriannuel else instrument_attendu(row.cumul, row.seuil)
    if wished == Instrument.DECISION and expected == Instrument.CONVENTION:
        raise ValidationError({"instrument": franchit(row)})
    row.instrument = wished or expected
    row.convention = convention_visee(row)


def _one_at_a_time(organisation: Organisation) -> None:
    """Two commitments of one legal person are written one after the other: their sum is never read twice."""
    list(memes_organismes(organisation).select_for_update(of=("self",)).values_list("pk", flat=True))


def convention_visee(row: EngagementFinancier, on: date | None = None) -> Convention | None:
    """The convention de partenariat in force on a day that its organisation signed (R-FIN-01)."""
    found = Convention.objects.filter(ca=row.ca_id).en_vigueur(on).first()
    signed = found is not None and found.parties.en_cours(on).filter(organisation=row.organisation_id).exists()
    return found if signed else None


def _of(ca: Cooperative, actions: Iterable[FicheAction]) -> list[FicheAction]:
    rows = list(actions)
    if any(action.programme.ca_id != ca.pk for action in rows):
        raise ValidationError({"actions": "Cette action n’est pas dans le programme."})
    return rows


@transaction.atomic
def viser_courrier(
    row: EngagementFinancier, *, actor: Actor, courrier: Piece, courrier_date: date, courrier_qualite: str
) -> EngagementFinancier:
    """Cite the letter of request, dated and signed by the promoteur, when there is no convention (R-FIN-04)."""
    row = _at(row, actor, StatutEngagement.PROPOSE)
    _past(courrier_date, "courrier_date")
    row.courrier, row.courrier_date, row.courrier_qualite = courrier, courrier_date, courrier_qualite.strip()
    if not row.courrier_qualite:
        raise ValidationError({"courrier_qualite": "Indiquez la qualité de la personne qui a signé le courrier."})
    row.save_version()
    _say("cite_letter", f"Courrier de demande visé\u00a0: {row}.", row, actor)
    return row


@transaction.atomic
def completer_dossier(
    row: EngagementFinancier, *, actor: Actor, demande_le: date | None, republicain_le: date | None
) -> EngagementFinancier:
    """Dates of the request on its Cerfa form and of the contrat d’engagement républicain."""
    live = (StatutEngagement.PROPOSE, StatutEngagement.DECIDE, StatutEngagement.NOTIFIE)
    row = _at(row, actor, *live)
    for name, day in (("demande_le", demande_le), ("republicain_le", republicain_le)):
        if day:
            _past(day, name)
        setattr(row, name, day)
    row.save_version()
    _say("complete", f"Dossier complété\u00a0: {row}.", row, actor)
    return row


@transaction.atomic
def decider(row: EngagementFinancier, *, actor: Actor, le: date, numero_acte: str = "") -> EngagementFinancier:
    """Record the signed act. Blocked without visa (AL-31); refused when décisions would cross the threshold (AL-30)."""
    row = _at(row, actor, StatutEngagement.PROPOSE)
    _past(le, "le")
    _one_at_a_time(row.organisation)
    _cites(row, le)
    row.cumul, row.seuil = cumul_annuel(row, decides=True), seuil_le(le)
    if row.instrument == Instrument.DECISION and instrument_attendu(row.cumul, row.seuil) != Instrument.DECISION:
        raise ValidationError(f"{franchit(row)} {RECALCULER}")
    row.statut, row.decide_le, row.numero_acte = StatutEngagement.DECIDE, le, numero_acte.strip()
    row.save_version()
    _say("decide", f"Engagement décidé\u00a0: {row}, {euros(row.montant)} par an.", row, actor)
    return row


def _cites(row: EngagementFinancier, le: date) -> None:
    """The act cites the convention in force on its day, or a letter written by then (R-FIN-01, R-FIN-04)."""
    cited, row.convention = row.convention, convention_visee(row, le)
    if row.convention:
        return
    if not row.vise:
        if cited:
            raise ValidationError({"le": _hors_convention(cited, le)})
        raise Blocked([Manque("visa", SANS_VISA, source="R-FIN-04")])
    if le < row.courrier_date:
        raise ValidationError({"le": f"Le courrier visé est du {date_longue(row.courrier_date)}."})


def _hors_convention(convention: Convention, le: date) -> str:
    """Why the convention cited by the proposal does not cover that day."""
    if le < convention.date_effet:
        return f"La convention visée n’a pris effet que le {date_longue(convention.date_effet)}."
    if le >= convention.fin:
        return (
            f"La convention visée n’est plus en vigueur depuis le {date_longue(convention.fin)}\u00a0: visez un courrier de "
            "demande de subvention daté et signé."
        )
    return "L’organisme n’était pas partie à la convention ce jour-là\u00a0: visez un courrier daté et signé."


@transaction.atomic
def notifier(row: EngagementFinancier, *, actor: Actor, le: date) -> EngagementFinancier:
    """The organisation received the act."""
    row = _at(row, actor, StatutEngagement.DECIDE)
    _past(le, "le")
    if le < row.decide_le:
        raise ValidationError({"le": "La notification suit la décision."})
    row.statut, row.notifie_le = StatutEngagement.NOTIFIE, le
    row.save_version()
    _say("notify", f"Engagement notifié\u00a0: {row}.", row, actor)
    return row


@transaction.atomic
def recevoir(row: EngagementFinancier, *, actor: Actor, annee: int, le: date) -> CompteRenduFinancier:
    """The compte rendu financier of an exercise that is over has come."""
    row = _at(row, actor, StatutEngagement.DECIDE, StatutEngagement.NOTIFIE)
    _past(le, "le")
    if annee not in row.annees:
        raise ValidationError({"annee": "Cet engagement ne paie pas cette année."})
    if le <= date(annee, 12, 31):
        raise ValidationError({"le": f"L’exercice {annee} n’était pas terminé."})
    found = CompteRenduFinancier(engagement=row, annee=annee, recu_le=le)
    found.full_clean()
    found.save()
    _say("receive", f"Compte rendu financier {annee} reçu\u00a0: {row.organisation}.", row, actor)
    return found


@transaction.atomic
def solder(row: EngagementFinancier, *, actor: Actor, le: date) -> EngagementFinancier:
    """Close the commitment once every exercise has its compte rendu financier; Blocked otherwise."""
    row = _at(row, actor, StatutEngagement.NOTIFIE)
    _past(le, "le")
    known = set(row.comptes_rendus.values_list("annee", flat=True))
    if lacking := [str(year) for year in row.annees if year not in known]:
        phrase = f"Le compte rendu financier manque pour\u00a0: {', '.join(lacking)}."
        raise Blocked([Manque("compte_rendu", phrase)])
    if le < row.notifie_le:
        raise ValidationError({"le": "Le solde suit la notification."})
    row.statut, row.solde_le = StatutEngagement.SOLDE, le
    row.save_version()
    _say("settle", f"Engagement soldé\u00a0: {row}.", row, actor)
    return row


@transaction.atomic
def annuler(row: EngagementFinancier, *, actor: Actor, motif: str) -> EngagementFinancier:
    """Cancel it, with its reason: it no longer counts in the year."""
    row = _at(row, actor, StatutEngagement.PROPOSE, StatutEngagement.DECIDE, StatutEngagement.NOTIFIE)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi l’engagement est annulé."})
    row.statut, row.motif_annulation = StatutEngagement.ANNULE, motif.strip()
    row.save_version()
    _say("cancel", f"Engagement annulé\u00a0: {row}.", row, actor, comment=row.motif_annulation)
    return row


def _at(row: EngagementFinancier, actor: Actor, *states: StatutEngagement) -> EngagementFinancier:
    """The row as it is stored, in one of these states."""
    require(coordinates, actor, row.ca, COORDINATION_ONLY)
    row = EngagementFinancier.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.statut not in states:
        raise ValidationError(OVER)
    return row


def _past(day: date, field: str) -> None:
    if day > horloge.today():
        raise ValidationError({field: "Cette date est à venir."})


def _say(verb: str, summary: str, row: EngagementFinancier, actor: Actor, comment: str = "") -> None:
    record(
        f"engagement.{verb}", summary[:500], actor=actor, obj=row, ca_id=row.ca_id,
        organisation_id=row.organisation_id, comment=comment,
    )  # fmt: skip
