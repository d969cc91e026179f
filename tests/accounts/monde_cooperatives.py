"""Members, representatives and schemes of the access world: a partner is given its own rows."""

from cooperatives.models import Articulation, CoPilote, Membre, Representant
from tests.accounts.monde import START, Monde, Sample
from tests.factories import ContactFactory

OF_A_MEMBER = (
    "membre",
    "membre_etat",
    "membre_refus",
    "membre_entree",
    "membre_sortie",
    "representant_ajouter",
    "representant",
    "representant_fin",
)


def peupler(monde: Monde) -> None:
    """One representative for each member, one scheme and one co-pilote in each CA."""
    own = {code: _representant(membre).pk for code, membre in monde.membres.items()}
    member = Sample(monde.of({code: row.pk for code, row in monde.membres.items()}), monde.voisin.pk)
    monde.samples |= {f"cooperatives:{name}.pk": member for name in OF_A_MEMBER}
    monde.samples |= {
        "representant_pk": Sample(monde.of(own), _representant(monde.voisin).pk),
        "cooperatives:articulation.pk": Sample(_articulation(monde.own), _articulation(monde.foreign)),
        "cooperatives:coordination_copilote_fin.pk": Sample(_copilote(monde.own), _copilote(monde.foreign)),
    }


def _representant(membre: Membre) -> Representant:
    contact = ContactFactory(organisation=membre.organisation)
    return Representant.objects.create(membre=membre, contact=contact, debut=START)


def _articulation(ca) -> int:
    return Articulation.objects.create(ca=ca, type="cls").pk


def _copilote(ca) -> int:
    return CoPilote.objects.get(ca=ca).pk
