"""The long verbatim texts, read once from the JSON files beside this module."""

import json
from functools import cache
from pathlib import Path

from portail.contenus.blocs import Bloc, Citation, Contenu, Liste, Note, Reference, References, Section, Texte

FOLDER = Path(__file__).parent
GUIDE = "guide «\u00a0En pratique\u00a0: la coopérative d’acteurs en promotion de la santé en Île-de-France\u00a0», édition 2018"

ORIGINE = (
    "Bibliographie adaptée de l’ouvrage\u00a0: «\u00a0Intervenir localement en promotion de la santé\u00a0: les enseignements "
    "de l’expérience du pays de Redon-Bretagne sud\u00a0». Rennes\u00a0: chaire «\u00a0Promotion de la santé\u00a0» à l’EHESP. "
    "You C., Joanny R., Breton E. (2017)."
)


def _read(name: str):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _bloc(raw: dict) -> Bloc:
    if raw["nature"] == "liste":
        return Liste(tuple(raw["lignes"]))
    if raw["nature"] == "citation":
        return Citation(tuple(raw["lignes"]), raw["source"], tuple(raw.get("puces", ())), raw.get("fin", ""))
    return {"texte": Texte, "note": Note}[raw["nature"]](raw["texte"])


@cache
def foire_aux_questions() -> Contenu:
    """R-FAQ-01…08: the eight questions of the guide, verbatim, spelling mended (A-ORTHO)."""
    questions = enumerate(_read("faq.json"), start=1)
    return Contenu(
        "Foire aux questions",
        f"Les huit questions que l’on pose le plus souvent, et les réponses du {GUIDE}.",
        tuple(Section(f"question-{n}", q["question"], tuple(map(_bloc, q["blocs"]))) for n, q in questions),
    )


def _page(name: str) -> Contenu:
    raw = _read(name)
    sections = (Section(s["ancre"], s["titre"], tuple(map(_bloc, s["blocs"]))) for s in raw["sections"])
    return Contenu(raw["titre"], raw["chapo"], tuple(sections))


@cache
def animer() -> Contenu:
    """« Animer une coopérative »: the part of the délégation, and what convinces (R-COORD-01, -02, -05, -07, -09, -21, -22)."""
    return _page("animer.json")


@cache
def cadre() -> Contenu:
    """Where the démarche comes from and what is proper to it (R-CADRE-02 to -31, R-DEF-09, -10, -13 to -25)."""
    return _page("cadre.json")


@cache
def ressources() -> Contenu:
    """R-BIB-01: « Pour en savoir plus », 42 references in five parts."""
    parts = enumerate(_read("ressources.json"), start=1)
    return Contenu(
        "Pour en savoir plus",
        "Les ouvrages et les outils que conseille le guide. Les adresses sont celles de 2018\u00a0: certaines ont pu changer.",
        (
            *(Section(f"partie-{n}", part["titre"], (_references(part["references"]),)) for n, part in parts),
            Section("origine", "D’où vient cette bibliographie", (Texte(ORIGINE),)),
        ),
    )


def _references(rows: list[dict]) -> References:
    return References(
        tuple(Reference(tuple((m["texte"], m["titre"]) for m in row["morceaux"]), row["adresse"]) for row in rows)
    )


@cache
def paroles() -> Contenu:
    """R-PAR-01: what actors say, without their names."""
    groups = enumerate(_read("paroles.json"), start=1)
    return Contenu(
        "Paroles d’acteurs",
        "Ce que disent de la démarche les acteurs des premières coopératives, rencontrés lors de l’évaluation de 2018.",
        tuple(
            Section(f"paroles-{n}", group["titre"], tuple(Citation((parole,)) for parole in group["paroles"]))
            for n, group in groups
        ),
    )
