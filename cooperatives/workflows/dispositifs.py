"""The regional register of local schemes: entered once, mended by the délégation of its département or the siège."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.organisations.models import Contact
from coop.organisations.workflows import find_or_create_contact
from coop.territories.models import Commune
from coop.territories.models.geographie import searchable
from cooperatives.models import DispositifLocal, FicheDispositif
from cooperatives.rules import keeps_register

REFUS = "La délégation du département et le siège tiennent le registre des dispositifs."
CHAMPS = ("type", "nom", "departement", "structure_porteuse", "debut", "fin")


def enter(
    row: DispositifLocal, *, actor: Actor, communes: Iterable[Commune] = (), ca_id: int | None = None
) -> DispositifLocal:
    """Save a new scheme of the register, whoever asks: the callers check the right.

    Raises ValidationError when a field is wrong or when the département already has a scheme of this type and name.
    """
    row.full_clean()
    _refuse_homonym(row)
    row.save()
    row.communes.set(communes)
    _record("dispositif.create", f"Le dispositif «\u00a0{row.nom}\u00a0» a été ajouté au registre.", row, actor, ca_id)
    return row


@transaction.atomic
def create(
    *, actor: Actor, communes: Iterable[Commune] = (), coordination: tuple[str, str] = ("", ""), **fields
) -> DispositifLocal:
    """Enter a scheme with its places and who coordinates it (function, address). Raises Refused, ValidationError."""
    row = DispositifLocal(**fields)
    require(keeps_register, actor, row.departement, REFUS)
    row.coordinateur = _contact(coordination, row, actor)
    return enter(row, actor=actor, communes=communes)


@transaction.atomic
def update(
    row: DispositifLocal,
    *,
    actor: Actor,
    communes: Iterable[Commune] | None = None,
    coordination: tuple[str, str] | None = None,
    version: int | None = None,
    **fields,
) -> DispositifLocal:
    """Rewrite CHAMPS given, then places and coordination when given. Raises Refused, StaleVersion, ValidationError."""
    require(keeps_register, actor, DispositifLocal.objects.get(pk=row.pk).departement, REFUS)
    for name in CHAMPS:
        setattr(row, name, fields.get(name, getattr(row, name)))
    require(keeps_register, actor, row.departement, REFUS)
    if coordination is not None:
        row.coordinateur = _contact(coordination, row, actor)
    _refuse_homonym(row)
    row.save_version(version)
    if communes is not None:
        row.communes.set(communes)
    _record("dispositif.update", f"Le dispositif «\u00a0{row.nom}\u00a0» a été modifié dans le registre.", row, actor)
    return row


def _contact(coordination: tuple[str, str], row: DispositifLocal, actor: Actor) -> Contact | None:
    """The contact of an address, made when it is new; None without an address."""
    fonction, email = coordination
    if not email:
        return None
    fields = {"fonction": fonction or "Coordination du dispositif", "organisation": row.structure_porteuse}
    return find_or_create_contact(email=email, actor=actor, est_fictif=row.est_fictif, **fields)[0]


def _refuse_homonym(row: DispositifLocal) -> None:
    """The same type and name in the département, whatever the case and the accents (1 statement)."""
    same = DispositifLocal.objects.filter(type=row.type, departement=row.departement).exclude(pk=row.pk)
    if searchable(row.nom) in {searchable(nom) for nom in same.order_by().values_list("nom", flat=True)}:
        raise ValidationError({"nom": "Ce dispositif est déjà dans le registre\u00a0: choisissez-le dans la liste."})


@transaction.atomic
def write_fiche(
    fiche: FicheDispositif,
    *,
    actor: Actor,
    intitule: str,
    thematiques,
    communes=(),
    quartiers=(),
    version: int | None = None,
) -> FicheDispositif:
    """Write a fiche, new or known, with its themes and its places. Raises Refused, StaleVersion, ValidationError."""
    scheme = fiche.dispositif
    require(keeps_register, actor, scheme.departement, REFUS)
    fiche.intitule = intitule.strip()
    if fiche.pk:
        fiche.save_version(version)
    else:
        fiche.full_clean()
        fiche.save()
    fiche.thematiques.set(thematiques)
    fiche.communes.set(communes)
    fiche.quartiers.set(quartiers)
    told = f"La fiche «\u00a0{fiche.intitule}\u00a0» du dispositif «\u00a0{scheme.nom}\u00a0» a été écrite."
    _record("dispositif.write_fiche", told, scheme, actor)
    return fiche


@transaction.atomic
def remove_fiche(fiche: FicheDispositif, *, actor: Actor) -> None:
    """Take a fiche out of the register. Raises Refused."""
    scheme = fiche.dispositif
    require(keeps_register, actor, scheme.departement, REFUS)
    told = f"La fiche «\u00a0{fiche.intitule}\u00a0» du dispositif «\u00a0{scheme.nom}\u00a0» a été retirée."
    _record("dispositif.remove_fiche", told, scheme, actor)
    fiche.delete()


def _record(verb: str, summary: str, row: DispositifLocal, actor: Actor, ca_id: int | None = None) -> None:
    record(verb, summary, actor=actor, obj=row, departement=row.departement.code, ca_id=ca_id)
