"""Public verification of a printed document, by its code or by its file, without account (R-CONV-16)."""

from pathlib import Path

from allauth.core import ratelimit
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from conventions.forms_verification import CodeForm, FichierForm
from conventions.queries import verification as queries
from coop.accounts.policies import public

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
ACTION = "verification"
TOO_MANY = "Beaucoup de fichiers ont été comparés depuis cette connexion. Réessayez dans cinq minutes."


@public
@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """By the code, or by the file."""
    form = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        return redirect("verification:version", code=form.cleaned_data["code"])
    return render(request, "conventions/verification/accueil.html", {"form": form, "fichier": FichierForm()})


@public
@require_safe
def version(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the text whose fingerprint begins so; an unknown code is told plainly."""
    found = queries.of_code(code)
    context = {"verification": found, "code": code, "fichier": FichierForm()}
    return render(request, "conventions/verification/version.html", context, status=200 if found else 404)


@public
def fichier(request: HttpRequest) -> HttpResponse:
    """Compare a file with what was prepared and frozen; computed here and now, never kept."""
    if request.method != "POST":
        return redirect("verification:accueil")
    form, context = FichierForm(request.POST, request.FILES), {}
    status = 200
    if not ratelimit.consume(request, action=ACTION):
        form, status = FichierForm(), 429
        context["refus"] = TOO_MANY
    elif form.is_valid():
        context["constat"] = queries.of_file(form.cleaned_data["fichier"])
    return render(request, "conventions/verification/fichier.html", context | {"fichier": form}, status=status)


@public
@require_safe
def schema(request: HttpRequest, numero: int) -> FileResponse:
    """The description of the data attached to each PDF, by version of the schema."""
    path = SCHEMAS / f"convention-{numero}.json"
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="application/schema+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
