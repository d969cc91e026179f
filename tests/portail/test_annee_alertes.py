"""A year of a coopérative played day by day: each alert speaks from its day to its day, once, never of what is cancelled."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from coop import horloge
from coop.notifications import regles
from cooperatives.models import Cooperative, Etape, Tache
from evaluation.models import Bilan
from tests.portail.scene import en_vigueur

DATEES = ("AL-01", "AL-04", "AL-05", "AL-06", "AL-07", "AL-09", "AL-10", "AL-33")
DEBUT, FIN = date(2027, 1, 4), date(2028, 1, 6)


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


def spans(days: list[date]) -> list[tuple[date, date]]:
    """Days gathered into [first, last] spans."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


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
    events, spoken = scenario(ca), defaultdict(list)
    rules = {code: regles.registered()[code] for code in DATEES}
    cas = Cooperative.objects.filter(statut="en_cours")
    for n in range((FIN - DEBUT).days):
        day = DEBUT + timedelta(days=n)
        with horloge.at(day):
            if day in events:
                events[day]()
            for code, rule in rules.items():
                facts = list(rule.trouver(cas, day))
                assert len({fact.objet for fact in facts}) == len(facts), (code, day)
                for fact in facts:
                    spoken[code, fact.objet].append(day)

    said = defaultdict(list)
    for (code, _), days in spoken.items():
        assert len(spans(days)) == 1, (code, spans(days))
        said[code] += spans(days)
    assert {code: sorted(found) for code, found in said.items()} == {
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
