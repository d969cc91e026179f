"""The rows a convention is written from, read once (a fixed number of statements).

With an avenant, the same rows as they would be once it is signed: its copies in the place of the fiches, its wordings
in the place of the texts, its parties. Nothing is saved: the overlay lives in memory.
"""

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, Q

from conventions import modele
from conventions.enums import NiveauObjectif, SensPartie, StatutAvenant, TexteModifiable
from conventions.modele import Modele
from conventions.models import (
    Avenant,
    Convention,
    FicheAction,
    Lieu,
    Modification,
    Objectif,
    Partie,
    Programme,
    Signataire,
)
from coop import horloge
from cooperatives.models import Cooperative
from cooperatives.models.perimetre import running


@dataclass(frozen=True, slots=True)
class Sources:
    """What fills the text: the programme and its objectives, the fiches, the parties, the co-pilotes, the model."""

    convention: Convention
    ca: Cooperative
    programme: Programme
    general: Objectif | None
    objectifs: list[Objectif]
    actions: list[FicheAction]
    parties: list[Partie]
    copilotes: list[str]
    modele: Modele


def read(convention: Convention, avenant: Avenant | None = None) -> Sources:
    """Everything the text of `convention` is made of today, or would be made of once `avenant` is signed."""
    ca, wordings = convention.ca, list(avenant.modifications.all()) if avenant else []
    jour = depuis(convention) if avenant else None
    convention, programme = _reworded(convention, wordings), _reworded(convention.programme, wordings)
    by_level = _objectifs(programme, wordings)
    return Sources(
        convention=convention,
        ca=ca,
        programme=programme,
        general=next(iter(by_level[NiveauObjectif.GENERAL]), None),
        # Article 1 lists the specific objectives, or the operational ones when there is none (domain.md §5.1).
        objectifs=by_level[NiveauObjectif.SPECIFIQUE] or by_level[NiveauObjectif.OPERATIONNEL],
        actions=_actions(programme, jour, avenant, [o for rows in by_level.values() for o in rows]),
        parties=parties(convention, avenant, jour),
        copilotes=[c.organisation.nom for c in ca.copilotes.filter(running()).select_related("organisation")],
        modele=modele.read(convention, avenant),
    )


def _reworded(row, wordings: list[Modification]):
    """The row, or a copy of it that carries the new wordings of its fields."""
    known = {field.name for field in row._meta.concrete_fields}
    changed = {w.champ: w.valeur for w in wordings if w.champ != TexteModifiable.OBJECTIF and w.champ in known}
    if not changed:
        return row
    row = copy(row)
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def _objectifs(programme: Programme, wordings: list[Modification]) -> dict[str, list[Objectif]]:
    texts = {w.objectif_id: w.valeur for w in wordings if w.objectif_id}
    rows = list(programme.objectifs.prefetch_related("besoins").order_by("numero"))
    for row in rows:
        row.libelle = texts.get(row.pk, row.libelle)
    return {level: [o for o in rows if o.niveau == level] for level in NiveauObjectif}


def _actions(
    programme: Programme, jour: date | None, avenant: Avenant | None, objectifs: list[Objectif]
) -> list[FicheAction]:
    """The actions of the programme, the copies of the avenant in their place, its new ones after.

    Each is given its objective among those already read.
    """
    rows = FicheAction.toutes.filter(programme=programme)
    if avenant is None:
        rows = rows.en_cours().filter(avenant__isnull=True)
    else:
        replaced = FicheAction.toutes.filter(avenant=avenant, remplace__isnull=False).values("remplace")
        stopped = avenant.retraits.values("action")
        rows = rows.en_cours(jour).filter(Q(avenant__isnull=True) | Q(avenant=avenant))
        rows = rows.exclude(pk__in=replaced).exclude(pk__in=stopped)
    rows = rows.select_related("promoteur__organisation")
    lieux = Prefetch("lieux", Lieu.objects.select_related("commune").order_by("id"))
    found = list(rows.prefetch_related(lieux, "indicateurs", "remplace__indicateurs", "partenaires").order_by("numero"))
    known = {objectif.pk: objectif for objectif in objectifs}
    for row in found:
        if row.objectif_id in known:
            row.objectif = known[row.objectif_id]
    return found


def parties(convention: Convention, avenant: Avenant | None = None, jour: date | None = None) -> list[Partie]:
    """The ARS first, then the order chosen (« Entre : … Et … »)."""
    if avenant is not None and jour is None:
        jour = depuis(convention)
    rows = convention.parties.en_cours(jour)
    if avenant is not None:
        leaving = avenant.parties.exclude(sens=SensPartie.ENTREE).values("organisation")
        rows = (rows | convention.parties.filter(avenant_entree=avenant)).exclude(organisation__in=leaving)
    rows = rows.select_related("organisation__commune")
    signers = Signataire.objects.filter(retire_le__isnull=True).select_related("contact").order_by("id")
    found = list(rows.prefetch_related(Prefetch("signataires", signers)).order_by("ordre", "id"))
    return sorted(found, key=lambda partie: partie.type != "ars")


def depuis(convention: Convention) -> date:
    """The day from which the next avenant applies at the soonest: after a renewal signed ahead, its new period."""
    signed = convention.avenants.filter(statut=StatutAvenant.SIGNE).aggregate(le=Max("date_effet"))["le"]
    return max(horloge.today(), signed or horloge.today())
