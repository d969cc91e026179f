"""From the content of an avenant to what its page, the page to sign and its PDF draw (domain.md §5.2 DOC-AVEN)."""

from dataclasses import asdict, dataclass, field

from conventions import mise_en_page
from conventions.differences import Difference, Genre
from conventions.enums import TypeAvenant
from coop.mots import Morceau, mots
from coop.ui.typographie import NBSP

# Shorter than this, « … est remplacé par … » is read at a glance: showing the words again would only repeat it.
LONG = 60
TITRES = {
    "objet": "Objet de l’avenant",
    "reconduction": "Reconduction expresse",
    "modifications": "Modifications",
    "finances": "Conséquences financières",
    "clauses": "Autres clauses et prise d’effet",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the avenant; `code` says what it holds."""

    numero: int
    code: str

    @property
    def titre(self) -> str:
        return f"Article{NBSP}{self.numero} – {TITRES[self.code]}"


@dataclass(frozen=True, slots=True)
class Changement:
    """One change as it is read: its sentence, the words that change, the action it brings, why one goes."""

    phrase: str
    genre: str
    mots: list[Morceau] = field(default_factory=list)
    action: dict | None = None
    motif: str = ""


def articles(contenu: dict) -> list[Article]:
    """The articles this avenant has, numbered without gap."""
    shown = {
        "objet": True,
        "reconduction": bool(contenu["reconduction"]),
        "modifications": bool(contenu["differences"] or contenu["autres_dispositions"]),
        "finances": bool(contenu["consequences_financieres"]),
        "clauses": True,
    }
    return [Article(n, code) for n, code in enumerate((c for c in TITRES if shown[c]), start=1)]


def changements(contenu: dict) -> list[Changement]:
    """The changes in the order of the document."""
    added = {action["numero"]: action for action in mise_en_page.actions({"actions": contenu["actions_ajoutees"]})}
    reasons = {row["numero"]: row["motif"] for row in contenu["retraits"]}
    return [
        Changement(
            phrase=d["phrase"],
            genre=d["genre"],
            mots=_mots(d),
            action=added.get(d["action"]) if d["genre"] == Genre.ACTION_AJOUTEE else None,
            motif=reasons.get(d["action"], "") if d["genre"] == Genre.ACTION_RETIREE else "",
        )
        for d in contenu["differences"]
    ]


def changements_de(differences: list[Difference]) -> list[Changement]:
    """The same, of differences between two texts that no single avenant says."""
    rows = [(d, asdict(d)) for d in differences]
    return [Changement(phrase=d.phrase, genre=d.genre, mots=_mots(row)) for d, row in rows]


def actions_modifiees(contenu: dict) -> list[dict]:
    """The changed actions in their new wording, as the seven rows of article 2."""
    numbers = {
        d["action"]
        for d in contenu["differences"]
        if d["action"] is not None and d["genre"] not in (Genre.ACTION_AJOUTEE, Genre.ACTION_RETIREE)
    }
    return mise_en_page.actions({"actions": [a for a in contenu["consolide"]["actions"] if a["numero"] in numbers]})


def fiches_changees(contenu: dict) -> list[tuple[str, dict]]:
    """(what the avenant does, the action as it becomes), by number; one that goes has no rows left."""
    added = {action["numero"] for action in contenu["actions_ajoutees"]}
    changed = {action["numero"] for action in actions_modifiees(contenu)}
    renewed = bool(contenu["reconduction"])
    found = []
    for action in contenu["consolide"]["actions"]:
        number = action["numero"]
        word = "ajoutée" if number in added else "modifiée" if number in changed else "reconduite" if renewed else ""
        if word:
            found.append((word, action))
    gone = [("non reconduite" if renewed else "retirée", {**row, "lignes": []}) for row in contenu["retraits"]]
    return sorted([*found, *gone], key=lambda pair: pair[1]["numero"])


def types(contenu: dict) -> list[str]:
    """What the avenant does, in the words of the list."""
    return [TypeAvenant(code).label for code in contenu["types"]]


def titre(contenu: dict) -> str:
    """« Avenant n° 1 à la convention de partenariat relative à … »."""
    return f"Avenant n°{NBSP}{contenu['numero']} à la convention de partenariat relative à {contenu['intitule']}"


def _mots(difference: dict) -> list[Morceau]:
    if difference["genre"] != Genre.REMPLACE or len(difference["avant"]) + len(difference["apres"]) < LONG:
        return []
    return mots(difference["avant"], difference["apres"])
