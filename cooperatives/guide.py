"""Fixed lists of the guide that a new coopérative receives (R-SUIVI-08) and what its life cycle allows."""

from cooperatives.enums import Phase, Statut, TypeDispositif

# code, label: the six stages of the tableau de bord, in the guide's order and words.
ETAPES = [
    ("prefiguration", "Préfiguration du projet"),
    ("diagnostic", "Diagnostic"),
    ("elaboration", "Élaboration du plan d’actions"),
    ("mise_en_oeuvre", "Mise en œuvre du plan d’actions"),
    ("suivi_evaluation", "Suivi-évaluation des activités"),
    ("evaluation_ca", "Évaluation de la coopérative d’acteurs"),
]
TACHES_PREFIGURATION = [
    "Rencontres avec les acteurs concernés…",
    "Échanges, concertation sur la préfiguration du projet…",
    "Mise en place des instances de gouvernance",
    "Validation des orientations, communication",
]
# The stage a stored phase belongs to; stage 5 runs beside stage 4 (decisions.md 6).
ETAPE_DE = {
    Phase.PREFIGURATION: "prefiguration",
    Phase.DIAGNOSTIC: "diagnostic",
    Phase.ELABORATION: "elaboration",
    Phase.CONVENTIONNEMENT: "elaboration",
    Phase.MISE_EN_OEUVRE: "mise_en_oeuvre",
    Phase.EVALUATION_CA: "evaluation_ca",
}
PHASES = list(Phase)

# Always asked (R-TERR-05).
DISPOSITIFS_DEMANDES = (TypeDispositif.CLS, TypeDispositif.CLSM, TypeDispositif.CONTRAT_VILLE)
# Their committees are informed (R-TERR-09) and their coordination is associated to the theme (R-TERR-08).
DISPOSITIFS_A_INFORMER = (TypeDispositif.CLS, TypeDispositif.ASV, TypeDispositif.CLSM)

# Statuses one may go to from a status (§3.2); TERMINEE waits for the évaluation finale (`phases.FIN`).
STATUTS_SUIVANTS = {
    Statut.EN_COURS: (Statut.SUSPENDUE, Statut.NON_RETENUE, Statut.TERMINEE),
    Statut.SUSPENDUE: (Statut.EN_COURS, Statut.NON_RETENUE),
    Statut.NON_RETENUE: (Statut.EN_COURS,),
    Statut.TERMINEE: (),
}
PHASES_NON_RETENUE = (Phase.PREFIGURATION, Phase.DIAGNOSTIC, Phase.ELABORATION)
