"""« État du système » for administrators, and the answer a monitor asks for."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coop.accounts.policies import mandated, public
from portail.queries import systeme as lecture


@mandated()
@never_cache
@require_safe
def etat(request: HttpRequest) -> HttpResponse:
    """What is observed, and what to do."""
    constats = lecture.lire()
    return render(
        request, "portail/systeme/etat.html", {"constats": constats, "a_voir": [c for c in constats if not c.bon]}
    )


@public
@never_cache
@require_safe
def sonde(request: HttpRequest) -> HttpResponse:
    """`ok`, or 503 when the database does not answer; nothing else is told."""
    try:
        lecture.repond()
    except DatabaseError:
        return HttpResponse("indisponible\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
