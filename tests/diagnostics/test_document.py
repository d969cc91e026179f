"""DOC-DIAG: what the synthesis says."""

import subprocess
from datetime import date

import pytest

from coop import horloge
from coop.documents.kinds import get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from diagnostics import workflows
from diagnostics.models import Donnee
from tests.documents.norme_pdf import violations


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


@pytest.mark.lourd
def test_it_says_the_population_the_resources_by_commune_the_voices_and_what_is_calculated(complet, dd78, ca):
    workflows.add_resource(
        complet, actor=dd78.actor, libelle="Le lieu", type="accueil", etat="mobilisable", communes=ca.communes.all()
    )
    workflows.type_in_opinion(
        complet, actor=dd78.actor, mode="papier", le=date(2026, 3, 2), texte="On attend.", origine="habitants"
    )
    Donnee.objects.create(
        diagnostic=complet, libelle="Part des jeunes", territoire="Territoire", valeur=20, unite="%", annee=2020,
        source="Insee", region_valeur=26, repere_estime=True, mention="moyenne pondérée des 2 communes",
    )  # fmt: skip

    document = built(complet)
    pdf = to_pdf(document)
    text = texte(pdf)

    assert violations(pdf) == []
    assert "2 communes" in text
    assert "5. Ressources et offre" in text
    assert "6. Avis et attentes" in text
    assert "Mobilisable" in text
    assert "« On attend. »" in text
    assert "26*" in text
    assert "L’astérisque : valeur calculée" in text
    assert "Moyenne pondérée des 2 communes" in text
    assert document.content["ressources"][0][0] == "Le lieu"
