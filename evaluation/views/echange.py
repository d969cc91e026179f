"""A telephone exchange: the coordination types what it was told, then hands it over to the person (decisions.md 27)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from coop.versions import StaleVersion
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.queries.personnes import named
from cooperatives.roles import COORDINATION
from evaluation import guide_questionnaire as guide
from evaluation.forms_questionnaire import EchangeForm, RemiseForm
from evaluation.models import PersonneInterrogee
from evaluation.queries.questionnaire import personne as read_person
from evaluation.rules_questionnaire import types_for_the_person
from evaluation.views.questionnaire import form_page, home
from evaluation.views.reponses_acteurs import AUTOSAVE, form_of, photo
from evaluation.workflows import reponses_acteurs as verbs


def asked(ca: Cooperative, pk: int) -> PersonneInterrogee:
    found = read_person(pk=pk, questionnaire__evaluation__ca=ca)
    if found is None:
        raise Http404
    return found


@ca_view(read=COORDINATION, write=COORDINATION)
def echange(request: HttpRequest, ca: Cooperative, personne_id: int) -> HttpResponse:
    """The day and the length of the exchange, then what was said."""
    personne = asked(ca, personne_id)
    if not personne.questionnaire.recueille:
        return redirect(home(ca))
    if types_for_the_person(request.user.actor, personne):
        return _saisir(request, ca, personne)
    form = EchangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.begin_by_phone(personne, actor=request.user.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(request.path)
    chapo = f"{named(personne.contact)}. Dites-lui d’abord ce qui sera fait de ses réponses\u00a0: le guide d’entretien le rappelle."
    return form_page(request, ca, form, "Saisir un échange téléphonique", chapo=chapo, bouton="Commencer la saisie")


def _saisir(request: HttpRequest, ca: Cooperative, personne: PersonneInterrogee) -> HttpResponse:
    form = form_of(request, personne)
    sans_adresse = not personne.contact.email
    remise = RemiseForm(request.POST or None, sans_adresse=sans_adresse)
    if request.method == "POST" and form.is_valid() and remise.is_valid():
        try:
            saved = verbs.save(personne, actor=request.user.actor, textes=form.textes, version=form.expected_version)
            if AUTOSAVE in request.headers:
                return JsonResponse({"version": saved.version})
            return _suite(request, ca, saved, remise)
        except StaleVersion as stale:
            return form.conflict(request, StaleVersion(photo(stale.current)))
        except ValidationError as error:
            form.add_error(None, error)
            form.data = form.data.copy()
            form.data["version"] = PersonneInterrogee.objects.get(pk=personne.pk).version
    context = {
        "ca": ca, "rubrique": "evaluation", "form": form, "remise": remise, "personne": personne, "qui": named(personne.contact),
        "guide": guide, "retour": home(ca, "personnes"), "sans_adresse": sans_adresse, "q": personne.questionnaire,
    }  # fmt: skip
    return render(request, "evaluation/questionnaire/echange.html", context)


def _suite(request: HttpRequest, ca: Cooperative, personne: PersonneInterrogee, remise: RemiseForm) -> HttpResponse:
    if request.POST.get("acte") != "remettre":
        messages.success(request, "Enregistré.")
        return redirect(request.path)
    mailed = verbs.hand_over(personne, actor=request.user.actor, relu=remise.cleaned_data.get("relu", False))
    messages.success(
        request,
        "La personne reçoit un lien pour relire, corriger et envoyer ses réponses." if mailed else "Ses réponses sont envoyées.",
    )  # fmt: skip
    return redirect(home(ca, "personnes"))
