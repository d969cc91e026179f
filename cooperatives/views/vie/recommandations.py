"""The recommendations followed by a coopérative."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.versions import StaleVersion
from cooperatives.forms.vie.recommandations import SuiviForm
from cooperatives.models import Cooperative, Recommandation, SuiviRecommandation
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie import recommandations as reading
from cooperatives.roles import ANIMATION
from cooperatives.views.saisie import saved
from cooperatives.views.vie.commun import GABARIT, RUBRIQUE, home
from cooperatives.workflows.vie import recommandations as verbs


@ca_view()
def recommandations(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    families = reading.de_la_ca(ca)
    done, total = reading.bilan(families)
    context = {
        "ca": ca, **RUBRIQUE, "familles": families, "suivies": done, "total": total,
        "anime": bool(request.roles & ANIMATION),
    }  # fmt: skip
    return render(request, "cooperatives/vie/recommandations.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def recommandation(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Where the coopérative stands on one of them."""
    row = get_object_or_404(Recommandation, numero=numero, niveau__in=verbs.DE_LA_CA)
    known = SuiviRecommandation.objects.filter(recommandation=row, ca=ca).first()
    form = SuiviForm(request.POST or None, suivi=known)
    retour = home(ca, "recommandations", f"r{numero}")
    try:
        verb = lambda: verbs.follow(row, actor=request.user.actor, ca=ca, **form.cleaned_data)  # noqa: E731
        if saved(request, form, verb, f"La suite de la recommandation {numero} est enregistrée."):
            return redirect(retour)
    except StaleVersion as stale:
        form.show_theirs(stale.current)
    context = {"ca": ca, **RUBRIQUE, "form": form, "titre": f"Recommandation {numero}", "chapo": row.libelle}
    return render(request, GABARIT, context | {"retour": retour, "bouton": "Enregistrer"})
