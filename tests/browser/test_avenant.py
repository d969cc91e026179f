"""The coordinator amends an action in force; the parties sign, by code or on paper; the consolidated text shows it."""

import re
from datetime import date

import pytest
from django.core import mail

from conventions import reference_modes
from conventions.models import Avenant
from coop import horloge
from tests.conventions.scene_avenant import en_vigueur

CONVENTION = "/cooperatives/CA-78-01/convention/"


@pytest.fixture
def s(db, le_jour_partout, live_server, settings):
    settings.COOP_BASE_URL = live_server.url
    le_jour_partout("2027-02-01")
    reference_modes.load()
    with horloge.at(date(2027, 2, 1)):
        return en_vigueur()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_action_is_amended_signed_and_read(navigateur, s, javascript):
    browser = navigateur(s.coordinatrice, javascript=javascript)
    browser.visit("/cooperatives/CA-78-01/programme/action/1/").click("Modifier par avenant")
    browser.audit()
    browser.fill(contenu="Ateliers et permanences du soir.").click("Enregistrer la fiche")
    browser.follow("Le motif de l’avenant n’est pas écrit.").fill(motif="Deux demandes des habitants.").click(
        "Enregistrer"
    )
    browser.audit()
    browser.follow("Mettre à la signature").click("Figer le texte et demander les signatures")

    _sign_by_code(navigateur(s.asso, width=360, javascript=javascript))
    for partie in ("Ville de Valfleuri", "délégation"):
        _sign_on_paper(browser, partie)
    assert Avenant.objects.get().date_effet == date(2027, 2, 1)
    browser.visit(f"{CONVENTION}texte/").audit()
    assert browser.page.get_by_text("Ateliers et permanences du soir.").first.is_visible()
    browser.visit(f"{CONVENTION}changements/").audit()
    assert browser.page.get_by_text("est remplacé par").first.is_visible()


def _sign_by_code(phone) -> None:
    """The signatory: read, ask for the code, sign."""
    phone.visit(f"{CONVENTION}avenant/1/").follow("Lire et signer")
    assert not phone.overflows()
    phone.click("J’ai lu, recevoir mon code")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()
    phone.fill(code=code).click("Signer l’avenant")
    assert phone.page.get_by_text("Votre signature est enregistrée").is_visible()


def _sign_on_paper(browser, partie: str) -> None:
    browser.visit(f"{CONVENTION}avenant/1/")
    row = browser.page.locator(".coop-sceaux li", has_text=re.compile(partie, re.IGNORECASE))
    row.get_by_role("link", name="Signature papier").click()
    browser.fill(signee_le="2027-02-01").click("Enregistrer la signature")
