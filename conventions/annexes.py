"""What the coordination may join to the convention: calendar, distribution of the budget, charte (domain.md §5.1).

Read as plain data and frozen with the text, in their state of that day: annexes are not contractual (decisions.md 16).
"""

from datetime import date

from conventions.enums import AnnexeConvention, StatutConvention
from conventions.enums_financement import StatutBudget
from conventions.models import Convention, LigneRepartition
from coop import horloge
from cooperatives.models import ArticleCharte, Charte, Cooperative


def choisies(convention: Convention) -> dict:
    """The annexes chosen that have something to print, by code (3 statements at most); only a draft takes new ones."""
    if convention.statut != StatutConvention.BROUILLON:
        return {}
    found = {code: LECTURES[code](convention.ca, horloge.today()) for code in convention.annexes_choisies}
    return {code: value for code, value in found.items() if value}


def disponibles(convention: Convention) -> dict:
    """What each annex would print today, chosen or not; empty when there is nothing."""
    return {code: read(convention.ca, horloge.today()) for code, read in LECTURES.items()}


def _calendrier(ca: Cooperative, jour: date) -> list[list[str]]:
    """[stage, start, end, deliverables] of the tableau de bord; nothing while no stage has a date."""
    etapes = list(ca.etapes.order_by("ordre"))
    if not any(etape.debut or etape.fin for etape in etapes):
        return []
    return [[etape.libelle, _iso(etape.debut), _iso(etape.fin), etape.livrables] for etape in etapes]


def _repartition(ca: Cooperative, jour: date) -> list[dict]:
    """The distributions validated for the calendar years that the first annual period meets (R-FIN-05)."""
    rows = LigneRepartition.objects.filter(
        budget__ca=ca, budget__statut=StatutBudget.VALIDE, budget__annee__in=(jour.year, jour.year + 1)
    )
    rows = rows.select_related("budget", "beneficiaire", "action")
    found: dict[int, dict] = {}
    for row in rows.order_by("budget__annee", "nature", "action__numero", "id"):
        budget = found.setdefault(
            row.budget_id, {"annee": row.budget.annee, "montant": str(row.budget.montant), "lignes": []}
        )
        pour = f"Action {row.action.numero}" if row.action else row.get_nature_display().capitalize()
        budget["lignes"].append([row.beneficiaire.nom, pour, str(row.montant), row.motif])
    return list(found.values())


def _charte(ca: Cooperative, jour: date) -> dict:
    """The last adopted version, article by article."""
    last = Charte.objects.filter(ca=ca, adoptee_le__isnull=False).order_by("-numero").values("pk")[:1]
    rows = list(ArticleCharte.objects.filter(charte=last).select_related("charte").order_by("ordre"))
    if not rows:
        return {}
    charte = rows[0].charte
    articles = [[f"{row.ordre}. {row.titre}", row.texte] for row in rows]
    return {"version": charte.numero, "adoptee_le": _iso(charte.adoptee_le), "articles": articles}


def _iso(jour: date | None) -> str:
    return jour.isoformat() if jour else ""


LECTURES = {
    AnnexeConvention.CALENDRIER.value: _calendrier,
    AnnexeConvention.CHARTE.value: _charte,
    AnnexeConvention.REPARTITION.value: _repartition,
}
