"""Writing what the coopérative is: title, theme, publics, territory, inequalities aimed at."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from coop.accounts.predicates import require
from coop.journal.actors import Actor
from cooperatives.journal import note
from cooperatives.models import Cooperative, Site
from cooperatives.queries.territoire import has_territory
from cooperatives.rules import animates

TEXTS = (
    "intitule",
    "appellation_locale",
    "experimentale",
    "libelle_territoire",
    "enonce_ists",
    "plus_value_existant",
    "argumentaire_thematique",
    "couverture_locale",
    "justification_perimetre",
    "priorite_coordination",
    "priorite_coordination_texte",
    "dynamique_eparcours",
    "objectif_public",
    "duree_previsionnelle_ans",
)
LISTS = ("thematiques", "publics", "determinants", "communes", "intercommunalites", "quartiers", "departements_vises")


@transaction.atomic
def update(ca: Cooperative, *, actor: Actor, version: int | None = None, **fields) -> Cooperative:
    """Write any of TEXTS, LISTS (whole lists of rows) and `sites` (whole list of names) over `version`.

    Raises Refused, StaleVersion, ValidationError (a theme or public, and a territory, always remain: decisions.md 8)
    and TypeError for an unknown field.
    """
    require(animates, actor, ca, "La coordination de la coopérative écrit son identité.")
    unknown = set(fields) - {*TEXTS, *LISTS, "sites"}
    if unknown:
        raise TypeError(f"Unknown fields of a coopérative: {', '.join(sorted(unknown))}")
    changed = [name for name in TEXTS if name in fields and getattr(ca, name) != fields[name]]
    for name in changed:
        setattr(ca, name, fields[name])
    ca.save_version(version)
    for name in LISTS:
        if name in fields:
            getattr(ca, name).set(fields[name])
    if "sites" in fields:
        _set_sites(ca, fields["sites"])
    _check_kept(ca)
    note(
        "cooperative.update",
        "L’identité de la coopérative a été modifiée.",
        actor=actor,
        ca=ca,
        data={"champs": sorted(fields)},
    )
    return ca


def _set_sites(ca: Cooperative, names: Iterable[str]) -> None:
    wanted = {name.strip()[:150] for name in names if name.strip()}
    ca.sites.exclude(nom__in=wanted).delete()
    known = set(ca.sites.values_list("nom", flat=True))
    Site.objects.bulk_create(Site(ca=ca, nom=name) for name in sorted(wanted - known))


def _check_kept(ca: Cooperative) -> None:
    if not ca.thematiques.exists() and not ca.publics.exists():
        raise ValidationError({"thematiques": "Gardez au moins une thématique ou un public."})
    if not has_territory(ca):
        raise ValidationError({"libelle_territoire": "Gardez au moins un lieu ou le nom du territoire."})
