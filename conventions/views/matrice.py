"""« Qui fait quoi ? »: the page, its projection, its PDF and its workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions import classeur_matrice, documents_matrice, phrases_matrice
from conventions.forms_matrice import MatriceForm, as_params, choix
from conventions.queries.matrice import Choix, Matrice, cross, read
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import INTERNES

USUAL = {"lignes": Choix.lignes.value, "colonnes": Choix.colonnes.value}


def _asked(data, ca: Cooperative) -> tuple[MatriceForm, Matrice]:
    faits = read(ca, tous_les_modes=bool(data.get("tous_les_modes")))
    form = MatriceForm(data if "lignes" in data else data | USUAL, faits=faits)
    return form, cross(faits, choix(form))


@ca_view(read=INTERNES)
def matrice(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Two axes chosen, the others filtered; `?projection=1` for a meeting room."""
    form, found = _asked(request.GET.dict(), ca)
    projected = request.GET.get("projection") == "1"
    trous, tus = phrases_matrice.shortened(phrases_matrice.trous(found))
    shared, shared_tus = phrases_matrice.shortened(phrases_matrice.recouvrements(found))
    query = request.GET.copy()
    query.pop("projection", None)
    context = {
        "ca": ca,
        "rubrique": "programme",
        "form": form,
        "m": found,
        "trous": trous,
        "trous_tus": tus,
        "recouvrements": shared,
        "recouvrements_tus": shared_tus,
        "requete": query.urlencode(),
        "may_print": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, f"conventions/matrice/{'projection' if projected else 'matrice'}.html", context)


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the PDF of the table on the screen."""
    if request.method != "POST":
        return redirect("conventions:matrice", ca_ref=ca.reference)
    _, found = _asked(request.POST.dict(), ca)
    document = ask_document(
        documents_matrice.KIND.code, ca.pk, actor=request.user.actor, params=as_params(found.choix),
        title=f"Qui fait quoi\u00a0? – {ca.intitule}", ca_id=ca.pk,
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


@ca_view(read=INTERNES)
def xlsx(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The same table as a workbook, with one long sheet to sort and filter."""
    _, found = _asked(request.GET.dict(), ca)
    return reponse_xlsx(f"qui-fait-quoi-{ca.reference}.xlsx", classeur(classeur_matrice.feuilles(found)))
