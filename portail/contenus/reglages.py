"""What a deployment fills in about itself, and the durations people are told (data/README.md §6.4 and §6.7)."""

from django.conf import settings

A_COMPLETER = "[à compléter]"


def mention(nom: str) -> str:
    """A field of the setting `COOP_LEGAL`, or the visible mark that it is missing."""
    return str(settings.COOP_LEGAL.get(nom, "")).strip() or A_COMPLETER


def duree(nom: str) -> int:
    """A duration of the setting `COOP_RETENTION`; its unit ends its name (`_ans`, `_mois`)."""
    return int(settings.COOP_RETENTION[nom])


def ans(nom: str) -> str:
    """A duration in years, written."""
    years = duree(nom)
    return f"{years}\u00a0an" + ("s" if years > 1 else "")
