"""Merging what two people wrote at once: a truth table."""

import pytest

from cooperatives.fusion import fusionner


@pytest.mark.parametrize(
    ("base", "mien", "autre", "attendu"),
    [
        ("a", "a", "a", "a"),
        ("a", "b", "a", "b"),
        ("a", "a", "b", "b"),
        ("a", "b", "b", "b"),
        ("", "moi", "", "moi"),
        # Both add at the same place: both are kept, the one already saved first.
        ("", "moi", "lui", "lui\nmoi"),
        ("a", "a\nmoi", "a\nlui", "a\nlui\nmoi"),
        # Different paragraphs.
        ("a\nb", "A\nb", "a\nB", "A\nB"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb", "zéro\na\nb", "a\nB", "zéro\na\nB"),
        # One goes on with the last paragraph while the other adds one after it.
        ("Les at", "Les ateliers", "Les at\nBudget", "Les ateliers\nBudget"),
        # Line ends of browsers and blanks at the ends are no change.
        ("a\nb", "a\r\nb\r\n", "a\nb\nc", "a\nb\nc"),
        # The same paragraph rewritten twice: a person compares.
        ("a", "b", "c", None),
        ("a\nb", "x\nb", "y\nb", None),
        ("a\nb\nc", "x", "a\nb\nmilieu\nc", None),
        # One takes away what the other rewrites.
        ("a\nb", "a", "a\nB", None),
    ],
)
def test_merge(base, mien, autre, attendu):
    assert fusionner(base, mien, autre) == attendu
