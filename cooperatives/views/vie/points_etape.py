"""The page « Vie de la coopérative », and the points d'étape."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop import horloge
from coop.versions import StaleVersion
from cooperatives.forms.vie.points_etape import PointEtapeForm
from cooperatives.models import Cooperative, PointEtape
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie import accueil
from cooperatives.queries.vie import points_etape as reading
from cooperatives.roles import ANIMATION
from cooperatives.views.saisie import saved
from cooperatives.views.vie.commun import RUBRIQUE, home
from cooperatives.workflows.vie import points_etape as verbs


@ca_view()
def vie(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    context = {"ca": ca, **RUBRIQUE, "resumes": accueil.resumes(ca)}
    return render(request, "cooperatives/vie/accueil.html", context)


@ca_view()
def points_etape(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The phases closed, each with its point d'étape, and those made within a phase."""
    context = {
        "ca": ca, **RUBRIQUE, "closes": reading.closes(ca), "libres": reading.libres(ca),
        "anime": bool(request.roles & ANIMATION),
    }  # fmt: skip
    return render(request, "cooperatives/vie/points_etape.html", context)


@ca_view(read=ANIMATION, write=ANIMATION)
def phase(request: HttpRequest, ca: Cooperative, transition_id: int) -> HttpResponse:
    """Make the point d'étape of a phase that was closed."""
    closed = next((row for row in reading.closes(ca) if row.transition.pk == transition_id), None)
    if closed is None:
        raise Http404
    if closed.point is not None:
        return redirect("cooperatives:point_etape", ca_ref=ca.reference, pk=closed.point.pk)
    found = reading.faits(ca, closed.debut, closed.fin)
    row = PointEtape(ca=ca, phase=closed.transition.de, transition=closed.transition)
    return _write(request, ca, row, closed.nom, found)


@ca_view(read=ANIMATION, write=ANIMATION)
def libre(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Make a point d'étape within the phase under way."""
    last = ca.points_etape.order_by("-le").values_list("le", flat=True).first()
    closes = reading.closes(ca)
    since: date = max([day for day in (last, closes[0].fin if closes else None) if day], default=ca.creee_le)
    found = reading.faits(ca, since, horloge.today())
    return _write(request, ca, PointEtape(ca=ca, phase=ca.phase), ca.get_phase_display(), found)


@ca_view(read=ANIMATION, write=ANIMATION)
def point_etape(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Correct one."""
    row = get_object_or_404(ca.points_etape.prefetch_related("elements"), pk=pk)
    return _write(request, ca, row, row.get_phase_display(), None)


def _write(
    request: HttpRequest, ca: Cooperative, row: PointEtape, phase: str, found: reading.Faits | None
) -> HttpResponse:
    if found is not None:
        row.chemin_parcouru = reading.recit(row.phase, found)
    form = PointEtapeForm(request.POST or None, instance=row, ca=ca)

    def verb() -> None:
        if row.pk:
            fresh = ca.points_etape.get(pk=row.pk)
            verbs.rewrite(fresh, actor=request.user.actor, version=form.expected_version, **form.values())
        else:
            verbs.mark(ca, actor=request.user.actor, transition=row.transition, **form.values())

    try:
        if saved(request, form, verb, "Le point d’étape est enregistré."):
            return redirect(home(ca, "points_etape"))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, **RUBRIQUE})
    context = {"ca": ca, **RUBRIQUE, "form": form, "phase": phase, "faits": found, "retour": home(ca, "points_etape")}
    return render(request, "cooperatives/vie/point_etape.html", context)
