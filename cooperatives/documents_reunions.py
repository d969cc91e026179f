"""The sheet people sign at the door of a meeting, with a line for each person expected and blank ones for the others."""

from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Reunion
from cooperatives.queries import reunions as reading
from cooperatives.queries.participants import Participant
from cooperatives.roles import ANIMATION, roles
from cooperatives.workflows.reunions.commun import titre

LIGNES_VIDES = 6


def build_sheet(document: Document) -> Built:
    """One row a person expected: organisation, function, what they answered, a place to sign; inhabitants are counted."""
    reunion = Reunion.objects.select_related("ca__departement", "instance").get(pk=document.subject_id)
    rows = [_row(expected, convocation) for expected, convocation in reading.attendus(reunion) if expected.nomme]
    context = {
        "reunion": reunion,
        "ca": reunion.ca,
        "titre": titre(reunion),
        "lignes": rows,
        "vides": range(LIGNES_VIDES),
    }
    return Built(
        template="documents/cooperatives/emargement.html",
        context=context,
        content={
            "ca": reunion.ca.intitule,
            "titre": context["titre"],
            "moment": reunion.prevue_le,
            "lieu": reunion.lieu,
            "lignes": [list(row) for row in rows],
        },
        title=f"Feuille d’émargement\u00a0: {context['titre']}",
        filename=f"emargement-{reunion.ca.reference}-{reunion.prevue_le:%Y-%m-%d}.pdf",
        created=document.requested_at,
        template_version="DOC-EMARG 1",
        reference=reunion.ca.reference,
        draft=False,
    )


def _row(expected: Participant, convocation) -> tuple[str, str, str]:
    """(organisation, function, answer)."""
    organisation = expected.membre.organisation if expected.membre else expected.contact.organisation
    said = convocation.get_reponse_display() if convocation and convocation.reponse else ""
    who = f" par {convocation.represente_par}" if said and convocation.represente_par else ""
    return str(organisation or "–"), expected.contact.fonction, said + who


def may_read_sheet(actor: Actor, document: Document) -> bool:
    """Those who hold the meeting."""
    reunion = Reunion.objects.select_related("ca").filter(pk=document.subject_id, ca=document.ca_id).first()
    return reunion is not None and bool(roles(actor, reunion.ca) & ANIMATION)


def resolve_next(ref: str) -> int:
    """`CA-78-01` → its next meeting, else the last one."""
    return Reunion.objects.filter(ca__reference=ref).exclude(statut="annulee").latest("prevue_le", "pk").pk


KIND = DocumentKind("emargement", "Feuille d’émargement", build_sheet, may_read_sheet, resolve=resolve_next)
