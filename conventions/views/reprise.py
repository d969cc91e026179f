"""The reprise of a living CA, step by step: each step is kept at once, the last one applies everything."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from conventions.forms_reprise import ActionForm, ConventionForm, EtapeForm, MembreForm
from conventions.models import ConventionReprise
from conventions.workflows.reprise import close_copying, confirm
from coop.documents import pieces
from coop.versions import StaleVersion
from cooperatives.enums import Phase
from cooperatives.models import Cooperative, Reprise
from cooperatives.perimetre import ca_view
from cooperatives.pieces import REPRISE
from cooperatives.queries.membres import absentes
from cooperatives.roles import COORDINATION
from cooperatives.views.saisie import saved
from cooperatives.workflows import reprise as verbs

ETAPES = (
    ("etape", "Étape et dates"),
    ("membres", "Membres"),
    ("convention", "Convention signée"),
    ("actions", "Actions"),
    ("relire", "Relire et confirmer"),
)


@ca_view(read=COORDINATION, write=COORDINATION)
def reprise(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """What a reprise is; start it, or go on where it was left."""
    known = Reprise.objects.filter(ca=ca).first()
    if request.method == "POST":
        verbs.begin(ca, actor=request.user.actor)
        return redirect("conventions:reprise_etape", ca_ref=ca.reference)
    context = {
        "ca": ca, "rubrique": "", "reprise": known, "possible": verbs.may_be_taken_up(ca),
        "papier": ConventionReprise.objects.filter(convention__ca=ca).select_related("convention", "scan").last(),
    }  # fmt: skip
    return render(request, "conventions/reprise/accueil.html", context)


def _draft(ca: Cooperative) -> Reprise:
    return get_object_or_404(Reprise.objects.select_related("ca__departement", "scan"), ca=ca, terminee_le__isnull=True)


def _en_cours(view):
    """A step asked once the reprise is confirmed (the browser's back button): its page says that it is done."""

    @wraps(view)
    def step(request: HttpRequest, ca: Cooperative) -> HttpResponse:
        try:
            return view(request, ca)
        except Http404:
            if not Reprise.objects.filter(ca=ca, terminee_le__isnull=False).exists():
                raise
            messages.info(request, "La reprise est déjà confirmée.")
            return redirect("conventions:reprise", ca_ref=ca.reference)

    return step


def _page(request: HttpRequest, ca: Cooperative, row: Reprise, code: str, **extra) -> HttpResponse:
    codes = [etape for etape, _ in ETAPES]
    numero = codes.index(code)
    context = {
        "ca": ca, "rubrique": "", "reprise": row, "code": code, "titre": ETAPES[numero][1], "numero": numero + 1,
        "etapes": [(c, label, f"conventions:reprise_{c}") for c, label in ETAPES],
        "suivante": f"conventions:reprise_{codes[numero + 1]}" if numero + 1 < len(codes) else "",
    }  # fmt: skip
    return render(request, f"conventions/reprise/{code}.html", context | extra)


def _go_on(code: str, ca: Cooperative) -> HttpResponse:
    return redirect(f"conventions:reprise_{code}", ca_ref=ca.reference)


@ca_view(read=COORDINATION, write=COORDINATION)
@_en_cours
def etape(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = _draft(ca)
    form = EtapeForm(request.POST or None, instance=row)
    try:
        if saved(request, form, lambda: _write(ca, request, form)):
            return _go_on("membres", ca)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
    return _page(request, ca, row, "etape", form=form)


def _write(ca: Cooperative, request: HttpRequest, form, **extra) -> None:
    data = {name: form.cleaned_data[name] for name in form.Meta.fields}
    verbs.write(_draft(ca), actor=request.user.actor, version=form.cleaned_data["version"], **data, **extra)


@ca_view(read=COORDINATION, write=COORDINATION)
@_en_cours
def membres(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = _draft(ca)
    words = request.GET.get("q", "").strip()
    listed = list(row.membres.select_related("organisation"))
    taken = {line.organisation_id for line in listed}
    found = [o for o in absentes(ca, words) if o.pk not in taken]
    form = MembreForm(request.POST or None, found=found)

    def verb():
        data = dict(form.cleaned_data)
        role = data.pop("role")
        verbs.add_member(row, actor=request.user.actor, signataire=role != "non", financeur=role == "financeur", **data)

    if saved(request, form, verb):
        messages.success(request, f"{form.cleaned_data['organisation']} est dans la liste.")
        return _go_on("membres", ca)
    return _page(request, ca, row, "membres", form=form, lignes=listed, mots=words, trouvees=found)


@ca_view(read=COORDINATION, write=COORDINATION)
@_en_cours
def convention(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Only a CA whose convention is signed has one to give."""
    row = _draft(ca)
    if not row.phase or Phase(row.phase) not in verbs.EN_CONVENTION:
        return _page(request, ca, row, "convention", form=None)
    form = ConventionForm(request.POST or None, request.FILES or None, instance=row)
    try:
        if saved(request, form, lambda: _write_convention(ca, request, form)):
            return _go_on("actions", ca)
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": ""})
    return _page(request, ca, row, "convention", form=form)


@transaction.atomic
def _write_convention(ca: Cooperative, request: HttpRequest, form: ConventionForm) -> None:
    """The PDF and the dates, together or not at all."""
    upload, extra = form.cleaned_data["pdf"], {}
    if upload:
        extra["scan"] = pieces.store(
            upload,
            kind=REPRISE,
            subject_id=ca.pk,
            actor=request.user.actor,
            ca_id=ca.pk,
            departement=ca.departement.code,
        )
    _write(ca, request, form, **extra)


@ca_view(read=COORDINATION, write=COORDINATION)
@_en_cours
def actions(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = _draft(ca)
    if not row.phase or Phase(row.phase) not in verbs.EN_CONVENTION:
        return _page(request, ca, row, "actions", form=None)
    form = ActionForm(request.POST or None, reprise=row)
    if saved(request, form, lambda: verbs.add_action(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "L’action est dans la liste.")
        return _go_on("actions", ca)
    return _page(request, ca, row, "actions", form=form, lignes=row.actions.select_related("organisation"))


@require_POST
@ca_view(write=COORDINATION)
def retirer(request: HttpRequest, ca: Cooperative, liste: str, pk: int) -> HttpResponse:
    """Take a line out of the members or of the actions of the draft."""
    rows = _draft(ca).membres if liste == "membres" else _draft(ca).actions
    line = get_object_or_404(rows.select_related("reprise__ca__departement"), pk=pk)
    try:
        verbs.remove(line, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _go_on(liste, ca)


@ca_view(read=COORDINATION, write=COORDINATION)
@_en_cours
def relire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Everything before it is applied; the faults first, in sentences."""
    row = _draft(ca)
    faults = verbs.faults(row)
    if request.method == "POST" and not faults:
        try:
            confirm(row, actor=request.user.actor)
        except ValidationError as error:
            faults = error.messages
        else:
            messages.success(request, "La coopérative est reprise. Les rappels partent d’aujourd’hui.")
            return redirect("conventions:reprise", ca_ref=ca.reference)
    return _page(
        request, ca, row, "relire", manquent=faults, passees=verbs.steps(row) if row.phase else [],
        membres=row.membres.select_related("organisation"), actions=row.actions.select_related("organisation"),
    )  # fmt: skip


@require_POST
@ca_view(write=COORDINATION)
def clore(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The fiches say what was signed: from now on an avenant changes them."""
    paper = get_object_or_404(
        ConventionReprise.objects.select_related("convention__ca__departement"), convention__ca=ca
    )
    close_copying(paper.convention, actor=request.user.actor)
    messages.success(request, "La saisie des fiches-action est close.")
    return redirect("conventions:reprise", ca_ref=ca.reference)
