"""The board of freins and leviers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop import horloge
from coop.accounts.predicates import require
from cooperatives.enums_vie import SourceFrein
from cooperatives.forms.vie.leviers import LeverForm, SignalerForm, SuiviFreinForm
from cooperatives.guide_vie import BLOCAGES, LIMITES
from cooperatives.models import Cooperative, EntreeLevierFrein, LevierFrein
from cooperatives.perimetre import ca_view
from cooperatives.queries.vie import leviers as reading
from cooperatives.roles import ANIMATION, organisations_of
from cooperatives.rules_vie import writes_contribution
from cooperatives.views.vie.commun import MEMBRES, RUBRIQUE, form_page, home
from cooperatives.workflows.vie import leviers as verbs


@ca_view(write=MEMBRES)
def freins(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The register by axis."""
    context = {
        "ca": ca, **RUBRIQUE, "registre": reading.registre(ca), "anime": bool(request.roles & ANIMATION),
        "signale": bool(request.roles & MEMBRES), "guide": BLOCAGES,
        "miennes": organisations_of(request.user.actor), "moi": request.user.contact_id,
    }  # fmt: skip
    return render(request, "cooperatives/vie/freins.html", context)


@ca_view(read=MEMBRES, write=MEMBRES)
def cocher(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The table of the evaluation: tick what is true here."""
    if request.method == "POST":
        wanted = [value for value in request.POST.getlist("entrees") if value.isdecimal()]
        added = verbs.tick(ca, actor=request.user.actor, entries=EntreeLevierFrein.objects.filter(pk__in=wanted))
        if added:
            messages.success(request, f"Au registre\u00a0: {len(added)}.")
            return redirect(home(ca, "freins"))
        messages.info(request, "Rien n’est coché\u00a0: le registre n’a pas changé.")
    context = {"ca": ca, **RUBRIQUE, "axes": reading.a_cocher(ca), "retour": home(ca, "freins"), "limites": LIMITES}
    return render(request, "cooperatives/vie/freins_cocher.html", context)


@ca_view(read=MEMBRES, write=MEMBRES)
def signaler(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """A free one; `?de=` takes up the words of a bilan."""
    passage = reading.passages(ca).get(request.GET.get("de", ""))
    source = SourceFrein.COORDINATEUR if request.roles & ANIMATION else SourceFrein.MEMBRE
    initial = {"type": "frein", "source": source, "signale_le": horloge.today()}
    if passage is not None:
        initial |= {"type": passage.type, "source": SourceFrein.BILAN, "libelle": passage.texte[:200]}
        initial |= {"signale_le": passage.le or horloge.today()}
    form = SignalerForm(request.POST or None, instance=LevierFrein(ca=ca), initial=initial)

    def verb() -> None:
        key = passage.cle if passage else ""
        verbs.report(ca, actor=request.user.actor, source_cle=key, **form.cleaned_data)

    titre = "Signaler un frein ou un levier"
    return form_page(request, ca, form, verb, titre=titre, retour=home(ca, "freins"), passage=passage)


def _mine(request: HttpRequest, ca: Cooperative, pk: int) -> LevierFrein:
    row = get_object_or_404(ca.leviers_freins.select_related("ca__departement"), pk=pk)
    require(writes_contribution, request.user.actor, row, verbs.REFUS)
    return row


@ca_view(read=MEMBRES, write=MEMBRES)
def frein(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """What was tried, who follows it."""
    row = _mine(request, ca, pk)
    form = SuiviFreinForm(request.POST or None, instance=row)

    def verb() -> None:
        fresh = _mine(request, ca, pk)
        verbs.follow(fresh, actor=request.user.actor, version=form.expected_version, **form.values())

    kind = row.get_type_display().capitalize()
    return form_page(
        request, ca, form, verb, titre=f"{kind}\u00a0: {row.libelle}", retour=home(ca, "freins", f"frein-{row.pk}"),
        retirer=home(ca, "frein_retirer", pk=pk), retirer_mot=f"Retirer ce {row.get_type_display()} du registre",
    )  # fmt: skip


@ca_view(read=MEMBRES, write=MEMBRES)
def lever(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    """A frein is lifted, or what was said of it is corrected."""
    row = _mine(request, ca, pk)
    initial = {"version": row.version, "leve_le": row.leve_le or horloge.today()}
    initial |= {"comment_leve": row.comment_leve, "partage": row.partage}
    form = LeverForm(request.POST or None, initial=initial, peut_partager=bool(request.roles & ANIMATION))

    def verb() -> None:
        data = form.cleaned_data
        verbs.lift(
            _mine(request, ca, pk), actor=request.user.actor, comment=data["comment_leve"], le=data["leve_le"],
            partage=data.get("partage", False), version=row.version if data["version"] is None else data["version"],
        )  # fmt: skip

    titre, retour = f"Frein levé\u00a0: {row.libelle}", home(ca, "freins", f"frein-{row.pk}")
    return form_page(request, ca, form, verb, titre=titre, retour=retour, essais=row.action_corrective)


@require_POST
@ca_view(write=MEMBRES)
def retirer(request: HttpRequest, ca: Cooperative, pk: int) -> HttpResponse:
    verbs.withdraw(_mine(request, ca, pk), actor=request.user.actor)
    messages.success(request, "Il est retiré du registre.")
    return redirect(home(ca, "freins"))
