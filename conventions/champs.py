"""The fields of a fiche-action as people name them: rows of the form, of the comments and of the field history."""

# Article 2 of the convention: the row, and the fields that fill it. Places and profiles are lists of their own.
ARTICLE_2 = (
    ("Identification de l’action et promoteur référent", ("intitule", "promoteur", "objectif")),
    ("Contenu de l’action", ("contenu",)),
    ("Calendrier prévisionnel", ("calendrier", "debut", "fin", "pluriannuelle")),
    ("Modes d’intervention", ("modes_intervention", "modes")),
    ("Public cible", ("public_cible", "publics", "public_autre", "beneficiaires_cibles")),
    ("Lieux précis de réalisation de l’action", ("lieux",)),
    ("Moyens humains mobilisés par l’action (ETP)", ("moyens", "etp", "moyens_humains")),
)
# What is never printed in article 2 (domain.md §5.3, sections B to E).
SUIVI = (
    ("Rattachement", ("apports", "nature", "determinants", "leviers")),
    ("Résultats", ("objectifs_poursuivis", "resultats_attendus", "niveau_exigence")),
    ("Partenaires associés", ("partenaires",)),
    (
        "Conditions",
        (
            "preexistante",
            "financement_existant",
            "moyens_financiers",
            "moyens_materiels",
            "opportunites",
            "obstacles",
            "fiche_cls",
        ),
    ),
)
# What names the action: an associated partner leaves it to the promoteur référent and to the animation.
IDENTITE = ("intitule", "promoteur", "objectif", "partenaires")
LIBELLES = {
    "intitule": "intitulé",
    "promoteur": "promoteur référent",
    "objectif": "objectif opérationnel",
    "contenu": "contenu",
    "calendrier": "calendrier prévisionnel",
    "debut": "début prévu",
    "fin": "fin prévue",
    "pluriannuelle": "action pluriannuelle",
    "modes_intervention": "modes d’intervention",
    "modes": "modes d’intervention, dans la liste",
    "public_cible": "public cible",
    "publics": "publics",
    "public_autre": "autre public",
    "beneficiaires_cibles": "bénéficiaires ciblés",
    "lieux": "lieux",
    "moyens": "profils et ETP",
    "etp": "ETP",
    "moyens_humains": "profils mobilisés",
    "apports": "apports",
    "nature": "nature",
    "determinants": "déterminants visés",
    "leviers": "leviers visés",
    "objectifs_poursuivis": "objectifs poursuivis",
    "resultats_attendus": "résultats attendus",
    "niveau_exigence": "niveau de suivi",
    "partenaires": "partenaires associés",
    "preexistante": "action préexistante",
    "financement_existant": "financement existant",
    "moyens_financiers": "moyens financiers",
    "moyens_materiels": "moyens matériels",
    "opportunites": "opportunités",
    "obstacles": "obstacles",
    "fiche_cls": "fiche du contrat local de santé",
}
# A comment is on a row, not on each of its fields.
RUBRIQUES = {
    "identification": "Identification de l’action et promoteur référent",
    "contenu": "Contenu de l’action",
    "calendrier": "Calendrier prévisionnel",
    "modes": "Modes d’intervention",
    "public": "Public cible",
    "lieux": "Lieux précis de réalisation de l’action",
    "moyens": "Moyens humains mobilisés par l’action (ETP)",
    "rattachement": "Rattachement et résultats",
    "conditions": "Partenaires associés et conditions",
    "indicateurs": "Indicateurs",
}
