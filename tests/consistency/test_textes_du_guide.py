"""The texts taken word for word from the guide and from the evaluation, character by character (guide/textes.txt).

The transcription keeps the spelling of the sources; what the product mends is listed here (A-ORTHO), nothing else may
differ but the apostrophes, the spaces of punctuation, the first capital and the final full stop.
"""

import re
from pathlib import Path

import pytest

from cooperatives import guide_opportunite
from cooperatives.enums_vie import AxeLevierFrein, ElementCollaboratif, TypeLevierFrein
from cooperatives.guide_gouvernance import COORDONNER, PARTENARIAT
from cooperatives.principes import PRINCIPES
from cooperatives.reference_vie import COMPLEMENTS, COORDINATIONS, DETAILS, LEVIERS_FREINS, RECOMMANDATIONS
from diagnostics.enums import Volet
from evaluation.colonnes_suivi import COLONNES, TITRE
from evaluation.referentiel import QUESTIONS
from portail.contenus import chargement

# As printed by the sources, as the product shows it.
CORRIGES = {
    "décroisement": "décloisonnement",
    "L'existence-ou la potentialité- d'une": "L'existence – ou la potentialité – d'une",
    "s'il elle": "si elle",
    "à vocation à": "a vocation à",
    "expertises interne": "expertises internes",
    "pré - existantes": "préexistantes",
    "la nécessiter de": "la nécessité de",
    "Elaborer": "Élaborer",
    "Evaluation": "Évaluation",
    "Evolution": "Évolution",
}


def _lu() -> dict[str, list[str]]:
    texte = (Path(__file__).parent / "guide/textes.txt").read_text(encoding="utf-8")
    parts = re.split(r"^\[(.+)\]$", texte, flags=re.MULTILINE)[1:]
    return {nom: lignes.strip().splitlines() for nom, lignes in zip(parts[::2], parts[1::2], strict=True)}


SOURCES = _lu()


def _revises(question) -> list[str]:
    return [i.libelle_revise for i in question.indicateurs if i.libelle_revise]


def _leviers() -> dict[str, list[str]]:
    return {
        f"{kind.value}s {axe.value}": [texte for k, a, texte in LEVIERS_FREINS if (k, a) == (kind, axe)]
        for kind in TypeLevierFrein
        for axe in AxeLevierFrein
    }


AFFICHES: dict[str, list[str]] = {
    "vigilances": [point.titre for point in guide_opportunite.POINTS.values()],
    "vigilances suite": [point.texte for point in guide_opportunite.POINTS.values() if point.texte],
    "principes": [principe.libelle for principe in PRINCIPES],
    **_leviers(),
    "complements": [texte for *_, texte in COMPLEMENTS],
    "details": list(DETAILS.values()),
    "coordinations": [texte for *_, texte in COORDINATIONS],
    "coordonner": list(COORDONNER),
    "partenariat": list(PARTENARIAT),
    "recommandations": [texte for *_, texte in RECOMMANDATIONS],
    **{f"criteres {q.numero}": q.criteres for q in QUESTIONS},
    **{f"indicateurs {q.numero}": [i.libelle for i in q.indicateurs] for q in QUESTIONS},
    **{f"indicateurs revises {q.numero}": _revises(q) for q in QUESTIONS if _revises(q)},
    **{f"faisabilite {q.numero}": q.faisabilite for q in QUESTIONS},
    "questions": [q.libelle for q in QUESTIONS],
    "cls": list(guide_opportunite.CLS),
    "ca": list(guide_opportunite.CA),
    "volets": list(Volet.labels),
    "gouvernance": list(ElementCollaboratif.labels),
    "tableau de suivi": [TITRE, *(colonne.titre for colonne in COLONNES)],
}


def _cites(contenu) -> list[str]:
    """What a page of the help quotes, in order."""
    quotes = [bloc for section in contenu.sections for bloc in section.blocs if bloc.nature == "citation"]
    return [text for bloc in quotes for text in (*bloc.lignes, *bloc.puces, bloc.fin) if text]


AFFICHES |= {"animer": _cites(chargement.animer()), "cadre": _cites(chargement.cadre())}


def _forme(texte: str) -> str:
    texte = re.sub(r"\s+", " ", texte.replace("’", "'").replace("\u00a0", " "))
    texte = re.sub(r" ?([:;!?»]) ?", r" \1 ", texte)
    texte = re.sub(r"\s+", " ", texte).strip().removesuffix(".")
    return texte[:1].lower() + texte[1:]


def _corrige(texte: str) -> str:
    for faute, forme in CORRIGES.items():
        texte = texte.replace(faute, forme)
    return texte


def test_the_lists_are_the_same():
    assert set(AFFICHES) == set(SOURCES)


@pytest.mark.parametrize("nom", SOURCES)
def test_word_for_word(nom):
    attendus = [_forme(_corrige(texte.replace("’", "'"))) for texte in SOURCES[nom]]
    assert [_forme(texte) for texte in AFFICHES[nom]] == attendus


def test_every_correction_is_used():
    texte = "\n".join(ligne.replace("’", "'") for lignes in SOURCES.values() for ligne in lignes)
    assert [faute for faute in CORRIGES if faute not in texte] == []


@pytest.mark.parametrize(
    ("prefixe", "nombre"),
    [
        ("leviers", 20),
        ("freins", 14),
        ("recommandations", 29),
        ("criteres", 19),
        ("indicateurs ", 19),
        ("faisabilite", 9),
    ],
)
def test_counts_of_the_sources(prefixe, nombre):
    assert sum(len(lignes) for nom, lignes in SOURCES.items() if nom.startswith(prefixe)) == nombre
