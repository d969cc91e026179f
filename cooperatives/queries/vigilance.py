"""Warnings beside the forms of identity and of members: those of the grid that nobody answered, and advice."""

from coop.gates import Manque
from cooperatives import gates
from cooperatives.models import Cooperative
from cooperatives.queries.avertissements import commune_avec_cls, sans_reponse, une_commune
from cooperatives.queries.avertissements_lecture import Avertissement, Lecture


def identite(ca: Cooperative) -> list[Manque]:
    """What the territory raises."""
    lecture = Lecture.de(ca)
    return [manque(row) for row in sans_reponse([*une_commune(lecture), *commune_avec_cls(lecture)])]


def manque(row: Avertissement) -> Manque:
    """A warning as the sentence of a list of what is missing."""
    return Manque(row.code, row.phrase, row.url, row.source, obligation=False, precision=row.precision)


def membres(ca: Cooperative) -> list[Manque]:
    """What the members' page shows beside the list: obligations of the end of élaboration are advice until then."""
    return [*gates.secteurs_non_sanitaires(ca), *gates.mandats_ecrits(ca), *gates.directions_engagees(ca)]
