"""`{{ form }}`: what a screen reader, a keyboard and a person without script receive."""

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from coop.organisations.models import Contact
from coop.ui.forms import CasesPuces, CoopForm, EntierField, FichierInput, FiltreForm, OuiNonField

OUI = [("oui", "Oui"), ("partiel", "En partie"), ("non", "Non")]


class Action(CoopForm):
    titre = forms.CharField(label="Titre", help_text="Avec un verbe.", max_length=80)
    texte = forms.CharField(label="Texte", widget=forms.Textarea, required=False)
    effectif = EntierField(label="Effectif")
    cibles = OuiNonField(label="Cibles atteintes", choices=OUI, help_text="Comme prévu.")
    publics = forms.MultipleChoiceField(label="Publics", choices=OUI, widget=forms.CheckboxSelectMultiple)
    freins = forms.MultipleChoiceField(label="Freins", choices=OUI, widget=CasesPuces, required=False)
    lieu = forms.ChoiceField(label="Lieu", choices=[("", "Choisir"), ("78", "Yvelines")])
    piece = forms.FileField(label="Pièce", widget=FichierInput, required=False)
    relu = forms.BooleanField(label="J’ai relu")
    cle = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def formulaire(lire):
    return lambda data=None: lire(str(Action(data)))


def test_every_field_has_its_label(formulaire):
    html = formulaire()
    targets = {label["for"] for label in html.tous("label")}
    fields = [a for tag in ("input", "textarea", "select") for a in html.tous(tag) if a.get("type") != "hidden"]
    assert {a["id"] for a in fields} == targets


def test_groups_are_fieldsets_with_a_legend(formulaire):
    html = formulaire()
    assert [a["id"] for a in html.tous("fieldset")] == ["id_cibles", "id_publics", "id_freins"]
    assert len(html.tous("legend")) == 3


def test_optional_fields_are_marked_in_words(formulaire):
    assert formulaire().texte.count("(facultatif)") == 3  # texte, freins, piece


def test_the_empty_line_of_a_list_is_said_in_words():
    class Choix(CoopForm):
        lieu = forms.ChoiceField(choices=BLANK_CHOICE_DASH + OUI)
        suite = forms.ChoiceField(choices=BLANK_CHOICE_DASH + OUI, required=False)
        personne = forms.ModelChoiceField(Contact.objects.none())
        autre = forms.ModelChoiceField(Contact.objects.none(), required=False, empty_label="Aucune")

    said = [form_field.choices for form_field in Choix().fields.values()]
    assert [next(iter(choices))[1] for choices in said] == ["Choisir", "Non précisé", "Choisir", "Aucune"]


def test_no_native_required_bubble(formulaire):
    assert not any("required" in a for _, a in formulaire().balises)


def test_nothing_is_preselected(formulaire):
    html = formulaire()
    assert not any("checked" in a for a in html.tous("input"))
    assert [a["value"] for a in html.tous("option") if "selected" in a] == [""]


@pytest.mark.parametrize(
    ("field", "klass"), [("titre", "fr-input"), ("texte", "fr-input"), ("lieu", "fr-select"), ("piece", "fr-upload")]
)
def test_widgets_wear_the_design_system(formulaire, field, klass):
    html = formulaire()
    worn = [a.get("class", "") for tag in ("input", "textarea", "select") for a in html.tous(tag, name=field)]
    assert worn == [klass]


def test_hint_and_error_are_both_described(formulaire):
    html = formulaire({})
    assert html.un("input", name="titre")["aria-describedby"] == "id_titre_helptext id_titre_error"
    assert html.un("fieldset", id="id_cibles")["aria-describedby"] == "id_cibles_helptext id_cibles_error"
    ids = {a["id"] for _, a in html.balises if "id" in a}
    described = " ".join(a.get("aria-describedby", "") for _, a in html.balises).split()
    assert set(described) <= ids


def test_wrong_fields_are_marked_invalid(formulaire):
    html = formulaire({"titre": "Maraudes", "effectif": "env. 230"})
    assert html.un("input", name="effectif")["aria-invalid"] == "true"
    assert "aria-invalid" not in html.un("input", name="titre")


def test_the_summary_takes_the_focus_without_script(formulaire):
    summary = formulaire({}).un("div", role="alert")
    assert summary["tabindex"] == "-1"
    assert "autofocus" in summary


def test_the_summary_links_reach_a_field_that_can_be_focused(formulaire):
    html = formulaire({})
    links = [a["href"].removeprefix("#") for a in html.tous("a")]
    focusable = {a["id"] for tag in ("input", "select", "textarea") for a in html.tous(tag) if "id" in a}
    assert links == ["id_titre", "id_effectif", "id_cibles_0", "id_publics_0", "id_lieu", "id_relu"]
    assert set(links) <= focusable


def test_a_good_form_has_no_summary(formulaire):
    assert formulaire().tous("div", role="alert") == []


def test_what_was_typed_is_shown_again(formulaire):
    html = formulaire({"titre": "<b>Maraudes</b>", "effectif": "env. 230", "cibles": "partiel"})
    assert html.un("input", name="titre")["value"] == "<b>Maraudes</b>"
    assert html.un("input", name="effectif")["value"] == "env. 230"
    assert "checked" in html.un("input", name="cibles", value="partiel")


def test_whole_form_errors_come_first_in_the_summary(lire):
    form = Action({})
    form.add_error(None, "La période est close.")
    text = lire(str(form)).texte
    assert text.index("La période est close.") < text.index("Titre\u00a0: Renseignez ce champ.")


def test_ids_are_unique_with_errors(formulaire):
    ids = [a["id"] for _, a in formulaire({}).balises if "id" in a]
    assert len(ids) == len(set(ids))


def test_forms_of_libraries_are_drawn_the_same(lire):
    html = lire(str(forms.modelform_factory(_user(), fields=["email"])()))
    assert html.un("input", name="email")["class"] == "fr-input"


def _user():
    from django.contrib.auth import get_user_model

    return get_user_model()


class Criteres(FiltreForm):
    titre = forms.CharField(label="Titre", required=False)
    lieu = forms.ChoiceField(label="Lieu", choices=OUI, required=False)


def test_a_form_of_filters_never_says_facultatif():
    assert "facultatif" not in str(Criteres())
