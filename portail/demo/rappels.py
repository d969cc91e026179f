"""The digests of the last Monday, as the people of the demonstration received them."""

from datetime import date, timedelta

from coop import horloge
from coop.notifications import recapitulatif


def raconter(jour: date) -> None:
    """Write the Monday before `jour` to everybody who has something to do."""
    lundi = jour - timedelta(days=jour.weekday() or 7)
    with horloge.at(lundi):
        recapitulatif.envoyer(lundi)
