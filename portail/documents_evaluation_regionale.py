"""The synthesis of the evaluation of the région, from the data that its page shows; a project until an instance validates it."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from evaluation.models import EvaluationRegionale
from evaluation.rules_regionale import lisibles
from portail.evaluation_regionale.composer import synthese

VERSION = "DOC-EVAL-REG 1"


def build(document: Document) -> Built:
    row = EvaluationRegionale.objects.select_related("charge__organisation").filter(pk=document.subject_id).first()
    if row is None:
        raise Unbuildable("L’évaluation régionale n’est pas encore ouverte.")
    said = synthese(row)
    return Built(
        template="documents/portail/evaluation_regionale.html",
        context={"s": said, "row": row},
        content=said | {"validee": row.validee_le, "par": row.validee_par},
        title=f"Synthèse de l’évaluation régionale – {row.ouverte_le.year}",
        filename=f"evaluation-regionale-{row.ouverte_le.year}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference="Île-de-France",
        draft=row.validee_le is None,
    )


def may_read(actor: Actor, document: Document) -> bool:
    """Who reads its page: the siège while it is prepared, the région once validated, every account once published."""
    return lisibles(actor).filter(pk=document.subject_id).exists()


def resolve(ref: str) -> int:
    """The number of an evaluation; anything else (« region », « CA-78-01 ») stands for the last one."""
    rows = EvaluationRegionale.objects.filter(pk=ref) if ref.isdecimal() else EvaluationRegionale.objects.all()
    found = rows.first()
    if found is None:
        raise LookupError("Aucune évaluation régionale n’est ouverte.")
    return found.pk


KIND = DocumentKind("evaluation_regionale", "Synthèse de l’évaluation régionale", build, may_read, resolve=resolve)
