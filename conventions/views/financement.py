"""« Financement »: the year's budget, how it is distributed, and what other funders bring."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from conventions import chiffres_annuels as annuels
from conventions.chiffres_argent import F_19, F_20, F_22
from conventions.classeur_financement import feuilles
from conventions.enums_financement import StatutBudget
from conventions.forms_financement import (
    COORDINATION as INGENIERIE,
)
from conventions.forms_financement import (
    AutreForm,
    BudgetForm,
    LigneFormSet,
    MotifForm,
    ValiderForm,
    VersionForm,
    actions_of,
    membres,
)
from conventions.models import AutreFinancement, Budget, FicheAction
from conventions.queries import chiffres_argent
from conventions.queries import financement as queries
from conventions.rules_financement import ENGAGEMENTS, MONTANTS, PROJETS, TOUS_LES_ENGAGEMENTS, seuil_le
from conventions.workflows import financement as verbs
from coop import horloge
from coop.classeurs.ecriture import classeur, reponse_xlsx
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import COORDINATION, organisations_of

STALE = "Quelqu’un d’autre vient d’enregistrer cette répartition\u00a0: relisez-la avant de recommencer."
ANNEES = range(2017, 2101)


@ca_view(read=MONTANTS)
@require_safe
def financement(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The year's money: who receives what, for which action and why."""
    found = _exercice(request, ca, _annee(request.GET.get("annee", "")))
    tous = bool(request.roles & TOUS_LES_ENGAGEMENTS)
    if not tous:
        mine = organisations_of(request.user.actor) if request.roles & ENGAGEMENTS else frozenset()
        found.engagements = [row for row in found.engagements if row.organisation_id in mine]
    context = {
        "e": found, "annees": queries.annees(ca), "tous": tous,
        "ecrit": bool(request.roles & COORDINATION), "engagements_lus": bool(request.roles & ENGAGEMENTS),
        "ecart": verbs.ecart(found.budget, found.reparti) if found.budget else "",
        "seuil": seuil_le(horloge.today()), "pluriannuels": queries.pluriannuels(ca) if tous else [],
        "chiffres": _chiffres(ca, found.annee) if tous else [],
    }  # fmt: skip
    return _page(request, ca, "financement", context)


def _chiffres(ca: Cooperative, annee: int) -> list[annuels.Lecture]:
    """F-20, F-22 and F-19 of the coopérative, as the région counts them."""
    rows = Cooperative.objects.filter(pk=ca.pk)
    comptes = chiffres_argent.compter(rows, annuels.annees_de(annee), horloge.today())
    return [annuels.lire(definition, comptes, annee) for definition in (F_20, F_22, F_19)]


@ca_view(read=COORDINATION, write=COORDINATION)
def budget(request: HttpRequest, ca: Cooperative, annee: int) -> HttpResponse:
    """What the ARS gives for a year."""
    known = Budget.objects.filter(ca=ca, annee=_annee(str(annee))).first()
    form = BudgetForm(request.POST or None, instance=known or Budget(ca=ca, annee=annee))
    if request.method == "POST" and form.is_valid():
        version = form.expected_version if known else None
        try:
            verbs.fixer_budget(
                ca, actor=request.user.actor, annee=annee, montant=form.cleaned_data["montant"], version=version
            )
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("conventions:financement_repartition", ca_ref=ca.reference, annee=annee)
    return _formulaire(request, ca, form, f"Budget {annee}", annee)


@ca_view(read=COORDINATION, write=COORDINATION)
def repartition(request: HttpRequest, ca: Cooperative, annee: int) -> HttpResponse:
    """The rows of a year, proposed from the fiches-action at the first time."""
    row = get_object_or_404(Budget.objects.select_related("ca"), ca=ca, annee=annee)
    if row.statut == StatutBudget.VALIDE:
        messages.info(request, verbs.SETTLED)
        return _retour(ca, annee)
    choices = {"organismes": [(o.pk, o.nom) for o in membres(ca)], "actions": _actions(ca)}
    version = VersionForm(request.POST or None, initial={"version": row.version})
    rows = LigneFormSet(request.POST or None, initial=_lignes(row), prefix="lignes", form_kwargs=choices)
    erreur = ""
    if request.method == "POST" and rows.is_valid() and version.is_valid():
        try:
            verbs.repartir(row, actor=request.user.actor, lignes=_ecrites(rows, ca), version=version.expected_version)
            return _retour(ca, annee)
        except StaleVersion:
            erreur = STALE
        except ValidationError as error:
            erreur = " ".join(error.messages)
    context = {"rows": rows, "version": version, "budget": row, "erreur": erreur}
    return _page(request, ca, "repartition", context, status=409 if erreur == STALE else 200)


@ca_view(read=COORDINATION, write=COORDINATION)
def valider(request: HttpRequest, ca: Cooperative, annee: int) -> HttpResponse:
    """Settle the distribution; equal shares for unequal contributions ask why."""
    row = get_object_or_404(Budget.objects.select_related("ca"), ca=ca, annee=annee)
    egales = queries.exercice(ca, annee).egales
    form = ValiderForm(request.POST or None, initial={"version": row.version, "motif_egalite": row.motif_egalite})
    form.fields["motif_egalite"].required = egales
    if not egales:
        form.fields["motif_egalite"].widget = form.fields["motif_egalite"].hidden_widget()
    if request.method == "POST" and form.is_valid():
        try:
            verbs.valider(row, actor=request.user.actor, motif_egalite=form.cleaned_data["motif_egalite"],
                          version=form.expected_version)  # fmt: skip
        except Blocked as blocked:
            form.add_error(None, [manque.phrase for manque in blocked.manques])
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion:
            form.add_error(None, STALE)
        else:
            messages.success(request, "La répartition est validée. Tous les membres la lisent.")
            return _retour(ca, annee)
    return _formulaire(
        request, ca, form, f"Valider la répartition {annee}", annee, bouton="Valider la répartition", egales=egales
    )


@ca_view(read=COORDINATION, write=COORDINATION)
def rouvrir(request: HttpRequest, ca: Cooperative, annee: int) -> HttpResponse:
    """Open a settled distribution again, with a reason."""
    row = get_object_or_404(Budget.objects.select_related("ca"), ca=ca, annee=annee)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.rouvrir(row, actor=request.user.actor, motif=form.cleaned_data["motif"])
        return redirect("conventions:financement_repartition", ca_ref=ca.reference, annee=annee)
    return _formulaire(request, ca, form, f"Rouvrir la répartition {annee}", annee, bouton="Rouvrir")


@ca_view(read=MONTANTS)
@require_safe
def xlsx(request: HttpRequest, ca: Cooperative, annee: int) -> HttpResponse:
    """The distribution of a year as a workbook."""
    found = _exercice(request, ca, _annee(str(annee)))
    return reponse_xlsx(f"financement-{ca.reference}-{annee}.xlsx", classeur(feuilles(found)))


@ca_view(read=COORDINATION, write=COORDINATION)
def autre(request: HttpRequest, ca: Cooperative, pk: int | None = None) -> HttpResponse:
    """What another funder pays, new or corrected."""
    known = get_object_or_404(AutreFinancement, ca=ca, pk=pk) if pk else None
    annee = known.annee if known else horloge.today().year
    form = AutreForm(request.POST or None, instance=known or AutreFinancement(ca=ca, annee=annee), ca=ca)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in verbs.FIELDS}
        try:
            if known:
                fresh = AutreFinancement.objects.select_related("ca").get(pk=pk)
                verbs.corriger_autre(fresh, actor=request.user.actor, version=form.expected_version, **data)
            else:
                verbs.noter_autre(ca, actor=request.user.actor, **data)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _retour(ca, data["annee"])
    return _formulaire(request, ca, form, "Autre financement", annee, autre=known)


@ca_view(read=COORDINATION, write=COORDINATION)
@require_POST
def autre_retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """Take it out."""
    row = get_object_or_404(AutreFinancement, ca=ca, pk=pk)
    verbs.retirer_autre(row, actor=request.user.actor)
    messages.success(request, "Ce financement est retiré.")
    return _retour(ca, row.annee)


def _exercice(request: HttpRequest, ca: Cooperative, annee: int) -> queries.Exercice:
    return queries.exercice(ca, annee, projet=bool(request.roles & PROJETS))


def _annee(text: str) -> int:
    """The year asked for, this one by default; Http404 outside what the product counts."""
    if not text:
        return horloge.today().year
    if not text.isdecimal() or len(text) > 4 or int(text) not in ANNEES:
        raise Http404
    return int(text)


def _actions(ca: Cooperative) -> list[tuple]:
    return [(str(a.pk), f"Action {a.numero}. {a.intitule}") for a in actions_of(ca)]


def _lignes(row: Budget) -> list[dict]:
    """What is written; else one row without amount for each action and its promoteur, and one for the coordination."""
    written = [
        {"beneficiaire": ligne.beneficiaire_id, "action": str(ligne.action_id or INGENIERIE),
         "montant": ligne.montant, "motif": ligne.motif}
        for ligne in row.lignes.all()
    ]  # fmt: skip
    if written:
        return written
    actions = actions_of(row.ca).select_related("promoteur")
    proposed = [{"beneficiaire": a.promoteur.organisation_id, "action": str(a.pk)} for a in actions]
    return [*proposed, {"action": INGENIERIE}]


def _ecrites(rows: LigneFormSet, ca: Cooperative) -> list[dict]:
    organisations = {row.pk: row for row in membres(ca)}
    actions: dict[str, FicheAction] = {str(row.pk): row for row in actions_of(ca)}
    return [
        {"beneficiaire": organisations[data["beneficiaire"]], "action": actions.get(data["action"]),
         "montant": data["montant"], "motif": data["motif"]}
        for data in rows.cleaned_data
        if data.get("montant") and not data.get("DELETE")
    ]  # fmt: skip


def _retour(ca: Cooperative, annee: int) -> HttpResponse:
    return redirect(f"{reverse('conventions:financement', args=[ca.reference])}?annee={annee}")


def _formulaire(request: HttpRequest, ca: Cooperative, form, titre: str, annee: int, **extra) -> HttpResponse:
    context = {"form": form, "titre": titre, "annee": annee, "bouton": "Enregistrer"}
    return _page(request, ca, "formulaire", context | extra)


def _page(request: HttpRequest, ca: Cooperative, name: str, context: dict, status: int = 200) -> HttpResponse:
    common = {"ca": ca, "rubrique": "convention"}
    return render(request, f"conventions/financement/{name}.html", common | context, status=status)
