"""Forms of the register of leviers and freins, and of the retours d'expérience."""

from django import forms

from coop.ui.forms import CoopForm, CoopModelForm, DateFr, VersionedFormMixin
from coop.ui.forms.widgets import DateInput
from cooperatives.enums_vie import StatutFrein, TypeLevierFrein
from cooperatives.forms import PucesRadio
from cooperatives.models import LevierFrein, RetourExperience


class SignalerForm(CoopModelForm):
    """A free levier or frein."""

    class Meta:
        model = LevierFrein
        fields = ("type", "axe", "libelle", "description", "source", "responsable", "signale_le")
        widgets = {"type": PucesRadio, "axe": forms.RadioSelect, "description": forms.Textarea(attrs={"rows": 3})}
        labels = {"type": "C’est un", "axe": "Il touche", "libelle": "En une phrase"}
        help_texts = {"responsable": "Une fonction ou une organisation."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["axe"].choices = [choice for choice in self.fields["axe"].choices if choice[0]]
        self.fields["type"].choices = TypeLevierFrein.choices


class SuiviFreinForm(VersionedFormMixin, CoopModelForm):
    """What was tried and where it stands; a levier has no state."""

    class Meta:
        model = LevierFrein
        fields = ("libelle", "axe", "description", "action_corrective", "responsable", "statut")
        widgets = {
            "axe": forms.RadioSelect,
            "statut": PucesRadio,
            "description": forms.Textarea(attrs={"rows": 3}),
            "action_corrective": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"axe": "Il touche", "libelle": "En une phrase", "statut": "Où en est-on\u00a0?"}
        help_texts = {
            "action_corrective": "Les essais, même ceux qui n’ont pas marché\u00a0: les autres apprennent des tâtonnements.",
            "responsable": "Une fonction ou une organisation.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["axe"].choices = [choice for choice in self.fields["axe"].choices if choice[0]]
        if self.instance.type == TypeLevierFrein.LEVIER:
            del self.fields["statut"]
            self.fields["action_corrective"].label = "Comment le garder ou l’activer"
            self.fields["action_corrective"].help_text = ""
        elif self.instance.statut != StatutFrein.LEVE:
            self.fields["statut"].choices = [c for c in StatutFrein.choices if c[0] != StatutFrein.LEVE]
        if self.instance.catalogue_id:
            del self.fields["libelle"]
            del self.fields["axe"]

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("version")
        return data


class LeverForm(CoopForm):
    """How a frein was lifted; sharing is asked of those who may agree to it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment_leve = forms.CharField(
        label="Ce qui a permis de le lever", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En une ou deux phrases utiles à d’autres.",
    )  # fmt: skip
    leve_le = DateFr(label="Levé le", widget=DateInput)
    partage = forms.BooleanField(
        label="Les autres coopératives peuvent le lire", required=False,
        help_text="Seuls l’intitulé, cette phrase, la date et le nom de la coopérative sont montrés.",
    )  # fmt: skip

    def __init__(self, *args, peut_partager: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not peut_partager:
            del self.fields["partage"]


class RetourForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = RetourExperience
        fields = ("titre", "tatonnement", "solution", "effet", "effet_famille")
        widgets = {
            "tatonnement": forms.Textarea(attrs={"rows": 4}),
            "solution": forms.Textarea(attrs={"rows": 4}),
            "effet": forms.Textarea(attrs={"rows": 3}),
            "effet_famille": PucesRadio,
        }
        help_texts = {"tatonnement": "Ce que vous avez essayé, ce qui n’a pas marché."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effet_famille"].choices = [c for c in self.fields["effet_famille"].choices if c[0]]

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("version", None)
        return data
