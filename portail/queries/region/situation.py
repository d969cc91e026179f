"""Everything the page of the région shows, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from conventions import chiffres_annuels as annuels
from conventions.chiffres_argent import F_20, F_22
from conventions.queries import chiffres_argent as comptes_argent
from cooperatives.enums import Statut
from cooperatives.models import Cooperative
from cooperatives.queries import faits_publics as lecture
from cooperatives.queries import plan
from cooperatives.queries.etendue import Etendue
from cooperatives.queries.etendue import compter as compter_etendue
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

    @cached_property
    def groupes(self) -> list[lecture.Groupe]:
        """How many there are by département, stage and status (1 statement)."""
        return lecture.groupes(self.rows)

    @cached_property
    def etendue(self) -> Etendue:
        return compter_etendue(self.rows)

    @property
    def total(self) -> int:
        return sum(group.nombre for group in self.groupes)

    @property
    def peu(self) -> bool:
        """Few enough to be drawn one by one: all are read then."""
        return self.total <= plan.LISIBLES

    @property
    def titre(self) -> str:
        running = [group for group in self.groupes if group.en_cours]
        return chiffres.titre(sum(group.nombre for group in running), len({group.departement for group in running}))

    def page(self, numero: object, par_page: int) -> tuple[Page, list[lecture.Resume]]:
        """One page of the list and the facts of its coopératives (1 statement)."""
        if not self.peu:
            return _page(self.rows, self.total, numero, par_page)
        page = Paginator(self.cas, par_page).get_page(numero)
        return page, list(page.object_list)

    def page_en_cours(self, numero: object, par_page: int) -> tuple[Page, list[lecture.Resume]]:
        """The same of those that run."""
        total = sum(group.nombre for group in self.groupes if group.en_cours)
        return _page(self.rows.filter(statut=Statut.EN_COURS), total, numero, par_page)

    def resumees(self, etats: list[lecture.Etat]) -> list[lecture.Resume]:
        """The facts of those of one page of the list (1 statement at most)."""
        ids = {ca.pk for ca in etats}
        known = self.__dict__.get("cas")
        return [ca for ca in known if ca.pk in ids] if known else lecture.resumes(self.rows.filter(pk__in=ids))


def _page(rows: QuerySet[Cooperative], total: int, numero: object, par_page: int) -> tuple[Page, list[lecture.Resume]]:
    """What is counted already is not counted again."""
    pages = Paginator(lecture.ordonnees(rows), par_page)
    pages.count = total
    page = pages.get_page(numero)
    return page, [lecture.Resume(*row) for row in page.object_list]


def lire(rows: QuerySet[Cooperative], portee: Portee, jour: date, *, entier: bool, annee: int | None = None) -> Base:
    """`entier` when nothing narrows the portée but its départements; figures of a year read `annee`."""
    return Base(rows, portee, jour, derniere_periode(jour), portee if entier else None, annee or jour.year)


def mesurer(base: Base) -> mesures.Mesures:
    return mesures.mesurer(base.rows, base.groupes, base.etendue, base.jour, base.periode, base.entier)


def surveiller(base: Base) -> veille.Veille:
    return veille.veiller(base.rows, base.groupes, base.etendue, base.portee.departements)


def concernees(base: Base, code: str) -> set[int]:
    """Ids of the coopératives that one signal counts."""
    if code == veille.UNE_COMMUNE:
        return veille.sur_une_commune(base.etats, base.territoires, base.places)
    return veille.sans(code, base.rows, base.etats)


def contexte(base: Base) -> dict:
    """The blocks of the page above its list."""
    counted = mesurer(base)
    echeances, total = dates.echeances(base.rows, base.jour)
    return {
        "cles": chiffres.cles(counted, base.periode),
        "carte": plan.dessiner(base.rows, base.groupes, cas=base.cas if base.peu else None),
        "echeances": echeances,
        "nombre_echeances": total,
        "signaux": [*veille.conventions(counted.a_reconduire, counted.echues), *surveiller(base).signaux],
    }


def reparties(base: Base) -> dict:
    """The page of the distributions, and the figures that come second."""
    return {
        "autres": chiffres.autres(mesurer(base), mesures.completer(base.rows)),
        "repartition": repartition.repartir(base.rows, base.groupes, base.portee.departements),
    }


def argent(base: Base) -> list[annuels.Lecture]:
    """What the year costs and draws, for the top of the page (2 statements)."""
    counted = comptes_argent.essentiel(base.rows, base.annee)
    return [annuels.lire(definition, counted, base.annee) for definition in (F_20, F_22)]
