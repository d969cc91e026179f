"""The annual bilan of a coopérative (DOC-BA, R-BIL-02 to 05): eleven sections, from the file of the réunion élargie and what surrounds it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from conventions import calendrier, montants
from conventions.enums import ChoixReconduction, NiveauObjectif, StatutAvenant
from conventions.models import (
    Avenant,
    ContributionPropre,
    Convention,
    DecisionReconduction,
    FicheAction,
    Objectif,
    Periode,
)
from conventions.queries import a_ce_jour
from conventions.queries.financement import Exercice, exercice
from conventions.rules_echeance import Annee
from cooperatives.enums import Presence
from cooperatives.models import Articulation, Cooperative, Etape, PointEtape, Reunion
from cooperatives.queries.reunions import Feuille, feuille
from cooperatives.queries.vie.leviers import Axe, registre
from cooperatives.queries.vie.participation import Participation, participation
from cooperatives.queries.vie.points_etape import Faits, faits
from diagnostics import queries as diagnostics
from diagnostics.models import Diagnostic
from evaluation import dossier_elargie
from evaluation.models import ValidationBilanAnnuel
from evaluation.queries import annuel_resultats
from evaluation.queries.annuel_resultats import Resultats

SIGNES = (StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE)


@dataclass(frozen=True, slots=True)
class Moyens:
    """Section 4: what the actions mobilise, what organisations receive and bring; without amounts, `exercices` is empty."""

    actions: list[FicheAction]
    exercices: list[Exercice]
    contributions: list[ContributionPropre]
    argent: bool

    @property
    def etp(self) -> Decimal:
        return sum((action.etp or Decimal(0) for action in self.actions), Decimal(0))


@dataclass(frozen=True)
class BilanAnnuel:
    """One year of a convention; `actions` of the year, each with what was decided of it."""

    ca: Cooperative
    convention: Convention
    periode: Periode
    annee: Annee
    diagnostic: Diagnostic | None
    objectifs: list[Objectif]
    etapes: list[Etape]
    points: list[PointEtape]
    faits: Faits
    resultats: Resultats
    moyens: Moyens
    participation: Participation
    articulations: list[Articulation]
    axes: list[Axe]
    freins: list[dossier_elargie.Frein]
    decisions: list[tuple[FicheAction, DecisionReconduction | None]]
    avenants: list[Avenant]
    presences: Feuille | None
    validation: ValidationBilanAnnuel | None

    @property
    def dernier_jour(self) -> date:
        return self.periode.fin - timedelta(days=1)

    @property
    def cible(self) -> date:
        """The day the réunion élargie is held by (article 4.4)."""
        return calendrier.fenetre_reunion_elargie(self.periode.fin)[1]

    @property
    def tenue(self) -> Reunion | None:
        return self.annee.retenue

    @property
    def a_temps(self) -> bool:
        return self.tenue is not None and self.tenue.tenue_le <= self.cible

    @property
    def reconductions(self) -> list[tuple[str, int]]:
        """How many actions each decision counts (F-24), and how many wait for theirs."""
        told = [row.decision if row else "" for _, row in self.decisions]
        words = [(str(choice.label), told.count(choice.value)) for choice in ChoixReconduction]
        return [(word, count) for word, count in (*words, ("à décider", told.count(""))) if count]

    @property
    def declares(self) -> list[Articulation]:
        """The schemes that are there."""
        return [row for row in self.articulations if row.presence == Presence.PRESENT]

    @property
    def a_verifier(self) -> bool:
        """Whether nobody said yet if one of them is there."""
        return any(row.presence == Presence.A_VERIFIER for row in self.articulations)

    @property
    def autres_dispositifs(self) -> list[Articulation]:
        return [row for row in self.articulations if row.presence != Presence.PRESENT]


def periodes(ca: Cooperative) -> list[Periode]:
    """The years of the conventions of the coopérative, the last first (1 statement)."""
    rows = Periode.objects.filter(convention__ca=ca, signee_le__isnull=False)
    rows = rows.select_related("convention__programme", "reunion_annuelle__reunion")
    return list(rows.order_by("-debut", "-pk"))


def lire(ca: Cooperative, periode: Periode, today: date, *, argent: bool) -> BilanAnnuel:
    """Everything the page and the PDF print, in a fixed number of statements; without `argent`, no amount."""
    convention = periode.convention
    convention.ca = ca
    annee = Annee(convention, periode)
    last = min(today, periode.fin - timedelta(days=1))
    actions = _actions(convention, last)
    done = faits(ca, periode.debut, last)
    held = annee.retenue
    told = dossier_elargie.freins(convention, periode)["lignes"]
    return BilanAnnuel(
        ca=ca, convention=convention, periode=periode, annee=annee,
        diagnostic=diagnostics.validated(ca) or diagnostics.current(ca),
        objectifs=_objectifs(convention),
        etapes=list(ca.etapes.order_by("ordre")),
        points=list(ca.points_etape.filter(le__gte=periode.debut, le__lte=last).prefetch_related("elements").order_by("le", "pk")),
        faits=done,
        resultats=annuel_resultats.lire(periode, actions, today),
        moyens=_moyens(ca, periode, actions, argent=argent),
        participation=_participation(ca, periode.debut, last),
        articulations=list(ca.articulations.select_related("dispositif").order_by("pk")),
        axes=registre(ca).axes, freins=told,
        decisions=[(action, annee.decisions.get(action.pk)) for action in actions],
        avenants=list(convention.avenants.filter(statut__in=SIGNES).order_by("numero")),
        presences=feuille(held) if held else None,
        validation=ValidationBilanAnnuel.objects.filter(periode=periode).first(),
    )  # fmt: skip


def _actions(convention: Convention, on: date) -> list[FicheAction]:
    rows = FicheAction.objects.en_cours(on).filter(programme=convention.programme_id)
    rows = rows.select_related("promoteur__organisation").prefetch_related("contributions__membre__organisation")
    return a_ce_jour.fiches(rows.order_by("numero"), "contributions__membre__organisation")


def _objectifs(convention: Convention) -> list[Objectif]:
    """By level, the general one first, as they oblige today."""
    levels = list(NiveauObjectif.values)
    rows = sorted(
        Objectif.objects.filter(programme=convention.programme_id),
        key=lambda row: (levels.index(row.niveau), row.numero),
    )
    if rows:
        a_ce_jour.programme(convention.programme, rows)
    return rows


def _moyens(ca: Cooperative, periode: Periode, actions: list[FicheAction], *, argent: bool) -> Moyens:
    brought = [row for action in actions for row in action.contributions.all()]
    if not argent:
        montants.effacer(brought)
        return Moyens(actions, [], brought, argent)
    years = range(periode.debut.year, (periode.fin - timedelta(days=1)).year + 1)
    found = [exercice(ca, year, projet=False) for year in years]
    return Moyens(actions, [row for row in found if row.budget or row.autres], brought, argent)


def _participation(ca: Cooperative, debut: date, fin: date) -> Participation:
    """The strategy, and the activities of the year."""
    found = participation(ca)
    found.faites = [row for row in found.faites if debut <= row.le <= fin]
    found.habitants = sum(row.nb_habitants or 0 for row in found.faites)
    return found
