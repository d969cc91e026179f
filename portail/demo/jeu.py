"""Plays a story from its first act to its phase, through the verbs and never around them."""

from datetime import date, timedelta

from cooperatives.enums import Phase
from portail.demo import conventionnement, diagnostic, elaboration, prefiguration, suivi
from portail.demo.joueur import Partie
from portail.demo.modele import Jalons, Recit

ORDRE = list(Phase)


def jouer(recit: Recit, jalons: Jalons, *, jour: date, courrier: list) -> Partie:
    """The performance of `recit`, stopped in its phase. What follows the convention is played by `suivi`."""
    partie = Partie(recit, jalons, jour, courrier)
    reached = ORDRE.index(recit.phase)
    prefiguration.creer(partie)
    prefiguration.apprecier(partie)
    prefiguration.rassembler(partie)
    prefiguration.cadrer(partie)
    if reached >= ORDRE.index(Phase.DIAGNOSTIC):
        _diagnostiquer(partie, acheve=reached > ORDRE.index(Phase.DIAGNOSTIC))
    if reached >= ORDRE.index(Phase.ELABORATION):
        _elaborer(partie, acheve=reached > ORDRE.index(Phase.ELABORATION))
    if reached >= ORDRE.index(Phase.CONVENTIONNEMENT):
        _conventionner(partie)
    return partie


def _diagnostiquer(partie: Partie, *, acheve: bool) -> None:
    prefiguration.ouvrir_le_diagnostic(partie)
    row = diagnostic.commencer(partie)
    if acheve:
        diagnostic.achever(partie, row)


def _elaborer(partie: Partie, *, acheve: bool) -> None:
    row = elaboration.ecrire_le_programme(partie)
    elaboration.ecrire_les_fiches(partie, row)
    if acheve:
        elaboration.arreter_le_plan(partie)


def _conventionner(partie: Partie) -> None:
    suivi.preparer_l_evaluation(partie)
    dernier_jour = partie.jalons.effet or partie.jour - timedelta(days=1)
    convention = conventionnement.mettre_a_la_signature(partie, dernier_jour - conventionnement.DELAI_DE_SIGNATURE)
    conventionnement.signer(partie, convention, dernier_jour)
    if partie.jalons.effet:
        conventionnement.mettre_en_oeuvre(partie)
