"""Warnings computed beside the forms (AL-20, AL-21, AL-22, AL-25): they never block."""

from coop.gates import Manque
from cooperatives import gates
from cooperatives.enums import Presence, TypeDispositif
from cooperatives.models import Cooperative, DispositifLocal
from cooperatives.queries.territoire import communes_couvertes


def commune_avec_cls(ca: Cooperative) -> list[Manque]:
    """AL-21: a single commune, and a CLS there, with no added value written."""
    codes = list(communes_couvertes(ca).values_list("pk", flat=True))
    declared = ca.articulations.filter(type=TypeDispositif.CLS, presence=Presence.PRESENT).exists()
    if len(codes) != 1 or ca.plus_value_existant:
        return []
    if not declared and not DispositifLocal.objects.filter(type=TypeDispositif.CLS, communes__in=codes).exists():
        return []
    phrase = "Risque de confusion ou de redondance avec le contrat local de santé\u00a0: explicitez la plus-value."
    return [
        Manque(
            "commune_avec_cls",
            phrase,
            gates.url(ca, "identite", "id_plus_value_existant"),
            "R-TERR-14",
            obligation=False,
        )
    ]


def identite(ca: Cooperative) -> list[Manque]:
    """What the territory raises."""
    return [*gates.deux_communes(ca), *commune_avec_cls(ca)]


def opportunite(ca: Cooperative) -> list[Manque]:
    """What the opportunity page shows beside the grid."""
    return [*identite(ca), *gates.secteurs_non_sanitaires(ca), *gates.dispositifs_informes(ca)]


def membres(ca: Cooperative) -> list[Manque]:
    """What the members' page shows beside the list: obligations of the end of élaboration are advice until then."""
    return [*gates.secteurs_non_sanitaires(ca), *gates.mandats_ecrits(ca), *gates.directions_engagees(ca)]
