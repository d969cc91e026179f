"""The délégations of the région, and the sheet that each keeps of itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.territories.models import Departement
from coop.ui.forms import CoopModelForm
from cooperatives.rules_vie import describes_delegation
from cooperatives.views.saisie import saved
from cooperatives.workflows import delegations as verbs
from portail.queries.region import delegations as reading
from portail.queries.region.portee import portee
from portail.views import region


class DelegationForm(CoopModelForm):
    class Meta:
        model = Departement
        fields = verbs.CHAMPS


@mandated(*sorted(region.ARGENT))
def delegations(request: HttpRequest) -> HttpResponse:
    held, actor = portee(request.user), request.user.actor
    rows = reading.delegations(held.departements, horloge.today())
    known = [row.departement.moyens_animation_etp for row in rows if row.departement.moyens_animation_etp is not None]
    writes = any(describes_delegation(actor, row.departement) for row in rows[:1])
    context = region.pages(request, "", region.DELEGATIONS) | {
        "portee": held, "jour": horloge.today(), "lignes": rows, "total": sum(known) if known else None,
        "dites": len(known), "ecrit": writes and not request.user.is_superuser,
    }  # fmt: skip
    return render(request, "portail/region/delegations.html", context)


@mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD)
def delegation(request: HttpRequest, code: str) -> HttpResponse:
    """Means to animate, référent e-parcours, who signs; for the siège and for this délégation."""
    row = get_object_or_404(Departement.objects.defer("trace"), code=code)
    if not describes_delegation(request.user.actor, row):
        raise Http404
    form = DelegationForm(request.POST or None, instance=row)

    def verb() -> None:
        fresh = Departement.objects.get(pk=row.pk)
        verbs.describe(fresh, actor=request.user.actor, **form.cleaned_data)

    if saved(request, form, verb):
        messages.success(request, "La fiche de la délégation est enregistrée.")
        return redirect(region.DELEGATIONS)
    context = {
        "form": form, "titre": row.nom_dd, "retour": region.DELEGATIONS, "retour_mot": "Délégations",
        "bouton": "Enregistrer",
    }  # fmt: skip
    return render(request, "cooperatives/vie/region_formulaire.html", context)
