"""DOC-EVAL as it is read (domain.md §5.11): eight sections, from what the evaluation and the coopérative hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coop import horloge
from coop.gates import Manque
from coop.ui.rubriques import lien
from cooperatives.enums import TypeInstance
from cooperatives.enums_vie import StatutRecommandation
from cooperatives.models import Cooperative, SuiviRecommandation
from cooperatives.queries.personnes import named
from cooperatives.queries.vie.leviers import Axe, registre
from evaluation.enums import Registre, Reponse
from evaluation.models import EvaluationCA, EvaluationFinale, LigneBilan, VersionBilan
from evaluation.queries import copil, etapes_evaluation, faisabilite, faits_evaluation, reponses, theorie
from evaluation.queries.etapes_evaluation import Chemin
from evaluation.queries.evaluation_ca import read
from evaluation.queries.faisabilite import ItemLu
from evaluation.queries.finale import derniere
from evaluation.queries.questionnaire import ParolesQuestion, paroles
from evaluation.queries.reponses import QuestionLue
from evaluation.queries.theorie import Theorie


@dataclass(frozen=True)
class Synthese:
    """The eight sections of one coopérative, on the day `le`; `finale` once the évaluation finale is validated."""

    ca: Cooperative
    le: date
    evaluation: EvaluationCA
    chemin: Chemin
    theorie: Theorie
    questions: list[QuestionLue]
    items: list[ItemLu]
    tableau: copil.TableauCopil | None
    effets_dits: list[LigneBilan]
    axes: list[Axe]
    paroles: list[ParolesQuestion]
    suivis: list[SuiviRecommandation]
    pistes: list[LigneBilan]
    finale: EvaluationFinale | None

    @property
    def validee(self) -> bool:
        """Validated whole: the synthesis is no project any more."""
        return self.finale is not None and not self.finale.manquants

    @property
    def charge(self) -> str:
        return named(self.evaluation.charge) if self.evaluation.charge else ""

    @property
    def instances(self) -> list[tuple[str, str, str]]:
        """(name, what it is for, the organisations that sit there); people are not named."""
        found = []
        for nom, role, row in self.chemin.instances:
            seats = row.participants.all() if row else ()
            who = dict.fromkeys(
                str(seat.membre or seat.contact.organisation or seat.get_qualite_display()) for seat in seats
            )
            words = ", ".join(who)
            if not row and nom == TypeInstance.EQUIPE_EVALUATION.label:
                words = self.ca.equipe_evaluation
            found.append((nom, role, words))
        return found

    @property
    def registres(self) -> list[tuple[str, bool]]:
        """The five registers, and whether they are questioned."""
        return [(str(code.label), getattr(self.evaluation, code.value)) for code in Registre]

    @property
    def avis(self) -> dict[int, list[tuple[ItemLu, str]]]:
        """By question: (item, « 2 oui, 1 en partie »)."""
        found: dict[int, list] = {}
        for item in self.items:
            told = Counter(row.faisable for row in item.appreciations)
            words = ", ".join(f"{told[code]} {code.label.lower()}" for code in Reponse if told[code])
            found.setdefault(item.item.question.numero, []).append((item, words))
        return found

    @property
    def blocs(self) -> list[tuple[QuestionLue, list[tuple[ItemLu, str]]]]:
        """Section 4: each question with its answers, then its items of faisabilité."""
        return [(question, self.avis.get(question.question.numero, [])) for question in self.questions]

    @property
    def leviers_freins(self) -> list[tuple[str, list[tuple[str, list[str]]]]]:
        """The table of R-LF-01: leviers, freins open and lifted; in each row a column for each axis."""
        kinds = (("Leviers", "leviers"), ("Freins", "freins"), ("Freins levés", "leves"))
        return [
            (label, [(axe.nom, [row.libelle for row in getattr(axe, name)]) for axe in self.axes])
            for label, name in kinds
        ]


def lire(ca: Cooperative, *, argent: bool) -> Synthese | None:
    """Everything the page and the PDF print, in a fixed number of statements; None until the evaluation is open."""
    framework = read(ca)
    if framework.evaluation is None:
        return None
    faits = faits_evaluation.lire(ca, argent=argent)
    return Synthese(
        ca=ca, le=horloge.today(), evaluation=framework.evaluation,
        chemin=etapes_evaluation.lire(ca, framework),
        theorie=theorie.lire(ca),
        questions=reponses.questions(ca, framework.questions, faits, argent=argent),
        items=faisabilite.lire(ca, faits),
        tableau=copil.read(ca),
        effets_dits=reponses.effets_dits(ca),
        axes=registre(ca).axes,
        paroles=paroles(ca),
        suivis=_suivis(ca), pistes=_pistes(ca),
        finale=derniere(ca),
    )  # fmt: skip


def _suivis(ca: Cooperative) -> list[SuiviRecommandation]:
    """The recommendations the coopérative looked at (1 statement)."""
    rows = ca.suivis_recommandations.exclude(statut=StatutRecommandation.A_EXAMINER).select_related("recommandation")
    return list(rows.order_by("recommandation__numero"))


def _pistes(ca: Cooperative) -> list[LigneBilan]:
    """The last pistes of each action, in the bilans transmitted (1 statement)."""
    latest = VersionBilan.objects.dernieres().filter(bilan__ca=ca).order_by()
    rows = LigneBilan.objects.filter(version__in=latest.values("pk")).exclude(pistes="").select_related("action")
    last = {row.action_id: row for row in rows.order_by("version__bilan__debut", "pk")}
    return sorted(last.values(), key=lambda row: row.action.numero)


def manques(s: Synthese) -> list[Manque]:
    """What the synthesis lacks: the steps of the evaluation, then the answers and the opinions."""
    return [*(manque for manque in s.chemin.manques if manque.obligation), *_reponses(s)]


def _reponses(s: Synthese) -> Iterator[Manque]:
    page = lien("evaluation:reponses", ca_ref=s.ca.reference)
    for q in s.questions:
        answers = [row for critere in q.criteres for row in (critere, *critere.indicateurs)]
        if answers and not any(row.ecrite for row in answers):
            n = q.question.numero
            phrase = f"La question {n} n’a encore aucun constat."
            yield Manque(f"constat_{n}", phrase, f"{page}#question-{n}", "R-EVCA-08")
    if not any(item.appreciations for item in s.items):
        url = lien("evaluation:faisabilite", ca_ref=s.ca.reference)
        yield Manque("faisabilite", "Aucune organisation n’a donné son avis sur la faisabilité.", url, "R-EVCA-11")
    if not s.validee:
        url = lien("evaluation:evaluation_finale", ca_ref=s.ca.reference)
        yield Manque("finale", "L’évaluation finale n’est pas validée sur ses trois volets.", url, "R-GOUV-11")
