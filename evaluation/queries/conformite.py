"""What a transmitted version says of conformity, and the words of its fields."""

from collections.abc import Iterable

from django.db.models import Q

from conventions.models import FicheAction
from evaluation.completude import actions_of
from evaluation.models import LigneBilan, QuestionChamp, VersionBilan
from evaluation.questions import CONFORMITE, QUESTIONS, RECUEIL, TEXTES

FIN = {"faits_marquants": "Faits marquants", "besoins_ars": "Besoins vis-à-vis de l’ARS"}


def non_conformes(versions: Iterable[int]) -> set[int]:
    """Ids, among versions, of those where something is not as planned or where a question is open."""
    versions = list(versions)
    other = Q()
    for question in CONFORMITE:
        other |= ~Q(**{question.code: "oui"})
    found = set(LigneBilan.objects.filter(other, version__in=versions).values_list("version_id", flat=True))
    asked = QuestionChamp.objects.filter(version__in=versions, repondue_le__isnull=True)
    return found | set(asked.values_list("version_id", flat=True))


def libelle_du_champ(version: VersionBilan, action: FicheAction | None, champ: str) -> str | None:
    """The words of a field that can be asked about; None when it is not one of this bilan."""
    if action is None:
        return FIN.get(champ)
    if not actions_of(version.bilan).filter(pk=action.pk).exists():
        return None
    known = {q.code: q.libelle for q in QUESTIONS} | dict(TEXTES) | {RECUEIL[0]: RECUEIL[1]}
    if champ.startswith("i") and champ[1:].isdigit():
        return action.indicateurs.filter(pk=int(champ[1:])).values_list("libelle", flat=True).first()
    return known.get(champ)
