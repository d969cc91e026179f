"""The association's quarter: by link on a telephone, by keyboard alone, with and without script."""

import re
from datetime import date

import openpyxl
import pytest

from conventions.models import Partie
from coop import horloge
from evaluation.models import Bilan, LigneBilan
from evaluation.workflows import bilans
from tests.browser.pages.roles import PorteurDeLien
from tests.evaluation.scene_bilan import build
from tests.evaluation.tableur_rempli import repondre
from tests.factories import cooperatives as fabrique


@pytest.fixture
def scene(db, le_jour_partout, live_server, settings):
    settings.COOP_BASE_URL = live_server.url
    le_jour_partout("2026-07-20")
    return build()


def fill(page, numero: int) -> None:
    """Two figures and four answers, as a thumb gives them."""
    for field in page.locator("input.fr-input[name^='i'][inputmode='decimal']").all():
        field.fill("12,5")
    for name in ("ressources", "groupes", "realisation", "objectifs"):
        page.locator(f"[name='{name}'][value='oui']").check()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_quarter_by_link_on_a_telephone(navigateur, scene, javascript):
    browser = navigateur(width=360, javascript=javascript)
    page = browser.page
    page.goto(scene.lien(scene.asso_a, 1))
    browser.audit()
    for numero in (1, 2):
        fill(page, numero)
        browser.click_on(page.locator("button[value='suite']"))
    browser.click("Transmettre à l’ARS")

    assert page.get_by_role("heading", name="Votre bilan est transmis").is_visible()
    assert Bilan.objects.get(pk=scene.bilan(scene.asso_a, 1).pk).statut == "transmis"
    assert not browser.overflows()
    # The mail's link, then these: far under twelve beside the answers.
    assert browser.clicks <= 11


def test_one_click_adds_what_was_said_and_it_is_saved(navigateur, scene):
    scene.transmettre(scene.asso_a, 1, 17, {"freins": "Un seul véhicule\nLe froid"})
    browser = navigateur(width=360)
    page = browser.page
    page.goto(scene.lien(scene.asso_a, 2))
    browser.click_on(page.get_by_role("button", name="Ajouter : Le froid"))
    browser.saved()

    assert page.locator("[name='freins']").input_value() == "Le froid"
    assert LigneBilan.objects.get(version__bilan__trimestre=2).freins == "Le froid"
    assert not browser.overflows()


def test_what_is_typed_is_saved_without_a_button_and_found_again(navigateur, scene):
    link = scene.lien(scene.asso_a, 1)
    first = navigateur()
    first.page.goto(link)
    first.page.locator("[name='groupes'][value='non']").check()
    first.page.locator("#q-groupes textarea").fill("Peu de monde.")
    first.saved()

    second = navigateur(width=360).page
    second.goto(link)

    assert second.locator("#q-groupes textarea").input_value() == "Peu de monde."
    assert second.locator("#q-groupes input[value='non']").is_checked()


def test_enter_in_a_figure_saves_and_takes_nothing_over(navigateur, scene):
    scene.transmettre(scene.asso_a, 1, 17, {"freins": "Un seul véhicule"})
    page = navigateur().page
    page.goto(scene.lien(scene.asso_a, 2))
    field = page.locator("input.fr-input[name^='i'][inputmode='decimal']").first
    field.fill("9")
    field.press("Enter")

    page.wait_for_load_state()
    line = LigneBilan.objects.get(version__bilan__trimestre=2)
    assert (line.freins, line.reprises) == ("", [])
    page.get_by_role("button", name=re.compile("Tout reprendre")).click()
    line.refresh_from_db()
    assert line.freins == "Un seul véhicule"
    # Written over, an answer no longer says it is the one of the quarter before.
    kept = page.locator("button.coop-inchange[aria-pressed='true']")
    before = kept.count()
    field.fill("10")
    assert kept.count() == before - 1


def filled(path: str) -> None:
    """What somebody types in the workbook, away from the network."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:3]:
        for champ in ("ressources", "groupes", "realisation", "objectifs"):
            repondre(sheet, champ, "OUI")
    repondre(book["Pour finir"], "faits_marquants", "Un fait.")
    book.save(path)


def test_the_quarter_by_workbook_takes_four_clicks(navigateur, scene):
    browser = navigateur(width=360)
    partner = PorteurDeLien(browser)
    browser.page.goto(scene.lien(scene.asso_a, 1))

    assert partner.remplir_par_tableur(filled) <= 4
    assert browser.title == "Relire et transmettre"
    assert set(LigneBilan.objects.values_list("ressources", "objectifs")) == {("oui", "oui")}
    assert not browser.overflows()


def test_the_form_is_filled_by_keyboard_alone(navigateur, scene):
    """From the first figure to the receipt without a mouse."""
    browser = navigateur()
    page = browser.page
    page.goto(scene.lien(scene.asso_b, 1))
    assert not page.locator("#q-ists .coop-pourquoi").is_visible()
    for field in page.locator("input.fr-input[name^='i'][inputmode='decimal']").all():
        field.focus()
        page.keyboard.type("12")
    for name in ("ressources", "groupes", "realisation", "objectifs"):
        page.locator(f"#q-{name} input").first.focus()
        page.keyboard.press("Space")
    browser.saved()
    for name in ("Enregistrer et relire", "Transmettre à l’ARS"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state("load")

    page.get_by_role("heading", name="Votre bilan est transmis").wait_for()
    assert LigneBilan.objects.get().ressources == "oui"


def seven_more(scene) -> None:
    """Seven parties without action, that transmitted their first quarter."""
    for rank in range(3, 10):
        user, membre = fabrique.partenaire(scene.ca)
        partie = Partie.objects.create(
            convention=scene.convention, organisation=membre.organisation, qualite_representant="Présidente", ordre=rank
        )
        bilan = scene.bilan(scene.asso_a, 1)
        bilan.pk, bilan.partie, bilan.statut, bilan.transmis_le = None, partie, "a_etablir", None
        bilan.save()
        bilans.open_draft(bilan, actor=user.actor)
        bilans.transmit(bilan, actor=user.actor)


def test_the_coordinator_reads_nine_bilans_one_screen_each(navigateur, scene):
    """One screen a bilan, without going back to a list; then what conforms is accepted together."""
    with horloge.at(date(2026, 4, 20)):
        seven_more(scene)
        scene.transmettre(scene.asso_a, 1)
        scene.transmettre(scene.asso_b, 1)
    browser = navigateur(scene.dd)
    browser.visit(f"/cooperatives/{scene.ca.reference}/suivi/")
    browser.follow("Lire 9", exact=False)
    for _ in range(8):
        browser.click("Suivant, sans répondre")
    browser.click("Finir, sans répondre")
    assert browser.title == "Suivi et bilans"
    browser.click("Accepter tout ce qui est conforme (9)")

    assert browser.clicks == 11
    assert set(Bilan.objects.filter(trimestre=1).values_list("statut", flat=True)) == {"accepte"}


def test_the_coordinator_reads_one_bilan_after_the_other(navigateur, scene):
    scene.transmettre(scene.asso_a, 1)
    scene.transmettre(scene.asso_b, 1)
    browser = navigateur(scene.dd)
    browser.visit(f"/cooperatives/{scene.ca.reference}/suivi/")
    browser.follow("Lire 2", exact=False)
    browser.click("Accepter et passer au suivant").click("Accepter")

    assert list(Bilan.objects.filter(trimestre=1).values_list("statut", flat=True)) == ["accepte", "accepte"]
