"""The comités de pilotage of CA-78 since its convention: the last with its minutes and a remark, the next convened with answers.

Only fictitious structures come, answer, propose and remark (decisions.md 37).
"""

from datetime import timedelta

from cooperatives.enums import Reponse, StatutPresence, TypeReunion
from cooperatives.models import Reunion
from cooperatives.queries.reunions import a_approuver
from cooperatives.workflows import reunions
from portail.demo.joueur import Partie, a_neuf_heures_trente
from portail.demo.prefiguration import copil, presents, tenir_les_decisions, tenir_un_copil

TENU_IL_Y_A = 18
PROCHAIN_DANS = 17
# The comités held before the last one, in days before it: every two or three months (R-GOUV-06).
REGULIERS = (
    (231, "Commencer les maraudes par les deux gares."),
    (147, "Essayer une fiche d’orientation commune."),
    (70, "Inviter les services de l’emploi au prochain comité."),
)
NOTES = (
    "Les comptes rendus sont approuvés sans remarque (fictif).",
    "Les décisions précédentes sont faites ou en cours (échanges fictifs).",
    "L’étape se termine comme prévu (échanges fictifs).",
    "Les deux maraudes hebdomadaires sont tenues. Le rythme du samedi reste à trouver (échanges fictifs).",
    "La fiche d’orientation commune est utilisée par trois structures\u00a0; deux autres la demandent (échanges fictifs).",
    "Trois bilans sur quatre sont transmis. Le nombre de premiers rendez-vous progresse (échanges fictifs).",
    "Le comité ajuste le lieu des bilans de santé pour la période froide (échanges fictifs).",
)
DECISIONS = (
    ("Ouvrir une maraude le samedi matin.", "Association fictive A", 40),
    ("Former les nouveaux bénévoles à la fiche d’orientation commune.", "Association fictive B", 60),
    ("Préparer le bilan annuel avec tous les membres avant la réunion élargie.", "Coordination", 30),
)


def raconter(partie: Partie, voix: dict[str, str]) -> None:
    """`voix` names the structures that speak: `presente`, `representee`, `propose`, `remarque`."""
    acteurs = {role: partie.acteur_de(_structure(partie, nom)) for role, nom in voix.items()}
    for jours, decision in REGULIERS:
        tenir_un_copil(partie, partie.jour - timedelta(days=TENU_IL_Y_A + jours), (decision,))
    tenir_les_decisions(partie)
    dernier = _dernier(partie)
    with partie.le(partie.jour - timedelta(days=8)):
        remarque = reunions.remark(
            dernier, actor=acteurs["remarque"], texte="La formation concerne aussi les salariés (remarque fictive)."
        )
    with partie.le(partie.jour - timedelta(days=6)):
        reunions.answer_remark(
            remarque,
            actor=partie.dd,
            suivie=False,
            reponse="À préciser en réunion\u00a0: le comité n’en a pas parlé (réponse fictive).",
        )
        reunions.make_task(dernier.decisions.order_by("pk")[1], actor=partie.dd)
    _prochain(partie, acteurs)


def _structure(partie: Partie, nom: str):
    return next(structure for structure in partie.recit.structures if structure.nom == nom)


def _dernier(partie: Partie) -> Reunion:
    """Convened two weeks before, held with notes under each item, diffused a week after."""
    jour = partie.jour - timedelta(days=TENU_IL_Y_A)
    with partie.le(jour - timedelta(days=14)):
        row = _planifier(partie, jour)
        reunions.convene(row, actor=partie.dd)
    with partie.le(jour):
        reunions.hold(row, actor=partie.dd, tenue_le=jour, presences=_presences(partie), habitants=2)
        for earlier in a_approuver(row):
            reunions.approve(earlier, actor=partie.dd, en=row)
        points = list(row.points.all())
        notes = dict(zip([point.pk for point in points], NOTES, strict=False))
        reunions.write_notes(row, actor=partie.dd, notes=notes)
        for rank, (texte, responsable, jours) in enumerate(DECISIONS, start=1):
            reunions.decide(
                row, actor=partie.dd, texte=texte, responsable=responsable, echeance=jour + timedelta(days=jours),
                point=points[min(rank + 2, len(points) - 1)],
            )  # fmt: skip
    with partie.le(jour + timedelta(days=7)):
        reunions.validate_minutes(row, actor=partie.dd)
        return reunions.diffuse(row, actor=partie.dd)


def _presences(partie: Partie) -> dict:
    """One excused, one represented, the others present."""
    found = presents(partie)
    people = list(found)
    return found | {people[2]: StatutPresence.EXCUSE, people[3]: StatutPresence.REPRESENTE}


def _planifier(partie: Partie, jour) -> Reunion:
    return reunions.plan(
        partie.ca,
        actor=partie.dd,
        type=TypeReunion.COPIL,
        instance=copil(partie.ca),
        prevue_le=a_neuf_heures_trente(jour),
        lieu="Maison des associations, salle 2 (lieu fictif)",
        points=None,
    )


def _prochain(partie: Partie, acteurs: dict) -> None:
    """Convened three days ago: an item proposed before, two answers since."""
    with partie.le(partie.jour - timedelta(days=4)):
        row = _planifier(partie, partie.jour + timedelta(days=PROCHAIN_DANS))
        reunions.propose_point(
            row, actor=acteurs["propose"], intitule="Ce que disent les habitants de l’accueil du matin"
        )
    with partie.le(partie.jour - timedelta(days=3)):
        reunions.convene(row, actor=partie.dd)
        # A real organisation is never shown without an answer.
        row.convocations.filter(membre__organisation__est_fictive=False).exclude(
            membre__organisation__type="ars"
        ).delete()
    with partie.le(partie.jour - timedelta(days=2)):
        reunions.answer(row, actor=acteurs["presente"], reponse=Reponse.PRESENT)
    with partie.le(partie.jour - timedelta(days=1)):
        reunions.answer(
            row,
            actor=acteurs["representee"],
            reponse=Reponse.REPRESENTE,
            represente_par="Responsable de l’accueil (fictif)",
        )
