"""Bilans, process indicators and evaluation of the access world: each party has its own bilan, transmitted once."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from conventions.models import FicheAction, Indicateur, Partie, Periode
from coop.classeurs.models import ClasseurRemis, Retour
from coop.documents.models import Piece
from cooperatives.models import Cooperative
from evaluation import reference
from evaluation.models import (
    Bilan,
    CritereReferentiel,
    Effet,
    EvaluationCA,
    IndicateurReferentiel,
    PreuveBilan,
    QuestionChamp,
    ReponseReferentiel,
    SelectionCritere,
    SelectionIndicateur,
    VersionBilan,
)
from tests.accounts.monde import START, Monde, Sample
from tests.accounts.monde_conventions import in_force

BASE = '{"cases": {}, "fixes": {}, "feuilles": {}}'
LECTURE = '{"cellules": {}, "refus": [], "feuilles": {}}'
PARTIES = ("dd78", "copilote78", "asso-a", "asso-b", "habitant")
SENT = datetime(2026, 4, 8, 10, tzinfo=ZoneInfo("Europe/Paris"))
OF_THE_PARTY = (
    "bilan_action", "bilan_finir", "bilan_recu", "bilan_recu_pdf", "bilan_preuve", "bilan_preuve_retirer", "bilan_tableur",
    "bilan_tableur_xlsx", "bilan_tableur_retour", "bilan_tableur_fichier",
)  # fmt: skip
BY_LINK = (
    "entree", "action", "finir", "recu", "recu_pdf", "preuve", "preuve_retirer", "tableur", "tableur_xlsx", "tableur_retour",
    "tableur_fichier",
)  # fmt: skip
TO_WRITE = (
    "evaluation:bilan_action", "evaluation:bilan_finir", "evaluation:bilan_preuve_retirer", "bilan:entree", "bilan:action",
    "bilan:finir", "bilan:preuve_retirer", "evaluation:bilan_tableur", "evaluation:bilan_tableur_xlsx", "bilan:tableur",
    "bilan:tableur_xlsx", "evaluation:bilan_tableur_retour", "bilan:tableur_retour",
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
    return (
        {
            "question_id": Sample(monde.of(questions), _question(foreign)),
            "evaluation:bilan_preuve.preuve_id": Sample(lambda user: _evidence(mine(user)), elsewhere),
            "evaluation:bilan_preuve_retirer.preuve_id": Sample(lambda user: _draft(mine(user)), elsewhere),
            "bilan:preuve.preuve_id": Sample(lambda user: _evidence(own["asso-a"]), elsewhere),
            "bilan:preuve_retirer.preuve_id": Sample(lambda user: _draft(own["asso-a"]), elsewhere),
        }
        | _trimestre(own["asso-a"], foreign)
        | _tableur(own, foreign, mine)
    )


def _tableur(own: dict[str, int], foreign: int, mine) -> dict[str, Sample]:
    """A workbook given back for each bilan, kept in the files of the test that asks."""
    elsewhere = lambda user: _retour(foreign)  # noqa: E731
    by_link = Sample(lambda user: _retour(own["asso-a"]), elsewhere)
    return {
        "retour_id": Sample(lambda user: _retour(mine(user)), elsewhere),
        "bilan:tableur_retour.retour_id": by_link,
        "bilan:tableur_fichier.retour_id": by_link,
    }


def _retour(bilan_id: int) -> int:
    bilan = Bilan.objects.get(pk=bilan_id)
    piece = _piece("classeur_bilan", bilan, "bilan.xlsx")
    remis = ClasseurRemis.objects.create(modele="bilan", cible=str(bilan_id), ca_id=bilan.ca_id, base=BASE)
    return Retour.objects.create(remis=remis, piece=piece, depose_par="Essai", lecture=LECTURE).pk


def _trimestre(own: int, foreign: int) -> dict[str, Sample]:
    """The quarter of a bilan, for the pages that tell it whole."""
    periode = Sample(*(Bilan.objects.get(pk=pk).periode_id for pk in (own, foreign)))
    pages = ("origine_chiffres", "bilan_consolide", "bilan_consolide_pdf")
    return {f"evaluation:{page}.periode_id": periode for page in pages} | {
        f"evaluation:{page}.trimestre": Sample(1, 1) for page in pages
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
    piece = _piece("preuve_bilan", bilan, "photo.png")
    action = FicheAction.objects.filter(programme__ca=bilan.ca).first()
    return PreuveBilan.objects.create(version=version, action=action, piece=piece).pk


def _piece(kind: str, bilan: Bilan, name: str) -> Piece:
    piece = Piece(kind=kind, subject_id=str(bilan.pk), ca_id=bilan.ca_id, original_name=name,
                  media_type="application/octet-stream", size=3, sha256="0" * 64, uploaded_by="Essai")  # fmt: skip
    piece.file.save(name, ContentFile(b"png"), save=False)
    piece.save()
    return piece


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
        "question_numero": Sample(1, 1),
        "evaluation:preuve_retirer.preuve_id": Sample(*(_preuve(ca) for ca in (monde.own, monde.foreign))),
        "evaluation:repondre_indicateur.indicateur_id": Sample(own[1], foreign[1]),
        "evaluation:faisabilite_avis.organisation_id": Sample(
            _voix(monde), monde.users["dd95"].contact.organisation_id
        ),
        "effet_id": Sample(*(_effet(ca) for ca in (monde.own, monde.foreign))),
        "evaluation:indicateur_retirer.indicateur_id": Sample(own[1], foreign[1]),
    }


def _effet(ca: Cooperative) -> int:
    values = {"niveau": "realisation", "libelle": "Un effet", "attendu": False}
    return Effet.objects.create(evaluation=ca.evaluation_ca, **values).pk


def _preuve(ca: Cooperative) -> int:
    answer = ReponseReferentiel.objects.create(critere=ca.evaluation_ca.criteres.get())
    return answer.preuves.create(cle="etp", libelle="ETP").pk


def _voix(monde: Monde) -> object:
    """Each speaks for its own organisation; who speaks for none is offered that of a partner."""
    mine = {code: monde.users[code].contact.organisation_id for code in PARTIES}
    return monde.of(mine)


def _kept(ca: Cooperative) -> tuple[int, int]:
    evaluation, _ = EvaluationCA.objects.get_or_create(ca=ca)
    kept = SelectionCritere.objects.create(evaluation=evaluation, critere=CritereReferentiel.objects.first())
    return kept.pk, SelectionIndicateur.objects.create(
        critere=kept, indicateur=IndicateurReferentiel.objects.first()
    ).pk
