"""The published figures we load: what each measures, who publishes it, how it adds up, where it is read."""

from typing import NamedTuple

from coop.territories.models import Ponderation

RP = "INSEE, recensement de la population"
FILOSOFI = "INSEE-DGFiP-Cnaf-Cnav-CCMSA, Filosofi"
EQUIPEMENTS = "INSEE, éloignement des gammes d’équipements"
ETAT_CIVIL = "INSEE, état civil et recensement"
QUARTIERS = "INSEE, tableaux des quartiers prioritaires (géographie 2015)"

PETITES_COMMUNES = (
    "Non publié pour les petites communes (secret statistique). Au-delà de la commune, moyenne des communes publiées "
    "pondérée par les personnes des ménages fiscaux : ce n’est pas un chiffre de l’INSEE."
)
MOYENNE = "Au-delà de la commune, moyenne des communes pondérée par la population municipale."
MEDIANE = "Ne se moyenne pas : affiché pour une seule commune."
DENOMINATEUR = "Rapporté à un autre total que la population : ne se moyenne pas, affiché pour une seule commune."
MILLESIME_QPV = "Diffusion 2022, géographie 2015 : la liste en vigueur depuis 2024 n’a pas ces chiffres."

POP, FISC, SEUL = Ponderation.POPULATION, Ponderation.PERSONNES_FISCALES, Ponderation.AUCUNE
SOMME = Ponderation.SOMME


class Definition(NamedTuple):
    """A series and the columns it is read from (empty: not published at that level)."""

    code: str
    libelle: str
    unite: str
    source: str
    annee: int
    ponderation: str
    note: str
    commune: str = ""
    territoire: str = ""
    quartier: str = ""


DEFINITIONS = [
    Definition(
        "part_moins_25",
        "Part des moins de 25 ans",
        "%",
        RP,
        2020,
        POP,
        MOYENNE,
        "part_moins_25_2020",
        "part_moins_25_2020",
    ),
    Definition("part_25_64", "Part des 25 à 64 ans", "%", RP, 2020, POP, MOYENNE, "part_25_64_2020", "part_25_64_2020"),
    Definition(
        "part_65_plus", "Part des 65 ans et plus", "%", RP, 2020, POP, MOYENNE, "part_65_plus_2020", "part_65_plus_2020"
    ),
    Definition(
        "taux_pauvrete",
        "Taux de pauvreté (seuil de 60 %)",
        "%",
        FILOSOFI,
        2021,
        FISC,
        PETITES_COMMUNES,
        "taux_pauvrete_2021",
        "taux_pauvrete_2021_estime",
    ),
    Definition(
        "taux_pauvrete_moins_30",
        "Taux de pauvreté des ménages dont le référent a moins de 30 ans",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "taux_pauvrete_moins_30_2021",
    ),
    Definition(
        "taux_pauvrete_75_plus",
        "Taux de pauvreté des ménages dont le référent a 75 ans ou plus",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "taux_pauvrete_75_plus_2021",
    ),
    Definition(
        "niveau_vie_median", "Niveau de vie médian", "€ par an", FILOSOFI, 2021, SEUL, MEDIANE, "niveau_vie_median_2021"
    ),
    Definition(
        "rapport_interdecile",
        "Rapport interdécile (D9/D1)",
        "",
        FILOSOFI,
        2021,
        SEUL,
        MEDIANE,
        "rapport_interdecile_2021",
    ),
    Definition(
        "part_menages_imposes",
        "Part des ménages fiscaux imposés",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "part_menages_imposes_2021",
    ),
    Definition(
        "part_prestations_sociales",
        "Part des prestations sociales dans le revenu disponible",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "part_prestations_sociales_2021",
    ),
    Definition(
        "part_minima_sociaux",
        "Part des minima sociaux dans le revenu disponible",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "part_minima_sociaux_2021",
    ),
    Definition(
        "part_indemnites_chomage",
        "Part des indemnités de chômage dans le revenu disponible",
        "%",
        FILOSOFI,
        2021,
        SEUL,
        DENOMINATEUR,
        "part_indemnites_chomage_2021",
    ),
    Definition(
        "part_logements_suroccupes",
        "Part des logements suroccupés",
        "%",
        RP,
        2020,
        POP,
        MOYENNE + " Approximation : le bon poids serait le nombre de logements.",
        "part_logements_suroccupes_2020",
        "part_logements_suroccupes_2020_estime",
    ),
    Definition(
        "part_eloignee_proximite",
        "Part de la population éloignée des équipements de proximité",
        "%",
        EQUIPEMENTS,
        2021,
        POP,
        MOYENNE,
        "part_pop_eloignee_equip_proximite_2021",
    ),
    Definition(
        "part_eloignee_intermediaires",
        "Part de la population éloignée des équipements intermédiaires",
        "%",
        EQUIPEMENTS,
        2021,
        POP,
        MOYENNE,
        "part_pop_eloignee_equip_intermediaires_2021",
    ),
    Definition(
        "part_eloignee_superieurs",
        "Part de la population éloignée des équipements supérieurs",
        "%",
        EQUIPEMENTS,
        2021,
        POP,
        MOYENNE,
        "part_pop_eloignee_equip_superieurs_2021",
    ),
    Definition(
        "taux_mortalite",
        "Taux brut de mortalité (2013-2018)",
        "décès pour 1 000 habitants",
        ETAT_CIVIL,
        2018,
        SEUL,
        "Taux brut, non standardisé sur l’âge : plus bas là où la population est jeune. Non publié par commune.",
        "",
        "taux_mortalite_2013_2018",
    ),
    Definition(
        "personnes_fiscales",
        "Personnes des ménages fiscaux",
        "personnes",
        FILOSOFI,
        2021,
        SOMME,
        "Se somme ; sert de poids au taux de pauvreté.",
        "personnes_menages_fiscaux_2021",
    ),
    *(
        Definition(code, f"Quartier : {libelle}", unite, QUARTIERS, 2022, SEUL, MILLESIME_QPV, quartier=colonne)
        for code, libelle, unite, colonne in [
            ("qpv_part_moins_25", "part des moins de 25 ans", "%", "part_moins_25"),
            ("qpv_part_60_plus", "part des 60 ans et plus", "%", "part_60_plus"),
            ("qpv_part_etrangers", "part des étrangers", "%", "part_etrangers"),
            ("qpv_taux_pauvrete", "taux de pauvreté", "%", "taux_pauvrete"),
            ("qpv_revenu_median", "revenu médian", "€ par an", "revenu_median"),
            ("qpv_taux_emploi", "taux d’emploi", "%", "taux_emploi"),
            ("qpv_allocataires_caf", "allocataires de la CAF", "allocataires", "allocataires_caf"),
            ("qpv_personnes_caf", "personnes couvertes par la CAF", "personnes", "personnes_couvertes_caf"),
            ("qpv_c2s", "bénéficiaires de la C2S non participative", "personnes", "beneficiaires_c2s_np"),
        ]
    ),
]
