"""The portal has no row of its own: its pages read those of the other apps."""

from portail.queries.region.preuves_animation import LISTES as LISTES_ANIMATION
from portail.queries.region.preuves_annee import LISTES_ARGENT
from portail.views.region import LISTES
from tests.accounts.monde import Monde, Sample


def peupler(monde: Monde) -> None:
    """The lists of proofs are the same for everybody; what they show is narrowed by the person."""
    liste = next(iter(LISTES))
    monde.samples["portail:region_preuves.liste"] = Sample(liste, liste)
    animation = next(iter(LISTES_ANIMATION))
    monde.samples["portail:region_animation_preuves.liste"] = Sample(animation, animation)
    monde.samples["portail:region_delegation.code"] = Sample("78", "95")
    argent = next(iter(LISTES_ARGENT))
    monde.samples["portail:region_financements_preuves.liste"] = Sample(argent, argent)
