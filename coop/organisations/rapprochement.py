"""Recognising the same actor written twice: same number, same name, or names that differ by little (no AI, no library).

« Association Les Jardins de Trappes » and « Jardins de Trappes (asso) » are close; « Association 92-A » and « 92-B »
are not: a figure or a single letter always tells two structures apart.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from coop.organisations.models import Organisation
from coop.territories.models.geographie import searchable

# Words that say what a structure is, not which one.
MOTS_VIDES = frozenset(
    [
        "a",
        "asso",
        "association",
        "au",
        "aux",
        "centre",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "pour",
        "sur",
        "un",
        "une",
        "sante",
        "ville",
        "commune",
    ]
)
# Above, two names are shown together: « better one question too many than two rows for one actor ».
SEUIL = 0.86
# A word borne by more organisations than this says too little to bring two of them together.
MOT_COURANT = 60


def mots(nom: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, sorted; all of them when none does."""
    words = searchable(nom).split()
    # « 92-A »: a letter at the end is a name, one in the middle (« l’accueil ») is an article.
    telling = [word for word in words[:-1] if word not in MOTS_VIDES]
    telling += [word for word in words[-1:] if len(word) == 1 or word not in MOTS_VIDES]
    kept = [word.removesuffix("s") if len(word) > 3 else word for word in telling]
    return tuple(sorted(kept or words))


def ressemblance(first: str, second: str) -> float:
    """How close two names are, from 0 to 1; 1 when they have the same telling words."""
    a, b = mots(first), mots(second)
    if not a or not b or _signes(a) != _signes(b):
        return 0.0
    return 1.0 if a == b else SequenceMatcher(None, " ".join(a), " ".join(b)).ratio()


def _signes(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) == 1 or any(c.isdigit() for c in word)]


def ressemble(noms: Collection[str], autres: Collection[str]) -> bool:
    """True when one name of the first organisation is close to one of the second."""
    return any(ressemblance(a, b) >= SEUIL for a in noms for b in autres)


@dataclass(frozen=True, slots=True)
class Paire:
    """Two organisations that may be one, and why, in words."""

    premiere: Organisation
    seconde: Organisation
    raison: str


def paires(rows: Iterable[Organisation], distinctes: Collection[tuple[int, int]] = ()) -> Iterator[Paire]:
    """The pairs of `rows` that may be one actor, those already said distinct left out; nothing is read.

    Only rows that share a telling word or the first nine digits of the SIRET are compared.
    """
    ordered = sorted(rows, key=lambda row: row.pk)
    by_pk = {row.pk: row for row in ordered}
    seen = set(distinctes)
    for group in _groupes(ordered):
        for rank, first in enumerate(group):
            for second in group[rank + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    if raison := _raison(by_pk[first], by_pk[second]):
                        yield Paire(by_pk[first], by_pk[second], raison)


def _groupes(rows: Iterable[Organisation]) -> Iterator[list[int]]:
    by_key: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        keys = {word for name in row.noms for word in mots(name)}
        if row.siret:
            keys.add(f"siren {row.siret[:9]}")
        for key in keys:
            by_key[key].append(row.pk)
    return (group for group in by_key.values() if 1 < len(group) <= MOT_COURANT)


def _raison(first: Organisation, second: Organisation) -> str:
    if first.siret and second.siret and first.siret[:9] == second.siret[:9]:
        return "Même numéro SIREN\u00a0: deux établissements, ou deux fois la même structure."
    if first.rna and second.rna and first.rna != second.rna:
        return ""
    if not _meme_lieu(first, second):
        return ""
    if {searchable(name) for name in first.noms} & {searchable(name) for name in second.noms}:
        return "Même nom."
    return "Noms très proches." if ressemble(first.noms, second.noms) else ""


def _meme_lieu(first: Organisation, second: Organisation) -> bool:
    if first.commune_id and second.commune_id:
        return first.commune_id == second.commune_id
    return not (first.departement_id and second.departement_id) or first.departement_id == second.departement_id
