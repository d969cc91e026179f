"""An organisation answers its invitation itself: « partante », or not and why (R-CONST-01, domain.md §3.4)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre
from cooperatives.rules import is_own_member
from cooperatives.workflows.membres import become

DEJA = "Votre réponse est déjà notée\u00a0: écrivez à la coordination pour la changer."


@transaction.atomic
def answer(membre: Membre, *, actor: Actor, partant: bool, motif: str = "") -> Membre:
    """The answer of who speaks for the organisation, once; a refusal says why.

    Raises Refused, ValidationError when the coordination or somebody of the same organisation noted it meanwhile.
    """
    require(is_own_member, actor, membre, "Vous répondez aux invitations reçues par votre organisation.")
    membre = Membre.objects.select_for_update(of=("self",)).select_related("ca", "organisation").get(pk=membre.pk)
    if membre.statut != StatutMembre.INVITE:
        raise ValidationError(DEJA)
    if partant:
        return become(
            membre,
            StatutMembre.PARTANT,
            actor=actor,
            verb="membre.partant",
            words="répond à l’invitation\u00a0: partant",
        )
    if not motif.strip():
        raise ValidationError({"motif": "Dites en une phrase pourquoi votre organisation ne participe pas."})
    membre.motif_sortie = motif.strip()
    return become(
        membre,
        StatutMembre.REFUS,
        actor=actor,
        verb="membre.refuse",
        words="répond à l’invitation\u00a0: ne participe pas",
    )
