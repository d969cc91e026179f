"""Form of an effect of the théorie d'action."""

from django import forms

from conventions.models import Objectif
from coop.ui.forms import CoopModelForm, OuiNonWidget, VersionedFormMixin
from evaluation.enums_evaluation import HorizonEffet, NiveauEffet
from evaluation.models import Effet
from evaluation.queries.etapes_evaluation import arbre

OUI, NON = "oui", "non"


class ObjectifField(forms.ModelChoiceField):
    def label_from_instance(self, objectif) -> str:
        return f"{str(objectif.get_niveau_display()).capitalize()} {objectif.numero}\u00a0: {objectif.libelle}"


class EffetForm(VersionedFormMixin, CoopModelForm):
    """An effect: what it answers, direct or not, expected or not, when. Nothing is ticked beforehand."""

    objectif = ObjectifField(
        None, label="Objectif dont il est le miroir", required=False, empty_label="Aucun en particulier"
    )
    niveau = forms.ChoiceField(
        label="Niveau, sans objectif", choices=[("", "Celui de l’objectif"), *NiveauEffet.choices], required=False
    )
    portee = forms.ChoiceField(label="Cet effet est", choices=[(OUI, "Direct"), (NON, "Indirect")], widget=OuiNonWidget)
    attente = forms.ChoiceField(label="Il est", choices=[(OUI, "Attendu"), (NON, "Non attendu")], widget=OuiNonWidget)
    horizon = forms.ChoiceField(
        label="À quel horizon",
        choices=HorizonEffet.choices,
        widget=OuiNonWidget,
        required=False,
        help_text="À dire pour un effet attendu.",
    )

    class Meta:
        model = Effet
        fields = ["libelle", "objectif", "niveau", "horizon"]

    field_order = ["libelle", "portee", "attente", "horizon", "objectif", "niveau"]

    def __init__(self, *args, en_place: bool = False, **kwargs):
        """`en_place`: beside its objective, which is not asked again."""
        super().__init__(*args, **kwargs)
        tree = arbre(self.instance.evaluation.ca)
        self.fields["objectif"].queryset = Objectif.objects.filter(pk__in=[row.pk for row in tree])
        if en_place:
            self.fields["objectif"].widget = forms.HiddenInput()
            self.fields["libelle"].widget.attrs["autofocus"] = True
            del self.fields["niveau"]
        if self.instance.pk:
            self.initial["portee"] = OUI if self.instance.direct else NON
            self.initial["attente"] = OUI if self.instance.attendu else NON

    def clean(self):
        data = super().clean()
        if not data.get("objectif") and not data.get("niveau"):
            self.add_error("niveau", "Choisissez un objectif, ou dites le niveau de l’effet.")
        if data.get("attente") == OUI and not data.get("horizon") and "horizon" not in self.errors:
            self.add_error("horizon", "Dites à quel horizon cet effet est attendu.")
        return data

    def _post_clean(self) -> None:
        """The verb checks the row whole: the two answers are columns of it."""
        data = self.cleaned_data
        self.instance.direct, self.instance.attendu = data.get("portee") == OUI, data.get("attente") == OUI
        super()._post_clean()

    def conflicts(self, current) -> list:
        """The two answers are told by columns of other names."""
        current.portee, current.attente = OUI if current.direct else NON, OUI if current.attendu else NON
        return super().conflicts(current)

    @property
    def donnees(self) -> dict:
        """What the verb takes (after validation)."""
        data = self.cleaned_data
        return {name: data[name] for name in ("libelle", "objectif", "niveau", "horizon")} | {
            "direct": data["portee"] == OUI,
            "attendu": data["attente"] == OUI,
        }
