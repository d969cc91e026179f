"""The programme as it obliges today: what an avenant signed ahead rewrites keeps its former text until then (decisions.md 20).

The rows of the programme hold the last text signed, from which the next avenant starts; what is read here is laid over
them in memory, to be shown and never saved.
"""

from collections.abc import Iterable

from conventions import copie
from conventions.models import Avenant, FicheAction, Modification, Objectif, Programme

# What the fields of a fiche point to, and the lists that are part of its text: read with the former one.
LIES = ("promoteur__organisation", "objectif__parent__parent")
LISTES = frozenset({field.name for field in FicheAction._meta.many_to_many} | set(copie.ENFANTS))


def fiches(rows: Iterable[FicheAction], *listes: str) -> list[FicheAction]:
    """The same fiches with the text in force; `listes` are the lookups that the caller prefetched, and reads.

    No statement while no avenant signed ahead rewrites one of them.
    """
    found = list(rows)
    known = {row.pk: row for row in found if row.reecrite}
    if known:
        formers = FicheAction.toutes.filter(remplace__in=known, avenant__in=Avenant.objects.signes_d_avance())
        formers = formers.select_related("avenant", *LIES).prefetch_related(
            *(lookup for lookup in listes if _liste(lookup) in LISTES | {"objectif"})
        )
        # The avenant that applies first comes last: it keeps the text in force.
        for former in formers.order_by("-avenant__date_effet", "-avenant__numero"):
            _lay(former, known[former.remplace_id])
    return found


def programme(row: Programme, objectifs: Iterable[Objectif]) -> list[Avenant]:
    """Lay the texts in force on the programme and its objectives; the avenants signed ahead, the first to apply first."""
    ahead = list(Avenant.objects.signes_d_avance().filter(convention__programme=row).order_by("date_effet", "numero"))
    if ahead:
        by_id = {objectif.pk: objectif for objectif in objectifs}
        changes = Modification.objects.filter(avenant__in=ahead).order_by("-avenant__date_effet", "-avenant__numero")
        for change in changes:
            if change.objectif_id in by_id:
                by_id[change.objectif_id].libelle = change.avant
            elif hasattr(row, change.champ):
                setattr(row, change.champ, change.avant)
    return ahead


def _liste(lookup: str) -> str:
    return lookup.partition("__")[0]


def _lay(former: FicheAction, row: FicheAction) -> None:
    for name, value in copie.fields_of(former).items():
        setattr(row, name, value)
    row.promoteur, row.objectif = former.promoteur, former.objectif
    row._prefetched_objects_cache = vars(row).get("_prefetched_objects_cache", {}) | vars(former).get(
        "_prefetched_objects_cache", {}
    )
    row.texte_depuis, row.reecrite_par = former.avenant.date_effet, former.avenant
