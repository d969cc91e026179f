"""DOC-CHART, the charte de coopération, ready to be signed on paper (domain.md §5.9)."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Charte
from cooperatives.pieces import of_visible_cas
from cooperatives.queries.charte import lecture
from cooperatives.roles import INTERNES, roles


def build(document: Document) -> Built:
    """One version; a draft until it is adopted, with a line to sign for each member."""
    charte = Charte.objects.select_related("ca__departement", "modele").filter(pk=document.subject_id).first()
    if charte is None:
        raise Unbuildable("Cette charte n’existe plus.")
    read = lecture(charte)
    articles = [row.article for row in read.articles]
    context = {
        "ca": charte.ca, "charte": charte, "articles": articles, "derniere": len(articles) + 1,
        "signatures": read.signatures, "attendus": read.attendus,
    }  # fmt: skip
    return Built(
        template="documents/cooperatives/charte.html",
        context=context,
        content={
            "ca": charte.ca.intitule,
            "version": [charte.numero, charte.adoptee_le],
            "articles": [[a.titre, a.texte] for a in articles],
            "signatures": [[str(s.membre), s.fonction, s.signee_le] for s in read.signatures],
            "attendus": [str(m) for m in read.attendus],
        },
        title=f"Charte de coopération – {charte.ca.intitule}"[:250],
        filename=f"charte-{charte.ca.reference}-v{charte.numero}.pdf",
        created=document.requested_at,
        template_version="DOC-CHART 1",
        reference=charte.ca.reference,
        version=str(charte.numero),
        draft=charte.adoptee_le is None,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """The people of the CA."""
    charte = Charte.objects.select_related("ca").filter(pk=document.subject_id).first()
    return charte is not None and bool(roles(actor, charte.ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → its last version."""
    return Charte.objects.filter(ca__reference=ref).latest("numero").pk


KIND = DocumentKind("charte", "Charte de coopération", build, may_read, of_visible_cas, resolve)
