"""Indicators of an action: defined before the programme starts (R-EVA-02)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from conventions.enums import Dimension, NatureIndicateur
from conventions.models import FicheAction, Indicateur
from conventions.models.indicateur import Modalite, lignes
from conventions.rules import writes_action
from conventions.workflows._gardes import require_open
from conventions.workflows._numeros import renumber
from conventions.workflows.actions import NOT_YOURS
from coop.journal.actors import Actor
from coop.journal.workflows import record

MEASURED = "Des relevés existent pour cet indicateur\u00a0: il ne peut plus être retiré."

# What a form writes, in its order.
FIELDS = (
    "type",
    "sous_type",
    "libelle",
    "nature",
    "unite",
    "sens",
    "valeur_initiale",
    "valeur_initiale_le",
    "valeur_cible",
    "beneficiaires",
    "frequence",
    "responsable",
    "sources_methodes",
    "par_public",
    "par_territoire",
    "par_sexe",
    "par_age",
)
IN_WORDS = "Un indicateur qualitatif se lit en mots\u00a0: laissez cette valeur vide."
TWICE = "Deux parts de cette répartition portent le même nom."
TOO_LONG = "Chaque part s’écrit en 40\u00a0caractères au plus."
TOO_MANY = "Douze parts au plus\u00a0: au-delà, personne ne les compte."
LONGUEUR, PARTS = 40, 12


@transaction.atomic
def add(action: FicheAction, *, actor: Actor, type: str, libelle: str, sources_methodes: str, **fields) -> Indicateur:
    """Add an indicator, numbered in its type; raises ValidationError with the field at fault."""
    require_open(writes_action, actor, action, action.programme, NOT_YOURS)
    indicateur = Indicateur(action=action, numero=_next_number(action, type))
    _assign(indicateur, fields | {"type": type, "libelle": libelle, "sources_methodes": sources_methodes})
    indicateur.full_clean()
    indicateur.save()
    _log(
        "indicateur.add", f"Indicateur ajouté à l’action {action.numero}\u00a0: {indicateur.libelle}", indicateur, actor
    )
    return indicateur


@transaction.atomic
def update(indicateur: Indicateur, *, actor: Actor, version: int | None = None, **fields) -> Indicateur:
    """Rewrite an indicator over `version`."""
    action = indicateur.action
    require_open(writes_action, actor, action, action.programme, NOT_YOURS)
    left = indicateur.type if fields.get("type", indicateur.type) != indicateur.type else None
    if left:
        indicateur.numero = _next_number(action, fields["type"])
    _assign(indicateur, fields)
    indicateur.save_version(version)
    if left:
        renumber(action.indicateurs.filter(type=left))
    _log("indicateur.update", f"Indicateur modifié\u00a0: {indicateur.libelle}", indicateur, actor)
    return indicateur


@transaction.atomic
def remove(indicateur: Indicateur, *, actor: Actor) -> None:
    """Remove an indicator, and close the gap in the numbers; raises ValidationError when it has readings."""
    action = indicateur.action
    require_open(writes_action, actor, action, action.programme, NOT_YOURS)
    _log("indicateur.remove", f"Indicateur retiré\u00a0: {indicateur.libelle}", indicateur, actor)
    try:
        indicateur.delete()
    except ProtectedError as error:
        raise ValidationError(MEASURED) from error
    renumber(action.indicateurs.filter(type=indicateur.type))


def _next_number(action: FicheAction, type: str) -> int:
    return (action.indicateurs.filter(type=type).aggregate(n=Max("numero"))["n"] or 0) + 1


def _assign(indicateur: Indicateur, fields: dict) -> None:
    for name, value in fields.items():
        if name not in FIELDS:
            raise TypeError(f"{name} is not a field of an indicator")
        setattr(indicateur, name, value)
    if indicateur.nature == NatureIndicateur.QUALITATIF:
        _refuse_figures(indicateur)
    _check_parts(indicateur)


def _check_parts(indicateur: Indicateur) -> None:
    """Each part of a figure has a short name of its own: a reading finds it by its name."""
    faults = {}
    for dimension in Dimension:
        name = f"par_{dimension.value}"
        parts = lignes(getattr(indicateur, name))
        setattr(indicateur, name, "\n".join(parts))
        keys = {Modalite(dimension, part).cle for part in parts}
        if len(keys) < len(parts):
            faults[name] = TWICE
        elif len(parts) > PARTS:
            faults[name] = TOO_MANY
        elif any(len(part) > LONGUEUR for part in parts):
            faults[name] = TOO_LONG
    if faults:
        raise ValidationError(faults)


def _refuse_figures(indicateur: Indicateur) -> None:
    """A qualitative indicator is told in words (R-EVA-13): a figure beside it would never be read."""
    found = [
        name
        for name in ("valeur_initiale", "valeur_initiale_le", "valeur_cible")
        if getattr(indicateur, name) is not None
    ]
    if found:
        raise ValidationError(dict.fromkeys(found, IN_WORDS))


def _log(verb: str, summary: str, indicateur: Indicateur, actor: Actor) -> None:
    action = indicateur.action
    record(
        verb,
        summary[:500],
        actor=actor,
        obj=indicateur,
        ca_id=action.programme.ca_id,
        organisation_id=action.promoteur.organisation_id,
    )
