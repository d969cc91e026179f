"""The live rows a convention is written from, read once (a fixed number of statements)."""

from dataclasses import dataclass

from django.db.models import Prefetch

from conventions.enums import NiveauObjectif
from conventions.models import Convention, FicheAction, GabaritArticle, Objectif, Partie, Programme, Signataire
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
    gabarits: list[GabaritArticle]


def read(convention: Convention) -> Sources:
    """Everything the text of `convention` is made of today."""
    ca, programme = convention.ca, convention.programme
    rows = list(programme.objectifs.prefetch_related("besoins").order_by("numero"))
    by_level = {level: [o for o in rows if o.niveau == level] for level in NiveauObjectif}
    return Sources(
        convention=convention,
        ca=ca,
        programme=programme,
        general=next(iter(by_level[NiveauObjectif.GENERAL]), None),
        # Article 1 lists the specific objectives, or the operational ones when there is none (domain.md §5.1).
        objectifs=by_level[NiveauObjectif.SPECIFIQUE] or by_level[NiveauObjectif.OPERATIONNEL],
        actions=_actions(programme),
        parties=_parties(convention),
        copilotes=[c.organisation.nom for c in ca.copilotes.filter(running()).select_related("organisation")],
        gabarits=_gabarits(),
    )


def _actions(programme: Programme) -> list[FicheAction]:
    rows = programme.actions.select_related("promoteur__organisation")
    return list(
        rows.prefetch_related("lieux__commune", "indicateurs", "objectif__besoins", "partenaires").order_by("numero")
    )


def _parties(convention: Convention) -> list[Partie]:
    """The ARS first, then the order chosen (« Entre : … Et … »)."""
    rows = convention.parties.filter(sortie_le__isnull=True).select_related("organisation__commune")
    signers = Signataire.objects.filter(retire_le__isnull=True).select_related("contact").order_by("id")
    found = list(rows.prefetch_related(Prefetch("signataires", signers)).order_by("ordre", "id"))
    return sorted(found, key=lambda partie: partie.type != "ars")


def _gabarits() -> list[GabaritArticle]:
    """The latest version of each block, in the order of the document."""
    latest: dict[str, GabaritArticle] = {}
    for row in GabaritArticle.objects.order_by("version"):
        latest[row.code] = row
    return sorted(latest.values(), key=lambda row: row.ordre)
