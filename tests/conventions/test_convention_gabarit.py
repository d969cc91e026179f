"""The language of the blocks, and the wording with and without co-pilote (A-50)."""

import pytest
from django.core.exceptions import ValidationError

from conventions import gabarit, reference
from conventions.models import GabaritArticle

TEXTES = {code: texte for code, _, texte in reference.BLOCS}


def read(**values) -> str:
    segments = gabarit.paragraphs(TEXTES["article-4-1"], {"promoteurs": "X", **values})[0]
    return "".join(value for _, value in segments)


@pytest.mark.parametrize(
    ("values", "fin"),
    [
        ({"copilotes": "A et B", "en_lien_avec": "le CLS"}, "co-piloté par l’ARS et A et B, en lien avec le CLS."),
        ({"copilotes": "A"}, "co-piloté par l’ARS et A."),
        ({"en_lien_avec": "le CLS"}, "\u00a0piloté par l’ARS, en lien avec le CLS."),
        ({}, "\u00a0piloté par l’ARS."),
    ],
)
def test_article_4_1_wording(values, fin):
    assert read(**values).replace("» ", "»\u00a0").endswith(fin)


def test_value_that_looks_like_a_template_is_left_as_typed():
    assert "{{ copilotes }}" in read(copilotes="{{ copilotes }}")


def test_missing_value_keeps_its_place():
    assert ("intitule", "") in gabarit.paragraphs(TEXTES["titre"], {})[0]


@pytest.mark.parametrize("code", TEXTES)
def test_every_block_passes_its_own_check(code):
    gabarit.check(code, TEXTES[code])


@pytest.mark.parametrize(
    ("code", "texte", "mot"),
    [
        ("inconnu", "x", "inconnu"),
        ("titre", "{{ promoteurs }}", "promoteurs"),
        ("titre", "{% include 'x' %}", "include"),
        ("article-4-1", "{% if promoteurs %}x{% endif %}", "promoteurs"),
        ("article-4-1", "{% if copilotes %}x", "mal formé"),
    ],
)
def test_check_refuses(code, texte, mot):
    with pytest.raises(ValidationError, match=mot):
        gabarit.check(code, texte)


@pytest.mark.django_db
def test_load_is_idempotent_and_leaves_the_siege_s_text():
    assert reference.load()[0].crees == len(reference.BLOCS)
    GabaritArticle.objects.filter(code="article-3").update(texte="Texte du siège.")

    assert reference.load()[0].crees == 0
    assert GabaritArticle.objects.get(code="article-3").texte == "Texte du siège."
