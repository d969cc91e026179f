"""The campaign of the questionnaire, for the coordination; its state and its restitution, for members (R-REF-6)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from coop.documents.workflows import request as ask_document
from coop.gates import Blocked
from coop.ui.typographie import avec_nombre
from coop.versions import StaleVersion
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from cooperatives.roles import COORDINATION
from evaluation import guide_questionnaire as guide
from evaluation.documents_questionnaire import KIND
from evaluation.forms_questionnaire import PersonnesForm, PreparerForm, ProlongerForm
from evaluation.models import Questionnaire
from evaluation.queries import questionnaire as reading
from evaluation.rules_questionnaire import may_read_words
from evaluation.workflows import cloture_questionnaire as cloture
from evaluation.workflows import questionnaire as verbs

# What actors said leaves without names for the ARS: its délégation here, its siège.
EXPORTENT = COORDINATION | {Role.SIEGE}


def home(ca: Cooperative, ancre: str = "") -> str:
    url = reverse("evaluation:questionnaire", kwargs={"ca_ref": ca.reference})
    return f"{url}#{ancre}" if ancre else url


def known(ca: Cooperative) -> Questionnaire:
    """The questionnaire of the coopérative, or 404."""
    row = reading.du(ca)
    if row is None:
        raise Http404
    return row


def form_page(request: HttpRequest, ca: Cooperative, form, titre: str, **extra) -> HttpResponse:
    """One form, and the way back to the questionnaire (or to `retour`)."""
    context = {
        "ca": ca, "rubrique": "evaluation", "form": form, "titre": titre, "retour": home(ca),
        "retour_nom": "Questionnaire des acteurs", "bouton": "Enregistrer",
    }  # fmt: skip
    return render(request, "evaluation/questionnaire/formulaire.html", context | extra)


@ca_view(read=INTERNES)
def questionnaire(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Where it stands; the restitution once published; the people asked, for the coordination."""
    row = reading.du(ca)
    coordonne = bool(request.roles & COORDINATION)
    context = {
        "ca": ca, "rubrique": "evaluation", "q": row, "coordonne": coordonne, "guide": guide, "moi": None,
        "questions": list(row.questions.order_by("ordre")) if row else [],
    }  # fmt: skip
    if row and row.ouvert_le:
        context["moi"] = reading.personne_de(ca, request.user.contact_id)
    if row and coordonne:
        context |= {
            "suivi": reading.suivi(row),
            "manques": [] if row.ouvert_le else verbs.missing_to_open(row) + guide.laissees({x.guide for x in context["questions"]}),
            "lit": may_read_words(request.user.actor, row),
        }  # fmt: skip
    context["lisible"] = bool(row and row.clos_le) and reading.lisible(row)
    if row and row.clos_le:
        context["exporte"] = context["lisible"] and bool(request.roles & EXPORTENT)
        context["repondu"] = row.personnes.filter(envoyee_le__isnull=False).count()
        context["interrogees"] = row.personnes.count()
    if row and row.publie_le:
        context["restitution"] = reading.restitution(row)
    return render(request, "evaluation/questionnaire/questionnaire.html", context)


@ca_view(read=COORDINATION, write=COORDINATION)
def preparer(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """The text, the questions, the last day."""
    row = reading.du(ca)
    if row and row.ouvert_le:
        return redirect(home(ca))
    form = PreparerForm(_with_theme(request.POST) or None, instance=row)
    if request.method == "POST" and "ajouter" not in request.POST and form.is_valid():
        try:
            verbs.prepare(ca, actor=request.user.actor, **form.donnees)
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(reverse("evaluation:questionnaire_personnes", kwargs={"ca_ref": ca.reference}))
    return form_page(
        request, ca, form, "Préparer le questionnaire des acteurs", bouton="Enregistrer et choisir les personnes",
        chapo="Six questions ouvertes, celles de l’évaluation de 2018, et les vôtres.", source=guide, themes=guide.THEMES_ARS,
    )  # fmt: skip


def _with_theme(data: QueryDict) -> QueryDict:
    """What was typed, with the theme whose button was pressed on a line of its own (the script does the same)."""
    rank = data.get("ajouter", "")
    if not rank.isdecimal() or int(rank) >= len(guide.THEMES_ARS):
        return data
    data = data.copy()
    data["propres"] = f"{data.get('propres', '').rstrip()}\n{guide.THEMES_ARS[int(rank)]}".strip()
    return data


@ca_view(read=COORDINATION, write=COORDINATION)
def personnes(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Who is asked: the people of the coopérative are proposed, all ticked the first time."""
    row = known(ca)
    if row.clos_le:
        return redirect(home(ca))
    chosen = set(row.personnes.values_list("contact_id", flat=True))
    proposes, ajout = reading.proposees(ca, row), row.ouvert_le is not None
    if ajout:
        proposes = proposes.exclude(pk__in=chosen)
    ticked = [] if ajout else chosen or set(proposes.values_list("pk", flat=True))
    form = PersonnesForm(request.POST or None, proposes=proposes, ajout=ajout, initial={"contacts": list(ticked)})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.choose_people(row, actor=request.user.actor, contacts=form.cleaned_data["contacts"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(home(ca, "personnes"))
    chapo = "Les représentants des membres et les personnes des instances sont proposés. La délégation n’y est pas\u00a0: elle lit."
    return form_page(request, ca, form, "Qui interroger\u00a0?", chapo=chapo, vide=not proposes.exists())


@ca_view(read=COORDINATION, write=COORDINATION)
def prolonger(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Another last day."""
    row = known(ca)
    form = ProlongerForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.extend(row, actor=request.user.actor, jusqu_au=form.cleaned_data["jusqu_au"], version=form.expected_version)  # fmt: skip
        except StaleVersion as stale:
            return form.conflict(request, stale)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(home(ca))
    return form_page(request, ca, form, "Prolonger le questionnaire", chapo="Les liens déjà envoyés restent bons.")


def _done(request: HttpRequest, ca: Cooperative, verb) -> HttpResponse:
    """Run a verb of the page, say what it did or why it refused, and come back."""
    try:
        messages.success(request, verb())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Blocked as error:
        messages.error(request, " ".join(manque.phrase for manque in error.manques))
    return redirect(home(ca))


@require_POST
@ca_view(write=COORDINATION)
def ouvrir(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = known(ca)
    return _done(request, ca, lambda: f"Le questionnaire est ouvert\u00a0: {_sent(verbs.open_campaign(row, actor=request.user.actor))}.")  # fmt: skip


@require_POST
@ca_view(write=COORDINATION)
def rappeler(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    row = known(ca)
    return _done(request, ca, lambda: f"Rappel\u00a0: {_sent(verbs.remind(row, actor=request.user.actor))}.")


def _sent(count: int) -> str:
    return avec_nombre(count, "message envoyé,messages envoyés")


@ca_view(read=COORDINATION, write=COORDINATION)
def clore(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Say what closing does, then do it: it is not undone."""
    row = known(ca)
    if request.method == "POST" and row.ouvert_le and not row.clos_le:
        read = cloture.close(row, actor=request.user.actor)
        messages.success(
            request,
            f"Le questionnaire est clos\u00a0: {avec_nombre(read, 'réponse à lire,réponses à lire')}, sans auteur." if read else "Le questionnaire est clos.",
        )  # fmt: skip
        return redirect(home(ca))
    if row.ouvert_le is None or row.clos_le:
        return redirect(home(ca))
    context = {"ca": ca, "rubrique": "evaluation", "q": row, "suivi": reading.suivi(row), "seuil": guide.SEUIL}
    return render(request, "evaluation/questionnaire/clore.html", context | {"retour": home(ca)})


@ca_view(read=COORDINATION, write=COORDINATION)
def guide_pdf(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Ask for the guide d’entretien (DOC-QUEST)."""
    row = known(ca)
    if request.method != "POST":
        return redirect(home(ca))
    title = f"Guide d’entretien – {ca.intitule}"
    document = ask_document(KIND.code, row.pk, actor=request.user.actor, title=title[:250], ca_id=ca.pk)
    return redirect("documents:detail", uid=document.uid)
