"""Ranking the needs together: criteria, opening, voting online or in session, closing, retaining."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from coop.gates import Blocked
from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION, INTERNES
from diagnostics import rules, workflows
from diagnostics.forms_priorites import CritereForm, OuvertureForm, RetenirForm, SeanceForm, VoteForm
from diagnostics.models import CriterePriorite, Diagnostic, Priorisation
from diagnostics.queries.lecture import version_of
from diagnostics.queries.priorites import marks_of, read
from diagnostics.views.commun import draft, form_page, save
from diagnostics.views.voix import PARLENT, reachable
from diagnostics.workflows.priorisation import missing_to_open


def _back(ca: Cooperative) -> dict[str, str]:
    return {
        "retour": reverse("diagnostics:priorites", kwargs={"ca_ref": ca.reference}),
        "retour_nom": "Priorisation",
    }


def _of(diagnostic: Diagnostic) -> Priorisation:
    return get_object_or_404(Priorisation.objects.select_related("diagnostic__ca__departement"), diagnostic=diagnostic)


@ca_view(read=INTERNES)
def priorites(request: HttpRequest, ca: Cooperative, numero: int | None = None) -> HttpResponse:
    """Criteria, who voted, the result in words, the needs retained."""
    diagnostic = version_of(ca, numero)
    if diagnostic is None:
        raise Http404
    lecture = read(diagnostic, request.user.actor)
    context = {
        "ca": ca,
        "rubrique": "diagnostic",
        "d": diagnostic,
        "lecture": lecture,
        "may_prepare": rules.may_write(request.user.actor, diagnostic),
        "manques": missing_to_open(lecture.priorisation) if lecture and not lecture.votants else [],
    }
    return render(request, "diagnostics/priorites.html", context)


@ca_view(read=frozenset(), write=ANIMATION)
def preparer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Prepare the priorisation with the criteria proposed."""
    if request.method == "POST":
        workflows.prepare(draft(ca), actor=request.user.actor)
    return redirect("diagnostics:priorites", ca_ref=ca.reference)


@ca_view(read=ANIMATION, write=ANIMATION)
def critere(request: HttpRequest, ca: Cooperative, critere: int | None = None) -> HttpResponse:
    """Add a criterion, or change one."""
    priorisation = _of(draft(ca))
    row = (
        get_object_or_404(priorisation.criteres, pk=critere) if critere else CriterePriorite(priorisation=priorisation)
    )
    form = CritereForm(request.POST or None, instance=row)

    def action():
        data = dict(form.cleaned_data)
        expected = data.pop("version", None)
        known = priorisation.criteres.get(pk=critere) if critere else None
        workflows.save_criterion(priorisation, actor=request.user.actor, critere=known, version=expected, **data)

    try:
        if save(form, action):
            return redirect("diagnostics:priorites", ca_ref=ca.reference)
    except StaleVersion as stale:
        return form.conflict(request, stale)
    titre = "Modifier un critère" if critere else "Ajouter un critère"
    return form_page(request, ca, form, titre, "priorites", **_back(ca))


@ca_view(read=frozenset(), write=ANIMATION)
def retirer_critere(request: HttpRequest, ca: Cooperative, critere: int) -> HttpResponse:
    """Remove a criterion nobody marked yet."""
    row = get_object_or_404(CriterePriorite.objects.select_related("priorisation__diagnostic__ca"),
                            priorisation=_of(draft(ca)), pk=critere)  # fmt: skip
    if request.method == "POST":
        try:
            workflows.remove_criterion(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("diagnostics:priorites", ca_ref=ca.reference)


@ca_view(read=ANIMATION, write=ANIMATION)
def ouvrir_vote(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Open the vote until a day, and send the personal links."""
    priorisation = _of(draft(ca))
    form, manques = OuvertureForm(request.POST or None, destinataires=reachable(ca)), missing_to_open(priorisation)
    actor = request.user.actor
    try:
        if save(form, lambda: workflows.open_vote(priorisation, actor=actor, **form.cleaned_data)):
            messages.success(request, "La priorisation est ouverte.")
            return redirect("diagnostics:priorites", ca_ref=ca.reference)
    except Blocked as blocked:
        manques = blocked.manques
    except StaleVersion:
        return redirect("diagnostics:ouvrir_vote", ca_ref=ca.reference)
    return form_page(
        request, ca, form, "Ouvrir la priorisation", "priorites", manques=manques, bouton="Ouvrir", **_back(ca)
    )


@ca_view(read=frozenset(), write=ANIMATION)
def clore_vote(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Close the vote."""
    if request.method == "POST":
        try:
            workflows.close_vote(_of(draft(ca)), actor=request.user.actor)
        except Blocked as blocked:
            messages.error(request, blocked.manques[0].phrase)
    return redirect("diagnostics:priorites", ca_ref=ca.reference)


def _vote_form(request: HttpRequest, priorisation: Priorisation, contact_id: int | None, kind=VoteForm) -> VoteForm:
    needs = list(priorisation.diagnostic.besoins.order_by("numero").prefetch_related("constats"))
    criteria = list(priorisation.criteres.all())
    initial = marks_of(priorisation, contact_id) if contact_id else {}
    return kind(request.POST or None, besoins=needs, criteres=criteria, initial=initial)


def _vote_page(request: HttpRequest, priorisation: Priorisation, form: VoteForm, **extra) -> HttpResponse:
    context = {
        "ca": priorisation.diagnostic.ca,
        "rubrique": "diagnostic",
        "form": form,
        "priorisation": priorisation,
        "ouverte": rules.is_open(None, priorisation.diagnostic) and rules.takes_votes(priorisation),
        "base": "cooperatives/base_ca.html",
        "par_lien": False,
        "seance": False,
        "recu": False,
    }
    return render(request, "diagnostics/vote.html", context | extra)


@ca_view(read=PARLENT, write=PARLENT)
def voter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Vote with an account; the marks may be changed until the vote closes."""
    priorisation, actor = _of(draft(ca)), request.user.actor
    form = _vote_form(request, priorisation, actor.contact_id)
    if save(form, lambda: workflows.vote(priorisation, actor=actor, notes=form.notes)):
        messages.success(request, "Votre vote est enregistré.")
        return redirect("diagnostics:priorites", ca_ref=ca.reference)
    return _vote_page(request, priorisation, form)


@ca_view(read=ANIMATION, write=ANIMATION)
def voter_en_seance(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Type the marks a group gave during a meeting."""
    priorisation, actor = _of(draft(ca)), request.user.actor
    form = _vote_form(request, priorisation, None, SeanceForm)

    def action():
        data = form.cleaned_data
        workflows.vote_in_session(
            priorisation, actor=actor, libelle=data["libelle"], voix=data["voix"], notes=form.notes
        )

    if save(form, action):
        return redirect("diagnostics:priorites", ca_ref=ca.reference)
    return _vote_page(request, priorisation, form, seance=True)


@link_view(UsageLien.PRIORISER)
def voter_par_lien(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Vote through a personal link."""
    diagnostic = get_object_or_404(Diagnostic.objects.select_related("ca__departement"), pk=link.object_id)
    priorisation = _of(diagnostic)
    form = _vote_form(request, priorisation, link.contact_id)
    if save(form, lambda: workflows.vote(priorisation, actor=request.actor, notes=form.notes)):
        return redirect(f"{request.path}?recu=1")
    recu = request.method == "GET" and "recu" in request.GET
    return _vote_page(request, priorisation, form, base="ui/base_lien.html", par_lien=True, recu=recu)


@ca_view(read=ANIMATION, write=ANIMATION)
def retenir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Choose which needs are retained, in the order of the result."""
    diagnostic = draft(ca)
    lecture = read(diagnostic, request.user.actor)
    if lecture is None:
        raise Http404
    needs = [ligne.besoin for ligne in lecture.lignes]
    kept = [b.pk for b in needs if b.retenu]
    form = RetenirForm(request.POST or None, besoins=needs, initial={"besoins": kept})

    def action():
        chosen = {b.pk for b in form.cleaned_data["besoins"]}
        workflows.retain(diagnostic, actor=request.user.actor, besoins=[b for b in needs if b.pk in chosen])

    if save(form, action):
        return redirect("diagnostics:priorites", ca_ref=ca.reference)
    chapo = "Leur rang de priorité suit l’ordre du résultat. Les objectifs du programme répondront aux besoins retenus."
    return form_page(request, ca, form, "Retenir des besoins", "priorites", chapo=chapo, **_back(ca))
