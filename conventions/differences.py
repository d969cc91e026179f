"""What separates two texts of a convention, in the words of an avenant (article 5, wish « avenant par différence »).

Pure: two canonical contents (`conventions.texte`) in, a list of differences out. The same list makes the articles of an
avenant and the page « ce qui a changé entre deux dates ».
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from conventions.gabarit import COMPOSEES
from coop.ui.typographie import NBSP

# Where each block stands, as an avenant cites it; the parties are named between the title and the preamble.
LIEUX = {
    "titre": "dans le titre",
    "parties": "dans la désignation des parties",
    "preambule": "au préambule",
    "article-1": "à l’article 1",
    "article-2": "à l’article 2",
    "article-3": "à l’article 3",
    "article-4": "à l’article 4",
    "article-4-1": "à l’article 4.1",
    "article-4-2": "à l’article 4.2",
    "article-4-3": "à l’article 4.3",
    "article-4-4": "à l’article 4.4",
    "article-5": "à l’article 5",
}
IDENTIFICATION = "Identification de l’action et promoteur référent"


class Genre(StrEnum):
    """What happened to the passage."""

    REMPLACE = "remplace"
    AJOUTE = "ajoute"
    SUPPRIME = "supprime"
    ACTION_AJOUTEE = "action_ajoutee"
    ACTION_RETIREE = "action_retiree"
    PARTIE_ENTREE = "partie_entree"
    PARTIE_SORTIE = "partie_sortie"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: where (« à l’article 2, action 3, … »), what it was, what it becomes."""

    genre: Genre
    lieu: str
    avant: str = ""
    apres: str = ""
    action: int | None = None

    @property
    def phrase(self) -> str:
        """« À l’article 2, action 3, “…” est remplacé par “…”. »"""
        return PHRASES[self.genre].format(
            lieu=self.lieu[:1].upper() + self.lieu[1:], avant=_quoted(self.avant), apres=_quoted(self.apres)
        )


PHRASES = {
    Genre.REMPLACE: "{lieu}, {avant} est remplacé par {apres}.",
    Genre.AJOUTE: "{lieu}, il est ajouté {apres}.",
    Genre.SUPPRIME: "{lieu}, {avant} est supprimé.",
    Genre.ACTION_AJOUTEE: "{lieu}, il est ajouté l’action {apres}.",
    Genre.ACTION_RETIREE: "{lieu}, l’action {avant} est retirée du programme.",
    Genre.PARTIE_ENTREE: "{apres} devient partie à la convention.",
    Genre.PARTIE_SORTIE: "{avant} n’est plus partie à la convention.",
}


def between(avant: dict, apres: dict) -> list[Difference]:
    """Every change of contractual text from one content to the next, in the order of the document.

    Annexes are not contractual (decisions.md 16), nor the date of the document and the addresses of the parties.
    """
    found = [
        *_parties(avant["parties"], apres["parties"]),
        *_inserts(avant, apres),
        *_objectifs(avant["objectifs"], apres["objectifs"]),
        *_actions(avant["actions"], apres["actions"]),
    ]
    return sorted(found, key=lambda difference: _rang(difference.lieu))


def _rang(lieu: str) -> int:
    """The place of a difference in the document: parties first, then as the blocks stand."""
    ranks = [n for n, place in enumerate(LIEUX.values(), start=1) if re.match(rf"{re.escape(place)}(?![.\d])", lieu)]
    return ranks[0] if ranks else len(LIEUX) + 1 if lieu else 0


def _parties(avant: list[dict], apres: list[dict]) -> list[Difference]:
    """Who enters, who leaves, and who has another name: the same party, which signs under its new name."""
    before, after = ({p["id"]: p["denomination"] for p in side} for side in (avant, apres))
    entered = [Difference(Genre.PARTIE_ENTREE, "", apres=name) for pk, name in after.items() if pk not in before]
    left = [Difference(Genre.PARTIE_SORTIE, "", avant=name) for pk, name in before.items() if pk not in after]
    renamed = [(before[pk], name) for pk, name in after.items() if before.get(pk, name) != name]
    return [*entered, *left, *(_changed(LIEUX["parties"], old, new) for old, new in renamed)]


def _inserts(avant: dict, apres: dict) -> list[Difference]:
    """The values of the variables; one that several blocks print is said once, with all its places."""
    before, after, places = _values(avant), _values(apres), _places(apres) | _places(avant)
    found = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            found.append(_changed(_where(places[name]), old, new))
    return found + _fixed(avant, apres)


def _fixed(avant: dict, apres: dict) -> list[Difference]:
    """The text of the model itself, when the région has changed it between the two."""
    before = {b["code"]: b for b in avant["blocs"]}
    found = []
    for bloc in apres["blocs"]:
        old = before.get(bloc["code"])
        if old is not None and old["gabarit"] != bloc["gabarit"] and _model(old) != _model(bloc):
            found.append(_changed(LIEUX.get(bloc["code"], ""), _model(old), _model(bloc)))
    return found


def _objectifs(avant: list[str], apres: list[str]) -> list[Difference]:
    found = []
    for n in range(max(len(avant), len(apres))):
        old, new = (side[n] if n < len(side) else "" for side in (avant, apres))
        if old != new:
            found.append(_changed(f"à l’article 1, objectif {n + 1}", old, new))
    return found


def _actions(avant: list[dict], apres: list[dict]) -> list[Difference]:
    before, after = ({a["numero"]: a for a in side} for side in (avant, apres))
    found = []
    for number in sorted({*before, *after}):
        old, new = before.get(number), after.get(number)
        if old is None:
            name = f"{number}, {new['intitule']} – {new['promoteur']}"
            found.append(Difference(Genre.ACTION_AJOUTEE, LIEUX["article-2"], apres=name, action=number))
        elif new is None:
            name = f"{number}, {old['intitule']} – {old['promoteur']}"
            found.append(Difference(Genre.ACTION_RETIREE, LIEUX["article-2"], avant=name, action=number))
        else:
            found += _rows(number, old, new)
    return found


def _rows(number: int, old: dict, new: dict) -> list[Difference]:
    """The seven rows of one action, the first being its title and its promoteur."""
    place = f"à l’article 2, action {number}"
    pairs = [(IDENTIFICATION, _title(old), _title(new))]
    values = dict(old["lignes"])
    pairs += [(label, values.get(label, ""), value) for label, value in new["lignes"]]
    return [
        _changed(f"{place}, «{NBSP}{label}{NBSP}»", before, after, number)
        for label, before, after in pairs
        if before != after
    ]


def _title(action: dict) -> str:
    return f"{action['intitule']} – {action['promoteur']}"


def _changed(place: str, old: str, new: str, action: int | None = None) -> Difference:
    if not old:
        return Difference(Genre.AJOUTE, place, apres=new, action=action)
    if not new:
        return Difference(Genre.SUPPRIME, place, avant=old, action=action)
    return Difference(Genre.REMPLACE, place, avant=old, apres=new, action=action)


def _values(contenu: dict) -> dict[str, str]:
    """The value of each variable that the contract prints in a sentence."""
    return {
        name: value
        for bloc in contenu["blocs"]
        if bloc["code"] != "signature"
        for paragraph in bloc["paragraphes"]
        for name, value in paragraph
        if name and name not in COMPOSEES
    }


def _places(contenu: dict) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for bloc in contenu["blocs"]:
        for paragraph in bloc["paragraphes"]:
            for name, _ in paragraph:
                place = LIEUX.get(bloc["code"])
                if name and place and place not in found.setdefault(name, []):
                    found[name].append(place)
    return found


def _where(places: list[str]) -> str:
    """« dans le titre, au préambule et à l’article 1 »."""
    return places[0] if len(places) == 1 else f"{', '.join(places[:-1])} et {places[-1]}"


def _model(bloc: dict) -> str:
    """The words of the model in a block, without what the parties inserted."""
    return "\n\n".join("".join(value for name, value in p if not name) for p in bloc["paragraphes"])


def _quoted(text: str) -> str:
    return f"«{NBSP}{text}{NBSP}»"
