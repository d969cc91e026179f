"""CA-78: « Alliance d’acteurs en direction des publics invisibles » (domain.md §8.1), played whole.

Real: title, appellation, territory, theme, general objective, examples of actions, names of partners. All the rest is
invented: who carries the actions, findings, dates, indicators and their values.
"""

from datetime import date

from conventions.enums import SousTypeIR, TypeIndicateur
from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Phase, Presence, TypeDispositif
from diagnostics.enums import CouvertureBesoin, Niveau
from portail.demo import (
    ars,
    avenants,
    bilans78,
    calendrier,
    evaluation78,
    fiches,
    financement,
    indicateurs,
    membres,
    questionnaires,
    reunions,
    suivi,
    tableau,
    vie,
)
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Articulation, Besoin, Fiche, Mesure, Programme, Recit, Rendu, Structure, Territoire

IP, IA, IR = TypeIndicateur.IP, TypeIndicateur.IA, TypeIndicateur.IR
A, B, C = "Association fictive A", "Association fictive B", "Association fictive C"
MISSION = "Mission santé fictive du territoire"
HABITANTS = "Groupe d’habitants fictif"
IPC = "IPC – Centre de bilans de santé"
INSTITUT = "Institut de promotion de la santé"
SERVICES = "Points services aux particuliers"
AGGLOMERATION = "Communauté d’agglomération de Saint-Quentin-en-Yvelines"

FICTIVE = "(adresse fictive)"

STRUCTURES = (
    Structure(A, secteur="social", fictive=True, persona="asso-a", adresse=f"12, rue des Tilleuls, Trappes {FICTIVE}"),
    Structure(B, secteur="insertion", fictive=True, persona="asso-b", adresse=f"3, place du Lavoir, Trappes {FICTIVE}"),
    Structure(C, secteur="sante", fictive=True),
    Structure(MISSION, TypeOrganisation.AUTRE, "collectivites", fictive=True, persona="copilote78"),
    Structure(HABITANTS, TypeOrganisation.GROUPE_HABITANTS, "habitants", fictive=True, persona="habitant"),
    Structure(INSTITUT, secteur="prevention"),
    Structure(IPC, TypeOrganisation.ETABLISSEMENT_SANTE, "sante"),
    Structure(SERVICES, secteur="social"),
    Structure(AGGLOMERATION, TypeOrganisation.EPCI, "collectivites"),
)
ACTIONS = (
    Fiche(
        intitule="Maraudes et actions «\u00a0hors les murs\u00a0» pour aller vers les publics invisibles",
        porteur=A,
        contenu="Deux maraudes par semaine dans les quartiers prioritaires et aux abords des gares, avec un premier "
        "échange sur la santé et une orientation. Rythme et organisation fictifs.",
        public_cible="Personnes éloignées des dispositifs de droit commun, au premier rang les publics du PRAPS.",
        publics=("invisibles", "praps_exclues", "praps_migrants"),
        lieux=(("Abords de la gare (lieu fictif)", "78621"), ("Quartier prioritaire (lieu fictif)", "78208")),
        etp="1.20",
        associes=(HABITANTS, SERVICES),
        objectif=0,
        approfondi=True,
        mesures=(
            Mesure(
                IP,
                "Part des maraudes faites par deux structures ensemble",
                "Cahier de tournée",
                80,
                "%",
                releves=(60, 75, 80, 80),
            ),
            Mesure(
                IA,
                "Personnes rencontrées en maraude",
                "Cahier de tournée, comptage anonyme",
                120,
                "personnes",
                True,
                releves=(96, 131, 118, 124),
                femmes=(38, 55, 52, 54),
            ),
            Mesure(IA, "Maraudes réalisées", "Planning partagé", 24, "maraudes", releves=(20, 25, 24, 24)),
            Mesure(
                IR,
                "Personnes orientées qui ont eu un premier rendez-vous",
                "Retour des structures d’accueil",
                30,
                "personnes",
                sous_type=SousTypeIR.INTERMEDIAIRE,
                releves=(14, 26, 31, 33),
            ),
        ),
    ),
    Fiche(
        intitule="Orientation vers les secteurs d’action sociale et les bilans de santé",
        porteur=B,
        contenu="Permanences d’accueil et accompagnement physique vers l’action sociale et les bilans de santé. "
        "Organisation fictive.",
        public_cible="Personnes sans droits ouverts ou sans médecin traitant.",
        publics=("praps_demunies", "invisibles"),
        lieux=(("Local d’accueil (lieu fictif)", "78490"),),
        etp="0.80",
        associes=(AGGLOMERATION,),
        objectif=1,
        mesures=(
            Mesure(
                IP,
                "Fiche d’orientation commune utilisée par les structures",
                "Revue en réunion opérationnelle",
                releves=(
                    "Fiche écrite à cinq (fictif)",
                    "Fiche utilisée par trois structures (fictif)",
                    "Fiche utilisée par toutes (fictif)",
                    "Fiche revue (fictif)",
                ),
            ),
            Mesure(
                IA,
                "Personnes accompagnées",
                "Registre anonyme des permanences",
                60,
                "personnes",
                True,
                releves=(41, 58, 63, 60),
                femmes=(33, 49, 51, 48),
            ),
            Mesure(
                IR,
                "Droits ouverts à la suite d’un accompagnement",
                "Registre anonyme des permanences",
                25,
                "ouvertures",
                sous_type=SousTypeIR.FINAL,
                releves=(9, 19, 24, 26),
            ),
        ),
    ),
    Fiche(
        intitule="Proposition de bilans de santé spécifiques",
        porteur=C,
        contenu="Séances de bilan de santé adaptées, avec interprète et restitution accompagnée. Organisation fictive.",
        public_cible="Personnes rencontrées en maraude ou en permanence qui n’ont pas eu de bilan depuis deux ans.",
        publics=("invisibles", "habitants_qpv"),
        lieux=(("Salle de consultation (lieu fictif)", "78297"),),
        etp="0.60",
        associes=(IPC,),
        objectif=2,
        approfondi=True,
        mesures=(
            Mesure(
                IP,
                "Séances préparées avec les équipes de maraude",
                "Compte rendu de préparation",
                3,
                "séances",
                releves=(2, 3, 3, 3),
            ),
            Mesure(
                IA,
                "Bilans de santé réalisés",
                "Comptage anonyme du centre",
                40,
                "bilans",
                True,
                releves=(22, 37, 41, 40),
            ),
            Mesure(
                IR,
                "Ce que les personnes disent du bilan",
                "Entretiens courts, anonymes",
                sous_type=SousTypeIR.INTERMEDIAIRE,
                releves=(
                    "Accueil jugé simple (fictif)",
                    "Attente jugée longue (fictif)",
                    "Restitution appréciée (fictif)",
                    "Restitution appréciée (fictif)",
                ),
            ),
        ),
    ),
    Fiche(
        intitule="Renforcement du partenariat (centre de santé municipal, centre hospitalier, MGEN, maisons de santé)",
        porteur=MISSION,
        contenu="Rencontres entre équipes, annuaire partagé, situations complexes revues ensemble, prise en charge en "
        "secteur 1. Organisation fictive.",
        public_cible="Professionnels et bénévoles des structures du territoire.",
        publics=("professionnels",),
        lieux=(("Salle de réunion (lieu fictif)", "78644"),),
        etp="0.40",
        associes=(INSTITUT, A, B),
        objectif=3,
        mesures=(
            Mesure(
                IP, "Structures présentes aux rencontres", "Feuilles de présence", 8, "structures", releves=(6, 8, 9, 9)
            ),
            Mesure(IA, "Rencontres entre équipes", "Agenda partagé", 3, "rencontres", releves=(2, 3, 3, 3)),
            Mesure(
                IR,
                "Situations complexes résolues ensemble",
                "Tableau anonyme des situations",
                6,
                "situations",
                sous_type=SousTypeIR.FINAL,
                releves=(2, 4, 6, 6),
            ),
        ),
    ),
)
RECIT = Recit(
    departement="78",
    intitule="Alliance d’acteurs en direction des publics invisibles",
    appellation="Alliance d’acteurs",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(intercommunalites=("200058782",), libelle="Communauté d’agglomération de Saint-Quentin-en-Yvelines"),
    thematiques=("precarite", "acces_droits_soins"),
    publics=("invisibles", "praps_migrants", "praps_exclues", "praps_demunies", "habitants_qpv"),
    objectif_public="Mettre en place une action coordonnée en direction des publics invisibles pour les mobiliser vers un parcours de santé.",
    structures=STRUCTURES,
    copilote=MISSION,
    paroles=True,
    electroniques=(A,),
    ists="Des personnes éloignées des dispositifs de droit commun renoncent aux soins plus souvent que les autres habitants "
    "du territoire (énoncé fictif, pour la démonstration).",
    plus_value="Les actions existantes se succèdent sans se connaître\u00a0: la coopérative les relie en un parcours "
    "(énoncé fictif, pour la démonstration).",
    problematique="Comment aller ensemble vers les publics invisibles et les accompagner jusqu’au droit commun\u00a0?",
    reserves_grille={5: "Reste à vérifier avec les communes de l’agglomération (appréciation fictive)."},
    articulations=(
        Articulation(TypeDispositif.CLS, Presence.PRESENT, "Objectifs présentés au comité du contrat local (réponse fictive, à vérifier)."),
        Articulation(TypeDispositif.CONTRAT_VILLE, Presence.PRESENT, "Les maraudes passent par les quartiers prioritaires (réponse fictive, à vérifier)."),
    ),
    constats={
        Niveau.BESOINS: "Les chiffres publiés sont repris ci-dessous. Renoncement aux soins et absence de médecin traitant "
        "reviennent dans les entretiens (constats fictifs).",
        Niveau.DEMANDE: "Les habitants demandent d’abord un accueil sans rendez-vous et de l’aide pour leurs droits\u00a0: la "
        "demande est plus large que la santé (constats fictifs).",
        Niveau.RESSOURCES: "Les acteurs se connaissent bien\u00a0; l’agglomération met des locaux à disposition (constats fictifs).",
        Niveau.OFFRE: "L’offre en secteur 1 est inégale d’une commune à l’autre (constats fictifs).",
    },
    besoins=(
        Besoin("Aller vers les personnes qui ne demandent rien", CouvertureBesoin.NON_COUVERT),
        Besoin("Accompagner jusqu’à l’ouverture des droits et au premier rendez-vous", CouvertureBesoin.PARTIEL),
        Besoin("Mieux se coordonner entre structures", CouvertureBesoin.PARTIEL),
    ),
    programme=Programme(
        general="Mettre en place une action coordonnée en direction des publics invisibles pour les mobiliser vers un parcours de santé",
        raison_etre="Les acteurs de l’alliance relient leurs actions pour qu’une personne rencontrée dans la rue trouve "
        "un parcours de santé (raison d’être fictive).",
        specifiques=(
            ("Aller vers les publics invisibles et recueillir leurs besoins de santé", ("Rencontrer les personnes là où elles vivent", "Orienter vers l’action sociale et les bilans de santé")),
            ("Faire entrer les personnes dans les parcours de droit commun", ("Proposer des bilans de santé adaptés",)),
            ("Renforcer le partenariat du territoire", ("Faire travailler ensemble les équipes de soin et d’action sociale",)),
        ),
        actions=ACTIONS,
    ),
)  # fmt: skip
A_PRECISER = "D’où vient ce nombre\u00a0: du registre des permanences, ou des retours des services\u00a0?"
OUI, PARTIEL, NON = "oui", "partiel", "non"
# What each structure says of the nine items of faisabilité, in their order.
AVIS = {
    A: (OUI, PARTIEL, OUI, OUI, OUI, PARTIEL, OUI, OUI, NON),
    B: (PARTIEL, PARTIEL, OUI, PARTIEL, OUI, PARTIEL, PARTIEL, OUI, NON),
    MISSION: (OUI, NON, OUI, OUI, OUI, OUI, OUI, OUI, PARTIEL),
}
RENDUS = (
    *suivi.rendus((A, B, C, MISSION), 2),
    Rendu(MISSION, 3, accepte=False),
    Rendu(B, 3, accepte=False),
)


def raconter(jour: date, courrier: list) -> Partie:
    """CA-78 as it stands on `jour`: in force, its échéance near; A has not sent its third quarter, B must complete it, C must confirm it."""
    partie = jouer(RECIT, calendrier.ca78(jour), jour=jour, courrier=courrier)
    fiches.commenter(partie)
    avenants.raconter(partie, numero=2)
    suivi.rendre(partie, RENDUS)
    bilans78.questionner(partie, B, 3, A_PRECISER)
    bilans78.saisir_pour(partie, C, 3)
    bilans78.commencer(partie, MISSION, 4)
    bilans78.rendre_un_tableur(partie, MISSION, 4)
    suivi.relever_les_processus(partie, 2)
    evaluation78.preparer(partie, (A, MISSION))
    reunions.raconter(partie, {"presente": A, "representee": MISSION, "propose": HABITANTS, "remarque": B})
    membres.raconter(partie)
    vie.raconter(partie, habitants=HABITANTS, association=B)
    ars.raconter(partie)
    questionnaires.raconter_l_ouverture(partie, repond=B)
    indicateurs.reviser(partie, "Personnes rencontrées en maraude", 150)
    tableau.raconter(partie)
    financement.raconter(partie, {A: 30000, B: 18000, C: 12000}, (MISSION, 6000), 14000)
    evaluation78.repondre(partie, AVIS)
    return partie
