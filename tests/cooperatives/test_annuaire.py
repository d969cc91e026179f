"""The directory of partners: who reads and writes it, what a page shows, two organisations merged into one."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conventions.models import Convention, Partie, Programme
from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.accounts.predicates import Refused
from coop.documents.models import Piece
from coop.journal.models import Entry
from coop.notifications.models import Mail
from coop.organisations.fusion import relations
from coop.organisations.models import Distinction, Organisation
from cooperatives.models import CoPilote, Membre, Representant
from cooperatives.pieces import LOGO
from cooperatives.workflows import annuaire, coordination
from tests.factories import CommuneFactory, ContactFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

pytestmark = pytest.mark.django_db
# Session, account, mandates, perimeter, count and rows.
LISTE = 12


@pytest.fixture
def siege(db):
    return utilisateur(RoleMandat.SIEGE)


def png() -> bytes:
    out = io.BytesIO()
    Image.new("1", (4, 4)).save(out, "PNG")
    return out.getvalue()


def url(name="liste", **kwargs):
    return reverse(f"annuaire:{name}", kwargs=kwargs or None)


def sheet(row, **changes):
    names = (
        "nom", "sigle", "type", "missions", "points_contact", "outils", "besoins_information", "besoins_formation",
        "besoins_partenariat", "adresse", "siret", "rna", "autres_noms",
    )  # fmt: skip
    data = {name: getattr(row, name) for name in names}
    return data | {"secteur": row.secteur_id, "departement": row.departement_id, "version": row.version} | changes


# --- reading ---


@pytest.mark.parametrize("role", list(RoleMandat))
def test_whoever_holds_a_mandate_reads_the_directory(role, connecte):
    row = OrganisationFactory(nom="Maison commune", missions="Accueillir.")
    client = connecte(utilisateur(role))

    assert "Maison commune" in client.get(url(), {"q": "maison"}).content.decode()
    assert "Accueillir." in client.get(url("fiche", pk=row.pk)).content.decode()


def test_an_account_without_mandate_reads_nothing(connecte):
    row = OrganisationFactory()
    client = connecte(utilisateur())

    assert list(client.get(url()).context["page"]) == []
    assert client.get(url("fiche", pk=row.pk)).status_code == 404
    assert client.get(url("modifier", pk=row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "ÉCOUTE jeunes"}, True), ({"q": "ancien"}, True), ({"q": "absente"}, False),
        ({"type": "mutuelle"}, True), ({"type": "commune"}, False), ({"secteur": "insertion"}, True),
        ({"departement": "78"}, True), ({"petit": "True"}, True), ({"petit": "True", "q": "autre"}, False),
    ],
)  # fmt: skip
def test_the_directory_is_searched_and_filtered(siege, connecte, query, found):
    wanted = OrganisationFactory(nom="Écoute des jeunes", autres_noms="Ancien", type="mutuelle", petit_acteur=True)
    OrganisationFactory(nom="Tout autre")

    assert (wanted in connecte(siege).get(url(), query).context["page"].object_list) is found


def test_the_list_costs_the_same_for_one_and_three(dd78, client, compte_a_1_et_3):
    client.force_login(dd78)

    compte_a_1_et_3(url(), OrganisationFactory, statements=LISTE)


def test_a_page_shows_only_the_coopératives_and_people_of_the_reader(ca, dd78, connecte):
    shared = OrganisationFactory(nom="Partagée")
    fabrique.membre(ca, organisation=shared)
    other = fabrique.cooperative("93", intitule="Alliance lointaine")
    fabrique.membre(other, organisation=shared)
    user, _ = fabrique.partenaire(ca)

    text = connecte(user).get(url("fiche", pk=shared.pk)).content.decode()
    mine = connecte(dd78).get(url("fiche", pk=shared.pk)).content.decode()

    assert ca.intitule in text
    assert "Alliance lointaine" not in text + mine
    assert "@demo.invalid" not in text.replace(user.email, "")
    assert "mailto:" in mine


# --- writing ---


def test_a_new_organisation_is_asked_about_then_added(dd78, connecte):
    known = OrganisationFactory(nom="Les Jardins de Trappes")
    commune = CommuneFactory(nom="Trappes-Fictive", departement=known.departement)
    typed = {
        "nom": "Jardin de Trappe",
        "type": "association",
        "secteur": known.secteur_id,
        "commune": "trappes-fictive",
    }
    client = connecte(dd78)

    asked = client.post(url("nouvelle"), typed)
    assert asked.context["candidates"] == [known]
    assert "Existe déjà" in asked.content.decode()
    assert client.post(url("nouvelle"), typed | {"existe_pas": "1"}).status_code == 302

    row = Organisation.objects.get(nom="Jardin de Trappe")
    assert (row.commune, row.departement) == (commune, commune.departement)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"siret": "123"}, "siret", "SIRET n’est pas valide"),
        ({"rna": "X"}, "rna", "RNA commence par W"),
        ({"commune": "Nulle-Part"}, "commune", "Aucune commune"),
        ({"commune": "Double"}, "commune", "Plusieurs communes"),
        ({"type": "ars"}, "type", "choix"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(dd78, connecte, changes, field, sentence):
    CommuneFactory.create_batch(2, nom="Double")
    typed = {"nom": "Neuve", "type": "association", "secteur": OrganisationFactory().secteur_id}

    form = connecte(dd78).post(url("nouvelle"), typed | changes).context["form"]

    assert sentence in " ".join(form.errors[field])


@pytest.mark.parametrize("role", [RoleMandat.PARTENAIRE, RoleMandat.LECTEUR, RoleMandat.EVALUATEUR, RoleMandat.DELEGUE])
def test_others_add_nothing(role, connecte):
    user = utilisateur(role)

    assert connecte(user).get(url("nouvelle")).status_code == 403
    with pytest.raises(Refused):
        annuaire.add(actor=user.actor, nom="x")


def test_who_writes_the_sheet_of_an_organisation(ca, dd78, siege):
    row = fabrique.membre(ca, departement=fabrique.coordinatrice("95").contact.organisation.departement).organisation
    own, _ = fabrique.partenaire(ca)
    leader, _ = fabrique.partenaire(ca)
    coordination.add_copilote(ca, actor=dd78.actor, organisation=leader.contact.organisation)
    admin = utilisateur(is_superuser=True, is_staff=True)

    allowed = {
        "siege": siege, "dd of its CA": dd78, "its own dd": fabrique.coordinatrice("95"), "another dd": fabrique.coordinatrice("93"),
        "a member": own, "the co-pilote": leader, "a reader": utilisateur(RoleMandat.LECTEUR), "admin": admin,
    }  # fmt: skip
    assert {name for name, user in allowed.items() if annuaire.may_edit(user.actor, row)} == {
        "siege", "dd of its CA", "its own dd", "the co-pilote", "admin",
    }  # fmt: skip
    assert annuaire.may_edit(own.actor, own.contact.organisation)


def test_a_partner_writes_its_own_sheet_with_its_logo(ca, connecte):
    user, member = fabrique.partenaire(ca)
    row, client = member.organisation, connecte(user)
    data = sheet(row, missions="Accueillir", besoins_formation="Aller vers", logo=SimpleUploadedFile("l.png", png()))

    assert client.post(url("modifier", pk=row.pk), data).status_code == 302

    text = client.get(url("fiche", pk=row.pk)).content.decode()
    assert "Aller vers" in text
    logo = Piece.objects.get(kind=LOGO, subject_id=str(row.pk))
    assert str(logo.uid) in text
    assert b"".join(client.get(reverse("documents:piece", args=[logo.uid]))) == png()
    assert connecte(utilisateur()).get(reverse("documents:piece", args=[logo.uid])).status_code == 404


def test_an_inhabitants_group_does_not_give_itself_the_rights_of_a_partner(ca, connecte, dd78):
    """The type of an organisation decides what its people read, amounts first."""
    user, member = fabrique.partenaire(ca)
    row = member.organisation
    row.type = "groupe_habitants"
    row.save()
    typed = sheet(row, type="association", missions="Se réunir")

    assert connecte(user).post(url("modifier", pk=row.pk), typed).status_code == 302
    row.refresh_from_db()
    assert (row.type, row.missions) == ("groupe_habitants", "Se réunir")
    with pytest.raises(Refused, match="de quel type"):
        annuaire.write_sheet(row, actor=user.actor, type="association")
    connecte(dd78).post(url("modifier", pk=row.pk), sheet(row, type="association"))
    row.refresh_from_db()
    assert row.type == "association"


def test_a_logo_that_is_no_image_is_refused(ca, connecte):
    user, member = fabrique.partenaire(ca)
    data = sheet(member.organisation, logo=SimpleUploadedFile("logo.png", b"%PDF-1.4 pas une image"))

    form = connecte(user).post(url("modifier", pk=member.organisation_id), data).context["form"]

    assert list(form.errors) == ["logo"]


def test_another_partner_is_refused(ca, connecte):
    user, _ = fabrique.partenaire(ca)
    other = fabrique.membre(ca).organisation

    assert connecte(user).get(url("modifier", pk=other.pk)).status_code == 403
    with pytest.raises(Refused):
        annuaire.write_sheet(other, actor=user.actor, missions="x")


def test_two_people_on_the_same_sheet_are_shown_both(siege, connecte):
    row = OrganisationFactory()
    client, opened = connecte(siege), sheet(row, missions="La mienne")
    client.post(url("modifier", pk=row.pk), sheet(row, missions="La leur"))

    response = client.post(url("modifier", pk=row.pk), opened)

    assert response.status_code == 409
    assert "La leur" in response.content.decode()
    assert "La mienne" in response.content.decode()


def test_the_delegation_keeps_its_type_and_its_departement(dd78, connecte):
    row = dd78.contact.organisation
    data = sheet(row, type="association", missions="Animer")

    assert connecte(dd78).post(url("modifier", pk=row.pk), data).status_code == 302
    row.refresh_from_db()
    assert (row.type, row.missions) == ("ars", "Animer")


# --- one actor written twice ---


def test_pairs_are_shown_by_departement_and_told_apart(dd78, siege, connecte):
    first, second = OrganisationFactory(nom="Les Jardins"), OrganisationFactory(nom="Les jardins")
    other = fabrique.coordinatrice("93")

    assert "Les Jardins" in connecte(dd78).get(url("doublons")).content.decode()
    assert "Aucun doublon" in connecte(other).get(url("doublons")).content.decode()
    assert connecte(dd78).post(url("distinguer", pk=second.pk, autre_pk=first.pk)).status_code == 302
    assert list(connecte(siege).get(url("doublons")).context["page"]) == []
    assert Distinction.objects.get().premiere == first

    again = url("reproposer", pk=second.pk, autre_pk=first.pk)
    assert again not in connecte(other).get(url("doublons")).content.decode()
    assert url("reproposer", pk=first.pk, autre_pk=second.pk) in connecte(dd78).get(url("doublons")).content.decode()
    for _twice in range(2):
        assert connecte(dd78).post(again).status_code == 302
    assert len(connecte(siege).get(url("doublons")).context["page"]) == 1


def test_only_the_siege_merges(dd78, connecte):
    first, second = OrganisationFactory(), OrganisationFactory()

    assert connecte(dd78).post(url("reunir", pk=first.pk, autre_pk=second.pk), {"garder": first.pk}).status_code == 403
    with pytest.raises(Refused):
        annuaire.merge(second, into=first, actor=dd78.actor)


def test_the_page_shows_both_sides_and_merges(ca, siege, connecte):
    kept, double = OrganisationFactory(nom="Gardée"), OrganisationFactory(nom="Doublon")
    fabrique.membre(ca, organisation=double)
    page, client = url("reunir", pk=kept.pk, autre_pk=double.pk), connecte(siege)

    assert "membres" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 200
    assert client.post(page, {"garder": kept.pk}).status_code == 302

    double.refresh_from_db()
    assert double.fusionnee_dans == kept
    assert client.get(url("fiche", pk=double.pk))["Location"] == url("fiche", pk=kept.pk)
    # The back button leads to the sheet.
    assert client.get(page).status_code == 302
    assert "Doublon" in client.get(url("fiche", pk=kept.pk)).content.decode()


def test_everything_that_points_to_the_double_follows(ca, siege):
    user = utilisateur(RoleMandat.PARTENAIRE)
    double, kept = user.contact.organisation, OrganisationFactory(nom="Gardée", missions="")
    double.missions, double.siret = "Accueillir", "35600000000048"
    double.save()
    row = fabrique.membre(ca, organisation=double)
    CoPilote.objects.create(ca=ca, organisation=double)
    Mail.objects.create(contact=user.contact, to="x@demo.invalid", kind="x", subject="x", organisation_id=double.pk)
    Piece.objects.create(kind=LOGO, subject_id=str(double.pk), size=1, sha256="x", file="x", organisation_id=double.pk)

    moved = annuaire.merge(double, into=kept, actor=siege.actor)

    assert moved["contacts"] >= 2
    kept.refresh_from_db()
    assert (kept.missions, kept.siret, kept.autres_noms) == ("Accueillir", "35600000000048", double.nom)
    assert Membre.objects.get(pk=row.pk).organisation == kept
    assert CoPilote.objects.get().organisation == kept
    assert Mandate.objects.get(contact=user.contact).organisation == kept
    assert Mail.objects.get().organisation_id == kept.pk
    assert Piece.objects.get().subject_id == str(kept.pk)
    left = {
        model._meta.label: model._base_manager.filter(**{field.name: double.pk}).count()
        for model, field in relations(Organisation)
    }
    assert not any(left.values()), left
    assert Entry.objects.get(verb="organisation.merge").data["ancienne"] == double.pk
    assert Entry.objects.get(verb="membre.merge").ca_id == ca.pk


def test_two_participations_in_one_coopérative_become_one(ca, siege):
    double, kept = OrganisationFactory(nom="Doublon"), OrganisationFactory(nom="Gardée")
    with horloge.at(date(2026, 1, 5)):
        old = fabrique.membre(ca, organisation=double)
        CoPilote.objects.create(ca=ca, organisation=double)
        CoPilote.objects.create(ca=ca, organisation=kept)
    new = fabrique.membre(ca, organisation=kept, representant=False)
    shared = old.representants.get()
    Representant.objects.create(membre=new, contact=shared.contact, titulaire=False, mandat="")
    colleague = Representant.objects.create(membre=old, contact=ContactFactory(organisation=double))
    Membre.objects.filter(pk=old.pk).update(role_mission="Maraudes", engagement_direction_le=date(2026, 2, 1))

    with horloge.at(date(2026, 6, 1)):
        annuaire.merge(double, into=kept, actor=siege.actor)

    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.date_entree, new.role_mission) == (date(2026, 1, 5), "Maraudes")
    assert new.engagement_direction_le == date(2026, 2, 1)
    assert (old.statut, old.organisation) == ("refus", double)
    assert "participations réunies" in old.motif_sortie
    running = new.representants.filter(fin__isnull=True)
    assert set(running.values_list("contact", "titulaire")) == {(shared.contact_id, True), (colleague.contact_id, True)}
    assert CoPilote.objects.filter(fin__isnull=True).get().organisation == kept


def test_the_furthest_state_and_the_mandate_are_kept(ca, siege):
    double, kept = OrganisationFactory(), OrganisationFactory()
    fabrique.membre(ca, organisation=double)
    row = Membre.objects.create(ca=ca, organisation=kept, statut="invite")

    annuaire.merge(double, into=kept, actor=siege.actor)

    row.refresh_from_db()
    assert row.statut == "membre"
    assert row.representants.get().mandat == "Mandat fictif."


def test_two_parties_of_one_convention_are_not_merged(ca, siege):
    double, kept = OrganisationFactory(), OrganisationFactory()
    programme = Programme.objects.create(ca=ca, intitule="Programme fictif")
    convention = Convention.objects.create(ca=ca, programme=programme)
    for rank, row in enumerate((double, kept), start=1):
        Partie.objects.create(convention=convention, organisation=row, qualite_representant="Présidente", ordre=rank)

    with pytest.raises(ValidationError, match="partie"):
        annuaire.merge(double, into=kept, actor=siege.actor)

    double.refresh_from_db()
    assert double.fusionnee_dans is None
    assert Partie.objects.filter(organisation=double).exists()


@pytest.mark.parametrize("case", ["same", "merged", "ars"])
def test_what_cannot_be_merged_is_said(siege, dd78, case):
    kept, double = OrganisationFactory(), OrganisationFactory()
    if case == "merged":
        annuaire.merge(double, into=OrganisationFactory(), actor=siege.actor)
    double = {"same": kept, "merged": double, "ars": dd78.contact.organisation}[case]

    with pytest.raises(ValidationError, match="différentes|déjà réunie|délégation"):
        annuaire.merge(double, into=kept, actor=siege.actor)


def test_a_merge_of_a_merged_one_leads_to_the_last(siege):
    first, second, third = OrganisationFactory.create_batch(3)
    annuaire.merge(first, into=second, actor=siege.actor)
    annuaire.merge(second, into=third, actor=siege.actor)

    first.refresh_from_db()
    assert first.fusionnee_dans == third
