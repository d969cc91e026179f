"""A mail that did not arrive leaves again, by hand."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.notifications.delivery import Content, deliver
from coop.notifications.models import Mail

SANS_ADRESSE = "Cette personne n’a pas d’adresse électronique\u00a0: complétez sa fiche, puis renvoyez."
LIEN_PERSONNEL = (
    "Ce courriel portait un lien ou un code personnel\u00a0: redemandez-le depuis la page d’où il est parti."
)
DEJA = "Ce courriel est déjà parti."


@transaction.atomic
def resend(row: Mail, *, actor: Actor) -> Mail:
    """Send a refused mail once more, to the address its contact has today; it leaves on commit.

    Raises ValidationError: it has left, hides a secret, or its contact has no address.
    """
    row = Mail.objects.select_for_update(of=("self",)).select_related("contact").get(pk=row.pk)
    if row.state != Mail.Etat.ECHEC:
        raise ValidationError(DEJA)
    if not row.resendable:
        raise ValidationError(LIEN_PERSONNEL)
    row.to = (row.contact.email if row.contact else "") or row.to
    if not row.to:
        raise ValidationError(SANS_ADRESSE)
    row.save(update_fields=["to"])
    record(
        "notifications.resend", f"Courriel renvoyé\u00a0: {row.subject}"[:500], actor=actor, obj=row, ca_id=row.ca_id,
        departement=row.departement_code, organisation_id=row.organisation_id,
    )  # fmt: skip
    transaction.on_commit(lambda: deliver(row, Content(row.subject, row.body, row.html)))
    return row
