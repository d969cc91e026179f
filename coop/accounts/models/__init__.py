from coop.accounts.models.liens import PersonalLink
from coop.accounts.models.mandats import Invitation, Mandate
from coop.accounts.models.users import User

__all__ = ["Invitation", "Mandate", "PersonalLink", "User"]
