"""Search of places and published figures, on the real data."""

from decimal import Decimal

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse

from coop.territories.credits import credits
from coop.territories.figures import NE_SE_MOYENNE_PAS, NON_PUBLIE, figures_for
from coop.territories.models import Commune, Quartier
from coop.territories.models.geographie import searchable
from coop.territories.queries import (
    search,
    search_communes,
    search_quartiers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("charge")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("evry", "91228"),
        ("ÉVRY courc", "91228"),
        ("st denis", "93066"),
        ("L'Hay les roses", "94038"),
        ("haÿ", "94038"),
        ("78551", "78551"),
        ("93200", "93066"),
        ("paris 13", "75113"),
    ],
)
def test_search_communes_finds(typed, expected):
    assert search_communes(typed).first().code == expected


@pytest.mark.parametrize("typed", ["", "   ", "--", "zzzz", "%", "_"])
def test_search_finds_nothing_for(typed):
    assert search(typed) == []


def test_search_matches_beginnings_of_words_only():
    assert "94038" not in search_communes("oses").values_list("code", flat=True)


def test_search_communes_of_one_departement():
    found = search_communes("saint", departement="93")
    assert {commune.departement.code for commune in found} == {"93"}


def test_search_gives_the_three_kinds_in_four_statements(django_assert_num_queries):
    with django_assert_num_queries(4):
        found = search("saint", limit=5)
    assert [lieu.type for lieu in found].count("commune") == 5
    assert {lieu.type for lieu in found} == {"commune", "intercommunalite", "quartier"}


def test_search_describes_a_quartier():
    (lieu,) = search("bois l abbé")
    assert lieu.precision == "Champigny-sur-Marne, Chennevières-sur-Marne, géographie 2015"


def test_search_quartiers_leaves_out_the_withdrawn():
    Quartier.objects.filter(code="QP094027").update(retire=True)
    assert not search_quartiers("bois l abbé").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("L’Haÿ-les-Roses", "l hay les roses"), ("ŒUVRE, cœur", "oeuvre coeur"), ("  Val-d'Oise (95) ", "val d oise 95")],
)
def test_searchable_forgets_accents_case_and_punctuation(text, expected):
    assert searchable(text) == expected


def chiffre(codes, serie):
    (found,) = figures_for(codes, [serie])
    return found


def test_figures_for_one_commune_is_the_published_figure():
    found = chiffre(["93066"], "niveau_vie_median")
    assert found.valeur == Decimal(found.serie.valeurs.get(code="93066").valeur)
    assert (found.mention, found.couverture) == ("", None)


def test_figures_for_unpublished_is_never_zero():
    found = chiffre(["77001", "77002"], "taux_pauvrete")
    assert (found.valeur, found.mention, found.publiees) == (None, NON_PUBLIE, 0)
    assert found.departements[0].valeur == Decimal("14.6")


def test_figures_for_never_averages_a_median():
    found = chiffre(["93066", "93027"], "niveau_vie_median")
    assert (found.valeur, found.mention) == (None, NE_SE_MOYENNE_PAS)


@pytest.mark.parametrize("code", ["77", "78", "93", "94"])
def test_figures_for_a_whole_departement_match_the_shipped_estimate(code):
    communes = Commune.objects.filter(departement__code=code).values_list("code", flat=True)
    found = chiffre(communes, "taux_pauvrete")
    (estimate,) = found.departements
    assert abs(found.valeur - estimate.valeur) <= Decimal("0.1")
    assert abs(found.couverture - estimate.couverture) <= Decimal("0.3")


def test_figures_for_tells_its_coverage():
    found = chiffre(["93066", "77001"], "taux_pauvrete")
    assert (found.publiees, found.communes) == (1, 2)
    assert Decimal("98") < found.couverture < 100
    assert found.mention.startswith("moyenne pondérée d’une commune publiée sur 2")


def test_figures_for_level_its_producer_does_not_publish():
    found = chiffre(["93066"], "taux_mortalite")
    assert (found.valeur, found.mention) == (None, NON_PUBLIE)
    assert (found.region.territoire, found.region.valeur) == ("Île-de-France", Decimal("6.1"))


def test_figures_for_nothing_chosen():
    assert figures_for([], ["taux_pauvrete"])[0].mention == NON_PUBLIE
    assert figures_for(["93066"], ["inconnue"]) == []


@pytest.mark.parametrize("communes", [["93066"], ["93066", "93027", "78551", "77001"]])
def test_figures_for_costs_four_statements(django_assert_num_queries, communes):
    with django_assert_num_queries(4):
        assert len(figures_for(communes, ["taux_pauvrete", "part_65_plus", "taux_mortalite"])) == 3


def test_credits_cite_producer_licence_and_date():
    found = credits()
    assert {"IGN – Admin Express"} <= {credit.producteur for credit in found}
    assert all(all(credit) for credit in found)
    assert all("Licence Ouverte" in credit.licence for credit in found)


@pytest.mark.parametrize("name", ["commune", "intercommunalite", "quartier", "serie", "valeurreference"])
def test_admin_of_geography_is_read_only(rf, admin_user, name):
    request = rf.get("/")
    request.user = admin_user
    model = next(m for m in site._registry if m._meta.app_label == "territories" and m._meta.model_name == name)
    admin = site._registry[model]
    assert admin.has_view_permission(request)
    assert not admin.has_add_permission(request)
    assert not admin.has_change_permission(request)
    assert not admin.has_delete_permission(request)


def test_admin_searches_without_accents_and_keeps_the_delegation_editable(admin_client):
    page = admin_client.get(reverse("admin:territories_commune_changelist"), {"q": "evry courc"})
    assert "Évry-Courcouronnes" in page.content.decode()
    departement = Commune.objects.get(code="91228").departement
    form = admin_client.get(reverse("admin:territories_departement_change", args=[departement.pk])).content.decode()
    assert 'name="titre_signataire"' in form
    assert 'name="population"' not in form
