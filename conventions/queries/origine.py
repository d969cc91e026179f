"""From an objective back to what justifies it: needs, findings, voices, figures (the chain read from its end)."""

from dataclasses import dataclass

from conventions.models import Objectif
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from diagnostics.models import Besoin
from diagnostics.queries.chaine import besoins_expliques


@dataclass(frozen=True)
class Origine:
    """An objective, the objectives above it, its needs with their findings; `herites`: those of the objective above."""

    objectif: Objectif
    parents: list[Objectif]
    besoins: list[Besoin]
    herites: bool

    @property
    def phrase(self) -> str:
        """« 2 besoins, 3 constats, 4 voix, 3 chiffres »: what the objective rests on, each counted once."""
        findings = {k.pk: k for b in self.besoins for k in b.constats.all()}
        voices = {a.pk for k in findings.values() for a in k.avis.all()}
        figures = {d.pk for k in findings.values() for d in k.donnees.all()}
        told = [
            avec_nombre(len(self.besoins), "besoin,besoins"),
            avec_nombre(len(findings), "constat,constats"),
            avec_nombre(len(voices), "voix,voix"),
            avec_nombre(len(figures), "chiffre,chiffres"),
        ]
        return ", ".join(told)


def read(ca: Cooperative, pk: int) -> Origine | None:
    """The origin of one objective of the CA (8 statements); None when it is not its own.

    An objective without need of its own rests on those of the objective it is attached to.
    """
    rows = (
        Objectif.objects.filter(programme__ca=ca)
        .select_related("parent__parent")
        .prefetch_related("besoins", "parent__besoins", "parent__parent__besoins")
    )
    objectif = rows.filter(pk=pk).first()
    if objectif is None:
        return None
    line = [objectif, *_above(objectif)]
    source = next((o for o in line if o.besoins.all()), objectif)
    needs = besoins_expliques(b.pk for b in source.besoins.all())
    return Origine(objectif, line[1:], needs, source is not objectif)


def _above(objectif: Objectif) -> list[Objectif]:
    found = []
    while objectif.parent_id:
        objectif = objectif.parent
        found.append(objectif)
    return found
