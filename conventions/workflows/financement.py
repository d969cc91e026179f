"""Budget of a year and its distribution, then what others pay (R-FIN-05 to R-FIN-13)."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions.enums_financement import NatureLigne, StatutBudget
from conventions.models import AutreFinancement, Budget, LigneRepartition
from conventions.queries.financement import contributions, parts
from conventions.rules_financement import parts_egales
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from coop import horloge
from coop.accounts.predicates import require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import euros
from cooperatives.models import Cooperative

SETTLED = "La répartition est validée\u00a0: rouvrez-la pour la modifier."
EGALITE = "Financements égalitaires sans fondement structurel\u00a0: justifier la répartition."
FIELDS = ("annee", "financeur", "origine", "beneficiaire", "action", "montant", "precision")


@transaction.atomic
def fixer_budget(ca: Cooperative, *, actor: Actor, annee: int, montant: Decimal, version: int | None = None) -> Budget:
    """Write what the ARS gives to the programme for a year. ValidationError once its distribution is settled."""
    require(coordinates, actor, ca, COORDINATION_ONLY)
    budget = Budget.objects.select_for_update().filter(ca=ca, annee=annee).first()
    if budget is None:
        budget = Budget(ca=ca, annee=annee, montant=montant)
        budget.full_clean()
        budget.save()
    else:
        _draft(budget)
        budget.montant = montant
        budget.save_version(version)
    _say("budget", f"Budget {annee}\u00a0: {euros(montant)}.", budget, actor)
    return budget


@transaction.atomic
def repartir(budget: Budget, *, actor: Actor, lignes: Iterable[dict], version: int | None = None) -> Budget:
    """Replace the rows of the distribution: dicts of beneficiaire, action (None for the coordination), montant, motif."""
    budget = _locked(budget, actor)
    _draft(budget)
    budget.lignes.all().delete()
    for ligne in lignes:
        _add(budget, ligne)
    budget.save_version(version)
    _say("repartir", f"Répartition {budget.annee} écrite\u00a0: {euros(total(budget))} répartis.", budget, actor)
    return budget


def _add(budget: Budget, ligne: dict) -> None:
    action = ligne["action"]
    if action is not None and action.programme.ca_id != budget.ca_id:
        raise ValidationError("Cette action n’est pas dans le programme.")
    if not budget.ca.membres.filter(organisation=ligne["beneficiaire"]).exists():
        raise ValidationError("Le bénéficiaire est un membre de la coopérative.")
    nature = NatureLigne.ACTION if action else NatureLigne.COORDINATION
    row = LigneRepartition(budget=budget, nature=nature, **ligne)
    row.full_clean()
    row.save()


def total(budget: Budget) -> Decimal:
    """What its rows distribute."""
    return sum((row.montant for row in budget.lignes.all()), Decimal(0))


def ecart(budget: Budget, distributed: Decimal) -> str:
    """What keeps the sum from the budget, as a sentence; empty when they are equal (R-FIN-05)."""
    left = budget.montant - distributed
    if not left:
        return ""
    told = f"il reste {euros(left)} à répartir" if left > 0 else f"c’est {euros(-left)} de trop"
    return f"Les lignes font {euros(distributed)} pour un budget de {euros(budget.montant)}\u00a0: {told}."


@transaction.atomic
def valider(budget: Budget, *, actor: Actor, motif_egalite: str = "", version: int | None = None) -> Budget:
    """Settle the distribution: Σ = budget, or Blocked. Equal shares for unequal contributions take a sentence (AL-29)."""
    budget = _locked(budget, actor)
    _draft(budget)
    if wrong := ecart(budget, total(budget)):
        raise Blocked([Manque("somme", wrong, source="R-FIN-05")])
    if parts_egales(parts(budget), contributions(budget.ca)) and not motif_egalite.strip():
        raise ValidationError({"motif_egalite": EGALITE})
    budget.motif_egalite = motif_egalite.strip()
    budget.statut, budget.validee_le = StatutBudget.VALIDE, horloge.today()
    budget.save_version(version)
    _say("valider", f"Répartition {budget.annee} validée.", budget, actor, comment=budget.motif_egalite)
    return budget


@transaction.atomic
def rouvrir(budget: Budget, *, actor: Actor, motif: str) -> Budget:
    """Open a settled distribution again, with the reason everybody reads in the journal."""
    budget = _locked(budget, actor)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi la répartition est rouverte."})
    if budget.statut == StatutBudget.VALIDE:
        budget.statut, budget.validee_le = StatutBudget.BROUILLON, None
        budget.save_version()
        _say("rouvrir", f"Répartition {budget.annee} rouverte.", budget, actor, comment=motif.strip())
    return budget


@transaction.atomic
def noter_autre(ca: Cooperative, *, actor: Actor, **fields) -> AutreFinancement:
    """Write what another funder pays, or a funding that stays (FIELDS)."""
    require(coordinates, actor, ca, COORDINATION_ONLY)
    row = AutreFinancement(ca=ca, **_known(fields))
    _check_autre(row)
    row.full_clean()
    row.save()
    _say("autre", f"Autre financement noté\u00a0: {row.financeur}, {euros(row.montant)} en {row.annee}.", row, actor)
    return row


@transaction.atomic
def corriger_autre(row: AutreFinancement, *, actor: Actor, version: int | None = None, **fields) -> AutreFinancement:
    """Rewrite it over `version`."""
    require(coordinates, actor, row.ca, COORDINATION_ONLY)
    for name, value in _known(fields).items():
        setattr(row, name, value)
    _check_autre(row)
    row.save_version(version)
    _say("autre", f"Autre financement corrigé\u00a0: {row.financeur}, {euros(row.montant)} en {row.annee}.", row, actor)
    return row


@transaction.atomic
def retirer_autre(row: AutreFinancement, *, actor: Actor) -> None:
    """Take it out; the journal keeps what it was."""
    require(coordinates, actor, row.ca, COORDINATION_ONLY)
    _say("autre", f"Autre financement retiré\u00a0: {row.financeur}, {euros(row.montant)} en {row.annee}.", row, actor)
    row.delete()


def _known(fields: dict) -> dict:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"{unknown} are not written here")
    return fields


def _check_autre(row: AutreFinancement) -> None:
    if row.action is not None and row.action.programme.ca_id != row.ca_id:
        raise ValidationError({"action": "Cette action n’est pas dans le programme."})


def _locked(budget: Budget, actor: Actor) -> Budget:
    require(coordinates, actor, budget.ca, COORDINATION_ONLY)
    Cooperative.objects.select_for_update().get(pk=budget.ca_id)
    return Budget.objects.select_related("ca").get(pk=budget.pk)


def _draft(budget: Budget) -> None:
    if budget.statut == StatutBudget.VALIDE:
        raise ValidationError(SETTLED)


def _say(verb: str, summary: str, row: Budget | AutreFinancement, actor: Actor, comment: str = "") -> None:
    record(f"financement.{verb}", summary[:500], actor=actor, obj=row, ca_id=row.ca_id, comment=comment)
