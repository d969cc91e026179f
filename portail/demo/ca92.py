"""CA-92: « Prise en charge des personnes en errance » à La Défense (domain.md §8.1), in its first year."""

from datetime import date

from cooperatives.enums import Phase
from portail.demo import calendrier, fictions, suivi
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Programme, Recit, Territoire

A, B, C = (nom("92", rang) for rang in range(3))
CROIX_ROUGE = "Croix-Rouge française – Pôle Exclusion des Hauts-de-Seine"
REELLES = fictions.reelles(
    ("CSAPA AGATA", "medico-social"),
    ("CAARUD Sida Paroles", "medico-social"),
    ("Maison de l’Amitié", "social"),
    (CROIX_ROUGE, "social"),
)
PUBLIC = "Personnes en errance sur le parvis et dans les espaces de transport."

RECIT = Recit(
    departement="92",
    intitule="Prise en charge des personnes en errance à La Défense",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(communes=("92026", "92050", "92062"), sites=("Parvis de La Défense",), libelle="Parvis de La Défense"),
    thematiques=("errance", "precarite"),
    publics=("errance", "sans_abri"),
    objectif_public="Consolidation et coordination entre acteurs, adaptation et développement des dispositifs d’aide, insertion sociale et professionnelle.",
    structures=(*fictions.structures("92", 3), *REELLES),
    ists=fictions.ists("des personnes sans logement, loin des soins et des droits"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment coordonner les réponses aux personnes en errance sur un lieu de passage\u00a0?",
    determinants=("env_logement", "soc_revenu", "off_coordination"),
    constats=fictions.constats("l’errance"),
    besoins=fictions.besoins("Suivre une personne d’une équipe à l’autre", "Adapter les horaires d’accueil"),
    electroniques=(A,),
    programme=Programme(
        general="Améliorer ensemble la prise en charge des personnes en errance à La Défense",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(
            ("Coordonner les équipes présentes", ("Partager les situations suivies", "Adapter les temps d’accueil")),
            ("Préparer l’insertion sociale et professionnelle", ("Accompagner vers les dispositifs d’insertion",)),
        ),
        actions=(
            action("Tournées communes sur le parvis", A, PUBLIC, "Parvis", "92062", associes=("CSAPA AGATA", "CAARUD Sida Paroles")),
            action("Accueil de jour aux horaires élargis", B, PUBLIC, "Local d’accueil", "92026", associes=("Maison de l’Amitié",), objectif=1),
            action("Accompagnement vers l’insertion", C, PUBLIC, "Permanence", "92050", associes=(CROIX_ROUGE,), objectif=2),
        ),
    ),
)  # fmt: skip
# The first quarter ended ten days ago: B has not answered yet, and is still in time.
JOURS_AVANT_ECHEANCE = 264


def raconter(jour: date, courrier: list) -> Partie:
    partie = jouer(RECIT, calendrier.avant_echeance(jour, JOURS_AVANT_ECHEANCE), jour=jour, courrier=courrier)
    suivi.rendre(partie, (suivi.Rendu(A, 1, accepte=False), suivi.Rendu(C, 1, accepte=False)))
    return partie
