"""Modes d’intervention as a list that can be crossed: the text of article 2 stays what is signed."""

from cooperatives.models.cooperative import Nomenclature


class ModeIntervention(Nomenclature):
    """A value of the list of modes d’intervention, edited by the siège (decisions.md 10)."""

    class Meta(Nomenclature.Meta):
        verbose_name = "mode d’intervention"
        verbose_name_plural = "modes d’intervention"
