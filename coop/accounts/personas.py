"""The fictitious people of the demonstration: shown by the sign-in page in the demo profile, created by `load_demo`."""

from dataclasses import dataclass

from coop.accounts.enums import RoleMandat

# Public on purpose: the demo profile only, which production settings refuse.
PASSWORD = "demonstration"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to play: `role` and `departement` are the mandate; what they are inside a CA is said by `load_demo`."""

    code: str
    fonction: str
    role: RoleMandat | None = None
    departement: str = ""
    is_admin: bool = False

    @property
    def email(self) -> str:
        return f"{self.code}@demo.invalid"


def _coordination(code: str) -> Persona:
    return Persona(f"dd{code}", f"Coordinatrice DD {code}", RoleMandat.COORDINATEUR_DD, code)


PERSONAS = (
    Persona("siege", "Chargée de mission au siège", RoleMandat.SIEGE),
    *(_coordination(code) for code in ("77", "78", "91", "92", "93", "94", "95")),
    Persona("delegue78", "Délégué départemental 78", RoleMandat.DELEGUE, "78"),
    Persona("copilote78", "Co-pilote de CA-78-01", RoleMandat.PARTENAIRE),
    Persona("asso-a", "Directrice de l’association A", RoleMandat.PARTENAIRE),
    Persona("asso-b", "Coordinateur de l’association B", RoleMandat.PARTENAIRE),
    Persona("habitant", "Représentante d’habitants", RoleMandat.PARTENAIRE),
    Persona("evaluateur", "Évaluatrice externe", RoleMandat.EVALUATEUR, "78"),
    Persona("lecteur", "Lecteur", RoleMandat.LECTEUR),
    Persona("admin", "Administratrice de Coop", is_admin=True),
)


def persona(code: str) -> Persona:
    """The persona of a code (« dd78 »); KeyError when there is none."""
    return {p.code: p for p in PERSONAS}[code]
