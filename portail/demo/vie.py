"""The life of CA-78 told: points d'étape, freins and what lifted them, inhabitants, training, recommendations.

Everything is said by fictitious structures (decisions.md 37).
"""

from datetime import date, timedelta
from decimal import Decimal

from coop.territories.models import Departement
from coop.ui.typographie import jour_civil
from cooperatives.enums_vie import AxeLevierFrein, ElementCollaboratif, SourceFrein, TenueElement, TypeLevierFrein
from cooperatives.models import EntreeLevierFrein, Recommandation
from cooperatives.queries.vie import points_etape as reading
from cooperatives.workflows.vie import formations, leviers, participation, points_etape, recommandations, retours
from portail.demo import personnes
from portail.demo.joueur import Partie

SUITES = (
    "Partager le diagnostic avec les habitants avant de choisir les actions (texte fictif).",
    "Écrire les fiches-action à deux structures au moins (texte fictif).",
    "Préparer la signature et la première campagne de maraudes (texte fictif).",
)
REPONSES = (TenueElement.OUI, TenueElement.OUI, TenueElement.PARTIEL, TenueElement.OUI, TenueElement.PARTIEL)
DIT = "Les petites associations disent mieux leurs attentes\u00a0; la préparation des décisions reste à deux ou trois (texte fictif)."
STRATEGIE = {
    "objectifs": "Que les habitants disent où aller et comment accueillir, puis jugent ce qui change (texte fictif).",
    "niveau_attendu": 4,
    "modalites_mobilisation": "Le groupe d’habitants invite ses voisins\u00a0; l’accueil de jour et les maraudes relaient (texte fictif).",
    "suivi_evaluation": "Une activité par trimestre, le niveau atteint et le nombre de présents notés ensemble (texte fictif).",
    "espaces_existants": "Conseil citoyen, conseil de la vie sociale de la résidence (lieux fictifs).",
    "formation_habitants": "Deux temps avant chaque comité pour lire les documents (texte fictif).",
}
# days before the day of loading, title, kind, planned, reached, inhabitants, what is kept
ACTIVITES = (
    (290, "Café de rue", "convivial", 2, 1, 14, "Dire ne suffit pas\u00a0: prévoir des chaises et du temps (fictif)."),
    (200, "Visite des lieux de maraude avec les habitants", "parole", 2, 2, 9, "Deux arrêts déplacés (fictif)."),
    (120, "Atelier «\u00a0l’accueil du matin\u00a0»", "atelier", 3, 3, 16, "Le mot d’accueil a été réécrit (fictif)."),
    (35, "Choisir ensemble le lieu des bilans", "atelier", 4, 4, 21, "Le lieu proposé par les habitants est retenu (fictif)."),
)  # fmt: skip


def raconter(partie: Partie, *, habitants: str, association: str) -> None:
    """`habitants` and `association` name the structures that bring something."""
    _faire_le_point(partie)
    _suivre_les_freins(partie, association)
    _associer(partie, habitants)
    _former(partie)
    _suivre_les_recommandations(partie)


def _faire_le_point(partie: Partie) -> None:
    """The three first phases; the last one closed waits for its own (AL-40)."""
    closes = reading.closes(partie.ca)[::-1]
    for closed, suite in zip(closes[:-1], SUITES, strict=False):
        with partie.le(jour_civil(closed.transition.le) + timedelta(days=3)) as jour:
            found = reading.faits(partie.ca, closed.debut, closed.fin)
            points_etape.mark(
                partie.ca, actor=partie.dd, transition=closed.transition, le=jour,
                chemin_parcouru=reading.recit(closed.transition.de, found), suite=suite, evaluation_processus=DIT,
                elements=dict(zip(ElementCollaboratif, REPONSES, strict=True)),
            )  # fmt: skip


def _entree(debut: str) -> EntreeLevierFrein:
    return EntreeLevierFrein.objects.get(libelle__startswith=debut)


def _avant(partie: Partie, jours: int) -> date:
    return partie.jour - timedelta(days=jours)


def _suivre_les_freins(partie: Partie, association: str) -> None:
    entries = [_entree(debut) for debut in ("Complexité administrative", "Acteurs agissant selon", "Ordres du jour")]
    entries += [_entree(debut) for debut in ("Présence de collaborations", "Implication soutenue")]
    with partie.le(_avant(partie, 215)):
        rows = leviers.tick(partie.ca, actor=partie.dd, entries=entries)
    with partie.le(_avant(partie, 60)):
        leviers.follow(
            rows[0], actor=partie.dd, statut="en_cours", responsable="Coordination",
            action_corrective="Un modèle de pièces demandé une seule fois\u00a0; deux pièces en moins (essai fictif).",
        )  # fmt: skip
        leviers.lift(
            rows[2], actor=partie.dd, partage=True,
            comment="L’ordre du jour part quinze jours avant, avec une question par point (texte fictif).",
        )  # fmt: skip
    structure = next(s for s in partie.recit.structures if s.nom == association)
    with partie.le(_avant(partie, 20)):
        leviers.report(
            partie.ca, actor=partie.acteur_de(structure), type=TypeLevierFrein.FREIN, axe=AxeLevierFrein.QUALITE,
            libelle="Pas d’interprète le soir (frein fictif)", source=SourceFrein.MEMBRE,
            description="Les personnes repartent sans avoir compris le rendez-vous (texte fictif).",
        )  # fmt: skip
        row = retours.tell(
            partie.ca, actor=partie.acteur_de(structure), titre="Le camion arrivait trop tard (récit fictif)",
            tatonnement="Trois soirs de suite, personne\u00a0: les familles étaient déjà rentrées (texte fictif).",
            solution="Passer à 17 h, avec une personne du quartier qui prévient (texte fictif).",
            effet="Une dizaine de familles rencontrées à chaque passage (texte fictif).", effet_famille="habitants",
        )  # fmt: skip
    with partie.le(_avant(partie, 15)):
        retours.share(row, actor=partie.dd, visible=True)


def _associer(partie: Partie, habitants: str) -> None:
    structure = next(s for s in partie.recit.structures if s.nom == habitants)
    with partie.le(_avant(partie, 300)):
        participation.write_strategy(partie.ca, actor=partie.dd, **STRATEGIE)
    for jours, intitule, kind, prevu, reel, nombre, retenu in ACTIVITES:
        with partie.le(_avant(partie, jours)) as jour:
            participation.add_activity(
                partie.ca, actor=partie.acteur_de(structure), le=jour, type=kind, intitule=intitule,
                niveau_prevu=prevu, niveau_reel=reel, nb_habitants=nombre, enseignements=retenu, mobilisation="relais",
            )  # fmt: skip
    with partie.le(_avant(partie, 5)):
        participation.add_activity(
            partie.ca, actor=partie.dd, le=partie.jour + timedelta(days=24), type="parole", niveau_prevu=4,
            intitule="Relire le bilan annuel avec les habitants", espace="Conseil citoyen (lieu fictif)",
        )  # fmt: skip


def _former(partie: Partie) -> None:
    with partie.le(partie.mois(5, 3)) as jour:
        row = formations.offer(
            partie.ca, actor=partie.dd, type="accompagnement", intitule="Construire le programme ensemble",
            focus="Mobilisation des habitants", formateur="Formateur extérieur fictif",
        )  # fmt: skip
        mardi = jour + timedelta(days=15 - jour.weekday())
        for rank in range(3):
            formations.add_session(row, actor=partie.dd, le=mardi + timedelta(days=7 * rank), duree_jours=Decimal(1))
        for structure in partie.recit.structures:
            if structure.fictive:
                formations.enrol(row, actor=partie.dd, contact=partie.contacts[structure.nom])
    with partie.le(partie.mois(6, 20)):
        formations.update(
            row, actor=partie.dd, livrable_objectifs=True, livrable_actions=True, livrable_indicateurs=True
        )
    siege = personnes.acteur("siege")
    with partie.le(_avant(partie, 90)):
        formations.offer(
            None, actor=siege, type="animation", intitule="Animer un territoire, niveau 1 (offre fictive)",
            contenu="Méthodologie de projet, animation d’un groupe, travail en réseau, suivi-évaluation.",
        )  # fmt: skip
    with partie.le(_avant(partie, 45)) as jour:
        formations.exchange(
            actor=siege, le=jour, type="inter_dd", theme="Faire vivre un comité de pilotage (échange fictif)",
            departements=list(Departement.objects.filter(code__in=("77", "78", "92", "93"))),
            compte_rendu="Ce qui aide\u00a0: une question par point, le compte rendu écrit en séance (texte fictif).",
        )  # fmt: skip


def _suivre_les_recommandations(partie: Partie) -> None:
    told = {
        16: ("suivie", "Un groupe d’habitants siège au comité et prépare chaque réunion (fictif)."),
        23: ("en_cours", "Une page pour présenter l’alliance, en relecture (fictif)."),
        25: ("suivie", "Engagement écrit des directions, page «\u00a0Membres\u00a0» (fictif)."),
    }
    with partie.le(_avant(partie, 30)):
        for numero, (statut, preuve) in told.items():
            row = Recommandation.objects.get(numero=numero)
            recommandations.follow(row, actor=partie.dd, ca=partie.ca, statut=statut, preuve=preuve)
        row = Recommandation.objects.get(numero=8)
        recommandations.follow(
            row, actor=personnes.acteur("siege"), statut="en_cours", preuve="Un premier échange tenu (fictif)."
        )
