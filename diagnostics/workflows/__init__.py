"""The verbs of the diagnosis."""

from diagnostics.workflows.chiffres import add_donnee, pull_figures, remove_donnee, update_donnee
from diagnostics.workflows.constats import (
    add_finding,
    add_resource,
    remove_finding,
    remove_resource,
    update_finding,
    update_resource,
    write_part,
)
from diagnostics.workflows.contributions import (
    add_besoin,
    add_concertation,
    remove_besoin,
    update_besoin,
)
from diagnostics.workflows.priorisation import (
    close_vote,
    open_vote,
    prepare,
    remove_criterion,
    retain,
    save_criterion,
    vote,
    vote_in_session,
)
from diagnostics.workflows.versions import open_version, validate, write_analysis, write_frame
from diagnostics.workflows.voix import (
    add_document,
    ask_opinions,
    close_collection,
    give_anonymous_opinion,
    give_opinion,
    open_collection,
    remove_document,
    set_opinion_aside,
    type_in_opinion,
)

__all__ = [
    "add_besoin",
    "add_concertation",
    "add_document",
    "add_donnee",
    "add_finding",
    "add_resource",
    "ask_opinions",
    "close_collection",
    "close_vote",
    "give_anonymous_opinion",
    "give_opinion",
    "open_collection",
    "open_version",
    "open_vote",
    "prepare",
    "pull_figures",
    "remove_besoin",
    "remove_criterion",
    "remove_document",
    "remove_donnee",
    "remove_finding",
    "remove_resource",
    "retain",
    "save_criterion",
    "set_opinion_aside",
    "type_in_opinion",
    "update_besoin",
    "update_donnee",
    "update_finding",
    "update_resource",
    "validate",
    "vote",
    "vote_in_session",
    "write_analysis",
    "write_frame",
    "write_part",
]
