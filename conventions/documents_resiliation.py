"""DOC-RESI: the model of the registered letter by which a party résilie, one page for each other party (domain.md §5.2)."""

from django.db.models import Q

from conventions.models import Partie
from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document, Piece
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles

VERSION = "DOC-RESI 1"
PIECE = "avis_reception"
# The sentences of article 5 that the letter relies on, verbatim.
ARTICLE_5 = (
    "Elle peut être résiliée à tout moment par l’une ou l’autre partie au moyen d’une lettre recommandée avec avis de "
    "réception adressée à chacune des autres parties. La résiliation de la convention prendra effet un mois après la "
    "réception de cette lettre."
)


def build(document: Document) -> Built:
    """The letter of the party `subject_id` to each of the others, to date and sign by hand: no date is printed for it."""
    rows = Partie.objects.select_related(
        "convention__ca__departement", "convention__programme", "organisation__commune"
    )
    auteur = rows.filter(pk=int(document.subject_id)).first()
    if auteur is None or auteur.convention.date_effet is None:
        raise Unbuildable("La convention n’est pas encore signée\u00a0: il n’y a rien à résilier.")
    convention = auteur.convention
    others = convention.parties.en_cours().exclude(pk=auteur.pk).select_related("organisation__commune")
    letters = list(others.order_by("ordre", "id"))
    ca = convention.ca
    return Built(
        template="documents/conventions/resiliation.html",
        context={
            "ca": ca,
            "convention": convention,
            "auteur": auteur,
            "destinataires": letters,
            "article_5": ARTICLE_5,
            "lieu": convention.lieu_signature,
        },
        content={
            "ca": ca.intitule,
            "convention": convention.reference,
            "effet": convention.date_effet,
            "auteur": [str(auteur), auteur.qualite_representant],
            "destinataires": [[str(row), row.qualite_representant] for row in letters],
        },
        title=f"Lettre de résiliation – {auteur}",
        filename=f"lettre-resiliation-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=convention.reference,
        draft=False,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA; the row is shown to who asked for it only."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def may_read_receipt(actor: Actor, piece: Piece) -> bool:
    """A receipt is read by the people of the CA: its date moves the end of the convention."""
    ca = Cooperative.objects.filter(pk=piece.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def perimeter(user) -> Q:
    """The rows of the coopératives the person reads."""
    return Q(ca_id__in=Cooperative.objects.visible_to(user).values("pk"))


def resolve(ref: str) -> int:
    """`CA-78-01` → its first party that is not the ARS. Raises DoesNotExist."""
    rows = Partie.objects.filter(convention__ca__reference=ref, convention__date_effet__isnull=False)
    return rows.exclude(type="ars").earliest("ordre", "pk").pk


KIND = DocumentKind("resiliation", "Lettre de résiliation", build, may_read, resolve=resolve)
