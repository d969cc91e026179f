"""The verbs of the diagnosis."""

from diagnostics.workflows.contributions import (
    add_besoin,
    add_concertation,
    add_donnee,
    pull_figures,
    remove_besoin,
    remove_donnee,
    update_besoin,
)
from diagnostics.workflows.versions import open_version, validate, write_analysis, write_frame

__all__ = [
    "add_besoin",
    "add_concertation",
    "add_donnee",
    "open_version",
    "pull_figures",
    "remove_besoin",
    "remove_donnee",
    "update_besoin",
    "validate",
    "write_analysis",
    "write_frame",
]
