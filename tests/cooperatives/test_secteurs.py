"""An organisation that works in several sectors: its sheet, the directory, AL-25, F-05, and what a merge keeps (R-CADRE-11)."""

import pytest
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.organisations.models import Organisation
from cooperatives.models import Cooperative
from cooperatives.queries.avertissements import secteurs
from cooperatives.queries.avertissements_lecture import Lecture
from cooperatives.workflows import annuaire
from portail.queries.region.mesures import completer
from tests.factories import OrganisationFactory, SecteurFactory, utilisateur
from tests.factories import cooperatives as fabrique


@pytest.fixture
def champs(db):
    """Health, housing, education."""
    rows = [
        SecteurFactory(code=code, libelle=code, sanitaire=code == "sante")
        for code in ("sante", "logement", "education")
    ]
    return dict(zip(("sante", "logement", "education"), rows, strict=True))


def test_sheet_keeps_several_sectors_and_a_perimeter(client, champs):
    user = utilisateur(RoleMandat.SIEGE)
    client.force_login(user)
    row = OrganisationFactory(secteur=champs["sante"], type="association")
    values = {
        "nom": row.nom, "type": "association", "secteur": champs["sante"].pk, "perimetre": "Deux quartiers du nord.",
        "autres_secteurs": [champs["sante"].pk, champs["logement"].pk], "version": row.version,
    }  # fmt: skip
    response = client.post(reverse("annuaire:modifier", kwargs={"pk": row.pk}), values)
    assert response.status_code == 302
    # The first sector is not told twice.
    assert list(Organisation.objects.get(pk=row.pk).autres_secteurs.all()) == [champs["logement"]]
    html = client.get(reverse("annuaire:fiche", kwargs={"pk": row.pk})).content.decode()
    assert "sante, logement" in html
    assert "Deux quartiers du nord." in html
    for code, found in (("sante", True), ("logement", True), ("education", False)):
        listed = client.get(reverse("annuaire:liste"), {"secteur": code}).content.decode()
        assert (str(row) in listed) is found


@pytest.mark.parametrize(
    ("premier", "autres", "averti"),
    [
        ("sante", [], True),
        ("logement", [], True),
        ("logement", ["sante"], True),
        ("logement", ["education"], False),
        ("sante", ["logement", "education"], False),
    ],
)
def test_each_sector_beyond_health_counts(champs, le_jour, premier, autres, averti):
    ca = fabrique.cooperative()
    row = fabrique.membre(ca, secteur=champs[premier])
    row.organisation.autres_secteurs.set([champs[code] for code in autres])
    assert bool(list(secteurs(Lecture(Cooperative.objects.all())))) is averti
    assert completer(Cooperative.objects.all()).secteurs == 1 + len(autres)


def test_merge_keeps_every_sector(champs):
    actor = utilisateur(RoleMandat.SIEGE).actor
    kept, double = OrganisationFactory(secteur=champs["sante"]), OrganisationFactory(secteur=champs["sante"])
    kept.autres_secteurs.set([champs["logement"]])
    double.autres_secteurs.set([champs["logement"], champs["education"]])
    annuaire.merge(double, into=kept, actor=actor)
    assert set(kept.autres_secteurs.all()) == {champs["logement"], champs["education"]}
