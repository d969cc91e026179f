"""What the diagnosis gives to the registries: gates, documents, pieces, landings of its links, alerts."""

from django.db.models import Q
from django.urls import reverse

from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.classeurs import modele
from coop.documents import kinds
from coop.journal.actors import Actor
from coop.notifications import regles
from cooperatives import phases
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from diagnostics import devoirs_diagnostic, documents, documents_recueil, gates, imports
from diagnostics.workflows.voix import PIECE


def landing_opinion(link: PersonalLink) -> str:
    """Where a link to give an opinion lands."""
    return reverse("avis:donner", kwargs={"object_id": link.object_id})


def landing_vote(link: PersonalLink) -> str:
    """Where a link to rank the needs lands."""
    return reverse("prioriser:voter", kwargs={"object_id": link.object_id})


def perimeter(user) -> Q:
    """The rows of the coopératives the person reads."""
    return Q(ca_id__in=Cooperative.objects.visible_to(user).values("pk"))


def may_read_piece(actor: Actor, piece) -> bool:
    """A document of the diagnosis is read by the people of the CA."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


phases.register("diagnostic_valide", gates.diagnostic_valide)
phases.register("acteurs_associes", gates.acteurs_associes)
phases.register("besoin_non_couvert", gates.besoin_non_couvert)
kinds.register(documents.KIND)
modele.register(imports.CHIFFRES)
kinds.register(documents_recueil.KIND)
kinds.register_piece_kind(
    PIECE, "document du diagnostic", may_read_piece, accept=("pdf", "png", "jpeg", "docx", "xlsx"), perimeter=perimeter
)
liens.register_landing(UsageLien.AVIS, landing_opinion)
liens.register_landing(UsageLien.PRIORISER, landing_vote)
regles.register(devoirs_diagnostic.AL_24)
regles.register(devoirs_diagnostic.AL_32)
