"""A meeting from end to end (§3.4): planned, convened, held, reported, validated, diffused, approved, or cancelled."""

from cooperatives.comptes_rendus import compose
from cooperatives.workflows.reunions.compte_rendu import (
    NotesEnConflit,
    diffuse,
    validate_minutes,
    write_minutes,
    write_notes,
)
from cooperatives.workflows.reunions.convocations import DATE_PASSEE, ODJ_VIDE, answer, convene, remind
from cooperatives.workflows.reunions.decisions import amend, complete, decide, make_task, take_up_again, withdraw
from cooperatives.workflows.reunions.preparation import cancel, move_point, plan, update
from cooperatives.workflows.reunions.propositions import add_point, leave_point, propose_point, take_point
from cooperatives.workflows.reunions.remarques import answer_remark, approve, remark, reopen
from cooperatives.workflows.reunions.seance import hold, note_presences, open_session, save_session

__all__ = [
    "DATE_PASSEE",
    "ODJ_VIDE",
    "NotesEnConflit",
    "add_point",
    "amend",
    "answer",
    "answer_remark",
    "approve",
    "cancel",
    "complete",
    "compose",
    "convene",
    "decide",
    "diffuse",
    "hold",
    "leave_point",
    "make_task",
    "move_point",
    "note_presences",
    "open_session",
    "plan",
    "propose_point",
    "remark",
    "remind",
    "reopen",
    "save_session",
    "take_point",
    "take_up_again",
    "update",
    "validate_minutes",
    "withdraw",
    "write_minutes",
    "write_notes",
]
