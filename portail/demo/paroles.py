"""What the fictitious structures of CA-78 write in their bilans: credible words, invented from end to end."""

from typing import NamedTuple

from evaluation.enums import LevierISTS, Reponse


class Parole(NamedTuple):
    """One quarter of one action: what was not as planned (field, answer, why), and what the team keeps of it."""

    freins: str
    leviers: str
    pistes: str
    ecarts: tuple[tuple[str, str, str], ...] = ()
    recueil: str = ""
    leviers_ists: tuple[str, ...] = ()


MARAUDES, ORIENTATION, SEANCES, PARTENARIAT = range(4)
NON, PARTIEL = Reponse.NON, Reponse.PARTIEL
PAROLES: dict[int, tuple[Parole, ...]] = {
    MARAUDES: (
        Parole(
            "Un seul véhicule pour deux équipes\nHoraires du local fermé le soir",
            "Bénévoles formés à l’accueil",
            "Ouvrir un créneau le samedi matin",
            (("ressources", PARTIEL, "Le second véhicule n’est arrivé qu’en fin de trimestre."),
             ("groupes", PARTIEL, "Peu de femmes rencontrées : elles évitent les abords de la gare le soir.")),
            "Les personnes rencontrées disent venir d’abord pour le café ; la santé vient à la deuxième ou troisième fois.",
        ),
        Parole(
            "Un seul véhicule pour deux équipes",
            "Bénévoles formés à l’accueil\nPrésence d’une médiatrice du groupe d’habitants",
            "Ouvrir un créneau le samedi matin",
            (("groupes", PARTIEL, "Les femmes viennent davantage le matin ; il faut déplacer une tournée."),),
            "La présence d’une médiatrice change l’accueil : les échanges durent plus longtemps.",
            (LevierISTS.PARTICIPATION,),
        ),
        Parole("Chaleur de l’été, tournées raccourcies", "Tournée du matin bien suivie", "Garder la tournée du matin",
               (), "Plusieurs personnes reviennent d’elles-mêmes avec un proche.", (LevierISTS.PARTICIPATION,)),
    ),
    ORIENTATION: (
        Parole("Délais de réponse des services d’aide sociale", "Fiche d’orientation écrite à cinq",
               "Former les bénévoles à la fiche", (("objectifs", PARTIEL, "La permanence n’a ouvert qu’au deuxième mois."),)),
        Parole("Délais de réponse des services d’aide sociale\nInterprétariat rare", "Fiche d’orientation commune",
               "Partager un créneau d’interprétariat", (), "", (LevierISTS.INTERSECTORIALITE,)),
        Parole("Interprétariat rare", "Fiche d’orientation commune\nAccompagnement physique au premier rendez-vous",
               "Partager un créneau d’interprétariat", (), "", (LevierISTS.INTERSECTORIALITE, LevierISTS.DETERMINANTS)),
    ),
    SEANCES: (
        Parole("Salle éloignée des transports", "Restitution accompagnée",
               "Proposer une séance près de la gare",
               (("realisation", PARTIEL, "Une séance sur trois reportée, faute de salle."),),
               "Les personnes trouvent l’accueil simple ; elles demandent à venir accompagnées."),
        Parole("Attente jugée longue", "Restitution accompagnée", "Prévenir la veille par message",
               (), "L’attente décourage ; le message de la veille a divisé les absences par deux."),
        Parole("Absences en août", "Restitution accompagnée\nMessage de la veille", "Prévenir la veille par message",
               (("groupes", PARTIEL, "Moins de personnes orientées par les maraudes en août."),),
               "La restitution accompagnée est ce que les personnes citent en premier."),
    ),
    PARTENARIAT: (
        Parole("Agendas difficiles à accorder", "Annuaire partagé", "Fixer les dates six mois à l’avance",
               (("realisation", PARTIEL, "Deux rencontres sur trois : la dernière a été reportée."),)),
        Parole("Agendas difficiles à accorder", "Annuaire partagé\nSituations revues ensemble",
               "Fixer les dates six mois à l’avance", (), "", (LevierISTS.INTERSECTORIALITE,)),
        Parole("Renouvellement des équipes", "Situations revues ensemble", "Accueillir chaque nouvelle équipe par une visite",
               (), "", (LevierISTS.INTERSECTORIALITE,)),
    ),
}  # fmt: skip
FAITS = (
    "Premiers mois de l’alliance : les équipes se sont rencontrées et ont calé leurs horaires.",
    "La fiche d’orientation commune est utilisée par toutes les équipes.",
    "L’été a demandé d’adapter les horaires ; les équipes se sont relayées.",
    "Les équipes préparent la suite de l’année.",
)
BESOINS = (
    "Un modèle de convention d’accueil pour les bénévoles.",
    "Un appui pour mobiliser des interprètes.",
    "Une rencontre avec les services d’aide sociale.",
    "La date de la réunion élargie.",
)


def reponses(rang: int, trimestre: int) -> dict:
    """The fields of a line for an action of CA-78, in the words of its quarter."""
    told = PAROLES[rang][min(trimestre, 3) - 1]
    data = dict.fromkeys(("ressources", "groupes", "realisation", "objectifs"), Reponse.OUI)
    for code, answer, why in told.ecarts:
        data |= {code: answer, f"{code}_pourquoi": typo(why)}
    data |= {
        "freins": told.freins,
        "leviers": told.leviers,
        "pistes": told.pistes,
        "recueil_qualitatif": typo(told.recueil),
    }
    if trimestre > 1:
        data |= {
            "dynamique": Reponse.OUI,
            "dynamique_aspects": told.leviers,
            "pratiques": PARTIEL,
            "pratiques_aspects": told.pistes,
        }
    if told.leviers_ists:
        data |= {"ists": Reponse.OUI, "leviers_ists": list(told.leviers_ists)}
    return data


def typo(texte: str) -> str:
    """The spaces that French puts before its signs."""
    return texte.replace(" ;", "\u00a0;").replace(" :", "\u00a0:")
