"""A member has one titulaire and a suppléant; a second titulaire wants a reason, a new one takes over (R-ENG-07)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from cooperatives import gates
from cooperatives.enums import AncienTitulaire
from cooperatives.workflows import gouvernance, membres
from tests.factories import ContactFactory
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

AVANT, JOUR = date(2026, 1, 5), date(2026, 9, 7)


def build():
    """A member whose titulaire sits in the comité de pilotage, and a colleague."""
    dd78 = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78")
    with horloge.at(AVANT):
        row = fabrique.membre(ca)
        copil = gouvernance.create_copil(ca, actor=dd78.actor)
    colleague = ContactFactory(organisation=row.organisation)
    return dd78, row, copil, colleague


scene = staged(build, le=JOUR)


def url(name, row, **kwargs):
    return reverse(f"cooperatives:{name}", kwargs={"ca_ref": row.ca.reference, "pk": row.pk, **kwargs})


def now(row):
    return {str(person): person.titulaire for person in row.representants.filter(fin=None)}


def missing(row):
    """Who has nobody in the comité de pilotage (R-GOUV-02)."""
    return " ".join(found.precision for found in gates.copil_represente_chacun(row.ca))


def test_nobody_becomes_a_second_titulaire_without_a_word(scene):
    dd78, row, _, colleague = scene
    first = row.representants.get()

    with pytest.raises(ValidationError) as refused:
        membres.name_representative(row, actor=dd78.actor, contact=colleague)

    assert str(first) in refused.value.message_dict["ancien"][0]
    assert now(row) == {str(first): True}


def test_the_form_asks_what_becomes_of_the_titulaire_and_only_then(scene, connecte):
    dd78, row, _, colleague = scene
    client, page = connecte(dd78), url("representant_ajouter", row)
    data = {"contact": colleague.pk, "titulaire": "1"}

    assert list(client.post(page, data).context["form"].errors) == ["ancien"]
    assert list(client.post(page, data | {"ancien": "garde"}).context["form"].errors) == ["raison_second"]
    assert client.post(page, data | {"titulaire": "0"}).status_code == 302
    membres.end_representation(row.representants.get(titulaire=True), actor=dd78.actor)
    assert "ancien" not in client.get(page).context["form"].fields


def test_the_titulaire_replaced_leaves_the_day_before_and_passes_its_seat(scene, connecte):
    dd78, row, copil, colleague = scene
    first = row.representants.get()
    client = connecte(dd78)
    page = f"{url('representant_ajouter', row)}?remplacer"
    initial = client.get(page).context["form"].initial

    client.post(page, initial | {"contact": colleague.pk})

    first.refresh_from_db()
    assert (first.fin, first.dernier_jour) == (JOUR, date(2026, 9, 6))
    assert now(row) == {str(colleague.fonction): True}
    assert copil.participants.get(membre=row).contact == colleague
    assert str(row.organisation) not in missing(row)
    assert "au 6\u00a0sept.\u00a02026" in client.get(url("membre", row)).content.decode()


def test_the_titulaire_stays_as_a_suppleant(scene):
    dd78, row, copil, colleague = scene
    first = row.representants.get()

    membres.name_representative(row, actor=dd78.actor, contact=colleague, ancien=AncienTitulaire.SUPPLEANT)

    assert now(row) == {str(first): False, colleague.fonction: True}
    assert copil.participants.get(membre=row).contact == first.contact


def test_two_titulaires_stand_with_their_reason(scene, connecte):
    dd78, row, _, colleague = scene
    reason = "Deux services de la ville."

    membres.name_representative(
        row, actor=dd78.actor, contact=colleague, ancien=AncienTitulaire.GARDE, raison_second=reason
    )

    client = connecte(dd78)
    assert set(now(row).values()) == {True}
    assert f"2 titulaires&nbsp;: {reason}" in client.get(url("membre", row)).content.decode()
    second = row.representants.get(contact=colleague)
    form = client.get(url("representant", row, representant_pk=second.pk)).context["form"]
    assert (form.initial["ancien"], form.initial["raison_second"]) == ("garde", reason)


def test_two_titulaires_met_by_a_merge_are_told(scene, connecte):
    dd78, row, _, colleague = scene
    row.representants.create(contact=colleague, debut=JOUR)

    assert "un seul suffit le plus souvent" in connecte(dd78).get(url("membre", row)).content.decode()


def test_somebody_invited_beside_a_titulaire_is_suppleant(scene):
    dd78, row, _, colleague = scene
    membres.leave(row, actor=dd78.actor, motif="Fin", concertation_le=JOUR)
    again = membres.invite(row.ca, actor=dd78.actor, organisation=row.organisation, contact=colleague)
    other = membres.propose(row.ca, actor=dd78.actor, organisation=ContactFactory().organisation)
    other.representants.create(contact=other.organisation.contacts.get(), debut=JOUR)
    newcomer = ContactFactory(organisation=other.organisation)

    membres.invite(row.ca, actor=dd78.actor, organisation=other.organisation, contact=newcomer)

    assert again.representants.get().titulaire
    assert not other.representants.get(contact=newcomer).titulaire


def test_who_no_longer_represents_leaves_its_seat(scene, connecte):
    dd78, row, copil, _ = scene
    first = row.representants.get()

    told = connecte(dd78).post(url("representant_fin", row, representant_pk=first.pk), follow=True)

    assert "Sa place est libre\u00a0: Comité de pilotage." in told.content.decode()
    assert not copil.participants.filter(membre=row).exists()
    assert str(row.organisation) in missing(row)
