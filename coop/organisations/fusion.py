"""Moving what points to one row towards another, whatever the app: the work of a merge, one relation at a time.

Histories and sealed rows are never touched: they say what was. A row that the other already has (a unique constraint)
is handed to whoever knows what to do with it; without such a person the merge is refused in words.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

# What is done of a row whose place is already taken: `(row, target)` → nothing more to move.
Rencontre = Callable[[models.Model, models.Model], None]


def relations(model: type[models.Model]) -> Iterator[tuple[type[models.Model], models.Field]]:
    """(model, field) of every key that points to `model`, hidden relations and link tables included."""
    for found in model._meta.get_fields(include_hidden=True):
        if not (found.auto_created and (found.one_to_many or found.one_to_one)) or found.field.model._meta.proxy:
            continue
        related = found.related_model
        # A row of history says what was; the parent link of an inherited table is the row itself.
        if hasattr(related, "history_type") or getattr(found, "parent_link", False):
            continue
        yield related, found.field


def move(
    source: models.Model,
    target: models.Model,
    *,
    met: Mapping[type[models.Model], Rencontre],
    skip: tuple[str, ...] = (),
) -> Counter[str]:
    """Point to `target` whatever points to `source`; how many rows of each name (« représentants ») were moved.

    Rows are saved one by one: their history is kept. `skip` names fields (« app.Model.field ») left as they are.
    Raises ValidationError when both have a row that cannot be had twice and nobody in `met` knows what to do with it.
    """
    moved: Counter[str] = Counter()
    for model, field in relations(type(source)):
        if f"{model._meta.label}.{field.name}" in skip:
            continue
        for row in model._base_manager.filter(**{field.name: source.pk}).order_by("pk"):
            _move_row(row, field, source, target, met)
            if not model._meta.auto_created:
                moved[str(model._meta.verbose_name_plural)] += 1
    return moved


def _move_row(row, field: models.Field, source, target, met: Mapping) -> None:
    setattr(row, field.name, target)
    try:
        with transaction.atomic():
            row.save(update_fields=[field.name])
    except IntegrityError:
        setattr(row, field.name, source)
        known = met.get(type(row))
        if known is not None:
            known(row, target)
        elif type(row)._meta.auto_created:
            row.delete()  # The other is already in this list.
        else:
            name = type(row)._meta.verbose_name
            raise ValidationError(
                f"{source} et {target} ont chacune leur ligne «\u00a0{name}\u00a0» au même endroit, et l’une ne peut pas "
                "remplacer l’autre. Réglez d’abord ce point avec la coordination concernée."
            ) from None
