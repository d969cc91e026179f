"""The regional text of the convention: its blocks, their versions, and the coopératives that depart from it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from conventions.forms_gabarits import ExempleForm, VersionForm
from conventions.gabarit_mots import elements, to_words
from conventions.models import GabaritArticle
from conventions.queries import gabarits as queries
from conventions.workflows import gabarits
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.accounts.rules import is_siege
from coop.ui.typographie import date_longue
from coop.versions import StaleVersion

# Those who read the page of the région.
lecteurs = mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR)
FRAGMENT = "conventions/gabarits/_apercu.html"


@lecteurs
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Every block with the version in force, then where the model is departed from."""
    ecarts = queries.ecarts(request.user)
    context = {"lignes": queries.liste(ecarts), "ecarts": ecarts, "ecrit": _writes(request)}
    return render(request, "conventions/gabarits/liste.html", context)


@lecteurs
@require_safe
def bloc(request: HttpRequest, code: str) -> HttpResponse:
    """The versions of one block, each with what it changed."""
    versions = queries.versions(code)
    if not versions:
        raise Http404
    context = {"code": code, "versions": versions, "nom": versions[0].bloc.nom}
    return render(request, "conventions/gabarits/bloc.html", context | {"ecrit": _writes(request)})


@mandated(RoleMandat.SIEGE)
def modifier(request: HttpRequest, code: str) -> HttpResponse:
    """Write the next version of a block, with its preview on an example."""
    latest = _latest(code)
    form, exemples = VersionForm(request.POST or None, bloc=latest), queries.exemples(request.user)
    choix = ExempleForm(request.POST if "exemple" in request.POST else None, exemples=exemples)
    apercu = previewed(request, form, latest, example(choix, exemples))
    if request.headers.get("HX-Request") and "apercu" in request.POST:
        return render(request, FRAGMENT, {"apercu": apercu, "form": form})
    if request.method == "POST" and "apercu" not in request.POST and form.is_valid():
        try:
            row = _publish(request, code, form)
        except StaleVersion as stale:
            stale.current.texte = to_words(stale.current.texte)
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, f"Version {row.version} enregistrée, à compter du {date_longue(row.en_vigueur_depuis)}."
            )
            return redirect("gabarits:bloc", code=code)
    context = {"form": form, "choix": choix, "apercu": apercu, "bloc": latest, "elements": elements(code)}
    return render(request, "conventions/gabarits/modifier.html", context)


def previewed(request: HttpRequest, form, bloc: GabaritArticle, exemple) -> dict | None:
    """The block as typed (or as it stands), with the inserts of the example; None when it cannot be read."""
    titre, texte = bloc.titre, bloc.texte
    if form.is_bound:
        form.is_valid()
        if "apercu" in request.POST:  # what is not written yet is asked at the recording, not at the preview
            for name in [n for n in form.errors if n != "texte"]:
                del form.errors[name]
        if "texte" in form.errors:
            return None
        titre, texte = form.cleaned_data.get("titre", titre), form.cleaned_data["texte"]
    return queries.apercu(bloc.code, titre, texte, exemple)


def example(choix: ExempleForm, exemples: list):
    """The convention chosen, or the first one."""
    chosen = choix.cleaned_data["exemple"] if choix.is_bound and choix.is_valid() else None
    return chosen or next(iter(exemples), None)


def _publish(request: HttpRequest, code: str, form: VersionForm) -> GabaritArticle:
    fields = {name: form.cleaned_data[name] for name in ("titre", "texte", "motif", "en_vigueur_depuis")}
    return gabarits.publish(code, actor=request.user.actor, version=form.expected_version, **fields)


def _latest(code: str) -> GabaritArticle:
    row = GabaritArticle.objects.filter(code=code).order_by("-version").first()
    if row is None:
        raise Http404
    return row


def _writes(request: HttpRequest) -> bool:
    return request.user.is_superuser or is_siege(request.user.actor, None)
