"""The parties of a convention being written, and who signs for each (R-CONV-15)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from conventions.enums import TypePartie
from conventions.models import Convention, Partie, Signataire
from conventions.workflows._gardes import require_draft
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Organisation
from coop.organisations.queries import delegation_of
from cooperatives.models import Cooperative, Representant
from cooperatives.models.perimetre import running


@transaction.atomic
def set_partie(
    convention: Convention,
    *,
    actor: Actor,
    organisation: Organisation,
    type: str,
    qualite_representant: str,
    contact: Contact | None = None,
    par_delegation: bool = False,
    delegation: str = "",
    version: int | None = None,
) -> Partie:
    """Add a party or rewrite it, with its (first) signatory; without contact the signature is on paper only.

    Raises ValidationError on a second ARS, Blocked once the text is frozen (`remplacement` then changes who signs).
    """
    require_draft(convention, actor)
    partie = convention.parties.filter(organisation=organisation).first()
    created = partie is None
    if created:
        partie = Partie(convention=convention, organisation=organisation, ordre=_next_order(convention, type))
    partie.type, partie.qualite_representant, partie.sortie_le = type, qualite_representant.strip(), None
    if created:
        partie.full_clean()
        partie.save()
    else:
        partie.save_version(version)
    set_signatory(partie, contact, partie.qualite_representant, par_delegation, delegation)
    record(
        "convention.set_partie",
        f"Partie inscrite\u00a0: {organisation}.",
        actor=actor,
        obj=partie,
        ca_id=convention.ca_id,
        organisation_id=organisation.pk,
    )
    return partie


@transaction.atomic
def add_signataire(
    partie: Partie,
    *,
    actor: Actor,
    contact: Contact | None,
    qualite: str,
    par_delegation: bool = False,
    delegation: str = "",
) -> Signataire:
    """One more person who signs for a party. ValidationError when this person already does."""
    require_draft(partie.convention, actor)
    signataire = _retired(partie, contact) or Signataire(partie=partie, contact=contact)
    signataire.qualite, signataire.par_delegation, signataire.retire_le = qualite.strip(), par_delegation, None
    signataire.delegation = delegation.strip() if par_delegation else ""
    signataire.full_clean()
    signataire.save()
    record(
        "convention.add_signataire",
        f"Signataire désigné\u00a0: {signataire}.",
        actor=actor,
        obj=signataire,
        ca_id=partie.convention.ca_id,
        organisation_id=partie.organisation_id,
    )
    return signataire


@transaction.atomic
def remove_signataire(signataire: Signataire, *, actor: Actor) -> None:
    """Take one of several signatories out of a draft; the last one stays, as a party has somebody to sign for it."""
    partie = signataire.partie
    require_draft(partie.convention, actor)
    if partie.signataires.filter(retire_le__isnull=True).count() < 2:
        raise ValidationError("Une partie a au moins un signataire\u00a0: changez-le plutôt.")
    record(
        "convention.remove_signataire",
        f"Signataire retiré\u00a0: {signataire}.",
        actor=actor,
        obj=signataire,
        ca_id=partie.convention.ca_id,
        organisation_id=partie.organisation_id,
    )
    retire(signataire)


@transaction.atomic
def remove_partie(partie: Partie, *, actor: Actor) -> None:
    """Take a party out of a draft; it is kept, ended, when an abandoned version had asked for its signature."""
    convention, name = partie.convention, str(partie.organisation)
    require_draft(convention, actor)
    record(
        "convention.remove_partie",
        f"Partie retirée\u00a0: {name}.",
        actor=actor,
        obj=partie,
        ca_id=convention.ca_id,
        organisation_id=partie.organisation_id,
    )
    if partie.signataires.filter(signatures__isnull=False).exists():
        partie.sortie_le = horloge.today()
        partie.save_version()
    else:
        partie.delete()


def propose(convention: Convention) -> None:
    """The ARS, then each active member that is not the ARS, with who signs for them."""
    ca = convention.ca
    ars = delegation_of(ca.departement)
    if ars is not None:
        _propose(convention, ars, TypePartie.ARS, _delegue(ca), ca.departement.titre_signataire.removeprefix("Le "))
    members = ca.membres.actifs().partenaires().select_related("organisation").order_by("cree_le", "id")
    for membre in members:
        speaker = (
            Representant.objects.filter(running(), membre=membre).order_by("-peut_engager", "-titulaire", "id").first()
        )
        contact = speaker.contact if speaker else None
        _propose(
            convention,
            membre.organisation,
            TypePartie.PARTENAIRE,
            contact,
            contact.fonction if contact else "Direction",
        )


def _propose(
    convention: Convention, organisation: Organisation, type: str, contact: Contact | None, qualite: str
) -> None:
    partie = Partie(
        convention=convention, organisation=organisation, type=type, qualite_representant=qualite,
        ordre=_next_order(convention, type),
    )  # fmt: skip
    partie.full_clean()
    partie.save()
    if contact is not None:
        set_signatory(partie, contact, qualite, par_delegation=False)


def _delegue(ca: Cooperative) -> Contact | None:
    """The Délégué départemental signs for the ARS, not the coordinator (domain.md §4.5, 5)."""
    held = Mandate.objects.active().filter(role=RoleMandat.DELEGUE, departement=ca.departement)
    mandate = held.select_related("contact").order_by("debut", "id").first()
    return mandate.contact if mandate else None


def _next_order(convention: Convention, type: str) -> int:
    """The ARS comes first; the others follow in the order they were added."""
    if type == TypePartie.ARS:
        return 0
    return (convention.parties.aggregate(n=Max("ordre"))["n"] or 0) + 1


def _retired(partie: Partie, contact: Contact | None) -> Signataire | None:
    if contact is None:
        return None
    return partie.signataires.filter(contact=contact, retire_le__isnull=False).first()


def retire(signataire: Signataire) -> None:
    """End a signatory: kept, with its end, once a version has asked for its signature; deleted otherwise."""
    if signataire.signatures.exists():
        signataire.retire_le = horloge.today()
        signataire.save(update_fields=["retire_le"])
    else:
        signataire.delete()


def set_signatory(
    partie: Partie, contact: Contact | None, qualite: str, par_delegation: bool, delegation: str = ""
) -> Signataire:
    """Make `contact` the first signatory of the party; the one it replaces is retired or removed."""
    first = partie.signataires.filter(retire_le__isnull=True).order_by("id").first()
    if first is not None and first.contact_id != (contact.pk if contact else None):
        retire(first)
        first = None
    known = partie.signataires.filter(contact=contact).first() if contact else None
    row = first or known or Signataire(partie=partie, contact=contact)
    row.qualite, row.par_delegation, row.retire_le = qualite, par_delegation, None
    row.delegation = delegation.strip() if par_delegation else ""
    row.full_clean()
    row.save()
    return row
