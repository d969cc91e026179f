"""Alerts of domain.md §6 that no rule finds yet, each with what it waits for; a test fails on any other missing code."""

A_VENIR = {
    "AL-03": "the indicators missing before the start are shown by the gate of the programme; no rule yet",
    "AL-08": "the decisions of renewal of each action (conventions) are not stored yet",
    "AL-11": "the résiliation of a convention is not stored yet",
    "AL-12": "the résiliation of a convention is not stored yet",
    "AL-13": "said at once by the page that refuses the change; nothing waits afterwards",
    "AL-26": "the strategy of participation (four components) is not stored yet",
    "AL-29": "the engagements of the ARS are not stored yet",
    "AL-30": "the engagements of the ARS are not stored yet",
    "AL-31": "the engagements of the ARS are not stored yet",
    "AL-35": "said at once by the form of the evaluation, which refuses; nothing waits afterwards",
    "AL-37": "the register of freins is not stored yet",
    "AL-38": "the request of a member to leave is not stored yet",
    "AL-40": "the points d’étape are not stored yet",
    "AL-41": "the échanges de pratiques between délégations are not stored yet",
    "AL-43": "the funders of an action are not stored yet",
    "AL-44": "the évaluation finale and its date are not stored yet",
    "AL-46": "the lettres de mission are not stored yet",
}
