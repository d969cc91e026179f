"""DOC-DIAG: what the synthesis says."""

import subprocess
from datetime import date

import pytest

from coop import horloge
from coop.documents.kinds import get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from diagnostics import workflows


def texte(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(out.replace("\xa0", " ").split())


def built(diagnostic):
    return get("diagnostic").build(
        Document(kind="diagnostic", subject_id=str(diagnostic.pk), requested_at=horloge.now())
    )


def test_a_draft_is_a_project_with_blanks_to_complete(diagnostic):
    document = built(diagnostic)

    assert document.draft
    assert document.content["besoins"] == []


@pytest.mark.lourd
def test_a_validated_version_prints_its_problematique(complet, dd78):
    workflows.validate(complet, actor=dd78.actor, on=date(2026, 3, 9), instance="Comité de pilotage")

    text = texte(to_pdf(built(complet)))

    assert "Comment rejoindre les publics éloignés" in text
    assert "Validé le 9 mars 2026 par : Comité de pilotage" in text
    assert "PROJET" not in text
