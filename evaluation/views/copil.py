"""The COPIL table of six columns and the readings of its process indicators."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from conventions.enums import TypeIndicateur
from conventions.models import Indicateur
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.documents.workflows import request as ask_document
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, INTERNES
from evaluation import classeur_copil
from evaluation.forms_copil import ReleveProcessusForm
from evaluation.models import ReleveProcessus
from evaluation.queries import copil as reading
from evaluation.workflows import processus


def page(ca: Cooperative, ancre: str = "", trimestre: str = "") -> str:
    """The table, at one of its actions, as a quarter left it."""
    url = reverse("evaluation:copil", kwargs={"ca_ref": ca.reference})
    url = f"{url}?trimestre={trimestre}" if trimestre else url
    return f"{url}#{ancre}" if ancre else url


@ca_view()
def copil(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The table: last transmitted values beside the targets; `?trimestre=` shows it as a quarter left it."""
    table = reading.read(ca, request.GET.get("trimestre", ""))
    reads = bool(request.roles & ANIMATION) and bool(table and table.quart)
    if reads:
        _fillable(table)
    context = {
        "ca": ca,
        "rubrique": "suivi",
        "t": table,
        "colonnes": reading.COLONNES,
        "peut_relever": reads,
        "interne": bool(request.roles & INTERNES),
        "peut_imprimer": bool(request.roles - {Role.ADMIN}),
    }
    return render(request, "evaluation/copil/copil.html", context)


def _fillable(table: reading.TableauCopil) -> None:
    """Give each process indicator the form of its reading of the quarter shown."""
    for cell in [cell for ligne in table.lignes for cell in ligne.processus]:
        row = cell.du_quart
        cell.form = ReleveProcessusForm(
            indicateur=cell.indicateur, quarts=[table.quart], auto_id=f"ip{cell.indicateur.pk}_%s",
            initial={"quart": table.quart.code} | ({"constat": row.constat, "valeur": row.valeur} if row else {}),
        )  # fmt: skip


@ca_view(read=INTERNES)
def xlsx(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The same table as a workbook: the six columns of the guide, then one row an indicator."""
    table = reading.read(ca, request.GET.get("trimestre", ""))
    if table is None:
        raise Http404
    return reponse_xlsx(f"tableau-copil-{ca.reference}.xlsx", classeur(classeur_copil.feuilles(table)))


@ca_view(read=ANIMATION, write=ANIMATION)
def releve(request: HttpRequest, ca: Cooperative, indicateur_id: int) -> HttpResponse:
    """Tell the state of one process indicator for a quarter that has begun."""
    rows = Indicateur.objects.filter(action__programme__ca=ca, type=TypeIndicateur.IP)
    indicateur = get_object_or_404(rows.select_related("action__programme__ca__departement"), pk=indicateur_id)
    quarts = reading.quarts_commences(indicateur.action.programme)
    if not quarts:
        raise Http404
    form = ReleveProcessusForm(
        request.POST or None, indicateur=indicateur, quarts=quarts, initial=_initial(indicateur, quarts[0])
    )
    if form.is_valid() and _record(form, indicateur, request.user.actor):
        code = form.choisi.code if form.choisi.code != quarts[0].code else ""
        return redirect(page(ca, f"action-{indicateur.action.numero}", code))
    context = {"ca": ca, "rubrique": "suivi", "form": form, "indicateur": indicateur, "retour": page(ca)}
    return render(request, "evaluation/copil/releve.html", context)


def _initial(indicateur: Indicateur, quart: reading.Quart) -> dict:
    """What was already told of the current quarter."""
    row = ReleveProcessus.objects.filter(
        indicateur=indicateur, periode=quart.periode, trimestre=quart.trimestre
    ).first()
    return {"quart": quart.code, "constat": row.constat, "valeur": row.valeur} if row else {"quart": quart.code}


def _record(form: ReleveProcessusForm, indicateur: Indicateur, actor) -> bool:
    data, quart = form.cleaned_data, form.choisi
    try:
        processus.record_reading(
            indicateur,
            actor=actor,
            periode=quart.periode,
            trimestre=quart.trimestre,
            constat=data["constat"],
            valeur=data["valeur"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the table as a PDF, in landscape."""
    table = reading.read(ca)
    if table is None:
        raise Http404
    if request.method != "POST":
        return redirect(page(ca))
    title = f"Tableau du comité de pilotage – {ca.intitule}"
    document = ask_document("tableau_copil", ca.pk, actor=request.user.actor, title=title, ca_id=ca.pk)
    return redirect("documents:detail", uid=document.uid)
