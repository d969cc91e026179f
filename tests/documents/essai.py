"""A kind of document for the tests, driven by its params; the worker process of the services test registers it too."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db.models import Q

from coop.documents import kinds


def build(document) -> kinds.Built:
    params = document.params
    if params.get("impossible"):
        raise kinds.Unbuildable("Il manque l’intitulé de la convention.")
    if document.pk and params.get("hold"):
        hold(Path(params["hold"]))
    lignes = [f"Action {n}" for n in range(1, params.get("lignes", 3) + 1)]
    return kinds.Built(
        template=params.get("template", "essai.html"),
        context={"lignes": lignes},
        content={"lignes": lignes, "jour": date(2027, 3, 1), "montant": Decimal("1000.00")},
        title="Convention « Bien vieillir »",
        filename="Convention à l’essai.pdf",
        created=document.requested_at,
        template_version="1",
        reference="CA-78-01",
        version="2",
        draft=not document.final,
    )


def hold(path: Path) -> None:
    """Say that the work began, then wait as long as `path` exists."""
    path.with_suffix(".begun").touch()
    while path.exists():
        time.sleep(0.05)


def may_read(actor, document) -> bool:
    return actor.is_admin or actor.user_id not in document.params.get("forbidden", [])


def resolve(ref: str) -> str:
    return {"CA-78-01": "1"}[ref]


PRIVATE = kinds.DocumentKind("essai", "Document d’essai", build, may_read, resolve=resolve)
SHARED = kinds.DocumentKind("partage", "Document partagé", build, may_read, perimeter=lambda user: Q(ca_id=78))
