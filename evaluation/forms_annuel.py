"""Form of the validation of the annual bilan."""

from coop.ui.forms import CoopModelForm, VersionedFormMixin
from evaluation.models import ValidationBilanAnnuel


class ValidationForm(VersionedFormMixin, CoopModelForm):
    """The day and the instance that validated it."""

    class Meta:
        model = ValidationBilanAnnuel
        fields = ["validee_le", "instance"]
        help_texts = {
            "validee_le": "Le jour de la réunion élargie, ou plus tard.",
            "instance": "Par exemple\u00a0: le comité de pilotage.",
        }
