"""The search of the header."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coop.accounts.policies import signed_in
from portail.queries import recherche as lecture

MOTS_MAX = 100


@signed_in
def recherche(request: HttpRequest) -> HttpResponse:
    """Groups of what answers `?q=`, within what the person may see; two letters at least."""
    mots = request.GET.get("q", "").strip()[:MOTS_MAX]
    groups = lecture.recherche(request.user, mots)
    total = sum(len(group.resultats) for group in groups)
    context = {
        "mots": mots,
        "groupes": groups,
        "total": total,
        "trop_court": bool(mots) and not lecture.assez_long(mots),
    }
    return render(request, "portail/recherche/recherche.html", context)
