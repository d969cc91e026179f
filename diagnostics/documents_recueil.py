"""The paper form of a collection of voices: the question, its address as a square code, lines to write on, no name."""

from django.urls import reverse

from coop.accounts.tokens import absolute
from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from diagnostics.forms_voix import SANTE
from diagnostics.models import Recueil

VERSION = "recueil 1"
LIGNES = 13


def build(document: Document) -> Built:
    """The blank form of the collection `subject_id`."""
    row = Recueil.objects.select_related("diagnostic__ca__departement").get(pk=document.subject_id)
    ca = row.diagnostic.ca
    adresse = absolute(reverse("recueil:parler", kwargs={"adresse": row.adresse}))
    return Built(
        template="documents/diagnostics/recueil.html",
        context={
            "ca": ca,
            "recueil": row,
            "adresse": adresse,
            "code": _code(adresse),
            "lignes": range(LIGNES),
            "consigne": SANTE,
        },
        content={"question": row.question, "adresse": row.adresse, "jusqu_au": row.jusqu_au},
        title=f"Recueil de la parole – {ca.intitule}",
        filename=f"recueil-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version=str(row.version),
        draft=False,
    )


def _code(adresse: str) -> str:
    import segno  # 40 ms that the pages do not pay

    return segno.make(adresse, error="m", micro=False).svg_data_uri(scale=3, border=0)


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → its last collection; DoesNotExist when there is none."""
    return Recueil.objects.filter(diagnostic__ca__reference=ref).latest("pk").pk


KIND = DocumentKind("recueil", "Recueil de la parole, à remplir", build, may_read, resolve=resolve)
