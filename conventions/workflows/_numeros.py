"""Numbers without gaps: « action 1, action 2… » stays true after a removal (R-FA-03)."""

from django.db.models import QuerySet


def renumber(rows: QuerySet) -> None:
    """Number `rows` 1, 2, 3… in their present order, one save each so that the history keeps them."""
    for number, row in enumerate(rows.order_by("numero"), start=1):
        if row.numero != number:
            row.numero = number
            row.save_version()
