"""Actions that another organisation carries since an avenant, and what the former one had begun to write of them."""

from conventions.models import FicheAction
from cooperatives.models import Membre
from evaluation.completude import actions_of
from evaluation.models import Bilan, LigneBilan, VersionBilan


def confiees(bilan: Bilan, draft: VersionBilan | None) -> list[LigneBilan]:
    """The lines of a draft whose action the party no longer carries at the end of the quarter."""
    if draft is None:
        return []
    rows = draft.lignes.exclude(action__in=actions_of(bilan).values("pk"))
    return list(rows.select_related("action__promoteur__organisation"))


def portee_autrefois(bilan: Bilan, numero: int) -> FicheAction | None:
    """The action of a number that the party carried once and that another carries now; None otherwise."""
    carried = Membre.objects.filter(organisation=bilan.partie.organisation_id)
    past = FicheAction.history.model.objects.filter(promoteur_id__in=carried.values("pk")).values("id")
    rows = FicheAction.objects.filter(programme_id=bilan.partie.convention.programme_id, numero=numero, pk__in=past)
    return rows.exclude(pk__in=actions_of(bilan).values("pk")).select_related("promoteur__organisation").first()
