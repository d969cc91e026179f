"""What every page receives."""

from django.conf import settings
from django.http import HttpRequest

MARQUES = {
    "neutre": {"nom": "Coop", "service": "Coopératives d’acteurs en promotion de la santé, Île-de-France"},
    "etat": {"nom": "Coop", "service": "Coopératives d’acteurs, Agence régionale de santé Île-de-France"},
}


def page(request: HttpRequest) -> dict:
    """The demonstration flag and the brand (`nom`, `service`, `code`)."""
    code = settings.COOP_BRAND
    return {"coop_demo": settings.COOP_DEMO, "brand": {"code": code, **MARQUES[code]}}
