"""For the siège and the délégations: recommendations of the region, exchanges of practice, trainings offered to all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.policies import mandated
from coop.accounts.predicates import require
from coop.territories.models import Departement
from coop.versions import StaleVersion
from cooperatives.forms.vie.formations import EchangeForm, FormationForm
from cooperatives.forms.vie.recommandations import SuiviForm
from cooperatives.guide_vie import ECHANGES, PROMOSANTE
from cooperatives.models import EchangePratiques, Formation, Recommandation, SuiviRecommandation
from cooperatives.queries.vie import formations as reading
from cooperatives.queries.vie import recommandations as advice
from cooperatives.rules_vie import of_siege, writes_exchange
from cooperatives.views.saisie import saved
from cooperatives.workflows.vie import formations as verbs
from cooperatives.workflows.vie import recommandations as following

ARS = (RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD)
LECTEURS = (*ARS, RoleMandat.DELEGUE)
# Where a form leads back, and what that page is called.
PAGES = {"cooperatives:echanges": "Échanges de pratiques", "cooperatives:region_recommandations": "Recommandations"}
FORMULAIRE = "cooperatives/vie/region_formulaire.html"


def _departement(request: HttpRequest) -> Departement | None:
    """The département whose délégation the person coordinates; the first one when there are several."""
    return Departement.objects.filter(pk__in=_departements(request)).order_by("code").first()


def _departements(request: HttpRequest) -> set[int]:
    """The ids of the départements whose délégation the person coordinates."""
    held = Mandate.objects.active().filter(contact=request.user.contact_id, role=RoleMandat.COORDINATEUR_DD)
    return set(held.order_by().values_list("departement", flat=True))


def _form(request: HttpRequest, form, titre: str, retour: str, **extra) -> HttpResponse:
    context = {"form": form, "titre": titre, "retour": retour, "retour_mot": PAGES[retour], "bouton": "Enregistrer"}
    return render(request, FORMULAIRE, context | extra)


@mandated(*LECTEURS)
def recommandations(request: HttpRequest) -> HttpResponse:
    """The twenty-nine, with what the region, the délégations and the coopératives say of each."""
    departement = _departement(request)
    siege = bool(of_siege(request.user.actor)) and not request.user.is_superuser
    families = advice.de_la_region(departement, siege=siege)
    context = {"familles": families, "departement": departement}
    return render(request, "cooperatives/vie/region_recommandations.html", context)


@mandated(*ARS)
def recommandation(request: HttpRequest, numero: int) -> HttpResponse:
    """The siège follows those of the region, a délégation its own."""
    row = get_object_or_404(Recommandation, numero=numero)
    departement = _departement(request) if row.niveau in following.DE_LA_DD else None
    by_siege = row.niveau in following.DE_LA_REGION and of_siege(request.user.actor)
    if departement is None and not by_siege:
        raise Http404
    known = SuiviRecommandation.objects.filter(recommandation=row, ca=None, departement=departement).first()
    form = SuiviForm(request.POST or None, suivi=known)

    def verb() -> None:
        following.follow(row, actor=request.user.actor, departement=departement, **form.cleaned_data)

    try:
        if saved(request, form, verb, "C’est enregistré."):
            return redirect("cooperatives:region_recommandations")
    except StaleVersion as stale:
        form.show_theirs(stale.current)
    return _form(
        request, form, f"Recommandation {numero}", "cooperatives:region_recommandations",
        chapo=row.libelle, pour=departement.nom if departement else "Région",
    )  # fmt: skip


@mandated(*LECTEURS)
def echanges(request: HttpRequest) -> HttpResponse:
    """Exchanges held and to come, trainings offered to all, and the figures of the region."""
    rows = list(reading.echanges())
    today, held = horloge.today(), _departements(request)
    siege = bool(of_siege(request.user.actor))
    for row in rows:
        row.modifiable = not request.user.is_superuser and (siege or row.tenu_par_id in held)
    context = {
        "a_venir": [row for row in rows if row.le >= today][::-1],
        "tenus": [row for row in rows if row.le < today],
        "offre": reading.formations(None), "chiffres": reading.chiffres(), "guide": ECHANGES,
        "promosante": PROMOSANTE, "siege": siege,
        "miennes": set(request.user.contact.formations.values_list("formation_id", flat=True)) if request.user.contact_id else set(),
        "ecrit": not request.user.is_superuser,
    }  # fmt: skip
    return render(request, "cooperatives/vie/echanges.html", context)


@mandated(*ARS)
def echange(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new exchange, or one to tell."""
    row = get_object_or_404(EchangePratiques, pk=pk) if pk else EchangePratiques()
    if pk:
        require(writes_exchange, request.user.actor, row, verbs.REFUS_CORRECTION)
    form = EchangeForm(request.POST or None, instance=row)

    def verb() -> None:
        fresh = EchangePratiques.objects.get(pk=pk) if pk else None
        version = form.expected_version if pk else None
        verbs.exchange(fresh, actor=request.user.actor, version=version, **form.values())

    try:
        if saved(request, form, verb, "C’est enregistré."):
            return redirect("cooperatives:echanges")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, form, row.theme if pk else "Ajouter un échange de pratiques", "cooperatives:echanges")


@mandated(RoleMandat.SIEGE)
def offre(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A training the siège offers to every coopérative."""
    row = get_object_or_404(Formation, pk=pk, ca=None) if pk else Formation()
    form = FormationForm(request.POST or None, instance=row, regionale=True)

    def verb() -> None:
        if pk:
            fresh = Formation.objects.get(pk=pk)
            verbs.update(fresh, actor=request.user.actor, version=form.expected_version, **form.values())
        else:
            verbs.offer(None, actor=request.user.actor, **form.values())

    try:
        if saved(request, form, verb, "C’est enregistré."):
            return redirect("cooperatives:echanges")
    except StaleVersion as stale:
        return form.conflict(request, stale)
    return _form(request, form, row.intitule if pk else "Proposer une formation", "cooperatives:echanges")


@require_POST
@mandated(*ARS)
def offre_inscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Put oneself on the list, or off it."""
    row = get_object_or_404(Formation, pk=pk, ca=None)
    known = row.inscriptions.filter(contact=request.user.contact_id).first()
    if known is not None:
        verbs.leave(known, actor=request.user.actor)
        messages.success(request, "Vous n’êtes plus inscrit à cette formation.")
    elif request.user.contact_id:
        verbs.enrol(row, actor=request.user.actor, contact=request.user.contact)
        messages.success(request, "Vous êtes inscrit à cette formation.")
    return redirect("cooperatives:echanges")
