"""The text of the convention as it obliges on a day, and what changed between two."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from conventions import adresses, mise_en_page
from conventions.documents_avenant import CONSOLIDEE
from conventions.forms_avenant import EntreForm, LeForm
from conventions.mise_en_page_avenant import changements_de
from conventions.queries import consolide
from conventions.views.convention import current_or_404
from coop import horloge
from coop.documents import workflows as documents
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view


@ca_view(read=INTERNES)
@require_safe
def texte(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """« Texte consolidé au … », today without date."""
    convention = current_or_404(ca)
    states = consolide.etats(convention)
    form = LeForm(request.GET if "le" in request.GET else None, initial={"le": horloge.today()})
    jour = (form.is_valid() and form.cleaned_data["le"]) or horloge.today()
    etat = consolide.parmi(states, jour)
    context = {"ca": ca, "rubrique": "convention", "convention": convention, "form": form, "jour": jour,
               "etats": states, "etat": etat, "repris": consolide.repris(convention, jour)}  # fmt: skip
    if etat:
        context |= {
            "contenu": adresses.imprime(etat.contenu),
            "blocs": mise_en_page.blocs_consolides(etat.contenu),
            "actions": mise_en_page.actions(etat.contenu),
        }
    return render(request, "conventions/avenant/texte.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
@require_POST
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the consolidated text of a day as a PDF."""
    convention, form = current_or_404(ca), LeForm(request.POST)
    jour = (form.is_valid() and form.cleaned_data["le"]) or horloge.today()
    document = documents.request(
        CONSOLIDEE, convention.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
        params={"le": jour.isoformat()}, final=True,
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


@ca_view(read=INTERNES)
@require_safe
def changements(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """« Ce qui a changé entre deux dates », from the entry into force to today unless asked otherwise."""
    convention, today = current_or_404(ca), horloge.today()
    states = consolide.etats(convention)
    first = states[0].depuis if states else today
    form = EntreForm(request.GET if "debut" in request.GET else None, initial={"debut": first, "fin": today})
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    debut, fin = data.get("debut") or first, data.get("fin") or today
    found = changements_de(consolide.entre(convention, debut, fin)) if not form.errors else []
    context = {"ca": ca, "rubrique": "convention", "convention": convention, "form": form, "etats": states,
               "trouves": found, "debut": debut, "fin": fin, "avant_effet": debut < first,
               "par": [etat for etat in states if etat.avenant and debut < etat.depuis <= fin]}  # fmt: skip
    return render(request, "conventions/avenant/changements.html", context)
