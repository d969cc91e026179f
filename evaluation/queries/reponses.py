"""The answers to the référentiel, question by question, beside what the platform knows (R-REF-5, F-31)."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative
from evaluation.models import (
    LigneBilan,
    PreuveReponse,
    QuestionEvaluative,
    ReponseReferentiel,
    SelectionCritere,
    SelectionIndicateur,
    VersionBilan,
)
from evaluation.queries import faits_evaluation
from evaluation.queries.evaluation_ca import Question, libelle_courant, read
from evaluation.queries.faits_evaluation import Fait, Faits


@dataclass(slots=True)
class Lue:
    """The answer of a critère, or of one of its indicators; `faits` is what is known of it today."""

    cible: SelectionCritere | SelectionIndicateur
    libelle: str
    reponse: ReponseReferentiel | None
    preuves: list[PreuveReponse]
    faits: list[Fait] = field(default_factory=list)
    indicateurs: list["Lue"] = field(default_factory=list)

    @property
    def ecrite(self) -> bool:
        return self.reponse is not None and self.reponse.ecrite

    @property
    def ton(self) -> str:
        """The colour of its judgement, beside the word."""
        tons = {"favorable": "fait", "mitige": "attente", "defavorable": "refus"}
        return tons.get(self.reponse.jugement, "clos") if self.reponse else "clos"

    @property
    def nouveaux(self) -> list[Fait]:
        """Facts known and not cited as they are today."""
        cited = {(row.cle, row.valeur) for row in self.preuves}
        return [fait for fait in self.faits if fait.connu and (fait.cle, fait.texte) not in cited]


@dataclass(frozen=True, slots=True)
class QuestionLue:
    """One question, its critères answered or not (F-31)."""

    question: QuestionEvaluative
    criteres: list[Lue]

    @property
    def compte(self) -> str:
        """« 3 critères retenus, 2 avec indicateur, 1 avec constat »."""
        kept = avec_nombre(len(self.criteres), "critère retenu,critères retenus")
        measured = sum(bool(row.indicateurs) for row in self.criteres)
        found = sum(bool(row.reponse and row.reponse.constat) for row in self.criteres)
        return f"{kept}, {measured} avec indicateur, {found} avec constat"


def lire(ca: Cooperative, *, argent: bool) -> list[QuestionLue]:
    """The three questions with their answers and the facts of the day; without `argent`, no amount."""
    return questions(ca, read(ca).questions, faits_evaluation.lire(ca, argent=argent), argent=argent)


def questions(ca: Cooperative, kept: list[Question], faits: Faits, *, argent: bool) -> list[QuestionLue]:
    """The same, of a framework already read (2 statements)."""
    proofs = PreuveReponse.objects.select_related("piece").order_by("pk")
    if not argent:
        proofs = proofs.filter(montant=False)
    rows = ReponseReferentiel.objects.filter(critere__evaluation__ca=ca).prefetch_related(Prefetch("preuves", proofs))
    known = {(row.critere_id, row.indicateur_id): row for row in rows}
    return [
        QuestionLue(q.question, [_critere(c.selection, known, faits, q.question.numero) for c in q.retenus])
        for q in kept
    ]


def _critere(row: SelectionCritere, known: dict, faits: Faits, numero: int) -> Lue:
    answer = known.get((row.pk, None))
    told = [_indicateur(i, known.get((row.pk, i.pk)), faits, numero) for i in row.indicateurs.all()]
    return Lue(row, row.libelle, answer, _preuves(answer), faits.de_question(numero), told)


def _indicateur(row: SelectionIndicateur, answer: ReponseReferentiel | None, faits: Faits, numero: int) -> Lue:
    known = faits.de(row.indicateur.code) if row.indicateur_id else faits.de_question(numero)
    return Lue(row, row.libelle_libre or libelle_courant(row.indicateur), answer, _preuves(answer), known)


def _preuves(answer: ReponseReferentiel | None) -> list[PreuveReponse]:
    return list(answer.preuves.all()) if answer else []


def une(
    ca: Cooperative, selection_id: int, indicateur_id: int | None, *, argent: bool
) -> tuple[QuestionLue, Lue] | None:
    """The answer of one critère, or of one of its indicators; None when it is not kept here."""
    for question in lire(ca, argent=argent):
        for critere in question.criteres:
            if critere.cible.pk == selection_id:
                rows = [critere] if indicateur_id is None else critere.indicateurs
                found = next((row for row in rows if indicateur_id in (None, row.cible.pk)), None)
                return (question, found) if found else None
    return None


def effets_dits(ca: Cooperative) -> list[LigneBilan]:
    """What the transmitted bilans tell of effects nobody expected, the last said first (R-EVA-05)."""
    latest = VersionBilan.objects.dernieres().filter(bilan__ca=ca).order_by()
    rows = LigneBilan.objects.filter(version__in=latest.values("pk")).exclude(effets_non_attendus="")
    return list(
        rows.select_related("action", "version__bilan__periode").order_by("-version__bilan__debut", "action__numero")
    )
