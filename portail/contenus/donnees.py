"""Personal data: purposes, durations, rights (RGPD art. 13 and 14; data/README.md §6.4)."""

from portail.contenus.blocs import Contenu, Liste, Note, Section, Tableau, Texte
from portail.contenus.reglages import ans, duree, mention


def donnees_personnelles() -> Contenu:
    """What is kept about people, why, how long, and what they may ask."""
    return Contenu(
        "Données personnelles",
        "Ce que la plateforme conserve à votre sujet, pourquoi, combien de temps, et ce que vous pouvez demander.",
        (
            Section("responsable", "Qui est responsable", _responsable()),
            Section("finalites", "Pourquoi ces données", _finalites()),
            Section("donnees", "Quelles données", _donnees()),
            Section("durees", "Combien de temps", _durees()),
            Section("destinataires", "Qui les voit", _destinataires()),
            Section("droits", "Vos droits", _droits()),
        ),
    )


def _responsable():
    return (
        Texte(
            f"Responsable du traitement\u00a0: {mention('editeur')}. Délégué à la protection des données\u00a0: {mention('dpo')}."
        ),
        Texte(
            "Le traitement est nécessaire à l’exécution d’une mission d’intérêt public (règlement général sur la protection "
            "des données, article\u00a06.1.e)."
        ),
    )


def _finalites():
    return (
        Liste(
            (
                "préparer, signer et suivre les conventions de partenariat des coopératives d’acteurs\u00a0;",
                "organiser les instances\u00a0: convocations, présences, comptes rendus\u00a0;",
                "recueillir les bilans et évaluer les coopératives\u00a0;",
                "rappeler les échéances et garder la trace des validations et des signatures.",
            )
        ),
    )


def _donnees():
    return (
        Liste(
            (
                "de chaque contact professionnel\u00a0: organisation, fonction, nom ou pseudonyme, adresse électronique, téléphone\u00a0;",
                "de chaque compte\u00a0: adresse, mot de passe chiffré, dates de connexion\u00a0;",
                "de chaque habitant associé\u00a0: un prénom ou un pseudonyme et, s’il le souhaite, une adresse électronique\u00a0;",
                "de qui est interrogé par questionnaire\u00a0: ses réponses, lues par cette personne seule jusqu’à la clôture, puis "
                "séparées de son nom\u00a0;",
                "le journal des actes (qui a validé, signé ou transmis quoi, et quand) et des courriels envoyés.",
            )
        ),
        Texte(
            "Aucune donnée de santé d’une personne n’est attendue ici\u00a0: n’en écrivez dans aucun champ. Vos coordonnées ont pu "
            "être saisies par la coordination de votre coopérative ou par une personne de votre organisation."
        ),
    )


def _durees():
    apres_ca, inactif, habitant = ans("contact_apres_ca_ans"), ans("compte_inactif_ans"), ans("habitant_ans")
    return (
        Tableau(
            "Durées de conservation",
            ("Données", "Durée"),
            (
                ("Contact professionnel", f"la vie de la coopérative, puis {apres_ca}"),
                ("Compte sans connexion", inactif),
                ("Contact d’un habitant", f"jusqu’à la fin de sa participation, puis {habitant}"),
                (
                    "Réponse au questionnaire des acteurs",
                    "liée à vous jusqu’à la clôture (au plus tard "
                    f"{duree('questionnaire_jours')}\u00a0jours après le dernier jour annoncé)\u00a0; ensuite, plus rien ne la relie à vous",
                ),
                ("Lien personnel échu, session fermée", f"{duree('journaux_techniques_mois')}\u00a0mois"),
                (
                    "Classeur déposé (bilan rempli, liste importée), avec sa lecture",
                    f"{duree('classeurs_mois')}\u00a0mois\u00a0; ce qui en a été enregistré reste",
                ),
                ("Conventions, décisions, comptes rendus", "archives publiques\u00a0: conservées, non effacées"),
            ),
        ),
        Texte(
            "Chaque matin, la plateforme efface ce qui est arrivé au terme de sa durée\u00a0; un compte sans connexion est "
            "prévenu un mois avant. Les actes restent, au nom de la fonction."
        ),
    )


def _destinataires():
    return (
        Liste(
            (
                "les membres de la même coopérative, pour ce qui les concerne\u00a0;",
                "la délégation départementale et le siège de l’ARS\u00a0;",
                "l’évaluateur, pour les coopératives de son mandat\u00a0;",
                f"l’hébergeur, comme sous-traitant\u00a0: {mention('hebergeur')}.",
            )
        ),
        Note("Les données ne sont ni vendues, ni transmises hors de l’Union européenne par la plateforme."),
    )


def _droits():
    return (
        Texte(
            "Avec un compte, «\u00a0Mon compte\u00a0» puis «\u00a0Mes données\u00a0» montrent ce qui est conservé à votre sujet, et "
            "le remettent dans un fichier."
        ),
        Texte(
            "Vous pouvez demander à consulter vos données, à les rectifier, à les effacer ou à en limiter l’usage, et vous "
            "opposer à leur traitement pour des raisons tenant à votre situation."
        ),
        Texte(f"Écrivez au délégué à la protection des données\u00a0: {mention('dpo')}."),
        Texte(
            "Si la réponse ne vous satisfait pas, vous pouvez adresser une réclamation à la Commission nationale de "
            "l’informatique et des libertés (cnil.fr)."
        ),
    )
