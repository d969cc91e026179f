"""The repérage, before the coopérative exists: notes, actors, and those who say they are « partants » (R-AMONT)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.organisations.models import Organisation, Secteur
from coop.organisations.queries import duplicates_of
from coop.organisations.workflows import create_organisation
from coop.ui import typographie
from cooperatives.enums import CategorieActeur, OuiNonAVerifier, StatutMembre
from cooperatives.journal import note
from cooperatives.models import ActeurRepere, Cooperative, Membre, Reperage
from cooperatives.reperage import Ligne
from cooperatives.rules import animates, coordinates
from cooperatives.workflows import identite, membres

REFUS = "La coordination et les co-pilotes tiennent le repérage."
CHAMPS = ("categorie", "libelle", "organisation", "fonction", "commune", "interet", "note")


@transaction.atomic
def write_notes(
    ca: Cooperative,
    *,
    actor: Actor,
    besoins: str,
    dynamiques: str,
    eparcours: str,
    dynamique_eparcours: OuiNonAVerifier,
    version: int | None = None,
) -> Reperage:
    """Write the notes, and the answer about e-parcours on the coopérative itself (R-AMONT-01 to 03).

    Raises Refused, StaleVersion, ValidationError.
    """
    require(animates, actor, ca, REFUS)
    row = Reperage.objects.select_for_update().filter(ca=ca).first() or Reperage(ca=ca)
    row.besoins, row.dynamiques, row.eparcours = besoins.strip(), dynamiques.strip(), eparcours.strip()
    if row.pk:
        row.save_version(0 if version is None else version)
    else:
        row.full_clean()
        row.save()
    if ca.dynamique_eparcours != dynamique_eparcours:
        identite.update(ca, actor=actor, dynamique_eparcours=dynamique_eparcours)
    note("reperage.write", "Les notes de repérage ont été écrites.", actor=actor, ca=ca, obj=row)
    return row


@transaction.atomic
def add_all(
    ca: Cooperative, *, actor: Actor, categorie: CategorieActeur, lignes: Iterable[Ligne]
) -> list[ActeurRepere]:
    """Add the actors of pasted lines, all or none; one already spotted in the category is passed over.

    A structure of the register is recognised by its name. Raises Refused, ValidationError.
    """
    require(animates, actor, ca, REFUS)
    known = set(ca.acteurs_reperes.filter(categorie=categorie).values_list("libelle", "fonction"))
    fresh = [ligne for ligne in lignes if (ligne.libelle, ligne.fonction) not in known]
    rows = [_add(ca, categorie, ligne) for ligne in fresh]
    if rows:
        told = typographie.avec_nombre(len(rows), "acteur a été repéré,acteurs ont été repérés")
        note("reperage.add", f"{told}.", actor=actor, ca=ca, data={"acteurs": [row.libelle for row in rows]})
    return rows


def _add(ca: Cooperative, categorie: CategorieActeur, ligne: Ligne) -> ActeurRepere:
    named = categorie in (CategorieActeur.ELU, CategorieActeur.POPULATION)
    organisation = None if named else next(iter(duplicates_of(ligne.libelle)), None)
    row = ActeurRepere(
        ca=ca, categorie=categorie, libelle=ligne.libelle, fonction=ligne.fonction, note=ligne.note,
        commune=ligne.commune, organisation=organisation,
    )  # fmt: skip
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def update(acteur: ActeurRepere, *, actor: Actor, version: int | None = None, **fields) -> ActeurRepere:
    """Rewrite an actor. Raises Refused, StaleVersion, ValidationError."""
    require(animates, actor, acteur.ca, REFUS)
    for name in CHAMPS:
        setattr(acteur, name, fields[name])
    acteur.save_version(version)
    note("reperage.update", f"{acteur} a été modifié dans le repérage.", actor=actor, ca=acteur.ca, obj=acteur)
    return acteur


@transaction.atomic
def remove(acteur: ActeurRepere, *, actor: Actor) -> None:
    """Take an actor out of the list; a participation it led to stays. Raises Refused."""
    require(coordinates, actor, acteur.ca, "La délégation départementale retire un acteur du repérage.")
    note("reperage.remove", f"{acteur} a été retiré du repérage.", actor=actor, ca=acteur.ca, obj=acteur)
    acteur.delete()


@transaction.atomic
def mark_partant(
    acteur: ActeurRepere,
    *,
    actor: Actor,
    organisation: Organisation | None = None,
    type: str = "",
    secteur: Secteur | None = None,
) -> Membre:
    """The actor is « partant »: its organisation takes part, by the verbs of the members (R-CONST-01).

    Without `organisation`, that of the actor; without either, a new one of this type and sector enters the register.
    Raises Refused, ValidationError.
    """
    ca = acteur.ca
    require(animates, actor, ca, REFUS)
    acteur.organisation = organisation or acteur.organisation or _enter(acteur, actor, type, secteur)
    membre = _participation(ca, acteur.organisation, actor)
    acteur.devenu_membre = membre
    acteur.save_version()
    return membre


def _enter(acteur: ActeurRepere, actor: Actor, type: str, secteur: Secteur | None) -> Organisation:
    if not type or secteur is None:
        raise ValidationError(
            {"organisation": "Choisissez l’organisation, ou dites le type et le secteur de la nouvelle."}
        )
    ca = acteur.ca
    return create_organisation(
        actor=actor, ca_id=ca.pk, despite_duplicates=True, nom=acteur.libelle, type=type, secteur=secteur,
        departement=ca.departement, est_fictive=ca.est_fictive,
    )  # fmt: skip


def _participation(ca: Cooperative, organisation: Organisation, actor: Actor) -> Membre:
    """The running participation of the organisation, « partant » at least."""
    row = ca.membres.filter(organisation=organisation).exclude(statut__in=membres.CLOS).first()
    row = row or membres.propose(ca, actor=actor, organisation=organisation)
    if row.statut in (StatutMembre.REPERE, StatutMembre.INVITE):
        membres.mark_partant(row, actor=actor)
    return row
