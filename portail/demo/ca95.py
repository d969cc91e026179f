"""CA-95: language and learning disorders, psychosocial skills, children of 2 to 7 (domain.md §8.1), in evaluation."""

from datetime import date

from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Phase, Presence, TypeDispositif
from portail.demo import calendrier, evaluation95, fictions, opportunite, questionnaires, suivi
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Articulation, Programme, Recit, Structure, Territoire

A, B, C = (nom("95", rang) for rang in range(3))
GONESSE, PEGUY, SARCELLES = "Ville de Gonesse", "Association des centres éducatifs Charles Péguy", "Ville de Sarcelles"
PUBLIC = "Enfants de 2 à 7 ans, leurs parents et leurs professionnels."

RECIT = Recit(
    departement="95",
    intitule="Repérage des troubles du langage et/ou de l’apprentissage et développement des compétences psychosociales chez les enfants de 2 à 7 ans",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(communes=("95680", "95280", "95277", "95268", "95585"), libelle="Villiers-le-Bel, Goussainville, Gonesse, Garges-lès-Gonesse, Sarcelles"),
    thematiques=("langage_apprentissages", "cps", "sante_enfants"),
    publics=("enfants_2_7", "parents"),
    objectif_public="Repérer les troubles du langage et des apprentissages et développer les compétences psychosociales des enfants.",
    structures=(
        *fictions.structures("95", 3),
        Structure(GONESSE, TypeOrganisation.COMMUNE, "collectivites"),
        Structure(SARCELLES, TypeOrganisation.COMMUNE, "collectivites"),
        Structure(PEGUY, secteur="education"),
    ),
    ists=fictions.ists("des enfants dont les difficultés sont repérées tard"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment repérer tôt et orienter sans délai, dans tous les lieux où vont les enfants\u00a0?",
    determinants=("env_educatif", "soc_lien", "off_acces"),
    articulations=(
        Articulation(TypeDispositif.CLS, Presence.PRESENT, "Les contrats locaux de santé des villes participent à la coopérative."),
        Articulation(TypeDispositif.ASV, Presence.PRESENT, "L’atelier santé ville de Garges-lès-Gonesse participe à la coopérative."),
    ),
    constats=fictions.constats("le langage des jeunes enfants"),
    besoins=fictions.besoins("Repérer avant l’entrée à l’école", "Outiller les professionnels et les parents"),
    electroniques=(A, B),
    programme=Programme(
        general="Repérer tôt les troubles et développer les compétences psychosociales des enfants de 2 à 7 ans",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(("Repérer et orienter", ("Former au repérage", "Ouvrir des temps d’orientation")), ("Développer les compétences psychosociales", ("Animer des ateliers parents-enfants",))),
        actions=(
            action("Formation commune au repérage", A, "Professionnels de la petite enfance.", "Salle de formation", "95585", associes=(SARCELLES,)),
            action("Temps d’orientation dans les villes", B, PUBLIC, "Maison de l’enfance", "95277", associes=(GONESSE,), objectif=1),
            action("Ateliers parents-enfants", C, PUBLIC, "Centre éducatif", "95268", associes=(PEGUY,), objectif=2),
        ),
    ),
)  # fmt: skip
JOURS_AVANT_ECHEANCE = 40


def raconter(jour: date, courrier: list) -> Partie:
    """In force, its three quarters accepted, entering its evaluation on the day of loading."""
    partie = jouer(RECIT, calendrier.avant_echeance(jour, JOURS_AVANT_ECHEANCE), jour=jour, courrier=courrier)
    suivi.rendre(partie, suivi.rendus((A, B, C), 3))
    opportunite.relire_avant_l_evaluation(partie)
    questionnaires.raconter_la_restitution(partie)
    suivi.evaluer(partie)
    evaluation95.repondre(partie, A, B)
    return partie
