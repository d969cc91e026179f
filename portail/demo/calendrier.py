"""The dates of the demonstration, counted back from the day it is loaded so that it is always alive (domain.md §8.3)."""

from datetime import date, timedelta

from coop.calendrier import add_months
from portail.demo.modele import Jalons

# From the creation of a coopérative to its convention.
MOIS_DE_CONSTRUCTION = 9
# CA-78: less than two months before the échéance, so that its renewal is to be decided (AL-09); the third quarter
# ended some forty days earlier.
JOURS_AVANT_ECHEANCE = 50
# Where the accounts of the demonstration open: before the first creation of all.
MOIS_D_HISTOIRE = 36


def signee(effet: date) -> Jalons:
    """A story whose convention takes effect that day."""
    return Jalons(add_months(effet, -MOIS_DE_CONSTRUCTION), effet)


def avant_echeance(jour: date, jours: int) -> Jalons:
    """A convention in its first year, whose échéance comes in `jours` days (already past when negative)."""
    return signee(add_months(jour + timedelta(days=jours), -12))


def ca78(jour: date) -> Jalons:
    return avant_echeance(jour, JOURS_AVANT_ECHEANCE)


def en_construction(jour: date, mois: int) -> Jalons:
    """A coopérative created `mois` months ago, that has no convention in force."""
    return Jalons(add_months(jour, -mois))


def ouverture(jour: date) -> date:
    """The day the accounts open."""
    return add_months(jour, -MOIS_D_HISTOIRE)
