"""The verbs of accounts. Those of personal links are in `coop.accounts.liens`."""

from coop.accounts.workflows.adresses import change_address
from coop.accounts.workflows.comptes import open_account
from coop.accounts.workflows.invitations import accept_invitation, close_what_was_sent, find_invitation, invite
from coop.accounts.workflows.mandats import end_mandate, give_mandate, welcome

__all__ = [
    "accept_invitation",
    "change_address",
    "close_what_was_sent",
    "end_mandate",
    "find_invitation",
    "give_mandate",
    "invite",
    "open_account",
    "welcome",
]
