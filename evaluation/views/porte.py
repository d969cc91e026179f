"""One form, two doors: the account inside the CA, and the personal link. Templates and verbs are the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from evaluation.models import Bilan
from evaluation.queries.saisie import bilan_du_lien
from evaluation.rules import fills_on_behalf, speaks_for_party

FILLERS = INTERNES - {Role.ADMIN, Role.SIEGE, Role.EVALUATEUR, Role.DELEGUE}


@dataclass(frozen=True)
class Porte:
    """Who is in front of which bilan, and by which door; `link` is None for an account."""

    bilan: Bilan
    actor: Actor
    link: PersonalLink | None = None
    pour_compte: bool = False  # the coordination types for the party (decisions.md 27)

    @property
    def base(self) -> str:
        """The template the pages extend."""
        return "ui/base_lien.html" if self.link else "cooperatives/base_ca.html"

    @property
    def actions_url(self) -> str:
        """The address under which the pages of the actions are."""
        return self.url("finir").removesuffix("finir/")

    @property
    def pdf_url(self) -> str:
        """The address of the PDF of what was transmitted."""
        return self.url("recu_pdf")

    @property
    def tableur_url(self) -> str:
        """The address of the bilan by workbook."""
        return self.url("tableur")

    @property
    def dernier_jour(self) -> date:
        """The last day of the quarter."""
        return self.bilan.fin - timedelta(days=1)

    def url(self, name: str, **kwargs) -> str:
        """The address of one of the pages of the bilan, by this door."""
        if self.link:
            return reverse(f"bilan:{name}", kwargs={"object_id": self.bilan.pk, **kwargs})
        return reverse(
            f"evaluation:bilan_{name}", kwargs={"ca_ref": self.bilan.ca.reference, "bilan_id": self.bilan.pk, **kwargs}
        )

    def context(self, **more) -> dict:
        """What every page of the bilan is given."""
        return {
            "porte": self,
            "base": self.base,
            "bilan": self.bilan,
            "ca": self.bilan.ca,
            "rubrique": "suivi",
            "link": self.link,
            "dernier_jour": self.dernier_jour,
        } | more


View = Callable[..., HttpResponse]


def deux_portes(view: View) -> tuple[View, View]:
    """(by account, by link) of a page `view(request, porte, …)` of the party's own bilan; 404 for anybody else."""

    @ca_view(read=FILLERS, write=FILLERS)
    @wraps(view)
    def par_compte(request: HttpRequest, ca: Cooperative, bilan_id: int, **kwargs) -> HttpResponse:
        bilan = get_object_or_404(bilan_du_lien(pk=bilan_id, ca=ca))
        bilan.ca = ca
        actor = request.user.actor
        if speaks_for_party(actor, bilan):
            return view(request, Porte(bilan, actor), **kwargs)
        if not fills_on_behalf(actor, bilan):
            raise Http404
        return view(request, Porte(bilan, actor, pour_compte=True), **kwargs)

    @link_view(UsageLien.BILAN)
    @wraps(view)
    def par_lien(request: HttpRequest, link: PersonalLink, **kwargs) -> HttpResponse:
        bilan = get_object_or_404(bilan_du_lien(pk=link.object_id))
        return view(request, Porte(bilan, request.actor, link), **kwargs)

    return par_compte, par_lien
