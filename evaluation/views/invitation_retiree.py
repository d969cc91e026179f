"""Taking an invitation to the questionnaire back: a wrong address, somebody who left (R-REF-6)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.personnes import named
from cooperatives.roles import COORDINATION
from evaluation.views.echange import asked
from evaluation.views.questionnaire import home
from evaluation.workflows import questionnaire as verbs


@ca_view(read=COORDINATION, write=COORDINATION)
def retirer_invitation(request: HttpRequest, ca: Cooperative, personne_id: int) -> HttpResponse:
    """Say what it does, then do it."""
    personne = asked(ca, personne_id)
    if request.method == "POST":
        try:
            verbs.withdraw_invitation(personne, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "L’invitation est retirée\u00a0: son lien n’ouvre plus rien.")
        return redirect(home(ca, "personnes"))
    context = {
        "ca": ca, "rubrique": "evaluation", "qui": named(personne.contact), "adresse": personne.contact.email,
        "retour": home(ca, "personnes"),
    }  # fmt: skip
    return render(request, "evaluation/questionnaire/retirer_invitation.html", context)
