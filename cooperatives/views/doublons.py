"""Organisations that may be one: the pairs to look at, the two sheets side by side, the merge."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coop.accounts.enums import RoleMandat
from coop.accounts.policies import mandated
from coop.organisations.models import Distinction, Organisation
from cooperatives.queries import annuaire as reading
from cooperatives.rules_annuaire import departements_of, may_merge
from cooperatives.workflows import annuaire as verbs

PAR_PAGE = 20
TENUE = (RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD)


@mandated(*TENUE)
def doublons(request: HttpRequest) -> HttpResponse:
    """The pairs that look alike; a coordinator is shown those of its département."""
    actor = request.user.actor
    merges = may_merge(actor, None)
    departements = None if merges else departements_of(actor)
    pairs = reading.doublons(departements)
    page = Paginator(pairs, PAR_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reunit": merges, "distinctes": reading.distinctes(departements)[:PAR_PAGE]}
    return render(request, "cooperatives/annuaire/doublons.html", context)


def _pair(pk: int, autre_pk: int) -> tuple[Organisation, Organisation]:
    rows = Organisation.objects.presentes().select_related("secteur", "departement", "commune")
    rows = rows.defer("departement__trace", "commune__trace")
    return get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=autre_pk)


@require_POST
@mandated(*TENUE)
def distinguer(request: HttpRequest, pk: int, autre_pk: int) -> HttpResponse:
    first, second = _pair(pk, autre_pk)
    verbs.tell_apart(first, second, actor=request.user.actor)
    messages.success(
        request, f"{first} et {second} sont deux structures\u00a0: elles ne seront plus proposées ensemble."
    )
    return redirect("annuaire:doublons")


@require_POST
@mandated(*TENUE)
def reproposer(request: HttpRequest, pk: int, autre_pk: int) -> HttpResponse:
    """Said distinct by mistake; a pair already taken back changes nothing."""
    first, second = sorted(_pair(pk, autre_pk), key=lambda row: row.pk)
    found = Distinction.objects.select_related("premiere", "seconde").filter(premiere=first, seconde=second).first()
    if found is not None:
        verbs.propose_again(found, actor=request.user.actor)
    messages.success(request, f"{first} et {second} sont à regarder de nouveau.")
    return redirect("annuaire:doublons")


@mandated(RoleMandat.SIEGE)
def reunir(request: HttpRequest, pk: int, autre_pk: int) -> HttpResponse:
    """Both sheets side by side, what would move, and the one that is kept."""
    if Organisation.objects.filter(pk__in=(pk, autre_pk), fusionnee_dans__in=(pk, autre_pk)).exists():
        return redirect("annuaire:fiche", pk=pk)  # Merged meanwhile: the sheet of either leads to the one that is kept.
    rows = _pair(pk, autre_pk)
    if request.method == "POST":
        kept = next((row for row in rows if str(row.pk) == request.POST.get("garder")), None)
        if kept is None:
            messages.error(request, "Choisissez la fiche à garder.")
        elif _merged(request, next(row for row in rows if row is not kept), kept):
            return redirect("annuaire:fiche", pk=kept.pk)
    context = {"cotes": [(row, verbs.attached(row)) for row in rows], "premiere": rows[0], "seconde": rows[1]}
    return render(request, "cooperatives/annuaire/reunir.html", context)


def _merged(request: HttpRequest, double: Organisation, kept: Organisation) -> bool:
    try:
        verbs.merge(double, into=kept, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, f"{double} et {kept} sont réunies\u00a0: on la trouve sous ses deux noms.")
    return True
