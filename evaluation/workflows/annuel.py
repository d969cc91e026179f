"""Recording that the annual bilan is validated, and what a résiliation does to the bilans owed (decisions.md 21, 22)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from conventions.models import Convention, Periode
from conventions.rules_echeance import retenue
from conventions.rules_signature import coordinates
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.typographie import avec_nombre, date_longue
from evaluation.enums import StatutBilan
from evaluation.models import Bilan, ValidationBilanAnnuel
from evaluation.workflows.ouverture import open_bilans

NOT_YOURS = "La validation du bilan annuel s’enregistre par la coordination."


@transaction.atomic
def valider(
    periode: Periode, *, actor: Actor, validee_le: date, instance: str, version: int | None = None
) -> ValidationBilanAnnuel:
    """Record the day and the instance; not before the réunion élargie, that draws the bilan up (article 4.4)."""
    convention = periode.convention
    require(coordinates, actor, convention.ca, NOT_YOURS)
    meeting = retenue(convention, periode)
    if meeting is None:
        raise ValidationError("Le bilan annuel se valide une fois la réunion élargie tenue.")
    if validee_le < meeting.tenue_le:
        raise ValidationError({"validee_le": f"La réunion élargie s’est tenue le {date_longue(meeting.tenue_le)}."})
    if validee_le > horloge.today():
        raise ValidationError({"validee_le": "Cette date est dans le futur."})
    row = ValidationBilanAnnuel.objects.filter(periode=periode).first() or ValidationBilanAnnuel(periode=periode)
    row.validee_le, row.instance = validee_le, instance.strip()
    if row.pk:
        row.save_version(version)
    else:
        row.full_clean()
        row.save()
    record(
        "bilan.validate_annual",
        f"Bilan annuel validé le {date_longue(validee_le)} par {row.instance}.",
        actor=actor,
        obj=row,
        ca_id=convention.ca_id,
        departement=convention.ca.departement.code,
    )
    return row


def on_convention_fin_changee(sender, convention: Convention, avant: date | None, actor: Actor, **kwargs) -> None:
    """Receiver of `conventions.signals.convention_fin_changee`: no bilan is owed for a quarter that ends after the effect.

    A draft already begun is kept. When the convention goes on, what was taken away is owed again, except by who leaves.
    """
    if avant is not None:
        for periode in convention.periodes.filter(fin__gt=horloge.today()):
            open_bilans(convention, periode, actor=actor)
    late = Q(fin__gt=F("partie__sortie_le"))
    if convention.resiliation_effet:
        late |= Q(fin__gt=convention.resiliation_effet)
    empty = Bilan.objects.filter(
        late, periode__convention=convention, statut=StatutBilan.A_ETABLIR, versions__isnull=True
    )
    count = len(ids := list(empty.values_list("pk", flat=True)))
    Bilan.objects.filter(pk__in=ids).delete()
    if count:
        words = avec_nombre(count, "bilan n’est plus attendu,bilans ne sont plus attendus")
        summary = f"Fin de la convention ou départ d’une partie\u00a0: {words}."
        record("bilan.close", summary, actor=actor, obj=convention, ca_id=convention.ca_id)
