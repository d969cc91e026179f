"""The blocks as people write them: « [intitulé du programme] » where the machine holds a variable.

`to_words` and `from_words` are each other's reverse; what cannot be read is told in a sentence.
"""

import re

from django.core.exceptions import ValidationError

from conventions.gabarit import COMPOSEES, FACULTATIVES, MOTS, VARIABLES

SI, SINON, FIN = "si ", "sinon", "fin"
ACCOLADES = "Les accolades n’ont pas cours ici\u00a0: écrivez les éléments entre crochets."
_CROCHETS = re.compile(r"\[([^\[\]]*)\]")
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
_TAG = re.compile(r"{%\s*(\w+)\s*(\w*)\s*%}")


def to_words(texte: str) -> str:
    """The text as it is written in a form."""
    texte = _VARIABLE.sub(lambda m: f"[{MOTS[m[1]]}]", texte)
    words = {"if": lambda m: f"[{SI}{MOTS[m[2]]}]", "else": lambda m: f"[{SINON}]", "endif": lambda m: f"[{FIN}]"}
    return _TAG.sub(lambda m: words[m[1]](m), texte)


def from_words(code: str, texte: str) -> str:
    """The text as it is stored. ValidationError, in words, on an element this block does not know."""
    if "{{" in texte or "{%" in texte:
        raise ValidationError({"texte": ACCOLADES})
    names = {_same(word): name for name, word in MOTS.items() if name in VARIABLES[code]}
    _check_balance(texte)
    return _CROCHETS.sub(lambda m: _read(m, code, names), texte.replace("\r\n", "\n"))


def elements(code: str) -> list[dict]:
    """What a block may insert: `{"mot", "facultatif", "seul"}`; a composed one stands alone in its paragraph."""
    return [
        {"mot": f"[{word}]", "facultatif": name in FACULTATIVES, "seul": name in COMPOSEES}
        for name, word in MOTS.items()
        if name in VARIABLES[code]
    ]


def _read(match: re.Match, code: str, names: dict[str, str]) -> str:
    word = _same(match[1])
    if word in (SINON, FIN):
        return "{% else %}" if word == SINON else "{% endif %}"
    if word.startswith(SI):
        name = names.get(word.removeprefix(SI))
        if name in FACULTATIVES:
            return f"{{% if {name} %}}"
        raise ValidationError({"texte": f"«\u00a0{match[0]}\u00a0»\u00a0: seul un élément facultatif peut manquer."})
    if word in names:
        return f"{{{{ {names[word]} }}}}"
    known = ", ".join(e["mot"] for e in elements(code)) or "aucun"
    raise ValidationError(
        {"texte": f"«\u00a0{match[0]}\u00a0» n’est pas un élément de ce passage. Éléments possibles\u00a0: {known}."}
    )


def _check_balance(texte: str) -> None:
    """Each « [si …] » has its « [fin] »; one is not put inside another."""
    opened = False
    for match in _CROCHETS.finditer(texte):
        word = _same(match[1])
        if word.startswith(SI):
            if opened:
                raise ValidationError(
                    {"texte": "Fermez «\u00a0[si …]\u00a0» par «\u00a0[fin]\u00a0» avant d’en ouvrir un autre."}
                )
            opened = True
        elif word in (SINON, FIN):
            if not opened:
                raise ValidationError({"texte": f"«\u00a0{match[0]}\u00a0» vient sans «\u00a0[si …]\u00a0» avant lui."})
            opened = word != FIN
    if opened:
        raise ValidationError({"texte": "«\u00a0[si …]\u00a0» doit être suivi de «\u00a0[fin]\u00a0»."})


def _same(word: str) -> str:
    """A word as it is compared: small letters, one blank, curly apostrophe."""
    return " ".join(word.replace("'", "’").split()).lower()
