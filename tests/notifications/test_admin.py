"""The administration reads mails and changes none."""

import pytest
from django.contrib import admin
from django.urls import reverse

from coop.notifications.models import Mail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return Mail.objects.create(kind="k", to="a@demo.invalid", subject="Bilan attendu", body="Bonjour")


@pytest.mark.parametrize("allowed", ["has_add_permission", "has_change_permission", "has_delete_permission"])
def test_mail_admin_is_read_only(rf, allowed):
    assert getattr(admin.site.get_model_admin(Mail), allowed)(rf.get("/")) is False


def test_mail_admin_lists_and_shows(connecte, row):
    client = connecte(UserFactory(contact=None, email="admin@demo.invalid", is_staff=True, is_superuser=True))

    listing = client.get(reverse("admin:notifications_mail_changelist"), {"q": "Bilan"})
    page = client.get(reverse("admin:notifications_mail_change", args=[row.pk]))

    assert (listing.status_code, page.status_code) == (200, 200)
    assert b"Bilan attendu" in listing.content
    assert b'name="_save"' not in page.content
