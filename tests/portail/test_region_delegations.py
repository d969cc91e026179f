"""The délégations: their means to animate, what they animate, who writes their sheet (R-CADRE-07, R-CADRE-22)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.territories.models import Departement
from cooperatives.models import Cooperative, EchangePratiques, TempsAnimation
from cooperatives.workflows.delegations import describe
from tests.factories import DepartementFactory, utilisateur
from tests.factories import cooperatives as fabrique

PAGE = "/region/delegations/"


@pytest.fixture
def cas(db, le_jour):
    le_jour("2026-10-01")
    found = [fabrique.cooperative("78"), fabrique.cooperative("78"), fabrique.cooperative("93")]
    Cooperative.objects.filter(pk=found[1].pk).update(statut="suspendue")
    for ca, fin, jours in (
        (found[0], date(2026, 9, 30), "4.5"), (found[1], date(2026, 6, 30), "1.0"), (found[0], date(2025, 6, 30), "9.0"),
    ):  # fmt: skip
        TempsAnimation.objects.create(ca=ca, debut=fin.replace(day=1), fin=fin, jours=Decimal(jours))
    for le, kind in (
        (date(2026, 2, 1), "inter_dd"),
        (date(2026, 3, 1), "inter_acteurs"),
        (date(2026, 12, 1), "inter_dd"),
    ):
        row = EchangePratiques.objects.create(le=le, type=kind, theme="Thème")
        row.departements.set(Departement.objects.filter(code="78"))
    return found


def url(code: str) -> str:
    return reverse("portail:region_delegation", kwargs={"code": code})


def test_what_each_délégation_gives_and_animates(client, cas):
    client.force_login(utilisateur(RoleMandat.SIEGE))
    page = client.get(PAGE)
    by_code = {row.departement.code: row for row in page.context["lignes"]}
    row = by_code["78"]
    assert (row.cooperatives, row.coordinateurs, row.jours, row.echange) == (1, 1, Decimal("5.5"), date(2026, 2, 1))
    assert (by_code["93"].jours, by_code["93"].echange) == (0, None)
    assert "ne sont pas encore notés" in page.content.decode()
    assert list(by_code) == sorted(by_code)


def test_délégation_writes_its_own_sheet_alone(client, cas):
    client.force_login(fabrique.coordinatrice("78"))
    values = {
        "moyens_animation_etp": "1,25",
        "referent_eparcours": "Chargé de mission",
        "titre_signataire": "La Déléguée",
    }
    assert client.post(url("78"), values).status_code == 302
    assert client.get(url("93")).status_code == client.post(url("93"), values).status_code == 404
    row = Departement.objects.get(code="78")
    assert (row.moyens_animation_etp, row.referent_eparcours) == (Decimal("1.25"), "Chargé de mission")
    assert Entry.objects.filter(verb="departement.describe", departement_code="78").exists()
    page = client.get(PAGE)
    assert "1,25 ETP" in page.content.decode()
    assert [line.departement.code for line in page.context["lignes"]] == ["78"]
    ars = reverse("cooperatives:ars", kwargs={"ca_ref": cas[0].reference})
    assert "1,25 ETP" in client.get(ars).content.decode()
    assert client.post(url("78"), values | {"moyens_animation_etp": "-1"}).status_code == 200


def test_others_read_or_stay_outside(client, cas):
    client.force_login(utilisateur(RoleMandat.DELEGUE, "78"))
    assert url("78") not in client.get(PAGE).content.decode()
    assert client.get(url("78")).status_code == 403
    for role in (RoleMandat.EVALUATEUR, RoleMandat.LECTEUR, RoleMandat.PARTENAIRE):
        client.force_login(utilisateur(role))
        assert client.get(PAGE).status_code == 403
    with pytest.raises(Refused):
        describe(DepartementFactory(code="93"), actor=fabrique.coordinatrice("78").actor, titre_signataire="x")
    with pytest.raises(ValidationError):
        describe(DepartementFactory(code="78"), actor=fabrique.coordinatrice("78").actor, titre_signataire="")


def test_page_costs_the_same_with_one_row_and_three(client, cas, compte_a_1_et_3):
    client.force_login(utilisateur(RoleMandat.SIEGE))
    compte_a_1_et_3(PAGE, lambda: fabrique.cooperative("95"), statements=12)
