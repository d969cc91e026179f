"""« afin de proposer » then the objective: the sentence of the préambule reads as French (R-CONV-05)."""

import pytest

from conventions.jonction import apres_proposer


@pytest.mark.parametrize(
    ("objectif", "suite"),
    [
        # CA-78 of the guide.
        ("Mettre en place une action coordonnée", "de mettre en place une action coordonnée"),
        ("Améliorer le parcours de santé", "d’améliorer le parcours de santé"),
        ("Écouter les habitants", "d’écouter les habitants"),
        ("Offrir un lieu", "d’offrir un lieu"),
        ("Repérer, orienter", "de repérer, orienter"),
        ("Héberger les familles", "d’héberger les familles"),
        ("Hiérarchiser les besoins", "de hiérarchiser les besoins"),
        ("Se former ensemble", "de se former ensemble"),
        ("S’appuyer sur les habitants", "de s’appuyer sur les habitants"),
        # Not an infinitive: the capital alone goes.
        ("Un accueil de santé", "un accueil de santé"),
        ("L’accès aux soins", "l’accès aux soins"),
        ("Réduction des écarts", "réduction des écarts"),
        ("Atelier des parents", "atelier des parents"),
        ("Territoire en santé", "territoire en santé"),
        # An acronym, a compound name, a figure keep theirs.
        ("PMI et écoles réunies", "PMI et écoles réunies"),
        ("Villiers-le-Bel en mouvement", "Villiers-le-Bel en mouvement"),
        ("Île-de-France sans tabac", "Île-de-France sans tabac"),
        ("100 parents relais", "100 parents relais"),
        ("À deux, mieux", "à deux, mieux"),
        # Already joined by its author, or not written yet.
        ("de mettre en place", "de mettre en place"),
        ("un accueil", "un accueil"),
        ("  ", ""),
    ],
)
def test_suite(objectif, suite):
    assert apres_proposer(objectif) == suite
