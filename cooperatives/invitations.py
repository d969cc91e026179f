"""Reading pasted addresses: one per line, « Nom ; adresse » of a spreadsheet, or « Nom <adresse> »."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import duplicates_of, find_contact
from coop.territories.models.geographie import searchable
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative

MAX_LIGNES = 200
EN_TETES = {
    "nom",
    "organisation",
    "structure",
    "adresse",
    "mail",
    "email",
    "courriel",
    "e mail",
    "adresse electronique",
    "fonction",
}
_ANGLES = re.compile(r"^(.*?)<([^<>]+)>\s*$")


@dataclass(frozen=True, slots=True)
class Ligne:
    """What one pasted line says: the organisation's name, the address, the person's function."""

    nom: str = ""
    email: str = ""
    fonction: str = ""


def parse(text: str) -> list[Ligne]:
    """The lines of a pasted text, headers and repeated addresses left out; a line that says nothing clear keeps its text as name."""
    found: dict[tuple[str, str], Ligne] = {}
    for raw in text.splitlines():
        ligne = _read(raw)
        if ligne is not None:
            found.setdefault((ligne.email or ligne.nom).lower(), ligne)
    return list(found.values())[:MAX_LIGNES]


def _read(raw: str) -> Ligne | None:
    angles = _ANGLES.match(raw.strip())
    parts = list(angles.groups()) if angles else re.split(r"[;\t|]|,(?=\s*\S+@)", raw)
    parts = [part.strip().strip('"').removeprefix("mailto:").strip() for part in parts]
    parts = [part for part in parts if part]
    if not parts or all(searchable(part) in EN_TETES for part in parts):
        return None
    email = next((part for part in parts if "@" in part), "")
    words = [part for part in parts if part is not email]
    return Ligne(nom=words[0] if words else "", email=email.lower(), fonction=words[1] if len(words) > 1 else "")


@dataclass(frozen=True, slots=True)
class Devenir:
    """What a line becomes: the organisation it is, the contact known at the address, the sentence of the preview."""

    phrase: str
    organisation: Organisation | None = None
    contact: Contact | None = None
    ignoree: bool = False


def devenir(ca: Cooperative, ligne: Ligne) -> Devenir:
    """Recognise a line: the address first, then the name; nothing is written."""
    fault = _fault(ligne)
    if fault:
        return Devenir(fault)
    contact = find_contact(ligne.email)
    organisation = contact.organisation if contact and contact.organisation else None
    if organisation is None and ligne.nom:
        organisation = next(iter(duplicates_of(ligne.nom)), None)
    if organisation is None:
        phrase = (
            "Nouvelle organisation\u00a0: elle entre au registre puis elle est invitée."
            if ligne.nom
            else "Adresse inconnue\u00a0: donnez le nom de l’organisation."
        )
        return Devenir(phrase, contact=contact)
    present = ca.membres.filter(organisation=organisation).exclude(
        statut__in=[StatutMembre.REPERE, StatutMembre.SORTI, StatutMembre.REFUS]
    )
    if present.exists():
        return Devenir(
            f"{organisation} participe déjà\u00a0: rien ne sera envoyé.", organisation, contact, ignoree=True
        )
    return Devenir(f"{organisation} est connue\u00a0: elle sera invitée.", organisation, contact)


def _fault(ligne: Ligne) -> str:
    """Why the address cannot be written to; empty when it can, or when there is none."""
    if not ligne.email:
        return ""
    try:
        validate_email(ligne.email)
    except ValidationError:
        return f"L’adresse «\u00a0{ligne.email}\u00a0» est mal écrite\u00a0: corrigez-la."
    return ""
