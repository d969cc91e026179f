"""AL-47: the document somebody asked for could not be prepared."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from coop.documents.enums import Etat
from coop.documents.models import Document
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien

PERSONNE = frozenset({Public.PERSONNE})
OUBLI = timedelta(days=30)  # later, nobody waits for it any more


def en_echec(cas: QuerySet, today: date) -> Iterator[Fait]:
    """The failed documents of each coopérative, until the same one is asked for again."""
    for row in _failed(today).filter(ca_id__in=cas.order_by().values("pk")):
        yield Fait(
            objet=f"document:{row.pk}", ca_id=row.ca_id, publics=PERSONNE, contact_id=row.requester_contact_id,
            title=f"Redemander le document «\u00a0{row.title}\u00a0»", urgency=Urgence.URGENT,
            text=f"La génération du document a échoué\u00a0: {row.error}", url=lien("documents:detail", uid=row.uid),
        )  # fmt: skip


def demandeurs(contact_ids: Iterable[int]) -> QuerySet:
    """(contact, coopérative) of the documents that failed."""
    rows = Document.objects.filter(state=Etat.ECHEC, ca_id__isnull=False, requester_contact_id__in=list(contact_ids))
    return rows.order_by().values_list("requester_contact_id", "ca_id").distinct()


def _failed(today: date) -> QuerySet[Document]:
    again = Document.objects.filter(
        kind=OuterRef("kind"), subject_id=OuterRef("subject_id"), pk__gt=OuterRef("pk"),
        requester_contact_id=OuterRef("requester_contact_id"),
    )  # fmt: skip
    rows = Document.objects.filter(state=Etat.ECHEC, requester_contact_id__isnull=False)
    return rows.filter(~Exists(again), requested_at__date__gte=today - OUBLI).order_by("pk")


AL_47 = Regle(
    code="AL-47",
    niveau=Niveau.INFORMATION,
    condition="Un document que vous avez demandé n’a pas pu être préparé, et vous ne l’avez pas redemandé depuis.",
    source="",
    source_ref="",
    trouver=en_echec,
    nommes=demandeurs,
    publics=PERSONNE,
    immediate=True,  # the preparation of a document is not an act of the coopérative: its journal does not tell it
)
