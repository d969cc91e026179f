"""Freins and leviers that the transmitted bilans tell, proposed to the register of the coopérative (R-LF-04)."""

from collections.abc import Iterator

from django.urls import reverse

from coop.ui.typographie import jour_civil
from cooperatives.enums_vie import TypeLevierFrein
from cooperatives.models import Cooperative
from cooperatives.queries.vie.leviers import Passage
from evaluation.models import LigneBilan, VersionBilan

CHAMPS = (("freins", TypeLevierFrein.FREIN), ("leviers", TypeLevierFrein.LEVIER))


def passages(ca: Cooperative) -> Iterator[Passage]:
    """The last transmitted version of each bilan, the last quarter of each action that speaks (1 statement).

    Each line is one passage; one said again in another quarter is proposed once, from the first bilan that says it.
    """
    latest = VersionBilan.objects.dernieres().filter(bilan__ca=ca).order_by()
    rows = LigneBilan.objects.filter(version__in=latest.values("pk")).exclude(freins="", leviers="")
    rows = rows.select_related("version__bilan__partie__organisation", "action")
    told: set[tuple[int, str, str]] = set()
    for row in rows.order_by("version__bilan__debut", "pk"):
        for name, kind in CHAMPS:
            for rank, line in enumerate(getattr(row, name).splitlines()):
                text = line.strip()
                key = (row.action_id, name, text.casefold())
                if text and key not in told:
                    told.add(key)
                    yield _passage(ca, row, f"{name}:{rank}", kind, text)


def _passage(ca: Cooperative, row: LigneBilan, name: str, kind: TypeLevierFrein, text: str) -> Passage:
    bilan = row.version.bilan
    rank = f"{bilan.trimestre}{'er' if bilan.trimestre == 1 else 'e'}"
    return Passage(
        cle=f"bilan:{bilan.pk}:{row.action_id}:{name}",
        type=kind,
        texte=text,
        dit=f"Bilan du {rank} trimestre, {bilan.partie}, action «\u00a0{row.action.intitule}\u00a0»",
        url=reverse("evaluation:bilan", kwargs={"ca_ref": ca.reference, "bilan_id": bilan.pk}),
        le=jour_civil(row.version.transmise_le),
    )
