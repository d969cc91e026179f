"""Entry for a party's account: a draft that names who told it, and that counts once the party confirms (decisions.md 27)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from coop import horloge
from coop.accounts.predicates import require
from coop.gates import Blocked
from coop.journal.actors import Actor
from coop.journal.workflows import record
from evaluation import courriels
from evaluation.completude import missing_to_transmit
from evaluation.enums import StatutBilan
from evaluation.models import Bilan, SaisiePourCompte, VersionBilan
from evaluation.queries.destinataires import contacts_of
from evaluation.rules import fills_on_behalf, may_review
from evaluation.workflows.bilans import too_early

ALREADY = "Ce partenaire a commencé son bilan\u00a0: lui seul l’écrit. Relancez-le, ou appelez-le."


@transaction.atomic
def begin(bilan: Bilan, *, actor: Actor, informateur: str, recueilli_le: date, canal: str) -> VersionBilan:
    """Open a draft typed by the coordination; refused as soon as the party has written anything."""
    require(may_review, actor, bilan, "La saisie pour le compte d’un partenaire revient à la coordination.")
    bilan = Bilan.objects.select_for_update(of=("self",)).select_related("partie__organisation").get(pk=bilan.pk)
    if bilan.statut != StatutBilan.A_ETABLIR or bilan.versions.exists():
        raise ValidationError(ALREADY)
    if recueilli_le > horloge.today():
        raise ValidationError({"recueilli_le": "Le jour du recueil n’est pas à venir."})
    version = VersionBilan.objects.create(bilan=bilan, numero=1)
    typed = SaisiePourCompte(
        version=version, informateur=informateur.strip(), recueilli_le=recueilli_le, canal=canal, saisi_par=actor.label
    )
    typed.full_clean()
    typed.save()
    bilan.statut = StatutBilan.BROUILLON
    bilan.full_clean()
    bilan.save()
    _log(
        "bilan.begin_on_behalf",
        f"Bilan du T{bilan.trimestre} saisi pour le compte de {bilan.partie.organisation.nom}.",
        bilan,
        actor,
    )
    return version


@transaction.atomic
def ask_confirmation(bilan: Bilan, *, actor: Actor) -> int:
    """Send what was typed to the party, which confirms or corrects by its link; returns how many were written to.

    Raises Blocked with what is missing; ValidationError when nobody can be written to.
    """
    require(fills_on_behalf, actor, bilan, "Ce brouillon n’est plus celui de la coordination.")
    version = bilan.versions.select_related("bilan__partie__convention").get(transmise_le__isnull=True)
    manques = too_early(bilan) + missing_to_transmit(version)
    if manques:
        raise Blocked(manques)
    people = contacts_of(bilan)
    if not any(contact.email for contact in people):
        raise ValidationError("Aucun représentant n’a d’adresse électronique\u00a0: complétez la fiche du membre.")
    typed = version.pour_compte
    typed.a_confirmer_le = horloge.now()
    typed.full_clean()
    typed.save()
    _log(
        "bilan.ask_confirmation",
        f"Confirmation demandée à {bilan.partie.organisation.nom} pour le T{bilan.trimestre}.",
        bilan,
        actor,
    )
    return courriels.ask_confirmation(bilan, typed, actor=actor)


def _log(verb: str, summary: str, bilan: Bilan, actor: Actor) -> None:
    record(verb, summary, actor=actor, obj=bilan, ca_id=bilan.ca_id, organisation_id=bilan.partie.organisation_id)
