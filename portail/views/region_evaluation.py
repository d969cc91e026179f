"""« Évaluation régionale »: what the coopératives answered, gathered; what the région answers over them; its synthesis."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated, signed_in
from coop.documents.workflows import request as ask_document
from coop.gates import Blocked, Manque
from coop.versions import StaleVersion
from cooperatives.views.saisie import saved
from evaluation.enums import Registre
from evaluation.enums_evaluation import TypeInstanceRegionale
from evaluation.models import EvaluationRegionale, PreuveRegionale, QuestionEvaluative
from evaluation.queries import paroles_region
from evaluation.queries.remontee import QuestionRemontee, mots, tableau
from evaluation.rules_regionale import answers, lisibles, pilots
from evaluation.workflows import regionale as verbs
from portail.documents_evaluation_regionale import KIND
from portail.evaluation_regionale import composer
from portail.forms_evaluation_regionale import CadreRegionalForm, ReponseRegionaleForm, ValidationForm
from portail.queries.region.portee import portee
from portail.views import region

PAGE = "portail:region_evaluation"
PAR_PAGE = 50
siege = mandated(RoleMandat.SIEGE)
repondants = mandated(RoleMandat.SIEGE, RoleMandat.EVALUATEUR)


def en_cours() -> EvaluationRegionale | None:
    return EvaluationRegionale.objects.filter(validee_le__isnull=True).select_related("charge__organisation").first()


def exiger() -> EvaluationRegionale:
    """The evaluation in progress; 404 when there is none to write in."""
    found = en_cours()
    if found is None:
        raise Http404
    return found


def lire(request: HttpRequest) -> composer.Matiere:
    """What the account reads of the coopératives: the région, or its départements."""
    held = portee(request.user)
    return composer.matiere(held.rows(request.user), held, argent=region.lit_l_argent(request))


@region.lecteurs
def evaluation(request: HttpRequest) -> HttpResponse:
    """Instances, frame, the three questions, who validated, what actors say, external evaluations, the synthesis."""
    row, held, actor = en_cours(), portee(request.user), request.user.actor
    known, writes, pilot = lire(request), bool(answers(actor)), bool(pilots(actor))
    shown = row or EvaluationRegionale.objects.filter(validee_le__isnull=False).first()
    told = {r.question_id: r for r in row.reponses.all()} if row and writes else {}
    context = region.pages(request, "", PAGE) | {
        "e": row, "montree": shown, "portee": held, "r": known.remontee, "page": Paginator(known.remontee.cas, PAR_PAGE).get_page(request.GET.get("page")), "pilote": pilot, "repond": writes and row is not None,
        "instances": composer.instances(shown), "registres": _registres(shown),
        "questions": [(q, mots(q.comptes), told.get(q.question.pk)) for q in known.remontee.questions],
        "acteurs": paroles_region.lire(held.rows(request.user)), "externes": composer.externes(),
        "manques": _avec_liens(verbs.manques(row)) if row and pilot else [],
        "validees": lisibles(actor).filter(validee_le__isnull=False).defer("contenu"),
    }  # fmt: skip
    return render(request, "portail/evaluation_regionale/evaluation.html", context)


def _registres(row: EvaluationRegionale | None) -> list[str]:
    return [str(code.label) for code in Registre if row and getattr(row, code.value)]


def _avec_liens(manques: list[Manque]) -> list[Manque]:
    """Each sentence leads to its form."""
    frame = reverse("portail:region_evaluation_cadre")
    urls = {
        "copil": reverse("portail:region_evaluation_instance", kwargs={"code": TypeInstanceRegionale.COPIL}),
        "objectifs": f"{frame}#id_objectifs", "registres": f"{frame}#id_registres",
    }  # fmt: skip
    for numero in QuestionEvaluative.objects.values_list("numero", flat=True):
        urls[f"question_{numero}"] = reverse("portail:region_evaluation_repondre", kwargs={"numero": numero})
    return [replace(manque, url=urls[manque.code]) for manque in manques]


@require_POST
@siege
def ouvrir(request: HttpRequest) -> HttpResponse:
    verbs.open_evaluation(actor=request.user.actor)
    messages.success(request, "L’évaluation régionale est ouverte.")
    return redirect(PAGE)


@siege
def cadre(request: HttpRequest) -> HttpResponse:
    """Moment, objectives, registers, who is in charge."""
    form = CadreRegionalForm(request.POST or None, instance=exiger())

    def verb() -> None:
        data = form.cleaned_data
        verbs.write_frame(
            exiger(), actor=request.user.actor, registres=set(data["registres"]), version=form.expected_version,
            moment=data["moment"], objectifs=data["objectifs"], charge=data["charge"],
        )  # fmt: skip

    try:
        if saved(request, form, verb, "Le cadre est enregistré."):
            return redirect(f"{reverse(PAGE)}#cadre")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return formulaire(request, form, "Objectifs et registres")


def formulaire(request: HttpRequest, form, titre: str, bouton: str = "Enregistrer", **extra) -> HttpResponse:
    context = region.pages(request, "", PAGE) | {"form": form, "titre": titre, "bouton": bouton}
    return render(request, "portail/evaluation_regionale/formulaire.html", context | extra)


def _question(known: composer.Matiere, numero: int) -> QuestionRemontee:
    found = known.remontee.question(numero)
    if found is None:
        raise Http404
    return found


@region.lecteurs
def question(request: HttpRequest, numero: int) -> HttpResponse:
    """Every answer of the coopératives to one question, critère by critère, and that of the région for who writes it."""
    known, row, writes = lire(request), en_cours(), bool(answers(request.user.actor))
    q = _question(known, numero)
    said = row.reponses.filter(question=q.question).prefetch_related("preuves").first() if row and writes else None
    columns, lines = tableau(q)
    context = region.pages(request, "", PAGE) | {
        "q": q, "r": known.remontee, "colonnes": columns, "lignes": lines,
        "chiffres": known.chiffres[numero],
        "criteres": [(c, mots(c.comptes), [(a, composer.adresse(a)) for a in c.reponses]) for c in q.criteres],
        "said": said, "repond": writes and row is not None, "portee": portee(request.user),
    }  # fmt: skip
    return render(request, "portail/evaluation_regionale/question.html", context)


@repondants
def repondre(request: HttpRequest, numero: int) -> HttpResponse:
    """Write the answer of the région; a button cites what a coopérative found and keeps what is typed with it."""
    if not answers(request.user.actor):
        raise Http404
    known = composer.de_la_region()
    q = _question(known, numero)
    proposed = composer.citables(q, known.chiffres[numero])
    form = ReponseRegionaleForm(request.POST or None, instance=verbs.answer_of(exiger(), q.question))
    citing = "citer" in request.POST
    try:
        said = "Cité comme preuve." if citing else "La réponse de la région est enregistrée."
        if saved(request, form, lambda: _enregistrer(request, form, q, proposed), said):
            back = reverse("portail:region_evaluation_question", kwargs={"numero": numero})
            return redirect(f"{request.path}#preuves" if citing else f"{back}#region")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    preuves = list(form.instance.preuves.all()) if form.instance.pk else []
    cited = {(p.cle, p.valeur) for p in preuves}
    context = region.pages(request, "", PAGE) | {
        "form": form, "q": q, "preuves": preuves,
        "groupes": [(name, [(c, (c.cle, c.valeur) in cited) for c in rows]) for name, rows in proposed],
    }  # fmt: skip
    return render(request, "portail/evaluation_regionale/repondre.html", context)


def _enregistrer(request: HttpRequest, form: ReponseRegionaleForm, q: QuestionRemontee, proposed: list) -> None:
    """The words, then the fact asked."""
    data, actor = form.cleaned_data, request.user.actor
    row = verbs.write_answer(
        verbs.answer_of(exiger(), q.question), actor=actor, constat=data["constat"], jugement=data["jugement"],
        version=data.get("version"),
    )  # fmt: skip
    fait = next((c for _, rows in proposed for c in rows if c.cle == request.POST.get("citer")), None)
    if fait:
        verbs.cite(row, actor=actor, fait=fait)


@require_POST
@repondants
def preuve_retirer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PreuveRegionale.objects.filter(reponse__evaluation__validee_le__isnull=True)
    row = get_object_or_404(rows.select_related("reponse__evaluation", "reponse__question"), pk=pk)
    verbs.drop_proof(row, actor=request.user.actor)
    url = reverse("portail:region_evaluation_repondre", kwargs={"numero": row.reponse.question.numero})
    return redirect(f"{url}#preuves")


@siege
def valider(request: HttpRequest) -> HttpResponse:
    """The day and the instance; what is missing is told as links, and nothing is frozen before."""
    row = exiger()
    form, missing = ValidationForm(request.POST or None), verbs.manques(row)

    def verb() -> None:
        data = form.cleaned_data
        verbs.validate(
            row, actor=request.user.actor, le=data["validee_le"], par=data["validee_par"], composer=composer.synthese
        )

    try:
        if saved(request, form, verb, "L’évaluation régionale est validée\u00a0: sa synthèse ne change plus."):
            return redirect("portail:evaluation_regionale", pk=row.pk)
    except Blocked as blocked:
        missing = blocked.manques
    return formulaire(
        request, form, "Valider l’évaluation régionale", "Valider", manques=_avec_liens(missing), attend=bool(missing),
        chapo="Le comité de pilotage valide les différentes étapes de la démarche. Validée, la synthèse garde ce qu’elle dit aujourd’hui\u00a0; les délégations la lisent toutes.",
    )  # fmt: skip


@require_POST
@siege
def publier(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(EvaluationRegionale, pk=pk)
    try:
        verbs.publish(row, actor=request.user.actor)
        messages.success(request, "La synthèse est publiée\u00a0: chaque compte peut la lire.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("portail:evaluation_regionale", pk=pk)


@signed_in
def synthese(request: HttpRequest, pk: int) -> HttpResponse:
    """The synthesis: being prepared for who answers, validated for the région, published for every account."""
    row = get_object_or_404(lisibles(request.user.actor).select_related("charge__organisation"), pk=pk)
    context = {"s": composer.synthese(row), "row": row, "pilote": bool(pilots(request.user.actor))}
    return render(request, "portail/evaluation_regionale/synthese.html", context)


@require_POST
@signed_in
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(lisibles(request.user.actor), pk=pk)
    asked = ask_document(KIND.code, row.pk, actor=request.user.actor, final=row.validee_le is not None)
    return redirect("documents:detail", uid=asked.uid)
