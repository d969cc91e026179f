"""« Comptes et mandats »: who may sign in, to do what, where and until when; for the siège and the délégations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from coop.accounts import workflows as verbs
from coop.accounts.enums import EtatCompte, RoleMandat
from coop.accounts.models import Mandate, User
from coop.accounts.policies import mandated
from coop.accounts.rules import may_change_address
from coop.ui.typographie import date_longue
from cooperatives.views.saisie import saved
from portail.forms_comptes import AdresseForm, FinForm, MandatForm, PersonnesForm
from portail.queries import comptes as reading

PAR_PAGE = 30
tenus = mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD)


@tenus
@require_safe
def comptes(request: HttpRequest) -> HttpResponse:
    """Everybody, with mandates and how far the account is."""
    form = PersonnesForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(reading.liste(request.user, **asked), PAR_PAGE).get_page(request.GET.get("page"))
    rows = [(contact, reading.etat(contact)) for contact in page]
    context = {"page": page, "lignes": rows, "filtres": form, "filtre": any(asked.values())}
    return render(request, "portail/comptes/liste.html", context)


@tenus
def donner(request: HttpRequest) -> HttpResponse:
    """A mandate for somebody new, or for the person of an address already known."""
    form = MandatForm(request.POST or None, user=request.user)
    given: list[Mandate] = []
    if saved(request, form, lambda: given.append(verbs.welcome(actor=request.user.actor, **form.values()))):
        return _donne(request, given[0])
    return _formulaire(request, form, "Donner un mandat", "Donner ce mandat")


@tenus
def donner_a(request: HttpRequest, pk: int) -> HttpResponse:
    """One mandate more for somebody of the list."""
    contact = _personne(request, pk).contact
    form = MandatForm(request.POST or None, user=request.user, contact=contact)
    given: list[Mandate] = []

    def verb() -> None:
        person = {"email": contact.email, "fonction": contact.fonction}
        given.append(verbs.welcome(actor=request.user.actor, **person, **form.values()))

    if saved(request, form, verb):
        return _donne(request, given[0])
    return _formulaire(request, form, f"Donner un mandat à {contact}", "Donner ce mandat", contact)


def _donne(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    text = f"{mandate.contact.fonction} a le mandat «\u00a0{mandate.get_role_display()}\u00a0» ({mandate.perimetre})."
    if not User.objects.filter(contact=mandate.contact).exists():
        sent = mandate.contact.invitations.exists()
        text += " L’invitation à ouvrir son compte est partie." if sent else " Son compte reste à ouvrir."
    messages.success(request, text)
    return redirect("portail:compte", pk=mandate.contact_id)


@tenus
@require_safe
def compte(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: its account, its mandates, what it is in each coopérative, what was done."""
    person = _personne(request, pk)
    ends = set(Mandate.objects.visible_to(request.user).filter(contact=pk).values_list("pk", flat=True))
    context = {
        "p": person, "contact": person.contact, "finissables": ends,
        "invitable": person.etat in (EtatCompte.SANS, EtatCompte.INVITE),
        "corrige": may_change_address(request.user.actor, person.contact),
    }  # fmt: skip
    return render(request, "portail/comptes/compte.html", context)


@tenus
@require_POST
def inviter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the way to open the account, again or for the first time: the links sent before no longer open."""
    contact = _personne(request, pk).contact
    try:
        invitation, _ = verbs.invite(contact, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        until = date_longue(invitation.expire_le)
        messages.success(request, f"L’invitation est partie à {contact.email}\u00a0; elle vaut jusqu’au {until}.")
    return redirect("portail:compte", pk=pk)


@tenus
def finir(request: HttpRequest, pk: int, mandat_id: int) -> HttpResponse:
    """Write the last day of a mandate; the coopératives still led are named."""
    person = _personne(request, pk)
    mandate = get_object_or_404(Mandate.objects.visible_to(request.user), pk=mandat_id, contact=pk)
    form = FinForm(request.POST or None)

    def verb() -> None:
        verbs.end_mandate(mandate, actor=request.user.actor, fin=form.fin, comment=form.cleaned_data["motif"])

    if saved(request, form, verb, "La fin du mandat est enregistrée."):
        return redirect("portail:compte", pk=pk)
    leads = person.coordonne if mandate.role == RoleMandat.COORDINATEUR_DD else []
    title = f"Mettre fin au mandat «\u00a0{mandate.get_role_display()}\u00a0»"
    return _formulaire(request, form, title, "Mettre fin au mandat", person.contact, coordonne=leads)


@tenus
def adresse(request: HttpRequest, pk: int) -> HttpResponse:
    """The right address of a person: mandates, mails and sign-in follow it."""
    contact = _personne(request, pk).contact
    form = AdresseForm(request.POST or None)

    def verb() -> None:
        verbs.change_address(contact, actor=request.user.actor, email=form.cleaned_data["email"])

    if saved(request, form, verb, "L’adresse est changée. L’ancienne adresse en a été prévenue."):
        return redirect("portail:compte", pk=pk)
    return _formulaire(request, form, f"Changer l’adresse de {contact}", "Changer l’adresse", contact, ancienne=True)


def _personne(request: HttpRequest, pk: int) -> reading.Personne:
    person = reading.personne(request.user, pk)
    if person is None:
        raise Http404
    return person


def _formulaire(request: HttpRequest, form, titre: str, bouton: str, contact=None, **extra) -> HttpResponse:
    context = {"form": form, "titre": titre, "bouton": bouton, "contact": contact}
    return render(request, "portail/comptes/formulaire.html", context | extra)
