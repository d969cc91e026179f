"""What the convention alone knows: its own inserts, its parties and who signs for each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from conventions.enums import StatutConvention
from conventions.forms_convention import ElementsForm, NouvellePartieForm, PartieForm, SignataireForm
from conventions.models import Convention, Partie, Signataire
from conventions.workflows import redaction
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION


@ca_view(read=INTERNES, write=ANIMATION)
def elements(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Preamble, « en lien avec », rhythm of the operational meetings, place of signature."""
    found = get_object_or_404(
        Convention.objects.select_related("ca__departement"), ca=ca, statut=StatutConvention.BROUILLON
    )
    form = ElementsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in redaction.FIELDS}
        try:
            redaction.write(found, actor=request.user.actor, version=form.expected_version, **fields)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        messages.success(request, "Enregistré.")
        return redirect("conventions:convention", ca_ref=ca.reference)
    return render(request, "conventions/convention/elements.html", {"ca": ca, "rubrique": "convention", "form": form})


@ca_view(read=INTERNES, write=ANIMATION)
def parties(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The parties in the order they are printed, and one more."""
    found = _draft(ca)
    form = NouvellePartieForm(request.POST or None, convention=found)
    if request.method == "POST" and form.is_valid():
        try:
            partie = redaction.set_partie(found, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Partie inscrite. Choisissez maintenant qui signe pour elle.")
            return redirect("conventions:convention_partie", ca_ref=ca.reference, partie=partie.pk)
    rows = (
        found.parties.filter(sortie_le__isnull=True)
        .select_related("organisation")
        .prefetch_related("signataires__contact")
    )
    context = {"ca": ca, "rubrique": "convention", "form": form, "parties": rows}
    return render(request, "conventions/convention/parties.html", context)


@ca_view(read=INTERNES, write=ANIMATION)
def partie(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """One party: its quality and its signatory."""
    row = _partie(ca, partie)
    form = PartieForm(request.POST or None, partie=row)
    if request.method == "POST" and form.is_valid():
        try:
            redaction.set_partie(row.convention, actor=request.user.actor, organisation=row.organisation,
                                 version=form.expected_version, **form.fields_of_verb)  # fmt: skip
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Enregistré.")
            return redirect("conventions:convention_parties", ca_ref=ca.reference)
    return _page(request, ca, row, form, SignataireForm(partie=row))


@ca_view(read=INTERNES, write=ANIMATION)
@require_POST
def signataire(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """One more signatory for a party."""
    row = _partie(ca, partie)
    form = SignataireForm(request.POST, partie=row)
    if form.is_valid():
        try:
            redaction.add_signataire(row, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Signataire ajouté.")
            return redirect("conventions:convention_parties", ca_ref=ca.reference)
    return _page(request, ca, row, PartieForm(partie=row), form)


@ca_view(read=frozenset(), write=ANIMATION)
@require_POST
def retirer_signataire(request: HttpRequest, ca: Cooperative, partie: int, signataire: int) -> HttpResponse:
    """One signatory less for a party that has several."""
    row = _partie(ca, partie)
    who = get_object_or_404(Signataire.objects.select_related("partie__organisation"), pk=signataire, partie=row)
    try:
        redaction.remove_signataire(who, actor=request.user.actor)
        messages.success(request, "Signataire retiré.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("conventions:convention_partie", ca_ref=ca.reference, partie=row.pk)


@ca_view(read=INTERNES, write=ANIMATION)
def retirer(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """Ask, then take the party out of the draft."""
    row = _partie(ca, partie)
    if request.method != "POST":
        context = {"ca": ca, "rubrique": "convention", "partie": row}
        return render(request, "conventions/convention/retirer_partie.html", context)
    redaction.remove_partie(row, actor=request.user.actor)
    messages.success(request, "Partie retirée.")
    return redirect("conventions:convention_parties", ca_ref=ca.reference)


def _draft(ca: Cooperative) -> Convention:
    rows = Convention.objects.select_related("ca__departement")
    return get_object_or_404(rows, ca=ca, statut=StatutConvention.BROUILLON)


def _partie(ca: Cooperative, pk: int) -> Partie:
    rows = Partie.objects.select_related("convention__ca__departement", "organisation")
    return get_object_or_404(rows, pk=pk, convention=_draft(ca), sortie_le__isnull=True)


def _page(request: HttpRequest, ca: Cooperative, row: Partie, form: PartieForm, autre: SignataireForm) -> HttpResponse:
    signers = row.signataires.filter(retire_le__isnull=True).select_related("contact").order_by("id")
    context = {"ca": ca, "rubrique": "convention", "partie": row, "form": form, "autre": autre, "signataires": signers}
    return render(request, "conventions/convention/partie.html", context)
