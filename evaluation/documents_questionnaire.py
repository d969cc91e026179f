"""DOC-QUEST: the guide d'entretien, the questions with room to write, the method, what is said before (R-REF-6, R-REF-7)."""

from coop.documents.kinds import Built, DocumentKind, Unbuildable
from coop.documents.models import Document
from coop.journal.actors import Actor
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from cooperatives.roles import COORDINATION, roles
from evaluation import guide_questionnaire as guide
from evaluation.models import Questionnaire

VERSION = "DOC-QUEST 1"
LIGNES = 9


def build(document: Document) -> Built:
    """The guide of the questionnaire `subject_id`: nobody is named in it."""
    rows = Questionnaire.objects.select_related("evaluation__ca__departement")
    row = rows.filter(pk=document.subject_id).first()
    if row is None:
        raise Unbuildable("Ce questionnaire n’existe plus.")
    ca, questions = row.ca, list(row.questions.order_by("ordre"))
    before = guide.engagements(date_longue(row.jusqu_au))
    return Built(
        template="documents/evaluation/guide_entretien.html",
        context={"ca": ca, "q": row, "questions": questions, "guide": guide, "avant": before, "lignes": range(LIGNES)},
        content={"introduction": row.introduction, "questions": [q.libelle for q in questions], "jusqu_au": row.jusqu_au},
        title=f"Guide d’entretien – {ca.intitule}"[:250],
        filename=f"guide-entretien-{ca.reference}.pdf",
        created=document.requested_at,
        template_version=VERSION,
        reference=ca.reference,
        version=str(row.version),
        draft=row.ouvert_le is None,
    )  # fmt: skip


def may_read(actor: Actor, document: Document) -> bool:
    """The coordination, which holds the exchanges."""
    ca = Cooperative.objects.filter(pk=document.ca_id).first()
    return ca is not None and bool(roles(actor, ca) & COORDINATION)


def resolve(ref: str) -> int:
    """`CA-78-01` → its questionnaire; DoesNotExist when there is none."""
    return Questionnaire.objects.get(evaluation__ca__reference=ref).pk


KIND = DocumentKind("guide_entretien", "Guide d’entretien", build, may_read, resolve=resolve)
