"""What an Import keeps of its reading: rows checked and refusals, as one text read back whole."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from coop.classeurs.modele import Valeurs
from coop.classeurs.refus import Refus


@dataclass
class Releve:
    """`ajouts` and `modifications` as in `Comparaison`; nothing of them when a row is refused."""

    ajouts: list[tuple[int, Valeurs]] = field(default_factory=list)
    modifications: list[tuple[int, Valeurs, Valeurs]] = field(default_factory=list)
    refus: list[Refus] = field(default_factory=list)
    ignorees: list[str] = field(default_factory=list)
    illisible: bool = False  # nothing of the file could be read as rows


def ecrire(releve: Releve) -> str:
    """The text kept."""
    rows = {
        "ajouts": releve.ajouts,
        "modifications": releve.modifications,
        "refus": [r.en_dict() for r in releve.refus],
        "ignorees": releve.ignorees,
        "illisible": releve.illisible,
    }
    return en_texte(rows)


def lire(text: str) -> Releve:
    """The reading kept, with its decimals and dates."""
    if not text:
        return Releve()
    rows = depuis_texte(text)
    return Releve(
        ajouts=[(number, valeurs) for number, valeurs in rows["ajouts"]],
        modifications=[(number, valeurs, before) for number, valeurs, before in rows["modifications"]],
        refus=[Refus(**r) for r in rows["refus"]],
        ignorees=rows["ignorees"],
        illisible=rows["illisible"],
    )


def en_texte(value) -> str:
    """Lists, dictionaries, decimals and dates as one text."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def depuis_texte(text: str):
    """What `en_texte` has written; nothing of an empty text."""
    return json.loads(text, object_hook=_typed) if text else {}


def _plain(value):
    if isinstance(value, Decimal):
        return {"§n": str(value)}
    if isinstance(value, date):
        return {"§d": value.isoformat()}
    raise TypeError(f"{type(value)} cannot be kept in a preview")


def _typed(row: dict):
    if "§n" in row:
        return Decimal(row["§n"])
    return date.fromisoformat(row["§d"]) if "§d" in row else row
