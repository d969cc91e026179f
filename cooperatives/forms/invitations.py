"""Inviting by pasting: a text, then one small form a line where everything can still be corrected."""

from django import forms

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Secteur
from coop.ui.forms import CoopForm, coop_formset
from cooperatives.invitations import Devenir, Ligne, devenir, parse
from cooperatives.models import Cooperative


class CollageForm(CoopForm):
    texte = forms.CharField(
        label="Adresses des organisations à inviter",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Une par ligne\u00a0: une adresse, ou «\u00a0Nom de l’organisation\u00a0; adresse\u00a0», ou deux colonnes copiées d’un tableur.",
        max_length=40_000,
    )

    def clean_texte(self) -> str:
        text = self.cleaned_data["texte"]
        if not parse(text):
            raise forms.ValidationError(
                "Aucune ligne à lire\u00a0: collez au moins une adresse ou un nom d’organisation."
            )
        return text


class LigneForm(CoopForm):
    """One organisation to invite."""

    nom = forms.CharField(label="Organisation", max_length=200, required=False)
    email = forms.EmailField(label="Adresse électronique", required=False)
    fonction = forms.CharField(label="Fonction de la personne", max_length=150, required=False)
    type = forms.ChoiceField(
        label="Type, si elle est nouvelle", choices=[c for c in TypeOrganisation.choices if c[0] != "ars"]
    )
    secteur = forms.ModelChoiceField(Secteur.objects.filter(archive=False), label="Secteur, si elle est nouvelle")

    ca: Cooperative | None = None

    @property
    def devenir(self) -> Devenir:
        """What the line becomes, as it was pasted or as it is corrected now."""
        values = self.data if self.is_bound else self.initial
        read = (
            (lambda name: values.get(self.add_prefix(name), ""))
            if self.is_bound
            else (lambda name: values.get(name, ""))
        )
        return devenir(self.ca, Ligne(read("nom").strip(), read("email").strip().lower(), read("fonction").strip()))

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and self.devenir.organisation is None and not data.get("nom"):
            self.add_error("nom", "Donnez le nom de l’organisation.")
        return data


def lignes_formset(ca: Cooperative, *, data=None, texte: str = ""):
    """The formset of the lines of `texte`, or of `data`; each form knows the coopérative."""
    secteur = Secteur.objects.filter(code="associatif").first() or Secteur.objects.first()
    defaults = {"type": TypeOrganisation.ASSOCIATION, "secteur": secteur.pk if secteur else None}
    initial = [{"nom": row.nom, "email": row.email, "fonction": row.fonction, **defaults} for row in parse(texte)]
    kind = coop_formset(type("LigneForm", (LigneForm,), {"ca": ca}), ligne="Ligne", extra=0, max_num=200)
    return kind(data, initial=None if data else initial, prefix="l")
