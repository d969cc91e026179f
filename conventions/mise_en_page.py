"""From the content of a convention to what the page and the PDF draw: one shape, one template partial."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from conventions.gabarit import COMPOSEES
from conventions.models import Partie, Signature
from conventions.models.signature import EnQualite
from conventions.origines import Origine


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """A paragraph: its segments, or the name of a composed part (`parties`, `objectifs`, `actions`)."""

    segments: list
    compose: str = ""
    origines: list[Origine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A titled block; `niveau` 2 for an article, 3 for its parts (4.1…), 1 for the title of the document."""

    code: str
    titre: str
    niveau: int
    paragraphes: list[Paragraphe]

    @property
    def ancre(self) -> str:
        return slugify(self.code)


def blocs(
    contenu: dict,
    origines: Mapping[str, list[Origine]] | None = None,
    adaptations: Mapping[str, Origine] | None = None,
) -> list[Bloc]:
    """The blocks in reading order; without `origines` (the PDF) the margins are empty.

    `adaptations`, by code of block, stand beside the first paragraph of the block.
    """
    known, found = origines or {}, []
    for b in contenu["blocs"]:
        paragraphes = [_paragraphe(p, known) for p in b["paragraphes"]]
        if paragraphes and adaptations and b["code"] in adaptations:
            paragraphes[0].origines.insert(0, adaptations[b["code"]])
        found.append(Bloc(b["code"], b["titre"], _niveau(b["code"]), paragraphes))
    return found


def blocs_consolides(contenu: dict) -> list[Bloc]:
    """The same without the signatures: a consolidated text is signed by nobody, its convention and avenants are."""
    return [bloc for bloc in blocs(contenu) if bloc.code != "signature"]


def signature_blocks(contenu: dict, *rounds: Iterable[Signature], parties: Iterable[Partie] = ()) -> list[dict]:
    """One block per party, with who signs for it: `mention`, `par_delegation`, and the `signature` asked, None in a draft.

    A party that has signatures in several rounds shows those of the last; without any (a draft), those of `parties`,
    with their signatories, say who will sign.
    """
    found = {partie.pk: [_signataire(s, None) for s in partie.signataires.all()] for partie in parties}
    for signatures in rounds:
        asked: dict[int, list[dict]] = {}
        for signature in signatures:
            asked.setdefault(signature.signataire.partie_id, []).append(_signataire(signature, signature))
        found |= asked
    return [{**partie, "signataires": found.get(partie["id"], [])} for partie in contenu["parties"]]


def _signataire(who: EnQualite, signature: Signature | None) -> dict:
    return {"mention": who.mention, "par_delegation": who.par_delegation, "signature": signature}


def actions(contenu: dict, origines: Mapping[int, list[Origine]] | None = None) -> list[dict]:
    """The tables of article 2 with the notes of their margin."""
    known = origines or {}
    return [{**action, "origines": known.get(action["numero"], [])} for action in contenu["actions"]]


def _niveau(code: str) -> int:
    if code == "titre":
        return 1
    return 3 if code.startswith("article-4-") else 2


def _paragraphe(segments: list, known: Mapping[str, list[Origine]]) -> Paragraphe:
    names = list(dict.fromkeys(name for name, _ in segments if name))
    compose = names[0] if len(names) == 1 and names[0] in COMPOSEES else ""
    return Paragraphe(segments, compose, [o for name in names for o in known.get(name, [])])
