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
from coop.organisations.models import Contact
from cooperatives.dependances import loop
from cooperatives.enums import Criticite, StatutTache
from cooperatives.journal import note
from cooperatives.models import Cooperative, Etape, Tache
from cooperatives.queries.personnes import people_of
from cooperatives.rules import animates
from cooperatives.rules_tableau import agree, marks_progress

REFUS = "La coordination de la coopérative tient le tableau de bord."
REFUS_AVANCEMENT = "La personne responsable de la tâche ou la coordination dit où elle en est."
CHAMPS_TACHE = (
    "libelle", "contact", "responsable", "debut", "fin", "livrable", "criticite", "charge_jours", "statut", "avancement",
)  # fmt: skip


@transaction.atomic
def schedule_stage(
    etape: Etape,
    *,
    actor: Actor,
    debut: date | None,
    fin: date | None,
    contact: Contact | None = None,
    responsable: str = "",
    livrables: str = "",
    statut: StatutTache | None = None,
    avancement: int | None = None,
    libelle: str | None = None,
    version: int | None = None,
) -> Etape:
    """Write the whole line of a stage; the first dates written stay as the reference (R-SUIVI-01).

    Raises Refused, StaleVersion, ValidationError (`etape_dates_ordonnees`, somebody from elsewhere).
    """
    require(animates, actor, etape.ca, REFUS)
    _of_the_ca(etape.ca, contact, etape.contact_id)
    etape.debut, etape.fin = debut, fin
    etape.remember_dates()
    etape.contact, etape.avancement = contact, avancement
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
    contact: Contact | None = None,
    responsable: str = "",
    debut: date | None = None,
    fin: date | None = None,
    livrable: str = "",
    criticite: Criticite = Criticite.MOYENNE,
    charge_jours: Decimal | None = None,
    statut: StatutTache = StatutTache.A_FAIRE,
    avancement: int = 0,
    dependances: Iterable[Tache] = (),
) -> Tache:
    """Add a task at the end of a stage. Raises Refused, ValidationError (`tache_dates_ordonnees`, a task of another CA)."""
    require(animates, actor, etape.ca, REFUS)
    _of_the_ca(etape.ca, contact, None)
    statut, avancement = agree(statut, avancement, (StatutTache.A_FAIRE, 0))
    last = etape.taches.aggregate(last=Max("ordre"))["last"] or 0
    row = Tache(
        etape=etape,
        ordre=last + 1,
        libelle=libelle.strip(),
        contact=contact,
        responsable=responsable.strip(),
        debut=debut,
        fin=fin,
        livrable=livrable.strip(),
        criticite=criticite,
        charge_jours=charge_jours,
        statut=statut,
        avancement=avancement,
    )
    row.remember_dates()
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
    _of_the_ca(ca, fields.get("contact"), tache.contact_id)
    before = (tache.statut, tache.avancement)
    for name, value in fields.items():
        setattr(tache, name, value.strip() if isinstance(value, str) else value)
    if etape is not None:
        _same_ca(ca, etape.ca_id, "etape")
        tache.etape = etape
    tache.ordre = ordre or tache.ordre
    tache.statut, tache.avancement = agree(tache.statut, tache.avancement, before)
    tache.remember_dates()
    tache.save_version(version)
    if dependances is not None:
        _depend(tache, dependances)
    note("tableau.update_task", f"Tâche «\u00a0{tache.libelle}\u00a0» modifiée.", actor=actor, ca=ca, obj=tache)
    return tache


@transaction.atomic
def mark_progress(tache: Tache, *, actor: Actor, avancement: int, version: int | None = None) -> Tache:
    """Say how far a task is, in %; its word follows (100 is over). The person responsible may, without the coordination.

    Raises Refused, StaleVersion, ValidationError (out of 0 to 100).
    """
    require(marks_progress, actor, tache, REFUS_AVANCEMENT)
    before = (tache.statut, tache.avancement)
    tache.statut, tache.avancement = agree(tache.statut, avancement, before)
    tache.save_version(version)
    sentence = f"Tâche «\u00a0{tache.libelle}\u00a0»\u00a0: {avancement}\u00a0%."
    note("tableau.mark_progress", sentence, actor=actor, ca=tache.etape.ca, obj=tache)
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
    _refuse_loop(loop(graph_of(ca), tache.pk, [row.pk for row in rows]))
    tache.dependances.set(rows)


def _refuse_loop(path: list[int]) -> None:
    """Name the loop: « Une » attend « Deux », qui attend « Une »."""
    if not path:
        return
    labels = Tache.objects.in_bulk(path)
    names = [f"«\u00a0{labels[pk].libelle}\u00a0»" for pk in [*path, path[0]]]
    said = f"{names[0]} attend {', qui attend '.join(names[1:])}"
    told = f"Ces tâches s’attendraient l’une l’autre\u00a0: {said}. Retirez une de ces dépendances."
    raise ValidationError({"dependances": told})


def graph_of(ca: Cooperative) -> dict[int, list[int]]:
    """task → tasks it needs (1 statement)."""
    links = Tache.dependances.through.objects.filter(from_tache__etape__ca=ca)
    graph: dict[int, list[int]] = defaultdict(list)
    for task, need in links.values_list("from_tache_id", "to_tache_id"):
        graph[task].append(need)
    return graph


def _of_the_ca(ca: Cooperative, contact: Contact | None, kept: int | None) -> None:
    """A person chosen today takes part in the coopérative; whoever was already there may stay."""
    if contact is None or contact.pk == kept:
        return
    if not people_of(ca).filter(pk=contact.pk).exists():
        raise ValidationError({"contact": "Choisissez une personne de cette coopérative."})


def _same_ca(ca: Cooperative, other: int, field: str) -> None:
    if ca.pk != other:
        raise ValidationError({field: "Choisissez dans le tableau de bord de cette coopérative."})
