"""What the convention gives to the registries: its gate, documents, link, duties and consistency check."""

from django.db.models import Q
from django.urls import reverse

from conventions import coherence, devoirs, devoirs_avenant, documents, documents_avenant
from conventions.gate_signature import convention_signee
from conventions.models import Signature
from conventions.ordre_du_jour import echeance
from conventions.queries.annees import annees_commencees
from conventions.rules_signature import closed, is_open
from conventions.views.avenant_repris import PIECE as AVENANT_SIGNE
from conventions.views.papier import PIECE
from conventions.workflows.avenants_fin import abandonner_les_echus
from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.journal.actors import Actor
from coop.notifications import regles
from coop.notifications.daily import register_daily
from cooperatives import phases
from cooperatives.models import Cooperative
from cooperatives.pieces import REPRISE
from cooperatives.queries import ordre_du_jour
from cooperatives.queries.frise import brancher_suivi
from cooperatives.roles import INTERNES, roles


def landing(link: PersonalLink) -> str:
    """Where a link to sign lands."""
    return reverse("signature:signer", kwargs={"object_id": link.object_id})


def over(link: PersonalLink) -> str:
    """Why the signature a closed link asked is over: given, refused, or of a text that was opened again."""
    rows = Signature.objects.select_related("version_convention__convention", "version_convention__avenant")
    signature = rows.filter(pk=link.object_id).first()
    return closed(signature) if signature and not is_open(signature) else ""


def perimeter(user) -> Q:
    """The rows of the coopératives the person reads."""
    return Q(ca_id__in=Cooperative.objects.visible_to(user).values("pk"))


def may_read_scan(actor: Actor, piece) -> bool:
    """A signed copy is read by the people of the CA."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


phases.register("convention_signee", convention_signee)
brancher_suivi(annees_commencees)
liens.register_landing(UsageLien.SIGNER, landing, over=over)
kinds.register(
    kinds.DocumentKind(
        documents.KIND, "Convention de partenariat", documents.build, documents.may_read, perimeter, documents.resolve
    )
)
kinds.register(
    kinds.DocumentKind(
        documents_avenant.KIND, "Avenant", documents_avenant.build, documents_avenant.may_read, perimeter,
        documents_avenant.resolve,
    )
)  # fmt: skip
kinds.register(
    kinds.DocumentKind(
        documents_avenant.CONSOLIDEE, "Texte consolidé", documents_avenant.build_consolidee,
        documents_avenant.may_read_consolidee, perimeter,
    )
)  # fmt: skip
kinds.register_piece_kind(AVENANT_SIGNE, "avenant signé", documents_avenant.may_read_scan, perimeter=perimeter)
register_daily("avenants échus", abandonner_les_echus)
for _regle in devoirs_avenant.REGLES:
    regles.register(_regle)
kinds.register_piece_kind(PIECE, "convention signée", may_read_scan, perimeter=perimeter)
for _regle in devoirs.REGLES:
    regles.register(_regle)
inconsistances.register("conventions_en_vigueur", coherence.in_force)
ordre_du_jour.register_source("convention", echeance)
kinds.register_piece_kind(REPRISE, "convention signée avant l’outil", may_read_scan, ("pdf",), perimeter=perimeter)
