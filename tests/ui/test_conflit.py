"""Two people on the same page: mine, theirs, both; nothing lost."""

import re

import pytest
from django import forms
from django.http import QueryDict

from coop.ui.forms import CoopForm, VersionedFormMixin
from coop.versions import StaleVersion


class Courant:
    """What the other person has just saved."""

    version = 4
    titre = "Ateliers le mercredi"
    rythme = "hebdo"
    lieu = "Trappes"


class Fiche(VersionedFormMixin, CoopForm):
    titre = forms.CharField(label="Titre")
    rythme = forms.ChoiceField(label="Rythme", choices=[("hebdo", "Chaque semaine"), ("mois", "Chaque mois")])
    lieu = forms.CharField(label="Lieu")


@pytest.fixture
def poste(rf):
    """A request that posts the form, opened at version 3."""

    def make(**extra):
        data = {"version": "3", "titre": "Ateliers le samedi", "rythme": "mois", "lieu": "Trappes", **extra}
        request = rf.post("/fiche/?onglet=2", data)
        request.user = type("Anonyme", (), {"is_authenticated": False, "is_staff": False})()
        return request

    return make


def test_the_form_gives_the_version_the_person_opened(poste):
    form = Fiche(poste().POST)
    assert form.is_valid()
    assert form.expected_version == 3


def test_only_the_fields_that_differ_are_in_conflict(poste):
    conflicts = Fiche(poste().POST).conflicts(Courant())
    assert [(c.name, c.mine, c.theirs) for c in conflicts] == [
        ("titre", "Ateliers le samedi", "Ateliers le mercredi"),
        ("rythme", "Chaque mois", "Chaque semaine"),
    ]


def test_the_conflict_page_carries_both_and_the_new_version(poste, lire):
    request = poste()
    response = Fiche(request.POST).conflict(request, StaleVersion(Courant()))
    html = lire(response.content.decode())
    assert response.status_code == 409
    assert html.un("input", name="version")["value"] == "4"
    assert html.un("input", name="titre")["value"] == "Ateliers le samedi"
    assert html.un("input", name="_autre_titre")["value"] == "Ateliers le mercredi"
    assert html.un("form", method="post")["action"] == "/fiche/?onglet=2"


def test_keeping_the_other_version_replaces_mine():
    data = QueryDict(
        "version=4&titre=Ateliers+le+samedi&rythme=mois&lieu=Trappes"
        "&_garder_titre=autre&_autre_titre=Ateliers+le+mercredi&_garder_rythme=mienne&_autre_rythme=hebdo"
    )
    form = Fiche(data)
    assert form.is_valid()
    assert form.cleaned_data["titre"] == "Ateliers le mercredi"
    assert form.cleaned_data["rythme"] == "mois"


def test_a_kept_other_version_is_still_validated():
    data = QueryDict("version=4&titre=x&rythme=mois&lieu=y&_garder_rythme=autre&_autre_rythme=jamais")
    assert "rythme" in Fiche(data).errors


class Texte(VersionedFormMixin, CoopForm):
    titre = forms.CharField(label="Titre", widget=forms.Textarea)


def test_a_text_may_be_united_with_the_other_and_nothing_is_lost(poste):
    request = poste(titre="Ateliers le samedi\nAu gymnase")
    conflict = Texte(request.POST).conflict(request, StaleVersion(Courant())).content.decode()
    [united] = re.findall(r"<textarea[^>]*name=\"_ensemble_titre\"[^>]*>([^<]*)<", conflict)
    assert united.splitlines() == ["Ateliers le mercredi", "Ateliers le samedi", "Au gymnase"]
    assert "<ins>" in conflict

    data = QueryDict(mutable=True)
    data.update({"version": "4", "titre": "x", "_garder_titre": "ensemble", "_ensemble_titre": f"{united}\nRelu"})
    form = Texte(data)
    assert form.is_valid()
    assert form.cleaned_data["titre"].endswith("Au gymnase\nRelu")


def test_a_short_field_or_an_empty_text_is_not_united(poste):
    assert [c.ensemble for c in Fiche(poste().POST).conflicts(Courant())] == ["", ""]
    assert [c.ensemble for c in Texte(poste(titre="").POST).conflicts(Courant())] == [""]


def test_a_missing_version_is_refused(poste):
    request = poste(version="")
    assert "version" in Fiche(request.POST).errors


def test_what_was_typed_is_escaped(poste):
    request = poste(titre="<script>alert(1)</script>")
    page = Fiche(request.POST).conflict(request, StaleVersion(Courant())).content.decode()
    assert "<script>alert" not in page
