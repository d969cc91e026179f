"""Answering the questionnaire: several visits, kept as one writes, until the last day; taking one's answers back."""

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from coop import horloge
from coop.ui.typographie import date_longue, heure
from coop.versions import StaleVersion
from evaluation.forms_questionnaire import ReponsesForm
from evaluation.guide_questionnaire import ECHANGE, engagements
from evaluation.models import PersonneInterrogee
from evaluation.views.porte_acteur import PorteActeur, deux_portes
from evaluation.workflows import reponses_acteurs as verbs

AUTOSAVE = "X-Coop-Enregistrement"


def form_of(request: HttpRequest, personne: PersonneInterrogee) -> ReponsesForm:
    """The form of somebody's answers, filled with what is kept."""
    questions = list(personne.questionnaire.questions.order_by("ordre"))
    said = {f"q_{row.question_id}": row.texte for row in personne.reponses.all()}
    return ReponsesForm(request.POST or None, questions=questions, initial={"version": personne.version} | said)


def photo(personne: PersonneInterrogee) -> SimpleNamespace:
    """What is kept, under the names of the form: for the page of a conflict."""
    blank = {f"q_{pk}": "" for pk in personne.questionnaire.questions.values_list("pk", flat=True)}
    said = {f"q_{row.question_id}": row.texte for row in personne.reponses.all()}
    return SimpleNamespace(version=personne.version, **(blank | said))


def _repondre(request: HttpRequest, porte: PorteActeur) -> HttpResponse:
    """The questions, what will be done of the answers said before them."""
    if not porte.questionnaire.recueille:
        return render(request, "evaluation/questionnaire/termine.html", porte.context())
    form = form_of(request, porte.personne)
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, porte, form)
        except StaleVersion as stale:
            return form.conflict(request, StaleVersion(photo(stale.current)))
        except ValidationError as error:
            form.add_error(None, error)
            form.data = form.data.copy()
            form.data["version"] = PersonneInterrogee.objects.get(pk=porte.personne.pk).version
    context = porte.context(
        form=form, echange=ECHANGE, engagements=engagements(date_longue(porte.questionnaire.jusqu_au))
    )
    return render(request, "evaluation/questionnaire/repondre.html", context)


def _save(request: HttpRequest, porte: PorteActeur, form: ReponsesForm) -> HttpResponse:
    saved = verbs.save(porte.personne, actor=porte.actor, textes=form.textes, version=form.expected_version)
    if AUTOSAVE in request.headers:
        return JsonResponse({"version": saved.version})
    if request.POST.get("acte") == "envoyer":
        verbs.send(saved, actor=porte.actor)
        messages.success(request, "Merci\u00a0: vos réponses sont envoyées.")
    else:
        messages.success(request, f"Enregistré à {heure(horloge.now())}.")
    return redirect(porte.url("repondre"))


def _retirer(request: HttpRequest, porte: PorteActeur) -> HttpResponse:
    """Ask once, then erase."""
    if request.method == "POST":
        verbs.withdraw(porte.personne, actor=porte.actor)
        messages.success(request, "C’est noté\u00a0: rien de vos réponses n’est gardé.")
        return redirect(porte.url("repondre"))
    return render(request, "evaluation/questionnaire/retirer.html", porte.context())


def _imprimer(request: HttpRequest, porte: PorteActeur) -> HttpResponse:
    """The questions with lines to write on, and what will be done of the answers."""
    questions = list(porte.questionnaire.questions.order_by("ordre"))
    said = {row.question_id: row.texte for row in porte.personne.reponses.all()}
    context = porte.context(
        questions=[(question, said.get(question.pk, "")) for question in questions],
        echange=ECHANGE, engagements=engagements(date_longue(porte.questionnaire.jusqu_au)), lignes=range(6),
    )  # fmt: skip
    return render(request, "evaluation/questionnaire/imprimer.html", context)


repondre, repondre_lien = deux_portes(_repondre)
retirer, retirer_lien = deux_portes(_retirer)
imprimer, imprimer_lien = deux_portes(_imprimer)
