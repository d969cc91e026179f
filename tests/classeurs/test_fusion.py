"""The three-way comparison of a cell: its truth table, and that nothing is lost whatever was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.classeurs.fusion import ASKED, Sort, a_defaire, a_ecrire, fusionner, sort


@pytest.mark.parametrize(
    ("base", "en_ligne", "fichier", "expected"),
    [
        ("a", "a", "a", Sort.INTACTE),
        (None, None, None, Sort.INTACTE),
        ("a", "b", "a", Sort.EN_LIGNE),
        ("a", None, "a", Sort.EN_LIGNE),
        (None, "b", None, Sort.EN_LIGNE),
        ("a", "b", "b", Sort.PAREILLE),
        ("a", None, None, Sort.PAREILLE),
        (None, "b", "b", Sort.PAREILLE),
        ("a", "a", "c", Sort.CHANGEE),
        (None, None, "c", Sort.CHANGEE),
        ("a", "a", None, Sort.EFFACEE),
        ("a", "b", "c", Sort.CONFLIT),
        ("a", "b", None, Sort.CONFLIT),
        ("a", None, "c", Sort.CONFLIT),
        (None, "b", "c", Sort.CONFLIT),
    ],
)
def test_the_fate_of_a_cell(base, en_ligne, fichier, expected):
    assert sort(base, en_ligne, fichier) == expected


def test_a_cell_that_the_file_lost_or_cannot_tell_stays():
    sorts = fusionner({"a": 1, "b": 2}, {"a": 1, "b": 2, "nouvelle": None}, {"a": 9}, refusees=["b"])

    assert sorts == {"a": Sort.CHANGEE, "b": Sort.REFUSEE, "nouvelle": Sort.ABSENTE}
    assert a_ecrire(sorts, {"a": 9}) == {"a": 9}


def test_a_cell_asked_no_more_is_not_written():
    assert fusionner({"retiree": 1}, {}, {"retiree": 9}) == {}


words = st.sampled_from([None, "a", "b", "c"])
sheets = st.dictionaries(st.sampled_from("123456"), words)


@given(base=sheets, en_ligne=sheets, fichier=sheets, taken=st.sets(st.sampled_from("123456")))
def test_nothing_is_lost_whatever_was_written(base, en_ligne, fichier, taken):
    """Each cell is kept, written, or asked; no word of anybody goes without its person having said so."""
    sorts = fusionner(base, en_ligne, fichier)
    written = a_ecrire(sorts, fichier, taken)
    after = en_ligne | written

    assert sorts.keys() == en_ligne.keys() == after.keys()
    for cle, fate in sorts.items():
        on_line, file = en_ligne[cle], fichier.get(cle)
        if after[cle] != on_line:
            assert after[cle] == file
            # Words written on line, or erased by a blank, go only when they were asked and taken.
            touched = on_line != base.get(cle)
            assert not (touched or file is None) or (fate in ASKED and cle in taken)
        elif cle in fichier and file not in (base.get(cle), on_line):
            # What the file says and is not written was asked.
            assert fate in ASKED


@given(sheets, sheets, sheets)
def test_what_was_written_is_taken_back_but_for_what_changed_since(before, after, now):
    ecrites = {cle: (before[cle], after[cle]) for cle in before.keys() & after.keys() if before[cle] != after[cle]}
    back, kept = a_defaire(ecrites, now)

    restored = {cle: now.get(cle) for cle in ecrites} | back
    for cle, (was, wrote) in ecrites.items():
        assert restored[cle] == (was if now.get(cle) in (was, wrote) else now.get(cle))
        assert (cle in kept) == (now.get(cle) not in (was, wrote))
