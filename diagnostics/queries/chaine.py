"""The chain voices and figures → findings → needs, walked both ways with a fixed number of statements."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from diagnostics.models import Avis, Besoin, Constat, Diagnostic


def constats_avec_preuves() -> QuerySet[Constat]:
    """Findings with their figures, voices (but those set aside) and documents (4 statements)."""
    voices = Avis.objects.filter(ecarte_le=None).order_by("le", "numero")
    return Constat.objects.order_by("numero").prefetch_related("donnees", Prefetch("avis", voices), "documents__piece")


def besoins_expliques(keys: Iterable[int]) -> list[Besoin]:
    """Needs with the findings they come from and what shows these, in order of priority (6 statements)."""
    rows = Besoin.objects.filter(pk__in=list(keys)).select_related("diagnostic")
    rows = rows.prefetch_related(Prefetch("constats", constats_avec_preuves()), "publics")
    return sorted(rows, key=lambda b: (b.priorite is None, b.priorite or 0, b.numero))


def voix_citables(diagnostic: Diagnostic) -> QuerySet[Avis]:
    """Opinions a finding may lean on: those of this version and of the earlier ones, but those set aside."""
    earlier = Avis.objects.filter(diagnostic__ca=diagnostic.ca_id, diagnostic__numero__lte=diagnostic.numero)
    return earlier.filter(ecarte_le=None).order_by("le", "numero")
