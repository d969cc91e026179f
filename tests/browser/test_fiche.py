"""An association writes its fiche-action by link on a telephone; the coordination sees it come, comments, closes."""

from datetime import timedelta

import pytest

from conventions import reference_modes
from conventions.enums import StatutFil
from conventions.models import FicheAction, FilCommentaire
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.journal.actors import SYSTEM
from tests.conventions.scene_programme import scene


@pytest.fixture
def s(db, le_jour_partout, live_server, settings):
    settings.COOP_BASE_URL = live_server.url
    le_jour_partout("2027-01-15")
    reference_modes.load()
    return scene()


def adresse(action: FicheAction, contact) -> str:
    """The address of a personal link to the fiche."""
    until = horloge.now() + timedelta(days=30)
    return liens.create(contact=contact, usage=UsageLien.FICHE, object_id=action.pk, expire_le=until, actor=SYSTEM).url


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_fiche_by_link_on_a_telephone(navigateur, s, javascript):
    action = s.action(objectif=s.objectif("operationnel"))
    browser = navigateur(width=360, javascript=javascript)
    page = browser.page
    page.goto(adresse(action, s.partenaire.contact))
    browser.audit()
    browser.fill(
        contenu="Deux maraudes par semaine.",
        calendrier="De janvier à décembre.",
        modes_intervention="Binôme à pied.",
        public_cible="Personnes sans domicile.",
        **{"lieux-0-libelle": "Gare routière", "moyens-0-profil": "Médiatrice", "moyens-0-etp": "0,80"},
    )
    assert not browser.overflows()
    browser.click("Enregistrer la fiche")

    assert page.get_by_text("Fiche complète").is_visible()
    row = FicheAction.objects.get()
    assert (row.contenu, str(row.etp), row.lieux.get().libelle) == (
        "Deux maraudes par semaine.",
        "0.80",
        "Gare routière",
    )


def test_what_is_typed_is_saved_without_a_button_and_found_elsewhere(navigateur, s):
    action = s.action()
    link = adresse(action, s.partenaire.contact)
    first = navigateur(width=360)
    first.page.goto(link)
    first.fill(contenu="Commencé dans le train.").saved()
    first.fill(public_cible="Jeunes").saved()

    second = navigateur().page
    second.goto(link)
    assert second.locator("[name='contenu']").input_value() == "Commencé dans le train."
    assert second.locator("[name='public_cible']").input_value() == "Jeunes"


def test_the_coordination_comments_the_association_resolves(navigateur, s):
    action = s.action()
    board = f"/cooperatives/{s.ca.reference}/programme/"
    browser = navigateur(s.dd)
    browser.visit(f"{board}fiches/").follow("1. Permanences de rue").follow("Commenter une rubrique")
    browser.fill(champ="lieux", texte="Quelle adresse ?").click("Commenter")
    phone = navigateur(width=360)
    phone.page.goto(adresse(action, s.partenaire.contact))
    phone.audit().follow("Commentaires sur la fiche").click("Marquer comme résolu")
    browser.visit(f"{board}action/1/commentaires/").click("Clore")

    assert FilCommentaire.objects.get().statut == StatutFil.CLOS


def test_who_does_what_is_crossed_filtered_and_projected(navigateur, s):
    s.complete()
    browser = navigateur(s.dd)
    browser.visit(f"/cooperatives/{s.ca.reference}/programme/qui-fait-quoi/")
    browser.page.get_by_label("En lignes").select_option("partenaires")
    browser.page.get_by_label("En colonnes").select_option("modes")
    browser.click("Afficher").follow("Projeter")

    assert browser.title.replace("\u00a0", " ") == "Qui fait quoi ?"
    browser.visit(f"/cooperatives/{s.ca.reference}/fiche-projet/")
