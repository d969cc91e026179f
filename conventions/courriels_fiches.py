"""What is written to the people of a promoteur about its fiche-action, with a personal link to write it."""

from datetime import datetime, timedelta

from conventions.enums import StatutAvenant
from conventions.gates import missing_fields
from conventions.models import FicheAction
from conventions.queries.avenant import copie_of
from conventions.rules import lock_state
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.journal.actors import Actor
from coop.notifications import mail
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue

# A fiche is written over some weeks; a reminder carries its own link.
LINK_FOR = timedelta(days=60)
TEMPLATE = "conventions/actions/courriels/rappel.txt"


def renewal(link: PersonalLink) -> datetime | None:
    """Until when a renewed link runs; None once the fiche is gone, or locked without an avenant that prepares it."""
    action = FicheAction.toutes.select_related("programme", "avenant").filter(pk=link.object_id).first()
    if action is None:
        return None
    avenant = action.avenant or copie_of(action)
    locked = avenant.statut != StatutAvenant.BROUILLON if avenant else bool(lock_state(action.programme))
    return None if locked else horloge.now() + LINK_FOR


def over(link: PersonalLink) -> str:
    """Why a closed link writes its fiche no more: removed, or held by the text that is signed."""
    if not FicheAction.objects.filter(pk=link.object_id).exists():
        return "Cette fiche-action a été retirée du programme."
    return "" if renewal(link) else "Cette fiche-action est figée\u00a0: elle fait partie du texte à signer ou signé."


def remind(action: FicheAction, contact: Contact, *, actor: Actor) -> None:
    """Ask `contact` to complete the fiche: what is missing in words, and the exact form."""
    ca = action.programme.ca
    url, secrets = _address(action, contact, actor)
    until = horloge.now() + LINK_FOR
    mail.send(
        contact=contact,
        kind="fiche.rappel",
        subject=f"{'Modifier' if action.avenant else 'Compléter'} votre fiche-action, {ca.intitule}",
        template=TEMPLATE,
        context={
            "ca": ca,
            "action": action,
            "avenant": action.avenant,
            "manques": missing_fields(action),
            "par_lien": bool(secrets),
            "jusqu_au": date_longue(until.date()),
            "action_url": url,
            "action_label": "Écrire la fiche-action",
        },
        ca_id=ca.pk,
        departement=ca.departement.code,
        organisation_id=action.promoteur.organisation_id,
        secrets=secrets,
    )


def _address(action: FicheAction, contact: Contact, actor: Actor) -> tuple[str, list[str]]:
    """The personal link; the people of the ARS have accounts and get the page itself."""
    ca = action.programme.ca
    if action.promoteur.organisation.type == TypeOrganisation.ARS:
        page = "conventions:avenant_action" if action.avenant else "conventions:action_modifier"
        return lien(page, ca_ref=ca.reference, numero=action.numero), []
    issued = liens.create(
        contact=contact,
        usage=UsageLien.FICHE,
        # The copy goes when the avenant is signed: the link is to the fiche, which stays.
        object_id=action.remplace_id or action.pk,
        expire_le=horloge.now() + LINK_FOR,
        actor=actor,
        ca_id=ca.pk,
    )
    return issued.url, [issued.url]
