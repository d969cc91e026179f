"""The places of an action on the map: the communes they stand in, seen from near (R-FA-06)."""

from conventions.models import FicheAction
from coop.ui.carte_locale import Place, carte_locale
from coop.ui.charts.base import Graphique


def carte_lieux(action: FicheAction) -> Graphique | None:
    """The map of its places; None when none of them names a commune."""
    communes = {lieu.commune.code: lieu.commune.nom for lieu in action.lieux.all() if lieu.commune}
    if not communes:
        return None
    places = [Place(code, nom, choisie=True) for code, nom in communes.items()]
    return carte_locale(
        "Communes des lieux de l’action",
        places,
        list(communes),
        liste="\u00a0; les lieux sont dans le tableau ci-dessus.",
    )
