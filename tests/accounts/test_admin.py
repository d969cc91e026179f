"""The administration: open to administrators, closed to everybody else, read-only on what has a life cycle."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin as django_admin
from django.urls import reverse

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Invitation, Mandate, PersonalLink, User
from coop.accounts.workflows import invite
from coop.journal.models import Entry
from coop.organisations.models import Contact, Organisation, Secteur
from tests.factories import ContactFactory, MandateFactory, OrganisationFactory, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
MODELS = [User, Mandate, Invitation, PersonalLink, Organisation, Contact, Secteur]


def _url(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def rows(remettre, dd78):
    invite(ContactFactory(), actor=dd78.actor)
    remettre()
    MandateFactory()


@pytest.mark.parametrize("model", MODELS)
def test_lists_open_and_search(connecte, admin, rows, model):
    client = connecte(admin)

    assert client.get(_url(model, "changelist"), {"q": "demo"}).status_code == 200
    assert client.get(_url(model, "change", model.objects.first().pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_lists_cost_the_same_with_more_rows(connecte, admin, rows, model):
    options = django_admin.site.get_model_admin(model)
    relations = {f.name for f in model._meta.fields if f.is_relation} & set(options.list_display)

    assert relations <= set(options.list_select_related or [])


def test_header_is_french(connecte, admin):
    page = connecte(admin).get("/administration/").content.decode()

    assert "Administration de Coop" in page
    assert "Comptes et mandats" in page


@pytest.mark.parametrize("role", [None, *RoleMandat])
def test_administration_is_closed_to_mandates(connecte, role):
    client = connecte(utilisateur(role))

    assert client.get("/administration/", follow=True).status_code == 403
    assert client.get(_url(User, "changelist"), follow=True).status_code == 403


def test_administration_signs_in_through_the_common_page(client):
    answer = client.get("/administration/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/compte/login/?next=")


@pytest.mark.parametrize("model", [Invitation, PersonalLink])
def test_what_has_a_life_cycle_is_read_only(connecte, admin, rows, model):
    client, row = connecte(admin), model.objects.first()

    assert client.get(_url(model, "add")).status_code == 403
    assert client.post(_url(model, "change", row.pk), {}).status_code == 403
    assert client.post(_url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert row.token_hash not in client.get(_url(model, "change", row.pk)).content.decode()


@pytest.mark.parametrize("model", [User, Mandate, Organisation, Contact, Secteur])
def test_referentials_are_not_deleted(connecte, admin, rows, model):
    row = model.objects.first()

    assert connecte(admin).post(_url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_accounts_are_not_created_here(connecte, admin):
    assert connecte(admin).get(_url(User, "add")).status_code == 403


def test_mandate_given_here_is_journaled(connecte, admin):
    contact, organisation = ContactFactory(), OrganisationFactory()
    data = {
        "contact": contact.pk,
        "role": RoleMandat.PARTENAIRE,
        "organisation": organisation.pk,
        "debut": "01/03/2027",
    }

    assert connecte(admin).post(_url(Mandate, "add"), data).status_code == 302

    entry = Entry.objects.get(verb="mandat.admin")
    assert entry.object_id == str(Mandate.objects.get(contact=contact).pk)
    assert entry.actor_user_id == admin.pk


def test_wrong_perimeter_is_told_here_too(connecte, admin):
    data = {
        "contact": ContactFactory().pk,
        "role": RoleMandat.SIEGE,
        "organisation": OrganisationFactory().pk,
        "debut": "01/03/2027",
    }

    page = connecte(admin).post(_url(Mandate, "add"), data)

    assert "Le périmètre du mandat ne convient pas à ce rôle." in page.content.decode()


def test_links_are_revoked_from_the_list(connecte, admin, remettre):
    link = remettre().link

    connecte(admin).post(_url(PersonalLink, "changelist"), {"action": "retirer", "_selected_action": [link.pk]})

    link.refresh_from_db()
    assert link.revoque_le is not None
    assert Entry.objects.get(verb="lien.revoke").actor_user_id == admin.pk


def test_the_key_of_a_double_authentication_is_shown_to_nobody(connecte, admin, dd78):
    row = Authenticator.objects.create(user=dd78, type="totp", data={"secret": "CLEDELAPPLICATION"})
    client = connecte(admin)
    pages = client.get(_url(Authenticator, "changelist")), client.get(_url(Authenticator, "change", row.pk))

    assert all("CLEDELAPPLICATION" not in page.content.decode() for page in pages)
    assert all("uthenticators" not in page.content.decode() for page in pages)
    assert client.get(_url(Authenticator, "add")).status_code == 403


def test_the_administrator_withdraws_a_lost_application(connecte, admin, dd78):
    rows = [Authenticator.objects.create(user=dd78, type=kind, data={}) for kind in ("totp", "recovery_codes")]

    connecte(admin).post(
        _url(Authenticator, "changelist"), {"action": "retirer", "_selected_action": [rows[0].pk]}, follow=True
    )

    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="compte.admin").count() == 1
