"""What the personal link of a meeting opens, without account: answer, propose an item, read the minutes, ask a correction."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from cooperatives.enums import StatutReunion
from cooperatives.forms import attach
from cooperatives.forms.reunions import PointForm, RemarqueForm, ReponseForm
from cooperatives.models import Reunion
from cooperatives.queries import reunions as reading
from cooperatives.views import convocations, ordre_du_jour, suites
from cooperatives.workflows import reunions as verbs
from cooperatives.workflows.reunions.commun import titre

# What may be posted: name of the act → (form, verb, sentence told once done).
ACTES: dict[str, tuple[type, Callable, str]] = {
    "repondre": (ReponseForm, verbs.answer, convocations.MERCI),
    "proposer": (PointForm, verbs.propose_point, ordre_du_jour.MERCI),
    "remarquer": (RemarqueForm, verbs.remark, suites.MERCI),
}


def landing(link: PersonalLink) -> str:
    """Where a link to a meeting lands."""
    return reverse("convocation:entree", kwargs={"object_id": link.object_id})


def _reunion(link: PersonalLink) -> Reunion:
    return get_object_or_404(Reunion.objects.select_related("instance", "ca__departement"), pk=link.object_id)


@link_view(UsageLien.REUNION)
def entree(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """One page for the life of the meeting; `acte` says what is sent."""
    row = _reunion(link)
    if request.method != "POST":
        return _page(request, row, link, {})
    name = request.POST.get("acte", "")
    if name not in ACTES:
        raise Http404
    kind, verb, told = ACTES[name]
    form = kind(request.POST)
    if not form.is_valid():
        return _page(request, row, link, {name: form})
    try:
        verb(row, actor=request.actor, **form.cleaned_data)
    except ValidationError as error:
        attach(form, error)
        return _page(request, row, link, {name: form})
    messages.success(request, told)
    return redirect(request.path)


@link_view(UsageLien.REUNION)
def agenda(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """The meeting as a calendar file."""
    return convocations.fichier(_reunion(link))


def _page(request: HttpRequest, row: Reunion, link: PersonalLink, refused: dict) -> HttpResponse:
    """`refused` holds the form to mend, by the name of its act."""
    mine = row.convocations.filter(contact=link.contact_id).first()
    context = {
        "reunion": row,
        "ca": row.ca,
        "titre": titre(row),
        "link": link,
        "points": reading.points(row),
        "convocation": mine,
        "convoquee": row.statut == StatutReunion.CONVOQUEE,
        "lisible": row.statut in reading.ECRITS,
        "reponse_form": refused.get("repondre") or ReponseForm(convocation=mine),
        "point_form": refused.get("proposer") or PointForm(),
        "propositions": row.propositions.filter(contact=link.contact_id),
        "remarques": row.remarques.filter(contact=link.contact_id),
    }
    if context["lisible"]:
        context |= {
            "decisions": reading.decisions(row),
            "adresses": {},
            "feuille": reading.feuille(row),
            "texte": reading.texte_ecrit(row),
        }
    if row.corrections_ouvertes(horloge.today()):
        context["remarque_form"] = refused.get("remarquer") or RemarqueForm()
    return render(request, "cooperatives/reunions/lien.html", context)
