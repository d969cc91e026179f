"""The texts and the parties that an avenant changes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from conventions.enums import TexteModifiable
from conventions.forms_avenant import EntreeForm, SignataireAvenantForm, SortieForm, TexteForm
from conventions.models import Avenant, Objectif, PartieAvenant
from conventions.queries import avenant as queries
from conventions.rules_avenant import page_avenant
from conventions.sources import parties
from conventions.views._commun import save
from conventions.views.avenant import brouillon_or_404, formulaire
from conventions.workflows import avenants, avenants_parties
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view
from cooperatives.roles import ANIMATION

SOLITAIRES = [champ.value for champ in TexteModifiable if champ != TexteModifiable.OBJECTIF]


@ca_view(read=ANIMATION, write=ANIMATION)
def texte(request: HttpRequest, ca: Cooperative, numero: int, champ: str) -> HttpResponse:
    """The new wording of a text that stands alone."""
    if champ not in SOLITAIRES:
        raise Http404
    return _texte(request, ca, brouillon_or_404(ca, numero), TexteModifiable(champ), None)


@ca_view(read=ANIMATION, write=ANIMATION)
def objectif(request: HttpRequest, ca: Cooperative, numero: int, pk: int) -> HttpResponse:
    """The new wording of one objective that the convention prints."""
    avenant = brouillon_or_404(ca, numero)
    row = next((row for row in queries.objectifs(avenant.convention) if row.pk == pk), None)
    if row is None:
        raise Http404
    return _texte(request, ca, avenant, TexteModifiable.OBJECTIF, row)


def _texte(
    request: HttpRequest, ca: Cooperative, avenant: Avenant, champ: TexteModifiable, row: Objectif | None
) -> HttpResponse:
    current = avenants.en_vigueur(avenant.convention, champ, row)
    known = avenant.modifications.filter(champ=champ, objectif=row).values_list("valeur", flat=True).first()
    form = TexteForm(request.POST or None, initial={"valeur": current if known is None else known})

    def verb():
        avenants.modifier_texte(avenant, actor=request.user.actor, champ=champ, objectif=row, **form.cleaned_data)

    if save(form, verb):
        messages.success(request, "Enregistré.")
        return redirect(page_avenant(avenant))
    titre = f"Modifier l’{row.get_niveau_display()}" if row else f"Modifier le texte\u00a0: {champ.label}"
    return formulaire(request, ca, avenant, form, titre, en_vigueur=current)


@ca_view(read=ANIMATION, write=ANIMATION)
def entree(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """One more party; who signs for it is asked next."""
    avenant = brouillon_or_404(ca, numero)
    form, created = EntreeForm(request.POST or None, convention=avenant.convention), []
    if save(
        form, lambda: created.append(avenants.faire_entrer(avenant, actor=request.user.actor, **form.cleaned_data))
    ):
        messages.success(request, "Entrée inscrite. Choisissez maintenant qui signe pour cette partie.")
        return redirect("conventions:avenant_signataire", ca_ref=ca.reference, numero=numero, partie=created[0].pk)
    chapo = "Elle signe l’avenant avec les autres, et devient partie à sa date d’effet."
    return formulaire(
        request, ca, avenant, form, "Faire entrer une partie", chapo=chapo, bouton="Inscrire cette entrée"
    )


@ca_view(read=ANIMATION, write=ANIMATION)
def sortie(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
    """A party that leaves at the échéance: with a renewal only."""
    avenant = brouillon_or_404(ca, numero)
    if not avenant.reconduction:
        raise Http404
    form = SortieForm(request.POST or None, convention=avenant.convention)
    if save(form, lambda: avenants.faire_sortir(avenant, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, "Sortie inscrite.")
        return redirect(page_avenant(avenant))
    chapo = "Une partie sort à l’échéance annuelle, après concertation avec la délégation départementale. Elle ne signe pas la reconduction."
    return formulaire(
        request, ca, avenant, form, "Faire sortir une partie", chapo=chapo, bouton="Inscrire cette sortie"
    )


@ca_view(read=frozenset(), write=ANIMATION)
@require_POST
def annuler(request: HttpRequest, ca: Cooperative, numero: int, mouvement: int) -> HttpResponse:
    """Take an entry or an exit back."""
    avenant = brouillon_or_404(ca, numero)
    row = get_object_or_404(PartieAvenant, avenant=avenant, pk=mouvement)
    try:
        avenants.annuler_mouvement(row, actor=request.user.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Rien ne change pour {row.organisation}.")
    return redirect(page_avenant(avenant))


@ca_view(read=ANIMATION, write=ANIMATION)
def signataire(request: HttpRequest, ca: Cooperative, numero: int, partie: int) -> HttpResponse:
    """Who signs this avenant for a party."""
    avenant = brouillon_or_404(ca, numero)
    row = next((p for p in parties(avenant.convention, avenant) if p.pk == partie), None)
    if row is None:
        raise Http404
    form = SignataireAvenantForm(request.POST or None, partie=row)
    if save(form, lambda: avenants_parties.designer(avenant, row, actor=request.user.actor, **form.cleaned_data)):
        messages.success(request, f"Le signataire de {row.organisation} est désigné.")
        return redirect(page_avenant(avenant))
    return formulaire(request, ca, avenant, form, f"Qui signe pour {row.organisation}")
