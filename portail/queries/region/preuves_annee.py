"""The lists behind the figures of a year: money apart, which not everybody who reads the région may read (§4.5)."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from conventions import chiffres_argent as argent
from conventions.enums import ChoixReconduction
from conventions.models import FicheAction
from conventions.queries import chiffres_argent as comptes
from conventions.rules_financement import PARTS_MIN, coefficient_de_variation
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue, euros, nombre
from cooperatives.enums import StatutMembre
from portail.queries.region import continuite
from portail.queries.region.liste_preuves import Cellule, Preuves, ca_, texte
from portail.queries.region.situation import Base

VARIATION = 3  # decimals of a coefficient of variation


def _ids(base: Base):
    return base.rows.order_by().values("pk")


def _euros(value: Decimal) -> Cellule:
    return euros(value), ""


def engagements(base: Base) -> Preuves:
    """F-20: one row a commitment decided that pays the year."""
    rows = comptes.engagements_de(_ids(base), base.annee).select_related("ca__departement", "organisation")
    objects = rows.prefetch_related("actions").order_by(
        "ca__departement__code", "ca__reference", "organisation__recherche"
    )

    def ligne(row) -> list[Cellule]:
        page = lien("conventions:engagement", ca_ref=row.ca.reference, pk=row.pk)
        actions = ", ".join(str(a.numero) for a in sorted(row.actions.all(), key=lambda a: a.numero))
        return [
            (row.organisation.nom, page), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(actions), _euros(row.montant), texte(row.get_instrument_display()), texte(row.exercices),
            texte(row.get_statut_display()),
        ]  # fmt: skip

    columns = ["Organisme", "Coopérative", "Département", "Actions", "Montant de l’année", "Acte", "Années", "État"]
    return Preuves(f"Engagements de l’ARS en {base.annee}", argent.F_20.phrase, columns, objects, ligne)


def actions(base: Base) -> Preuves:
    """F-19: one row an action."""
    rows = (
        comptes.actions_de(_ids(base), base.annee, base.jour)
        .select_related("programme__ca__departement", "promoteur__organisation")
        .annotate(de_financeur=comptes.porteur_financeur())
    )
    objects = rows.order_by("programme__ca__departement__code", "programme__ca__reference", "numero")

    def ligne(row) -> list[Cellule]:
        ca = row.programme.ca
        page = lien("conventions:action", ca_ref=ca.reference, numero=row.numero)
        return [
            (f"Action\u00a0{row.numero}. {row.intitule}", page), ca_(ca.reference, ca.intitule), texte(ca.departement.code),
            texte(row.promoteur.organisation.nom), texte(_qualite(row)),
            texte(nombre(row.etp, 2) if row.etp is not None else ""),
        ]  # fmt: skip

    columns = ["Action", "Coopérative", "Département", "Promoteur", "Au titre de", "ETP"]
    return Preuves(f"Moyens humains des actions en {base.annee}", argent.F_19.phrase, columns, objects, ligne)


def _qualite(row: FicheAction) -> str:
    """Whose share of F-19 the ETP of an action go to."""
    if row.promoteur.organisation.type == TypeOrganisation.ARS:
        return "ARS"
    return "Autre financeur" if row.de_financeur else "Partenaire"


def repartitions(base: Base) -> Preuves:
    """F-21 and the share of the coordination: one row an organisation of a settled distribution, beside what it brings."""
    lines = comptes.lignes_de(_ids(base), [base.annee]).select_related("budget__ca__departement", "beneficiaire")
    shares: dict = defaultdict(lambda: defaultdict(Decimal))
    paid: dict = defaultdict(Decimal)
    whole, people = {}, {}
    for row in lines.order_by("budget__ca__departement__code", "budget__ca__reference", "id"):
        whole[row.budget_id], people[row.beneficiaire_id] = row.budget, row.beneficiaire
        shares[row.budget_id][row.beneficiaire_id] += row.montant
        if row.action_id is None:
            paid[row.budget_id, row.beneficiaire_id] += row.montant
    brought = _etp_portes(base)
    objects = [
        (whole[budget], people[who], amounts, paid[budget, who])
        for budget, amounts in shares.items()
        for who in amounts
    ]

    def ligne(found: tuple) -> list[Cellule]:
        budget, who, amounts, coordination = found
        ca, variation = budget.ca, coefficient_de_variation(amounts.values())
        return [
            (who.nom, lien("conventions:financement", ca_ref=ca.reference) + f"?annee={budget.annee}"),
            ca_(ca.reference, ca.intitule), texte(ca.departement.code), _euros(amounts[who.pk]), _euros(coordination),
            texte(nombre(brought.get((ca.pk, who.pk), 0), 2)), texte("" if variation is None else nombre(variation, VARIATION)),
            texte(_egales(amounts)),
            texte(budget.motif_egalite),
        ]  # fmt: skip

    columns = [
        "Organisme", "Coopérative", "Département", "Part", "dont coordination", "ETP portés", "Coefficient de variation",
        "Parts égales", "Raison donnée",
    ]  # fmt: skip
    return Preuves(f"Répartitions validées en {base.annee}", argent.F_21.phrase, columns, objects, ligne)


def _egales(montants: dict) -> str:
    if len(montants) < PARTS_MIN:
        return "trop peu de parts"
    return "oui" if comptes.egalitaire(montants.values()) else "non"


def _etp_portes(base: Base) -> dict[tuple[int, int], Decimal]:
    rows = comptes.actions_de(_ids(base), base.annee, base.jour).order_by()
    found: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for ca, who, etp in rows.values_list("programme__ca", "promoteur__organisation", "etp"):
        found[ca, who] += etp or 0
    return found


def autres(base: Base) -> Preuves:
    """F-22: one row a funding that does not come from the ARS."""
    rows = comptes.autres_de(_ids(base), [base.annee]).select_related("ca__departement", "beneficiaire", "action")
    objects = rows.order_by("ca__departement__code", "ca__reference", "financeur", "id")

    def ligne(row) -> list[Cellule]:
        who: Organisation | None = row.beneficiaire
        return [
            texte(row.financeur), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(row.get_origine_display()), texte(who.nom if who else ""), _euros(row.montant),
        ]  # fmt: skip

    columns = ["Financeur", "Coopérative", "Département", "Origine", "Pour", "Montant"]
    return Preuves(f"Autres financements en {base.annee}", argent.F_22.phrase, columns, objects, ligne)


def non_reconduites(base: Base) -> Preuves:
    """F-24: those that stop, with why."""
    return reconductions(base, ChoixReconduction.NON_RECONDUITE)


def reconductions(base: Base, choix: str = "") -> Preuves:
    """F-24: one row a decision, with its reason."""
    decided = continuite.decisions_de(_ids(base), [base.annee])
    rows = (decided.filter(decision=choix) if choix else decided).select_related(
        "action", "periode__convention__ca__departement"
    )
    objects = rows.order_by(
        "periode__convention__ca__departement__code", "periode__convention__ca__reference", "action__numero"
    )

    def ligne(row) -> list[Cellule]:
        ca = row.periode.convention.ca
        page = lien("conventions:action", ca_ref=ca.reference, numero=row.action.numero)
        return [
            (f"Action\u00a0{row.action.numero}. {row.action.intitule}", page), ca_(ca.reference, ca.intitule),
            texte(ca.departement.code), texte(row.get_decision_display()), texte(row.motif), texte(date_longue(row.periode.fin)),
        ]  # fmt: skip

    columns = ["Action", "Coopérative", "Département", "Décision", "Raison", "Échéance préparée"]
    title, phrase = (
        ("Actions non reconduites", continuite.F_24_NON.phrase) if choix else ("Actions reconduites ou non", continuite.F_24.phrase)
    )  # fmt: skip
    return Preuves(f"{title} en {base.annee}", phrase, columns, objects, ligne)


def mouvements(base: Base) -> Preuves:
    """F-25: one row a partner who came or left in the year."""
    rows = continuite.mouvements_de(_ids(base), base.annee).select_related("ca__departement", "organisation")
    objects = rows.order_by("ca__departement__code", "ca__reference", "organisation__recherche")

    def ligne(row) -> list[Cellule]:
        return [
            texte(row.organisation.nom), ca_(row.ca.reference, row.ca.intitule), texte(row.ca.departement.code),
            texte(date_longue(row.date_entree)), texte(date_longue(row.date_sortie) if row.date_sortie else ""),
            texte(StatutMembre(row.statut).label),
        ]  # fmt: skip

    columns = ["Organisme", "Coopérative", "Département", "Entrée", "Sortie", "Statut"]
    return Preuves(
        f"Entrées et sorties de partenaires en {base.annee}", continuite.F_25.phrase, columns, objects, ligne
    )


LISTES: dict[str, Callable[[Base], Preuves]] = {
    "reconductions": reconductions, continuite.NON_RECONDUITES: non_reconduites, "mouvements": mouvements,
}  # fmt: skip
LISTES_ARGENT: dict[str, Callable[[Base], Preuves]] = {
    argent.ETP: actions, argent.ENGAGEMENTS: engagements, argent.REPARTITIONS: repartitions, argent.AUTRES: autres,
}  # fmt: skip
