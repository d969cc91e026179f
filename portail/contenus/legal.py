"""Legal notices, accessibility statement, cookies: what must be said, and said honestly (data/README.md §6.3, §6.7)."""

from coop.accounts.sessions import delai_en_mots
from portail.contenus.blocs import Contenu, Liste, Note, Section, Tableau, Texte
from portail.contenus.reglages import mention


def mentions_legales() -> Contenu:
    """Who publishes, who hosts (loi n° 2004-575); the deployment gives the names in COOP_LEGAL."""
    return Contenu(
        "Mentions légales",
        "Qui publie cette plateforme et qui l’héberge.",
        (
            Section(
                "editeur",
                "Éditeur",
                (
                    Tableau(
                        "Éditeur de la plateforme",
                        ("Rubrique", "Valeur"),
                        (
                            ("Nom", mention("editeur")),
                            ("Adresse", mention("adresse")),
                            ("Téléphone", mention("telephone")),
                            ("Courriel", mention("courriel")),
                            ("Direction de la publication", mention("directeur_publication")),
                        ),
                    ),
                ),
            ),
            Section(
                "hebergeur",
                "Hébergeur",
                (
                    Tableau(
                        "Hébergeur de la plateforme",
                        ("Rubrique", "Valeur"),
                        (
                            ("Nom", mention("hebergeur")),
                            ("Adresse", mention("hebergeur_adresse")),
                            ("Téléphone", mention("hebergeur_telephone")),
                        ),
                    ),
                ),
            ),
            Section(
                "contenus",
                "Contenus",
                (
                    Texte(
                        "Les textes du guide «\u00a0En pratique\u00a0: la coopérative d’acteurs en promotion de la santé en "
                        "Île-de-France\u00a0» sont ceux de l’Agence régionale de santé. Les données et les composants de tiers "
                        "sont cités à la page «\u00a0Sources et crédits\u00a0»."
                    ),
                    Texte(
                        "Chaque coopérative répond de ce qu’elle saisit. Une erreur\u00a0? Signalez-la à sa coordination, ou à "
                        "l’éditeur."
                    ),
                ),
            ),
        ),
    )


def accessibilite() -> Contenu:
    """The statement of loi 2005-102, article 47: « non conforme » as long as no audit says otherwise."""
    return Contenu(
        "Déclaration d’accessibilité",
        "État de conformité\u00a0: non conforme. Aucun audit n’a encore été mené.",
        (
            Section(
                "etat",
                "État de conformité",
                (
                    Texte(
                        "Cette plateforme est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA), "
                        "version\u00a04.1\u00a0: il n’existe pas de résultat d’audit en cours de validité. Cela ne dit pas que les "
                        "pages sont inutilisables\u00a0; cela dit que personne d’indépendant ne l’a encore vérifié."
                    ),
                ),
            ),
            Section(
                "fait",
                "Ce qui est déjà fait",
                (
                    Liste(
                        (
                            "Toutes les démarches se font au clavier, et sans JavaScript.",
                            "Chaque graphique et chaque carte est accompagné de son tableau.",
                            "Les erreurs d’un formulaire sont rassemblées en tête de page et rappelées auprès du champ.",
                            "Ce qui change sans recharger la page (enregistrement, dates déplacées, document prêt) est annoncé aux "
                            "lecteurs d’écran.",
                            "Les documents PDF produits sont balisés.",
                            "Un outil automatique contrôle les pages à chaque version\u00a0; il ne voit qu’une partie des défauts.",
                        )
                    ),
                ),
            ),
            Section(
                "limites",
                "Contenus non accessibles",
                (
                    Texte(
                        "Les documents déposés par les membres (scans de conventions signées, notamment) peuvent ne pas être "
                        "accessibles. Demandez-en une version lisible à la coordination de la coopérative."
                    ),
                ),
            ),
            Section(
                "contact",
                "Signaler une difficulté",
                (
                    Texte(
                        "Si vous n’arrivez pas à accéder à un contenu ou à un service, écrivez à l’éditeur pour être orienté "
                        "vers une autre solution ou obtenir le contenu sous une autre forme."
                    ),
                    Texte(
                        f"Courriel\u00a0: {mention('contact_accessibilite')}. Téléphone\u00a0: {mention('telephone')}."
                    ),
                ),
            ),
            Section(
                "recours",
                "Voies de recours",
                (
                    Texte(
                        "Vous avez signalé un défaut qui vous empêche d’accéder à un contenu ou à un service et n’avez pas "
                        "obtenu de réponse satisfaisante\u00a0? Vous pouvez\u00a0:"
                    ),
                    Liste(
                        (
                            "écrire au Défenseur des droits par le formulaire de son site, defenseurdesdroits.fr\u00a0;",
                            "contacter le délégué du Défenseur des droits dans votre département\u00a0;",
                            "envoyer un courrier, sans affranchir\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris "
                            "CEDEX\u00a007.",
                        )
                    ),
                ),
            ),
            Section(
                "etablissement",
                "Établissement de cette déclaration",
                (
                    Texte("Schéma pluriannuel d’accessibilité\u00a0: " + mention("schema_accessibilite") + "."),
                    Note(
                        "Textes\u00a0: loi n°\u00a02005-102 du 11\u00a0février 2005, article\u00a047\u00a0; décret n°\u00a02019-768 du 24\u00a0juillet 2019."
                    ),
                ),
            ),
        ),
    )


def cookies() -> Contenu:
    """Only what the service needs: no banner, and why."""
    return Contenu(
        "Cookies",
        "Cette plateforme ne dépose que les cookies dont elle a besoin pour fonctionner. Il n’y a donc rien à accepter ni "
        "à refuser.",
        (
            Section(
                "liste",
                "Cookies déposés",
                (
                    Tableau(
                        "Cookies déposés par la plateforme",
                        ("Cookie", "À quoi il sert", "Durée"),
                        (
                            (
                                "Session",
                                "Vous garder connecté d’une page à l’autre.",
                                f"{delai_en_mots()} sans activité, ou jusqu’à la déconnexion",
                            ),
                            (
                                "Protection des formulaires",
                                "Vérifier qu’un formulaire vient bien de vous.",
                                "1\u00a0an",
                            ),
                            (
                                "Lien personnel",
                                "Ouvrir, sans compte, le seul document pour lequel un lien vous a été envoyé.",
                                "celle du lien",
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                "appareil",
                "Ce que garde votre appareil",
                (
                    Texte(
                        "Ce que vous écrivez dans une page qui s’enregistre au fur et à mesure reste sur votre appareil le temps "
                        "que la plateforme le reçoive, pour que rien ne se perde sans réseau. C’est effacé une fois reçu, à "
                        "la déconnexion, et au plus tard après 7\u00a0jours."
                    ),
                ),
            ),
            Section(
                "pas",
                "Ce qu’il n’y a pas",
                (
                    Texte(
                        "Ni mesure d’audience, ni publicité, ni contenu chargé depuis un autre site\u00a0: aucun tiers n’apprend "
                        "que vous êtes venu."
                    ),
                ),
            ),
        ),
    )
