"""Fiches-action: each promoteur writes its own (R-PROG-05, R-FA-01 to R-FA-09)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from conventions.enums import NiveauObjectif
from conventions.models import FicheAction, Lieu, Objectif, Programme
from conventions.rules import animates, animates_action, carries, speaks_for
from conventions.workflows._gardes import require_open, require_unlocked
from conventions.workflows._numeros import renumber
from coop import horloge
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from coop.territories.models import Commune
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre, Public

FIELDS = (
    "intitule",
    "contenu",
    "calendrier",
    "debut",
    "fin",
    "modes_intervention",
    "public_cible",
    "public_autre",
    "beneficiaires_cibles",
    "etp",
    "moyens_humains",
    "objectifs_poursuivis",
    "resultats_attendus",
    "apport",
    "nature",
    "niveau_exigence",
    "pluriannuelle",
)
NOT_YOURS = "Cette fiche-action appartient à son promoteur référent."
FOLLOWED = "Des relevés ou des bilans s’appuient sur cette fiche\u00a0: elle ne peut plus être retirée."
GONE = (StatutMembre.REFUS, StatutMembre.SORTI)


@transaction.atomic
def create(
    programme: Programme, *, actor: Actor, intitule: str, promoteur: Membre, objectif: Objectif | None = None, **fields
) -> FicheAction:
    """Add a fiche-action; a partner proposes only those it carries. Raises ValidationError with the field at fault."""
    require_unlocked(programme)
    if not animates(actor, programme):
        require(speaks_for, actor, promoteur, "Proposez une action portée par votre organisation.")
    Programme.objects.select_for_update().get(pk=programme.pk)
    number = (programme.actions.aggregate(n=Max("numero"))["n"] or 0) + 1
    action = FicheAction(programme=programme, numero=number, intitule=intitule.strip())
    lists = {name: fields.pop(name) for name in ("lieux", "publics", "partenaires") if name in fields}
    _assign(action, fields | {"promoteur": promoteur, "objectif": objectif})
    action.full_clean()
    action.save()
    _set_lists(action, **lists)
    record(
        "action.create",
        f"Fiche-action {number} créée\u00a0: {action.intitule}.",
        actor=actor,
        obj=action,
        ca_id=programme.ca_id,
        organisation_id=promoteur.organisation_id,
    )
    return action


@transaction.atomic
def write(
    action: FicheAction,
    *,
    actor: Actor,
    version: int | None = None,
    lieux: list[tuple[str, Commune | None]] | None = None,
    publics: Iterable[Public] | None = None,
    partenaires: Iterable[Membre] | None = None,
    **fields,
) -> FicheAction:
    """Rewrite a fiche over `version`. Lists given as None are left alone. Only the animation changes the promoteur."""
    programme = action.programme
    require_open(animates_action | carries, actor, action, programme, NOT_YOURS)
    if "promoteur" in fields and fields["promoteur"] != action.promoteur:
        require(animates_action, actor, action, "Changer de promoteur revient à la coordination.")
    _assign(action, fields)
    action.save_version(version)
    _set_lists(action, lieux=lieux, publics=publics, partenaires=partenaires)
    record(
        "action.write",
        f"Fiche-action {action.numero} modifiée.",
        actor=actor,
        obj=action,
        ca_id=programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )
    return action


@transaction.atomic
def duplicate(action: FicheAction, *, actor: Actor) -> FicheAction:
    """A copy to adapt, with its places, publics and indicators."""
    fields = {name: getattr(action, name) for name in FIELDS if name != "intitule"}
    copy = create(
        action.programme,
        actor=actor,
        intitule=f"{action.intitule[:190]} (copie)",
        promoteur=action.promoteur,
        objectif=action.objectif,
        lieux=[(lieu.libelle, lieu.commune) for lieu in action.lieux.select_related("commune")],
        publics=list(action.publics.all()),
        partenaires=list(action.partenaires.all()),
        **fields,
    )
    for indicateur in action.indicateurs.all():
        indicateur.pk, indicateur.action, indicateur.version = None, copy, 1
        indicateur.defini_le, indicateur._state.adding = horloge.today(), True
        indicateur.full_clean()
        indicateur.save()
    return copy


@transaction.atomic
def remove(action: FicheAction, *, actor: Actor) -> None:
    """Remove a fiche from a programme in writing, and number the others again."""
    programme = action.programme
    require_open(animates_action | carries, actor, action, programme, NOT_YOURS)
    record(
        "action.remove",
        f"Fiche-action retirée\u00a0: {action.intitule}.",
        actor=actor,
        ca_id=programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )
    try:
        action.delete()
    except ProtectedError as error:
        raise ValidationError(FOLLOWED) from error
    renumber(programme.actions)


def _assign(action: FicheAction, fields: dict) -> None:
    """Set the fields; the promoteur is a member of the CA that has not left, the objective an operational one."""
    known = action.promoteur_id
    for name, value in fields.items():
        if name not in (*FIELDS, "promoteur", "objectif"):
            raise TypeError(f"{name} is not a field of a fiche-action")
        setattr(action, name, value)
    promoteur, objectif = action.promoteur, action.objectif
    if promoteur.ca_id != action.programme.ca_id or (promoteur.pk != known and promoteur.statut in GONE):
        raise ValidationError({"promoteur": "Le promoteur référent est un membre de la coopérative."})
    if objectif and objectif.programme_id != action.programme_id:
        raise ValidationError({"objectif": "Cet objectif n’est pas dans le programme."})
    if objectif and objectif.niveau != NiveauObjectif.OPERATIONNEL:
        raise ValidationError({"objectif": "Une action se rattache à un objectif opérationnel."})


def _set_lists(action: FicheAction, *, lieux=None, publics=None, partenaires=None) -> None:
    if publics is not None:
        _set_publics(action, list(publics))
    if partenaires is not None:
        _set_partenaires(action, list(partenaires))
    if lieux is not None:
        _set_lieux(action, lieux)


def _set_publics(action: FicheAction, publics: list[Public]) -> None:
    if len(publics) > 3:
        raise ValidationError(
            {"publics": "Choisissez trois publics au plus\u00a0; précisez les autres en toutes lettres."}
        )
    action.publics.set(publics)


def _set_partenaires(action: FicheAction, partenaires: list[Membre]) -> None:
    if any(m.ca_id != action.programme.ca_id for m in partenaires):
        raise ValidationError({"partenaires": "Un partenaire associé est un membre de la coopérative."})
    if action.promoteur in partenaires:
        raise ValidationError({"partenaires": "Le promoteur référent n’est pas en plus partenaire associé."})
    action.partenaires.set(partenaires)


def _set_lieux(action: FicheAction, lieux: Iterable[tuple[str, Commune | None]]) -> None:
    """Write the places again, in the order given; empty names are skipped."""
    action.lieux.all().delete()
    for libelle, commune in lieux:
        if libelle.strip():
            lieu = Lieu(action=action, libelle=libelle.strip(), commune=commune)
            lieu.full_clean()
            lieu.save()
