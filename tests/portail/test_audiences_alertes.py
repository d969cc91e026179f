"""Who each alert is for, in the letters of domain.md §6: C coordination, CP co-pilotes, DG délégué, S siège, P parties, X one person."""

import pytest

from coop.notifications.regles import registered

AUDIENCES = {
    "AL-01": "C DG", "AL-14": "C CP", "AL-15": "C", "AL-16": "C", "AL-17": "C CP", "AL-18": "C", "AL-19": "C S",
    "AL-25": "C", "AL-26": "C CP", "AL-27": "C P", "AL-28": "C P", "AL-33": "C X", "AL-37": "C", "AL-39": "DG",
    "AL-40": "C", "AL-41": "C S", "AL-45": "C", "AL-46": "C DG", "AL-47": "X",
}  # fmt: skip


@pytest.mark.parametrize("code", AUDIENCES)
def test_alert_of_the_life_of_a_coopérative_speaks_to_those_of_the_table(code):
    assert " ".join(sorted(registered()[code].publics)) == " ".join(sorted(AUDIENCES[code].split()))
