"""What a story is made of: data only, named as people name it. Nothing here touches the database.

Real names, territories, themes and objectives come from domain.md §8; everything else is invented and says so
(`fictive`, or « fictif » in the text itself). A real organisation is a member, never more (decisions.md 37).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from conventions.enums import NatureIndicateur, SousTypeIR, TypeIndicateur
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Phase, Presence, TypeDispositif


@dataclass(frozen=True)
class Structure:
    """An organisation of the story; `persona` is the code of who speaks for it, an anonymous contact otherwise."""

    nom: str
    type: TypeOrganisation = TypeOrganisation.ASSOCIATION
    secteur: str = "associatif"
    fictive: bool = False
    persona: str = ""
    adresse: str = ""


@dataclass(frozen=True)
class Articulation:
    """The answer of the territory about one kind of scheme."""

    type: TypeDispositif
    presence: Presence = Presence.ABSENT
    description: str = ""


@dataclass(frozen=True)
class Besoin:
    libelle: str
    couverture: str
    justification: str = "Besoin fictif, pour la démonstration."


@dataclass(frozen=True)
class Mesure:
    """An indicator of a fiche-action, with the fictitious readings of T1, T2, T3 and T4 (figures, or words)."""

    type: TypeIndicateur
    libelle: str
    sources: str
    cible: int | None = None
    unite: str = ""
    beneficiaires: bool = False
    sous_type: SousTypeIR | str = ""
    releves: tuple[int | str, ...] = ()
    femmes: tuple[int, ...] = ()  # of each reading, when the figure is told by sex

    @property
    def nature(self) -> NatureIndicateur:
        return NatureIndicateur.QUANTITATIF if self.cible is not None else NatureIndicateur.QUALITATIF


@dataclass(frozen=True)
class Fiche:
    """A fiche-action: `porteur` and `associes` are names of structures, `objectif` the place of its objective."""

    intitule: str
    porteur: str
    contenu: str
    public_cible: str
    lieux: tuple[tuple[str, str], ...]  # (place, INSEE code of its commune)
    mesures: tuple[Mesure, ...]
    etp: str = "0.50"
    calendrier: str = "De la date d’effet à l’échéance de la convention, chaque semaine (calendrier fictif)."
    modes: str = "Aller vers, accueil, accompagnement individuel (modalités fictives)."
    publics: tuple[str, ...] = ()
    associes: tuple[str, ...] = ()
    objectif: int = 0
    approfondi: bool = False

    @property
    def moyens(self) -> Decimal:
        return Decimal(self.etp)


@dataclass(frozen=True)
class Territoire:
    """INSEE, SIREN and QPV codes, département codes, or a name when no administrative limit tells."""

    communes: tuple[str, ...] = ()
    intercommunalites: tuple[str, ...] = ()
    quartiers: tuple[str, ...] = ()
    departements: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    libelle: str = ""
    justification: str = ""


@dataclass(frozen=True)
class Programme:
    """The tree: one general objective, one specific for each operational ones of the tuple."""

    general: str
    specifiques: tuple[tuple[str, tuple[str, ...]], ...]
    actions: tuple[Fiche, ...]
    raison_etre: str
    deploiement: str = ""


@dataclass(frozen=True)
class Recit:
    """A coopérative from its creation to `phase`. `en_attente` names who has not signed yet
    (a structure, or « ARS »), `electroniques` the structures that sign with a code."""

    departement: str
    intitule: str
    phase: Phase
    territoire: Territoire
    thematiques: tuple[str, ...]
    publics: tuple[str, ...]
    structures: tuple[Structure, ...]
    objectif_public: str
    ists: str = ""
    plus_value: str = ""
    problematique: str = ""
    determinants: tuple[str, ...] = ("soc_revenu", "off_acces", "off_coordination")
    articulations: tuple[Articulation, ...] = ()
    constats: dict[str, str] = field(default_factory=dict)
    besoins: tuple[Besoin, ...] = ()
    programme: Programme | None = None
    appellation: str = ""
    experimentale: bool = True
    fictive: bool = False
    reserves_grille: dict[int, str] = field(default_factory=dict)
    en_attente: tuple[str, ...] = ()
    electroniques: tuple[str, ...] = ()
    copilote: str = ""
    paroles: bool = False  # its bilans have words of their own (`portail.demo.paroles`)

    @property
    def signataires(self) -> tuple[Structure, ...]:
        """Only fictitious structures sign, answer and are late; a group of inhabitants takes part without signing."""
        habitants = TypeOrganisation.GROUPE_HABITANTS
        return tuple(s for s in self.structures if s.fictive and s.type != habitants)


@dataclass(frozen=True)
class Rendu:
    """What a structure makes of the bilan of a quarter."""

    structure: str
    trimestre: int
    accepte: bool = True
    a_completer: str = ""


@dataclass(frozen=True)
class Jalons:
    """The days of a story: its creation, and its effect date when the convention is signed by all."""

    creation: date
    effet: date | None = None
