"""The coordinator's reading: one bilan a screen, then the next, without going back to a list. The DD writes no answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conventions.models import FicheAction
from coop import horloge
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION
from evaluation.forms_examen import ComplementForm, QuestionForm, ReouvrirForm
from evaluation.models import Bilan, QuestionChamp, VersionBilan
from evaluation.queries.conformite import libelle_du_champ
from evaluation.queries.lecture import lire
from evaluation.queries.saisie import bilan_du_lien, versions
from evaluation.queries.suivi import a_examiner, lire_suivi
from evaluation.workflows import bilans as verbs
from evaluation.workflows import examen


@ca_view(read=COORDINATION, write=COORDINATION)
def suivant(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The first bilan that waits to be read; the follow-up page when there is none."""
    first = a_examiner(ca).first()
    if first is None:
        messages.success(request, "Tous les bilans transmis sont lus.")
        return redirect("evaluation:suivi", ca_ref=ca.reference)
    return redirect("evaluation:bilan_examiner", ca_ref=ca.reference, bilan_id=first.pk)


@ca_view(read=COORDINATION, write=COORDINATION)
def examiner(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Read beside the quarter before and the target; accept, ask about a field, ask what lacks, or go on."""
    bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca, transmis_le__isnull=False))
    version = _version(bilan)
    lecture = lire(bilan, version, versions(bilan)[1], clair=True)
    asking = bool(lecture.en_attente)
    form = ComplementForm(request.POST if request.POST.get("acte") == "completer" else None, questions=asking)
    if request.method == "POST" and _done(request, bilan, form):
        examen.mark_read(version, actor=request.user.actor)
        return redirect(_after(ca, bilan))
    waiting = list(a_examiner(ca).values_list("pk", flat=True))
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "bilan": bilan,
        "form": form,
        "lecture": lecture,
        "restent": len(waiting),
        "rang": waiting.index(bilan.pk) + 1 if bilan.pk in waiting else None,
        "suivant": _next(ca, bilan),
        "questionnable": True,
    }
    return render(request, "evaluation/bilans/examiner.html", context)


def _version(bilan: Bilan) -> VersionBilan:
    rows = bilan.versions.filter(transmise_le__isnull=False).select_related("pour_compte", "bilan__partie__convention")
    return rows.order_by("-numero").first()


def _done(request: HttpRequest, bilan: Bilan, form: ComplementForm) -> bool:
    """Whether the answer of the coordination was taken; otherwise the page tells why."""
    name, acte = bilan.partie.organisation.nom, request.POST.get("acte")
    try:
        if acte == "lu":
            return True
        if acte == "accepter":
            verbs.accept(bilan, actor=request.user.actor)
            messages.success(request, f"Le bilan de {name} est accepté.")
            return True
        if form.is_valid():
            verbs.ask_completion(bilan, actor=request.user.actor, commentaire=form.cleaned_data["commentaire"])
            messages.success(request, f"Le complément est demandé à {name}.")
            return True
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return False


def _after(ca: Cooperative, bilan: Bilan) -> str:
    """The next bilan to read, else the follow-up page."""
    following = _next(ca, bilan)
    if following is None:
        return reverse("evaluation:suivi", kwargs={"ca_ref": ca.reference})
    return reverse("evaluation:bilan_examiner", kwargs={"ca_ref": ca.reference, "bilan_id": following})


def _next(ca: Cooperative, bilan: Bilan) -> int | None:
    """The bilan that comes after this one in the order of reading; None after the last."""
    rows = a_examiner(ca).values_list("echeance", "partie__ordre", "pk")
    here = (bilan.echeance, bilan.partie.ordre, bilan.pk)
    return next((pk for echeance, ordre, pk in rows if (echeance, ordre, pk) > here), None)


@ca_view(read=COORDINATION, write=COORDINATION)
def question(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Ask about one field: `sur` = `<action>.<field>`, or `fin.<field>`. It leaves with the request to complete."""
    bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca, transmis_le__isnull=False))
    version = _version(bilan)
    number, _, champ = request.GET.get("sur", "").partition(".")
    action = None
    if number != "fin":
        rows = FicheAction.objects.filter(programme_id=bilan.partie.convention.programme_id)
        action = get_object_or_404(rows, numero=int(number) if number.isdigit() else 0)
    label = libelle_du_champ(version, action, champ)
    if label is None:
        raise Http404
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        examen.ask(version, actor=request.user.actor, action=action, champ=champ, **form.cleaned_data)
        return redirect(_page(ca, bilan) + f"#r-{number}-{champ}")
    context = {"ca": ca, "rubrique": "suivi", "bilan": bilan, "form": form, "action": action, "libelle": label,
               "retour": _page(ca, bilan)}  # fmt: skip
    return render(request, "evaluation/bilans/question.html", context)


@ca_view(read=frozenset(), write=COORDINATION)
def question_retirer(request: HttpRequest, ca: Cooperative, bilan_id: int, question_id: int) -> HttpResponse:
    """Take back a question that has not left."""
    rows = QuestionChamp.objects.select_related("bilan__ca", "bilan__partie").filter(envoyee_le__isnull=True)
    row = get_object_or_404(rows, pk=question_id, bilan=bilan_id, bilan__ca=ca)
    if request.method == "POST":
        examen.withdraw(row, actor=request.user.actor)
    return redirect(_page(ca, row.bilan))


def _page(ca: Cooperative, bilan: Bilan) -> str:
    return reverse("evaluation:bilan_examiner", kwargs={"ca_ref": ca.reference, "bilan_id": bilan.pk})


@ca_view(read=frozenset(), write=COORDINATION)
def accepter_conformes(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Accept together what conforms among the bilans this person has read."""
    if request.method != "POST":
        return redirect("evaluation:suivi", ca_ref=ca.reference)
    actor = request.user.actor
    quarters = lire_suivi(ca, frozenset(), horloge.today(), coordinates=True, contact_id=actor.contact_id)
    ready = [row.bilan.pk for quarter in quarters for row in quarter.acceptables]
    asked = [pk for pk in ready if str(pk) in request.POST.getlist("bilan")]
    rows = bilan_du_lien(pk__in=asked, ca=ca).order_by("echeance", "partie__ordre")
    try:
        accepted = examen.accept_conforming(rows, actor=actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        names = ", ".join(row.partie.organisation.nom for row in accepted)
        messages.success(
            request, f"Bilans acceptés\u00a0: {names}." if accepted else "Aucun bilan à accepter ensemble."
        )
    return redirect("evaluation:suivi", ca_ref=ca.reference)


@ca_view(read=COORDINATION, write=COORDINATION)
def rouvrir(request: HttpRequest, ca: Cooperative, bilan_id: int) -> HttpResponse:
    """Open a window to correct what was sent."""
    bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca, transmis_le__isnull=False))
    form = ReouvrirForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.reopen(bilan, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Le bilan est rouvert, {bilan.partie.organisation.nom} est prévenu.")
            return redirect("evaluation:suivi", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "suivi", "bilan": bilan, "form": form}
    return render(request, "evaluation/bilans/rouvrir.html", context)
