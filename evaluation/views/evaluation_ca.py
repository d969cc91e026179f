"""The evaluation of the CA: registers, critères kept, indicators of each critère (R-EVCA-06 to 11)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.personnes import named
from cooperatives.roles import ANIMATION, COORDINATION
from evaluation.devoirs_finale import AL_44
from evaluation.forms_evaluation import CadreForm, CritereForm, IndicateurForm, QualitesForm
from evaluation.models import (
    CritereReferentiel,
    EvaluationCA,
    QuestionEvaluative,
    SelectionCritere,
    SelectionIndicateur,
)
from evaluation.queries import etapes_evaluation as etapes
from evaluation.queries import evaluation_ca as reading
from evaluation.queries.finale import derniere
from evaluation.rules_regionale import lisibles
from evaluation.workflows import evaluation_ca as verbs


def page(ca: Cooperative, ancre: str = "") -> str:
    url = reverse("evaluation:evaluation", kwargs={"ca_ref": ca.reference})
    return f"{url}#{ancre}" if ancre else url


def _evaluation(ca: Cooperative) -> EvaluationCA:
    return get_object_or_404(EvaluationCA.objects.select_related("ca__departement"), ca=ca)


def _selection(ca: Cooperative, pk: int) -> SelectionCritere:
    rows = SelectionCritere.objects.filter(evaluation__ca=ca)
    return get_object_or_404(rows.select_related("evaluation__ca__departement", "critere__question", "question"), pk=pk)


def _form(
    request: HttpRequest, ca: Cooperative, form, titre: str, chapo: str, ancre: str = "", sur: str = ""
) -> HttpResponse:
    """`sur`: what of the evaluation it is about, for the title of the page."""
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "form": form,
        "titre": titre,
        "chapo": chapo,
        "retour": page(ca, ancre),
        "sur": sur,
    }
    return render(request, "evaluation/evaluation_ca/formulaire.html", context)


@ca_view()
def evaluation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The framework and what the CA keeps of it."""
    found = reading.read(ca)
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "e": found,
        "chemin": etapes.lire(ca, found),
        "charge": named(found.evaluation.charge) if found.evaluation and found.evaluation.charge else "",
        "anime": bool(request.roles & ANIMATION),
        "lecture_seule": not request.roles & ANIMATION,
        "coordonne": bool(request.roles & COORDINATION),
        "maximum": verbs.MAX_CRITERES,
        "finale": derniere(ca),
        "source_finale": AL_44,
        "trop": verbs.TOO_MANY,
        "regionale": lisibles(request.user.actor).filter(validee_le__isnull=False).defer("contenu").first(),
    }
    return render(request, "evaluation/evaluation_ca/evaluation.html", context)


@ca_view(write=ANIMATION)
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the evaluation, efficacité and utilité chosen."""
    if request.method == "POST":
        verbs.open_evaluation(ca, actor=request.user.actor)
    return redirect(page(ca))


@ca_view(read=ANIMATION, write=ANIMATION)
def cadre(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Object, moment, objectives, registers, who is in charge."""
    row = _evaluation(ca)
    form = CadreForm(request.POST or None, instance=row)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in verbs.FRAME}
        registres = set(form.cleaned_data["registres"])
        try:
            verbs.write_frame(row, actor=request.user.actor, registres=registres, version=form.expected_version, **data)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        return redirect(page(ca, "cadre"))
    return _form(
        request,
        ca,
        form,
        "Cadre de l’évaluation",
        "Ce que l’on évalue, quand, et ce que l’on cherche à savoir.",
        "cadre",
    )


@ca_view(write=ANIMATION)
def retenir(request: HttpRequest, ca: Cooperative, critere_id: int) -> HttpResponse:
    """Keep a critère; the fifth of a question is refused in words (AL-35)."""
    critere = get_object_or_404(CritereReferentiel.objects.select_related("question"), pk=critere_id, archive=False)
    ancre = f"question-{critere.question.numero}"
    if request.method == "POST":
        try:
            verbs.select_critere(_evaluation(ca), actor=request.user.actor, critere=critere)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(page(ca, ancre))


@ca_view(read=ANIMATION, write=ANIMATION)
def ecrire(request: HttpRequest, ca: Cooperative, question_numero: int) -> HttpResponse:
    """A critère of one's own for a question (R-EVCA-16, -17)."""
    evaluation, question = _evaluation(ca), get_object_or_404(QuestionEvaluative, numero=question_numero)
    form = CritereForm(request.POST or None)
    if form.is_valid():
        try:
            row = verbs.write_critere(evaluation, actor=request.user.actor, question=question, libelle=form.choix)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(page(ca, f"critere-{row.pk}"))
    return _form(
        request,
        ca,
        form,
        "Écrire un critère",
        f"Question {question}",
        f"question-{question.numero}",
        f"question {question.numero}",
    )


@ca_view(read=ANIMATION, write=ANIMATION)
def relire(request: HttpRequest, ca: Cooperative, selection_id: int) -> HttpResponse:
    """The five qualities of a critère."""
    selection = _selection(ca, selection_id)
    form = QualitesForm(request.POST or None, instance=selection)
    if form.is_valid():
        qualites = set(form.cleaned_data["qualites"])
        try:
            verbs.review_critere(selection, actor=request.user.actor, qualites=qualites, version=form.expected_version)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        return redirect(page(ca, f"critere-{selection.pk}"))
    chapo = f"«\u00a0{selection.libelle}\u00a0»"
    return _form(request, ca, form, "Relire le critère", chapo, f"critere-{selection.pk}", selection.libelle)


def _drop(request: HttpRequest, verb, row) -> None:
    """Let go, or say why not."""
    try:
        verb(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


@ca_view(write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, selection_id: int) -> HttpResponse:
    """Let a critère go, with its indicators."""
    selection = _selection(ca, selection_id)
    ancre = f"question-{selection.la_question.numero}"
    if request.method == "POST":
        _drop(request, verbs.drop_critere, selection)
    return redirect(page(ca, ancre))


@ca_view(read=ANIMATION, write=ANIMATION)
def indicateur(request: HttpRequest, ca: Cooperative, selection_id: int) -> HttpResponse:
    """Keep an indicator for a kept critère, or write one's own."""
    selection = _selection(ca, selection_id)
    form = IndicateurForm(request.POST or None, selection=selection)
    if form.is_valid():
        try:
            verbs.select_indicateur(selection, actor=request.user.actor, **form.choix)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(page(ca, f"critere-{selection.pk}"))
    chapo = f"Critère\u00a0: {selection.libelle}."
    return _form(request, ca, form, "Choisir un indicateur", chapo, f"critere-{selection.pk}", selection.libelle)


@ca_view(write=ANIMATION)
def indicateur_retirer(request: HttpRequest, ca: Cooperative, indicateur_id: int) -> HttpResponse:
    """Let an indicator go."""
    rows = SelectionIndicateur.objects.filter(critere__evaluation__ca=ca)
    row = get_object_or_404(rows.select_related("critere__evaluation__ca__departement", "indicateur"), pk=indicateur_id)
    if request.method == "POST":
        _drop(request, verbs.drop_indicateur, row)
    return redirect(page(ca, f"critere-{row.critere_id}"))
