"""What other links read of a diagnosis."""

from django.db.models import QuerySet

from cooperatives.models import Cooperative
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Besoin, Diagnostic


def validated(ca: Cooperative) -> Diagnostic | None:
    """The validated version in force, if any."""
    return ca.diagnostics.filter(statut=StatutDiagnostic.VALIDE).first()


def current(ca: Cooperative) -> Diagnostic | None:
    """The version people work on: the draft, else the last one."""
    return ca.diagnostics.order_by("-numero").first()


def besoins_retenus(ca: Cooperative) -> QuerySet[Besoin]:
    """Needs the programme answers: those taken up in the validated version, else in the current one."""
    diagnostic = validated(ca) or current(ca)
    return Besoin.objects.filter(diagnostic=diagnostic, retenu=True).order_by("priorite", "numero")
