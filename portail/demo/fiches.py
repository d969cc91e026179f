"""What makes the fiches-action whole, and how they are written together: modes, profiles, contributions, comments, reminders.

All of it is invented. Only fictitious structures bring something of their own (decisions.md 37).
"""

from decimal import Decimal

from conventions.enums import Apport, LevierISTS, NatureAction, TypeContribution
from conventions.models import FicheAction, ModeIntervention
from conventions.models import Programme as ProgrammeRow
from conventions.workflows import actions, commentaires, fiches
from coop.journal.actors import Actor
from cooperatives.models import Determinant
from portail.demo import personnes
from portail.demo.joueur import Partie
from portail.demo.modele import Fiche

# A word of the title → the modes of the list, the nature, whether it existed before.
ALLURES = {
    "maraude": (("aller_vers", "accueil_orientation"), NatureAction.ETENDUE, True),
    "orientation": (("accueil_orientation", "accompagnement", "mediation"), NatureAction.NOUVELLE, False),
    "bilan": (("bilan_sante", "mediation"), NatureAction.NOUVELLE, False),
    "partenariat": (("coordination", "formation", "outil"), NatureAction.STRUCTUREE, True),
    "thérapeutique": (("etp", "education_sante"), NatureAction.ETENDUE, True),
    "atelier": (("education_sante", "participation"), NatureAction.NOUVELLE, False),
    "formé": (("formation", "information"), NatureAction.NOUVELLE, False),
}
USUELLE = (("accueil_orientation", "information"), NatureAction.NOUVELLE, False)
PART_DU_TERRAIN = Decimal("0.75")
CONTRIBUTION = "Salle d’accueil et petit matériel (contribution fictive)"


def completer(partie: Partie, action: FicheAction, fiche: Fiche, actor: Actor) -> None:
    """What serves the follow-up and « Qui fait quoi ? »; the ETP is shared between two profiles."""
    modes, nature, before = _allure(fiche.intitule)
    terrain = (fiche.moyens * PART_DU_TERRAIN).quantize(Decimal("0.01"))
    actions.write(
        action,
        actor=actor,
        modes=ModeIntervention.objects.filter(code__in=modes),
        moyens=[("intervention (profil fictif)", terrain), ("coordination (profil fictif)", fiche.moyens - terrain)],
        determinants=Determinant.objects.filter(code__in=partie.recit.determinants),
        apports=[Apport.COORDINATION, *([Apport.CO_CONSTRUCTION] if fiche.associes else [])],
        leviers=[LevierISTS.INTERSECTORIALITE, LevierISTS.DETERMINANTS],
        nature=nature,
        preexistante=before,
        opportunites="Des équipes qui se connaissent déjà (fictif).",
        obstacles="Des horaires difficiles à accorder (fictif).",
    )
    row = {"membre": action.promoteur_id, "type": TypeContribution.LOCAUX, "description": CONTRIBUTION}
    fiches.set_contributions(action, actor=actor, rows=[row | {"valorisation": Decimal(2400)}])


def _allure(intitule: str) -> tuple:
    title = intitule.lower()
    return next((look for word, look in ALLURES.items() if word in title), USUELLE)


def commenter(partie: Partie, jours: int = 12) -> None:
    """On the first fiche: a comment dealt with and closed, one still open, one that the ARS keeps to itself."""
    action = FicheAction.objects.filter(programme__ca=partie.ca).order_by("numero").first()
    porteur = next(s for s in partie.recit.structures if s.nom == action.promoteur.organisation.nom)
    siege = personnes.acteur("siege")
    with partie.le(partie.mois(6, jours)):
        clos = commentaires.open_thread(
            action, actor=partie.dd, champ="calendrier", texte="Le rythme tient-il en août\u00a0? (commentaire fictif)"
        )
        commentaires.open_thread(
            action, actor=siege, champ="moyens", interne=True,
            texte="Comparer avec les ETP des autres coopératives avant l’arbitrage (commentaire fictif).",
        )  # fmt: skip
    with partie.le(partie.mois(6, jours + 2)):
        commentaires.answer(
            clos, actor=partie.acteur_de(porteur), texte="Oui, avec une équipe réduite (réponse fictive)."
        )
        commentaires.resolve(clos, actor=partie.acteur_de(porteur))
        commentaires.close(clos, actor=partie.dd)
        commentaires.open_thread(
            action,
            actor=partie.dd,
            champ="lieux",
            texte="Pouvez-vous donner l’adresse exacte\u00a0? (commentaire fictif)",
        )


def laisser_en_chantier(partie: Partie) -> None:
    """A coopérative that still writes its plan: a fiche begun, its promoteur reminded."""
    row = ProgrammeRow.objects.get(ca=partie.ca)
    with partie.le(partie.mois(6, 10)):
        begun = actions.create(
            row,
            actor=partie.dd,
            intitule="Repérage précoce dans les lieux d’accueil (action fictive)",
            promoteur=partie.membres[partie.recit.signataires[-1].nom],
            contenu="Des temps de repérage proposés pendant les permanences existantes (contenu fictif).",
        )
        fiches.remind(begun, actor=partie.dd)
