"""One fiche-action, two doors: the account inside the CA, and the personal link. Templates and verbs are the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from conventions.enums import StatutAvenant
from conventions.gates import fiche
from conventions.models import Avenant, FicheAction
from conventions.queries.avenant import copie_of
from conventions.queries.programme import full_action
from conventions.rules import lock_state
from conventions.rules_avenant import page_avenant
from conventions.rules_fiche import fills
from conventions.views._commun import action_of
from conventions.workflows._gardes import AVENANT_FROZEN
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from coop.accounts.predicates import Refused, require
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import ca_view

DROPPED = "Cette fiche n’existe plus\u00a0: elle a été retirée, ou l’avenant qui la préparait ne l’ajoute plus."
GONE = "Votre organisation ne porte plus cette action et n’y est plus associée."


@dataclass(frozen=True)
class Porte:
    """Who is in front of which fiche, and by which door; `link` is None for an account.

    `avenant` is the one that prepares the fiche, when it is not (yet) the fiche of the programme.
    """

    action: FicheAction
    actor: Actor
    link: PersonalLink | None = None
    avenant: Avenant | None = None

    @property
    def ca(self) -> Cooperative:
        return self.action.programme.ca

    @property
    def base(self) -> str:
        """The template the pages extend."""
        return "ui/base_lien.html" if self.link else "cooperatives/base_ca.html"

    @property
    def retour(self) -> str:
        """Where « Annuler » leads: the fiche as it is read, the avenant, or the form of the link."""
        if self.link:
            return self.ecrire
        return page_avenant(self.avenant) if self.avenant else fiche(self.ca, self.action)

    @property
    def verrou(self) -> str:
        """Why the fiche is not written today; empty when it is."""
        if self.avenant is None:
            return lock_state(self.action.programme)
        return "" if self.avenant.statut == StatutAvenant.BROUILLON else AVENANT_FROZEN

    def relue(self) -> FicheAction:
        """The fiche as it is kept, on a fresh row."""
        return action_of(self.ca, self.action.numero, self.avenant)

    @property
    def ecrire(self) -> str:
        return self.url("modifier")

    @property
    def contributions(self) -> str:
        return self.url("contributions")

    @property
    def commentaires(self) -> str:
        return self.url("commentaires")

    def url(self, name: str) -> str:
        """The address of one of the pages of the fiche, by this door."""
        if self.link:
            return reverse(f"fiche:{name}", kwargs={"object_id": self.link.object_id})
        return reverse(f"conventions:action_{name}", kwargs={"ca_ref": self.ca.reference, "numero": self.action.numero})

    def context(self, **more) -> dict:
        """What every page of the fiche is given."""
        return {
            "porte": self,
            "base": self.base,
            "action": self.action,
            "ca": self.ca,
            "rubrique": "programme",
            "link": self.link,
            "avenant": self.avenant,
        } | more


View = Callable[..., HttpResponse]


def deux_portes(
    view: View, *, read: frozenset[Role], write: frozenset[Role], prepare: bool = False
) -> tuple[View, View]:
    """(by account, by link) of a page `view(request, porte)`; the view asks the finer rule.

    With `prepare`, the link opens the copy that an avenant in preparation holds of its fiche, when there is one.
    """

    @ca_view(read=read, write=write)
    @wraps(view)
    def par_compte(request: HttpRequest, ca: Cooperative, numero: int) -> HttpResponse:
        return view(request, Porte(action_of(ca, numero), request.user.actor))

    @link_view(UsageLien.FICHE)
    @wraps(view)
    def par_lien(request: HttpRequest, link: PersonalLink) -> HttpResponse:
        action = _of_link(link, prepare)
        require(fills, request.actor, action, GONE)
        return view(request, Porte(action, request.actor, link, action.avenant))

    return par_compte, par_lien


def _of_link(link: PersonalLink, prepare: bool) -> FicheAction:
    """The fiche of the link, or the copy being prepared of it; a fiche that an avenant was to add may be gone."""
    row = FicheAction.toutes.select_related("programme__ca", "avenant").filter(pk=link.object_id).first()
    if row is None:
        raise Refused(DROPPED)
    avenant = row.avenant
    if prepare and avenant is None and (opened := copie_of(row)):
        avenant = opened
    found = full_action(row.programme.ca, row.numero, avenant)
    if found is None:
        raise Http404
    return found
