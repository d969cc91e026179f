"""The strategy of participation, the activities, and the levels reached over time (R-HAB, F-26 beside)."""

from dataclasses import dataclass

from django.db.models import Q

from coop import horloge
from coop.ui import charts, typographie
from cooperatives.enums_vie import NiveauParticipation
from cooperatives.models import ActiviteParticipation, Cooperative, MembreInstance, StrategieParticipation

HABITANT = Q(qualite="habitant") | Q(membre__organisation__type="groupe_habitants")
REFLEXIONS = ("gouvernance", "temps_appropriation", "formation_habitants", "modalites_association", "espaces_existants")


@dataclass(slots=True)
class Participation:
    """The page, read in three statements."""

    strategie: StrategieParticipation | None
    a_venir: list[ActiviteParticipation]
    faites: list[ActiviteParticipation]
    a_completer: list[ActiviteParticipation]
    graphique: charts.Graphique | None
    habitants: int
    au_copil: int

    @property
    def reflexions(self) -> list[tuple[str, str]]:
        """(question, answer) of the reflections written."""
        row = self.strategie
        fields = [(row._meta.get_field(name).verbose_name, getattr(row, name)) for name in REFLEXIONS]
        return [(label, text) for label, text in fields if text]


def participation(ca: Cooperative) -> Participation:
    today = horloge.today()
    strategy = StrategieParticipation.objects.filter(ca=ca).first()
    rows = list(ca.activites_participation.select_related("organisation").order_by("-le", "-pk"))
    done = [row for row in rows if row.niveau_reel]
    return Participation(
        strategie=strategy,
        a_venir=[row for row in rows if row.le >= today and not row.niveau_reel][::-1],
        faites=done,
        a_completer=[row for row in rows if row.le < today and not row.niveau_reel],
        graphique=_graphique(rows, strategy) if done else None,
        habitants=sum(row.nb_habitants or 0 for row in done),
        au_copil=sieges_habitants(ca),
    )


def sieges_habitants(ca: Cooperative) -> int:
    """Inhabitants, or groups of inhabitants, that sit in the comité de pilotage (1 statement; R-HAB-03)."""
    return MembreInstance.objects.filter(HABITANT, instance__ca=ca, instance__type="copil", instance__fin=None).count()


def _graphique(rows: list[ActiviteParticipation], strategy: StrategieParticipation | None) -> charts.Graphique:
    moments = [
        charts.Releve(
            f"{row.le:%m/%y}",
            f"{typographie.date_courte(row.le, annee=True)}, {row.intitule}",
            row.niveau_prevu,
            row.niveau_reel,
        )
        for row in reversed(rows)
    ]
    expected = strategy.niveau_attendu if strategy else None
    return charts.niveaux("Niveaux de participation", [str(n) for n in NiveauParticipation.labels], moments, expected)
