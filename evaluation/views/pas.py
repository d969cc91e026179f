"""The steps of the form and the rows of a page, as templates read them."""

from dataclasses import replace
from typing import NamedTuple

from django.forms.boundfield import BoundField

from conventions.enums import Frequence, NatureIndicateur, TypeIndicateur
from conventions.models import FicheAction, Indicateur
from coop.gates import Manque
from coop.ui.typographie import nombre
from evaluation import repartition
from evaluation.completude import LAST_QUARTER, actions_of, missing_to_transmit
from evaluation.enums import LevierISTS, RaisonSansValeur
from evaluation.forms_bilan import ActionFormBase
from evaluation.models import QuestionChamp, VersionBilan
from evaluation.queries.saisie import Saisie, reponses
from evaluation.questions import CONFORMITE, CONTRIBUTION, PROPOSES, RECUEIL, TEXTES, Question, propositions
from evaluation.views.porte import Porte

SQUARE = 16  # pixels from one square of the progress to the next


class Etape(NamedTuple):
    """One step; `numero` of the action, None for « Pour finir »."""

    numero: int | None
    titre: str
    url: str
    ici: bool


class Rang(NamedTuple):
    """One row of the page: what is asked, and beside it what was answered the quarter before."""

    code: str
    genre: str  # nombre, texte, question, libre
    champ: BoundField
    suite: BoundField | None
    autre: BoundField | None
    note: str
    unite: str
    ferme: str
    avant: str
    avant_texte: str
    repris: bool
    complements: tuple[BoundField, ...] = ()
    propositions: tuple[tuple[str, bool], ...] = ()  # chips of the quarter before, and whether the text says it already
    posees: tuple[tuple[QuestionChamp, BoundField], ...] = ()  # questions of the coordination

    repartition: tuple[tuple[str, tuple[BoundField, ...]], ...] = ()  # by dimension, the parts of the figure

    @property
    def repartition_ouverte(self) -> bool:
        """Whether a part is told or wrong: the page then shows them at once."""
        return any(
            field.value() not in (None, "") or field.errors for _, fields in self.repartition for field in fields
        )

    @property
    def reprenable(self) -> bool:
        """Whether the quarter before said something to take over."""
        return self.avant not in ("", "–") or bool(self.avant_texte)


def etapes(porte: Porte, actions: list[FicheAction] | None = None, ici: int | None = 0) -> list[Etape]:
    """The actions of the party, then « Pour finir »; `ici` is the number of the current action, None for the end."""
    rows = list(actions_of(porte.bilan)) if actions is None else actions
    found = [Etape(a.numero, a.intitule, porte.url("action", numero=a.numero), a.numero == ici) for a in rows]
    return [*found, Etape(None, "Relire et transmettre", porte.url("finir"), ici is None)]


def page_action(porte: Porte, saisie: Saisie, form: ActionFormBase) -> dict:
    """The context of the page of one action."""
    repris = set(saisie.ligne.reprises) if saisie.ligne else set()
    steps = etapes(porte, saisie.actions, saisie.action.numero)
    done, total = reponses(saisie, form.cleaned_data if form.is_bound else saisie.valeurs)
    return porte.context(
        form=form,
        saisie=saisie,
        action=saisie.action,
        etapes=steps,
        dernier=steps[-2].ici,
        precedent=_quarter(saisie),
        chiffres=[_indicateur(form, saisie, i, repris) for i in saisie.indicateurs],
        conformite=[_question(form, saisie, q, repris) for q in CONFORMITE],
        contribution=[_question(form, saisie, q, repris) for q in CONTRIBUTION],
        retenu=[_texte(form, saisie, code, repris) for code, _ in TEXTES],
        recueil=_texte(form, saisie, RECUEIL[0], repris) if saisie.approfondi else None,
        preuves=saisie.preuves,
        leger=saisie.leger,
        contribution_dite=any(form[q.code].value() for q in CONTRIBUTION),
        saisie_pour=getattr(saisie.brouillon, "pour_compte", None),
        demande=saisie.bilan.trimestre == LAST_QUARTER,
        faites=done,
        total=total,
        carres=[(SQUARE * i, i < done) for i in range(total)],
        largeur=SQUARE * total,
        programmation=[form[name] for name in ("territoire", "beneficiaires_cibles", "public_autre")],
    )


def _quarter(saisie: Saisie) -> int | None:
    """The number of the earlier quarter shown beside; None on an action never reported."""
    return saisie.avant.bilan.trimestre if saisie.avant and saisie.ligne_avant else None


def _indicateur(form: ActionFormBase, saisie: Saisie, indicateur: Indicateur, repris: set[str]) -> Rang:
    code, before = f"i{indicateur.pk}", saisie.valeurs_avant
    qualitative = indicateur.nature == NatureIndicateur.QUALITATIF
    parts = ["Indicateur de résultats."] if indicateur.type == TypeIndicateur.IR else []
    if indicateur.cible_en_vigueur is not None:
        parts.append(f"Prévu\u00a0: {nombre(indicateur.cible_en_vigueur)}")
    if indicateur.frequence != Frequence.TRIMESTRIELLE:
        parts.append(f"Relevé {indicateur.get_frequence_display()}.")
    value, raison = before.get(code), before.get(f"{code}_raison")
    shown = RaisonSansValeur(raison).label if raison else "" if qualitative else nombre(value)
    return Rang(
        code, "texte" if qualitative else "nombre", form[code], None, None, " ".join(parts), indicateur.unite, "", shown or "–",
        value or "" if qualitative else "", code in repris, (form[f"{code}_raison"], form[f"{code}_commentaire"]),
        posees=_posees(form, saisie, code), repartition=_repartition(form, indicateur),
    )  # fmt: skip


def _repartition(form: ActionFormBase, indicateur: Indicateur) -> tuple[tuple[str, tuple[BoundField, ...]], ...]:
    fields: dict[str, list[BoundField]] = {}
    for modalite in indicateur.modalites:
        name = repartition.champ(indicateur.pk, modalite.cle)
        fields.setdefault(str(modalite.dimension.label), []).append(form[name])
    return tuple((label, tuple(found)) for label, found in fields.items())


def _question(form: ActionFormBase, saisie: Saisie, question: Question, repris: set[str]) -> Rang:
    before, ists = saisie.valeurs_avant, question.code == "ists"
    text = before.get(question.suite, "")
    if ists:
        text = ", ".join(
            [str(LevierISTS(code).label) for code in text or ()] + list(filter(None, [before.get("ists_autre")]))
        )
    return Rang(
        question.code, "question", form[question.code], form[question.suite], form["ists_autre"] if ists else None, "", "",
        question.ferme, question.mot(before.get(question.code, "")) or "–", text, question.code in repris,
        posees=_posees(form, saisie, question.code),
    )  # fmt: skip


def _texte(form: ActionFormBase, saisie: Saisie, code: str, repris: set[str]) -> Rang:
    text = saisie.valeurs_avant.get(code, "")
    items = propositions(text) if code in PROPOSES else []
    said = form[code].value() or ""
    return Rang(
        code, "libre", form[code], None, None, "", "", "", "" if text else "–", "" if items else text, code in repris,
        propositions=tuple((item, item in said) for item in items), posees=_posees(form, saisie, code),
    )  # fmt: skip


def _posees(form: ActionFormBase, saisie: Saisie, code: str) -> tuple[tuple[QuestionChamp, BoundField], ...]:
    return tuple((question, form[f"rep_{question.pk}"]) for question in saisie.questions if question.champ == code)


def manques_de(porte: Porte, draft: VersionBilan | None, blocked: list[Manque] | None) -> list[Manque]:
    """What is still missing, each sentence leading to its question."""
    if blocked is None:
        blocked = missing_to_transmit(draft) if draft else []
    return [replace(manque, url=manque.url or _address(porte, manque.code)) for manque in blocked]


def _address(porte: Porte, code: str) -> str:
    number, _, name = code.partition(".")
    if number == "fin":
        return f"#q-{name}"
    if not number.isdigit():
        return ""
    question = next((q.code for q in (*CONFORMITE, *CONTRIBUTION) if name in (q.code, q.suite)), name)
    return porte.url("action", numero=int(number)) + (f"#q-{question}" if question else "")
