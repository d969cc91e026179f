"""Where the convention of a CA departs from the regional text: shown as differences, each with its reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions import modele
from conventions.enums import StatutConvention
from conventions.forms_gabarits import AdaptationForm
from conventions.gabarit_mots import elements, to_words
from conventions.models import Convention, GabaritArticle
from conventions.queries import gabarits as queries
from conventions.views.convention import blocked_page, current_or_404
from conventions.views.gabarits import FRAGMENT, previewed
from conventions.workflows import gabarits
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import COORDINATION


@ca_view(read=INTERNES)
@require_safe
def adaptations(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The blocks rewritten, with their differences; while drafting, the others too."""
    found = current_or_404(ca)
    ecarts = queries.ecarts_de(found)
    adapted = {ecart.adaptation.code for ecart in ecarts}
    blocs = sorted(modele.read(found).regional.values(), key=lambda row: row.ordre)
    context = {
        "ca": ca,
        "rubrique": "convention",
        "adaptes": [(ecart.modele, ecart) for ecart in ecarts],
        "suivis": [row for row in blocs if row.code not in adapted],
        "modifiable": found.statut == StatutConvention.BROUILLON and bool(request.roles & COORDINATION),
    }
    return render(request, "conventions/gabarits/adaptations.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def adapter(request: HttpRequest, ca: Cooperative, code: str) -> HttpResponse:
    """Rewrite one block for this convention."""
    found, bloc = _draft(ca), _bloc(code)
    adaptation = found.adaptations.filter(code=code).first()
    form = AdaptationForm(request.POST or None, modele=bloc, adaptation=adaptation)
    apercu = previewed(request, form, bloc, found)
    if request.headers.get("HX-Request") and "apercu" in request.POST:
        return render(request, FRAGMENT, {"apercu": apercu, "form": form})
    if request.method == "POST" and "apercu" not in request.POST and form.is_valid():
        try:
            _adapt(request, found, code, form)
        except StaleVersion as stale:
            stale.current.texte = to_words(stale.current.texte)
            return form.conflict(request, stale)
        except Blocked as blocked:
            return blocked_page(request, ca, blocked)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "L’adaptation est enregistrée\u00a0: elle se lit dans la marge de la convention.")
            return redirect("conventions:convention_adaptations", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "convention", "form": form, "apercu": apercu, "bloc": bloc,
               "adaptation": adaptation, "elements": elements(code), "modele_en_mots": to_words(bloc.texte)}  # fmt: skip
    return render(request, "conventions/gabarits/adapter.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
@require_POST
def retirer(request: HttpRequest, ca: Cooperative, code: str) -> HttpResponse:
    """Come back to the model."""
    adaptation = get_object_or_404(_draft(ca).adaptations, code=code)
    gabarits.unadapt(adaptation, actor=request.user.actor)
    messages.success(request, "Ce passage reprend le texte du modèle.")
    return redirect("conventions:convention_adaptations", ca_ref=ca.reference)


def _adapt(request: HttpRequest, convention: Convention, code: str, form: AdaptationForm) -> None:
    data = form.cleaned_data
    gabarits.adapt(
        convention, code, actor=request.user.actor, texte=data["texte"], motif=data["motif"], version=data["version"]
    )


def _draft(ca: Cooperative) -> Convention:
    rows = Convention.objects.select_related("ca__departement", "programme")
    return get_object_or_404(rows, ca=ca, statut=StatutConvention.BROUILLON)


def _bloc(code: str) -> GabaritArticle:
    found = modele.of_the_day().get(code)
    if found is None or not found.texte:
        raise Http404
    return found
