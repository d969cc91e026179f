"""Files left in this app: the logo of an organisation, the letter by which a direction commits its structure."""

from django.db.models import Q

from coop.documents.models import Piece
from coop.journal.actors import Actor
from coop.organisations.models import Contact
from coop.organisations.perimetre import reads_directory
from cooperatives.models import Cooperative
from cooperatives.roles import ANIMATION, ARS, INTERNES, roles

LOGO = "organisation_logo"
ENGAGEMENT = "engagement_direction"
CHARTE = "charte_signee"
LETTRE = "lettre_mission"
REPRISE = "convention_reprise"


def may_read_logo(actor: Actor, piece: Piece) -> bool:
    """Whoever reads the directory of partners."""
    return actor.is_admin or reads_directory(Contact.objects.filter(pk=actor.contact_id).first())


def may_read_engagement(actor: Actor, piece: Piece) -> bool:
    """The people of the CA."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def may_read_charte(actor: Actor, piece: Piece) -> bool:
    """The people of the CA read who signed its charte and its convention."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def may_read_lettre(actor: Actor, piece: Piece) -> bool:
    """A lettre de mission concerns the ARS and those who animate the CA."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & (ARS | ANIMATION))


def of_visible_cas(user) -> Q:
    return Q(ca_id__in=Cooperative.objects.visible_to(user).order_by().values("pk"))
