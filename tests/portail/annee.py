"""A year of a coopérative, played day by day: what each rule says, from which day to which day.

Each rule is read on the days around the bounds expected of it, on those it is said to stay silent, and every ten days:
what would speak out of turn is heard too.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from coop import horloge
from coop.notifications import regles
from cooperatives.models import Cooperative

Evenements = dict[date, Callable[[], object]]
Intervalle = tuple[date, date]
DIX = 10  # days between two readings, when nothing is expected


def _lus(jours: list[date], attendus: list[Intervalle], muets: list[date]) -> list[date]:
    bounds = [day + timedelta(days=n) for span in attendus for day in span for n in (-1, 0, 1)]
    return sorted(({*bounds, *muets} & set(jours)) | set(jours[::DIX]))


def jouer(
    debut: date,
    fin: date,
    evenements: Evenements,
    attendus: dict[str, list[Intervalle]],
    muets: dict[str, list[date]] | None = None,
) -> dict[str, list[Intervalle]]:
    """code → the spans [first day, last day] of each object it spoke of, in order; `fin` is not played.

    A thing taken up again after a silence makes two spans: it shows.
    """
    days = [debut + timedelta(days=n) for n in range((fin - debut).days)]
    lus = {code: _lus(days, spans, (muets or {}).get(code, [])) for code, spans in attendus.items()}
    spoken = defaultdict(list)
    for day in days:
        with horloge.at(day):
            evenements.get(day, lambda: None)()
            for code in attendus:
                if day in lus[code]:
                    for key in _said(code, day):
                        spoken[code, key].append(day)
    said = defaultdict(list)
    for (code, _), found in spoken.items():
        said[code] += _intervalles(found, lus[code])
    return {code: sorted(found) for code, found in said.items()}


def _intervalles(found: list[date], lus: list[date]) -> list[Intervalle]:
    spans: list[Intervalle] = []
    for day in found:
        before = lus[lus.index(day) - 1]
        if spans and spans[-1][1] == before:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _said(code: str, day: date) -> list[tuple]:
    running = Cooperative.objects.filter(statut="en_cours")
    told = [(fact.objet, fact.contact_id) for fact in regles.registered()[code].trouver(running, day)]
    assert len(set(told)) == len(told), (code, day, "says a thing twice")
    return told
