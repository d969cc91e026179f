"""What the « Sources et crédits » page must say: producer, licence and date of every data set we carry."""

from typing import NamedTuple

LICENCE_OUVERTE = "Licence Ouverte 2.0 (Etalab)"


class Credit(NamedTuple):
    """One data set, as the licence asks it to be cited."""

    titre: str
    producteur: str
    licence: str
    date: str
    precision: str


def credits() -> list[Credit]:
    """Every data set, in the order the page shows them."""
    return [
        Credit(
            "Communes, arrondissements, départements et intercommunalités",
            "INSEE (code officiel géographique, populations légales), DGCL (intercommunalités), jeu mis en forme par Etalab",
            LICENCE_OUVERTE,
            "code officiel géographique et intercommunalités 2026, établissements publics territoriaux 2025, "
            "populations municipales 2023",
            "La population d’une intercommunalité est celle de ses communes d’Île-de-France.",
        ),
        Credit(
            "Contours de la carte",
            "IGN – Admin Express",
            LICENCE_OUVERTE,
            "millésime non précisé par la source, antérieur à 2025",
            "Contours simplifiés : lisibles à l’échelle de la région ou d’une intercommunalité, pas à celle de la rue.",
        ),
        Credit(
            "Quartiers prioritaires de la politique de la ville",
            "ANCT (périmètres), INSEE (chiffres)",
            LICENCE_OUVERTE,
            "géographie 2015, chiffres diffusés en 2022",
            "La liste en vigueur depuis le 1er janvier 2024 (décret n° 2023-1314) s’importe depuis le fichier officiel.",
        ),
        Credit(
            "Âges et logements suroccupés",
            "INSEE, recensement de la population",
            LICENCE_OUVERTE,
            "2020",
            "Au-delà de la commune, les moyennes sont calculées par la plateforme.",
        ),
        Credit(
            "Revenus et pauvreté",
            "INSEE-DGFiP-Cnaf-Cnav-CCMSA, Filosofi",
            LICENCE_OUVERTE,
            "2021",
            "Non publié pour les petites communes (secret statistique) : une absence n’est jamais un zéro. "
            "Au-delà de la commune, le taux de pauvreté est une moyenne pondérée, pas un chiffre de l’INSEE.",
        ),
        Credit(
            "Éloignement des équipements",
            "INSEE",
            LICENCE_OUVERTE,
            "2021",
            "Trois gammes : proximité, intermédiaire, supérieure.",
        ),
        Credit(
            "Mortalité",
            "INSEE, état civil et recensement",
            LICENCE_OUVERTE,
            "2013-2018",
            "Taux brut pour 1 000 habitants, non standardisé sur l’âge.",
        ),
    ]
