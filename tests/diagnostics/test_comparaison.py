"""Differences between two texts, word by word."""

import pytest

from diagnostics.comparaison import comparer, mots


@pytest.mark.parametrize(
    ("avant", "apres", "attendu"),
    [
        ("un texte", "un texte", [("garde", "un texte")]),
        ("un texte", "un long texte", [("garde", "un "), ("ajoute", "long "), ("garde", "texte")]),
        ("un long texte", "un texte", [("garde", "un "), ("retire", "long "), ("garde", "texte")]),
        ("le bus", "le train", [("garde", "le "), ("retire", "bus"), ("ajoute", "train")]),
        ("", "neuf", [("ajoute", "neuf")]),
        ("", "", []),
    ],
)
def test_words(avant, apres, attendu):
    assert [(m.etat, m.texte) for m in mots(avant, apres)] == attendu


def test_what_did_not_change_is_left_out():
    before = {"1": ("Un", "même"), "2": ("Deux", "avant"), "3": ("Trois", "parti")}
    after = {"1": ("Un", "même"), "2": ("Deux", "après"), "4": ("Quatre", "venu")}

    found = comparer("Constats", before, after)

    assert [(d.titre, d.nature) for d in found] == [("Deux", "modifié"), ("Quatre", "ajouté"), ("Trois", "retiré")]
