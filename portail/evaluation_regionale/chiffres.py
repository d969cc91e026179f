"""What the platform knows of the référentiel over many coopératives, question by question (R-REF-5); no amount among it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.urls import reverse

from conventions import chiffres_annuels as annuels
from conventions.chiffres_annuels import Comptes, Definition
from coop.territories.models import Departement
from coop.ui.typographie import avec_nombre, nombre
from cooperatives.models import Cooperative
from evaluation.queries import territoires
from portail.note_regionale.modele import Exercice
from portail.queries.region import animation, enseignements
from portail.queries.region.portee import Portee

MOTS = {
    "dynamique": "Actions qui améliorent la dynamique de coopération",
    "pratiques": "Actions qui améliorent les pratiques",
    "parcours": "Actions qui améliorent le parcours de santé",
}


class ChiffreConnu(NamedTuple):
    """A figure of the year, the indicator it speaks of, and the page that tells how it is made."""

    indicateur: str
    libelle: str
    valeur: str
    note: str
    url: str

    @property
    def cle(self) -> str:
        return f"chiffre:{self.indicateur}:{self.libelle}"[:40]

    @property
    def connu(self) -> bool:
        return self.valeur != annuels.RIEN

    @property
    def texte(self) -> str:
        return f"{self.valeur} ({self.note})" if self.note else self.valeur


def lire(rows: QuerySet[Cooperative], held: Portee, jour: date) -> dict[int, list[ChiffreConnu]]:
    """By question, for the year of `jour`, in a fixed number of statements."""
    year = jour.year
    lived, learnt = animation.compter(rows, [year], jour), enseignements.compter(rows, [year], jour)
    quality = [*_contributions(rows, year)]
    quality.append(_lu("I1.4", enseignements.F_32_INDICATEURS, learnt, year, "portail:region_enseignements"))
    page = "portail:region_animation"
    cooperation = [
        _lu("I2.1", animation.F_17, lived, year, page),
        _lu("I2.3", animation.F_16_COPILS, lived, year, page),
        _lu("I2.4", animation.F_34_PARTICIPANTS, lived, year, page),
    ]
    return {1: quality, 2: cooperation, 3: [_moyens(held)]}


def _contributions(rows: QuerySet[Cooperative], annee: int) -> Iterator[ChiffreConnu]:
    """Columns 25 to 32 of the bilans of the year (1 statement)."""
    _, told = territoires.reponses(rows, Exercice(annee))
    url = reverse("portail:region_bilans")
    for row in told:
        code = row.question.code
        if code in MOTS:
            yes = row.parts[0][1]
            words = (
                f"{nombre(yes.numerateur)} oui sur {avec_nombre(yes.denominateur, 'réponse,réponses')}"
                if yes.denominateur
                else annuels.RIEN
            )
            yield ChiffreConnu(
                "I1.2" if code == "parcours" else "I1.1", MOTS[code], words, f"bilans attendus en {annee}", url
            )


def _lu(indicateur: str, definition: Definition, comptes: Comptes, annee: int, page: str) -> ChiffreConnu:
    compte = annuels.ensemble(comptes, annee)
    words = definition.libelle[:1].upper() + definition.libelle[1:]
    note = definition.note(compte) if definition.valeur(compte) is not None else ""
    return ChiffreConnu(indicateur, words, definition.texte(compte), note, reverse(page))


def _moyens(held: Portee) -> ChiffreConnu:
    """F3.3: what the délégations give to animate (1 statement)."""
    rows = Departement.objects.filter(pk__in=[d.pk for d in held.departements], moyens_animation_etp__isnull=False)
    total = rows.aggregate(n=Sum("moyens_animation_etp"))["n"]
    words = annuels.RIEN if total is None else f"{nombre(total)} ETP"
    return ChiffreConnu(
        "F3.3",
        "Moyens des délégations pour animer",
        words,
        "à ce jour" if total else "",
        reverse("portail:region_delegations"),
    )
