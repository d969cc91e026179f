"""What is invented for the coopératives whose actions no source names: structures, fiches-action, findings, needs."""

from conventions.enums import SousTypeIR, TypeIndicateur
from cooperatives.enums import Presence, TypeDispositif
from diagnostics.enums import CouvertureBesoin, Niveau
from portail.demo.modele import Articulation, Besoin, Fiche, Mesure, Structure

SECTEURS = ("social", "education", "insertion", "sante")


def structures(departement: str, nombre: int) -> tuple[Structure, ...]:
    """« Association fictive 92-A », « 92-B »…: they carry what no real organisation may (decisions.md 37)."""
    return tuple(
        Structure(nom(departement, rank), secteur=SECTEURS[rank % len(SECTEURS)], fictive=True)
        for rank in range(nombre)
    )


def nom(departement: str, rang: int) -> str:
    return f"Association fictive {departement}-{'ABCDEF'[rang]}"


def reelles(*noms: tuple[str, str]) -> tuple[Structure, ...]:
    """Organisations the sources name, with their sector: members, and nothing else."""
    return tuple(Structure(name, secteur=secteur) for name, secteur in noms)


def action(
    intitule: str,
    porteur: str,
    public: str,
    lieu: str,
    commune: str,
    *,
    associes: tuple[str, ...] = (),
    objectif: int = 0,
) -> Fiche:
    """A fictitious fiche-action with one indicator of each type, and readings that come near their targets."""
    return Fiche(
        intitule=f"{intitule} (action fictive)",
        porteur=porteur,
        contenu=f"{intitule}\u00a0: séances, rencontres et suivi, avec les partenaires associés (contenu fictif).",
        public_cible=public,
        lieux=((f"{lieu} (lieu fictif)", commune),),
        associes=associes,
        objectif=objectif,
        mesures=(
            Mesure(TypeIndicateur.IP, "Réunions de préparation tenues", "Comptes rendus", 3, "réunions", releves=(2, 3, 3, 3)),
            Mesure(TypeIndicateur.IA, "Personnes touchées", "Feuilles anonymes", 50, "personnes", True, releves=(38, 47, 52, 49)),
            Mesure(
                TypeIndicateur.IR, "Personnes qui disent avoir appris où s’adresser", "Questionnaire court, anonyme",
                30, "personnes", sous_type=SousTypeIR.INTERMEDIAIRE, releves=(18, 25, 31, 30),
            ),
        ),
    )  # fmt: skip


def constats(sujet: str) -> dict[str, str]:
    """Four fictitious analyses on a subject; the published figures are brought beside them."""
    return {
        Niveau.BESOINS: f"Les chiffres publiés sont repris ci-dessous. Ceux qui touchent {sujet} reviennent dans les échanges (constat fictif).",
        Niveau.DEMANDE: f"Les habitants rencontrés disent combien comptent {sujet} et les délais pour trouver une réponse (constat fictif).",
        Niveau.RESSOURCES: f"Plusieurs structures travaillent déjà sur {sujet}, sans cadre commun (constat fictif).",
        Niveau.OFFRE: f"L’offre existe mais reste mal connue de ceux que concerne {sujet} (constat fictif).",
    }


def besoins(*libelles: str) -> tuple[Besoin, ...]:
    """Needs taken up: the first is not covered, the others not enough."""
    levels = [CouvertureBesoin.NON_COUVERT, *[CouvertureBesoin.PARTIEL] * len(libelles)]
    return tuple(Besoin(libelle, level) for libelle, level in zip(libelles, levels, strict=False))


def ists(sujet: str) -> str:
    return f"Les inégalités visées touchent {sujet} (énoncé fictif, pour la démonstration)."


PLUS_VALUE = "Relier des actions qui existent sans se connaître (énoncé fictif, pour la démonstration)."
COMMUNICATION = (
    "À chaque étape, une même lettre aux professionnels et aux habitants\u00a0; une affiche dans les lieux d’accueil\u00a0; un retour "
    "aux élus chaque année. La coordination relit, chaque membre diffuse (plan fictif)."
)
RAISON_ETRE = "Agir ensemble plutôt que côte à côte (raison d’être fictive)."
VILLE_PRESENT = Articulation(
    TypeDispositif.CONTRAT_VILLE,
    Presence.PRESENT,
    "Les quartiers prioritaires sont visés d’abord (réponse fictive, à vérifier).",
)
