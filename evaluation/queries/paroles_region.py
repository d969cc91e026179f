"""What the actors of several coopératives said, theme by theme, never who nor where (R-REF-6, ADR 0012)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cooperatives.models import Cooperative
from evaluation.guide_questionnaire import SEUIL
from evaluation.models import ParoleRecueillie, QuestionPosee


@dataclass(frozen=True, slots=True)
class ParolesRegion:
    """One question of the guide: how many coopératives published, the themes met often enough, what each says comes out of it."""

    libelle: str
    cooperatives: int
    themes: list[tuple[str, int]]
    tus: int
    syntheses: list[tuple[Cooperative, str]]


def lire(rows: QuerySet[Cooperative]) -> list[ParolesRegion]:
    """The six questions, of the questionnaires published, from SEUIL people up (2 statements).

    A theme met fewer than SEUIL times is counted among `tus` and not named: one voice would be recognised.
    """
    asked = QuestionPosee.objects.filter(
        guide__isnull=False, questionnaire__publie_le__isnull=False, questionnaire__evaluation__ca__in=rows.order_by().values("pk")
    )  # fmt: skip
    answered = Count("questionnaire__personnes", filter=Q(questionnaire__personnes__envoyee_le__isnull=False))
    kept = asked.annotate(repondu=answered).filter(repondu__gte=SEUIL)
    kept = list(
        kept.select_related("questionnaire__evaluation__ca__departement")
        .defer("questionnaire__evaluation__ca__departement__trace")
        .order_by(
            "guide", "questionnaire__evaluation__ca__departement__code", "questionnaire__evaluation__ca__reference"
        )
    )
    themes: dict[int, dict[str, list]] = defaultdict(dict)
    words = ParoleRecueillie.objects.filter(question__in=kept).exclude(theme="").order_by("pk")
    for guide, theme in words.values_list("question__guide", "theme"):
        themes[guide].setdefault(theme.casefold(), [theme, 0])[1] += 1
    by_guide: dict[int, list[QuestionPosee]] = defaultdict(list)
    for row in kept:
        by_guide[row.guide].append(row)
    return [_question(rows, themes[guide]) for guide, rows in sorted(by_guide.items())]


def _question(rows: list[QuestionPosee], themes: dict[str, list]) -> ParolesRegion:
    told = sorted(((name, n) for name, n in themes.values() if n >= SEUIL), key=lambda pair: (-pair[1], pair[0]))
    said = [(row.questionnaire.ca, row.synthese) for row in rows if row.synthese]
    return ParolesRegion(rows[0].libelle, len(rows), told, len(themes) - len(told), said)
