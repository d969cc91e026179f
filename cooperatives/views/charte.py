"""The charte of a CA, and its regional text."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.documents.workflows import request as ask_document
from coop.mots import mots
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.forms.charte import AdoptionForm, ArticleForm, SignatureForm, TexteRegionalForm
from cooperatives.guide_charte import CHAMPS
from cooperatives.guide_gouvernance import PARTENARIAT
from cooperatives.models import ArticleCharte, Charte, Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import charte as reading
from cooperatives.roles import ANIMATION, COORDINATION, INTERNES
from cooperatives.rules import writes_regional_text
from cooperatives.views.saisie import page, saved
from cooperatives.workflows import charte as verbs


def home(ca: Cooperative) -> str:
    return reverse("cooperatives:charte", kwargs={"ca_ref": ca.reference})


@ca_view()
def charte(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The version asked for, else the newest one; what was adapted; who has signed."""
    known = reading.versions(ca)
    asked = request.GET.get("version", "")
    shown = next((c for c in known if str(c.numero) == asked), known[0] if known else None)
    context = {
        "ca": ca, "rubrique": "gouvernance", "versions": known, "conseils": PARTENARIAT,
        "lecture": reading.lecture(shown) if shown else None,
        "en_preparation": next((c for c in known if c.adoptee_le is None), None),
        "anime": bool(request.roles & ANIMATION),
        "coordonne": bool(request.roles & COORDINATION),
        "peut_imprimer": bool(request.roles & (INTERNES - {Role.ADMIN})),
    }  # fmt: skip
    return render(request, "cooperatives/charte/charte.html", context)


@require_POST
@ca_view(write=ANIMATION)
def charte_preparer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = verbs.prepare(ca, actor=request.user.actor)
    messages.success(request, f"{row}\u00a0: adaptez chaque article à votre territoire.")
    return redirect(home(ca))


@ca_view(read=ANIMATION, write=ANIMATION)
def charte_article(request: HttpRequest, ca: Cooperative, article_id: int) -> HttpResponse:
    rows = ArticleCharte.objects.select_related("charte__ca__departement", "charte__modele")
    row = get_object_or_404(rows, pk=article_id, charte__ca=ca, charte__adoptee_le__isnull=True)
    form = ArticleForm(request.POST or None, instance=row)

    def verb():
        fresh, data = rows.get(pk=row.pk), form.cleaned_data
        verbs.write(fresh, actor=request.user.actor, titre=data["titre"], texte=data["texte"], version=data["version"])

    try:
        if saved(request, form, verb):
            messages.success(request, "L’article est enregistré.")
            return redirect(home(ca))
    except StaleVersion as stale:
        return form.conflict(request, stale, {"ca": ca, "rubrique": "gouvernance"})
    return page(request, ca, form, f"Adapter l’article {row.ordre}", home(ca), retour_mot="Charte de coopération")


def _charte(ca: Cooperative, *, adopted: bool) -> Charte:
    rows = ca.chartes.select_related("ca__departement", "modele").filter(adoptee_le__isnull=not adopted)
    return get_object_or_404(rows.order_by("-numero")[:1])


@ca_view(read=COORDINATION, write=COORDINATION)
def charte_adopter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = _charte(ca, adopted=False)
    form = AdoptionForm(request.POST or None)
    if saved(request, form, lambda: verbs.adopt(row, actor=request.user.actor, on=form.cleaned_data["adoptee_le"])):
        messages.success(request, "La charte est adoptée\u00a0: imprimez-la pour la faire signer.")
        return redirect(home(ca))
    return page(
        request, ca, form, "Adopter la charte de coopération", home(ca), "Adopter", retour_mot="Charte de coopération"
    )


@ca_view(read=COORDINATION, write=COORDINATION)
def charte_signer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """A signature given on paper, on the last adopted version."""
    row = _charte(ca, adopted=True)
    given = {"signee_le": _day(request.GET.get("le", ""))}
    form = SignatureForm(
        request.POST or None, request.FILES or None, attendus=reading.lecture(row).attendus, initial=given
    )
    if saved(request, form, lambda: verbs.sign(row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, f"La signature est enregistrée\u00a0: {form.cleaned_data['membre'].organisation}.")
        if "suivante" in request.POST and len(reading.lecture(row).attendus):
            return redirect(f"{request.path}?le={form.cleaned_data['signee_le'].isoformat()}")
        return redirect(home(ca))
    context = {"ca": ca, "rubrique": "gouvernance", "form": form, "charte": row}
    return render(request, "cooperatives/charte/signer.html", context)


def _day(text: str) -> date | None:
    """The day of the signature noted just before: a sheet bears many of the same day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_POST
@ca_view(write=INTERNES - {Role.ADMIN})
def charte_pdf(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    row = get_object_or_404(ca.chartes, numero=numero)
    document = ask_document(
        "charte", row.pk, actor=request.user.actor, ca_id=ca.pk, departement=ca.departement.code,
        final=row.adoptee_le is not None,
    )  # fmt: skip
    return redirect("documents:detail", uid=document.uid)


@mandated(RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, write=(RoleMandat.SIEGE,))
def charte_regionale(request: HttpRequest) -> HttpResponse:
    """The regional text; the siège changes it, sees the difference first, then publishes."""
    current = verbs.regional_text()
    form = TexteRegionalForm(request.POST or None, charte=current)
    apercu = None
    if request.method == "POST" and form.is_valid():
        apercu = _apercu(current, form)
        if "publier" in request.POST and _published(request, form):
            return redirect("cooperatives:charte_regionale")
    context = {
        "form": form, "charte": current, "apercu": apercu, "champs": CHAMPS,
        "ecrit": writes_regional_text(request.user.actor, None),
    }  # fmt: skip
    return render(request, "cooperatives/charte/regionale.html", context)


def _apercu(current, form: TexteRegionalForm) -> list[tuple[str, list]]:
    """(title, pieces) of each article: what the next version changes."""
    before = [f"{row.titre}\n{row.texte}" for row in current.articles.all()]
    after = [f"{titre}\n{texte}" for titre, texte in form.articles]
    return [mots(old, new) for old, new in zip(before, after, strict=True) if old != new]


def _published(request: HttpRequest, form: TexteRegionalForm) -> bool:
    try:
        row = verbs.publish(actor=request.user.actor, articles=form.articles, base=form.cleaned_data["base"])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, f"{row}\u00a0: publié. Les chartes déjà préparées gardent leur texte.")
    return True
