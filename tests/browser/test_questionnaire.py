"""The questionnaire of the actors: opened, answered on telephones with and without script or network, closed, read."""

import pytest

from tests.browser.pages.questionnaire import Acteur, Enqueteuse
from tests.evaluation.scene_questionnaire import JOUR, bati

TELEPHONE = 360


@pytest.fixture
def scene(transactional_db, le_jour_partout, live_server, settings):
    settings.COOP_BASE_URL = live_server.url
    le_jour_partout(JOUR)
    return bati()


def test_from_its_opening_to_its_words_without_author(scene, navigateur):
    elle = Enqueteuse(navigateur(scene.dd), scene.ca.reference)
    assert elle.preparer_et_ouvrir() == 4
    elle.retirer_l_invitation(scene.contacts[4].fonction)
    assert scene.q.personnes.count() == 4

    premier = Acteur(navigateur(width=TELEPHONE, finger=True))
    premier.ouvrir_le_lien(scene.contacts[0].email)
    premier.nav.lose_the_network()
    premier.ecrire(0, "Le nom parle.")
    premier.nav.page.get_by_role("button", name="Envoyer mes réponses").tap()
    premier.nav.page.get_by_text("Hors connexion : rien n’est parti").wait_for()
    premier.nav.reopen().saved()
    assert premier.ecrit(0) == "Le nom parle."
    assert premier.nav.page.get_by_text("c’est remis à l’écran").is_visible()
    premier.envoyer()
    assert not premier.nav.overflows()
    premier.nav.screenshots("questionnaire")

    autre = Acteur(navigateur(width=TELEPHONE, javascript=False))
    autre.ouvrir_le_lien(scene.contacts[1].email)
    autre.ecrire(0, "Le nom s’explique.")
    autre.envoyer()
    assert "2 réponses seront effacées" in elle.ce_que_clore_ferait(), "two people would be known"

    scene.say(3, q1="Une alliance.")
    elle.demander_le_guide()
    assert "3 personnes ont répondu sur 4" in elle.ce_que_clore_ferait()
    lu = elle.clore()
    assert all(said in lu for said in ("Le nom parle.", "Le nom s’explique.", "Une alliance."))
    assert "Association" not in lu, "two associations and a commune: their type would tell them"
    premier.nav.page.reload()
    assert premier.nav.title == "Ce questionnaire est terminé"
