"""The language of the convention's blocks: a Django template with declared variables, and nothing else.

A block is rendered with a marker in the place of each value, then cut at the markers: what comes from the parties
stays apart from what comes from the model, so that a page can show where each insert comes from.
"""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.template import Context, Engine, TemplateSyntaxError

# The variables each block may use; `check` refuses any other.
VARIABLES: dict[str, frozenset[str]] = {
    "titre": frozenset({"intitule"}),
    "parties": frozenset({"parties"}),
    "preambule": frozenset({"preambule", "objectif_general", "libelle_deploiement"}),
    "article-1": frozenset({"intitule", "objectifs"}),
    "article-2": frozenset({"actions"}),
    "article-3": frozenset(),
    "article-4": frozenset(),
    "article-4-1": frozenset({"copilotes", "en_lien_avec", "promoteurs"}),
    "article-4-2": frozenset(),
    "article-4-3": frozenset(),
    "article-4-4": frozenset(),
    "article-5": frozenset(),
    "signature": frozenset({"lieu", "date"}),
}
# What each variable inserts, in the words of the form.
MOTS = {
    "intitule": "intitulé du programme",
    "parties": "les parties",
    "preambule": "éléments du diagnostic et raison d’être",
    "objectif_general": "objectif général",
    "libelle_deploiement": "libellé du programme",
    "objectifs": "les objectifs",
    "actions": "les actions",
    "copilotes": "les co-pilotes",
    "en_lien_avec": "dispositif ou réseau",
    "promoteurs": "les promoteurs",
    "lieu": "lieu de signature",
    "date": "date de signature",
}
# Variables whose absence is a wording, not something missing.
FACULTATIVES = frozenset({"copilotes", "en_lien_avec"})
# Variables that stand alone in their paragraph and are drawn as parties, numbered objectives, tables of seven rows.
COMPOSEES = frozenset({"parties", "objectifs", "actions"})

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")
_TAG = re.compile(r"{%\s*(.+?)\s*%}")
_VARIABLE = re.compile(r"{{\s*(.+?)\s*}}")
_ENGINE = Engine(builtins=[])

LOST = "Ce passage doit garder\u00a0: {}. La convention ne peut pas s’en passer."
ALONE = "Les parties, les objectifs et les actions sont seuls dans leur paragraphe\u00a0: laissez une ligne vide avant et après."

Segment = tuple[str, str]


def check(code: str, texte: str) -> None:
    """Raise ValidationError unless `texte` is a readable block that uses only the variables declared for `code`."""
    if code not in VARIABLES:
        raise ValidationError({"code": f"Le modèle n’a pas de bloc «\u00a0{code}\u00a0»."})
    for tag in _TAG.findall(texte):
        word, _, name = tag.partition(" ")
        if word not in {"if", "else", "endif"} or (word == "if" and name not in FACULTATIVES & VARIABLES[code]):
            raise ValidationError({"texte": f"L’instruction «\u00a0{tag}\u00a0» n’est pas permise ici."})
    for name in _VARIABLE.findall(texte):
        if name not in VARIABLES[code]:
            raise ValidationError({"texte": f"La variable «\u00a0{name}\u00a0» n’est pas déclarée pour ce bloc."})
    try:
        _compiled(texte)
    except TemplateSyntaxError as error:
        raise ValidationError({"texte": f"Le texte du bloc est mal formé\u00a0: {error}"}) from error
    missing = VARIABLES[code] - FACULTATIVES - _always_printed(texte)
    if missing:
        raise ValidationError({"texte": LOST.format(", ".join(f"[{MOTS[name]}]" for name in sorted(missing)))})
    _check_alone(texte)


def _always_printed(texte: str) -> set[str]:
    """The variables printed whether or not the optional ones have a value."""
    return _names(paragraphs(texte, {})) & _names(paragraphs(texte, dict.fromkeys(FACULTATIVES, "x")))


def _names(found: "list[list[Segment]]") -> set[str]:
    return {name for paragraph in found for name, _ in paragraph if name}


def _check_alone(texte: str) -> None:
    for paragraph in paragraphs(texte, dict.fromkeys(FACULTATIVES, "x")):
        if len(paragraph) > 1 and _names([paragraph]) & COMPOSEES:
            raise ValidationError({"texte": ALONE})


def paragraphs(texte: str, values: dict[str, str]) -> list[list[Segment]]:
    """The paragraphs of a block, each as segments: ("", fixed text) or (variable, value).

    An optional variable without value is absent; any other one keeps its place with an empty value.
    """
    marks = {
        name: f"{_OPEN}{name}{_CLOSE}" if values.get(name) or name not in FACULTATIVES else ""
        for name in set().union(*VARIABLES.values())
    }
    rendered = _compiled(texte).render(Context(marks, autoescape=False))
    return [_segments(part, values) for part in re.split(r"\n\s*\n", rendered) if part.strip()]


def _segments(part: str, values: dict[str, str]) -> list[Segment]:
    """`part` cut at its markers; the odd pieces of the split are names of variables."""
    pieces = _MARK.split(part.strip())
    pairs = (("", p) if i % 2 == 0 else (p, values.get(p, "")) for i, p in enumerate(pieces))
    return [(name, text) for name, text in pairs if name or text]


@lru_cache(maxsize=64)
def _compiled(texte: str):
    return _ENGINE.from_string(texte)
