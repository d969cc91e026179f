"""Inviting organisations: paste, read what each line becomes in three groups, correct in place, invite."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from coop.organisations.models import Organisation
from coop.ui import typographie
from cooperatives.enums import StatutMembre
from cooperatives.forms import attach
from cooperatives.forms.invitations import Apercu, CollageForm
from cooperatives.forms.membres import AjoutForm
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries import membres as reading
from cooperatives.roles import ANIMATION, COORDINATION
from cooperatives.rules_annuaire import may_add
from cooperatives.workflows import invitations, membres


@ca_view(read=COORDINATION, write=COORDINATION)
def inviter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """First the pasted text; then its lines, which come back until none is left. Nothing leaves before « Inviter »."""
    if "l-TOTAL_FORMS" in request.POST:
        return _second_step(request, ca)
    form = CollageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, ca, Apercu(ca, request.user, saisies=form.saisies()))
    return render(request, "cooperatives/inviter.html", {"ca": ca, "rubrique": "membres", "form": form})


def _preview(request: HttpRequest, ca: Cooperative, apercu: Apercu) -> HttpResponse:
    context = {"ca": ca, "rubrique": "membres", "apercu": apercu}
    return render(request, "cooperatives/inviter_lignes.html", context)


def _second_step(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    apercu = Apercu(ca, request.user, data=_replaced(request.POST))
    ready, left = apercu.a_inviter()
    if "verifier" in request.POST or "remplacer" in request.POST or not ready:
        return _preview(request, ca, Apercu(ca, request.user, saisies=apercu.saisies))
    try:
        invited = invitations.invite_all(ca, actor=request.user.actor, lignes=ready)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _preview(request, ca, apercu)
    messages.success(request, _told(len(invited), [row.ligne.nom for row in ready if not row.ligne.email]))
    if left:
        return _preview(request, ca, Apercu(ca, request.user, saisies=left))
    return redirect("cooperatives:membres", ca_ref=ca.reference)


def _replaced(data: QueryDict) -> QueryDict:
    """« C’est elle »: the line takes the name of the organisation of the directory (`remplacer` is « line|id »)."""
    line, _, pk = data.get("remplacer", "").partition("|")
    known = Organisation.objects.filter(pk=pk).first() if pk.isdecimal() else None
    if known is None or f"{line}-nom" not in data:
        return data
    data = data.copy()
    data[f"{line}-nom"] = known.nom
    return data


def _told(count: int, without: list[str]) -> str:
    told = f"{typographie.avec_nombre(count, 'organisation invitée,organisations invitées')}."
    return f"{told} Sans adresse, à prévenir autrement\u00a0: {', '.join(without)}." if without else told


@ca_view(read=ANIMATION, write=ANIMATION)
def ajouter(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """An organisation of the directory, spotted on the territory (R-AMONT-02): it is invited, or noted partant, later."""
    words = request.GET.get("q", "").strip()
    found = reading.absentes(ca, words)
    form = AjoutForm(request.POST or None, ca=ca, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            row = membres.propose(ca, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            attach(form, error)
        else:
            messages.success(request, f"{row.organisation}\u00a0: {StatutMembre(row.statut).label}.")
            return redirect("cooperatives:membres", ca_ref=ca.reference)
    context = {"ca": ca, "rubrique": "membres", "form": form, "mots": words, "trouvees": found}
    context["peut_creer"] = may_add(request.user.actor, None)
    return render(request, "cooperatives/membre_ajouter.html", context)
