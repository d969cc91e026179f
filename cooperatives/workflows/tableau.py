"""The tableau de bord: stages scheduled, tasks ordered and prioritised (R-SUIVI-05, R-SUIVI-06, R-SUIVI-08)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.dependances import would_cycle
from cooperatives.enums import Criticite, StatutTache
from cooperatives.journal import note
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.rules import animates

REFUS = "La coordination de la coopérative tient le tableau de bord."
CHAMPS_TACHE = ("libelle", "responsable", "debut", "fin", "livrable", "criticite", "charge_jours", "statut")


@transaction.atomic
def schedule_stage(
    etape: Etape,
    *,
    actor: Actor,
    debut: date | None,
    fin: date | None,
    responsable: str = "",
    livrables: str = "",
    statut: StatutTache | None = None,
    libelle: str | None = None,
    version: int | None = None,
) -> Etape:
    """Write the dates of a stage; the first ones written stay as the initial plan (R-SUIVI-01).

    Raises Refused, StaleVersion, ValidationError (`etape_dates_ordonnees`).
    """
    require(animates, actor, etape.ca, REFUS)
    etape.debut, etape.fin = debut, fin
    etape.debut_initial = etape.debut_initial or debut
    etape.fin_initiale = etape.fin_initiale or fin
    etape.responsable, etape.livrables = responsable.strip(), livrables.strip()
    etape.statut = statut or etape.statut
    etape.libelle = etape.libelle if libelle is None else libelle.strip()
    etape.save_version(version)
    note(
        "tableau.schedule_stage", f"Étape «\u00a0{etape.libelle}\u00a0» planifiée.", actor=actor, ca=etape.ca, obj=etape
    )
    return etape


@transaction.atomic
def add_stage(ca: Cooperative, *, actor: Actor, libelle: str) -> Etape:
    """Add a stage of the CA's own after the six of the guide: the form of the table is free (R-SUIVI-05)."""
    require(animates, actor, ca, REFUS)
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    last = ca.etapes.aggregate(last=Max("ordre"))["last"] or 0
    row = Etape(ca=ca, ordre=last + 1, libelle=libelle.strip())
    row.full_clean()
    row.save()
    note("tableau.add_stage", f"Étape «\u00a0{row.libelle}\u00a0» ajoutée.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def add_task(
    etape: Etape,
    *,
    actor: Actor,
    libelle: str,
    responsable: str = "",
    debut: date | None = None,
    fin: date | None = None,
    livrable: str = "",
    criticite: Criticite = Criticite.MOYENNE,
    charge_jours: Decimal | None = None,
    statut: StatutTache = StatutTache.A_FAIRE,
    dependances: Iterable[Tache] = (),
) -> Tache:
    """Add a task at the end of a stage. Raises Refused, ValidationError (`tache_dates_ordonnees`, a task of another CA)."""
    require(animates, actor, etape.ca, REFUS)
    last = etape.taches.aggregate(last=Max("ordre"))["last"] or 0
    row = Tache(
        etape=etape,
        ordre=last + 1,
        libelle=libelle.strip(),
        responsable=responsable.strip(),
        debut=debut,
        fin=fin,
        livrable=livrable.strip(),
        criticite=criticite,
        charge_jours=charge_jours,
        statut=statut,
    )
    row.full_clean()
    row.save()
    _depend(row, dependances)
    note("tableau.add_task", f"Tâche «\u00a0{row.libelle}\u00a0» ajoutée.", actor=actor, ca=etape.ca, obj=row)
    return row


@transaction.atomic
def update_task(
    tache: Tache,
    *,
    actor: Actor,
    version: int | None = None,
    dependances: Iterable[Tache] | None = None,
    etape: Etape | None = None,
    ordre: int | None = None,
    **fields,
) -> Tache:
    """Write any of CHAMPS_TACHE, the whole list of what the task needs, its stage and its place.

    Raises Refused, StaleVersion, ValidationError (a loop of dependencies), TypeError for an unknown field.
    """
    ca = tache.etape.ca
    require(animates, actor, ca, REFUS)
    unknown = set(fields) - set(CHAMPS_TACHE)
    if unknown:
        raise TypeError(f"Unknown fields of a task: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(tache, name, value.strip() if isinstance(value, str) else value)
    if etape is not None:
        _same_ca(ca, etape.ca_id, "etape")
        tache.etape = etape
    tache.ordre = ordre or tache.ordre
    tache.save_version(version)
    if dependances is not None:
        _depend(tache, dependances)
    note("tableau.update_task", f"Tâche «\u00a0{tache.libelle}\u00a0» modifiée.", actor=actor, ca=ca, obj=tache)
    return tache


@transaction.atomic
def remove_task(tache: Tache, *, actor: Actor) -> None:
    """Take a task out of the table; nothing waits for it any more."""
    ca, label = tache.etape.ca, tache.libelle
    require(animates, actor, ca, REFUS)
    tache.delete()
    note("tableau.remove_task", f"Tâche «\u00a0{label}\u00a0» retirée.", actor=actor, ca=ca)


def _depend(tache: Tache, needs: Iterable[Tache]) -> None:
    """Set what `tache` needs, under a lock of the CA so that two people do not close a loop together."""
    rows, ca = list(needs), tache.etape.ca
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    for row in rows:
        _same_ca(ca, row.etape.ca_id, "dependances")
    if would_cycle(_graph(ca), tache.pk, [row.pk for row in rows]):
        raise ValidationError(
            {"dependances": "Ces tâches s’attendraient l’une l’autre\u00a0: retirez une des dépendances."}
        )
    tache.dependances.set(rows)


def _graph(ca: Cooperative) -> dict[int, list[int]]:
    links = Tache.dependances.through.objects.filter(from_tache__etape__ca=ca)
    graph: dict[int, list[int]] = defaultdict(list)
    for task, need in links.values_list("from_tache_id", "to_tache_id"):
        graph[task].append(need)
    return graph


def _same_ca(ca: Cooperative, other: int, field: str) -> None:
    if ca.pk != other:
        raise ValidationError({field: "Choisissez dans le tableau de bord de cette coopérative."})
