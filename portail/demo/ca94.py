"""CA-94: « Sport nutrition au Bois l’Abbé » (domain.md §8.1), whose convention waits for two signatures."""

from datetime import date

from cooperatives.enums import Phase
from portail.demo import calendrier, fictions, opportunite
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Programme, Recit, Territoire

A, B, C, D = (nom("94", rang) for rang in range(4))
PUBLIC = "Jeunes de 4 à 12 ans du quartier prioritaire et leurs parents."

RECIT = Recit(
    departement="94",
    intitule="Sport nutrition au Bois l’Abbé",
    phase=Phase.CONVENTIONNEMENT,
    territoire=Territoire(communes=("94017", "94019"), quartiers=("QP094027",), libelle="Quartier du Bois l’Abbé"),
    thematiques=("nutrition_activite_physique",),
    publics=("enfants_4_12", "parents", "habitants_qpv"),
    objectif_public="Promotion de l’alimentation équilibrée et de l’activité physique adaptée auprès des jeunes de 4 à 12 ans du quartier prioritaire et de leurs parents.",
    structures=fictions.structures("94", 4),
    ists=fictions.ists("des enfants d’un quartier prioritaire, moins souvent inscrits dans un club"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment donner aux familles du quartier l’envie et les moyens de bouger et de bien manger\u00a0?",
    determinants=("env_alimentaire", "env_urbain", "ind_comportements"),
    articulations=(fictions.VILLE_PRESENT,),
    constats=fictions.constats("l’alimentation et l’activité physique des enfants"),
    besoins=fictions.besoins("Bouger près de chez soi", "Cuisiner en famille"),
    electroniques=(A,),
    en_attente=(D, "ARS"),
    programme=Programme(
        general="Promouvoir l’alimentation équilibrée et l’activité physique adaptée auprès des enfants et de leurs parents",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(
            ("Donner envie de bouger", ("Proposer une activité adaptée après l’école", "Ouvrir les équipements le week-end")),
            ("Cuisiner en famille", ("Faire cuisiner ensemble parents et enfants", "Relier la cantine et la maison")),
        ),
        actions=(
            action("Jeux et sports après l’école", A, PUBLIC, "Gymnase", "94017"),
            action("Dimanches en mouvement", B, PUBLIC, "Stade", "94019", objectif=1),
            action("Cuisine en famille", C, PUBLIC, "Centre social", "94017", objectif=2),
            action("La cantine à la maison", D, PUBLIC, "École", "94019", objectif=3),
        ),
    ),
)  # fmt: skip


def raconter(jour: date, courrier: list) -> Partie:
    partie = jouer(RECIT, calendrier.en_construction(jour, 9), jour=jour, courrier=courrier)
    opportunite.completer_la_grille(partie)
    return partie
