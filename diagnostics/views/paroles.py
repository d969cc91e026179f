"""Speaking without account: the shared page, open to anybody, and the page of a personal link."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac

from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view, public
from coop.accounts.predicates import Refused
from diagnostics import rules, workflows
from diagnostics.forms_voix import AvisForm, ParoleForm
from diagnostics.models import Diagnostic, Recueil
from diagnostics.views.commun import save
from diagnostics.views.voix import shared_page

ACTION = "parole"
TROP_DE_LA = "Beaucoup d’avis viennent d’être envoyés depuis cette connexion\u00a0: réessayez dans dix minutes."


@public
def parler(request: HttpRequest, adresse: str) -> HttpResponse:
    """The shared page. A session is left aside: the page does not know who is there, and shows that it does not."""
    request.user = AnonymousUser()
    row = get_object_or_404(Recueil.objects.select_related("diagnostic__ca__departement"), adresse=adresse)
    form, refus = ParoleForm(request.POST or None), ""
    ouvert = rules.is_collecting(row)
    try:
        if ouvert and request.method == "POST" and not _parle_encore(request):
            raise Refused(TROP_DE_LA)
        if ouvert and save(form, lambda: workflows.give_anonymous_opinion(row, **form.cleaned_data)):
            return redirect("recueil:merci", adresse=adresse)
    except Refused as refused:
        refus = str(refused)
    context = {"recueil": row, "ca": row.diagnostic.ca, "form": form, "ouvert": ouvert, "refus": refus}
    return render(request, "diagnostics/recueil.html", context)


def _parle_encore(request: HttpRequest) -> bool:
    """Whether this connection may still speak; one robot must not use up what a day takes.

    What is counted is forgotten within ten minutes, under a fingerprint that the secret key alone could redo.
    """
    place = salted_hmac("diagnostics.parole", get_adapter().get_client_ip(request), algorithm="sha256").hexdigest()
    return ratelimit.consume(request, action=ACTION, key=place)


@public
def merci(request: HttpRequest, adresse: str) -> HttpResponse:
    """After a voice was given."""
    request.user = AnonymousUser()
    row = get_object_or_404(Recueil.objects.select_related("diagnostic__ca__departement"), adresse=adresse)
    return render(request, "diagnostics/recueil_merci.html", {"recueil": row, "ca": row.diagnostic.ca})


@link_view(UsageLien.AVIS)
def avis_par_lien(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """A signed opinion through a personal link; several may be given until the link expires."""
    diagnostic = get_object_or_404(Diagnostic.objects.select_related("ca__departement"), pk=link.object_id)
    form = AvisForm(request.POST or None)
    ouvert = rules.is_open(request.actor, diagnostic)
    if ouvert and save(form, lambda: workflows.give_opinion(diagnostic, actor=request.actor, **form.cleaned_data)):
        return redirect("avis:recu", object_id=diagnostic.pk)
    return render(request, "diagnostics/avis_lien.html", _context(link, diagnostic, form, ouvert))


@link_view(UsageLien.AVIS)
def avis_recu(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """The opinions this person gave, as they were kept."""
    diagnostic = get_object_or_404(Diagnostic.objects.select_related("ca__departement"), pk=link.object_id)
    mine = diagnostic.avis.filter(contact=link.contact_id).order_by("le", "numero")
    return render(request, "diagnostics/avis_recu.html", {"ca": diagnostic.ca, "d": diagnostic, "avis": mine})


def _context(link: PersonalLink, diagnostic: Diagnostic, form: AvisForm, ouvert: bool) -> dict:
    recueil = Recueil.objects.filter(diagnostic=diagnostic).first()
    anonymous = shared_page(recueil) if recueil and rules.is_collecting(recueil) else ""
    organisation = link.contact.organisation
    return {
        "ca": diagnostic.ca,
        "d": diagnostic,
        "form": form,
        "ouvert": ouvert,
        "anonyme": anonymous,
        "signature": organisation.nom if organisation else link.contact.fonction,
        "jusqu_au": link.expire_le,
    }
