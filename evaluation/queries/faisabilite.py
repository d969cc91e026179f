"""The opinions of the actors on the nine items of faisabilité, shown together (R-EVCA-11)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from coop.journal.actors import Actor
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation
from coop.ui.charts import Graphique, Part, barres
from cooperatives.models import Cooperative
from cooperatives.roles import COORDINATION, organisations_of, roles
from evaluation.enums import Reponse
from evaluation.models import AppreciationFaisabilite, ItemFaisabilite
from evaluation.queries.faits_evaluation import Fait, Faits

TONS = {Reponse.OUI: "fort", Reponse.PARTIEL: "moyen", Reponse.NON: "vide"}


@dataclass(frozen=True, slots=True)
class ItemLu:
    """One item: what each organisation says of it, and what the platform knows."""

    item: ItemFaisabilite
    appreciations: list[AppreciationFaisabilite]
    faits: list[Fait]

    @property
    def dessin(self) -> Graphique:
        told = Counter(row.faisable for row in self.appreciations)
        return barres(self.item.libelle, [Part(str(code.label), told[code], TONS[code]) for code in Reponse])


def lire(ca: Cooperative, faits: Faits) -> list[ItemLu]:
    """The nine items, by question (2 statements)."""
    items = list(ItemFaisabilite.objects.filter(archive=False).select_related("question"))
    rows = AppreciationFaisabilite.objects.filter(avis__evaluation__ca=ca).select_related("avis__organisation")
    told = list(rows.order_by("avis__organisation__recherche"))
    return [ItemLu(item, [row for row in told if row.item_id == item.pk], faits.de(item.code)) for item in items]


def organisations(ca: Cooperative, actor: Actor) -> QuerySet[Organisation]:
    """The member organisations whose opinion `actor` may write; the délégation's, for its coordination."""
    members = Organisation.objects.filter(pk__in=ca.membres.actifs().order_by().values("organisation"))
    mine = members.exclude(type=TypeOrganisation.ARS).filter(pk__in=organisations_of(actor))
    if roles(actor, ca) & COORDINATION:
        mine = mine | members.filter(type=TypeOrganisation.ARS)
    return mine.order_by("recherche")
