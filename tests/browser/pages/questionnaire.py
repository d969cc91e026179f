"""The questionnaire of the actors in the words of those who ask and of those who answer."""

import re

from coop.documents.runner import drain
from tests.browser.pages.roles import Coordination, PorteurDeLien

Q = "evaluation/questionnaire/"


class Enqueteuse(Coordination):
    """The coordinator who asks."""

    def preparer_et_ouvrir(self) -> int:
        """From the page of the questionnaire to its links sent; how many clicks it took."""
        self.ouvrir(Q)
        before = self.nav.clicks
        self.nav.follow("Préparer le questionnaire").click("Enregistrer et choisir les personnes")
        self.doit_etre_accepte()
        self.nav.click("Enregistrer").click("Ouvrir et envoyer les liens")
        return self.nav.clicks - before

    def retirer_l_invitation(self, fonction: str) -> None:
        leave = re.compile(f"^Retirer l’invitation\\s*, {re.escape(fonction)}")
        self.nav.click_on(self.nav.page.get_by_role("link", name=leave)).click("Retirer l’invitation")

    def demander_le_guide(self) -> None:
        """DOC-QUEST: asked, prepared by the worker, given by the page that waits for it."""
        self.ouvrir(Q)
        self.nav.click("Guide d’entretien (PDF)")
        drain()
        self.nav.page.get_by_role("link", name=re.compile("^Télécharger")).wait_for()

    def ce_que_clore_ferait(self) -> str:
        return self.ouvrir(f"{Q}clore/").page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")

    def clore(self) -> str:
        """Close, read: what the page shows."""
        self.nav.click("Clore et lire les réponses").follow("Lire les réponses")
        return self.nav.page.locator("main").inner_text()


class Acteur(PorteurDeLien):
    """Somebody asked, with the mail in hand."""

    def ecrire(self, rang: int, texte: str) -> None:
        self.nav.page.locator("textarea").nth(rang).fill(texte)

    def ecrit(self, rang: int) -> str:
        return self.nav.page.locator("textarea").nth(rang).input_value()

    def envoyer(self) -> None:
        self.nav.click("Envoyer mes réponses")
        self.doit_etre_accepte()
