"""« Fiche projet » (DOC-FP, domain.md §5.8): the coopérative on a few pages, each section read from the link that holds it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conventions import montants
from conventions.enums import TypeIndicateur
from conventions.models import ContributionPropre, FicheAction, Indicateur, Objectif
from conventions.queries import a_ce_jour
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Presence, TypeInstance
from cooperatives.models import Articulation, Cooperative, Instance, Membre
from cooperatives.models.perimetre import running
from cooperatives.queries import EtapeFrise, communes_couvertes, frise, libelle_etape
from cooperatives.queries.gouvernance import instances
from cooperatives.roles import ACTIFS
from diagnostics import queries as diagnostics
from diagnostics.models import Besoin, Diagnostic
from evaluation.models import SelectionCritere

COMMUNES_MAX = 25


@dataclass(frozen=True)
class FicheProjet:
    """The eleven sections, in their order; an empty list is printed as something to complete."""

    ca: Cooperative
    etape: str
    territoires: list[str]
    thematiques: list[str]
    publics: list[str]
    coordinateurs: list[str]
    copilotes: list[str]
    diagnostic: Diagnostic | None
    besoins: list[Besoin]
    articulations: list[Articulation]
    objectifs: list[Objectif]
    actions: list[FicheAction]
    membres: list[Membre]
    instances: list[Instance]
    etapes: list[EtapeFrise]
    indicateurs: dict[str, list[Indicateur]]
    criteres: list[str]
    contributions: list[ContributionPropre]

    @property
    def etp(self) -> Decimal:
        return sum((action.etp or Decimal(0) for action in self.actions), Decimal(0))

    @property
    def valorisation(self) -> Decimal | None:
        """The sum of what is valued; None when nothing is."""
        values = [c.valorisation for c in self.contributions if c.valorisation is not None]
        return sum(values, Decimal(0)) if values else None

    @property
    def habitants(self) -> list[str]:
        """Groups of inhabitants among the members, and the places where they meet."""
        groups = [str(m) for m in self.membres if m.organisation.type == TypeOrganisation.GROUPE_HABITANTS]
        return groups + [i.nom for i in self.instances if i.type == TypeInstance.ESPACE_HABITANTS]


def read(ca: Cooperative, today: date, *, argent: bool = True) -> FicheProjet:
    """Everything the page and the PDF print, in a fixed number of statements; without `argent`, no amount."""
    diagnostic = diagnostics.validated(ca) or diagnostics.current(ca)
    actions = _actions(ca)
    contributions = [c for action in actions for c in action.contributions.all()]
    if not argent:
        montants.effacer(contributions)
    return FicheProjet(
        ca=ca,
        etape=libelle_etape(ca),
        territoires=_territoires(ca),
        thematiques=[row.libelle for row in ca.thematiques.all()],
        publics=[row.libelle for row in ca.publics.all()],
        coordinateurs=[str(row.contact) for row in _running(ca.coordinateurs, "contact").order_by("rang", "id")],
        copilotes=[str(row.organisation) for row in _running(ca.copilotes, "organisation")],
        diagnostic=diagnostic,
        besoins=list(diagnostics.besoins_retenus(ca)) if diagnostic else [],
        articulations=list(ca.articulations.filter(presence=Presence.PRESENT).select_related("dispositif")),
        objectifs=_objectifs(ca),
        actions=actions,
        membres=list(
            ca.membres.filter(statut__in=ACTIFS).select_related("organisation").order_by("organisation__recherche")
        ),
        instances=list(instances(ca)),
        etapes=frise(ca, today),
        indicateurs=_indicateurs(actions),
        criteres=_criteres(ca),
        contributions=contributions,
    )


def _running(rows, relation: str):
    return rows.filter(running()).select_related(relation)


def _actions(ca: Cooperative) -> list[FicheAction]:
    rows = FicheAction.objects.en_cours().filter(programme__ca=ca).select_related("promoteur__organisation")
    rows = rows.prefetch_related("lieux__commune", "publics", "indicateurs", "contributions__membre__organisation")
    return a_ce_jour.fiches(rows.order_by("numero"), "lieux__commune", "publics")


def _objectifs(ca: Cooperative) -> list[Objectif]:
    """Those of the programme as they oblige today."""
    rows = list(Objectif.objects.filter(programme__ca=ca).select_related("programme").order_by("numero"))
    if rows:
        a_ce_jour.programme(rows[0].programme, rows)
    return _tree(rows)


def _territoires(ca: Cooperative) -> list[str]:
    """The label of the territory, then its communes as long as they can be read."""
    names = list(communes_couvertes(ca).order_by("nom").values_list("nom", flat=True))
    shown = (
        names
        if len(names) <= COMMUNES_MAX
        else [*names[:COMMUNES_MAX], f"et {len(names) - COMMUNES_MAX} autres communes"]
    )
    return [text for text in (ca.libelle_territoire, ", ".join(shown)) if text]


def _tree(rows: list[Objectif]) -> list[Objectif]:
    """The general objective, then each specific one followed by its operational ones, then what hangs from nothing."""
    by_parent: dict[int | None, list[Objectif]] = {}
    for row in rows:
        by_parent.setdefault(row.parent_id, []).append(row)
    found: list[Objectif] = []
    waiting = list(by_parent.get(None, ()))
    while waiting:
        row = waiting.pop(0)
        found.append(row)
        waiting = by_parent.get(row.pk, []) + waiting
    return found


def _indicateurs(actions: list[FicheAction]) -> dict[str, list[Indicateur]]:
    rows = [indicateur for action in actions for indicateur in action.indicateurs.all()]
    return {kind.label: [row for row in rows if row.type == kind] for kind in TypeIndicateur}


def _criteres(ca: Cooperative) -> list[str]:
    rows = SelectionCritere.objects.filter(evaluation__ca=ca).select_related("critere")
    return [str(row) for row in rows]
