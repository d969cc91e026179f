"""Reading what the actors said, choosing what members read, publishing, exporting without names."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.classeurs.ecriture_csv import reponse_csv
from coop.versions import StaleVersion
from cooperatives.enums_vie import TypeLevierFrein
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation import classeur_questionnaire
from evaluation.forms_questionnaire import ParoleForm, SyntheseForm
from evaluation.masquage import masquer, noms_de
from evaluation.models import ParoleRecueillie, Questionnaire
from evaluation.queries import questionnaire as reading
from evaluation.views.questionnaire import EXPORTENT, form_page, home, known
from evaluation.workflows import restitution_questionnaire as verbs


def _closed(ca: Cooperative) -> Questionnaire:
    row = known(ca)
    if row.clos_le is None:
        raise Http404
    return row


def _parole(ca: Cooperative, pk: int) -> ParoleRecueillie:
    found = reading.parole(_closed(ca), pk)
    if found is None:
        raise Http404
    return found


def page(ca: Cooperative, ancre: str = "") -> str:
    url = reverse("evaluation:questionnaire_lire", kwargs={"ca_ref": ca.reference})
    return f"{url}#{ancre}" if ancre else url


@ca_view(read=COORDINATION)
def lire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Every word by question, without author."""
    row = _closed(ca)
    context = {"ca": ca, "rubrique": "evaluation", "q": row, "lecture": reading.a_lire(row)}
    return render(request, "evaluation/questionnaire/lire.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def passage(request: HttpRequest, ca: Cooperative, parole_id: int) -> HttpResponse:
    """The passage to show, names masked beforehand, and its theme."""
    parole = _parole(ca, parole_id)
    initial = {} if parole.extrait else {"extrait": masquer(parole.texte, noms_de(ca))}
    form = ParoleForm(request.POST or None, instance=parole, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            verbs.choose_passage(
                _parole(ca, parole_id), actor=request.user.actor, extrait=data["extrait"], theme=data["theme"],
                public=data["public"], version=form.expected_version,
            )  # fmt: skip
        except StaleVersion as stale:
            return form.conflict(request, stale)
        return redirect(page(ca, f"parole-{parole_id}"))
    return form_page(
        request, ca, form, "Choisir le passage", retour=page(ca, f"parole-{parole_id}"), retour_nom="Les réponses",
        chapo=parole.question.libelle, parole=_parole(ca, parole_id), themes_connus=reading.themes(parole.question.questionnaire),
    )  # fmt: skip


@ca_view(read=COORDINATION, write=COORDINATION)
def synthese(request: HttpRequest, ca: Cooperative, question_id: int) -> HttpResponse:
    """What comes out of a question."""
    question = get_object_or_404(_closed(ca).questions, pk=question_id)
    form = SyntheseForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.write_synthese(question, actor=request.user.actor, version=form.expected_version, synthese=form.cleaned_data["synthese"])  # fmt: skip
        except StaleVersion as stale:
            return form.conflict(request, stale)
        return redirect(page(ca, f"question-{question.ordre}"))
    return form_page(
        request, ca, form, "Ce qui ressort de cette question", chapo=question.libelle, retour_nom="Les réponses",
        retour=page(ca, f"question-{question.ordre}"),
    )  # fmt: skip


@require_POST
@ca_view(write=COORDINATION)
def montrer(request: HttpRequest, ca: Cooperative, parole_id: int) -> HttpResponse:
    """As it is, known names masked; or no longer."""
    parole = _parole(ca, parole_id)
    verbs.show(parole, actor=request.user.actor, visible=request.POST.get("visible") == "1")
    return redirect(page(ca, f"parole-{parole_id}"))


@require_POST
@ca_view(write=COORDINATION)
def effacer(request: HttpRequest, ca: Cooperative, parole_id: int) -> HttpResponse:
    parole = _parole(ca, parole_id)
    verbs.erase(parole, actor=request.user.actor)
    messages.success(request, "Cette parole est effacée.")
    return redirect(page(ca, f"question-{parole.question.ordre}"))


@require_POST
@ca_view(write=COORDINATION)
def devenir(request: HttpRequest, ca: Cooperative, parole_id: int) -> HttpResponse:
    """A frein, a levier or a retour d'expérience, in one click; then its own page, to complete it."""
    parole, actor, kind = _parole(ca, parole_id), request.user.actor, request.POST.get("en", "")
    try:
        if kind in TypeLevierFrein:
            made, name = verbs.to_register(parole, actor=actor, type=TypeLevierFrein(kind)), "cooperatives:frein"
        else:
            made, name = verbs.to_experience(parole, actor=actor), "cooperatives:retour"
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(page(ca, f"parole-{parole_id}"))
    messages.success(request, "C’est repris\u00a0: complétez-le si besoin.")
    return redirect(reverse(name, kwargs={"ca_ref": ca.reference, "pk": made.pk}))


@require_POST
@ca_view(write=COORDINATION)
def publier(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Let the members read, or no longer."""
    visible = request.POST.get("visible") == "1"
    try:
        verbs.publish(_closed(ca), actor=request.user.actor, visible=visible)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(page(ca))
    messages.success(request, "Les membres lisent la restitution." if visible else "La restitution n’est plus montrée.")
    return redirect(home(ca))


@ca_view(read=EXPORTENT)
def xlsx(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The words without names, and how many answered."""
    row = _closed(ca)
    feuilles = classeur_questionnaire.feuilles(row, reading.a_lire(row), reading.suivi(row), noms_de(ca))
    return reponse_xlsx(f"questionnaire-{ca.reference}.xlsx", classeur(feuilles))


@ca_view(read=EXPORTENT)
def csv(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = _closed(ca)
    return reponse_csv(f"questionnaire-{ca.reference}.csv", classeur_questionnaire.lignes_csv(reading.a_lire(row), noms_de(ca)))  # fmt: skip
