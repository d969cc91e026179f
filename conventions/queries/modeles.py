"""The fiches of other coopératives that somebody reads, to start from."""

from django.db.models import Q, QuerySet

from conventions.models import FicheAction
from cooperatives.models import Cooperative

LIMIT = 30


def readable(user, ca: Cooperative, q: str = "") -> QuerySet[FicheAction]:
    """Fiches of the coopératives `user` reads in full, `ca` apart; with `q`, those that speak of it, thirty at most."""
    seen = Cooperative.objects.visible_to(user).exclude(pk=ca.pk).order_by().values("pk")
    rows = FicheAction.objects.en_cours().filter(programme__ca__in=seen).select_related("programme__ca")
    rows = rows.order_by("programme__ca__reference", "numero")
    if not q.strip():
        return rows
    words = Q()
    for word in q.split():
        words &= Q(intitule__icontains=word) | Q(contenu__icontains=word) | Q(programme__ca__intitule__icontains=word)
    return rows.filter(words)
