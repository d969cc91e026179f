"""« Mes données »: what the platform keeps about the person signed in, on a page and in a file (RGPD art. 15)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coop import horloge
from coop.accounts.policies import signed_in
from portail.conservation import mes_donnees as lecture


@signed_in
@never_cache
@require_safe
def mes_donnees(request: HttpRequest) -> HttpResponse:
    """Every list, its last rows."""
    return render(request, "portail/compte/mes_donnees.html", {"parties": lecture.lire(request.user)})


@signed_in
@never_cache
@require_safe
def fichier(request: HttpRequest) -> JsonResponse:
    """Every list, whole."""
    response = JsonResponse(lecture.fichier(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="mes-donnees-{horloge.today():%Y-%m-%d}.json"'
    return response
