"""The golden path, in the browser, from an empty database: one coopérative from its creation to the regional figure."""

import pytest
from django.core.management import call_command

from conventions.models import Convention, Signature
from coop import horloge
from coop.accounts.models import User
from evaluation.models import Bilan
from portail.demo import personnes
from tests.browser.pages.roles import Coordination, PorteurDeLien, Siege

ASSO, VILLE = "asso-du-stade@demo.invalid", "ville-du-stade@demo.invalid"
DOUZE = [
    f"Association du stade ; {ASSO}",
    f"Ville du stade ; {VILLE}",
    *(f"Association fictive {rang} ; association-{rang}@demo.invalid" for rang in range(3, 13)),
]
TELEPHONE = 360


@pytest.fixture
def region(le_jour_partout, live_server, settings) -> None:
    """Reference data and personas; nothing else."""
    settings.COOP_BASE_URL = live_server.url
    le_jour_partout("2027-01-04")
    call_command("load_reference", verbosity=0)
    with horloge.at(horloge.today()):
        personnes.ouvrir_les_comptes()


def compte(code: str) -> User:
    return User.objects.get(email=f"{code}@demo.invalid")


def signature_de(organisation: str) -> Signature:
    return Signature.objects.get(signataire__partie__organisation__nom__contains=organisation)


def test_golden_path_from_creation_to_the_regional_figure(region, navigateur, le_jour_partout):
    dd = Coordination(navigateur(compte("dd78")))
    siege = Siege(navigateur(compte("siege")))
    _construire(dd)
    assert dd.mettre_a_la_signature() == 2

    le_jour_partout("2027-02-01")
    _faire_signer(dd, navigateur)
    assert Convention.objects.en_vigueur().count() == 1
    dd.avancer()
    assert siege.chiffre("convention en vigueur") == "1"

    le_jour_partout("2027-05-02")
    call_command("run_day")
    telephone = PorteurDeLien(navigateur(width=TELEPHONE))
    telephone.ouvrir_le_lien(ASSO)
    assert telephone.remplir_le_bilan(["18"]) <= 4
    dd.accepter_le_premier_bilan()
    assert Bilan.objects.get(partie__organisation__nom="Association du stade", trimestre=1).statut == "accepte"

    # The figure is that of the last ended civil quarter: one bilan in time of the two that were owed.
    le_jour_partout("2027-07-01")
    assert siege.chiffre("bilans").startswith("50")


def _construire(dd: Coordination) -> None:
    """From the creation to the plan d’actions, by the coordinator."""
    dd.creer_la_cooperative("Bouger à Trappes (coopérative fictive)", "Nutrition, sport", "Trappes")
    assert dd.inviter(DOUZE) <= 4
    dd.accueillir("Association du stade")
    dd.accueillir("Ville du stade")
    dd.remplir_la_grille()
    dd.declarer_sans_dispositif()
    dd.ecrire_l_identite()
    dd.avancer()
    dd.diagnostiquer("2027-01-04")
    dd.avancer()
    dd.installer_le_comite()
    dd.ecrire_les_objectifs()
    dd.ecrire_une_action("Le gymnase du soir", "Association du stade", 1)
    dd.ecrire_une_action("Le stade du dimanche", "Ville du stade", 2)
    dd.avancer()
    dd.ouvrir_la_convention()


def _faire_signer(dd: Coordination, navigateur) -> None:
    """One by its personal link on a telephone, one on paper, the délégation last, from its account."""
    telephone = PorteurDeLien(navigateur(width=TELEPHONE))
    telephone.ouvrir_le_lien(ASSO)
    assert telephone.signer(ASSO) <= 3
    dd.enregistrer_le_papier(signature_de("Ville du stade").pk, "2027-02-01")
    delegue = PorteurDeLien(navigateur(compte("delegue78")), dd.ca)
    delegue.ouvrir(f"convention/signatures/{signature_de('ARS').pk}/")
    delegue.signer("delegue78@demo.invalid")
