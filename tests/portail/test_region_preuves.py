"""The lists that prove the figures of the région, and what they and the page cost."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from portail import region_synthetique
from tests.factories import CommuneFactory, DepartementFactory

URL = "/region/"
LISTES = [
    "cooperatives", "communes", "partenaires", "conventions", "bilans", "echeances",
    "sans-habitant", "une-commune", "sans-coordination", "sans-cooperative", "a-reconduire", "echues", "reconductions", "non-reconduites", "mouvements",
]  # fmt: skip


@pytest.mark.parametrize("liste", LISTES)
def test_every_list_of_proofs_opens(client, siege, scene, liste):
    client.force_login(siege)

    response = client.get(reverse("portail:region_preuves", kwargs={"liste": liste}))

    assert response.status_code == 200
    assert all(len(ligne) == len(response.context["p"].colonnes) for ligne in response.context["lignes"])


def test_unknown_list_is_a_404(client, siege):
    client.force_login(siege)

    assert client.get(reverse("portail:region_preuves", kwargs={"liste": "inconnue"})).status_code == 404


def test_every_figure_leads_to_the_rows_it_counts(client, siege, scene, le_jour):
    le_jour("2026-07-02")
    client.force_login(siege)

    page = client.get(URL)
    counts = {}
    for figure in page.context["cles"]:
        href = reverse("portail:region_preuves", kwargs={"liste": figure.preuve})
        assert f'href="{href}"' in page.content.decode()
        counts[figure.code] = len(client.get(href).context["lignes"])

    by_code = {c.code: c for c in page.context["cles"]}
    assert counts["F-01"] == by_code["F-01"].numerateur == 1
    assert counts["F-04"] == by_code["F-04"].numerateur == 2
    assert counts["F-07"] == by_code["F-07"].numerateur == 1
    assert counts["F-09"] == by_code["F-09"].denominateur == 2


def whole_rows():
    """`add_row` of whole coopératives: convention, parties, bilans due, meetings (all in mise en œuvre)."""
    departement = DepartementFactory(code="78")
    CommuneFactory.create_batch(3, departement=departement)

    def add() -> None:
        region_synthetique.completer(Cooperative.objects.count() + 1, date(2026, 5, 20))

    return add


@pytest.fixture
def en_oeuvre(monkeypatch, le_jour, siege):
    le_jour("2026-10-20")
    monkeypatch.setattr(region_synthetique, "PHASES", (Phase.MISE_EN_OEUVRE,))
    return whole_rows()


def test_page_costs_the_same_with_one_row_and_three(client, siege, en_oeuvre, compte_a_1_et_3):
    client.force_login(siege)

    compte_a_1_et_3(URL, en_oeuvre, statements=34)


@pytest.mark.parametrize(
    ("liste", "statements"),
    [
        ("cooperatives", 7), ("communes", 9), ("partenaires", 8), ("conventions", 8), ("bilans", 8),
        ("echeances", 9), ("sans-habitant", 8), ("une-commune", 9), ("sans-coordination", 8), ("sans-cooperative", 9),
    ],
)  # fmt: skip
def test_proofs_cost_the_same_with_one_row_and_three(client, siege, en_oeuvre, compte_a_1_et_3, liste, statements):
    client.force_login(siege)

    compte_a_1_et_3(reverse("portail:region_preuves", kwargs={"liste": liste}), en_oeuvre, statements=statements)


def test_page_never_reads_the_readings_of_bilans(client, siege, scene, django_assert_max_num_queries):
    client.force_login(siege)
    with django_assert_max_num_queries(60) as captured:
        client.get(URL)

    tables = re.findall(r'FROM "(\w+)"', " ".join(q["sql"] for q in captured.captured_queries))
    assert "evaluation_synthesedepartement" in tables
    assert not {"evaluation_releve", "evaluation_lignebilan", "evaluation_versionbilan"} & set(tables)
