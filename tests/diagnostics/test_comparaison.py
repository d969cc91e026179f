"""Differences between two versions, text by text."""

from diagnostics.comparaison import comparer


def test_what_did_not_change_is_left_out():
    before = {"1": ("Un", "même"), "2": ("Deux", "avant"), "3": ("Trois", "parti")}
    after = {"1": ("Un", "même"), "2": ("Deux", "après"), "4": ("Quatre", "venu")}

    found = comparer("Constats", before, after)

    assert [(d.titre, d.nature) for d in found] == [("Deux", "modifié"), ("Quatre", "ajouté"), ("Trois", "retiré")]
