"""Form bases of the product. The template of a page is `{{ form }}`: summary, DSFR fields, French messages."""

from coop.ui.forms.bases import CoopForm, CoopModelForm, FiltreForm
from coop.ui.forms.fields import DateFr, EntierField, MontantField, NombreField, OuiNonField
from coop.ui.forms.formsets import CoopFormSet, CoopInlineFormSet, CoopModelFormSet, coop_formset
from coop.ui.forms.renderer import CoopRenderer
from coop.ui.forms.versions import DU_CONFLIT, Conflit, VersionedFormMixin
from coop.ui.forms.widgets import CasesPuces, DateInput, FichierInput, OuiNonWidget, SaisieProposee

__all__ = [
    "DU_CONFLIT",
    "CasesPuces",
    "Conflit",
    "CoopForm",
    "CoopFormSet",
    "CoopInlineFormSet",
    "CoopModelForm",
    "CoopModelFormSet",
    "CoopRenderer",
    "DateFr",
    "DateInput",
    "EntierField",
    "FichierInput",
    "FiltreForm",
    "MontantField",
    "NombreField",
    "OuiNonField",
    "OuiNonWidget",
    "SaisieProposee",
    "VersionedFormMixin",
    "coop_formset",
]
