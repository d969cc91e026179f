"""A year of a coopérative played day by day: each alert speaks from its day to its day, once, never of what is cancelled."""

from datetime import date

import pytest

from coop import horloge
from cooperatives.models import Cooperative, Etape, Tache
from evaluation.models import Bilan
from tests.portail.annee import jouer
from tests.portail.scene import en_vigueur

DEBUT, FIN = date(2027, 1, 4), date(2028, 1, 6)
ATTENDUS = {
    "AL-01": [(date(2027, 3, 1), date(2027, 3, 7))],
    "AL-04": [
        (date(2027, 4, 4), date(2027, 4, 9)),  # the association transmits its first quarter in time
        (date(2027, 4, 4), date(2027, 4, 24)),  # the town a week late
        *[(date(2027, 7, 4), date(2027, 7, 5))] * 2,
        *[(date(2027, 10, 4), date(2027, 10, 4))] * 2,
        *[(date(2028, 1, 4), date(2028, 1, 5))] * 2,
    ],
    "AL-05": [(date(2027, 4, 19), date(2027, 4, 24))],
    "AL-06": [(date(2027, 10, 4), date(2027, 11, 3))],
    "AL-07": [(date(2027, 11, 4), date(2027, 11, 19))],  # cancelled two days before its date, held late
    "AL-09": [(date(2027, 11, 4), date(2028, 1, 3))],
    "AL-10": [(date(2028, 1, 4), date(2028, 1, 5))],
    "AL-33": [(date(2027, 6, 16), date(2027, 6, 19))],  # what was given up is silent
}


def transmettre(trimestre: int, organisation: str) -> None:
    rows = Bilan.objects.filter(trimestre=trimestre, partie__organisation__nom__contains=organisation)
    rows.update(statut="transmis", transmis_le=horloge.now())


def scenario(ca: Cooperative) -> dict[date, object]:
    """What happens, and when."""
    reunion = ca.reunions.get(type="elargie")

    def cancel_meeting():
        ca.reunions.filter(pk=reunion.pk).update(statut="annulee", motif_annulation="Salle fermée.")

    def hold_late():
        ca.reunions.filter(pk=reunion.pk).update(statut="tenue", tenue_le=date(2027, 11, 20))

    return {
        date(2027, 3, 1): lambda: ca.coordinateurs.update(fin=date(2027, 3, 1)),
        date(2027, 3, 8): lambda: ca.coordinateurs.update(fin=None),
        date(2027, 4, 10): lambda: transmettre(1, "Association Soleil"),
        date(2027, 4, 25): lambda: transmettre(1, "Ville de Valfleuri"),
        date(2027, 6, 20): lambda: ca.etapes.filter(libelle="Grille").update(statut="terminee"),
        date(2027, 7, 6): lambda: transmettre(2, ""),
        date(2027, 10, 5): lambda: transmettre(3, ""),
        date(2027, 11, 2): cancel_meeting,
        date(2027, 11, 20): hold_late,
    }


@pytest.mark.django_db
def test_the_year_of_the_alerts():
    scene = en_vigueur()
    ca = scene.ca
    ca.etapes.all().delete()
    for ordre, (name, statut) in enumerate([("Grille", "en_cours"), ("Renoncée", "abandonnee")], start=1):
        etape = Etape.objects.create(
            ca=ca, ordre=ordre, libelle=name, debut=DEBUT, fin=date(2027, 6, 15), statut=statut
        )
        Tache.objects.create(etape=etape, libelle=f"Tâche {name}", fin=date(2027, 6, 15), statut="abandonnee")
    assert jouer(DEBUT, FIN, scenario(ca), ATTENDUS) == ATTENDUS
