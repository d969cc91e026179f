"""The page « Gouvernance », its instances, and the note « Organisation de la CA »."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop import horloge
from coop.documents.workflows import request as ask_document
from coop.organisations.models import Contact
from coop.versions import StaleVersion
from cooperatives.enums import Role, TypeInstance
from cooperatives.forms.gouvernance import EquipeForm, InstanceForm, RoleInstanceForm, SiegeForm
from cooperatives.models import Cooperative, Instance
from cooperatives.perimetre import ca_view
from cooperatives.queries.chiffres_vie import vie as read_vie
from cooperatives.queries.gouvernance import gouvernance as read
from cooperatives.queries.organisation import organisation as read_organisation
from cooperatives.roles import ANIMATION, INTERNES
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import gouvernance as verbs
from cooperatives.workflows.personnes import person_at

LECTEURS = INTERNES - {Role.ADMIN}


def home(ca: Cooperative, ancre: str = "") -> str:
    found = reverse("cooperatives:gouvernance", kwargs={"ca_ref": ca.reference})
    return f"{found}#{ancre}" if ancre else found


@ca_view()
def gouvernance(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    anime = bool(request.roles & ANIMATION)
    context = {
        "ca": ca,
        "rubrique": "gouvernance",
        "lecture": read(ca, anime=anime),
        "anime": anime,
        "peut_imprimer": bool(request.roles & LECTEURS),
    }
    return render(request, "cooperatives/gouvernance/gouvernance.html", context)


@ca_view()
def chiffres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """How often the comité meets, who comes, how far the work is: read by all the members (§7.2)."""
    context = {"ca": ca, "rubrique": "gouvernance", "vie": read_vie(ca, horloge.today())}
    return render(request, "cooperatives/gouvernance/chiffres.html", context)


@require_POST
@ca_view(write=ANIMATION)
def copil_creer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The comité de pilotage in one step, composed and with its role."""
    try:
        copil = verbs.create_copil(ca, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(home(ca))
    messages.success(request, "Le comité de pilotage est créé\u00a0: relisez sa composition et son rôle.")
    return redirect(home(ca, f"instance-{copil.pk}"))


@ca_view(read=ANIMATION, write=ANIMATION)
def instance_ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Create an instance; `?type=` says which beforehand."""
    asked = {"type": request.GET["type"]} if request.GET.get("type") in TypeInstance.values else None
    form = InstanceForm(request.POST or None, instance=Instance(ca=ca), initial=asked)

    def verb():
        verbs.create_instance(ca, actor=request.user.actor, **form.cleaned_data)

    if saved(request, form, verb, "L’instance est créée\u00a0: donnez-lui ses participants."):
        return redirect(home(ca, "instances"))
    return page(request, ca, form, "Ajouter une instance", home(ca, "instances"), "Créer l’instance")


def _instance(ca: Cooperative, pk: int) -> Instance:
    return get_object_or_404(ca.instances.select_related("ca__departement"), pk=pk)


@ca_view(read=ANIMATION, write=ANIMATION)
def instance(request: HttpRequest, ca: Cooperative, instance_id: int) -> HttpResponse:
    """Name, written role and rhythm of one instance."""
    row = _instance(ca, instance_id)
    retour = home(ca, f"instance-{row.pk}")
    form = RoleInstanceForm(request.POST or None, instance=row)

    def verb():
        data = dict(form.cleaned_data)
        verbs.write_role(_instance(ca, row.pk), actor=request.user.actor, version=data.pop("version"), **data)

    try:
        if saved(request, form, verb, "Le rôle et le rythme sont enregistrés."):
            return redirect(retour)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(request, ca, form, f"Rôle et rythme\u00a0: {row.nom}", retour)


@ca_view(read=ANIMATION, write=ANIMATION)
def siege_ajouter(request: HttpRequest, ca: Cooperative, instance_id: int) -> HttpResponse:
    """Seat a representative, or somebody else by function."""
    row = _instance(ca, instance_id)
    retour = home(ca, f"instance-{row.pk}")
    form = SiegeForm(request.POST or None, ca=ca, instance=row)

    def verb():
        contact = form.cleaned_data["contact"] or _new_contact(request, ca, form.cleaned_data)
        verbs.seat(row, actor=request.user.actor, contact=contact, qualite=form.cleaned_data["qualite"])

    if saved(request, form, verb, f"Une personne de plus siège\u00a0: {row.nom}."):
        return redirect(retour)
    return page(request, ca, form, f"Ajouter une personne\u00a0: {row.nom}", retour, "Ajouter")


def _new_contact(request: HttpRequest, ca: Cooperative, data: dict) -> Contact:
    return person_at(data["email"], user=request.user, ca=ca, fonction=data["fonction"])


@require_POST
@ca_view(write=ANIMATION)
def siege_retirer(request: HttpRequest, ca: Cooperative, instance_id: int, siege_id: int) -> HttpResponse:
    row = _instance(ca, instance_id)
    seat = get_object_or_404(row.participants.select_related("contact"), pk=siege_id)
    verbs.unseat(seat, actor=request.user.actor)
    messages.success(request, f"{seat.contact.fonction} ne siège plus\u00a0: {row.nom}.")
    return redirect(home(ca, f"instance-{row.pk}"))


@require_POST
@ca_view(write=ANIMATION)
def instance_completer(request: HttpRequest, ca: Cooperative, instance_id: int) -> HttpResponse:
    """Seat one representative of each member that has nobody there."""
    row = _instance(ca, instance_id)
    added = verbs.seat_missing(row, actor=request.user.actor)
    if added:
        messages.success(request, f"Ont maintenant un siège\u00a0: {', '.join(str(seat.membre) for seat in added)}.")
    else:
        messages.info(
            request, "Aucun représentant à ajouter\u00a0: nommez d’abord ceux qui manquent, page «\u00a0Membres\u00a0»."
        )
    return redirect(home(ca, f"instance-{row.pk}"))


@require_POST
@ca_view(write=ANIMATION)
def instance_clore(request: HttpRequest, ca: Cooperative, instance_id: int) -> HttpResponse:
    row = get_object_or_404(ca.instances.filter(fin__isnull=True).select_related("ca__departement"), pk=instance_id)
    verbs.close_instance(row, actor=request.user.actor)
    messages.success(request, f"L’instance «\u00a0{row.nom}\u00a0» est close.")
    return redirect(home(ca))


@ca_view(read=ANIMATION, write=ANIMATION)
def equipe_evaluation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Who is in charge of the follow-up and evaluation (R-GOUV-22)."""
    row = Cooperative.objects.select_related("departement").get(pk=ca.pk)
    form = EquipeForm(request.POST or None, instance=row)

    def verb():
        data = form.cleaned_data
        verbs.designate_evaluation_team(
            ca, actor=request.user.actor, texte=data["equipe_evaluation"], version=form.expected_version
        )

    try:
        if saved(request, form, verb, "L’équipe d’évaluation est enregistrée."):
            return redirect(home(ca, "evaluation"))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(request, ca, form, "Équipe d’évaluation", home(ca, "evaluation"))


@ca_view(write=LECTEURS)
def organisation(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The page « Organisation de la CA »; its button asks for the PDF."""
    if request.method != "POST":
        peut_imprimer = bool(request.roles & LECTEURS)
        context = read_organisation(ca) | {"rubrique": "gouvernance", "peut_imprimer": peut_imprimer}
        return render(request, "cooperatives/gouvernance/organisation.html", context)
    document = ask_document(
        "organisation", ca.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code
    )
    return redirect("documents:detail", uid=document.uid)
