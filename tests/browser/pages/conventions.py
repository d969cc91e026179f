"""The life of a convention in the words of those who write it, sign it, amend it, renew it and end it."""

import re
from pathlib import Path

from coop.ui.typographie import de
from tests.browser.pages.roles import Coordination, PorteurDeLien, code_recu


class Redactrice(Coordination):
    """The coordinator of the DD, from the fiches to the end of the convention."""

    def rappeler_la_fiche(self) -> None:
        """One click, from the page that says which fiche is incomplete."""
        self.ouvrir("programme/fiches/")
        self.nav.click("Rappeler la fiche incomplète")

    def associer(self, organisation: str, action: int) -> None:
        """The organisation takes part in an action of somebody else."""
        self.ouvrir(f"programme/action/{action}/modifier/")
        self.nav.page.get_by_role("checkbox", name=organisation, exact=True).check(force=True)
        self.nav.click("Enregistrer la fiche")
        self.doit_etre_accepte()

    def mesurer(self, action: int, kind: str, intitule: str) -> None:
        """One indicator of a type."""
        self.ouvrir(f"programme/action/{action}/indicateur/")
        self._mesurer(kind, intitule)

    def manques(self) -> list[str]:
        """The sentences of what is missing, as the page of the convention tells them."""
        self.ouvrir("convention/")
        found = self.nav.page.locator("section[aria-labelledby=manque-t] a").all_inner_texts()
        return [sentence.replace("\u00a0", " ") for sentence in found]

    def designer_sur_papier(self, manque: str, qualite: str) -> None:
        """From the sentence of what is missing to the form that mends it: somebody without address signs on paper."""
        self.nav.follow(manque, exact=False)
        self.nav.fill(qualite_representant=qualite).click("Enregistrer")
        self.doit_etre_accepte()

    def relancer(self) -> None:
        """Write to who has not answered, in one click from the convention."""
        self.ouvrir("convention/")
        self.nav.click_on(self.nav.page.get_by_role("button", name=re.compile("^Relancer ")))

    def enregistrer_l_exemplaire(self, partie: str, jour: str, scan: Path) -> None:
        """A copy signed on paper: its date and its scan."""
        self.ouvrir("convention/")
        row = self.nav.page.locator(".coop-sceaux li", has_text=partie)
        self.nav.click_on(row.get_by_role("link", name=re.compile("^Signature papier")))
        self.nav.fill(signee_le=jour, scan=str(scan)).click("Enregistrer la signature")
        self.doit_etre_accepte()

    def rouvrir(self, motif: str) -> None:
        """The signatures fall, everybody is told why."""
        self.ouvrir("convention/")
        self.nav.follow("Rouvrir pour modifier")
        self.nav.fill(motif=motif).click("Rouvrir et annuler les signatures")
        self.doit_etre_accepte()

    def etat(self) -> str:
        """The sentence under the title of the convention."""
        self.ouvrir("convention/")
        return self.chapo()

    def chapo(self) -> str:
        """The sentence under the title of the page."""
        return self.nav.page.locator(".coop-chapo").first.inner_text().replace("\u00a0", " ")

    def texte(self) -> str:
        """The text that is signed, as the page shows it."""
        return self.nav.page.locator("article.coop-doc").first.inner_text().replace("\u00a0", " ")

    # --- the avenant
    def changer_par_avenant(self, action: int, **champs: str) -> None:
        """From the fiche in force to the draft that changes it."""
        self.ouvrir(f"programme/action/{action}/")
        self.nav.click("Modifier par avenant")
        self.nav.fill(**champs).click("Enregistrer la fiche")
        self.doit_etre_accepte()

    def mettre_l_avenant_a_la_signature(self) -> int:
        """From the page of the avenant; how many clicks it took."""
        before = self.nav.clicks
        self.nav.follow("Mettre à la signature").click("Figer le texte et demander les signatures")
        return self.nav.clicks - before

    # --- the échéance
    def tenir_la_reunion_elargie(self, reunion: int, jour: str) -> None:
        self.ouvrir(f"reunions/{reunion}/tenir/")
        self.nav.fill(tenue_le=jour).click("Enregistrer")
        self.doit_etre_accepte()

    def valider_le_bilan_annuel(self, jour: str) -> None:
        self.remplir("suivi/bilan-annuel/validation/", "Enregistrer", validee_le=jour)

    def decider(self, decisions: list[tuple[str, str]]) -> int:
        """One decision per action, the form of the next one opening by itself; how many clicks beside the answers."""
        self.ouvrir("convention/echeance/")
        before = self.nav.clicks
        self.nav.click_on(self.nav.page.get_by_role("link", name=re.compile("^Décider")).first)
        for decision, motif in decisions:
            self.nav.fill(decision=decision, motif=motif).click("Enregistrer")
            self.doit_etre_accepte()
        return self.nav.clicks - before

    def preparer_la_reconduction(self) -> None:
        self.ouvrir("convention/echeance/")
        self.nav.click("Préparer la reconduction")

    # --- the résiliation
    def enregistrer_l_avis(self, partie: str, jour: str, scan: Path) -> None:
        """The receipt that comes back from one party."""
        self.ouvrir("convention/resiliation/")
        self.nav.click_on(self.nav.page.get_by_role("link", name=f"Enregistrer l’avis {de(partie)}", exact=True))
        self.nav.fill(recu_le=jour, scan=str(scan)).click("Enregistrer l’avis")
        self.doit_etre_accepte()


class Signataire(PorteurDeLien):
    """Who is asked to sign, on a telephone."""

    def signer_par_compte(self, adresse: str, bouton: str) -> int:
        """From the page of what is to be signed; how many clicks it took."""
        before = self.nav.clicks
        self.nav.follow("Lire et signer").click("J’ai lu, recevoir mon code")
        self.nav.fill(code=code_recu(adresse)).click(bouton)
        self.doit_etre_accepte()
        assert not self.nav.overflows()
        return self.nav.clicks - before

    def refuser(self, adresse: str, motif: str) -> int:
        """From the link to the refusal told; how many clicks it took."""
        before = self.nav.clicks
        self.nav.click("J’ai lu, recevoir mon code")
        self.nav.fill(code=code_recu(adresse), motif=motif).click("Refuser de signer")
        self.doit_etre_accepte()
        return self.nav.clicks - before


class Promoteur(PorteurDeLien):
    """Who writes a fiche-action, on a telephone."""

    def ecrire_la_fiche(self, **champs: str) -> int:
        """From the link to the fiche kept; how many clicks it took."""
        before = self.nav.clicks
        self.nav.fill(**champs).click("Enregistrer la fiche")
        self.doit_etre_accepte()
        return self.nav.clicks - before
