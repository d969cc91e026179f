"""The diagnosis proposes the sentences of the preamble (R-CONV-14)."""

import pytest

from diagnostics.forms import CadreForm
from diagnostics.models import VoletDescriptif
from diagnostics.queries.preambule import phrases_pour_le_preambule

pytestmark = pytest.mark.django_db


def test_the_sentences_of_analyses_and_parts_are_proposed_in_order(diagnostic):
    first, second, *_ = diagnostic.analyses.order_by("id")
    for row, phrase in ((first, "Les besoins sont connus"), (second, "Les besoins sont connus")):
        row.phrase = phrase
        row.save()
    VoletDescriptif.objects.create(diagnostic=diagnostic, volet="population", phrase="Beaucoup d’enfants !")

    assert phrases_pour_le_preambule(diagnostic) == "Les besoins sont connus. Beaucoup d’enfants !"


def test_what_is_written_is_not_replaced(diagnostic):
    row = diagnostic.analyses.first()
    row.phrase = "Les besoins sont connus"
    row.save()
    assert CadreForm(instance=diagnostic)["synthese_preambule"].value() == "Les besoins sont connus."
    diagnostic.synthese_preambule = "Notre texte."

    assert CadreForm(instance=diagnostic)["synthese_preambule"].value() == "Notre texte."
