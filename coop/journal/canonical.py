"""One writing for one content, so that equal contents have equal hashes."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def canonical_json(data: Any) -> str:
    """Sorted keys, no blanks, ISO dates (moments in UTC), decimals as text; TypeError on anything else."""
    return json.dumps(data, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical writing")
