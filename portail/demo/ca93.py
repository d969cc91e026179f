"""The two coopératives of the Seine-Saint-Denis (domain.md §8.1): diabetes, then health and housing."""

from datetime import date

from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Phase, Presence, TypeDispositif
from diagnostics.enums import Niveau
from portail.demo import calendrier, fiches, fictions
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Articulation, Programme, Recit, Structure, Territoire

A, B = nom("93", 0), nom("93", 1)
AC_SANTE, ARIFA, DIETETIQUE = "AC Santé 93", "ARIFA", "Maison de la diététique pour tous"
PUBLIC = "Personnes diabétiques et leurs proches."

DIABETE = Recit(
    departement="93",
    intitule="Accompagnement du développement de l’offre en promotion de la santé pour les personnes diabétiques",
    phase=Phase.ELABORATION,
    territoire=Territoire(communes=("93014", "93047"), libelle="Clichy-sous-Bois et Montfermeil"),
    thematiques=("diabete", "maladies_chroniques_etp"),
    publics=("diabetiques", "malades_chroniques"),
    objectif_public="Accompagner le développement de l’offre en éducation thérapeutique, en cohérence avec les contrats locaux de santé.",
    structures=(
        *fictions.structures("93", 2),
        *fictions.reelles((AC_SANTE, "sante"), (ARIFA, "social"), ("Maison Doc", "prevention"), (DIETETIQUE, "prevention")),
    ),
    ists=fictions.ists("des personnes diabétiques éloignées de l’éducation thérapeutique"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment rendre l’éducation thérapeutique accessible à ceux qui n’y viennent pas\u00a0?",
    articulations=(
        Articulation(TypeDispositif.CLS, Presence.PRESENT, "Recherche de cohérence avec la stratégie d’intervention des contrats locaux de santé."),
        fictions.VILLE_PRESENT,
    ),
    constats=fictions.constats("le diabète"),
    besoins=fictions.besoins("Proposer une éducation thérapeutique près de chez soi", "Repérer plus tôt"),
    programme=Programme(
        general="Développer l’offre en promotion de la santé pour les personnes diabétiques",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(("Rendre l’offre accessible", ("Ouvrir des séances dans les quartiers", "Former des relais")),),
        actions=(
            action("Séances d’éducation thérapeutique de quartier", A, PUBLIC, "Maison de quartier", "93014", associes=(AC_SANTE, ARIFA)),
            action("Ateliers de cuisine et de marche", B, PUBLIC, "Centre social", "93047", associes=(DIETETIQUE,), objectif=1),
        ),
    ),
)  # fmt: skip

HABITAT = Recit(
    departement="93",
    intitule="Constitution d’un réseau d’acteurs autour d’un service «\u00a0santé respiratoire et habitat\u00a0»",
    phase=Phase.DIAGNOSTIC,
    territoire=Territoire(
        communes=("93005", "93048"), libelle="Seine-Saint-Denis, collectivités mobilisées sur l’habitat et la santé"
    ),
    thematiques=("habitat_sante",),
    publics=("habitat_indigne",),
    objectif_public="Constituer un réseau d’acteurs autour d’un conseil médical en environnement intérieur.",
    structures=(
        *fictions.structures("93", 2),
        Structure("Ville de Montreuil – Direction de la santé", TypeOrganisation.COMMUNE, "collectivites"),
        *fictions.reelles(("APPA", "environnement"), ("Voisin Malin", "politique-ville")),
    ),
    ists=fictions.ists("des ménages dont le logement aggrave les maladies respiratoires"),
    plus_value=fictions.PLUS_VALUE,
    determinants=("env_logement", "env_physique"),
    constats={Niveau.BESOINS: fictions.constats("la santé respiratoire")[Niveau.BESOINS]},
)


def raconter_diabete(jour: date, courrier: list) -> Partie:
    partie = jouer(DIABETE, calendrier.en_construction(jour, 7), jour=jour, courrier=courrier)
    fiches.commenter(partie)
    fiches.laisser_en_chantier(partie)
    return partie


def raconter_habitat(jour: date, courrier: list) -> Partie:
    return jouer(HABITAT, calendrier.en_construction(jour, 3), jour=jour, courrier=courrier)
