"""The words of the questionnaire of the actors, from the evaluation of 2018: six questions, method, themes (R-REF-6, R-REF-7)."""

from collections.abc import Mapping

from coop.gates import Manque
from evaluation.enums import ModeReponse

SOURCE = "Évaluation ex-ante, 2018, annexe\u00a02"
QUESTIONS = (
    "Quelles sont vos représentations liées à l’appellation «\u00a0Coopérative d’acteurs\u00a0»\u00a0? (représentation, "
    "définition, pertinence du terme, autres appellations…)",
    "A ce stade du début du projet, et par anticipation, quels avantages, quelles limites percevez-vous à la démarche\u00a0?",
    "Quelles sont, à votre avis, les leviers, les conditions de réussite pour la démarche Coopérative d’acteurs\u00a0?",
    "Pourriez-vous anticiper sur les effets prévisionnels à en attendre (amélioration des projets, travail coopératif, "
    "relations avec l’ARS…)\u00a0?",
    "Repérez-vous d’emblée, et en lien avec la Coopérative d’acteurs, des modalités indispensables à mettre en œuvre sur "
    "votre territoire de proximité intermédiaire pour influer sur l’impact des actions\u00a0?",
    "Percevez-vous de la part de l’ARS «\u00a0une nouvelle façon de travailler\u00a0»\u00a0? (place et sollicitation des "
    "acteurs, animation du projet, autres…)",
)
# The sentence of 2018 spoke of that evaluation and of who led it; what it sought is kept in its words.
INTRODUCTION = (
    "L’Agence régionale de santé Île-de-France évalue les projets de coopérative d’acteurs mis en œuvre. Cette démarche vise "
    "à évaluer dans quelle mesure la structuration de coopération, d’alliances d’acteurs à l’échelle d’un territoire de "
    "proximité intermédiaire, favorise la convergence territoriale des actions, et permet de donner plus de puissance aux "
    "actions de promotion de la santé."
)
METHODE = (
    "Les acteurs du projet sont sollicités pour un échange téléphonique (durée 20\u00a0minutes) sur la base de ce "
    "questionnement. Il s’agit davantage d’un échange de points de vue plutôt qu’une réponse à un éventuel questionnaire."
)
ECHANGE = (
    "Il s’agit davantage d’un échange de points de vue que d’un questionnaire\u00a0: répondez à ce que vous voulez, avec vos "
    "mots. Aucune réponse n’est obligatoire."
)
DUREE_MIN = 20
THEMES_ARS = (
    "Enjeux pour l’ARS et inscription dans les priorités de prévention et de promotion de la santé",
    "Liens entre Coopérative d’acteurs et parcours de santé",
    "Valeur ajoutée des principes de la Coopérative d’acteurs pour l’application du parcours de santé (dynamique des acteurs…)",
    "Connaissance d’initiatives de même nature que la Coopérative d’acteurs au sein des autres champs de compétence de l’ARS",
    "Aspects méthodologiques et coopératives d’acteurs\u00a0: les éléments facilitant pour passer du concept à la réalité de "
    "terrain",
    "Différenciation réseau d’acteurs, communauté d’acteurs, partenariat et Coopérative d’acteurs\u00a0: vers des éléments de "
    "langage appropriés",
    "Conditions de réussite du lancement",
    "Réalités de terrain, connaissance de l’existant, conduite et suivi des portages de projets",
    "Phasage de la mission d’évaluation au regard du début et de l’avancée des projets",
    "Connaissance de stratégies d’évaluation ayant déjà intégrées partiellement ou non des approches de Coopératives "
    "d’acteurs\u00a0?",
)
# Below this number of people who answered, words would be known by their author (ours: the sources say « anonymisé »).
SEUIL = 3


def gardes(repondu: Mapping[str, int]) -> set[str]:
    """The modes whose words may be read, from how many people answered by each.

    Words written on line need three authors on line: the coordination heard the exchanges it typed, so that among these
    one written answer would be known by elimination. What was heard needs three people in all, for who reads after it.
    """
    found = {ModeReponse.EN_LIGNE} if repondu.get(ModeReponse.EN_LIGNE, 0) >= SEUIL else set()
    return found | ({ModeReponse.TELEPHONE} if sum(repondu.values()) >= SEUIL else set())


def engagements(jusqu_au: str) -> tuple[str, ...]:
    """What is said of the answers, in plain words, before anybody writes."""
    return (
        "Tant que le questionnaire est ouvert, vous seul lisez vos réponses. La coordination voit seulement si vous avez répondu. "
        "Lors d’un échange téléphonique, elle note ce que vous dites, vous le remet à relire, puis ne le voit plus.",
        f"Jusqu’au {jusqu_au}, vous pouvez les modifier ou les retirer.",
        "À la clôture, vos phrases sont séparées de votre nom et mélangées à celles des autres, puis le lien est effacé\u00a0: "
        "plus personne ne peut dire qui a écrit quoi, et vous ne pourrez plus les retirer.",
        f"Elles ne sont lues que si {SEUIL}\u00a0personnes au moins ont répondu en ligne (ou, pour un échange téléphonique, "
        f"en tout)\u00a0; sinon elles sont effacées. Le type de votre structure n’est indiqué que si {SEUIL}\u00a0structures de "
        "ce type au moins ont répondu à la question.",
        "La coordination de la délégation les lit, masque les noms, et choisit les passages montrés aux membres. L’ARS peut les "
        "exporter, sans nom.",
        "Ne nommez personne et ne parlez pas de la santé de quelqu’un en particulier.",
    )


def laissees(posees: set[int]) -> list[Manque]:
    """Advice: the six questions are those of the evaluation of 2018; one left out cannot be compared (R-REF-6)."""
    return [
        Manque(
            f"question_{numero}",
            f"La question {numero} du guide n’est pas posée\u00a0: vous ne pourrez pas rapprocher vos réponses de celles de 2018.",
            source="R-REF-6",
            obligation=False,
        )
        for numero in range(1, len(QUESTIONS) + 1)
        if numero not in posees
    ]
