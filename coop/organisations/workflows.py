"""Creating organisations and contacts. Who may do it is the caller's rule: mandates live on a floor above."""

from django.db import transaction

from coop import horloge
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact, Distinction, Organisation
from coop.organisations.queries import duplicates_of, find_contact, lookalikes_of
from coop.territories.models.geographie import searchable

# What the organisation that stays takes from the other when it has nothing itself.
COMPLETES = (
    "sigle", "departement", "commune", "adresse", "missions", "perimetre", "points_contact", "outils",
    "besoins_information", "besoins_formation", "besoins_partenariat",
)  # fmt: skip


class PossibleDuplicate(Exception):
    """Organisations that look like the one to create: the page shows them and asks."""

    def __init__(self, candidates: list[Organisation]) -> None:
        super().__init__("Une organisation de ce nom existe peut-être déjà.")
        self.candidates = candidates


@transaction.atomic
def create_organisation(
    *, actor: Actor, despite_duplicates: bool = False, ca_id: int | None = None, **fields
) -> Organisation:
    """Create an organisation from its model fields.

    Raises PossibleDuplicate unless `despite_duplicates` (the person looked and confirmed), ValidationError when a
    field is wrong or when the SIRET is taken: a confirmed duplicate never shares a SIRET.
    """
    organisation = Organisation(**fields)
    candidates = [] if despite_duplicates else _known(organisation)
    if candidates:
        raise PossibleDuplicate(candidates)
    organisation.full_clean()
    organisation.save()
    _record("organisation.create", f"L’organisation {organisation} a été créée.", organisation, actor, ca_id)
    return organisation


def _known(organisation: Organisation) -> list[Organisation]:
    place = {"commune": organisation.commune}
    same = duplicates_of(organisation.nom, siret=organisation.siret, rna=organisation.rna, **place)
    close = lookalikes_of(organisation.nom, departement=organisation.departement, **place)
    return list({row.pk: row for row in [*same, *close]}.values())


@transaction.atomic
def update_organisation(
    organisation: Organisation, *, actor: Actor, version: int | None = None, **fields
) -> Organisation:
    """Write the sheet of an organisation; a name that changes stays among its other names, so that it is still found.

    Raises ValidationError, StaleVersion.
    """
    former = organisation.nom
    sectors = fields.pop("autres_secteurs", None)
    for name, value in fields.items():
        setattr(organisation, name, value)
    if organisation.nom != former:
        _remember(organisation, [former])
    organisation.save_version(version)
    if sectors is not None:
        organisation.autres_secteurs.set(row for row in sectors if row.pk != organisation.secteur_id)
    _record("organisation.update", f"La fiche de {organisation} a été modifiée.", organisation, actor)
    return organisation


def _remember(organisation: Organisation, names: list[str]) -> None:
    """Keep `names` among the other names, once each."""
    known = {searchable(name) for name in organisation.noms}
    lines = organisation.autres_noms.splitlines()
    for name in names:
        if name and searchable(name) not in known:
            known.add(searchable(name))
            lines.append(name)
    organisation.autres_noms = "\n".join(line for line in lines if line.strip())


@transaction.atomic
def absorb(double: Organisation, *, into: Organisation) -> None:
    """Mark `double` as merged into `into`, which answers to its names and takes the numbers and texts it lacked.

    The relations are moved by the caller, who knows them all (`coop.organisations.fusion`).
    """
    double.fusionnee_dans, double.fusionnee_le = into, horloge.today()
    siret, rna = double.siret, double.rna
    if siret and not into.siret:
        double.siret = ""
    if rna and not into.rna:
        double.rna = ""
    double.save_version()
    into.siret, into.rna = into.siret or siret, into.rna or rna
    _remember(into, double.noms)
    for name in COMPLETES:
        setattr(into, name, getattr(into, name) or getattr(double, name))
    into.petit_acteur = into.petit_acteur or double.petit_acteur
    into.save_version()
    Organisation.objects.filter(fusionnee_dans=double).update(fusionnee_dans=into)


@transaction.atomic
def tell_apart(first: Organisation, second: Organisation, *, actor: Actor) -> Distinction:
    """Two organisations that look alike are not the same: the pair is not proposed again."""
    one, other = sorted((first, second), key=lambda row: row.pk)
    row, new = Distinction.objects.get_or_create(premiere=one, seconde=other, defaults={"auteur": actor.label[:200]})
    if new:
        _record("organisation.tell_apart", f"{one} et {other} sont deux organisations distinctes.", one, actor)
    return row


@transaction.atomic
def propose_again(distinction: Distinction, *, actor: Actor) -> None:
    """What was said distinct by mistake is looked at again."""
    one, other = distinction.premiere, distinction.seconde
    distinction.delete()
    _record("organisation.propose_again", f"{one} et {other} sont à regarder de nouveau.", one, actor)


def _record(verb: str, summary: str, organisation: Organisation, actor: Actor, ca_id: int | None = None) -> None:
    record(
        verb, summary, actor=actor, obj=organisation, ca_id=ca_id, organisation_id=organisation.pk,
        departement=organisation.departement.code if organisation.departement else "",
    )  # fmt: skip


@transaction.atomic
def create_contact(*, actor: Actor, ca_id: int | None = None, **fields) -> Contact:
    """Create a contact from its model fields; ValidationError when the address is already somebody's."""
    contact = Contact(**fields)
    contact.email = contact.email.strip().lower()
    contact.full_clean()
    contact.save()
    record(
        "contact.create",
        f"Le contact {contact.fonction} a été créé.",
        actor=actor,
        obj=contact,
        ca_id=ca_id,
        organisation_id=contact.organisation_id,
    )
    return contact


@transaction.atomic
def find_or_create_contact(*, email: str, actor: Actor, ca_id: int | None = None, **fields) -> tuple[Contact, bool]:
    """The contact of `email`, left as it is, else a new one made from `fields`; the boolean says it is new."""
    existing = find_contact(email)
    if existing is not None:
        return existing, False
    return create_contact(actor=actor, ca_id=ca_id, email=email, **fields), True
