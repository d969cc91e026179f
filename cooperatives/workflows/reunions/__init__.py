"""A meeting from end to end (§3.4): planned, convened, held, reported, validated, diffused, or cancelled."""

from cooperatives.comptes_rendus import compose
from cooperatives.workflows.reunions.compte_rendu import diffuse, validate_minutes, write_minutes, write_notes
from cooperatives.workflows.reunions.decisions import amend, complete, decide, withdraw
from cooperatives.workflows.reunions.preparation import cancel, convene, plan, propose_point, update
from cooperatives.workflows.reunions.seance import hold, save_session

__all__ = [
    "amend",
    "cancel",
    "complete",
    "compose",
    "convene",
    "decide",
    "diffuse",
    "hold",
    "plan",
    "propose_point",
    "save_session",
    "update",
    "validate_minutes",
    "withdraw",
    "write_minutes",
    "write_notes",
]
