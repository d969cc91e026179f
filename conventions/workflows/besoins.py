"""Objectives follow the needs they answer from one version of the diagnosis to the next."""

from conventions.models import Objectif
from diagnostics.models import Diagnostic


def on_diagnostic_valide(sender, diagnostic: Diagnostic, **kwargs) -> None:
    """Point each objective to the validated twin of the needs it answered; a need left aside keeps its link."""
    links = Objectif.besoins.through.objects
    for besoin in diagnostic.besoins.filter(reprend__isnull=False):
        links.filter(besoin=besoin.reprend_id, objectif__programme__ca=diagnostic.ca_id).update(besoin=besoin)
