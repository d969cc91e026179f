"""Files left in this app: the logo of an organisation, the letter by which a direction commits its structure."""

from django.db.models import Q

from coop.accounts.models import Mandate
from coop.documents.models import Piece
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles

LOGO = "organisation_logo"
ENGAGEMENT = "engagement_direction"


def may_read_logo(actor: Actor, piece: Piece) -> bool:
    """Whoever reads the directory of partners: a mandate today."""
    held = actor.contact_id is not None and Mandate.objects.active().filter(contact_id=actor.contact_id).exists()
    return actor.is_admin or held


def may_read_engagement(actor: Actor, piece: Piece) -> bool:
    """The people of the CA."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def of_visible_cas(user) -> Q:
    return Q(ca_id__in=Cooperative.objects.visible_to(user).order_by().values("pk"))
