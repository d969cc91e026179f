"""The bilan by workbook: take it, fill it anywhere, give it back and see what it changes (decisions.md 32)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from coop.classeurs.ecriture import reponse_xlsx
from coop.classeurs.enums import EtatRetour
from coop.classeurs.models import Retour
from coop.documents import access
from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from evaluation.forms_tableur import DepotTableurForm, choix_poses
from evaluation.models import Bilan
from evaluation.tableur.feuilles import MODELE, Feuille, classeur_de, lire_feuilles, nom_du_fichier
from evaluation.tableur.lecture import anciennete
from evaluation.tableur.plan import retablir
from evaluation.tableur.retour import Plan, ecrites_de, enregistrees, plan_de
from evaluation.views.pas import etapes
from evaluation.views.porte import Porte, deux_portes
from evaluation.workflows import tableur as verbs

MOVED = (
    "Quelqu’un vient d’écrire dans ce bilan\u00a0: la comparaison a été refaite, relisez-la. Rien n’a été enregistré."
)


def _tableur(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Where the workbook is taken and given back."""
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    form = DepotTableurForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = verbs.deposer(porte.bilan, form.cleaned_data["fichier"], actor=porte.actor)
        except ValidationError as error:
            form.add_error("fichier", error)
        else:
            return redirect(porte.url("tableur_retour", retour_id=row.pk))
    context = porte.context(
        form=form,
        prendre=porte.url("tableur_xlsx"),
        en_ligne=etapes(porte)[0].url,
        depots=[(row, porte.url("tableur_retour", retour_id=row.pk)) for row in _retours(porte.bilan)[:10]],
    )
    return render(request, "evaluation/tableur/tableur.html", context)


def _retours(bilan: Bilan):
    rows = Retour.objects.filter(remis__modele=MODELE, remis__cible=str(bilan.pk))
    return rows.select_related("piece", "remis")


def dernier_depot(porte: Porte) -> tuple[Retour, str] | None:
    """The last workbook recorded in the draft, and the page where it is taken back."""
    row = _retours(porte.bilan).first()
    if row is None or row.etat != EtatRetour.ENREGISTRE or not verbs.revocable(row, porte.bilan):
        return None
    return row, porte.url("tableur_retour", retour_id=row.pk)


def _classeur(request: HttpRequest, porte: Porte) -> HttpResponse:
    """The workbook, made for who asks; a POST, for its base is kept."""
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    if request.method != "POST":
        return redirect(porte.url("tableur"))
    feuilles = _feuilles(porte)
    remis = verbs.remettre(porte.bilan, feuilles, actor=porte.actor)
    return reponse_xlsx(nom_du_fichier(porte.bilan), classeur_de(porte.bilan, remis, feuilles))


def _feuilles(porte: Porte) -> list[Feuille]:
    """The questions of the coordination are answered by the party alone."""
    return lire_feuilles(porte.bilan, questions=not porte.pour_compte)


def _retour(request: HttpRequest, porte: Porte, retour_id: int) -> HttpResponse:
    """What a deposit changes, cell by cell; recorded, given up or taken back here."""
    row = get_object_or_404(_retours(porte.bilan), pk=retour_id)
    if not porte.bilan.ouvert:
        return redirect(porte.url("recu"))
    if request.method == "POST":
        return _decider(request, porte, row)
    feuilles = _feuilles(porte)
    waits = row.etat in (EtatRetour.LU, EtatRetour.ENREGISTRE)
    context = porte.context(
        retour=row,
        plan=plan_de(row, feuilles) if waits else None,
        anciennete=anciennete(row.remis, porte.bilan) if row.etat == EtatRetour.LU else "",
        enregistrees=enregistrees(row, feuilles) if row.etat == EtatRetour.ENREGISTRE else [],
        tableur=porte.url("tableur"),
        fichier=porte.url("tableur_fichier", retour_id=row.pk),
        finir=porte.url("finir"),
    )
    return render(request, "evaluation/tableur/retour.html", context)


def _decider(request: HttpRequest, porte: Porte, row: Retour) -> HttpResponse:
    """Record, give up or take back; what is refused, or what has moved, comes back to the comparison."""
    verb = {"abandonner": _abandonner, "defaire": _defaire}.get(request.POST.get("acte", ""), _enregistrer)
    try:
        return redirect(verb(request, porte, row))
    except StaleVersion:
        messages.warning(request, MOVED)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(request.path)


def _enregistrer(request: HttpRequest, porte: Porte, row: Retour) -> str:
    """Write, then lead to the reading through; or back to the page while something waits there."""
    feuilles = _feuilles(porte)
    shown = plan_de(row, feuilles)
    if request.POST.get("empreinte") != shown.empreinte:
        messages.warning(request, MOVED)
        return request.path
    taken, decisions = choix_poses(request.POST, shown)
    plan = plan_de(row, feuilles, prises=taken, decisions=decisions)
    verbs.enregistrer(
        row, porte.bilan, actor=porte.actor, ecrites=plan.ecrites, decisions=decisions.en_texte(),
        lots=[sheet.lot for sheet in plan.feuilles if sheet.ecrites],
    )  # fmt: skip
    told = avec_nombre(len(plan.ecrites), "réponse enregistrée,réponses enregistrées")
    messages.success(request, f"{told} d’après votre tableur. Rien n’est encore transmis.")
    return request.path if _attend(plan) else porte.url("finir")


def _attend(plan: Plan) -> bool:
    return bool(plan.demandees or plan.refusees)


def _abandonner(request: HttpRequest, porte: Porte, row: Retour) -> str:
    verbs.abandonner(row, porte.bilan, actor=porte.actor)
    messages.info(request, "Ce dépôt est abandonné\u00a0: rien n’a été écrit.")
    return porte.url("tableur")


def _defaire(request: HttpRequest, porte: Porte, row: Retour) -> str:
    """Put back what was before; the cells changed since are left, and named."""
    back = [retablir(feuille, ecrites_de(row)) for feuille in _feuilles(porte)]
    plans, since = [plan for plan, _ in back if plan.ecrites], [cle for _, keys in back for cle in keys]
    put = sum(len(plan.ecrites) for plan in plans)
    verbs.defaire(row, porte.bilan, actor=porte.actor, lots=[plan.lot for plan in plans], retablies=put)
    told = f"Revenu à avant ce dépôt\u00a0: {avec_nombre(put, 'réponse remise,réponses remises')}."
    if since:
        more = "réponse changée depuis reste,réponses changées depuis restent"
        told += f" {avec_nombre(len(since), more)} en ligne."
    messages.success(request, told)
    return request.path


def _fichier(request: HttpRequest, porte: Porte, retour_id: int) -> HttpResponse:
    """The file as it was deposited."""
    return access.deliver_piece(get_object_or_404(_retours(porte.bilan), pk=retour_id).piece, porte.actor)


tableur, tableur_lien = deux_portes(_tableur)
classeur, classeur_lien = deux_portes(_classeur)
retour, retour_lien = deux_portes(_retour)
fichier, fichier_lien = deux_portes(_fichier)
