"""The differences between two versions of a diagnosis, text by text. Pure."""

from dataclasses import dataclass

from coop.mots import Morceau, mots


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text became; `nature` is « ajouté », « retiré » or « modifié »."""

    rubrique: str
    titre: str
    nature: str
    morceaux: list[Morceau]


def comparer(rubrique: str, avant: dict[str, tuple[str, str]], apres: dict[str, tuple[str, str]]) -> list[Difference]:
    """The differences of a family of texts: key → (title, text). What did not change is left out."""
    found = []
    for key in [*apres, *(k for k in avant if k not in apres)]:
        (_, old), (_, new) = avant.get(key, ("", "")), apres.get(key, ("", ""))
        if old == new:
            continue
        titre = (apres.get(key) or avant[key])[0]
        nature = "modifié" if old and new else "ajouté" if new else "retiré"
        found.append(Difference(rubrique, titre, nature, mots(old, new)))
    return found
