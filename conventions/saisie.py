"""AL-13, said when somebody would write in a programme that the parties signed (R-CONV-07)."""

from conventions.rules import LOCKED
from coop.notifications.enums import Urgence
from coop.notifications.saisie import ASaisie

AL_13 = ASaisie(
    code="AL-13", urgence=Urgence.INFORMATION, phrase=LOCKED, destinataires="personne qui modifie",
    condition="Quelqu’un ouvre ou modifie une fiche, un objectif ou un indicateur que la convention en vigueur a figés.",
    source="Toute proposition de modification de la présente convention ne pourra être prise en compte qu’après la "
    "signature d’un avenant par les parties signataires.",
    source_ref="Convention, article 5",
)  # fmt: skip
