"""« Bilan de nos actions »: what one organisation declared over a period, for its other funders (product wish 8)."""

from datetime import date

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.organisations.models import Organisation
from cooperatives.models import Cooperative
from cooperatives.roles import organisations_of
from evaluation.queries.partenaire import Histoire, histoire

VERSION = "DOC-BP 1"


def build(document: Document) -> Built:
    """The bilans of the organisation of the row in the CA `subject_id`, between the two days of `params`."""
    ca = Cooperative.objects.select_related("departement").filter(pk=document.subject_id).first()
    organisation = Organisation.objects.filter(pk=document.organisation_id).first()
    if ca is None or organisation is None:
        raise Unbuildable("Cette organisation n’est plus dans la coopérative.")
    debut, fin = (date.fromisoformat(document.params[name]) for name in ("debut", "fin"))
    told = histoire(ca, organisation, document.requested_at.date(), debut=debut, fin=fin)
    if not told.rendus:
        raise Unbuildable("Aucun bilan transmis dans cette période.")
    return Built(
        template="documents/evaluation/bilans_partie.html",
        context={"histoire": told, "ca": ca, "debut": debut, "fin": fin},
        content=_content(told, debut, fin),
        title=f"Bilan de nos actions – {organisation.nom}"[:250],
        filename=f"bilan-de-nos-actions-{ca.reference}-{organisation.pk}-{debut}-{fin}.pdf",
        created=max(row.version.transmise_le for row in told.rendus),
        template_version=VERSION,
        reference=ca.reference,
        version="",
        draft=False,
    )  # fmt: skip


def _content(told: Histoire, debut: date, fin: date) -> dict:
    return {
        "organisation": told.organisation.nom,
        "periode": [debut, fin],
        "bilans": [[row.nom, row.version.transmise_le, row.bilan.accepte_le, row.beneficiaires.numerateur] for row in told.rendus],
        "actions": [
            [
                a.action.numero, a.action.intitule, a.paroles, a.reponses, [d.texte for d in a.decisions],
                [[s.indicateur.libelle, [[nom, r and [r.valeur, r.texte, r.raison, r.cible], t] for nom, r, t in s.releves]] for s in a.series],
            ]
            for a in told.actions
        ],
    }  # fmt: skip


def may_read(actor: Actor, document: Document) -> bool:
    """Its own people alone: they give it to whom they want."""
    return document.organisation_id in organisations_of(actor)


KIND = DocumentKind("bilans_partie", "Bilan de nos actions", build, may_read)
