"""The life of a convention in the browser, on the demonstration: written, signed, refused, renewed, ended."""

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.core import mail

from conventions.models import AvisReception, Convention, FicheAction, Signature
from cooperatives.models import Reunion
from tests.browser.demonstration import JOUR, tous_signent
from tests.browser.pages.conventions import Promoteur, Redactrice, Signataire

TELEPHONE = 360
AUJOURD_HUI = JOUR.isoformat()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A small scanned page."""
    path = tmp_path / "exemplaire.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


def adresse(organisation: str, reference: str) -> str:
    """Where the signatory of a party receives its mail."""
    rows = Signature.objects.filter(version_convention__convention__ca__reference=reference)
    return rows.get(signataire__partie__organisation__nom=organisation, version_convention__abandonnee_le=None).signataire.contact.email  # fmt: skip


def test_a_fiche_by_link_then_the_convention_put_to_signature(demonstration, navigateur):
    dd = Redactrice(navigateur(demonstration("dd93")), "CA-93-01")
    dd.rappeler_la_fiche()
    action = FicheAction.objects.select_related("promoteur__organisation").get(
        programme__ca__reference="CA-93-01", numero=3
    )

    asso = Promoteur(navigateur(width=TELEPHONE))
    asso.ouvrir_le_lien(action.promoteur.organisation.contacts.get().email)
    fiche = {
        "contenu": "Un temps de repérage chaque semaine.", "calendrier": "D’avril à décembre.",
        "modes_intervention": "Accueil et orientation.", "public_cible": "Personnes diabétiques du quartier.",
        "objectif": asso.choix("objectif", "Former des relais"),
        "lieux-0-libelle": "Maison de quartier", "moyens-0-profil": "Infirmière", "moyens-0-etp": "0,30",
    }  # fmt: skip
    assert asso.ecrire_la_fiche(**fiche) == 1
    assert asso.nav.page.get_by_text("Fiche complète").is_visible()
    assert not asso.nav.overflows()

    dd.associer("Maison Doc", 3)
    dd.mesurer(3, "ia", "Personnes repérées")
    dd.remplir("gouvernance/evaluation/", "Enregistrer", equipe_evaluation="La coordination et une association.")
    dd.avancer()
    dd.ouvrir("convention/")
    dd.nav.click("Ouvrir la convention")
    [manque] = [phrase for phrase in dd.manques() if "rythme" not in phrase]
    assert manque.startswith("Personne n’est désigné pour signer au nom de « ARS")
    dd.designer_sur_papier("Personne n’est désigné", "Délégué départemental")
    assert dd.mettre_a_la_signature() <= 2
    assert dd.etat().startswith("0 signataire sur 7")


def test_a_party_signs_by_link_another_on_paper(demonstration, navigateur, scan):
    dd = Redactrice(navigateur(demonstration("dd94")), "CA-94-01")
    dd.relancer()
    email = adresse("Association fictive 94-D", "CA-94-01")
    telephone = Signataire(navigateur(width=TELEPHONE))
    telephone.ouvrir_le_lien(email)
    assert not telephone.nav.overflows()
    assert telephone.signer(email) <= 3
    assert telephone.nav.page.get_by_text("Votre signature est enregistrée").is_visible()

    dd.enregistrer_l_exemplaire("ARS Île-de-France", "2027-03-14", scan)

    convention = Convention.objects.get(ca__reference="CA-94-01")
    # The date of the last signature, whatever the order in which they are recorded.
    assert convention.date_effet == JOUR
    assert Signature.objects.get(signataire__partie__type="ars", version_convention__convention=convention).scan
    assert dd.etat().startswith("En vigueur depuis le 15 mars 2027")


def test_a_party_refuses_and_the_text_comes_back_to_signature(demonstration, navigateur):
    dd = Redactrice(navigateur(demonstration("dd94")), "CA-94-01")
    dd.relancer()
    telephone = Signataire(navigateur(width=TELEPHONE))
    association = adresse("Association fictive 94-D", "CA-94-01")
    telephone.ouvrir_le_lien(association)
    assert telephone.refuser(association, "Le lieu de notre action a changé.") <= 2
    assert not telephone.nav.overflows()

    told = {to for message in mail.outbox if "Le lieu de notre action a changé." in message.body for to in message.to}
    assert {adresse(f"Association fictive 94-{rang}", "CA-94-01") for rang in "ABC"} <= told
    dd.rouvrir("Le lieu de l’action 4 change.")
    dd.ouvrir("programme/action/4/modifier/")
    dd.nav.fill(**{"lieux-0-libelle": "École du parc"}).click("Enregistrer la fiche")
    assert dd.manques() == []
    assert dd.mettre_a_la_signature() <= 2
    assert dd.etat().startswith("0 signataire sur 5")
    assert "École du parc" in dd.texte()


def test_the_year_is_settled_and_the_convention_renewed(demonstration, navigateur):
    dd = Redactrice(navigateur(demonstration("dd78")), "CA-78-01")
    convention = Convention.objects.get(ca__reference="CA-78-01")
    end = convention.date_echeance
    dd.tenir_la_reunion_elargie(Reunion.objects.get(ca=convention.ca, type="elargie").pk, "2027-03-10")
    dd.valider_le_bilan_annuel("2027-03-10")
    kept = ("reconduite", "")
    assert dd.decider([kept, kept, ("non_reconduite", "La salle ferme."), kept]) <= 5

    dd.preparer_la_reconduction()
    assert "Motif : La salle ferme." in dd.texte()
    assert dd.mettre_l_avenant_a_la_signature() == 2
    tous_signent("CA-78-01")

    convention.refresh_from_db()
    assert convention.date_echeance == date(end.year + 1, end.month, end.day)
    assert [(p.debut, p.fin) for p in convention.periodes.order_by("numero")][1] == (end, convention.date_echeance)
    assert dd.etat().startswith("En vigueur depuis")


def test_the_last_receipt_gives_the_day_the_convention_ends(demonstration, navigateur, scan):
    dd = Redactrice(navigateur(demonstration("dd77")), "CA-77-01")
    dd.enregistrer_l_avis("Association fictive 77-D", AUJOURD_HUI, scan)

    assert "15 avril 2027" in dd.chapo()
    assert Convention.objects.get(ca__reference="CA-77-01").resiliation_effet == date(2027, 4, 15)
    assert AvisReception.objects.exclude(scan=None).count() == 1
    told = [m for m in mail.outbox if re.search(r"15\savril\s2027", m.body)]
    assert len(told) >= 3
    assert dd.etat().startswith("En préavis de résiliation.")
