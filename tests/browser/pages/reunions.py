"""Meetings in the words of those who hold them: prepare, project, write, diffuse; answer from a mail."""

import re
from email.message import EmailMessage

from tests.browser.pages.roles import Coordination, PorteurDeLien


class Animatrice(Coordination):
    """The coordinator of the DD, before, during and after a comité de pilotage."""

    def preparer_un_copil(self, jour: str) -> int:
        """From the page « Gouvernance » to the convocation sent; how many clicks it took."""
        self.ouvrir("gouvernance/")
        before = self.nav.clicks
        self.nav.click_on(self.nav.page.get_by_role("link", name=re.compile("^Préparer une réunion")).first)
        self.nav.fill(jour=jour, heure="14:30", lieu="Mairie").click("Planifier et convoquer")
        self.doit_etre_accepte()
        return self.nav.clicks - before

    def projeter(self) -> None:
        """The agenda on the wall, from the page of the meeting."""
        self.nav.follow("Projeter l’ordre du jour")

    def point_suivant(self) -> None:
        """By the keyboard."""
        self.nav.page.locator("body").press("ArrowRight")
        self.nav.page.wait_for_load_state("load")
        self.nav.audit()

    def decider(self, texte: str) -> None:
        self.nav.fill(texte=texte).click("Noter la décision")
        self.doit_etre_accepte()

    def diffuser(self) -> int:
        """From the last decision noted to the minutes sent; how many clicks it took."""
        before = self.nav.clicks
        self.nav.follow("Présences et compte rendu")
        self.nav.click("Enregistrer, valider et diffuser")
        self.doit_etre_accepte()
        return self.nav.clicks - before


class Convoque(PorteurDeLien):
    """Somebody convened, on a telephone, with the mail in hand."""

    def ouvrir_le_courriel(self, message: EmailMessage) -> None:
        """Touch the button of the mail."""
        body = message.get_body(("plain",)).get_content()
        self.nav.visit(re.search(r"https?://[^/\s]+(/lien/\S+)", body).group(1))

    def repondre(self, reponse: str, par: str = "") -> int:
        """How many clicks it took beside the answer itself."""
        before = self.nav.clicks
        self.nav.fill(reponse=reponse, represente_par=par).click("Répondre")
        self.doit_etre_accepte()
        return self.nav.clicks - before
