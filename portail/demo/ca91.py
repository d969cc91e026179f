"""CA-91: « Parcours santé des jeunes » à Évry-Courcouronnes (domain.md §8.2): one commune, which is justified (AL-20)."""

from datetime import date

from coop.organisations.enums import TypeOrganisation
from cooperatives.enums import Phase, Presence, TypeDispositif
from portail.demo import calendrier, fictions, suivi
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Articulation, Programme, Recit, Structure, Territoire

A, B = nom("91", 0), nom("91", 1)
VILLE, FILIGRANE = "Ville d’Évry-Courcouronnes", "Filigrane"
PUBLIC = "Jeunes de 12 à 25 ans de la ville."

RECIT = Recit(
    departement="91",
    intitule="Parcours santé des jeunes",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(
        communes=("91228",),
        libelle="Évry-Courcouronnes",
        justification="La commune réunit depuis 2019 deux anciennes communes\u00a0; le contrat local de santé en est l’échelle.",
    ),
    thematiques=("sante_jeunes", "sante_mentale"),
    publics=("adolescents", "jeunes_adultes"),
    objectif_public="Mettre en œuvre la fiche «\u00a0Parcours santé des jeunes\u00a0» du contrat local de santé.",
    experimentale=False,
    structures=(
        *fictions.structures("91", 2),
        Structure(VILLE, TypeOrganisation.COMMUNE, "collectivites"),
        Structure(FILIGRANE, secteur="sante"),
    ),
    copilote=VILLE,
    ists=fictions.ists("des jeunes qui ne savent pas à qui parler"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment relier ceux qui accueillent les jeunes et ceux qui les soignent\u00a0?",
    determinants=("jeunesse", "off_coordination"),
    articulations=(
        Articulation(TypeDispositif.CLS, Presence.PRESENT, "La coopérative met en œuvre la fiche «\u00a0Parcours santé des jeunes\u00a0» du contrat."),
        Articulation(TypeDispositif.CLSM, Presence.PRESENT, "Liens avec le conseil local de santé mentale."),
    ),
    constats=fictions.constats("le bien-être des jeunes"),
    besoins=fictions.besoins("Parler à quelqu’un près de chez soi", "Se former entre professionnels"),
    programme=Programme(
        general="Améliorer le parcours de santé des jeunes de la ville",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(("Relier accueil, prévention et soin", ("Ouvrir des temps d’écoute", "Former ensemble les professionnels")),),
        actions=(
            action("Temps d’écoute dans les lieux des jeunes", A, PUBLIC, "Maison des jeunes", "91228", associes=(FILIGRANE,)),
            action("Formation croisée des équipes", B, "Professionnels de la jeunesse.", "Salle municipale", "91228", associes=(VILLE,), objectif=1),
        ),
    ),
)  # fmt: skip
JOURS_AVANT_ECHEANCE = 240


def raconter(jour: date, courrier: list) -> Partie:
    partie = jouer(RECIT, calendrier.avant_echeance(jour, JOURS_AVANT_ECHEANCE), jour=jour, courrier=courrier)
    suivi.rendre(partie, suivi.rendus((A, B), 1))
    return partie
