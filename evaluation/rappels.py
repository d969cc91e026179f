"""The mails of the quarterly calendar: opening, J−7, J+1, J+7, J+15 around the due date (decisions.md 28, AL-04, AL-05)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Q

from coop.journal.actors import SYSTEM
from evaluation import courriels
from evaluation.etats import EN_ATTENTE
from evaluation.models import Bilan
from evaluation.queries.destinataires import contacts_by

# A moment that the daily work missed (machine off) is caught up within this delay, never later.
CATCH_UP = timedelta(days=6)


def moments(echeance: date) -> list[tuple[str, date]]:
    """(key, day) of the five mails of a bilan, in order. Opening = the day after the quarter, 15 days before the due date."""
    opening = echeance - timedelta(days=settings.COOP_BILAN_DUE_DAYS - 1)
    around = {"J-7": -7, "J+1": 1, "J+7": 7, "J+15": 15}
    return [("ouverture", opening), *((key, echeance + timedelta(days=days)) for key, days in around.items())]


def moment_of(echeance: date, today: date) -> str | None:
    """The key of the mail that is due today: the last moment reached, unless it is too old to be caught up."""
    reached = [(key, day) for key, day in moments(echeance) if day <= today]
    if not reached or today - reached[-1][1] > CATCH_UP:
        return None
    return reached[-1][0]


def remind_all(today: date) -> int:
    """Write what the day asks for; nobody is reminded of what is transmitted. Returns how many mails were written."""
    window = (today - timedelta(days=15) - CATCH_UP, today + timedelta(days=settings.COOP_BILAN_DUE_DAYS))
    # A party that leaves still owes the quarters it lived through: its exit may be signed months ahead.
    owed = Q(partie__sortie_le__isnull=True) | Q(fin__lte=F("partie__sortie_le"))
    rows = Bilan.objects.filter(owed, statut__in=EN_ATTENTE, echeance__range=window)
    rows = rows.select_related("ca__departement", "partie__organisation").order_by("echeance", "pk")
    due = {bilan: key for bilan in rows.iterator() if (key := moment_of(bilan.echeance, today)) is not None}
    people = contacts_by(due)
    waiting = courriels.not_yet_reminded({bilan: (key, people[bilan.pk]) for bilan, key in due.items()})
    return sum(courriels.remind(bilan, rest, due[bilan], actor=SYSTEM) for bilan, rest in waiting.items())
