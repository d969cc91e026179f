"""Reading pasted addresses, and saying what each line becomes before anything is sent.

Lines come as people have them: one address, « Nom ; adresse » of a spreadsheet, tabs, « Nom <adresse> », several
addresses on a line. They are recognised together, in a fixed number of statements whatever their number.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import around
from coop.organisations.rapprochement import mots, ressemble
from coop.territories.models.geographie import searchable
from cooperatives.enums import StatutMembre
from cooperatives.fautes import corrigee
from cooperatives.models import Cooperative
from cooperatives.models.membres import reste

MAX_LIGNES = 200
EN_TETES = {
    "nom", "organisation", "structure", "adresse", "mail", "email", "courriel", "e mail", "adresse electronique",
    "fonction",
}  # fmt: skip
# Participations that may be invited (again): spotted, or ended.
INVITABLES = (StatutMembre.REPERE, StatutMembre.SORTI, StatutMembre.REFUS)
_ANGLES = re.compile(r"([^<>;\t|]*)<\s*([^<>]+?)\s*>[;,]?")
_CELLS = re.compile(r"[;\t|]|,(?=\s*\S+(?:@|\(at\)|\[at\]|\(arobase\)))", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,\s]+(?=\S+@)")


class Groupe(StrEnum):
    """The three groups of the preview."""

    PRETE = "prete"
    A_CORRIGER = "a_corriger"
    DEJA = "deja"


@dataclass(frozen=True, slots=True)
class Ligne:
    """What one pasted line says: the organisation's name, the address, the person's function."""

    nom: str = ""
    email: str = ""
    fonction: str = ""


@dataclass(frozen=True, slots=True)
class Devenir:
    """What a line becomes: its group and sentence, the organisation it is, the contact known at the address.

    `proposition` is the address we believe was meant; `proches` are organisations of nearly the same name.
    """

    phrase: str
    organisation: Organisation | None = None
    contact: Contact | None = None
    groupe: Groupe = Groupe.PRETE
    proposition: str = ""
    proches: tuple[Organisation, ...] = ()

    @property
    def ignoree(self) -> bool:
        """Nothing will be sent for this line: it is there already."""
        return self.groupe == Groupe.DEJA

    @property
    def prete(self) -> bool:
        return self.groupe == Groupe.PRETE


def parse(text: str) -> list[Ligne]:
    """The lines of a pasted text without headers; a line that says nothing clear keeps its text as name.

    Repeated lines stay: the preview says that they are.
    """
    return [ligne for raw in text.splitlines() for ligne in _read(raw)][:MAX_LIGNES]


def _read(raw: str) -> list[Ligne]:
    angles = _ANGLES.findall(raw)
    if angles:
        return [Ligne(nom=_clean(name.strip(" ,")), email=_clean(email).lower()) for name, email in angles]
    parts = [_clean(part) for part in _CELLS.split(raw)]
    parts = [part for part in parts if part]
    if not parts or all(searchable(part) in EN_TETES for part in parts):
        return []
    emails = [part for part in parts if _is_address(part)]
    words = [part for part in parts if part not in emails]
    if len(emails) == 1 and not words:
        emails = [email for email in _SEVERAL.split(emails[0]) if email]
    name, fonction = [*words, "", ""][:2]
    return [Ligne(name, email.lower(), fonction) for email in emails] or [Ligne(name, "", fonction)]


def _is_address(part: str) -> bool:
    return "@" in part or bool(re.fullmatch(r"\S+\s*(?:\(at\)|\[at\]|\(arobase\))\s*\S+", part, re.IGNORECASE))


def _clean(part: str) -> str:
    return part.strip().strip("\"'«»\u00a0 ").removeprefix("mailto:").strip()


def reconnaitre(ca: Cooperative, lignes: Sequence[Ligne], visibles: frozenset[int] | None = None) -> list[Devenir]:
    """What each line becomes; nothing is written (4 statements whatever their number).

    `visibles` are the ids of the contacts of those lines that the reader may see: nothing is told of the others.
    None shows all of them.
    """
    contacts = _contacts(lignes, visibles)
    candidates = _candidates(lignes)
    present = set(ca.membres.filter(reste()).exclude(statut__in=INVITABLES).values_list("organisation_id", flat=True))
    rows = [_one(ligne, contacts.get(ligne.email), candidates, present) for ligne in lignes]
    return _without_repeats(lignes, rows)


def _without_repeats(lignes: Sequence[Ligne], rows: list[Devenir]) -> list[Devenir]:
    """One sending an address, and one an organisation: the second person is added on its page."""
    seen: set[object] = set()
    found = []
    for ligne, row in zip(lignes, rows, strict=True):
        line = ligne.email or searchable(ligne.nom)
        whom = row.organisation.pk if row.organisation else searchable(ligne.nom)
        if line and line in seen:
            row = replace(row, phrase="Cette ligne est en double\u00a0: un seul envoi.", groupe=Groupe.DEJA)
        elif row.prete and whom and ("organisation", whom) in seen:
            who = row.organisation or ligne.nom
            phrase = (
                f"{who} est déjà dans cette liste\u00a0: ajoutez cette personne sur sa page, parmi ses représentants."
            )
            row = replace(row, phrase=phrase, groupe=Groupe.DEJA)
        elif row.prete:
            seen.add(("organisation", whom))
        seen.add(line)
        found.append(row)
    return found


def devenir(ca: Cooperative, ligne: Ligne) -> Devenir:
    """The same for one line."""
    return reconnaitre(ca, [ligne])[0]


def contacts_of(lignes: Iterable[Ligne]) -> dict[str, Contact]:
    """The contacts known at the addresses of the lines (1 statement)."""
    emails = {ligne.email for ligne in lignes if ligne.email}
    rows = Contact.objects.filter(email__in=emails).select_related("organisation__fusionnee_dans")
    return {row.email: row for row in rows}


def _contacts(lignes: Sequence[Ligne], visibles: frozenset[int] | None) -> dict[str, Contact]:
    found = contacts_of(lignes)
    return found if visibles is None else {email: row for email, row in found.items() if row.pk in visibles}


def _candidates(lignes: Sequence[Ligne]) -> list[Organisation]:
    words = {word for ligne in lignes if ligne.nom for word in mots(ligne.nom)}
    return list(around(words).only("nom", "sigle", "autres_noms", "siret", "recherche", "version")) if words else []


def _one(ligne: Ligne, contact: Contact | None, candidates: list[Organisation], present: set[int]) -> Devenir:
    fault, proposition = _fault(ligne)
    if fault:
        return Devenir(fault, groupe=Groupe.A_CORRIGER, proposition=proposition)
    organisation = contact.organisation if contact else None
    organisation = organisation or _named(ligne.nom, candidates)
    if organisation is None:
        return _unknown(ligne, contact, candidates)
    if organisation.pk in present:
        phrase = f"{organisation} participe déjà\u00a0: rien ne sera envoyé."
        return Devenir(phrase, organisation, contact, Groupe.DEJA)
    return Devenir(f"{organisation} est connue\u00a0: elle sera invitée.", organisation, contact)


def _named(nom: str, candidates: list[Organisation]) -> Organisation | None:
    wanted = searchable(nom)
    return next((row for row in candidates if wanted in {searchable(name) for name in row.noms}), None)


def _unknown(ligne: Ligne, contact: Contact | None, candidates: list[Organisation]) -> Devenir:
    if not ligne.nom:
        phrase = "Adresse inconnue\u00a0: donnez le nom de l’organisation."
        return Devenir(phrase, contact=contact, groupe=Groupe.A_CORRIGER)
    close = tuple(row for row in candidates if ressemble([ligne.nom], row.noms))[:3]
    phrase = "Nouvelle organisation\u00a0: elle entre à l’annuaire puis elle est invitée."
    return Devenir(phrase, contact=contact, proches=close)


def _fault(ligne: Ligne) -> tuple[str, str]:
    """Why the address cannot be written to, and the one that was probably meant; empty when all is well."""
    if not ligne.email:
        return "", ""
    meant = corrigee(ligne.email)
    if meant:
        return (
            f"«\u00a0{ligne.email}\u00a0» semble contenir une faute. Nous proposons «\u00a0{meant}\u00a0»\u00a0: relisez-la.",
            meant,
        )
    try:
        validate_email(ligne.email)
    except ValidationError:
        return f"L’adresse «\u00a0{ligne.email}\u00a0» est mal écrite\u00a0: corrigez-la.", ""
    return "", ""
