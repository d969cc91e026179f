"""What a diagnosis still needs, as sentences (domain.md §3.2, R-DIAG-01 to R-DIAG-13)."""

from django.urls import reverse

from coop.gates import Manque
from cooperatives.models import Cooperative
from diagnostics.enums import CouvertureBesoin, StatutDiagnostic
from diagnostics.models import Diagnostic


def page(ca: Cooperative, fragment: str = "") -> str:
    """Address of the diagnosis page of a CA, at one of its parts."""
    url = reverse("diagnostics:diagnostic", kwargs={"ca_ref": ca.reference})
    return f"{url}#{fragment}" if fragment else url


def missing_to_validate(diagnostic: Diagnostic) -> list[Manque]:
    """Four analyses, a concertation, a problématique; else an état des lieux (R-DIAG-04, -05, -09, R-CONST-04)."""
    ca = diagnostic.ca
    found = [
        Manque(
            f"analyse_{analyse.niveau}",
            f"« {analyse.get_niveau_display()} » n’est pas remplie.",
            page(ca, f"analyse-{analyse.niveau}"),
            "R-DIAG-05",
        )
        for analyse in sorted(diagnostic.analyses.all(), key=lambda row: row.pk)
        if not analyse.constats.strip()
    ]
    if not diagnostic.concertations.all():
        found.append(
            Manque(
                "concertation",
                "Aucune concertation n’est notée\u00a0: sans elle, c’est un état des lieux.",
                page(ca, "concertations"),
                "R-DIAG-04",
            )
        )
    if not diagnostic.problematique.strip():
        found.append(
            Manque("problematique", "La problématique n’est pas formulée.", page(ca, "problematique"), "R-DIAG-09")
        )
    return found


def diagnostic_valide(ca: Cooperative) -> list[Manque]:
    """Hard gate DIAGNOSTIC → ELABORATION (R-DIAG-01)."""
    if ca.diagnostics.filter(statut=StatutDiagnostic.VALIDE).exists():
        return []
    draft = ca.diagnostics.filter(statut=StatutDiagnostic.BROUILLON).first()
    if draft is None:
        return [Manque("diagnostic_ouvert", "Le diagnostic n’est pas commencé.", page(ca), "R-DIAG-01")]
    return missing_to_validate(draft) or [
        Manque("diagnostic_valide", "Le diagnostic n’est pas validé par une instance.", page(ca), "R-DIAG-09")
    ]


def acteurs_associes(ca: Cooperative) -> list[Manque]:
    """Advice: actors of the CA are associated from the start (R-DIAG-03)."""
    if ca.diagnostics.filter(acteurs_associes__isnull=False).exists():
        return []
    return [
        Manque(
            "acteurs_associes",
            "Aucun acteur n’est noté comme associé dès le début du diagnostic.",
            page(ca, "cadre"),
            "R-DIAG-03",
        )
    ]


def besoin_non_couvert(ca: Cooperative) -> list[Manque]:
    """Advice: at least one need taken up is not, or not enough, covered (R-VIG-03)."""
    open_needs = [CouvertureBesoin.NON_COUVERT, CouvertureBesoin.PARTIEL]
    if ca.diagnostics.filter(besoins__retenu=True, besoins__couverture__in=open_needs).exists():
        return []
    return [
        Manque(
            "besoin_non_couvert",
            "Aucun besoin retenu n’est non couvert ou insuffisamment couvert.",
            page(ca, "besoins"),
            "R-VIG-03",
        )
    ]
