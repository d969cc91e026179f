"""Which two axes are crossed, and one value kept for the others."""

from django import forms

from conventions.queries.matrice import LIBELLES, SANS, Axe, Choix, Faits
from coop.ui.forms import FiltreForm

FILTRES = {
    Axe.PARTENAIRES: "Avec ce partenaire",
    Axe.PUBLICS: "Pour ce public",
    Axe.TERRITOIRES: "Dans cette commune",
    Axe.MODES: "Par ce mode",
}


class MatriceForm(FiltreForm):
    """Read by GET; a value that is not in the fiches is ignored, two equal axes become the usual ones."""

    lignes = forms.ChoiceField(label="En lignes", choices=[(a.value, label) for a, label in LIBELLES.items()])
    colonnes = forms.ChoiceField(label="En colonnes", choices=[(a.value, label) for a, label in LIBELLES.items()])
    tous_les_modes = forms.BooleanField(
        label="Montrer aussi les modes d’intervention que personne n’utilise", required=False
    )

    def __init__(self, *args, faits: Faits, **kwargs):
        super().__init__(*args, **kwargs)
        for axe, label in FILTRES.items():
            values = [(code, text) for code, text in faits.valeurs[axe].items() if code != SANS]
            self.fields[f"f_{axe.value}"] = forms.TypedChoiceField(
                label=label, choices=[("", "Tous"), *values], coerce=int, empty_value=None, required=False
            )


def choix(form: MatriceForm) -> Choix:
    """What the form asks for, as far as it is valid; a filter on a drawn axis is left aside."""
    form.is_valid()
    data = form.cleaned_data
    lignes, colonnes = Axe(data.get("lignes") or Choix.lignes), Axe(data.get("colonnes") or Choix.colonnes)
    if lignes == colonnes:
        lignes, colonnes = Choix.lignes, Choix.colonnes
    kept = {axe: data.get(f"f_{axe.value}") for axe in FILTRES if axe not in (lignes, colonnes)}
    return Choix(lignes, colonnes, {a: v for a, v in kept.items() if v}, bool(data.get("tous_les_modes")))


def as_params(asked: Choix) -> dict:
    """The same, as plain data for a document asked for."""
    return {
        "lignes": asked.lignes.value,
        "colonnes": asked.colonnes.value,
        "filtres": {axe.value: code for axe, code in asked.filtres.items()},
        "tous_les_modes": asked.tous_les_modes,
    }


def of_params(params: dict) -> Choix:
    """The choice kept by a document; the usual axes when it keeps none."""
    return Choix(
        Axe(params.get("lignes", Choix.lignes)),
        Axe(params.get("colonnes", Choix.colonnes)),
        {Axe(name): code for name, code in params.get("filtres", {}).items()},
        bool(params.get("tous_les_modes")),
    )
