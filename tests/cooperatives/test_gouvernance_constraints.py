"""Named constraints of the meetings and of the tableau de bord, tried in the database itself."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cooperatives.models import (
    Convocation,
    Decision,
    Etape,
    Instance,
    MembreInstance,
    Presence,
    PropositionPoint,
    RemarqueCR,
    Reunion,
    Tache,
)
from tests.factories import ContactFactory

JOUR = datetime(2027, 4, 15, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


def refused(create) -> bool:
    """Whether the database refuses it."""
    try:
        with transaction.atomic():
            create()
    except IntegrityError:
        return True
    return False


@pytest.fixture
def reunion(ca):
    return Reunion.objects.create(ca=ca, type="copil", prevue_le=JOUR)


def test_instance_un_copil_actif(ca):
    Instance.objects.create(ca=ca, type="copil", nom="Un", fin=date(2027, 1, 1))
    Instance.objects.create(ca=ca, type="copil", nom="Deux")
    Instance.objects.create(ca=ca, type="cotech", nom="Comité technique")

    assert refused(lambda: Instance.objects.create(ca=ca, type="copil", nom="Trois"))


def test_membre_instance_unique(ca):
    instance, contact = Instance.objects.create(ca=ca, type="copil", nom="Comité"), ContactFactory()
    MembreInstance.objects.create(instance=instance, contact=contact)

    assert refused(lambda: MembreInstance.objects.create(instance=instance, contact=contact, qualite="elu"))


@pytest.mark.parametrize("statut", ["tenue", "cr_valide", "cr_diffuse"])
def test_reunion_tenue_a_une_date(ca, statut):
    fields = {"ca": ca, "type": "copil", "prevue_le": JOUR, "statut": statut, "compte_rendu": "Texte"}

    assert refused(lambda: Reunion.objects.create(**fields))
    assert Reunion.objects.create(**fields, tenue_le=date(2027, 4, 15)).pk


@pytest.mark.parametrize("statut", ["cr_valide", "cr_diffuse"])
def test_reunion_validee_a_un_compte_rendu(ca, statut):
    fields = {"ca": ca, "type": "copil", "prevue_le": JOUR, "statut": statut, "tenue_le": date(2027, 4, 15)}

    assert refused(lambda: Reunion.objects.create(**fields))
    assert Reunion.objects.create(**fields, compte_rendu="Texte").pk


def test_presence_unique(reunion):
    contact = ContactFactory()
    Presence.objects.create(reunion=reunion, contact=contact, statut="present")

    assert refused(lambda: Presence.objects.create(reunion=reunion, contact=contact, statut="absent"))


def test_decision_numero_unique(ca, reunion):
    Decision.objects.create(reunion=reunion, ca=ca, numero="D-2027-01", texte="Une")

    assert refused(lambda: Decision.objects.create(reunion=reunion, ca=ca, numero="D-2027-01", texte="Deux"))


def test_etape_ordre_unique(ca):
    assert refused(lambda: Etape.objects.create(ca=ca, ordre=1, libelle="Encore une première"))


def test_etape_dates_ordonnees(ca):
    assert refused(
        lambda: Etape.objects.create(ca=ca, ordre=7, libelle="À rebours", debut=date(2027, 2, 2), fin=date(2027, 2, 1))
    )
    assert Etape.objects.create(ca=ca, ordre=7, libelle="Un jour", debut=date(2027, 2, 2), fin=date(2027, 2, 2)).pk


def test_tache_dates_ordonnees(ca):
    etape = ca.etapes.first()

    assert refused(
        lambda: Tache.objects.create(etape=etape, libelle="À rebours", debut=date(2027, 2, 2), fin=date(2027, 2, 1))
    )
    assert Tache.objects.create(etape=etape, libelle="Sans fin", debut=date(2027, 2, 2)).pk


def test_reunion_approuvee_apres_diffusion(ca):
    fields = {"ca": ca, "type": "copil", "prevue_le": JOUR, "tenue_le": date(2027, 4, 15), "compte_rendu": "Texte"}
    fields |= {"cr_approuve_le": date(2027, 6, 15)}

    assert refused(lambda: Reunion.objects.create(**fields, statut="cr_valide"))
    assert Reunion.objects.create(**fields, statut="cr_diffuse").pk


@pytest.mark.parametrize(("minutes", "accepted"), [(14, False), (15, True), (720, True), (721, False)])
def test_reunion_duree_plausible(ca, minutes, accepted):
    fields = {"ca": ca, "type": "copil", "prevue_le": JOUR, "duree_minutes": minutes}

    assert refused(lambda: Reunion.objects.create(**fields)) is not accepted


def test_convocation_unique(reunion):
    contact = ContactFactory()
    Convocation.objects.create(reunion=reunion, contact=contact)

    assert refused(lambda: Convocation.objects.create(reunion=reunion, contact=contact))


def test_convocation_representee_par_quelqu_un(reunion):
    fields = {"reunion": reunion, "contact": ContactFactory(), "reponse": "represente", "repondue_le": JOUR}

    assert refused(lambda: Convocation.objects.create(**fields))
    assert Convocation.objects.create(**fields, represente_par="Suppléante").pk


@pytest.mark.parametrize(("reponse", "le"), [("present", None), ("", JOUR)])
def test_convocation_reponse_datee(reunion, reponse, le):
    contact = ContactFactory()

    assert refused(
        lambda: Convocation.objects.create(reunion=reunion, contact=contact, reponse=reponse, repondue_le=le)
    )


def test_proposition_ecartee_avec_un_mot(reunion):
    fields = {"reunion": reunion, "intitule": "Un point", "statut": "ecartee"}

    assert refused(lambda: PropositionPoint.objects.create(**fields))
    assert PropositionPoint.objects.create(**fields, mot="Vu ailleurs").pk


def test_remarque_non_suivie_expliquee(reunion):
    fields = {"reunion": reunion, "contact": ContactFactory(), "texte": "À corriger", "statut": "non_suivie"}

    assert refused(lambda: RemarqueCR.objects.create(**fields))
    assert RemarqueCR.objects.create(**fields, reponse="Le comité n’en a pas parlé").pk
