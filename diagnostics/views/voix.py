"""Voices: read, given by account, typed in, set aside; the shared page and the invitations, for the animation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.accounts.tokens import absolute
from coop.documents.workflows import request as ask_document
from coop.organisations.models import Contact
from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.participants import representatives
from cooperatives.roles import ANIMATION, CONTRIBUTION, INTERNES
from diagnostics import rules, workflows
from diagnostics.enums import OrigineAvis
from diagnostics.forms_constats import MotifForm
from diagnostics.forms_voix import AvisForm, InvitationForm, RecueilForm, SaisieAvisForm
from diagnostics.models import Recueil
from diagnostics.queries.lecture import version_of
from diagnostics.queries.voix import lire
from diagnostics.views.commun import draft, form_page, save

PARLENT = CONTRIBUTION | {Role.HABITANT}


def shared_page(recueil: Recueil) -> str:
    """The whole address of the shared page, for a message or a poster."""
    return absolute(reverse("recueil:parler", kwargs={"adresse": recueil.adresse}))


def _back(ca: Cooperative) -> dict[str, str]:
    return {"retour": reverse("diagnostics:voix", kwargs={"ca_ref": ca.reference}), "retour_nom": "Voix"}


@ca_view(read=INTERNES)
def voix(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """What was said, whom by, and what it led to."""
    diagnostic = version_of(ca, numero)
    if diagnostic is None:
        raise Http404
    actor, recueil = request.user.actor, Recueil.objects.filter(diagnostic=diagnostic).first()
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "d": diagnostic,
        "lecture": lire(diagnostic),
        "recueil": recueil,
        "recueil_ouvert": recueil is not None and rules.is_collecting(recueil),
        "adresse": shared_page(recueil) if recueil else "",
        "may_speak": rules.may_speak(actor, diagnostic),
        "may_write": rules.may_write(actor, diagnostic),
    }
    return render(request, "diagnostics/voix.html", context)


@ca_view(read=PARLENT, write=PARLENT)
def donner_avis(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """A signed opinion by account; whoever prefers to stay anonymous is led to the shared page."""
    diagnostic = draft(ca)
    habitant = Role.HABITANT in request.roles
    initial = {"origine": OrigineAvis.HABITANTS if habitant else OrigineAvis.PROFESSIONNELS}
    form = AvisForm(request.POST or None, initial=initial | _asked(request))
    actor = request.user.actor
    if save(form, lambda: workflows.give_opinion(diagnostic, actor=actor, **form.cleaned_data)):
        messages.success(request, "Votre avis est enregistré.")
        return redirect("diagnostics:voix", ca_ref=ca.reference)
    recueil = Recueil.objects.filter(diagnostic=diagnostic).first()
    anonyme = shared_page(recueil) if recueil and rules.is_collecting(recueil) else ""
    return form_page(request, ca, form, "Donner un avis", "voix", anonyme=anonyme, avis_signe=True, **_back(ca))


def _asked(request: HttpRequest) -> dict[str, str]:
    """The part one comes from, when the address says it."""
    asked, form = request.GET.get("partie", ""), AvisForm()
    return {name: asked for name in ("niveau", "volet") if asked and asked in dict(form.fields[name].choices)}


@ca_view(read=ANIMATION, write=ANIMATION)
def saisir_avis(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Type in a paper form, or what an exchange said."""
    diagnostic = draft(ca)
    form = SaisieAvisForm(request.POST or None)
    actor = request.user.actor
    if save(form, lambda: workflows.type_in_opinion(diagnostic, actor=actor, **form.cleaned_data)):
        messages.success(request, "Avis enregistré. Vous pouvez saisir le suivant.")
        return redirect("diagnostics:voix_saisir", ca_ref=ca.reference)
    chapo = "Recopiez ce qui a été dit ou écrit, sans le réécrire\u00a0: un avis enregistré ne se modifie plus."
    return form_page(request, ca, form, "Saisir un avis recueilli", "voix", chapo=chapo, **_back(ca))


@ca_view(read=ANIMATION, write=ANIMATION)
def ecarter_avis(request: HttpRequest, ca: Cooperative, avis: int) -> HttpResponse:
    """Set an opinion aside, with the reason."""
    row = get_object_or_404(draft(ca).avis.select_related("diagnostic__ca"), numero=avis, ecarte_le=None)
    form = MotifForm(request.POST or None)
    actor = request.user.actor
    if save(form, lambda: workflows.set_opinion_aside(row, actor=actor, **form.cleaned_data)):
        return redirect("diagnostics:voix", ca_ref=ca.reference)
    chapo = f"«\u00a0{row.extrait}\u00a0» Il ne sera plus cité\u00a0; son texte et votre motif restent lisibles."
    return form_page(
        request, ca, form, f"Écarter la voix {row.numero}", "voix", chapo=chapo, bouton="Écarter", **_back(ca)
    )


@ca_view(read=ANIMATION, write=ANIMATION)
def recueil(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the shared page, change its question or its last day."""
    diagnostic = draft(ca)
    row = Recueil.objects.filter(diagnostic=diagnostic).first()
    initial = {"question": row.question, "jusqu_au": row.jusqu_au} if row else None
    form = RecueilForm(request.POST or None, initial=initial)
    actor = request.user.actor
    try:
        if save(form, lambda: workflows.open_collection(diagnostic, actor=actor, **form.cleaned_data)):
            return redirect("diagnostics:voix", ca_ref=ca.reference)
    except StaleVersion:
        return redirect("diagnostics:recueil", ca_ref=ca.reference)
    chapo = (
        "Une page à une seule adresse, à diffuser ou à afficher. Elle ne demande ni nom, ni compte, ni courriel\u00a0: "
        "rien ne relie un avis à une personne."
    )
    return form_page(
        request, ca, form, "Recueillir la parole", "voix", chapo=chapo, bouton="Ouvrir le recueil", **_back(ca)
    )


@ca_view(read=frozenset(), write=ANIMATION)
def clore_recueil(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Close the shared page."""
    row = get_object_or_404(Recueil.objects.select_related("diagnostic__ca"), diagnostic=draft(ca), clos_le=None)
    if request.method == "POST":
        workflows.close_collection(row, actor=request.user.actor)
    return redirect("diagnostics:voix", ca_ref=ca.reference)


@ca_view(read=frozenset(), write=ANIMATION)
def recueil_papier(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the paper form: the question, the address as a square code, lines to write on."""
    row = get_object_or_404(Recueil, diagnostic=draft(ca))
    if request.method != "POST":
        return redirect("diagnostics:voix", ca_ref=ca.reference)
    title = f"Recueil de la parole – {ca.intitule}"
    document = ask_document("recueil", row.pk, actor=request.user.actor, title=title[:250], ca_id=ca.pk)
    return redirect("documents:detail", uid=document.uid)


def reachable(ca: Cooperative):
    """Representatives of the members who have an address to write to."""
    people = representatives(ca).order_by().values("contact_id")
    rows = Contact.objects.filter(pk__in=people).exclude(email="").select_related("organisation")
    return rows.order_by("organisation__recherche", "fonction", "pk")


@ca_view(read=ANIMATION, write=ANIMATION)
def inviter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Send personal links to speak."""
    diagnostic = draft(ca)
    form = InvitationForm(request.POST or None, destinataires=reachable(ca))

    def action():
        contacts = form.cleaned_data["contacts"]
        sent = workflows.ask_opinions(diagnostic, actor=request.user.actor, contacts=contacts)
        messages.success(request, f"{avec_nombre(sent, 'message envoyé,messages envoyés')}.")

    if save(form, action):
        return redirect("diagnostics:voix", ca_ref=ca.reference)
    chapo = "Chacun reçoit un lien qui ouvre la page sans compte. Son avis porte le nom de sa structure."
    return form_page(
        request, ca, form, "Demander l’avis des membres", "voix", chapo=chapo, bouton="Envoyer", **_back(ca)
    )
