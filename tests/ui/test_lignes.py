"""Rows added and removed without a script."""

from django import forms
from django.http import QueryDict

from coop.ui.forms import CoopForm, coop_formset


class Ligne(CoopForm):
    nom = forms.CharField(label="Nom")


Lignes = coop_formset(Ligne, ligne="Objectif", extra=0)


def posted(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-nom": "", **values})
    return data


def test_adding_a_row_keeps_what_was_typed_and_judges_nothing(lire):
    formset = Lignes(posted(**{"form-ajouter": "1", "form-0-nom": "Aller vers"}))
    html = lire(str(formset))
    assert not formset.is_valid()
    assert html.un("input", name="form-TOTAL_FORMS")["value"] == "2"
    assert html.un("input", name="form-0-nom")["value"] == "Aller vers"
    assert html.un("input", name="form-1-nom")
    assert html.tous("div", role="alert") == []


def test_adding_a_row_never_writes():
    assert Lignes(posted(**{"form-ajouter": "1", "form-0-nom": "Complet"})).is_valid() is False
    assert Lignes(posted(**{"form-0-nom": "Complet"})).is_valid() is True


def test_a_wrong_list_has_one_summary_that_names_the_row(lire):
    html = lire(
        str(Lignes(posted(**{"form-TOTAL_FORMS": "2", "form-0-nom": "Bien", "form-1-DELETE": ""}), prefix="form"))
    )
    assert html.texte.count("La liste est à revoir") == 0  # an untouched extra row is not judged
    html = lire(str(Lignes(posted(**{"form-INITIAL_FORMS": "1"}), initial=[{"nom": "Avant"}])))
    assert len(html.tous("div", role="alert")) == 1
    assert "Objectif 1, Nom\u00a0: Renseignez ce champ." in html.texte


def test_each_row_is_named_and_can_be_removed(lire):
    html = lire(str(Lignes(initial=[{"nom": "A"}, {"nom": "B"}])))
    assert "Objectif 2" in html.texte
    assert len([a for a in html.tous("input", type="checkbox") if a["name"].endswith("DELETE")]) == 2


def test_a_removed_row_is_told_to_the_view():
    formset = Lignes(
        posted(**{"form-INITIAL_FORMS": "1", "form-0-nom": "A", "form-0-DELETE": "on"}), initial=[{"nom": "A"}]
    )
    assert formset.is_valid()
    assert formset.deleted_forms == [formset.forms[0]]


def test_a_forged_count_is_refused():
    assert not Lignes(posted(**{"form-TOTAL_FORMS": "abc"})).is_valid()


def test_a_forged_count_cannot_ask_for_thousands_of_rows():
    formset = Lignes(posted(**{"form-TOTAL_FORMS": "1000000", "form-ajouter": "1"}))
    assert len(formset.forms) <= formset.absolute_max
