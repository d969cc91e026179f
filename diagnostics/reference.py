"""The data sources of the guide (R-DIAG-08), created once; agencies renamed since 2018 keep the guide's name."""

from coop.territories.sync import Compte, create_missing
from diagnostics.enums import TypeSource
from diagnostics.models import SourceDonnees

QUALI = TypeSource.QUALITATIF
LOCAL = "communal ou infracommunal"

# code, name, geographic level, help
QUANTITATIVES = [
    (
        "ars_monographies",
        "Direction de la stratégie de l’ARS : « monographies » des collectivités locales",
        "collectivités locales",
        "Indicateurs démographiques et socio-économiques, d’état de santé et d’offre de soins, de déterminants de santé "
        "(environnementaux, logement, éducation, etc.).",
    ),
    ("insee", "Direction régionale de l’INSEE", LOCAL, ""),
    (
        "onzus",
        "Observatoire national des ZUS",
        LOCAL,
        "Devenu l’Observatoire national de la politique de la ville (ONPV).",
    ),
    (
        "sig_civ",
        "Système d’information géographique du comité interministériel des villes (SIG CIV)",
        LOCAL,
        "Devenu le SIG Ville (ANCT).",
    ),
    ("prefecture", "Préfecture de région ou de département", "départemental ou régional", ""),
    ("conseil_regional", "Conseil Régional", "régional", ""),
    ("conseil_departemental", "Conseil Départemental", "départemental", ""),
    ("caf", "Caisse d’Allocation Familiale (CAF)", "", ""),
    ("cpam", "Caisse Primaire d’Assurance Maladie (CPAM)", "", ""),
    (
        "ors",
        "Observatoire Régional de la Santé (ORS), outil « Intersanté »",
        "",
        "Indicateurs territorialisés de santé et de ses déterminants.",
    ),
    (
        "drjscs",
        "Direction Régionale et Départementale de la Jeunesse et de la Cohésion Sociale (DRJSCS/DDCS)",
        "",
        "Devenues DRIEETS et DDETS en 2021.",
    ),
    ("creai", "Centres Régionaux pour l’Etude et l’Action en faveur de l’Insertion (CREAI)", "", ""),
    (
        "driea",
        "Direction Régionale inter-départementale de l’Équipement et de l’Aménagement (DRIEA)",
        "",
        "Devenue DRIEAT en 2021.",
    ),
    ("education", "Education Nationale (Rectorat ou Inspection académique)", "", ""),
    ("transport", "Autorité organisatrice de transport", "", "Île-de-France Mobilités."),
    ("obs_territoires", "L’Observatoire des territoires", "", ""),
    (
        "cepidc",
        "CépiDc : statistique des causes médicales de décès",
        "région, département ou grande ville",
        "Production annuelle.",
    ),
    ("spf", "Santé Publique France", "", ""),
    ("cire", "CIRE", "", "Devenue cellule régionale de Santé publique France."),
    ("santegraphie", "Santégraphie", "", ""),
    ("cartosante", "Cartosanté (Atlasanté)", "", "Hors de la liste du guide."),
    ("drees_apl", "DREES : accessibilité potentielle localisée (APL)", "communal", "Hors de la liste du guide."),
]
QUALITATIVES = [
    ("enquete_pros", "Enquêtes auprès de professionnels", "", ""),
    ("enquete_habitants", "Avis et attentes des populations", "", "Entretiens, réunions, questionnaires."),
    ("diagnostics_locaux", "Diagnostics CLS, ASV", "", "Diagnostics déjà établis sur le territoire."),
    ("autre", "Autre source", "", "Précisez-la dans le constat."),
]


def load() -> list[Compte]:
    """Create what is missing."""
    values = [(*row, TypeSource.QUANTITATIF) for row in QUANTITATIVES] + [(*row, QUALI) for row in QUALITATIVES]
    rows = [
        {"code": code, "nom": nom, "niveau_geographique": niveau, "aide": aide, "type": kind, "ordre": ordre}
        for ordre, (code, nom, niveau, aide, kind) in enumerate(values, start=1)
    ]
    return [create_missing(SourceDonnees, rows)]
