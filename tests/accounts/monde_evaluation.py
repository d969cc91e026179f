"""Bilans, process indicators and evaluation of the access world: each party has its own bilan, transmitted once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from conventions.models import FicheAction, Indicateur, Partie, Periode
from coop.documents.models import Piece
from cooperatives.models import Cooperative
from evaluation import reference
from evaluation.models import (
    Bilan,
    CritereReferentiel,
    EvaluationCA,
    IndicateurReferentiel,
    PreuveBilan,
    QuestionChamp,
    SelectionCritere,
    SelectionIndicateur,
    VersionBilan,
)
from tests.accounts.monde import START, Monde, Sample
from tests.accounts.monde_conventions import in_force

PARTIES = ("dd78", "copilote78", "asso-a", "asso-b", "habitant")
SENT = datetime(2026, 4, 8, 10, tzinfo=ZoneInfo("Europe/Paris"))
OF_THE_PARTY = ("bilan_action", "bilan_finir", "bilan_recu", "bilan_recu_pdf", "bilan_preuve", "bilan_preuve_retirer")
BY_LINK = ("entree", "action", "finir", "recu", "recu_pdf", "preuve", "preuve_retirer")
TO_WRITE = (
    "evaluation:bilan_action", "evaluation:bilan_finir", "evaluation:bilan_preuve_retirer", "bilan:entree", "bilan:action",
    "bilan:finir", "bilan:preuve_retirer",
)  # fmt: skip
READ = (
    "bilan", "bilan_version", "bilan_pdf", "bilan_examiner", "bilan_relancer", "bilan_question", "bilan_question_retirer",
    "bilan_rouvrir", "bilan_pour_compte",
)  # fmt: skip


def peupler(monde: Monde) -> None:
    """One bilan for each party of the own convention, one in the foreign CA, the framework and a choice in each CA."""
    reference.load()
    own = {code: _bilan(monde.own, monde.users[code].contact.organisation_id, 1) for code in PARTIES}
    # Its version has a number that no own bilan has.
    foreign = _bilan(monde.foreign, None, 7)
    numbers = dict(
        FicheAction.objects.filter(programme__ca=monde.own).values_list("promoteur__organisation_id", "numero")
    )
    actions = {code: numbers[monde.users[code].contact.organisation_id] for code in PARTIES}
    monde.samples |= {
        "bilan_id": Sample(monde.of(own), foreign),
        "evaluation:bilan_action.numero": Sample(monde.of(actions), 90),
        "bilan:action.numero": Sample(actions["asso-a"], 90),
        "evaluation:bilan_version.numero": Sample(1, 7),
        "evaluation:bilan_pdf.numero": Sample(1, 7),
        "evaluation:releve_processus.indicateur_id": Sample(_process(monde.own), _process(monde.foreign)),
    }
    monde.samples |= _evaluation(monde) | _examen(monde, own, foreign)
    monde.link_objects["bilan"] = (own["asso-a"], own["asso-b"])
    monde.link_contacts["bilan"] = monde.users["asso-a"].contact
    monde.states |= dict.fromkeys((f"evaluation:{name}" for name in (*OF_THE_PARTY, *READ)), in_force)
    monde.states |= dict.fromkeys((f"bilan:{name}" for name in BY_LINK), in_force)
    monde.states |= dict.fromkeys(("evaluation:copil", "evaluation:copil_pdf", "evaluation:releve_processus"), in_force)
    monde.states |= dict.fromkeys(TO_WRITE, to_complete)


def _examen(monde: Monde, own: dict[str, int], foreign: int) -> dict[str, Sample]:
    """A question not sent on each bilan, a file joined to its version, the quarter whose figures are explained."""
    questions = {code: _question(pk) for code, pk in own.items()}
    mine, elsewhere = monde.of(own), lambda user: _evidence(foreign)
    return {
        "question_id": Sample(monde.of(questions), _question(foreign)),
        "evaluation:bilan_preuve.preuve_id": Sample(lambda user: _evidence(mine(user)), elsewhere),
        "evaluation:bilan_preuve_retirer.preuve_id": Sample(lambda user: _draft(mine(user)), elsewhere),
        "bilan:preuve.preuve_id": Sample(lambda user: _evidence(own["asso-a"]), elsewhere),
        "bilan:preuve_retirer.preuve_id": Sample(lambda user: _draft(own["asso-a"]), elsewhere),
        "evaluation:origine_chiffres.periode_id": Sample(
            Bilan.objects.get(pk=own["asso-a"]).periode_id, Bilan.objects.get(pk=foreign).periode_id
        ),
        "evaluation:origine_chiffres.trimestre": Sample(1, 1),
    }


def _question(bilan_id: int) -> int:
    version = VersionBilan.objects.get(bilan=bilan_id, transmise_le__isnull=False)
    return QuestionChamp.objects.create(
        bilan_id=bilan_id,
        version=version,
        champ="besoins_ars",
        libelle="Besoins",
        question="Lesquels ?",
        posee_par="Essai",
    ).pk


def _evidence(bilan_id: int, version: VersionBilan | None = None) -> int:
    bilan = Bilan.objects.get(pk=bilan_id)
    version = version or VersionBilan.objects.get(bilan=bilan, transmise_le__isnull=False)
    piece = Piece(kind="preuve_bilan", subject_id=str(bilan_id), ca_id=bilan.ca_id, original_name="photo.png",
                  media_type="image/png", size=3, sha256="0" * 64, uploaded_by="Essai")  # fmt: skip
    piece.file.save("photo.png", ContentFile(b"png"), save=False)
    piece.save()
    action = FicheAction.objects.filter(programme__ca=bilan.ca).first()
    return PreuveBilan.objects.create(version=version, action=action, piece=piece).pk


def _draft(bilan_id: int) -> int:
    """A file of a draft that follows what was sent."""
    sent = VersionBilan.objects.get(bilan=bilan_id, transmise_le__isnull=False)
    draft, _ = VersionBilan.objects.get_or_create(bilan_id=bilan_id, numero=sent.numero + 1)
    return _evidence(bilan_id, draft)


def to_complete() -> None:
    """Every bilan was sent back to its party."""
    in_force()
    Bilan.objects.update(statut="a_completer", commentaire_dd="Essai")


def _bilan(ca: Cooperative, organisation_id: int | None, number: int) -> int:
    parties = Partie.objects.filter(convention__ca=ca)
    party = parties.get(organisation=organisation_id) if organisation_id else parties.get()
    period, _ = Periode.objects.get_or_create(
        convention=party.convention, numero=1, defaults={"debut": START, "fin": date(2027, 1, 1), "signee_le": START}
    )
    bilan = Bilan.objects.create(
        ca=ca, partie=party, periode=period, trimestre=1, debut=START, fin=date(2026, 4, 1),
        echeance=date(2026, 4, 16), statut="transmis", transmis_le=SENT,
    )  # fmt: skip
    VersionBilan.objects.create(bilan=bilan, numero=number, transmise_le=SENT, transmise_par="Essai")
    return bilan.pk


def _process(ca: Cooperative) -> int:
    action = FicheAction.objects.filter(programme__ca=ca).first()
    return Indicateur.objects.create(action=action, type="ip", libelle="Processus", sources_methodes="Essai").pk


def _evaluation(monde: Monde) -> dict[str, Sample]:
    """A criterion of the framework is the same for everybody; what a CA keeps of it is its own."""
    critere = CritereReferentiel.objects.first().pk
    own, foreign = _kept(monde.own), _kept(monde.foreign)
    return {
        "critere_id": Sample(critere, critere),
        "selection_id": Sample(own[0], foreign[0]),
        "evaluation:indicateur_retirer.indicateur_id": Sample(own[1], foreign[1]),
    }


def _kept(ca: Cooperative) -> tuple[int, int]:
    evaluation = EvaluationCA.objects.create(ca=ca)
    kept = SelectionCritere.objects.create(evaluation=evaluation, critere=CritereReferentiel.objects.first())
    return kept.pk, SelectionIndicateur.objects.create(
        critere=kept, indicateur=IndicateurReferentiel.objects.first()
    ).pk
