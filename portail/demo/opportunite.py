"""The opportunity as it is written by hand: a whole grid in the Val-de-Marne, warnings that wait in the Seine-et-Marne.

The Val-d’Oise reads it again before its evaluation.
"""

from datetime import timedelta

from coop.territories.models import Commune
from cooperatives.enums import (
    Appreciation,
    CategorieActeur,
    NatureArticulation,
    OuiNonAVerifier,
    Phase,
    PointVigilance,
    Presence,
    StatutVigilance,
    TypeDispositif,
)
from cooperatives.models import DispositifLocal, FicheDispositif, Thematique
from cooperatives.queries.avertissements import avertissements
from cooperatives.reperage import parse
from cooperatives.workflows import dispositifs, identite, opportunite, reperage, vigilance
from portail.demo.joueur import Partie

# Appreciation, sentence, evidence, in the order of the ten principles.
GRILLE = (
    ("satisfait", "Les besoins viennent des chiffres publiés et des rencontres (lecture fictive).", "Diagnostic partagé, première analyse"),
    ("satisfait", "Une seule thématique, partagée par tous (lecture fictive).", "Compte rendu de la première réunion"),
    ("satisfait", "Les enfants de 4 à 12 ans et leurs parents (lecture fictive).", "Population du quartier, Insee"),
    ("satisfait", "Prévention, activité adaptée, orientation (lecture fictive).", "Fiches-action"),
    ("partiel", "Des parents parlent déjà, peu d’enfants sont entendus (lecture fictive).", "Rencontre au pied des immeubles"),
    ("satisfait", "Un quartier que chacun nomme (lecture fictive).", "Périmètre du quartier prioritaire"),
    ("satisfait", "Les villes travaillent ensemble depuis longtemps (lecture fictive).", "Contrat de ville fictif"),
    ("non", "Aucun contrat local de santé ne porte le projet sur les deux villes (lecture fictive).", "Registre des dispositifs"),
    ("satisfait", "Social, éducation, insertion et santé sont représentés (lecture fictive).", "Liste des membres"),
    ("satisfait", "Trois ans sont prévus (lecture fictive).", "Note de cadrage"),
)  # fmt: skip
VIGILANCES = (
    (StatutVigilance.TRAITE, "Le contrat de ville est associé depuis le début (commentaire fictif)."),
    (StatutVigilance.TRAITE, "Un quartier, des enfants, un thème (commentaire fictif)."),
    (StatutVigilance.TRAITE, "Personne ne travaille ce thème avec les parents (commentaire fictif)."),
    (StatutVigilance.EN_COURS, "Le logement reste à associer (commentaire fictif)."),
    (StatutVigilance.TRAITE, "Les fiches sont écrites à plusieurs (commentaire fictif)."),
    (StatutVigilance.EN_COURS, "La stratégie est en discussion avec les parents (commentaire fictif)."),
    (StatutVigilance.NON_TRAITE, ""),
)
VIGILANCES_95 = (
    (
        StatutVigilance.TRAITE,
        "Les contrats locaux de santé et l’atelier santé ville sont associés (commentaire fictif).",
    ),
    (StatutVigilance.TRAITE, "Les jeunes enfants, cinq villes, le langage (commentaire fictif)."),
    (
        StatutVigilance.TRAITE,
        "Le repérage avant l’école n’était porté par personne à cette échelle (commentaire fictif).",
    ),
    (StatutVigilance.TRAITE, "Petite enfance, école, villes et associations y travaillent (commentaire fictif)."),
    (StatutVigilance.TRAITE, "Chaque fiche a son promoteur et ses partenaires associés (commentaire fictif)."),
    (StatutVigilance.EN_COURS, "Les parents des ateliers sont invités à l’évaluation (commentaire fictif)."),
    (StatutVigilance.TRAITE, "La formation au repérage est commune à tous les métiers (commentaire fictif)."),
)
# How the points of a coopérative that has no words of its own are treated, one after another, as its life goes on.
SUIVIS = (
    "Les dispositifs du territoire sont recensés, leurs coordinations rencontrées (commentaire fictif).",
    "Un public, un territoire et un thème, pour plusieurs années (commentaire fictif).",
    "Les acteurs ont dit ce que personne ne faisait encore (commentaire fictif).",
    "Plusieurs champs d’intervention siègent au comité de pilotage (commentaire fictif).",
    "Chaque fiche-action est écrite à deux structures au moins (commentaire fictif).",
    "La place des habitants est à l’ordre du jour du prochain comité (commentaire fictif).",
    "Un temps de formation commun est prévu (commentaire fictif).",
)
TRAITES = {Phase.DIAGNOSTIC: 2, Phase.ELABORATION: 3, Phase.CONVENTIONNEMENT: 4, Phase.MISE_EN_OEUVRE: 5}
REPONSE = "Cette question est examinée avec les villes (réponse fictive, pour la démonstration)."
ACTEURS = {
    CategorieActeur.STRATEGIQUE: "Centre social fictif de Provins ; Directrice ; Provins ; Connaît bien les aidants (note fictive)\nService autonomie fictif ; Responsable",
    CategorieActeur.ELU: "Maire adjointe aux solidarités ; Provins",
    CategorieActeur.PROMOTEUR: "Portage de repas fictif ; Coordinateur ; Provins ; Voit les personnes chaque jour (note fictive)",
    CategorieActeur.POPULATION: "Club des aînés fictif ; ; Provins",
}


def completer_la_grille(partie: Partie) -> None:
    """CA-94: each principle with its sentence and its evidence, the seven points, the scheme, every warning answered."""
    ca = partie.ca
    with partie.le(partie.jour - timedelta(days=6)):
        identite.update(ca, actor=partie.dd, duree_previsionnelle_ans=3)
        for row in ca.appreciations.select_related("principe", "ca__departement"):
            value, phrase, preuve = GRILLE[row.principe.ordre - 1]
            opportunite.appreciate(
                row, actor=partie.dd, appreciation=Appreciation(value), justification=phrase, preuve=preuve
            )
        _suivre_les_points(partie, VIGILANCES)
        scheme = _scheme(
            partie, TypeDispositif.CONTRAT_VILLE, "Contrat de ville fictif du Bois l’Abbé", ("94017", "94019")
        )
        opportunite.declare(
            ca, actor=partie.dd, type=scheme.type, presence=Presence.PRESENT, dispositif=scheme,
            nature=NatureArticulation.COMPLEMENTARITE,
            description="Les quartiers prioritaires sont visés d’abord (réponse fictive, à vérifier).",
            concertation_theme_le=partie.mois(0, 14), information_comites_le=partie.mois(0, 14),
        )  # fmt: skip
        _repondre(partie)


def relire_avant_l_evaluation(partie: Partie) -> None:
    """CA-95, on the eve of its evaluation: the notes kept, the seven points followed, every warning answered."""
    with partie.le(partie.jour - timedelta(days=6)):
        identite.update(partie.ca, actor=partie.dd, duree_previsionnelle_ans=3)
        reperage.write_notes(
            partie.ca, actor=partie.dd, dynamique_eparcours=OuiNonAVerifier.NON,
            besoins="Des enfants arrivent à l’école sans avoir été repérés (note fictive).",
            dynamiques="Les coordinations des villes se connaissent (note fictive).",
            eparcours="Vérifié auprès de la délégation départementale (note fictive).",
        )  # fmt: skip
        _suivre_les_points(partie, VIGILANCES_95)
        _repondre(partie)


def _suivre_les_points(partie: Partie, suivis: tuple[tuple[StatutVigilance, str], ...]) -> None:
    for point, (statut, commentaire) in zip(PointVigilance, suivis, strict=True):
        vigilance.follow(partie.ca, actor=partie.dd, point=point, statut=statut, commentaire=commentaire)


def suivre_a_mesure(partie: Partie) -> None:
    """The points treated by the phase the coopérative has reached, and the next one under way."""
    traites = TRAITES.get(partie.ca.phase, 0)
    if not traites or partie.ca.vigilances.exists():
        return
    suivis = [(StatutVigilance.TRAITE, words) for words in SUIVIS[:traites]]
    suivis += [(StatutVigilance.EN_COURS, SUIVIS[traites])]
    with partie.le(partie.jour - timedelta(days=6)):
        for point, (statut, commentaire) in zip(PointVigilance, suivis, strict=False):
            vigilance.follow(partie.ca, actor=partie.dd, point=point, statut=statut, commentaire=commentaire)


def _repondre(partie: Partie) -> None:
    for row in avertissements(partie.ca):
        vigilance.respond(partie.ca, actor=partie.dd, code=row.code, objet=row.objet, reponse=REPONSE)


def un_contrat_sur_le_meme_theme(partie: Partie) -> None:
    """The fictitious CA of the 77: one commune, a fictitious CLS on its theme; one warning has its answer."""
    ca = partie.ca
    with partie.le(partie.jour - timedelta(days=3)):
        scheme = _scheme(partie, TypeDispositif.CLS, "Contrat local de santé fictif de Provins", ("77379",))
        dispositifs.write_fiche(
            FicheDispositif(dispositif=scheme), actor=partie.dd, intitule="Bien vieillir chez soi (fiche fictive)",
            thematiques=Thematique.objects.filter(code="vieillissement"),
        )  # fmt: skip
        for categorie, texte in ACTEURS.items():
            reperage.add_all(ca, actor=partie.dd, categorie=categorie, lignes=parse(texte, categorie))
        reperage.write_notes(
            ca, actor=partie.dd, dynamique_eparcours=OuiNonAVerifier.A_VERIFIER,
            besoins="L’isolement revient dans les diagnostics des villes voisines (note fictive).",
            dynamiques="Un réseau d’aidants se réunit chaque mois (note fictive).",
            eparcours="",
        )  # fmt: skip
        vigilance.respond(
            ca, actor=partie.dd, code="habitants", objet="membres",
            reponse="Le club des aînés est rencontré le mois prochain (réponse fictive).",
        )  # fmt: skip


def _scheme(partie: Partie, type: TypeDispositif, nom: str, communes: tuple[str, ...]) -> DispositifLocal:
    return dispositifs.create(
        actor=partie.dd, type=type, nom=nom, departement=partie.departement, est_fictif=True,
        communes=Commune.objects.filter(code__in=communes),
    )  # fmt: skip
