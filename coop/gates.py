"""What is missing before a next state: one list of sentences for the page, the mail and the test (architecture.md 3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manque:
    """One thing missing, as a sentence that is a link.

    `obligation` True blocks (an **O** rule); False warns and lets through with a reason (an **R** rule).
    `source` is the requirement's ID, `url` the exact form that mends it, `code` names the check.
    """

    code: str
    phrase: str
    url: str = ""
    source: str = ""
    obligation: bool = True
    precision: str = ""


class Blocked(Exception):
    """A verb was refused because something obligatory is missing."""

    def __init__(self, manques: list[Manque]) -> None:
        super().__init__(" ".join(m.phrase for m in manques))
        self.manques = manques
