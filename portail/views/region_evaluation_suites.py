"""What surrounds the evaluation of the région: who sits in its instances, the evaluations made by somebody outside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.versions import StaleVersion
from cooperatives.queries.personnes import named
from cooperatives.views.saisie import saved
from evaluation.enums_evaluation import TypeInstanceRegionale
from evaluation.models import EvaluationExterne, InstanceRegionale, SiegeRegional
from evaluation.rules_regionale import pilots
from evaluation.workflows import externes as registering
from evaluation.workflows import instances_regionales as verbs
from portail.forms_evaluation_regionale import ChercherForm, ExterneForm, InstanceForm, SiegeForm, personnes
from portail.views import region
from portail.views.region_evaluation import PAGE, formulaire

siege = mandated(RoleMandat.SIEGE)


def _instance(code: str) -> InstanceRegionale:
    """The instance that sits today, or a new one; 404 when it is no instance of the région."""
    if code not in TypeInstanceRegionale.values:
        raise Http404
    return verbs.active(code)


def _adresse(code: str) -> str:
    return reverse("portail:region_evaluation_instance", kwargs={"code": code})


@siege
def instance(request: HttpRequest, code: str) -> HttpResponse:
    """The written role, who sits, and who could."""
    row = _instance(code)
    form = InstanceForm(request.POST or None, instance=row)

    def verb() -> None:
        verbs.set_up(
            _instance(code), actor=request.user.actor, role_ecrit=form.cleaned_data["role_ecrit"],
            version=form.cleaned_data.get("version"),
        )  # fmt: skip

    try:
        if saved(request, form, verb, "L’instance est constituée." if not row.pk else "Le rôle est enregistré."):
            return redirect(_adresse(code))
    except StaleVersion as stale:
        return form.conflict(request, stale)
    seated = list(row.sieges.select_related("contact__organisation")) if row.pk else []
    asked = request.GET.get("q", "")
    known = {seat.contact_id for seat in seated}
    context = region.pages(request, "", PAGE) | {
        "i": row, "code": code, "form": form, "chercher": ChercherForm({"q": asked}, prefix=""),
        "sieges": [(seat, named(seat.contact)) for seat in seated], "qualite": SiegeForm().fields["qualite"],
        "trouvees": [(contact, named(contact)) for contact in personnes(asked) if contact.pk not in known] if row.pk else [],
    }  # fmt: skip
    return render(request, "portail/evaluation_regionale/instance.html", context)


@require_POST
@siege
def sieger(request: HttpRequest, code: str) -> HttpResponse:
    """Give a seat to somebody found."""
    row, form = _instance(code), SiegeForm(request.POST)
    if not row.pk:
        raise Http404

    def verb() -> None:
        verbs.seat(
            row, actor=request.user.actor, contact=form.cleaned_data["contact"], qualite=form.cleaned_data["qualite"]
        )

    if not saved(request, form, verb, "Cette personne siège dans l’instance."):
        messages.error(request, next((e for rows in form.errors.values() for e in rows), "Choisissez une personne."))
    return redirect(f"{_adresse(code)}#sieges")


@require_POST
@siege
def lever(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(SiegeRegional.objects.select_related("instance", "contact"), pk=pk)
    verbs.unseat(row, actor=request.user.actor)
    return redirect(f"{_adresse(row.instance.type)}#sieges")


@require_POST
@siege
def clore(request: HttpRequest, code: str) -> HttpResponse:
    """The instance sits no more; another may follow."""
    row = _instance(code)
    if row.pk:
        verbs.close(row, actor=request.user.actor)
        messages.success(request, "L’instance est close.")
    return redirect(f"{reverse(PAGE)}#instances")


@region.lecteurs
def externe(request: HttpRequest, pk: int) -> HttpResponse:
    """One evaluation made by somebody outside."""
    row = get_object_or_404(EvaluationExterne.objects.select_related("rapport"), pk=pk)
    context = region.pages(request, "", PAGE) | {
        "x": row, "recommandations": row.recommandations.order_by("numero"), "pilote": bool(pilots(request.user.actor)),
    }  # fmt: skip
    return render(request, "portail/evaluation_regionale/externe.html", context)


@siege
def externe_ecrire(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Register one, or correct it."""
    row = get_object_or_404(EvaluationExterne, pk=pk) if pk else EvaluationExterne()
    form = ExterneForm(request.POST or None, request.FILES or None, instance=row)

    def verb() -> None:
        data = form.cleaned_data
        fresh = EvaluationExterne.objects.get(pk=pk) if pk else EvaluationExterne()
        registering.register(
            fresh, actor=request.user.actor, recommandations=data["recommandations"], rapport=data["fichier"],
            version=data.get("version"), **{name: data[name] for name in registering.CHAMPS},
        )  # fmt: skip

    try:
        if saved(request, form, verb, "L’évaluation externe est enregistrée."):
            return redirect(f"{reverse(PAGE)}#externes")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return formulaire(request, form, row.intitule or "Enregistrer une évaluation externe", fichier=True)
