"""A figure typed or imported is mended: over the version read, journaled, a number or the reason there is none."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from diagnostics import workflows
from diagnostics.enums import OrigineDonnee, RaisonAbsence
from diagnostics.models import Donnee
from tests.factories import cooperatives as fabrique


@pytest.fixture
def chiffre(diagnostic, dd78):
    return workflows.add_donnee(
        diagnostic, actor=dd78.actor, libelle="Médecins", valeur=Decimal("12.5"), unite="pour 10 000", annee=2021,
        source="CPAM", territoire="Trappes", niveau="offre",
    )  # fmt: skip


def fiche(ca, row) -> str:
    return reverse("diagnostics:donnee_modifier", kwargs={"ca_ref": ca.reference, "donnee_id": row.pk})


def saisie(row, **changes) -> dict:
    fields = ("libelle", "raison_absence", "unite", "territoire", "annee", "source", "niveau", "version")
    return {name: getattr(row, name) for name in fields} | {"valeur": "12,5"} | changes


def test_the_form_brings_the_figure_back_and_the_journal_keeps_what_it_said(client, ca, dd78, chiffre):
    client.force_login(dd78)
    assert "12,5" in client.get(fiche(ca, chiffre)).content.decode()

    assert client.post(fiche(ca, chiffre), saisie(chiffre, valeur="13")).status_code == 302

    chiffre.refresh_from_db()
    assert (chiffre.valeur, chiffre.version, chiffre.origine) == (13, 2, OrigineDonnee.SAISIE)
    entry = Entry.objects.get(verb="diagnostic.update_donnee")
    assert entry.summary == "Donnée modifiée\u00a0: Médecins, 13\u00a0pour 10 000 au lieu de 12,5\u00a0pour 10 000."
    assert entry.ca_id == ca.pk


@pytest.mark.parametrize("values", [{"valeur": ""}, {"raison_absence": RaisonAbsence.SECRET}])
def test_a_figure_stays_a_number_or_a_reason(client, ca, dd78, chiffre, values):
    client.force_login(dd78)

    page = client.post(fiche(ca, chiffre), saisie(chiffre, **values))

    assert "Donnez une valeur, ou la raison" in page.content.decode()
    chiffre.refresh_from_db()
    assert (chiffre.valeur, chiffre.raison_absence) == (Decimal("12.5"), "")


def test_a_number_becomes_a_reason(chiffre, dd78):
    workflows.update_donnee(chiffre, actor=dd78.actor, valeur=None, raison_absence=RaisonAbsence.SECRET)

    assert "secret statistique au lieu de 12,5" in Entry.objects.get(verb="diagnostic.update_donnee").summary


def test_two_people_on_one_figure_compare(client, ca, dd78, chiffre):
    client.force_login(dd78)
    workflows.update_donnee(Donnee.objects.get(pk=chiffre.pk), actor=dd78.actor, source="ORS")

    page = client.post(fiche(ca, chiffre), saisie(chiffre, source="Ameli"))

    assert page.status_code == 409
    assert "ORS" in page.content.decode()
    assert "Ameli" in page.content.decode()
    chiffre.refresh_from_db()
    assert chiffre.source == "ORS"


def test_a_published_figure_is_not_rewritten(client, ca, chiffre, dd78):
    Donnee.objects.filter(pk=chiffre.pk).update(serie_code="medecins")
    client.force_login(dd78)

    assert client.get(fiche(ca, chiffre)).status_code == 404
    with pytest.raises(ValidationError, match="Un chiffre publié ne se modifie pas"):
        workflows.update_donnee(Donnee.objects.get(pk=chiffre.pk), actor=dd78.actor, valeur=Decimal(3))


def test_a_figure_of_a_file_keeps_its_place_and_stays_the_only_one(client, ca, chiffre, dd78):
    Donnee.objects.filter(pk=chiffre.pk).update(code_territoire="78621", origine=OrigineDonnee.IMPORT)
    twin = Donnee.objects.get(pk=chiffre.pk)
    twin.pk, twin.libelle = None, "Dentistes"
    twin.save(force_insert=True)
    client.force_login(dd78)
    assert 'name="territoire"' not in client.get(fiche(ca, twin)).content.decode()

    page = client.post(fiche(ca, twin), saisie(twin, libelle="Médecins"))

    assert "Ce territoire a déjà un chiffre de ce nom pour cette année" in page.content.decode()
    assert client.post(fiche(ca, twin), saisie(twin, territoire="Ailleurs", valeur="4")).status_code == 302
    twin.refresh_from_db()
    assert (twin.territoire, twin.valeur) == ("Trappes", 4)


def test_a_validated_version_and_a_stranger_change_nothing(client, ca, chiffre, dd78):
    with pytest.raises(Refused):
        workflows.update_donnee(chiffre, actor=fabrique.coordinatrice("91").actor, valeur=Decimal(3))
    chiffre.diagnostic.statut = "valide"
    with pytest.raises(Refused):
        workflows.update_donnee(chiffre, actor=dd78.actor, valeur=Decimal(3))
    partner, _ = fabrique.partenaire(ca)
    client.force_login(partner)
    assert client.get(fiche(ca, chiffre)).status_code == 200
