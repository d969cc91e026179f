"""The « Tableau de suivi des actions par les acteurs »: a page by groups of columns, the workbook, the CSV and the PDF."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from coop import horloge
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.classeurs.ecriture_csv import reponse_csv
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from evaluation import classeur_suivi
from evaluation.cellules_suivi import cellules_de_la_page, colonnes_de_la_page
from evaluation.colonnes_suivi import Volet
from evaluation.documents_suivi import KIND
from evaluation.forms_suivi import SuiviForm
from evaluation.queries.tableau_suivi import Choix, Tableau, lire


def _choix(request: HttpRequest) -> Choix:
    return Choix(*(request.GET.get(name, "") for name in ("quand", "partie", "action")))


def _suite(**kept: str) -> str:
    return f"?{urlencode(kept)}" if kept else ""


@ca_view(read=INTERNES)
def tableau(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """One group of columns at a time (`?volet=`), narrowed by quarter, party or action."""
    choix = _choix(request)
    table = lire(ca, choix, horloge.today())
    asked = request.GET.get("volet", "")
    volet = Volet(asked) if asked in Volet else Volet.CONFORMITE
    context = {"ca": ca, "rubrique": "suivi", "t": table}
    if table:
        kept = choix.params
        context |= {
            "volet": volet,
            "volets": [(v, _suite(**kept, volet=v.value)) for v in Volet],
            "colonnes": colonnes_de_la_page(volet),
            "groupes": _groupes(table, volet),
            "form": SuiviForm(table, choix),
            "filtre": bool(choix.partie or choix.action),
            "suite": _suite(**kept),
            "peut_imprimer": bool(request.roles - {Role.ADMIN}),
        }
    return render(request, "evaluation/tableau_suivi.html", context)


def _groupes(table: Tableau, volet: Volet) -> list[tuple]:
    """(objective, [(row, [(heading, what is said)])])."""
    headings = colonnes_de_la_page(volet)
    return [
        (title, [(row, list(zip(headings, cellules_de_la_page(row, volet), strict=True))) for row in rows])
        for title, rows in table.groupes
    ]


def _lu(request: HttpRequest, ca: Cooperative) -> Tableau:
    table = lire(ca, _choix(request), horloge.today())
    if table is None:
        raise Http404
    return table


def _nom(ca: Cooperative, table: Tableau) -> str:
    return f"tableau-de-suivi-{ca.reference}-{table.moment.fichier}"


@ca_view(read=INTERNES)
def xlsx(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The 35 columns, where each row comes from, the indicators as numbers."""
    table = _lu(request, ca)
    return reponse_xlsx(f"{_nom(ca, table)}.xlsx", classeur(classeur_suivi.feuilles(table)))


@ca_view(read=INTERNES)
def csv(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The 35 columns."""
    table = _lu(request, ca)
    return reponse_csv(f"{_nom(ca, table)}.csv", classeur_suivi.lignes_csv(table))


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the table as it is shown, on A3."""
    choix = _choix(request)
    if request.method != "POST":
        return redirect(reverse("evaluation:tableau_suivi", kwargs={"ca_ref": ca.reference}) + _suite(**choix.params))
    document = ask_document(KIND.code, ca.pk, actor=request.user.actor, ca_id=ca.pk, params=choix.params)
    return redirect("documents:detail", uid=document.uid)
