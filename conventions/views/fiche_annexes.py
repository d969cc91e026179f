"""Beside the text of a fiche: the comments and the own contributions, by account or by link."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from conventions.forms_commentaires import CommentaireForm, ReponseForm
from conventions.forms_moyens import contributions_formset, contributions_saisies
from conventions.queries import commentaires as reading
from conventions.rules import lock_state
from conventions.rules_fiche import COMMENTENT, fills, may_read_comments, reads_internal
from conventions.views.porte_fiche import Porte, deux_portes
from conventions.workflows import commentaires as verbs
from conventions.workflows import fiches
from coop.accounts.predicates import Refused, require
from cooperatives.enums import Role
from cooperatives.roles import CONTRIBUTION, INTERNES

LECTEURS = INTERNES - {Role.EVALUATEUR}
# Each act of a button, and what is said once it is done.
ACTES = {
    "resoudre": (verbs.resolve, "Commentaire résolu. La coordination peut le clore."),
    "clore": (verbs.close, "Commentaire clos."),
    "rouvrir": (verbs.reopen, "Commentaire rouvert."),
}


def _commentaires(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Read the comments, open one, answer, resolve, close."""
    require(may_read_comments, porte.actor, porte.action, verbs.NO_SAY)
    interne = reads_internal(porte.actor, porte.action)
    asked = request.GET.get("champ", "")
    form = CommentaireForm(interne=interne, initial={"champ": asked})
    if request.method == "POST":
        form = CommentaireForm(request.POST, interne=interne)
        if "fil" in request.POST:
            return _act(request, porte)
        if form.is_valid():
            fil = verbs.open_thread(porte.action, actor=porte.actor, **form.cleaned_data)
            messages.success(request, "Commentaire enregistré.")
            return redirect(f"{porte.commentaires}#fil-{fil.pk}")
    return _page(request, porte, form)


def _act(request: HttpRequest, porte: Porte) -> HttpResponse:
    """Do what a button of a thread asks; a thread that the reader may not know of does not exist."""
    pk = request.POST.get("fil", "")
    fil = get_object_or_404(reading.visibles(porte.action, porte.actor), pk=pk if pk.isdecimal() else 0)
    acte = request.POST.get("acte", "")
    try:
        if acte == "repondre":
            reponse = ReponseForm(request.POST)
            if not reponse.is_valid():
                raise ValidationError("Écrivez votre réponse avant de l’envoyer.")
            verbs.answer(fil, actor=porte.actor, texte=reponse.cleaned_data["texte"])
            messages.success(request, "Réponse enregistrée.")
        elif acte in ACTES:
            verb, done = ACTES[acte]
            verb(fil, actor=porte.actor)
            messages.success(request, done)
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{porte.commentaires}#fil-{fil.pk}")


def _page(request: HttpRequest, porte: Porte, form: CommentaireForm) -> HttpResponse:
    lecture = reading.read(porte.action, porte.actor)
    context = porte.context(lecture=lecture, form=form if lecture.peut_ouvrir else None)
    return render(request, "conventions/actions/commentaires.html", context)


def _contributions(request: HttpRequest, porte: Porte) -> HttpResponse:
    """What the members the person speaks for bring of their own to the action."""
    if reason := lock_state(porte.action.programme):
        raise Refused(reason)
    require(fills, porte.actor, porte.action, "Chaque membre écrit ses contributions.")
    membres = fiches.members_of(porte.action, actor=porte.actor)
    rows = contributions_formset(request.POST or None, porte.action, membres)
    erreur = ""
    if rows.is_bound and rows.is_valid():
        try:
            fiches.set_contributions(porte.action, actor=porte.actor, rows=contributions_saisies(rows))
        except ValidationError as error:
            erreur = " ".join(error.messages)
        else:
            messages.success(request, "Contributions enregistrées.")
            return redirect(porte.retour)
    context = porte.context(rows=rows, erreur=erreur)
    return render(request, "conventions/actions/contributions.html", context)


commentaires, commentaires_lien = deux_portes(_commentaires, read=LECTEURS, write=COMMENTENT)
contributions, contributions_lien = deux_portes(_contributions, read=CONTRIBUTION, write=CONTRIBUTION)
