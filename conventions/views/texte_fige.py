"""Saving what changes the text to sign: written at once in a draft, told before at the signature, refused once in force."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.enums import StatutConvention
from conventions.forms_convention import AdresseForm, MotifForm, SignataireForm
from conventions.models import Convention, Signature
from conventions.queries import convention as queries
from conventions.rules_signature import is_open
from conventions.views.papier import page_signee
from conventions.workflows import remplacement
from conventions.workflows import texte_fige as verbs
from conventions.workflows.texte_fige import Ecriture
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION

TOO_LATE = (
    "Rien n’est enregistré\u00a0: la dernière signature est arrivée pendant que vous écriviez, et la convention est en vigueur. "
    "Votre texte est gardé dans cette page\u00a0: reprenez-le dans un avenant."
)


def modifiable_or_404(request: HttpRequest, ca: Cooperative) -> Convention:
    """The convention being drafted; for the coordination, at the signature too, and what a form opened in time is posted to."""
    shown = {StatutConvention.BROUILLON}
    if request.roles & COORDINATION:
        shown.add(StatutConvention.EN_SIGNATURE)
        if request.method == "POST":
            shown.add(StatutConvention.EN_VIGUEUR)
    rows = Convention.objects.select_related("ca__departement", "programme").filter(ca=ca, statut__in=shown)
    found = rows.order_by("-id").first()
    if found is None:
        raise Http404
    return found


def enregistrer(
    request: HttpRequest, convention: Convention, form, ecrire: Ecriture, retour: HttpResponse
) -> HttpResponse | None:
    """The answer to a valid form; None when it is to be shown again with its errors."""
    statut, actor = Convention.objects.values_list("statut", flat=True).get(pk=convention.pk), request.user.actor
    if statut == StatutConvention.EN_VIGUEUR:
        form.add_error(None, TOO_LATE)
        return None
    try:
        if statut == StatutConvention.EN_SIGNATURE:
            phrases = verbs.changements(convention, ecrire, actor=actor)
            if phrases:
                return _rouvrir(request, convention, ecrire, phrases, retour)
        ecrire(True)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    except Blocked as blocked:
        form.add_error(None, " ".join(manque.phrase for manque in blocked.manques))
        return None
    messages.success(request, "Enregistré.")
    return retour


def _rouvrir(
    request: HttpRequest, convention: Convention, ecrire: Ecriture, phrases: list[str], retour: HttpResponse
) -> HttpResponse:
    """Who must sign again, before anything is saved; then, with a reason, the reopening and the writing."""
    motif = MotifForm(request.POST if "motif" in request.POST else None)
    if motif.is_valid():
        verbs.rouvrir_et_ecrire(convention, ecrire, actor=request.user.actor, motif=motif.cleaned_data["motif"])
        messages.success(request, "Enregistré. La convention est rouverte, et les signataires sont prévenus.")
        return retour
    posted = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = {
        "ca": convention.ca,
        "rubrique": "convention",
        "lecture": queries.read(
            Convention.objects.select_related("ca__departement", "programme").get(pk=convention.pk)
        ),
        "phrases": phrases,
        "form": motif,
        "saisie": [(name, value) for name, value in posted if name not in ("motif", "csrfmiddlewaretoken")],
    }
    return render(request, "conventions/convention/qui_resigne.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def adresse(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """Correct the address of a signatory: nobody signs again."""
    row = _signature(ca, signature)
    if not is_open(row) or row.signataire.contact is None:
        raise Http404
    form = AdresseForm(request.POST or None, initial={"email": row.signataire.contact.email})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.corriger_adresse(row, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "Adresse corrigée\u00a0: le lien est parti à la nouvelle adresse.")
            return redirect(page_signee(row))
    context = {"ca": ca, "rubrique": "convention", "form": form, "signature": row, "retour": page_signee(row)}
    return render(request, "conventions/signature/adresse.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def remplacer(request: HttpRequest, ca: Cooperative, signature: int) -> HttpResponse:
    """Ask another person of the party to sign the same text: nobody signs again."""
    row = _signature(ca, signature)
    if row.signee_le or row.version_convention.abandonnee_le:
        raise Http404
    now = {
        "contact": row.signataire.contact_id,
        "qualite": row.qualite,
        "par_delegation": row.par_delegation,
        "delegation": row.delegation,
    }
    form = SignataireForm(request.POST or None, partie=row.signataire.partie, initial=now, prefix=None)
    if request.method == "POST" and form.is_valid():
        try:
            done = remplacement.remplacer(row, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _told(done))
            return redirect(page_signee(row))
    context = {"ca": ca, "rubrique": "convention", "form": form, "signature": row, "retour": page_signee(row)}
    return render(request, "conventions/signature/remplacer.html", context)


def _told(signature: Signature) -> str:
    partie = signature.signataire.partie
    if signature.signataire.contact is None:
        return f"C’est noté\u00a0: la signature de {partie} sera donnée sur papier."
    return f"C’est noté. Les signatures déjà données ne changent pas\u00a0; qui signe pour {partie} reçoit son lien."


def _signature(ca: Cooperative, pk: int) -> Signature:
    rows = Signature.objects.select_related(
        "version_convention__convention__ca__departement", "version_convention__avenant__convention__ca",
        "signataire__contact", "signataire__partie__organisation", "signataire__partie__convention__ca",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk, version_convention__convention__ca=ca)
