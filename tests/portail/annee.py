"""A year of a coopérative, played day by day: what each rule says, from which day to which day, and what it sends.

Every rule expected is read every day: what would speak out of turn, or fall silent for a day, shows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from coop import horloge
from coop.notifications import recapitulatif, regles
from cooperatives.models import Cooperative

Evenements = dict[date, Callable[[], object]]
Intervalle = tuple[date, date]
LUNDI, SEMAINE = 0, 7


def jouer(debut: date, fin: date, evenements: Evenements, codes: Iterable[str]) -> dict[str, list[Intervalle]]:
    """code → the spans [first day, last day] of each object it spoke of, in order; `fin` is not played.

    A thing taken up again after a silence makes two spans: it shows. The first Monday of each month the mails
    leave, and that work is done twice as a clock that runs every hour does it: the second time nothing leaves.
    """
    rules = [regles.registered()[code] for code in codes]
    spoken: dict[tuple, list[Intervalle]] = defaultdict(list)
    day = debut
    while day < fin:
        with horloge.at(day):
            evenements.get(day, lambda: None)()
            for rule in rules:
                for key in _said(rule, day):
                    _prolonger(spoken[rule.code, key], day)
            if day.weekday() == LUNDI and day.day <= SEMAINE:
                recapitulatif.envoyer(day)
                assert recapitulatif.envoyer(day) == 0, (day, "written twice")
        day += timedelta(days=1)
    said = defaultdict(list)
    for (code, _), spans in spoken.items():
        said[code] += spans
    return {code: sorted(spans) for code, spans in said.items()}


def _prolonger(spans: list[Intervalle], day: date) -> None:
    if spans and spans[-1][1] == day - timedelta(days=1):
        spans[-1] = (spans[-1][0], day)
    else:
        spans.append((day, day))


def _said(rule: regles.Regle, day: date) -> list[tuple]:
    running = Cooperative.objects.filter(statut="en_cours")
    told = [(fact.objet, fact.contact_id) for fact in rule.trouver(running, day)]
    assert len(set(told)) == len(told), (rule.code, day, "says a thing twice")
    return told
