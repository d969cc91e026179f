"""Everything the page of the région shows, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from conventions import chiffres_annuels as annuels
from conventions.chiffres_argent import F_20, F_22
from conventions.queries import chiffres_argent as comptes_argent
from cooperatives.models import Cooperative
from cooperatives.queries import faits_publics as lecture
from cooperatives.queries import plan
from portail.queries.region import chiffres, dates, mesures, repartition, veille
from portail.queries.region.portee import Periode, Portee, derniere_periode


@dataclass(frozen=True)
class Base:
    """The rows that the page, the exports and the lists of proofs share, each read when it is first asked for."""

    rows: QuerySet[Cooperative]
    portee: Portee
    jour: date
    periode: Periode
    entier: Portee | None
    annee: int

    @cached_property
    def etats(self) -> list[lecture.Resume] | list[lecture.Etat]:
        """What is counted (1 statement, or none once `cas` is read)."""
        return self.__dict__.get("cas") or lecture.etats(self.rows)

    @cached_property
    def cas(self) -> list[lecture.Resume]:
        """What is shown when all are (1 statement)."""
        return lecture.resumes(self.rows)

    @cached_property
    def places(self) -> dict[int, lecture.Lieu]:
        return lecture.lieux()

    @cached_property
    def territoires(self) -> dict[int, set[int]]:
        return lecture.communes(self.rows)

    @property
    def cartographiees(self) -> list[lecture.Resume] | list[lecture.Etat]:
        """Each by its name when they are few, else counted."""
        return self.cas if len(self.etats) <= plan.LISIBLES else self.etats

    @property
    def titre(self) -> str:
        running = [ca for ca in self.etats if ca.en_cours]
        return chiffres.titre(len(running), len({ca.departement for ca in running}))

    def resumees(self, etats: list[lecture.Etat]) -> list[lecture.Resume]:
        """The facts of those of one page of the list (1 statement at most)."""
        ids = {ca.pk for ca in etats}
        known = self.__dict__.get("cas")
        return [ca for ca in known if ca.pk in ids] if known else lecture.resumes(self.rows.filter(pk__in=ids))


def lire(rows: QuerySet[Cooperative], portee: Portee, jour: date, *, entier: bool, annee: int | None = None) -> Base:
    """`entier` when nothing narrows the portée but its départements; figures of a year read `annee`."""
    return Base(rows, portee, jour, derniere_periode(jour), portee if entier else None, annee or jour.year)


def mesurer(base: Base) -> mesures.Mesures:
    return mesures.mesurer(base.rows, base.etats, base.territoires, base.places, base.jour, base.periode, base.entier)


def surveiller(base: Base) -> veille.Veille:
    return veille.veiller(base.rows, base.etats, base.territoires, base.places, base.portee.departements)


def contexte(base: Base) -> dict:
    """The blocks of the page above its list."""
    counted = mesurer(base)
    echeances, total = dates.echeances(base.rows, base.jour)
    return {
        "cles": chiffres.cles(counted, base.periode),
        "carte": plan.dessiner(base.cartographiees, base.territoires, base.places),
        "echeances": echeances,
        "nombre_echeances": total,
        "signaux": surveiller(base).signaux,
    }


def reparties(base: Base) -> dict:
    """The page of the distributions, and the figures that come second."""
    return {
        "autres": chiffres.autres(mesurer(base)),
        "repartition": repartition.repartir(base.rows, base.etats, base.portee.departements),
    }


def argent(base: Base) -> list[annuels.Lecture]:
    """What the year costs and draws, for the top of the page (2 statements)."""
    counted = comptes_argent.essentiel(base.rows, base.annee)
    return [annuels.lire(definition, counted, base.annee) for definition in (F_20, F_22)]
