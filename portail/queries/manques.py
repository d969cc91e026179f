"""What a coopérative lacks for its next step, kept while its journal has not moved (the guarantee of `coop.notifications.faits`)."""

from datetime import date

from django.conf import settings
from django.core.cache import cache

from coop.gates import Manque
from coop.notifications import faits
from cooperatives import phases
from cooperatives.models import Cooperative

DUREE = 24 * 3600  # the key holds the day


def de_l_etape(ca: Cooperative, today: date) -> list[Manque]:
    """The gates of the next step, or of the end, read again once an act was written or the day changed (1 statement otherwise)."""
    if not settings.COOP_FAITS_GARDES or not (state := faits.cle(ca.pk)):
        return phases.missing(ca, phases.pending_step(ca))
    key = f"manques:{ca.pk}:{today}:{ca.phase}:{ca.version}:{state}"
    found = cache.get(key)
    if found is None:
        found = phases.missing(ca, phases.pending_step(ca))
        cache.set(key, found, DUREE)
    return found
