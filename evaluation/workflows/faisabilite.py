"""An actor says whether the nine items of the référentiel can be observed here (R-EVCA-11)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation.models import AppreciationFaisabilite, AvisFaisabilite, ItemFaisabilite
from evaluation.rules import gives_opinion

NOT_YOURS = "Chaque organisation donne son avis par la voix de ses représentants."


@transaction.atomic
def write_opinion(
    avis: AvisFaisabilite,
    *,
    actor: Actor,
    reponses: dict[ItemFaisabilite, tuple[str, str]],
    version: int | None = None,
) -> AvisFaisabilite:
    """Write the answers of one organisation: item → (oui, partiel or non; comment). An item left empty has none.

    Raises Refused, StaleVersion, ValidationError when nothing is answered.
    """
    require(gives_opinion, actor, avis, NOT_YOURS)
    kept = {item: told for item, told in reponses.items() if told[0]}
    if not kept:
        raise ValidationError("Répondez à un item au moins.")
    avis.ecrit_le = horloge.today()
    if avis.pk:
        avis.save_version(version)
        avis.appreciations.all().delete()
    else:
        avis.full_clean()
        avis.save()
    for item, (faisable, commentaire) in kept.items():
        row = AppreciationFaisabilite(avis=avis, item=item, faisable=faisable, commentaire=commentaire.strip())
        row.full_clean()
        row.save()
    record(
        "evaluation.write_opinion", f"Avis sur la faisabilité de l’évaluation\u00a0: {avis.organisation}.", actor=actor,
        obj=avis, ca_id=avis.evaluation.ca_id, organisation_id=avis.organisation_id,
    )  # fmt: skip
    return avis
