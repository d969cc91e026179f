"""Two coopératives of the Seine-et-Marne, fictitious from end to end: one begins, the convention of the other is échue."""

from datetime import date, timedelta

from cooperatives.enums import Phase, Presence, TypeDispositif
from cooperatives.workflows import membres
from portail.demo import calendrier, evaluation77, fictions, opportunite, suivi
from portail.demo.fictions import action, nom
from portail.demo.jeu import jouer
from portail.demo.joueur import Partie
from portail.demo.modele import Articulation, Programme, Recit, Territoire
from portail.demo.personnes import compte

A = nom("77", 0)

DEBUT = Recit(
    departement="77",
    intitule="Bien vieillir en rural (coopérative fictive)",
    phase=Phase.PREFIGURATION,
    territoire=Territoire(communes=("77379",), libelle="Provins (territoire fictif)"),
    thematiques=("vieillissement",),
    publics=("agees_aidants",),
    objectif_public="Rompre l’isolement des personnes âgées et soutenir leurs aidants (objectif fictif).",
    structures=fictions.structures("77", 2),
    ists=fictions.ists("des personnes âgées isolées, loin des services"),
    articulations=(Articulation(TypeDispositif.CLS, Presence.A_VERIFIER),),
    determinants=("mobilite", "soc_lien"),
    experimentale=False,
    fictive=True,
)

ECHUE = Recit(
    departement="77",
    intitule="Souffler à Melun (coopérative fictive)",
    phase=Phase.MISE_EN_OEUVRE,
    territoire=Territoire(communes=("77284", "77288"), libelle="Meaux et Melun (territoire fictif)"),
    thematiques=("tabac",),
    publics=("tout_public",),
    objectif_public="Aider à l’arrêt du tabac près de chez soi (objectif fictif).",
    structures=fictions.structures("77", 1),
    ists=fictions.ists("des fumeurs qui n’osent pas demander d’aide"),
    plus_value=fictions.PLUS_VALUE,
    problematique="Comment proposer l’aide à l’arrêt là où l’on ne la demande pas\u00a0?",
    constats=fictions.constats("le tabac"),
    besoins=fictions.besoins("Trouver de l’aide sans rendez-vous", "Former les relais"),
    experimentale=False,
    fictive=True,
    programme=Programme(
        general="Aider à l’arrêt du tabac près de chez soi (objectif fictif)",
        raison_etre=fictions.RAISON_ETRE,
        specifiques=(("Aller vers les fumeurs", ("Tenir des permanences", "Former des relais")),),
        actions=(
            action("Permanences sans rendez-vous", A, "Habitants fumeurs.", "Marché couvert", "77288"),
            action(
                "Relais formés dans les équipes",
                A,
                "Professionnels et bénévoles.",
                "Centre social",
                "77284",
                objectif=1,
            ),
        ),
    ),
)
JOURS_DEPUIS_ECHEANCE = 25


def raconter_le_debut(jour: date, courrier: list) -> Partie:
    partie = jouer(DEBUT, calendrier.en_construction(jour, 2), jour=jour, courrier=courrier)
    opportunite.un_contrat_sur_le_meme_theme(partie)
    _inviter_une_association_connue(partie)
    return partie


def _inviter_une_association_connue(partie: Partie) -> None:
    """An association that takes part elsewhere has not answered yet: its account reads the invitation."""
    invitee = compte("asso-b").contact
    with partie.le(partie.jour - timedelta(days=4)):
        membres.invite(
            partie.ca, actor=partie.dd, organisation=invitee.organisation, contact=invitee,
            role_mission="Ouvrir aux aînés isolés ses ateliers numériques (texte fictif).",
        )  # fmt: skip


def raconter_l_echue(jour: date, courrier: list) -> Partie:
    """Nobody renewed it: all its bilans are in, its evaluation is validated, « sans convention en vigueur » shows (decisions.md 22)."""
    partie = jouer(ECHUE, calendrier.avant_echeance(jour, -JOURS_DEPUIS_ECHEANCE), jour=jour, courrier=courrier)
    suivi.rendre(partie, suivi.rendus((A,), 4))
    evaluation77.evaluer(partie, A)
    return partie
