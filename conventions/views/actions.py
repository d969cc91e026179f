"""The fiches-action: reading, proposing, copying, removing, printing. Writing them is in `fiche_saisie`."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conventions import montants
from conventions.carte_lieux import carte_lieux
from conventions.gates import conseils_of, fiche, missing_fields, page
from conventions.models import FicheAction
from conventions.queries import avenant as avenants
from conventions.queries import citations
from conventions.queries.commentaires import counts
from conventions.queries.historique_fiche import gestes, passages
from conventions.queries.programme import indicateurs_par_type, promoteurs_possibles
from conventions.rules import LOCKED, animates_action, carries, lock_state, writes_action
from conventions.rules_fiche import fills, leads, may_comment, may_read_comments
from conventions.views._commun import action_a_ce_jour_of, action_of, programme_of, save
from conventions.views.fiche_saisie import saisie_of
from conventions.workflows import actions as verbs
from conventions.workflows import copies
from conventions.workflows._gardes import require_open, require_unlocked
from coop.documents.workflows import request as ask_document
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import CONTRIBUTION, INTERNES

NO_MEMBER = "Aucune des organisations pour lesquelles vous parlez n’est membre de la coopérative."


@ca_view(read=INTERNES)
def action(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """One fiche as it is signed, then what serves its follow-up."""
    row, actor = action_a_ce_jour_of(ca, numero), request.user.actor
    if not montants.lit(request.roles):
        montants.sans_montants(row)
    reads, verrou = may_read_comments(actor, row), lock_state(row.programme)
    context = {
        "ca": ca,
        "rubrique": "programme",
        "action": row,
        "manques": missing_fields(row),
        "conseils": conseils_of(ca, [row]),
        "indicateurs": indicateurs_par_type(row),
        "verrou": verrou,
        "may_write": not verrou and writes_action(actor, row),
        "may_fill": not verrou and fills(actor, row),
        "may_comment": may_comment(actor, row),
        "comptes": counts(row, actor) if reads else {},
        "may_read_comments": reads,
        "carte": carte_lieux(row),
        "decisions": citations.de_l_action(row, anime=animates_action(actor, row)),
        "may_print": bool(request.roles - {Role.ADMIN}),
    }
    if verrou == LOCKED:
        context |= _par_avenant(row, actor)
    return render(request, "conventions/actions/action.html", context)


def _par_avenant(row: FicheAction, actor: Actor) -> dict:
    """A locked fiche leads to the avenant that changes it, or to the one being prepared (AL-13)."""
    opened = avenants.brouillon_of(row.programme.ca)
    may_amend = animates_action(actor, row) or (opened is not None and carries(actor, row))
    return {"avenant_ouvert": opened, "may_amend": may_amend and row.retiree_le is None}


@ca_view(read=CONTRIBUTION, write=CONTRIBUTION)
def nouvelle(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """A member proposes an action of its own; the animation, one of any member (`?promoteur=` from the board)."""
    programme = programme_of(ca)
    require_unlocked(programme)
    actor = request.user.actor
    if not promoteurs_possibles(ca, actor).exists():
        messages.error(request, NO_MEMBER)
        return redirect(page(ca, "actions"))
    saisie = saisie_of(request.POST or None, programme, FicheAction(programme=programme), actor)
    if (asked := request.GET.get("promoteur", "")).isdecimal():
        saisie.form.fields["promoteur"].initial = int(asked)
    created = []

    def verb():
        data = saisie.form.cleaned_data | saisie.lists(request.POST)
        created.append(verbs.create(programme, actor=actor, **data))

    if saisie.is_valid() and save(saisie.form, verb):
        return redirect(fiche(ca, created[0]))
    context = {"form": saisie.form, "lieux": saisie.lieux, "moyens": saisie.moyens, "titre": "Proposer une action"}
    context |= {"ca": ca, "rubrique": "programme", "base": "cooperatives/base_ca.html"}
    return render(request, "conventions/actions/formulaire.html", context)


@ca_view(read=INTERNES - {Role.EVALUATEUR})
def historique(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Who wrote what, sitting by sitting."""
    row = action_of(ca, numero)
    context = {"ca": ca, "rubrique": "programme", "action": row, "gestes": gestes(row)}
    context["passages"] = passages(row, montants=montants.lit(request.roles))
    return render(request, "conventions/actions/historique.html", context)


@ca_view(read=frozenset(), write=CONTRIBUTION)
def dupliquer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """A copy to adapt."""
    row = action_of(ca, numero)
    if request.method != "POST":
        return redirect(fiche(ca, row))
    require_open(leads, request.user.actor, row, row.programme, verbs.NOT_YOURS)
    copy = copies.duplicate(row, actor=request.user.actor)
    messages.success(request, f"Copie créée\u00a0: action {copy.numero}.")
    return redirect(fiche(ca, copy))


@ca_view(read=frozenset(), write=CONTRIBUTION)
def retirer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Take a fiche out of a programme in writing."""
    row = action_of(ca, numero)
    if request.method == "POST":
        try:
            verbs.remove(row, actor=request.user.actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(fiche(ca, row))
    return redirect(page(ca, "actions"))


@ca_view(read=INTERNES, write=INTERNES - {Role.ADMIN})
def imprimer(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """Ask for the PDF of the fiche (DOC-FA)."""
    row = action_a_ce_jour_of(ca, numero)
    if request.method != "POST":
        return redirect(fiche(ca, row))
    titre = f"Fiche-action {row.numero} – {row.intitule}"
    document = ask_document(
        "fiche_action",
        row.pk,
        actor=request.user.actor,
        title=titre,
        ca_id=ca.pk,
        params=montants.params(request.roles),
    )
    return redirect("documents:detail", uid=document.uid)
