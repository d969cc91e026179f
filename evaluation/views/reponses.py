"""Answering the référentiel: the page of all the answers, and the form of one with the facts to cite."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conventions import montants
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION
from evaluation.forms_reponses import ReponseForm
from evaluation.models import EvaluationCA, PreuveReponse, ReponseReferentiel, SelectionCritere
from evaluation.queries import reponses as reading
from evaluation.queries.theorie import lire as lire_theorie
from evaluation.rules import EVALUATION
from evaluation.workflows import reponses as verbs


def page(ca: Cooperative, ancre: str = "") -> str:
    url = reverse("evaluation:reponses", kwargs={"ca_ref": ca.reference})
    return f"{url}#{ancre}" if ancre else url


@ca_view()
def reponses(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Question by question: what is found, judged and cited, and what the platform knows."""
    context = {
        "ca": ca,
        "rubrique": "evaluation",
        "questions": reading.lire(ca, argent=montants.lit(request.roles)),
        "effets_dits": reading.effets_dits(ca),
        "non_attendus": lire_theorie(ca).non_attendus,
        "ouverte": EvaluationCA.objects.filter(ca=ca).exists(),
        "evalue": bool(request.roles & EVALUATION),
        "anime": bool(request.roles & ANIMATION),
    }
    return render(request, "evaluation/reponses/reponses.html", context)


@ca_view(read=EVALUATION, write=EVALUATION)
def repondre(
    request: HttpRequest, ca: Cooperative, selection_id: int, indicateur_id: int | None = None
) -> HttpResponse:
    """Write an answer; a button cites a fact and keeps what is typed with it."""
    found = reading.une(ca, selection_id, indicateur_id, argent=montants.lit(request.roles))
    if found is None:
        raise Http404
    question, lue = found
    form = ReponseForm(request.POST or None, request.FILES or None, instance=_reponse(selection_id, indicateur_id))
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, ca, form, lue)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "ca": ca, "rubrique": "evaluation", "form": form, "question": question.question, "lue": lue,
        "retour": page(ca, f"critere-{selection_id}"),
    }  # fmt: skip
    return render(request, "evaluation/reponses/repondre.html", context)


def _reponse(selection_id: int, indicateur_id: int | None) -> ReponseReferentiel:
    rows = ReponseReferentiel.objects.select_related("critere__evaluation__ca__departement", "indicateur__indicateur")
    row = rows.filter(critere=selection_id, indicateur=indicateur_id).first()
    if row is None:
        kept = SelectionCritere.objects.select_related("evaluation__ca__departement", "critere").get(pk=selection_id)
        row = ReponseReferentiel(critere=kept, indicateur_id=indicateur_id)
    return row


def _save(request: HttpRequest, ca: Cooperative, form: ReponseForm, lue: reading.Lue) -> HttpResponse:
    """The words, then the piece, then the fact asked."""
    data, actor = form.cleaned_data, request.user.actor
    row = _reponse(form.instance.critere_id, form.instance.indicateur_id)
    row = verbs.write_answer(
        row, actor=actor, constat=data["constat"], jugement=data["jugement"], version=data.get("version")
    )
    if data["fichier"]:
        verbs.join_piece(row, actor=actor, libelle=data["intitule"], upload=data["fichier"])
    fait = next((fait for fait in lue.faits if fait.cle == request.POST.get("citer")), None)
    if fait is None:
        messages.success(request, "La réponse est enregistrée.")
        return redirect(page(ca, f"critere-{row.critere_id}"))
    verbs.cite(row, actor=actor, fait=fait)
    messages.success(request, f"Cité comme preuve\u00a0: {fait.libelle}.")
    return redirect(f"{request.path}#preuves")


@ca_view(write=EVALUATION)
def preuve_retirer(request: HttpRequest, ca: Cooperative, preuve_id: int) -> HttpResponse:
    """Take a piece of evidence out."""
    rows = PreuveReponse.objects.filter(reponse__critere__evaluation__ca=ca)
    if not montants.lit(request.roles):
        rows = rows.filter(montant=False)
    rows = rows.select_related("reponse__critere__evaluation__ca__departement", "piece")
    row = get_object_or_404(rows, pk=preuve_id)
    if request.method == "POST":
        verbs.drop_proof(row, actor=request.user.actor)
    return redirect(page(ca, f"critere-{row.reponse.critere_id}"))
