"""CSV of the région: separator, mark, definitions, and cells that no spreadsheet runs."""

import csv
import io

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.classeurs.ecriture_csv import neutraliser
from tests.factories import cooperatives as fabrique
from tests.factories import utilisateur


@pytest.fixture
def siege(db, client):
    user = utilisateur(RoleMandat.SIEGE)
    client.force_login(user)
    return user


def rows(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =cmd", "'  =cmd"),
        ("Alliance", "Alliance"),
        ("a=b", "a=b"),
        (12, "12"),
        (None, ""),
    ],
)
def test_cell_never_starts_a_formula(value, cell):
    assert neutraliser(value) == cell


def test_figures_come_with_their_definitions(client, siege):
    fabrique.cooperative("78")

    response = client.get(reverse("portail:region_chiffres"))

    found = rows(response)
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [row[0] for row in found[1:]] == ["F-01", "F-03", "F-04", "F-05", "F-06", "F-07", "F-08", "F-09"]
    assert all(row[7].endswith((".", "…")) for row in found[1:])
    assert found[0][4:6] == ["Numérateur", "Dénominateur"]


def test_list_neutralises_a_title_that_looks_like_a_formula(client, siege):
    fabrique.cooperative("78", intitule="=HYPERLINK(1)")

    found = rows(client.get(reverse("portail:region_cooperatives")))

    assert len(found) == 2
    assert found[1][1] == "'=HYPERLINK(1)"


def test_list_keeps_the_filters(client, siege):
    fabrique.cooperative("78")
    fabrique.cooperative("93")

    found = rows(client.get(reverse("portail:region_cooperatives"), {"departement": "93"}))

    assert [row[2] for row in found[1:]] == ["93"]
