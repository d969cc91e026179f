"""What the page of a deposited file shows: counts, refusals, what would change cell by cell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from coop.classeurs import modele, releve
from coop.classeurs.ecriture import Colonne, Feuille, classeur
from coop.classeurs.enums import EtatImport
from coop.classeurs.models import Import
from coop.classeurs.refus import Refus
from coop.ui.typographie import date_longue, nombre

MONTREES = 100


@dataclass(frozen=True)
class Apercu:
    """`ajouts`: (row number, [(title, cell)]); `modifications`: (row number, name, [(title, before, after)])."""

    imp: Import
    modele: modele.ModeleImport
    titres: list[str]
    ajouts: list[tuple[int, list[tuple[str, str]]]]
    modifications: list[tuple[int, str, list[tuple[str, str, str]]]]
    refus: list[Refus]
    ignorees: list[str]
    illisible: bool

    @property
    def a_confirmer(self) -> bool:
        """Checked, and something would be written."""
        return self.imp.etat == EtatImport.VERIFIE and bool(self.imp.ajoutees or self.imp.modifiees)

    @property
    def autres_refus(self) -> int:
        """Refused rows that are not in the list shown."""
        return 0 if self.illisible else max(0, self.imp.refusees - len({r.ligne for r in self.refus}))


def apercu(imp: Import) -> Apercu:
    """The preview of a deposit, MONTREES rows of each kind at most; `piece` is read with the row.

    The statements of the context of the model, when a column needs it to say its values.
    """
    m = modele.get(imp.modele)
    kept = releve.lire(imp.releve)
    dire = _Diseur(m, imp, kept)
    return Apercu(
        imp=imp,
        modele=m,
        titres=[c.titre for c in m.colonnes],
        ajouts=[(n, [(c.titre, dire(c, v)) for c in m.colonnes]) for n, v in kept.ajouts[:MONTREES]],
        modifications=[(n, dire.nom(v), dire.ecarts(v, before)) for n, v, before in kept.modifications[:MONTREES]],
        refus=kept.refus,
        ignorees=kept.ignorees,
        illisible=kept.illisible,
    )


class _Diseur:
    """Says the values of rows in the words of their columns."""

    def __init__(self, m: modele.ModeleImport, imp: Import, kept: releve.Releve):
        self.modele = m
        coded = any(c.dire for c in m.colonnes) and bool(kept.ajouts or kept.modifications)
        self.contexte = m.contexte(m.cible(imp.cible)) if coded else None

    def __call__(self, colonne: modele.Colonne, valeurs: modele.Valeurs) -> str:
        value = valeurs[colonne.code]
        return colonne.dire(value, self.contexte) if colonne.dire else montrer(value)

    def nom(self, valeurs: modele.Valeurs) -> str:
        """What names a row: its key."""
        return ", ".join(self(c, valeurs) for c in self.modele.colonnes if c.code in self.modele.cle)

    def ecarts(self, valeurs: modele.Valeurs, before: modele.Valeurs) -> list[tuple[str, str, str]]:
        """(title, before, after) of the cells that change."""
        changed = (c for c in self.modele.colonnes if before[c.code] != valeurs[c.code])
        return [(c.titre, self(c, before), self(c, valeurs)) for c in changed]


def montrer(value: Any) -> str:
    """A value as people read it; « – » when there is none."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return nombre(value.normalize())
    if isinstance(value, date):
        return date_longue(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def vierge(m: modele.ModeleImport) -> bytes:
    """The workbook to fill in: the titles alone, and a second sheet that explains each column."""
    aide = [Colonne("Colonne", 28), Colonne("Obligatoire", 12), Colonne("Ce qu’on y écrit", 70), Colonne("Exemple", 30)]
    rows = [[c.titre, "oui" if c.obligatoire else "non", c.aide, c.exemple] for c in m.colonnes]
    return classeur(
        [Feuille(m.nom, [Colonne(c.titre, c.largeur) for c in m.colonnes], []), Feuille("Mode d’emploi", aide, rows)]
    )
