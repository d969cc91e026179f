"""The convention as it stands: the signed text, then each signed avenant, at any date (decisions.md 16, 20)."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from conventions import differences, sources, texte, texte_avenant
from conventions.differences import Difference, Genre
from conventions.enums import StatutAvenant
from conventions.models import Avenant, Convention, Partie, VersionConvention
from conventions.sources import Sources

# A change inside a passage: its place is enough to find it in the text.
SUR_PLACE = (Genre.REMPLACE, Genre.AJOUTE, Genre.SUPPRIME)


@dataclass(frozen=True, slots=True)
class Etat:
    """One state of the text: from which day, by which signed version, and the whole content."""

    depuis: date
    version: VersionConvention
    contenu: dict

    @property
    def avenant(self) -> Avenant | None:
        return self.version.avenant


@dataclass(frozen=True, slots=True)
class Projet:
    """An avenant as it would be signed today: the rows of the text to come, and its content.

    The parties of the text to come sign it: one that leaves does so by the renewal it is no part of (decisions.md 20).
    """

    sources: Sources
    contenu: dict

    @property
    def signataires(self) -> list[Partie]:
        return self.sources.parties


def etats(convention: Convention) -> list[Etat]:
    """Every signed state of the text, the oldest first; empty before the entry into force."""
    if convention.date_effet is None:
        return []
    rows = convention.versions.filter(abandonnee_le__isnull=True).select_related("avenant").order_by("numero")
    found = []
    for version in rows:
        if version.avenant is None:
            found.append(Etat(convention.date_effet, version, version.contenu))
        elif version.avenant.statut == StatutAvenant.SIGNE:
            found.append(Etat(version.avenant.date_effet, version, version.contenu["consolide"]))
    return found


def a_la_date(convention: Convention, jour: date) -> Etat | None:
    """The text that obliged on `jour`; None before the effect date.

    Signed in order, the states apply in order: a renewal waits for its period, and what is signed after it too.
    """
    return parmi(etats(convention), jour)


def parmi(states: list[Etat], jour: date) -> Etat | None:
    """The same, among states already read."""
    return next((etat for etat in reversed(states) if etat.depuis <= jour), None)


def repris(convention: Convention, jour: date) -> list[Avenant]:
    """Avenants signed before the tool that apply on `jour`: their signed copy completes the text."""
    return list(convention.avenants.filter(repris=True, date_effet__lte=jour).select_related("scan").order_by("numero"))


def entre(convention: Convention, debut: date, fin: date) -> list[Difference]:
    """What changed in the text between two days, however many avenants it took."""
    states = etats(convention)
    before, after = parmi(states, debut), parmi(states, fin)
    return differences.between(before.contenu, after.contenu) if before and after else []


def changements(states: list[Etat]) -> list[tuple[Avenant, date, list[str]]]:
    """Each avenant of these states, the day it applies from, and the passages it changed, each cited once."""
    found = []
    for before, after in pairwise(states):
        changes = differences.between(before.contenu, after.contenu)
        cited = dict.fromkeys(c.lieu if c.genre in SUR_PLACE else c.phrase.rstrip(".") for c in changes)
        found.append((after.avenant, after.depuis, [place[:1].upper() + place[1:] for place in cited]))
    return found


def dernier(convention: Convention) -> dict | None:
    """The last signed text: what the next avenant starts from, even when it takes effect later."""
    found = etats(convention)
    return found[-1].contenu if found else None


def projet(avenant: Avenant, jour: date | None = None) -> Projet:
    """What `avenant` would say, signed by whom, with the convention it leads to."""
    convention = avenant.convention
    rows = sources.read(convention, avenant)
    consolide = texte.assemble(rows, jour)
    base = dernier(convention) or texte.assemble(sources.read(convention), jour)
    consolide = _same_model(consolide, base)
    return Projet(rows, texte_avenant.assemble(avenant, base, consolide, jour))


def _same_model(contenu: dict, base: dict) -> dict:
    """Keep the date and place of the convention: an avenant does not sign it again."""
    signature = next((b for b in base["blocs"] if b["code"] == "signature"), None)
    blocs = [signature if b["code"] == "signature" and signature else b for b in contenu["blocs"]]
    return contenu | {"blocs": blocs, "date": base["date"]}
