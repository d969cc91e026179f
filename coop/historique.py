"""Field history whose dates come from the one clock (decisions.md 14)."""

from simple_history.models import HistoricalRecords

from coop import horloge


class Historique(HistoricalRecords):
    """`HistoricalRecords` dated by `coop.horloge`, so that a played year has a played history."""

    def create_historical_record(self, instance, history_type, using=None):
        instance._history_date = horloge.now()
        return super().create_historical_record(instance, history_type, using)
