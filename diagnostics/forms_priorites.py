"""Forms of the priorisation: criteria, opening, marks, needs retained."""

from datetime import timedelta

from django import forms

from coop import horloge
from coop.ui.forms import CoopForm, CoopModelForm, DateFr, EntierField, OuiNonField, VersionedFormMixin
from diagnostics.forms_voix import InvitationForm
from diagnostics.models import Besoin, CriterePriorite
from diagnostics.models.priorites import NOTE_MAX, POIDS_MAX

NOTES = [("", "Sans avis"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]


class CritereForm(VersionedFormMixin, CoopModelForm):
    class Meta:
        model = CriterePriorite
        fields = ["libelle", "aide", "poids"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["poids"] = EntierField(
            label="Poids",
            min_value=1,
            max_value=POIDS_MAX,
            initial=1,
            help_text="1 en général\u00a0; 2 ou 3 pour un critère qui compte davantage.",
        )


class OuvertureForm(InvitationForm):
    """Until when, and who receives a personal link; members with an account vote from the page."""

    jusqu_au = DateFr(label="Ouvert jusqu’au")
    field_order = ["jusqu_au", "contacts"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].required = False
        self.fields["jusqu_au"].initial = horloge.today() + timedelta(days=14)


def champ(besoin: Besoin, critere: CriterePriorite) -> str:
    """The name of the field of one mark."""
    return f"n-{besoin.pk}-{critere.pk}"


class VoteForm(CoopForm):
    """One row of 1…4 for each need and each criterion; an empty row is no opinion."""

    def __init__(self, *args, besoins: list[Besoin], criteres: list[CriterePriorite], **kwargs):
        super().__init__(*args, **kwargs)
        self.besoins, self.criteres = besoins, criteres
        for besoin in besoins:
            for critere in criteres:
                name = champ(besoin, critere)
                self.fields[name] = OuiNonField(label=critere.libelle, choices=NOTES, required=False)

    @property
    def lignes(self) -> list[tuple[Besoin, list]]:
        """Each need with its bound fields."""
        return [(besoin, [self[champ(besoin, critere)] for critere in self.criteres]) for besoin in self.besoins]

    @property
    def notes(self) -> dict[tuple[int, int], int | None]:
        """The marks given, after validation."""
        read = self.cleaned_data
        return {
            (b.pk, c.pk): int(read[champ(b, c)]) if read.get(champ(b, c)) else None
            for b in self.besoins
            for c in self.criteres
        }

    def clean(self) -> dict:
        data = super().clean()
        if not any(data.get(champ(b, c)) for b in self.besoins for c in self.criteres):
            raise forms.ValidationError(f"Donnez au moins une note, de 1 à {NOTE_MAX}.")
        return data


class SeanceForm(VoteForm):
    """Marks given together during a meeting."""

    libelle = forms.CharField(
        label="Groupe", max_length=150, help_text="Par exemple\u00a0: atelier du matin. Pas de nom de personne."
    )
    voix = EntierField(label="Nombre de votants", min_value=1, max_value=500)


class RetenirForm(CoopForm):
    """Which needs are retained; their order is that of the result."""

    besoins = forms.ModelMultipleChoiceField(
        label="Besoins retenus", queryset=Besoin.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, besoins: list[Besoin], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besoins"].queryset = Besoin.objects.filter(pk__in=[b.pk for b in besoins])
        self.fields["besoins"].choices = [(b.pk, str(b)) for b in besoins]
