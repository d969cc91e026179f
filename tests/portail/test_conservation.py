"""What is kept about people ends when « Données personnelles » says; each reads what is kept about them (R-SI-04)."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.models import PersonalLink, User
from coop.classeurs.models import ClasseurRemis, Import, Retour
from coop.documents.models import Piece
from coop.journal.models import Entry
from coop.notifications.daily import registered
from coop.notifications.models import Mail
from coop.organisations.models import Contact
from cooperatives.models import Instance, MembreInstance, TransitionPhase
from portail.conservation import echus, effacement
from tests.factories import ContactFactory, MandateFactory, OrganisationFactory, utilisateur
from tests.factories import cooperatives as fabrique

CREE, JOUR = date(2024, 1, 10), date(2029, 6, 15)  # two years of conservation: since 15 June 2027
ENCORE, TROP_TOT = date(2027, 6, 16), date(2027, 6, 14)

pytestmark = pytest.mark.django_db


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def ancien(**fields) -> Contact:
    """A contact known for long, with a name and an address."""
    with horloge.at(CREE):
        return ContactFactory(nom="Camille", telephone="01 00 00 00 00", **fields)


def echu(contact: Contact) -> bool:
    return echus.contacts_echus(JOUR).filter(pk=contact.pk).exists()


def par_mandat(contact, fin):
    MandateFactory(contact=contact, role=RoleMandat.SIEGE, debut=CREE, fin=fin)


def par_representation(contact, fin):
    membre = fabrique.membre(fabrique.cooperative())
    membre.representants.create(contact=contact, debut=CREE, fin=fin)


def par_un_membre_sorti(contact, fin):
    membre = fabrique.membre(fabrique.cooperative())
    membre.date_entree, membre.date_sortie = CREE, fin
    membre.save()
    membre.representants.create(contact=contact, debut=CREE)


def par_une_cooperative_close(contact, fin):
    ca = fabrique.cooperative()
    if fin:
        ca.statut = "terminee"
        ca.save()
        TransitionPhase.objects.create(ca=ca, vers="evaluation_ca", statut="terminee", le=moment(fin), auteur="DD")
    fabrique.membre(ca).representants.create(contact=contact, debut=CREE)


def par_un_siege(contact, fin):
    instance = Instance.objects.create(ca=fabrique.cooperative(), type="cotech", nom="Technique", fin=fin)
    MembreInstance.objects.create(instance=instance, contact=contact)


def par_un_lien(contact, fin):
    expire = moment(fin or JOUR + timedelta(days=9))
    PersonalLink.objects.create(contact=contact, usage="bilan", object_id=1, token_hash="a", expire_le=expire)


def par_un_compte(contact, fin):
    seen = moment(fin or JOUR)
    User.objects.create(email=contact.email, contact=contact, date_joined=moment(CREE), derniere_visite=seen)


@pytest.mark.parametrize(("fin", "kept"), [(None, True), (ENCORE, True), (TROP_TOT, False)])
@pytest.mark.parametrize(
    "tie",
    [par_mandat, par_representation, par_un_membre_sorti, par_une_cooperative_close, par_un_siege, par_un_lien, par_un_compte],
)  # fmt: skip
def test_a_tie_holds_a_contact_while_it_runs_and_two_years_more(tie, fin, kept):
    contact = ancien()
    with horloge.at(CREE):
        tie(contact, fin)

    assert echu(contact) is not kept


def test_a_contact_just_met_and_one_already_erased_are_left_alone():
    with horloge.at(ENCORE):
        recent = ContactFactory()
    erased = ancien()
    Contact.objects.filter(pk=erased.pk).update(nom="", email="", telephone="")

    assert (echu(recent), echu(erased)) == (False, False)


@pytest.mark.parametrize(("organisation", "fin", "kept"), [
    ("groupe_habitants", date(2028, 6, 16), True), ("groupe_habitants", date(2028, 6, 14), False),
    ("association", date(2028, 6, 14), True),
])  # fmt: skip
def test_an_inhabitant_is_kept_one_year_only(organisation, fin, kept):
    contact = ancien(organisation=OrganisationFactory(type=organisation))
    with horloge.at(CREE):
        par_representation(contact, fin)

    assert echu(contact) is not kept


def test_what_is_erased_and_what_stays():
    contact = ancien(fonction="Chargée de prévention")
    with horloge.at(CREE):
        par_un_lien(contact, TROP_TOT)
        Mail.objects.create(
            contact=contact, to=contact.email, kind="x", subject="Bilan", body="Bonjour", state="envoye"
        )
    with horloge.at(JOUR):
        assert effacement.du_jour(JOUR) >= 1

    contact.refresh_from_db()
    assert (contact.nom, contact.email, contact.telephone) == ("", "", "")
    assert contact.fonction == "Chargée de prévention"
    assert not contact.liens.exists()
    mail = Mail.objects.get(kind="x")
    assert (mail.contact, mail.to, mail.subject, mail.resendable) == (
        None,
        effacement.SANS_ADRESSE,
        "Courriel effacé",
        False,
    )
    assert "Bonjour" not in mail.body
    act = Entry.objects.get(verb="contact.forget")
    assert "Camille" not in act.summary + act.comment + str(act.data)
    assert echus.contacts_echus(JOUR).count() == 0


def play(first: date, last: date) -> None:
    day = first
    while day <= last:
        with horloge.at(day):
            effacement.du_jour(day)
            effacement.du_jour(day)
        day += timedelta(days=1)


def test_a_sleeping_account_is_warned_a_month_before_and_closed_on_the_day_told():
    contact = ancien()
    fabrique.membre(fabrique.cooperative()).representants.create(contact=contact, debut=CREE)
    with horloge.at(CREE):
        par_un_compte(contact, date(2027, 6, 15))

    play(date(2029, 5, 10), date(2029, 6, 14))
    warning = Mail.objects.get(kind="compte.inactif", contact=contact)
    assert warning.created_at.date() == date(2029, 5, 17)
    assert "16 juin 2029" in warning.subject.replace("\u00a0", " ")
    assert User.objects.filter(contact=contact).exists()
    play(date(2029, 6, 15), date(2029, 6, 17))
    assert not User.objects.filter(contact=contact).exists()
    contact.refresh_from_db()
    assert contact.email, "its participation goes on"
    assert contact.mails.filter(kind="compte.inactif").count() == 1


def test_who_signs_in_again_keeps_the_account():
    contact = ancien()
    with horloge.at(CREE):
        par_un_compte(contact, date(2027, 6, 15))
    play(date(2029, 5, 16), date(2029, 5, 20))
    User.objects.update(derniere_visite=moment(date(2029, 5, 21)))
    play(date(2029, 6, 14), date(2029, 6, 20))

    assert User.objects.filter(contact=contact).exists()


def test_an_administrator_is_kept_by_hand():
    contact = ancien()
    User.objects.create(email=contact.email, contact=contact, is_superuser=True, date_joined=moment(CREE))
    play(JOUR, JOUR)

    assert User.objects.filter(is_superuser=True, contact__nom="Camille").exists()


def classeur(day: date, base: ClasseurRemis | None = None) -> ClasseurRemis:
    """A workbook handed out that day, or `base`; given back that day, with its file."""
    with horloge.at(day):
        base = base or ClasseurRemis.objects.create(modele="bilan", cible="1", base="{}")
        kept = Piece(kind="x", original_name="b.xlsx", size=1, sha256=f"{day:%Y%m%d}", uploaded_by="A", subject_id="1")
        kept.file.save("b.xlsx", ContentFile(b"x"))
        Retour.objects.create(remis=base, piece=kept, depose_par="A", lecture="{}")
    return base


def test_workbooks_given_back_imported_or_only_taken_are_erased_a_year_later(django_capture_on_commit_callbacks):
    old, young = date(2028, 6, 10), date(2028, 6, 20)  # a year before some day of June 2029
    gone, twice = classeur(old), classeur(old)
    classeur(young, twice)
    with horloge.at(old):
        taken = ClasseurRemis.objects.create(modele="bilan", cible="2", base="{}")
        kept = Piece(kind="x", original_name="liste.xlsx", size=1, sha256="i", uploaded_by="A", subject_id="1")
        kept.file.save("liste.xlsx", ContentFile(b"x"))
        Import.objects.create(modele="chiffres", piece=kept)
    files = [piece.file for piece in Piece.objects.order_by("pk")]

    play(date(2029, 6, 8), date(2029, 6, 10))
    assert (ClasseurRemis.objects.count(), Retour.objects.count(), Import.objects.count()) == (3, 3, 1)
    with django_capture_on_commit_callbacks(execute=True):
        play(date(2029, 6, 11), date(2029, 6, 12))

    assert not ClasseurRemis.objects.filter(pk__in=[gone.pk, taken.pk]).exists()
    assert [row.remis for row in Retour.objects.all()] == [twice]
    assert not Import.objects.exists()
    assert [file.storage.exists(file.name) for file in files] == [False, False, True, False]
    act = Entry.objects.get(verb="classeur.forget")
    assert act.data["sha256"] == ["i", "20280610", "20280610"]
    play(date(2029, 6, 21), date(2029, 6, 21))
    assert not ClasseurRemis.objects.exists()


def test_the_daily_work_erases():
    assert registered()["données effacées"] is effacement.du_jour


def test_each_reads_and_takes_away_what_is_kept_about_them_and_nobody_else(connecte):
    user = utilisateur(RoleMandat.PARTENAIRE)
    other = ContactFactory(nom="Dominique")
    ca = fabrique.cooperative()
    fabrique.membre(ca).representants.create(contact=user.contact, debut=CREE)
    Mail.objects.create(contact=user.contact, to=user.email, kind="x", subject="Votre bilan", body="…", state="envoye")
    Mail.objects.create(contact=other, to=other.email, kind="x", subject="Son bilan", body="…", state="envoye")
    client = connecte(user)

    page = client.get(reverse("portail:mes_donnees")).content.decode()
    assert all(word in page for word in ("Votre bilan", user.email, ca.intitule))
    response = client.get(reverse("portail:mes_donnees_fichier"))
    told = json.loads(response.content)
    assert "attachment" in response["Content-Disposition"]
    assert told["Identité et compte"][0] == {"Donnée": "Adresse du compte", "Valeur": user.email}
    assert [row["Objet"] for row in told["Courriels envoyés"]] == ["Votre bilan"]
    assert not any(word in page + response.content.decode() for word in ("Son bilan", other.email))
