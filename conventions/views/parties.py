"""What the convention alone knows: its own inserts, its parties and who signs for each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from conventions.adresses import adresse
from conventions.enums import StatutConvention
from conventions.forms_convention import ElementsForm, NouvellePartieForm, PartieForm, SignataireForm
from conventions.models import Convention, Partie, Signataire, Signature
from conventions.views import texte_fige
from conventions.workflows import parties as verbs
from conventions.workflows import redaction
from conventions.workflows.remplacement import pending, remplacer
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import ANIMATION

PARTIES = Partie.objects.select_related("convention__ca__departement", "organisation__commune")


@ca_view(read=INTERNES, write=ANIMATION)
def elements(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Preamble, « en lien avec », rhythm of the operational meetings, place of signature."""
    found = texte_fige.modifiable_or_404(request, ca)
    form = ElementsForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in redaction.FIELDS}

        def ecrire(lue: bool):
            fresh = _convention(ca, found.pk)
            version = form.expected_version if lue else None
            return redaction.write(fresh, actor=request.user.actor, version=version, **fields)

        retour = redirect("conventions:convention", ca_ref=ca.reference)
        if (response := texte_fige.enregistrer(request, found, form, ecrire, retour)) is not None:
            return response
    return render(request, "conventions/convention/elements.html", {"ca": ca, "rubrique": "convention", "form": form})


@ca_view(read=INTERNES, write=ANIMATION)
def parties(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The parties in the order they are printed, and one more; at the signature, those to change one by one."""
    found = texte_fige.modifiable_or_404(request, ca)
    brouillon = found.statut == StatutConvention.BROUILLON
    if request.method == "POST" and not brouillon:
        raise Http404
    form = NouvellePartieForm(request.POST or None, convention=found)
    if request.method == "POST" and form.is_valid():
        try:
            partie = verbs.set_partie(found, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Partie inscrite. Choisissez maintenant qui signe pour elle.")
            return redirect("conventions:convention_partie", ca_ref=ca.reference, partie=partie.pk)
    rows = (
        found.parties.filter(sortie_le__isnull=True)
        .select_related("organisation__commune")
        .prefetch_related("signataires__contact")
    )
    context = {"ca": ca, "rubrique": "convention", "form": form, "brouillon": brouillon,
               "parties": [(row, adresse(row)) for row in rows]}  # fmt: skip
    return render(request, "conventions/convention/parties.html", context)


@ca_view(read=INTERNES, write=ANIMATION)
def partie(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """One party: its quality and its signatory."""
    row = get_object_or_404(
        PARTIES, pk=partie, convention=texte_fige.modifiable_or_404(request, ca), sortie_le__isnull=True
    )
    form = PartieForm(request.POST or None, partie=row)
    if request.method == "POST" and form.is_valid():

        def ecrire(lue: bool):
            if lue and (asked := _asked(row, form)):
                return remplacer(asked, actor=request.user.actor, **form.fields_of_signatory(asked.qualite))
            return verbs.set_partie(_convention(ca, row.convention_id), actor=request.user.actor,
                                        organisation=row.organisation, version=form.expected_version if lue else None,
                                        **form.fields_of_verb)  # fmt: skip

        retour = redirect("conventions:convention_parties", ca_ref=ca.reference)
        if (response := texte_fige.enregistrer(request, row.convention, form, ecrire, retour)) is not None:
            return response
    return _page(request, ca, row, form, SignataireForm(partie=row))


@ca_view(read=INTERNES, write=ANIMATION)
@require_POST
def signataire(request: HttpRequest, ca: Cooperative, partie: int) -> HttpResponse:
    """One more signatory for a party."""
    row = _partie(ca, partie)
    form = SignataireForm(request.POST, partie=row)
    if form.is_valid():
        try:
            verbs.add_signataire(row, actor=request.user.actor, **form.cleaned_data)
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
        verbs.remove_signataire(who, actor=request.user.actor)
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
    verbs.remove_partie(row, actor=request.user.actor)
    messages.success(request, "Partie retirée.")
    return redirect("conventions:convention_parties", ca_ref=ca.reference)


def _asked(row: Partie, form: PartieForm) -> Signature | None:
    """The signature still asked of the party, when the form changes who gives it and nothing of the text."""
    en_signature = Convention.objects.filter(pk=row.convention_id, statut=StatutConvention.EN_SIGNATURE).exists()
    return pending(row) if en_signature and not form.changes_the_text else None


def _convention(ca: Cooperative, pk: int) -> Convention:
    """As it is now: the form has already put what was typed on its own row."""
    return Convention.objects.select_related("ca__departement").get(pk=pk, ca=ca)


def _draft(ca: Cooperative) -> Convention:
    rows = Convention.objects.select_related("ca__departement")
    return get_object_or_404(rows, ca=ca, statut=StatutConvention.BROUILLON)


def _partie(ca: Cooperative, pk: int) -> Partie:
    return get_object_or_404(PARTIES, pk=pk, convention=_draft(ca), sortie_le__isnull=True)


def _page(request: HttpRequest, ca: Cooperative, row: Partie, form: PartieForm, autre: SignataireForm) -> HttpResponse:
    signers = row.signataires.filter(retire_le__isnull=True).select_related("contact").order_by("id")
    context = {
        "ca": ca,
        "rubrique": "convention",
        "partie": row,
        "adresse": adresse(row),
        "brouillon": row.convention.statut == StatutConvention.BROUILLON,
        "form": form,
        "autre": autre,
        "signataires": signers,
    }
    return render(request, "conventions/convention/partie.html", context)
