"""Around « À faire »: why a duty is shown or not, putting it off, « Mon récapitulatif », its frequency, the calendar."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coop import horloge
from coop.accounts.policies import public, signed_in
from coop.notifications import attentes, flux, recapitulatif, regles, saisie
from coop.notifications.duties import Duty, duties_for, toutes
from coop.notifications.enums import QUALITES
from coop.notifications.models import Mail, MiseEnAttente
from coop.notifications.preferences import choisir, frequence_de
from coop.notifications.rendering import absolute, blocks
from coop.notifications.rendering import render as composer
from cooperatives.models import Cooperative
from cooperatives.perimetre import TOUS, ca_view
from portail.forms_rappels import AttenteForm, FrequenceForm
from portail.queries import acces, agenda
from portail.queries import regles as lecture

ENVOIS = 8
CLE_DE_SESSION = "calendrier_nouveau"  # shown once, on the page that follows its creation


def _ma_tache(request: HttpRequest, code: str, objet: str) -> Duty:
    """The duty of this person, put off or not; anybody else's is a 404."""
    found = next((d for d in toutes(request.user) if (d.code, d.objet) == (code, objet)), None)
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def pourquoi(request: HttpRequest, code: str, objet: str) -> HttpResponse:
    """The condition, the sentence of the guide, the quality in which the person is concerned, the dates."""
    tache = _ma_tache(request, code, objet)
    regle = regles.registered()[code]
    context = {
        "tache": tache,
        "regle": regle,
        "qualite": QUALITES[tache.public],
        "destinataires": lecture.destinataires(regle),
    }
    return render(request, "portail/rappels/pourquoi.html", context)


@signed_in
def attente(request: HttpRequest, code: str, objet: str) -> HttpResponse:
    """Put a duty off until a date, with a reason."""
    tache = _ma_tache(request, code, objet)
    form = AttenteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attentes.mettre_en_attente(
                actor=request.user.actor, code=code, objet=objet, titre=tache.title, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "La tâche est mise en attente. Vous la retrouvez en bas de la page.")
            return redirect("portail:a_faire")
    return render(request, "portail/rappels/attente.html", {"tache": tache, "form": form})


@signed_in
@require_POST
def reprendre(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a duty speak again."""
    row = get_object_or_404(MiseEnAttente, pk=pk, contact=request.user.contact_id)
    attentes.reprendre(row, actor=request.user.actor)
    messages.success(request, "La tâche est de nouveau dans votre liste.")
    return redirect("portail:a_faire")


@signed_in
@require_safe
def mon_recapitulatif(request: HttpRequest) -> HttpResponse:
    """The mail as it would leave now, and the last ones sent."""
    today, duties = horloge.today(), duties_for(request.user)
    subject = recapitulatif.sujet(duties, today) if duties else ""
    text = composer(recapitulatif.MODELE, recapitulatif.contexte(duties, today), subject).body if duties else ""
    context = {
        "sujet": subject,
        "blocs": _blocs(text),
        "envois": _recus(request)[:ENVOIS],
        "frequence": frequence_de(request.user.contact_id),
    }
    return render(request, "portail/rappels/recapitulatif.html", context)


@signed_in
@require_safe
def recapitulatif_recu(request: HttpRequest, pk: int) -> HttpResponse:
    """A digest or a reminder as it was received, laid out and as text; somebody else's is a 404."""
    envoi = get_object_or_404(_recus(request), pk=pk)
    return render(request, "portail/rappels/recu.html", {"envoi": envoi, "blocs": _blocs(envoi.body)})


def _recus(request: HttpRequest) -> QuerySet[Mail]:
    """The digests and reminders written to this person, the last first."""
    kinds = ("recapitulatif", "rappel")
    return Mail.objects.filter(contact=request.user.contact_id, contact__isnull=False, kind__in=kinds).defer("html")


def _blocs(text: str) -> list[dict]:
    """The paragraphs and lists of a mail, its button apart."""
    return blocks(text.rsplit("Ouvrir «", 1)[0])


@signed_in
@require_safe
def toutes_les_regles(request: HttpRequest) -> HttpResponse:
    """« Pourquoi est-ce que je ne vois pas cela ? »: each rule, for whom it is, whether it concerns this person."""
    context = {"lignes": lecture.lignes(request.user), "saisies": saisie.registered().values()}
    return render(request, "portail/rappels/regles.html", context)


@signed_in
def mes_rappels(request: HttpRequest) -> HttpResponse:
    """How often one is written to, and the private calendar."""
    contact_id = request.user.contact_id
    form = FrequenceForm(request.POST or None, initial={"frequence": frequence_de(contact_id)})
    if request.method == "POST" and form.is_valid():
        choisir(form.cleaned_data["frequence"], actor=request.user.actor)
        messages.success(request, "Votre choix est enregistré.")
        return redirect("portail:mes_rappels")
    secret = request.session.pop(CLE_DE_SESSION, "")
    address = absolute(reverse("portail:flux", kwargs={"token": secret})) if secret else ""
    context = {"form": form, "flux": flux.actif(contact_id), "adresse": address, "sans_contact": contact_id is None}
    return render(request, "portail/rappels/mes_rappels.html", context)


@signed_in
@require_POST
def calendrier_ouvrir(request: HttpRequest) -> HttpResponse:
    """A new secret address; the former one stops working."""
    request.session[CLE_DE_SESSION] = flux.ouvrir(actor=request.user.actor)
    messages.success(request, "Votre adresse de calendrier est prête\u00a0: copiez-la maintenant.")
    return redirect("portail:mes_rappels")


@signed_in
@require_POST
def calendrier_couper(request: HttpRequest) -> HttpResponse:
    """The address opens nothing any more."""
    if flux.couper(actor=request.user.actor):
        messages.success(request, "L’adresse de calendrier est coupée.")
    return redirect("portail:mes_rappels")


@public
@never_cache
@require_safe
def calendrier(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever holds the secret; an unknown or cut one is gone for good, and says nothing more."""
    row = flux.ouvert(token)
    if row is None:
        return HttpResponse(
            "Cette adresse de calendrier n’est plus ouverte.", status=410, content_type="text/plain; charset=utf-8"
        )
    content = flux.calendrier_de(duties_for(row.contact.user), agenda.evenements(row.contact_id))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="coop.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@ca_view(read=TOUS)
@require_safe
def mes_acces(request: HttpRequest, ca: Cooperative) -> HttpResponse:
    """Which role opens which rubrique to this person, and whom the others are open to."""
    context = {
        "ca": ca,
        "rubrique": "",
        "mes_roles": acces.roles_dits(request.roles),
        "lignes": acces.rubriques(ca.reference, request.roles),
    }
    return render(request, "portail/rappels/mes_acces.html", context)
