"""An organisation invited reads who invites it, to what, and answers itself, once (R-CONST-01)."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.predicates import Refused
from coop.journal.models import Entry
from coop.notifications.duties import toutes
from cooperatives.enums import StatutMembre
from cooperatives.models import Cooperative
from cooperatives.workflows import membres
from cooperatives.workflows.reponse_invitation import answer
from tests.factories import ContactFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique
from tests.guards.client import run_on_commit

pytestmark = pytest.mark.django_db
JOUR = "2027-03-01"
MOTS = "un beau jour de printemps"


@pytest.fixture
def dd(le_jour):
    le_jour(JOUR)
    return utilisateur(RoleMandat.COORDINATEUR_DD, "78")


@pytest.fixture
def ca(dd) -> Cooperative:
    return fabrique.cooperative("78", coordinateur=dd, intitule="Bien vivre ici")


@pytest.fixture
def elle(dd):
    """Who has an account and speaks for an association, without any mandate."""
    return utilisateur()


@pytest.fixture
def membre(ca, dd, elle):
    with run_on_commit():
        return membres.invite(ca, actor=dd.actor, organisation=elle.contact.organisation, contact=elle.contact)


def page(membre) -> str:
    return reverse("cooperatives:invitation_recue", args=[membre.pk])


def duties(user) -> list[str]:
    return [duty.url for duty in toutes(user, horloge.today()) if duty.code == "MEMBRE-REPONDRE"]


def test_from_the_mail_to_the_first_page_without_having_an_account(client, ca, dd):
    contact = ContactFactory(organisation=OrganisationFactory(nom="Maison fictive"), email="maison@demo.invalid")
    with run_on_commit():
        row = membres.invite(ca, actor=dd.actor, organisation=contact.organisation, contact=contact)
    body = mail.outbox[-1].body
    assert "invite Maison fictive à rejoindre la coopérative d’acteurs «\u00a0Bien vivre ici\u00a0»" in body

    client.post(re.search(r"http://[^/]+(/invitation/\S+/)", body)[1], {"password1": MOTS, "password2": MOTS})
    home = client.get("/").content.decode()
    assert page(row) in home
    assert "Aucune coopérative n’est encore liée" not in home


def test_somebody_with_an_account_is_led_to_the_answer_by_the_mail(membre):
    assert page(membre) in mail.outbox[-1].body


def test_partant_opens_the_cooperative_and_is_told_in_its_carnet(connecte, membre, elle, ca):
    assert duties(elle) == [page(membre)]
    assert not Cooperative.objects.visible_to(elle).exists()
    read = connecte(elle).get(page(membre)).content.decode()
    assert "La participation est volontaire." in read

    answered = connecte(elle).post(page(membre), {"reponse": "partant"})

    membre.refresh_from_db()
    assert membre.statut == StatutMembre.PARTANT
    assert answered["Location"] == reverse("portail:vue_ensemble", args=[ca.reference])
    assert duties(elle) == []
    entry = Entry.objects.get(verb="membre.partant")
    assert (entry.actor_user_id, entry.ca_id) == (elle.pk, ca.pk)
    assert connecte(elle).get(page(membre)).status_code == 302


def test_a_refusal_says_why_and_keeps_what_was_typed(connecte, membre, elle):
    client = connecte(elle)
    answer_page = client.post(page(membre), {"reponse": "refus", "motif": "  "})
    assert "pourquoi votre organisation ne participe pas" in str(answer_page.context["form"].errors["motif"])

    assert client.post(page(membre), {"reponse": "refus", "motif": "Pas cette année."})["Location"] == "/"
    membre.refresh_from_db()
    assert (membre.statut, membre.motif_sortie) == (StatutMembre.REFUS, "Pas cette année.")
    assert duties(elle) == []


def test_nobody_answers_for_another_nor_twice(connecte, membre, elle, dd):
    assert connecte(utilisateur()).get(page(membre)).status_code == 404
    with pytest.raises(Refused):
        answer(membre, actor=utilisateur().actor, partant=True)
    membres.mark_partant(membre, actor=dd.actor)
    with pytest.raises(ValidationError, match="déjà notée"):
        answer(membre, actor=elle.actor, partant=False, motif="Trop tard.")
