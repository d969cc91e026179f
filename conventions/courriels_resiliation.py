"""What a résiliation writes to people: the letter recorded, then the day it takes effect."""

from collections.abc import Iterable

from conventions.models import Resiliation, Signataire
from coop.notifications import mail
from coop.organisations.models import Contact
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.models import Coordinateur
from cooperatives.models.perimetre import running

FOLDER = "conventions/resiliation/courriels"


def prevenir(resiliation: Resiliation) -> None:
    """Those who sign for each party, and the coordination, learn that a letter was recorded."""
    _tell(resiliation, "resiliation.notifiee", "notifiee.txt", f"Résiliation notifiée par {resiliation.auteur}", {})


def dire_l_effet(resiliation: Resiliation, effet) -> None:
    """Every receipt is in: the day is known."""
    subject = f"La résiliation prend effet le {date_longue(effet)}"
    _tell(resiliation, "resiliation.effet", "effet.txt", subject, {"effet": date_longue(effet)})


def _tell(resiliation: Resiliation, kind: str, template: str, subject: str, context: dict) -> None:
    convention = resiliation.convention
    about = {
        "convention": convention,
        "ca": convention.ca,
        "resiliation": resiliation,
        "envoyee_le": date_longue(resiliation.envoyee_le),
        "depart": resiliation.suite == "depart",
        "action_url": lien("conventions:resiliation", ca_ref=convention.ca.reference),
        "action_label": "Voir la résiliation",
    }
    for contact in _concerned(resiliation):
        mail.send(
            contact=contact,
            kind=kind,
            subject=subject,
            template=f"{FOLDER}/{template}",
            context=about | context,
            ca_id=convention.ca_id,
            departement=convention.ca.departement.code,
            organisation_id=contact.organisation_id,
        )


def _concerned(resiliation: Resiliation) -> Iterable[Contact]:
    """The signatories of the parties of the day and the coordinators, each once."""
    parties = resiliation.convention.parties.en_cours()
    signers = Signataire.objects.filter(partie__in=parties, retire_le__isnull=True, contact__isnull=False)
    people = [s.contact for s in signers.select_related("contact").order_by("id")]
    coordinators = Coordinateur.objects.filter(running(), ca=resiliation.convention.ca_id).select_related("contact")
    people += [c.contact for c in coordinators]
    return {contact.pk: contact for contact in people}.values()
