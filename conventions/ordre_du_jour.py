"""What the convention brings to the agenda of a comité de pilotage: its échéance when it comes near."""

from collections.abc import Iterator
from datetime import timedelta

from conventions.models import Convention
from coop import horloge
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative

ECHEANCE_PROCHE = timedelta(days=120)


def echeance(ca: Cooperative) -> Iterator[str]:
    """The échéance within four months: the comité prepares the renewal (article 4.4)."""
    today = horloge.today()
    for row in Convention.objects.en_vigueur().filter(ca=ca, date_echeance__lte=today + ECHEANCE_PROCHE):
        yield f"Échéance de la convention le {date_longue(row.date_echeance)}\u00a0: préparer la reconduction"
