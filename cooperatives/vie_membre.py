"""The life of a membership (domain.md §3.4): repéré → invité → partant → membre → signataire → sorti, or « ne participe pas ».

A refusal and an exit end a participation: the organisation comes back by another one, so that the history stays.
Becoming a party and leaving at the échéance belong to the convention (decisions.md 5).
"""

from cooperatives.enums import StatutMembre

R, I, P, M, S = (  # noqa: E741
    StatutMembre.REPERE, StatutMembre.INVITE, StatutMembre.PARTANT, StatutMembre.MEMBRE, StatutMembre.SIGNATAIRE,
)  # fmt: skip
REFUS, SORTI = StatutMembre.REFUS, StatutMembre.SORTI

SUITES: dict[StatutMembre, frozenset[StatutMembre]] = {
    R: frozenset({I, P, M, REFUS}),
    I: frozenset({P, M, REFUS}),
    P: frozenset({M, REFUS}),
    M: frozenset({S, SORTI}),
    S: frozenset({SORTI}),
    REFUS: frozenset(),
    SORTI: frozenset(),
}
AVANT = (R, I, P)
CLOS = (SORTI, REFUS)
# From the furthest from the life of the CA to the nearest: when two participations are one, the nearest is kept.
RANG = {REFUS: 0, SORTI: 1, R: 2, I: 3, P: 4, M: 5, S: 6}


def may_become(now: str, then: str) -> bool:
    """Whether a participation in the state `now` may take the state `then`."""
    return StatutMembre(then) in SUITES[StatutMembre(now)]
