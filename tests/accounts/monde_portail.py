"""The lists of the région, the notes that the siège published, its evaluation."""

from datetime import date

from evaluation import reference
from evaluation.models import EvaluationExterne, PreuveRegionale, QuestionEvaluative
from evaluation.workflows import instances_regionales, regionale
from portail.note_regionale import verbes
from portail.note_regionale.modele import Exercice
from portail.queries.region.preuves_animation import LISTES as LISTES_ANIMATION
from portail.queries.region.preuves_annee import LISTES_ARGENT
from portail.queries.region.preuves_qualite import LISTES as LISTES_VIGILANCE
from portail.queries.region.preuves_qualite import LISTES_ENSEIGNEMENTS
from portail.views.region import LISTES
from tests.accounts.monde import Monde, Sample

T1 = Exercice(2026, 1)


def _notes(monde: Monde) -> Sample:
    """A published note of each département."""
    actor = monde.users["siege"].actor
    rows = (
        verbes.ecrire(verbes.brouillon(code, T1), actor=actor, introduction="", decisions="") for code in ("78", "95")
    )
    return Sample(*(verbes.publier(row, actor=actor).pk for row in rows))


def _evaluation(monde: Monde) -> None:
    """The evaluation of the région, in progress: an instance, an answer and what it cites, an external evaluation."""
    reference.load()
    actor = monde.users["siege"].actor
    row = regionale.open_evaluation(actor=actor)
    instance = instances_regionales.active("copil_evaluation")
    instances_regionales.set_up(instance, actor=actor, role_ecrit="Il décide.")
    seat = instances_regionales.seat(instance, actor=actor, contact=monde.users["siege"].contact)
    said = regionale.answer_of(row, QuestionEvaluative.objects.get(numero=1))
    said = regionale.write_answer(said, actor=actor, constat="Constat.", jugement="")
    proof = PreuveRegionale.objects.create(reponse=said, cle="chiffre", libelle="Chiffre", valeur="1")
    outside = EvaluationExterne.objects.create(intitule="x", evaluateur="x", moment="ex_ante", debut=date(2018, 1, 1))
    for route in ("instance", "sieger", "clore"):
        monde.samples[f"portail:region_evaluation_{route}.code"] = Sample("copil_evaluation", "copil_evaluation")
    for route in ("question", "repondre"):
        monde.samples[f"portail:region_evaluation_{route}.numero"] = Sample(1, 1)
    monde.samples["portail:region_evaluation_lever.pk"] = Sample(seat.pk, seat.pk)
    monde.samples["portail:region_evaluation_preuve_retirer.pk"] = Sample(proof.pk, proof.pk)
    for route in ("externe", "externe_modifier"):
        monde.samples[f"portail:region_evaluation_{route}.pk"] = Sample(outside.pk, outside.pk)
    for route, foreign in (("", 0), ("_pdf", 0), ("_publier", row.pk)):
        monde.samples[f"portail:evaluation_regionale{route}.pk"] = Sample(row.pk, foreign)


def _comptes(monde: Monde) -> None:
    """The account of each coordinator, and its mandate."""
    own, foreign = (monde.users[code].contact for code in ("dd78", "dd95"))
    for route in ("compte", "compte_donner", "compte_inviter", "compte_adresse", "compte_finir"):
        monde.samples[f"portail:{route}.pk"] = Sample(own.pk, foreign.pk)
    monde.samples["portail:compte_finir.mandat_id"] = Sample(own.mandates.get().pk, foreign.mandates.get().pk)


def peupler(monde: Monde) -> None:
    """The lists of proofs are the same for everybody; what they show is narrowed by the person."""
    liste = next(iter(LISTES))
    monde.samples["portail:region_preuves.liste"] = Sample(liste, liste)
    animation = next(iter(LISTES_ANIMATION))
    monde.samples["portail:region_animation_preuves.liste"] = Sample(animation, animation)
    monde.samples["portail:region_delegation.code"] = Sample("78", "95")
    monde.samples["portail:region_bilans_pdf.territoire"] = Sample("78", "95")
    monde.samples["portail:region_bilans_pdf.trimestre"] = Sample("2026-2", "2026-2")
    argent = next(iter(LISTES_ARGENT))
    monde.samples["portail:region_financements_preuves.liste"] = Sample(argent, argent)
    for route, known in (("vigilance", LISTES_VIGILANCE), ("enseignements", LISTES_ENSEIGNEMENTS)):
        first = next(iter(known))
        monde.samples[f"portail:region_{route}_preuves.liste"] = Sample(first, first)
    monde.samples["portail:region_alertes_de.code"] = Sample("AL-05", "AL-05")
    _evaluation(monde)
    _comptes(monde)
    notes = _notes(monde)
    for route in ("region_note", "region_note_pdf", "region_note_xlsx"):
        monde.samples[f"portail:{route}.pk"] = notes
    for route in ("region_note_preparer", "region_note_preparer_pdf", "region_note_preparer_xlsx"):
        monde.samples[f"portail:{route}.territoire"] = Sample("78", "95")
        monde.samples[f"portail:{route}.periode"] = Sample("2026-1", "2026-1")
