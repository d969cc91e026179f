"""Drafting a convention: opened with what the other links know, completed by the animation (R-CONV-15)."""

from django.db import transaction

from conventions.enums import AnnexeConvention, StatutAvenant, StatutConvention
from conventions.models import Avenant, Convention, Programme
from conventions.rules_signature import ANIMATION_ONLY, COORDINATION_ONLY, animates, coordinates
from conventions.workflows import parties
from conventions.workflows._gardes import require_draft
from conventions.workflows.avenants_fin import fermer
from coop.accounts.predicates import require
from coop.gates import Blocked, Manque
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative
from diagnostics.enums import StatutDiagnostic
from diagnostics.models import Diagnostic

FIELDS = ("preambule", "en_lien_avec", "periodicite_operationnelle", "lieu_signature")
# Printed in annex, as of the version: changed while the text is at the signature, nobody signs again.
NOT_SIGNED = {"periodicite_operationnelle"}


@transaction.atomic
def draft(ca: Cooperative, *, actor: Actor) -> Convention:
    """Open the convention of a CA, or give back the one being written.

    Parties are proposed (the ARS, then each active member) with who signs for them, the preamble from the validated
    diagnosis. Raises Blocked without programme, or while another convention runs or is at the signature.
    """
    require(coordinates, actor, ca, COORDINATION_ONLY)
    Cooperative.objects.select_for_update().get(pk=ca.pk)
    current = ca.conventions.filter(statut=StatutConvention.BROUILLON).first()
    if current is not None:
        return current
    programme = Programme.objects.filter(ca=ca).first()
    _check_free(ca, programme)
    _end_former(ca, actor)
    convention = Convention(
        ca=ca,
        programme=programme,
        reference=f"{ca.reference}-C{ca.conventions.count() + 1}",
        preambule=_preamble(ca, programme),
        lieu_signature=ca.departement.chef_lieu,
    )
    convention.full_clean()
    convention.save()
    parties.propose(convention)
    record("convention.draft", "La convention de partenariat est ouverte.", actor=actor, obj=convention, ca_id=ca.pk)
    return convention


@transaction.atomic
def write(convention: Convention, *, actor: Actor, version: int | None = None, **fields) -> Convention:
    """Write the inserts that no other link knows: FIELDS, over `version`. TypeError on another field."""
    if set(_changed(convention, fields)) - NOT_SIGNED:
        require_draft(convention, actor)
    require(animates, actor, convention.ca, ANIMATION_ONLY)
    for name, value in fields.items():
        if name not in FIELDS:
            raise TypeError(f"{name} is not written here")
        setattr(convention, name, value.strip())
    convention.save_version(version)
    record(
        "convention.write",
        "Les éléments de la convention sont écrits.",
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
    )
    return convention


@transaction.atomic
def choisir_annexes(convention: Convention, *, actor: Actor, version: int | None = None, **choix: bool) -> Convention:
    """Choose what is joined to the text: `calendrier`, `charte`, `repartition`, each True or False, over `version`."""
    require_draft(convention, actor)
    for code in AnnexeConvention.values:
        setattr(convention, f"annexe_{code}", choix[code])
    convention.save_version(version)
    chosen = [AnnexeConvention(code).label for code in convention.annexes_choisies]
    record(
        "convention.annexes",
        f"Annexes choisies pour la convention\u00a0: {', '.join(chosen) or 'aucune autre que les indicateurs'}.",
        actor=actor,
        obj=convention,
        ca_id=convention.ca_id,
    )
    return convention


def _changed(convention: Convention, fields: dict[str, str]) -> list[str]:
    """The fields whose value would change; all of them on a text that is no longer to be signed."""
    known = Convention.objects.get(pk=convention.pk)
    if known.statut != StatutConvention.EN_SIGNATURE:
        return list(fields)
    return [name for name, value in fields.items() if getattr(known, name, None) != value.strip()]


def _check_free(ca: Cooperative, programme: Programme | None) -> None:
    found = []
    if programme is None:
        phrase = "Le programme n’est pas encore ouvert\u00a0: la convention le reprend."
        found.append(Manque("programme", phrase, lien("conventions:programme", ca_ref=ca.reference), "R-CONV-02"))
    if ca.conventions.filter(statut=StatutConvention.EN_SIGNATURE).exists():
        found.append(Manque("en_signature", "Une convention est déjà à la signature."))
    if ca.conventions.en_vigueur().exists():
        found.append(
            Manque("deja_en_vigueur", "Une convention est déjà en vigueur\u00a0: elle se modifie par avenant.")
        )
    if found:
        raise Blocked(found)


def _end_former(ca: Cooperative, actor: Actor) -> None:
    """A new convention is written: nothing is signed any more on the one that is over."""
    open_ones = (StatutAvenant.BROUILLON, StatutAvenant.EN_SIGNATURE)
    rows = Avenant.objects.filter(convention__in=ca.conventions.finies(), statut__in=open_ones)
    for avenant in rows.select_related("convention__ca__departement", "convention__programme"):
        fermer(avenant, actor=actor, motif="Une nouvelle convention est en rédaction.")


def _preamble(ca: Cooperative, programme: Programme) -> str:
    """Some elements of the diagnosis, then the CA's raison d'être (R-CONV-14)."""
    diagnostic = Diagnostic.objects.filter(ca=ca, statut=StatutDiagnostic.VALIDE).first()
    parts = [diagnostic.synthese_preambule if diagnostic else "", programme.raison_etre]
    return "\n\n".join(part.strip() for part in parts if part.strip())
