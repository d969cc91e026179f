"""What the page « Gouvernance » reads: instances, seats, meetings, open decisions, and what is watched."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Max, Prefetch, QuerySet, Value, When

from coop import horloge
from coop.calendrier import jour_ouvre
from coop.gates import Manque
from coop.ui import typographie
from cooperatives import gates, guide_gouvernance
from cooperatives.enums import Phase, StatutReunion, TypeInstance, TypeReunion
from cooperatives.models import Cooperative, Decision, Instance, MembreInstance, Reunion
from cooperatives.queries.ordre_du_jour import open_decisions

A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)
TENUES = (StatutReunion.TENUE, StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)
ECRITS = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)
DERNIERES = 6


@dataclass(slots=True)
class Gouvernance:
    """The page, read in a fixed number of statements."""

    instances: list[Instance]
    a_venir: list[Reunion]
    passees: list[Reunion]
    decisions: list[Decision]
    vigilances: list[Manque] = field(default_factory=list)

    @property
    def copil(self) -> Instance | None:
        return next((row for row in self.instances if row.type == TypeInstance.COPIL), None)

    @property
    def copil_incomplet(self) -> bool:
        """Whether a member has nobody in the comité de pilotage (R-GOUV-02)."""
        return any(row.code == "copil_represente_chacun" for row in self.vigilances)


def gouvernance(ca: Cooperative, *, anime: bool = True) -> Gouvernance:
    """Open instances with their seats, meetings to come then the last held, decisions not done, warnings.

    Those who do not write the minutes (`anime` False) read decisions once the minutes are validated.
    """
    decisions = open_decisions(ca)
    if not anime:
        decisions = decisions.filter(reunion__statut__in=ECRITS)
    found = Gouvernance(
        instances=list(instances(ca)),
        a_venir=a_venir(ca),
        passees=list(passees(ca)[:DERNIERES]),
        decisions=list(decisions),
    )
    found.vigilances = [*_representation(ca, found), *_rhythm(ca, found)]
    return found


def instances(ca: Cooperative) -> QuerySet[Instance]:
    """Open instances, the comité de pilotage first, with their seats (2 statements)."""
    seats = MembreInstance.objects.select_related("contact__organisation", "membre__organisation")
    ordered = seats.order_by("membre__organisation__recherche", "id")
    copil_first = Case(When(type=TypeInstance.COPIL, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = ca.instances.filter(fin__isnull=True).order_by(copil_first, "id")
    return rows.prefetch_related(Prefetch("participants", queryset=ordered))


def reunions(ca: Cooperative) -> QuerySet[Reunion]:
    return ca.reunions.select_related("instance")


def a_venir(ca: Cooperative) -> list[Reunion]:
    """Meetings planned or convened, the soonest first; one whose day is over is to be noted, moved or cancelled (1 statement)."""
    found = list(reunions(ca).filter(statut__in=A_VENIR).order_by("prevue_le", "id"))
    for row in found:
        row.passee = row.prevue_le < horloge.now()
    return found


def passees(ca: Cooperative) -> QuerySet[Reunion]:
    """Meetings held or cancelled, the last first."""
    return reunions(ca).exclude(statut__in=A_VENIR).order_by("-prevue_le", "-id")


def prochain_jour(ca: Cooperative, instance: Instance | None) -> date:
    """The day to propose: the rhythm decided together after the last meeting, two weeks ahead at least, a working day."""
    soonest = horloge.today() + timedelta(days=guide_gouvernance.DELAI_CONVOCATION)
    found = soonest
    if instance is not None and instance.periodicite_jours:
        last = instance.reunions.filter(statut__in=TENUES).aggregate(last=Max("tenue_le"))["last"]
        found = max(soonest, last + timedelta(days=instance.periodicite_jours)) if last else soonest
    return jour_ouvre(found)


def _representation(ca: Cooperative, found: Gouvernance) -> list[Manque]:
    """Who is missing from the comité de pilotage, once it exists (R-GOUV-02)."""
    return gates.copil_represente_chacun(ca) if found.copil else []


def _rhythm(ca: Cooperative, found: Gouvernance) -> list[Manque]:
    """AL-14: more than 92 days since the last comité de pilotage, and none to come, while actions run."""
    if found.copil is None or ca.phase != Phase.MISE_EN_OEUVRE:
        return []
    if any(row.type == TypeReunion.COPIL for row in found.a_venir):
        return []
    last = ca.reunions.filter(type=TypeReunion.COPIL, statut__in=TENUES).order_by("-tenue_le", "-pk").first()
    since = last.tenue_le if last else found.copil.creee_le
    if (horloge.today() - since).days <= guide_gouvernance.COPIL_ESPACE:
        return []
    phrase = f"Aucun comité de pilotage depuis le {typographie.date_longue(since)}."
    precision = "Réunions régulières, tous les deux-trois mois en moyenne."
    url = gates.url(ca, "reunion_planifier")
    return [Manque("copil_regulier", phrase, url, "R-GOUV-06", obligation=False, precision=precision)]
