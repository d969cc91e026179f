"""What the synthesis and the paper form print: the chain, priorities, sentences for what is missing."""

import subprocess
from datetime import date

import pytest

from coop import horloge
from coop.documents.kinds import get
from coop.documents.models import Document
from coop.documents.render import to_pdf
from diagnostics import documents, workflows
from diagnostics.enums import CouvertureBesoin, Niveau
from diagnostics.models import Donnee

JOUR = date(2026, 3, 2)


def text(built) -> str:
    out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=to_pdf(built), capture_output=True, check=True)
    return " ".join(out.stdout.decode().replace("\xa0", " ").split())


def built(kind, subject):
    return get(kind).build(Document(kind=kind, subject_id=str(subject.pk), requested_at=horloge.now()))


def test_what_has_no_value_is_told_in_one_sentence_a_reason():
    rows = [
        Donnee(libelle="Mortalité", raison_absence="non_disponible"),
        Donnee(libelle="Diabète", raison_absence="non_disponible"),
        Donnee(libelle="Revenu", raison_absence="secret"),
        Donnee(libelle="Jeunes", valeur=3),
    ]

    assert [s.replace("\u00a0", " ") for s in documents.absences(rows)] == [
        "1 indicateur couvert par le secret statistique : Revenu.",
        "2 indicateurs non disponibles : Mortalité ; Diabète.",
    ]


def test_a_version_without_concertation_is_an_état_des_lieux(diagnostic):
    document = built("diagnostic", diagnostic)

    assert document.title.startswith("État des lieux")
    assert document.context["etat_des_lieux"]


@pytest.mark.lourd
def test_the_synthesis_prints_the_chain(complet, dd78):
    voice = workflows.type_in_opinion(
        complet, actor=dd78.actor, mode="papier", le=JOUR, texte="On attend.", origine="habitants"
    )
    finding = workflows.add_finding(complet, actor=dd78.actor, texte="Trop loin.", niveau=Niveau.OFFRE, avis=[voice])
    needs = [
        workflows.add_besoin(
            complet, actor=dd78.actor, libelle=f"Un lieu {n}", niveau=Niveau.OFFRE, couverture=CouvertureBesoin.PARTIEL,
            constats=[finding],
        )
        for n in (1, 2)
    ]  # fmt: skip
    vote = workflows.prepare(complet, actor=dd78.actor)
    with horloge.at(JOUR):
        workflows.open_vote(vote, actor=dd78.actor, jusqu_au=JOUR)
        criterion = vote.criteres.first().pk
        notes = {(need.pk, criterion): 3 for need in needs}
        workflows.vote_in_session(vote, actor=dd78.actor, libelle="Table", voix=5, notes=notes)
        workflows.close_vote(vote, actor=dd78.actor)

    told = text(built("diagnostic", complet))

    for words in ("Constat 1 : Trop loin.", "« On attend. »", "5 personnes ont voté.", "À égalité avec le besoin 2"):
        assert words in told
    assert "Synthèse du diagnostic partagé" in told


@pytest.mark.lourd
def test_the_paper_form_asks_a_question_and_no_name(diagnostic, dd78):
    with horloge.at(JOUR):
        row = workflows.open_collection(diagnostic, actor=dd78.actor, question="Et chez vous ?", jusqu_au=JOUR)

    told = text(built("recueil", row))

    assert "Et chez vous ?" in told
    assert "n’écrivez pas votre nom" in told
    assert f"/parole/{row.adresse}/" in told
    assert documents.KIND.code == "diagnostic"
