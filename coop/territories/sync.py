"""Bring a table to what a reference file says, in a few statements, and count what moved."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models

BATCH = 500


class Compte(NamedTuple):
    """What one list became: rows created, changed, left alone, removed."""

    libelle: str
    crees: int = 0
    modifies: int = 0
    inchanges: int = 0
    retires: int = 0

    def __str__(self) -> str:
        return (
            f"{self.libelle} : créations {self.crees}, modifications {self.modifies}, "
            f"sans changement {self.inchanges}, retraits {self.retires}"
        )


def synchronise(
    model: type[models.Model],
    rows: list[dict[str, Any]],
    *,
    key: tuple[str, ...] = ("code",),
    create_only: tuple[str, ...] = (),
    libelle: str = "",
) -> Compte:
    """Create the missing rows and update the fields that differ; `create_only` fields belong to the administrators."""
    existing = {tuple(getattr(o, name) for name in key): o for o in model._default_manager.order_by("pk")}
    created, changed, fields = [], [], set()
    for row in rows:
        found = existing.get(tuple(row[name] for name in key))
        if found is None:
            created.append(model(**row))
            continue
        moved = [n for n in row if n not in key + create_only and getattr(found, n) != row[n]]
        if moved:
            for name in moved:
                setattr(found, name, row[name])
            changed.append(found)
            fields.update(moved)
    model._default_manager.bulk_create(created, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=BATCH)
    name = libelle or str(model._meta.verbose_name_plural)
    return Compte(name, len(created), len(changed), len(rows) - len(created) - len(changed))


def create_missing(model: type[models.Model], rows: list[dict[str, Any]], *, also: str = "") -> Compte:
    """Create the rows whose code is absent and leave every other untouched: labels belong to the siège.

    `also`: a second unique field; a row whose value is taken there (an administrator was first) is left out.
    """
    taken = model._default_manager.order_by("pk").values_list(also, "code") if also else []
    others = dict(taken)
    kept = [row for row in rows if not also or others.get(row[also], row["code"]) == row["code"]]
    count = synchronise(model, kept, create_only=tuple(name for row in kept[:1] for name in row))
    return count._replace(inchanges=len(rows) - count.crees)


def synchronise_links(through: type[models.Model], left: str, right: str, pairs: Iterable[tuple[int, int]]) -> int:
    """Make a many-to-many table hold exactly `pairs` (ids); return how many links moved."""
    wanted = set(pairs)
    present = {(a, b): pk for pk, a, b in through._default_manager.order_by("pk").values_list("pk", left, right)}
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    for start in range(0, len(gone), BATCH):
        through._default_manager.filter(pk__in=gone[start : start + BATCH]).delete()
    fresh = sorted(wanted - present.keys())
    through._default_manager.bulk_create([through(**{left: a, right: b}) for a, b in fresh], batch_size=BATCH)
    return len(gone) + len(fresh)
