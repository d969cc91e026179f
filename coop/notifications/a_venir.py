"""Alerts of domain.md §6 that no rule finds yet, each with what it waits for; a test fails on any other missing code."""

A_VENIR = {
    "AL-13": "said at once by the page that refuses the change; nothing waits afterwards",
    "AL-35": "said at once by the form of the evaluation, which refuses; nothing waits afterwards",
    "AL-44": "the évaluation finale and its date are not stored yet",
}
