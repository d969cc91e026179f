"""An action that changed hands while its bilan was open: said in words, and what was typed is shown again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from evaluation.models import LigneBilan
from evaluation.queries.confiees import portee_autrefois
from evaluation.questions import QUESTIONS, RECUEIL, TEXTES
from evaluation.views.porte import Porte

MOTS = {q.suite: q.suite_libelle for q in QUESTIONS if q.code != "ists"} | dict((RECUEIL, *TEXTES))
LIBELLES = {q.code: q.libelle for q in QUESTIONS} | MOTS


def confiee_a_un_autre(request: HttpRequest, porte: Porte, numero: int) -> HttpResponse:
    """404 for an action the party never carried; else who carries it now, and every word kept (409 when it was sent)."""
    action = portee_autrefois(porte.bilan, numero)
    if action is None:
        raise Http404
    line = LigneBilan.objects.filter(version__bilan=porte.bilan, action=action).order_by("-version__numero").first()
    kept = {name: getattr(line, name, "") for name in LIBELLES} | request.POST.dict()
    words = [(label, _said(name, kept.get(name, ""))) for name, label in LIBELLES.items() if kept.get(name)]
    context = porte.context(action=action, mots=words)
    return render(request, "evaluation/bilans/confiee.html", context, status=409 if request.method == "POST" else 200)


def _said(name: str, value: str) -> str:
    return next((q.mot(value) for q in QUESTIONS if q.code == name), value)
