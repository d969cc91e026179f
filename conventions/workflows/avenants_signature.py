"""Putting an avenant to signature, and back: its text and the convention it leads to are frozen together."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from conventions import courriels
from conventions.enums import StatutAvenant
from conventions.models import Avenant, VersionConvention
from conventions.queries import consolide
from conventions.rules_avenant import missing
from conventions.rules_signature import COORDINATION_ONLY, coordinates
from conventions.workflows import signature
from conventions.workflows._versions import freeze
from conventions.workflows.avenants import _draft, _say
from coop import horloge
from coop.accounts.predicates import Refused, require
from coop.gates import Blocked
from coop.journal.actors import Actor
from cooperatives.models import Cooperative


@transaction.atomic
def mettre_a_la_signature(
    avenant: Avenant, *, actor: Actor, rangs: Mapping[int, int] | None = None
) -> VersionConvention:
    """Freeze the avenant and ask each party, at its rank; raises Blocked with the sentences of what is missing."""
    require(coordinates, actor, avenant.convention.ca, COORDINATION_ONLY)
    avenant = _draft(avenant, actor)
    projet = consolide.projet(avenant, horloge.today())
    obligations = [m for m in missing(avenant, projet.sources, projet.contenu) if m.obligation]
    if obligations:
        raise Blocked(obligations)
    version = freeze(avenant.convention, projet.contenu, projet.signataires, avenant, rangs=rangs)
    avenant.statut = StatutAvenant.EN_SIGNATURE
    avenant.save_version()
    _say("put_to_signature", f"{avenant} est mis à la signature.", avenant, actor, data={"sha256": version.sha256})
    signature.ask_all(version, actor=actor)
    return version


@transaction.atomic
def rouvrir(avenant: Avenant, *, actor: Actor, motif: str) -> Avenant:
    """Void the version at the signature and prepare the avenant again; the convention in force does not move."""
    require(coordinates, actor, avenant.convention.ca, COORDINATION_ONLY)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi l’avenant est rouvert."})
    version = _at_signature(avenant)
    avenant = version.avenant
    signature.void(version, motif=motif, actor=actor)
    avenant.statut = StatutAvenant.BROUILLON
    avenant.save_version()
    _say("reopen", f"{avenant} est rouvert.", avenant, actor, comment=motif.strip())
    courriels.tell_reopened(version)
    return avenant


def courante(avenant: Avenant) -> VersionConvention | None:
    """The frozen version of an avenant, at the signature or signed."""
    rows = avenant.versions.filter(abandonnee_le__isnull=True)
    return rows.select_related("convention__ca__departement", "convention__programme", "avenant").first()


def _at_signature(avenant: Avenant) -> VersionConvention:
    Cooperative.objects.select_for_update().get(pk=avenant.convention.ca_id)
    version = courante(avenant)
    if version is None or version.avenant.statut != StatutAvenant.EN_SIGNATURE:
        raise Refused("Cet avenant n’est pas à la signature.")
    return version


__all__ = ["courante", "mettre_a_la_signature", "rouvrir"]
