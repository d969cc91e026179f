"""The directory of partners: adding, writing a sheet, telling two organisations apart, merging two that are one."""

from collections import Counter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from coop.accounts.predicates import require
from coop.documents import pieces
from coop.documents.models import Piece
from coop.journal.actors import Actor
from coop.journal.models import AppendOnlyModel
from coop.journal.workflows import record
from coop.organisations import fusion
from coop.organisations import workflows as organisations
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Distinction, Organisation
from cooperatives.journal import note
from cooperatives.models import Cooperative, CoPilote, Membre, Representant
from cooperatives.pieces import LOGO
from cooperatives.rules_annuaire import may_add, may_edit, may_merge, may_tell_apart, may_type
from cooperatives.vie_membre import RANG, REFUS
from cooperatives.workflows.mandats import end_today

# A merge leaves its own marks where they are.
LAISSES = (
    "organisations.Organisation.fusionnee_dans",
    "organisations.Distinction.premiere",
    "organisations.Distinction.seconde",
)


def add(*, actor: Actor, despite_duplicates: bool = False, **fields) -> Organisation:
    """Add an organisation to the register. Raises Refused, PossibleDuplicate (« Existe déjà ? »), ValidationError."""
    require(may_add, actor, None, "La délégation et le siège ajoutent des organisations à l’annuaire.")
    return organisations.create_organisation(actor=actor, despite_duplicates=despite_duplicates, **fields)


@transaction.atomic
def write_sheet(
    organisation: Organisation, *, actor: Actor, version: int | None = None, logo: UploadedFile | None = None, **fields
) -> Organisation:
    """Write what the directory shows of an organisation. Raises Refused, ValidationError, StaleVersion."""
    require(may_edit, actor, organisation, "Vous pouvez modifier la fiche de votre organisation, pas celle des autres.")
    if fields.get("type", organisation.type) != organisation.type:
        require(may_type, actor, organisation, "La délégation et le siège disent de quel type est une structure.")
    organisations.update_organisation(organisation, actor=actor, version=version, **fields)
    if logo is not None:
        pieces.store(logo, kind=LOGO, subject_id=organisation.pk, actor=actor, organisation_id=organisation.pk)
    return organisation


def tell_apart(first: Organisation, second: Organisation, *, actor: Actor) -> None:
    """Say that two organisations that look alike are not the same. Raises Refused."""
    require(may_tell_apart, actor, first, "La délégation et le siège tiennent l’annuaire.")
    organisations.tell_apart(first, second, actor=actor)


def propose_again(distinction: Distinction, *, actor: Actor) -> None:
    """Take back « ce sont deux structures »: the pair is looked at again. Raises Refused."""
    require(may_tell_apart, actor, distinction.premiere, "La délégation et le siège tiennent l’annuaire.")
    organisations.propose_again(distinction, actor=actor)


@transaction.atomic
def merge(double: Organisation, *, into: Organisation, actor: Actor) -> Counter[str]:
    """Make two rows of one actor one: whatever pointed to `double` points to `into`; how many rows of each name moved.

    `double` stays in the register, found under `into`; texts frozen by a signature keep its name. Raises Refused, or
    ValidationError when both hold something that cannot be had twice (two parties of one convention).
    """
    require(may_merge, actor, into, "Le siège réunit deux organisations de l’annuaire.")
    locked = Organisation.objects.select_for_update().filter(pk__in=[double.pk, into.pk])
    rows = {row.pk: row for row in locked.order_by("pk")}
    double, into = rows[double.pk], rows[into.pk]
    _check_merge(double, into)
    cas = list(Cooperative.objects.filter(membres__organisation=double).select_related("departement").distinct())
    Distinction.objects.filter(models.Q(premiere=double) | models.Q(seconde=double)).delete()
    moved = fusion.move(double, into, met=RENCONTRES, skip=LAISSES)
    _move_kernel_rows(double, into)
    organisations.absorb(double, into=into)
    _tell_merge(double, into, moved, cas, actor)
    return moved


def attached(organisation: Organisation) -> list[tuple[str, int]]:
    """What points to an organisation and would follow a merge: (name of the rows, how many)."""
    counts: Counter[str] = Counter()
    for model, field in fusion.relations(Organisation):
        if f"{model._meta.label}.{field.name}" not in LAISSES and not model._meta.auto_created:
            counts[str(model._meta.verbose_name_plural)] += model._base_manager.filter(
                **{field.name: organisation}
            ).count()
    return sorted((name, count) for name, count in counts.items() if count)


def _check_merge(double: Organisation, into: Organisation) -> None:
    if double.pk == into.pk:
        raise ValidationError("Choisissez deux organisations différentes.")
    if double.fusionnee_dans_id or into.fusionnee_dans_id:
        raise ValidationError("L’une de ces organisations est déjà réunie avec une autre.")
    if TypeOrganisation.ARS in (double.type, into.type):
        raise ValidationError("Une délégation départementale de l’ARS ne se réunit pas avec une autre organisation.")


def _meet_membre(row: Membre, target: Organisation) -> None:
    """Both take part in the CA: one participation goes on with the people and the acts of the two."""
    kept = row.ca.membres.exclude(statut__in=["sorti", "refus"]).get(organisation=target)
    fusion.move(row, kept, met={Representant: _meet_representant})
    if RANG[row.statut] > RANG[kept.statut]:
        kept.statut = row.statut
    dates = [day for day in (kept.date_entree, row.date_entree) if day]
    kept.date_entree = min(dates) if dates else None
    texts = [text for text in (kept.role_mission, row.role_mission) if text]
    kept.role_mission = "\n".join(dict.fromkeys(texts))
    kept.positionnement = kept.positionnement or row.positionnement
    kept.positionnement_texte = kept.positionnement_texte or row.positionnement_texte
    if kept.engagement_direction_le is None:
        kept.engagement_direction_le, kept.engagement_document = row.engagement_direction_le, row.engagement_document
    row.statut, row.motif_sortie = REFUS, f"Même structure que «\u00a0{target}\u00a0»\u00a0: participations réunies."
    row.save_version()
    kept.save_version()


def _meet_representant(row: Representant, kept: Membre) -> None:
    """The same person speaks for both: one representation, with the mandate that was written."""
    known = kept.representants.get(contact=row.contact_id, fin__isnull=True)
    known.mandat, known.titulaire = known.mandat or row.mandat, known.titulaire or row.titulaire
    known.save()
    end_today(row)


def _meet_copilote(row: CoPilote, target: Organisation) -> None:
    end_today(row)


RENCONTRES = {Membre: _meet_membre, CoPilote: _meet_copilote}


def _move_kernel_rows(double: Organisation, into: Organisation) -> None:
    """Documents, pieces and mails carry the organisation as a plain number (decisions.md 15); the journal is left."""
    for model in apps.get_models():
        keys = {field.attname: field for field in model._meta.concrete_fields}
        plain = isinstance(keys.get("organisation_id"), models.BigIntegerField)
        if plain and not issubclass(model, AppendOnlyModel):
            model._base_manager.filter(organisation_id=double.pk).update(organisation_id=into.pk)
    if not Piece.objects.filter(kind=LOGO, subject_id=str(into.pk)).exists():
        Piece.objects.filter(kind=LOGO, subject_id=str(double.pk)).update(subject_id=str(into.pk))


def _tell_merge(double: Organisation, into: Organisation, moved: Counter, cas: list, actor: Actor) -> None:
    what = ", ".join(f"{name}\u00a0: {count}" for name, count in sorted(moved.items())) or "rien à déplacer"
    record(
        "organisation.merge", f"{double} est réunie avec {into} ({what}).", actor=actor, obj=into,
        departement=into.departement.code if into.departement else "", organisation_id=into.pk,
        data={"ancienne": double.pk, "deplace": dict(moved)},
    )  # fmt: skip
    for ca in cas:
        summary = f"{double} est la même structure que {into}\u00a0: leurs participations sont réunies."
        note("membre.merge", summary, actor=actor, ca=ca, organisation_id=into.pk)
