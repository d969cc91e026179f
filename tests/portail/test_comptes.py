"""« Comptes et mandats »: the first person of a délégation comes in, mandates are given and ended, addresses corrected."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import EtatCompte, RoleMandat, UsageLien
from coop.accounts.models import Mandate, User
from coop.accounts.predicates import Refused
from coop.accounts.rules import may_give_mandate
from coop.accounts.workflows import change_address, end_mandate, find_invitation, give_mandate, invite
from coop.journal.actors import SYSTEM
from coop.journal.models import Entry
from cooperatives.models import Coordinateur
from portail.queries import comptes as reading
from tests.factories import (
    ContactFactory,
    DepartementFactory,
    MandateFactory,
    OrganisationFactory,
    UserFactory,
    utilisateur,
)
from tests.factories import cooperatives as fabrique
from tests.guards.client import run_on_commit

pytestmark = pytest.mark.django_db
LISTE = "/comptes/"
NOUVEAU = {"email": "Nouvelle@demo.invalid", "fonction": "Chargée de mission", "debut": "2027-03-01", "inviter": "on"}


@pytest.fixture
def jour(le_jour) -> None:
    le_jour("2027-03-01")


@pytest.fixture
def dd78(jour) -> User:
    return utilisateur(RoleMandat.COORDINATEUR_DD, "78")


def page(name: str, *args: int) -> str:
    return reverse(f"portail:{name}", args=args)


def test_an_empty_platform_is_opened_to_its_first_delegation(client, connecte, jour):
    admin = UserFactory(contact=None, email="admin@demo.invalid", is_superuser=True, is_staff=True)
    DepartementFactory(code="78", nom="Yvelines")
    desk = connecte(admin)
    assert page("comptes_donner") in desk.get("/").content.decode()

    with run_on_commit():
        role = {"role": "coordinateur_dd", "departement": DepartementFactory(code="78").pk}
        answer = desk.post(page("comptes_donner"), NOUVEAU | role, follow=True)
    assert "L’invitation à ouvrir son compte est partie." in answer.content.decode()

    (message,) = mail.outbox
    assert message.to == ["nouvelle@demo.invalid"]
    link = re.search(r"http://[^/]+(/invitation/\S+/)", message.body)[1]
    words = {"password1": "un beau jour de printemps", "password2": "un beau jour de printemps"}
    home = client.post(link, words, follow=True).content.decode()
    assert "Créer une coopérative" in home
    assert page("comptes") in home
    assert page("comptes_donner") not in desk.get("/").content.decode()


def test_a_delegation_keeps_its_own_people_only(connecte, dd78):
    colleague = ContactFactory(organisation=dd78.contact.organisation, fonction="Assistante", email="a@demo.invalid")
    ca = fabrique.cooperative("78", coordinateur=dd78)
    speaker = ContactFactory(organisation=OrganisationFactory(departement=None), email="parole@demo.invalid")
    fabrique.membre(ca, organisation=speaker.organisation, representant=False).representants.create(
        contact=speaker, debut=date(2027, 1, 1)
    )
    away = utilisateur(RoleMandat.COORDINATEUR_DD, "95").contact

    assert {row.email for row in reading.personnes(dd78)} == {dd78.email, colleague.email, speaker.email}
    assert {away, colleague} <= set(reading.personnes(utilisateur(RoleMandat.SIEGE)))
    client = connecte(dd78)
    for name in ("compte", "compte_donner", "compte_adresse"):
        assert client.get(page(name, away.pk)).status_code == 404
        assert client.get(page(name, speaker.pk)).status_code == 200
    offered = client.get(page("comptes_donner")).content.decode()
    assert ("Coordination DD/PPS" in offered, "Siège de l’ARS" in offered) == (True, False)


ROLES = [
    *((role, place) for role in ("coordinateur_dd", "delegue") for place in ("78", "95")),
    *(("evaluateur", place) for place in ("78", "95", "")),
    *(("partenaire", place) for place in ("78", "95")),
    ("siege", ""),
    ("lecteur", ""),
]


@pytest.mark.parametrize("who", ["siege", "dd78", "delegue", "admin"])
def test_mandates_visible_to_somebody_are_those_given_by_them(jour, who):
    user = {
        "siege": lambda: utilisateur(RoleMandat.SIEGE),
        "dd78": lambda: utilisateur(RoleMandat.COORDINATEUR_DD, "78"),
        "delegue": lambda: utilisateur(RoleMandat.DELEGUE, "78"),
        "admin": lambda: UserFactory(is_superuser=True),
    }[who]()
    for role, code in ROLES:
        place = DepartementFactory(code=code) if code else None
        if role == "partenaire":
            MandateFactory(role=role, organisation=OrganisationFactory(departement=place))
        else:
            MandateFactory(role=role, departement=place)

    for mandate in Mandate.objects.all():
        seen = Mandate.objects.visible_to(user).filter(pk=mandate.pk).exists()
        assert seen is may_give_mandate(user.actor, mandate), mandate


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"role": "coordinateur_dd", "departement": ""}, "departement", "Choisissez le département"),
        ({"role": "partenaire"}, "organisation", "Choisissez l’organisation"),
        ({"role": "siege"}, "role", "Ce choix n’existe pas"),
        ({"role": "delegue", "dernier_jour": "2027-02-01"}, "dernier_jour", "inversez les deux dates"),
        ({"role": "delegue", "email": "pas une adresse"}, "email", "adresse"),
    ],
)
def test_what_is_missing_is_said_at_its_field(connecte, dd78, changes, field, sentence):
    place = dd78.contact.mandates.get().departement_id
    answer = connecte(dd78).post(page("comptes_donner"), NOUVEAU | {"departement": place} | changes)

    assert sentence in " ".join(answer.context["form"].errors[field])
    assert "Chargée de mission" in answer.content.decode()


def test_a_known_address_keeps_its_person(connecte, dd78):
    known = ContactFactory(email="nouvelle@demo.invalid", fonction="Directeur", organisation=OrganisationFactory())
    place = dd78.contact.mandates.get().departement_id
    connecte(dd78).post(page("comptes_donner"), NOUVEAU | {"role": "evaluateur", "departement": place, "inviter": ""})

    known.refresh_from_db()
    assert (known.fonction, known.mandates.get().role) == ("Directeur", "evaluateur")
    assert not known.invitations.exists()


def test_a_mandate_ends_after_its_last_day_and_names_what_is_left_to_hand_over(connecte, dd78):
    user = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    colleague, ca = user.contact, fabrique.cooperative("78", coordinateur=user)
    mandate, row = colleague.mandates.get(), Coordinateur.objects.get(ca=ca)
    client, here = connecte(dd78), page("compte_finir", colleague.pk, mandate.pk)

    assert reverse("cooperatives:passation", args=[ca.reference, row.pk]) in client.get(here).content.decode()
    client.post(here, {"dernier_jour": "2027-03-31", "motif": "Mobilité"})

    mandate.refresh_from_db()
    assert (mandate.fin, Entry.objects.get(verb="mandat.end").comment) == (date(2027, 4, 1), "Mobilité")


def test_nobody_gives_or_ends_their_own_mandate(connecte, dd78):
    own = dd78.contact.mandates.get()
    with pytest.raises(ValidationError, match="votre propre mandat"):
        end_mandate(own, actor=dd78.actor)
    with pytest.raises(ValidationError, match="votre propre mandat"):
        give_mandate(dd78.contact, RoleMandat.DELEGUE, actor=dd78.actor, departement=own.departement)


def test_the_address_of_an_account_moves_with_what_it_opens(connecte, dd78):
    user = utilisateur(RoleMandat.PARTENAIRE, organisation=OrganisationFactory(departement=own_place(dd78)))
    contact, former = user.contact, user.email
    link = liens.create(
        contact=contact, usage=UsageLien.BILAN, object_id=1, expire_le=horloge.now() + timedelta(days=1), actor=SYSTEM
    )
    connecte(user).get("/")
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="ouverte", user_agent="")

    with run_on_commit():
        connecte(dd78).post(page("compte_adresse", contact.pk), {"email": "Juste@demo.invalid"})

    user.refresh_from_db()
    assert (user.email, user.contact.email) == ("juste@demo.invalid", "juste@demo.invalid")
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified")) == [(user.email, True)]
    assert not UserSession.objects.filter(user=user).exists()
    link.link.refresh_from_db()
    assert link.link.revoque_le is not None
    assert [message.to for message in mail.outbox] == [[former]]
    assert Entry.objects.get(verb="contact.change_address").actor_user_id == dd78.pk


def own_place(user: User):
    return user.contact.mandates.get().departement


def test_the_address_of_the_siege_and_of_administrators_is_not_the_delegation_s(dd78, jour):
    siege, admin = utilisateur(RoleMandat.SIEGE), UserFactory(is_superuser=True)
    for contact in (siege.contact, admin.contact, utilisateur(RoleMandat.DELEGUE, "95").contact):
        with pytest.raises(Refused):
            change_address(contact, actor=dd78.actor, email="autre@demo.invalid")
    with pytest.raises(Refused):
        change_address(admin.contact, actor=siege.actor, email="autre@demo.invalid")
    with pytest.raises(ValidationError, match="Un autre compte a cette adresse"):
        change_address(dd78.contact, actor=siege.actor, email=siege.contact.email)


def test_accounts_are_told_apart_and_invited_again(connecte, dd78):
    office = dd78.contact.organisation
    invited = ContactFactory(organisation=office, email="invitee@demo.invalid")
    alone = ContactFactory(organisation=office, email="seule@demo.invalid")
    closed = UserFactory(contact=ContactFactory(organisation=office, email="fermee@demo.invalid"), is_active=False)
    _, first = invite(invited, actor=dd78.actor)

    client = connecte(dd78)
    found = {etat: [row.email for row in reading.liste(dd78, etat=etat)] for etat in EtatCompte}
    assert found == {
        EtatCompte.OUVERT: [dd78.email],
        EtatCompte.INVITE: [invited.email],
        EtatCompte.SANS: [alone.email],
        EtatCompte.FERME: [closed.email],
    }
    client.post(page("compte_inviter", invited.pk))
    assert find_invitation(first.rstrip("/").rsplit("/", 1)[-1]) is None
    assert "a déjà un compte" in client.post(page("compte_inviter", dd78.contact_id), follow=True).content.decode()
    assert client.get(f"{LISTE}?q=inviTEE&role=siege").context["page"].paginator.count == 0


def test_the_list_reads_as_many_statements_for_one_as_for_three(client, dd78, compte_a_1_et_3):
    client.force_login(dd78)
    office = dd78.contact.organisation

    def add_row() -> None:
        contact = ContactFactory(organisation=office)
        MandateFactory(contact=contact, role=RoleMandat.DELEGUE, departement=own_place(dd78))

    compte_a_1_et_3(LISTE, add_row, statements=8)


def test_whoever_represents_a_member_reads_the_directory_without_a_mandate(connecte, jour):
    account = utilisateur()
    other = OrganisationFactory(nom="Maison fictive")
    assert "Maison fictive" not in connecte(account).get("/annuaire/").content.decode()
    membre = fabrique.membre(fabrique.cooperative("78"), organisation=account.contact.organisation)
    membre.representants.create(contact=account.contact, debut=date(2027, 1, 1))

    assert other.nom in connecte(account).get("/annuaire/").content.decode()
