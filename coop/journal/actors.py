"""Who acts. Ids only: the journal sits under everybody and imports nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (an account, a contact through a personal link, or the system) performing a verb.

    `label` is what the journal prints: a function (« Coordinatrice DD 78 »), never needed to find the person.
    """

    label: str
    user_id: int | None = None
    contact_id: int | None = None
    link_id: int | None = None
    is_admin: bool = False
    is_system: bool = False


SYSTEM = Actor(label="Coop", is_system=True)
