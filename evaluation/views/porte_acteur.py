"""Somebody asked, by account inside the CA or by personal link: the same pages, theirs alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.policies import link_view
from coop.journal.actors import Actor
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.perimetre import INTERNES, ca_view
from evaluation.models import PersonneInterrogee, Questionnaire
from evaluation.queries.questionnaire import personne, personne_de
from evaluation.rules_questionnaire import is_the_person

ASKED = INTERNES - {Role.ADMIN}
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class PorteActeur:
    """Who is in front of its own answers, and by which door; `link` is None for an account."""

    personne: PersonneInterrogee
    actor: Actor
    link: PersonalLink | None = None

    @property
    def questionnaire(self) -> Questionnaire:
        return self.personne.questionnaire

    @property
    def base(self) -> str:
        return "ui/base_lien.html" if self.link else "cooperatives/base_ca.html"

    def url(self, name: str) -> str:
        """The address of one of the three pages, by this door."""
        if self.link:
            return reverse(f"questionnaire:{name}", kwargs={"object_id": self.personne.pk})
        return reverse(f"evaluation:questionnaire_{name}", kwargs={"ca_ref": self.questionnaire.ca.reference})

    def context(self, **more) -> dict:
        return {
            "porte": self,
            "base": self.base,
            "link": self.link,
            "q": self.questionnaire,
            "ca": self.questionnaire.ca,
            "personne": self.personne,
            "rubrique": "evaluation",
            "url_repondre": self.url("repondre"),
            "url_retirer": self.url("retirer"),
            "url_imprimer": self.url("imprimer"),
        } | more


def deux_portes(view: View) -> tuple[View, View]:
    """(by account, by link) of a page `view(request, porte)` of the person's own answers; 404 for anybody else."""

    @ca_view(read=ASKED, write=ASKED)
    @wraps(view)
    def par_compte(request: HttpRequest, ca: Cooperative) -> HttpResponse:
        actor = request.user.actor
        return view(request, PorteActeur(_theirs(personne_de(ca, actor.contact_id), actor), actor))

    @link_view(UsageLien.QUESTIONNAIRE)
    @wraps(view)
    def par_lien(request: HttpRequest, link: PersonalLink) -> HttpResponse:
        return view(request, PorteActeur(_theirs(personne(pk=link.object_id), request.actor), request.actor, link))

    return par_compte, par_lien


def _theirs(found: PersonneInterrogee | None, actor: Actor) -> PersonneInterrogee:
    if found is None or not is_the_person(actor, found):
        raise Http404
    return found
