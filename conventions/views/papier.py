"""What the coordination does with one signature: record it from paper, or its refusal, and ask again after one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from conventions.forms_convention import PapierForm, RefusForm
from conventions.models import Signature
from conventions.rules_avenant import page_avenant
from conventions.workflows import signature as verbs
from coop.documents import pieces
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION

PIECE = "signature_convention"


@ca_view(read=COORDINATION, write=COORDINATION)
def papier(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """Date, place and scan of one signature of the current version."""
    row = _expected(ca, signature)
    form = PapierForm(
        request.POST or None, request.FILES or None, initial={"lieu": row.version_convention.convention.lieu_signature}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, ca, row, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Signature enregistrée.")
            return redirect(page_signee(row))
    context = {"ca": ca, "rubrique": "convention", "form": form, "signature": row, "retour": page_signee(row),
               "avenant": row.version_convention.avenant}  # fmt: skip
    return render(request, "conventions/signature/papier.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def refus(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """A refusal told otherwise (a letter, a meeting), by a party that signs on paper or has no code to type."""
    row = _expected(ca, signature)
    form = RefusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.refuse(row, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(
                request, f"Le refus de {row.signataire.partie} est noté, et les signataires sont prévenus."
            )
            return redirect(page_signee(row))
    context = {"ca": ca, "rubrique": "convention", "form": form, "signature": row, "retour": page_signee(row)}
    return render(request, "conventions/signature/refus.html", context)


@ca_view(read=frozenset(), write=COORDINATION)
@require_POST
def redemander(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """Ask once more somebody who refused, on the same text."""
    row = _expected(ca, signature)
    try:
        verbs.ask_again(row, actor=request.user.actor)
        messages.success(request, f"La signature de {row.signataire.partie} est redemandée.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(page_signee(row))


@transaction.atomic
def _record(request: HttpRequest, ca: Cooperative, row: Signature, form: PapierForm) -> None:
    """The scan and the signature, together or not at all."""
    actor, upload, scan = request.user.actor, form.cleaned_data["scan"], None
    if upload:
        try:
            scan = pieces.store(upload, kind=PIECE, subject_id=row.pk, actor=actor, ca_id=ca.pk, departement=ca.departement.code,
                                organisation_id=row.signataire.partie.organisation_id)  # fmt: skip
        except ValidationError as error:
            raise ValidationError({"scan": error.messages}) from error
    data = form.cleaned_data
    verbs.sign_on_paper(row, actor=actor, signee_le=data["signee_le"], lieu=data["lieu"], scan=scan)


def page_signee(row: Signature) -> str:
    """The page of what is signed: the convention, or one of its avenants."""
    version = row.version_convention
    if version.avenant is not None:
        return page_avenant(version.avenant)
    return reverse("conventions:convention", kwargs={"ca_ref": version.convention.ca.reference})


def _expected(ca: Cooperative, pk: int) -> Signature:
    rows = Signature.objects.select_related(
        "version_convention__convention__ca__departement",
        "version_convention__avenant__convention__ca",
        "signataire__partie__organisation",
    )
    return get_object_or_404(
        rows,
        pk=pk,
        signee_le__isnull=True,
        version_convention__abandonnee_le__isnull=True,
        version_convention__convention__ca=ca,
    )
