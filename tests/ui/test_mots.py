"""Which words changed: both wordings can be read back from the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.mots import Morceau, mots, reunir


@pytest.mark.parametrize(
    ("avant", "apres", "attendu"),
    [
        ("Deux maraudes par semaine.", "Trois maraudes par semaine.",
         [("del", "Deux"), ("ins", "Trois"), ("", " maraudes par semaine.")]),
        ("Une permanence.", "Une permanence.", [("", "Une permanence.")]),
        ("Le jeudi.", "Le jeudi et le samedi.", [("", "Le jeudi"), ("ins", " et le samedi"), ("", ".")]),
        ("Le bus passe.", "Le train passe.", [("", "Le "), ("del", "bus"), ("ins", "train"), ("", " passe.")]),
        ("", "Neuf", [("ins", "Neuf")]),
        ("", "", []),
        ("Rien à voir", "xyz", [("del", "Rien à voir"), ("ins", "xyz")]),
    ],
)  # fmt: skip
def test_words_that_change(avant, apres, attendu):
    assert mots(avant, apres) == [Morceau(*pair) for pair in attendu]


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_wordings_are_read_back(avant, apres):
    pieces = mots(avant, apres)
    assert "".join(p.texte for p in pieces if p.sens != "ins") == avant
    assert "".join(p.texte for p in pieces if p.sens != "del") == apres


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_two_texts_united_hold_every_line_of_both_in_their_order(autre, mien):
    united = iter(reunir("\n".join(autre), "\n".join(mien)).split("\n"))
    assert all(line in united for line in autre)
    united = iter(reunir("\n".join(autre), "\n".join(mien)).split("\n"))
    assert all(line in united for line in mien)


def test_what_both_wrote_is_kept_once():
    assert reunir("Un\nDeux", "Un\nTrois") == "Un\nDeux\nTrois"
