"""Everything the page of the région shows, read once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from conventions import chiffres_annuels as annuels
from conventions.chiffres_argent import F_20, F_22
from conventions.queries import chiffres_argent as comptes_argent
from cooperatives.models import Cooperative
from cooperatives.queries import faits_publics as lecture
from cooperatives.queries import plan
from portail.queries.region import chiffres, dates, mesures, repartition, veille
from portail.queries.region.portee import Periode, Portee, derniere_periode


@dataclass(frozen=True, slots=True)
class Base:
    """The rows that the page, the exports and the lists of proofs share."""

    rows: QuerySet[Cooperative]
    portee: Portee
    jour: date
    periode: Periode
    cas: list[lecture.Resume]
    places: dict[int, lecture.Lieu]
    territoires: dict[int, set[int]]
    entier: Portee | None
    annee: int

    @property
    def titre(self) -> str:
        running = [ca for ca in self.cas if ca.en_cours]
        return chiffres.titre(len(running), len({ca.departement for ca in running}))


def lire(rows: QuerySet[Cooperative], portee: Portee, jour: date, *, entier: bool, annee: int | None = None) -> Base:
    """`entier` when nothing narrows the portée but its départements (3 statements); figures of a year read `annee`."""
    cas, places, covered = lecture.resumes(rows), lecture.lieux(), lecture.communes(rows)
    return Base(
        rows, portee, jour, derniere_periode(jour), cas, places, covered, portee if entier else None, annee or jour.year
    )


def mesurer(base: Base) -> mesures.Mesures:
    return mesures.mesurer(base.rows, base.cas, base.territoires, base.places, base.jour, base.periode, base.entier)


def surveiller(base: Base) -> veille.Veille:
    return veille.veiller(base.rows, base.cas, base.territoires, base.places, base.portee.departements)


def contexte(base: Base) -> dict:
    """The blocks of the page above its list."""
    counted = mesurer(base)
    return {
        "cles": chiffres.cles(counted, base.periode),
        "carte": plan.dessiner(base.cas, base.territoires, base.places),
        "echeances": dates.echeances(base.rows, base.jour),
        "nombre_echeances": dates.nombre(base.rows, base.jour),
        "signaux": surveiller(base).signaux,
    }


def reparties(base: Base) -> dict:
    """The page of the distributions, and the figures that come second."""
    return {
        "autres": chiffres.autres(mesurer(base)),
        "repartition": repartition.repartir(base.rows, base.cas, base.portee.departements),
    }


def argent(base: Base) -> list[annuels.Lecture]:
    """What the year costs and draws, for the top of the page (2 statements)."""
    counted = comptes_argent.essentiel(base.rows, base.annee)
    return [annuels.lire(definition, counted, base.annee) for definition in (F_20, F_22)]
