"""Fiches-action: each promoteur writes its own, its associates complete it (R-PROG-05, R-FA-01 to R-FA-09)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from conventions.auteurs import said_lately, sign
from conventions.champs import IDENTITE, LIBELLES
from conventions.enums import NiveauObjectif
from conventions.models import FicheAction, Objectif, Programme
from conventions.rules import animates, animates_action, speaks_for
from conventions.rules_fiche import fills, leads
from conventions.workflows._gardes import require_open, require_unlocked
from conventions.workflows._listes_action import LISTS, set_lists, total
from conventions.workflows._numeros import renumber
from coop.accounts.predicates import require
from coop.journal.actors import Actor
from coop.journal.workflows import record
from cooperatives.enums import StatutMembre
from cooperatives.models import Membre

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
    "nature",
    "niveau_exigence",
    "pluriannuelle",
    "preexistante",
    "financement_existant",
    "moyens_financiers",
    "moyens_materiels",
    "opportunites",
    "obstacles",
    "fiche_cls",
)
NOT_YOURS = "Cette fiche-action appartient à son promoteur référent et à ses partenaires associés."
IDENTITY = "L’intitulé, l’objectif et les partenaires d’une action se changent avec son promoteur référent."
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
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    fields |= total(lists.get("moyens") or ())
    _assign(action, fields | {"promoteur": promoteur, "objectif": objectif})
    sign(action, actor)
    action.full_clean()
    action.save()
    set_lists(action, lists)
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
    action: FicheAction, *, actor: Actor, version: int | None = None, saisie_continue: bool = False, **fields
) -> FicheAction:
    """Rewrite a fiche over `version`. Lists that are absent or None are left alone; profiles give the ETP.

    Associates complete everything but what names the action; only the animation changes the promoteur. With
    `saisie_continue` (a page that saves itself) the journal tells the sitting once. Raises Refused, ValidationError,
    StaleVersion.
    """
    programme = action.programme
    require_open(fills, actor, action, programme, NOT_YOURS)
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    fields |= total(lists.get("moyens") or ())
    _check_identity(action, actor, fields, lists)
    changed = [name for name, value in fields.items() if getattr(action, name, None) != value]
    _assign(action, fields)
    sign(action, actor)
    action.save_version(version)
    changed += set_lists(action, lists)
    if not (saisie_continue and said_lately("action.write", action, actor)):
        _record_write(action, actor, changed)
    return action


def _record_write(action: FicheAction, actor: Actor, changed: list[str]) -> None:
    what = ", ".join(LIBELLES[name] for name in dict.fromkeys(changed))
    told = f"\u00a0: {what}" if what else ""
    record(
        "action.write",
        f"Fiche-action {action.numero} modifiée{told}."[:500],
        actor=actor,
        obj=action,
        ca_id=action.programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )


def _check_identity(action: FicheAction, actor: Actor, fields: dict, lists: dict) -> None:
    """What names the action is its promoteur's; the promoteur itself is the animation's to change."""
    if "promoteur" in fields and fields["promoteur"] != action.promoteur:
        require(animates_action, actor, action, "Changer de promoteur revient à la coordination.")
    named = [name for name in IDENTITE if name in fields and fields[name] != getattr(action, name)]
    partners = lists.get("partenaires")
    if partners is not None and {m.pk for m in partners} != {m.pk for m in action.partenaires.all()}:
        named.append("partenaires")
    if named:
        require(leads, actor, action, IDENTITY)


@transaction.atomic
def remove(action: FicheAction, *, actor: Actor) -> None:
    """Remove a fiche from a programme in writing, and number the others again."""
    programme = action.programme
    require_open(leads, actor, action, programme, NOT_YOURS)
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
