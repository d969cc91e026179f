"""The diagnostic and the opportunity in the words of those who make them: a voice, a finding, a need, a vote, an answer."""

import re

from playwright.sync_api import Locator

from tests.browser.pages.base import Navigateur
from tests.browser.pages.roles import Coordination, Personne

TABULATIONS = 120
# Something must surround what has the focus: an outline, a shadow or a border that the style sheets give.
VU = """e => {
    const label = e.type === "radio" || e.type === "checkbox" ? e.labels[0] : null;
    return [e, label].filter(Boolean).some((x) => ["", "::before"].some((part) => {
        const s = getComputedStyle(x, part);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    }));
}"""


class Habitante:
    """Somebody who has the address of the shared page, on a telephone."""

    def __init__(self, navigateur: Navigateur) -> None:
        self.nav = navigateur

    def dire(self, adresse: str, texte: str) -> None:
        self.nav.visit(f"/parole/{adresse}/")
        self.nav.fill(texte=texte, origine="habitants").click("Envoyer mon avis")


class Animation(Coordination):
    """The coordinator, from what is said to what comes first."""

    def constater(self, voix: int, texte: str) -> None:
        """A finding drawn from the voice `voix`, on the page where it is cited."""
        self.ouvrir("diagnostic/constat/?partie=demande")
        self.nav.fill(texte=texte)
        self.cocher(f"Voix {voix}")
        self.enregistrer()

    def nommer_le_besoin(self, libelle: str, constat: str) -> None:
        self.ouvrir("diagnostic/besoin/")
        self.nav.fill(libelle=libelle, niveau="demande", couverture="non_couvert")
        self.cocher(constat)
        self.enregistrer()

    def ouvrir_le_vote(self) -> None:
        self.ouvrir("diagnostic/priorites/")
        self.nav.click("Préparer la priorisation").follow("Ouvrir la priorisation").click("Ouvrir")
        self.doit_etre_accepte()

    def voter(self, *notes: str) -> None:
        """One mark a need, the same on each criterion."""
        self.ouvrir("diagnostic/priorites/voter/")
        for besoin, note in zip(self.nav.page.locator(".coop-vote").all(), notes, strict=True):
            for choix in besoin.locator(f"input[value='{note}']").all():
                choix.check(force=True)
        self.nav.click("Enregistrer mon vote")
        self.doit_etre_accepte()

    def resultat(self) -> list[str]:
        """The needs from the first to the last, with the sentence of each."""
        self.ouvrir("diagnostic/priorites/")
        return self.nav.page.locator(".coop-rangs li").all_inner_texts()

    def montrer_du_doigt(self, nom: str) -> None:
        """Click on the map what bears `nom`: a commune, or the losange of a quartier."""
        shape = self.nav.page.locator(
            "svg a", has=self.nav.page.locator("title", has_text=re.compile(f"^{nom}"))
        ).locator("path:visible")
        self.nav.click_on(shape)

    def coches(self) -> set[str]:
        """The places ticked in the lists, by their label."""
        boxes = self.nav.page.locator("input[name=lieux]:checked").all()
        return {self.nav.page.locator(f"label[for='{box.get_attribute('id')}']").inner_text() for box in boxes}

    def colories(self) -> set[str]:
        """What the map shows as chosen."""
        titles = self.nav.page.locator("svg a:has(path.choisie) title").all()
        return {title.text_content() for title in titles}

    def enregistrer(self) -> None:
        self.nav.click("Enregistrer")
        self.doit_etre_accepte()


class AuClavier(Personne):
    """Somebody who has no mouse: nothing is clicked, what has the focus is always seen."""

    def ouvrir(self, page: str = "") -> Navigateur:
        """Open a page, then pass the menus by the first link."""
        nav = super().ouvrir(page)
        nav.page.keyboard.press("Tab")
        nav.page.keyboard.press("Enter")
        return nav

    def atteindre(self, cible: Locator) -> None:
        """Tab until `cible` has the focus."""
        for _ in range(TABULATIONS):
            self.nav.page.keyboard.press("Tab")
            if cible.evaluate("e => e === document.activeElement"):
                assert cible.evaluate(VU), f"the focus is not seen: {cible}"
                return
        raise AssertionError(f"{TABULATIONS} tabulations do not reach {cible}")

    def appuyer(self, cible: Locator, touche: str = "Enter") -> None:
        """Reach, then press."""
        self.atteindre(cible)
        self.nav.page.keyboard.press(touche)

    def envoyer(self, bouton: Locator) -> None:
        """Reach a button, press Enter, audit the page it leads to; a form that comes back with errors fails here."""
        self.atteindre(bouton)
        with self.nav.page.expect_navigation():
            self.nav.page.keyboard.press("Enter")
        self.nav.audit()
        self.doit_etre_accepte()

    def suivre(self, nom: str) -> None:
        """Follow a link by its name."""
        self.envoyer(self.nav.page.get_by_role("link", name=nom, exact=True))

    def repondre_a_l_avertissement(self, phrase: str, reponse: str) -> None:
        """Open the warning, write the sentence it asks for, save it."""
        warning = self.nav.page.locator(".coop-avert", has_text=phrase)
        self.appuyer(warning.locator("summary"))
        self.atteindre(warning.locator("textarea"))
        self.nav.page.keyboard.type(reponse)
        self.envoyer(warning.get_by_role("button"))

    def apprecier(self, principe: int, fleches: int) -> None:
        """Grade a principle: Space takes the first word, each arrow the next one."""
        first = self.nav.page.locator(f"#principe-{principe} input[type=radio]").first
        self.appuyer(first, "Space")
        for _ in range(fleches):
            self.nav.page.keyboard.press("ArrowRight")

    def attendent(self) -> int:
        """How many warnings have no answer."""
        return self.nav.page.locator(".coop-avert:not(.coop-avert--dit)").count()
