"""DOC-DIAG: the synthesis of a diagnosis (domain.md §5.10)."""

from coop.documents.kinds import Built, DocumentKind
from coop.documents.models import Document
from coop.journal.actors import Actor
from cooperatives.models import Cooperative
from cooperatives.roles import INTERNES, roles
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Diagnostic
from diagnostics.queries import current
from diagnostics.queries.lecture import full

VERSION = "DOC-DIAG 1"


def build(document: Document) -> Built:
    """The version `subject_id`: what its page says, in the order of the document."""
    diagnostic = full(int(document.subject_id))
    ca = diagnostic.ca
    return Built(
        template="documents/diagnostics/synthese.html",
        context={"ca": ca, "d": diagnostic},
        content=_content(diagnostic),
        title=f"Synthèse du diagnostic – {ca.intitule}",
        filename=f"diagnostic-{ca.reference}-v{diagnostic.numero}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version=str(diagnostic.numero),
        draft=diagnostic.statut == StatutDiagnostic.BROUILLON,
    )


def _content(diagnostic: Diagnostic) -> dict:
    return {
        "ca": diagnostic.ca.intitule,
        "version": diagnostic.numero,
        "valide_le": diagnostic.valide_le,
        "instance": diagnostic.instance_validation,
        "problematique": diagnostic.problematique,
        "preambule": diagnostic.synthese_preambule,
        "reprises": diagnostic.diagnostics_preexistants,
        "acteurs": [o.nom for o in diagnostic.acteurs_associes.all()],
        "analyses": [
            [a.niveau, a.constats, a.methode, [s.nom for s in a.sources.all()]] for a in diagnostic.analyses.all()
        ],
        "donnees": [
            [d.libelle, d.territoire, d.valeur, d.raison_absence, d.unite, d.annee, d.source]
            for d in diagnostic.donnees.all()
        ],
        "besoins": [[b.numero, b.libelle, b.couverture, b.retenu, b.priorite] for b in diagnostic.besoins.all()],
        "concertations": [[c.date, c.intitule, c.participants, c.compte_rendu] for c in diagnostic.concertations.all()],
    }


def may_read(actor: Actor, document: Document) -> bool:
    """Members of the CA."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & INTERNES)


def resolve(ref: str) -> int:
    """`CA-78-01` → the version people work on; DoesNotExist when there is none."""
    diagnostic = current(Cooperative.objects.get(reference=ref))
    if diagnostic is None:
        raise Diagnostic.DoesNotExist(ref)
    return diagnostic.pk


KIND = DocumentKind("diagnostic", "Synthèse du diagnostic", build, may_read, resolve=resolve)
