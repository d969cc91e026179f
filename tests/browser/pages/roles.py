"""What each persona does, in the words of the domain: pages are reached by their address, buttons by their name."""

import re
from collections.abc import Callable

from django.core import mail

from tests.browser.pages.base import Navigateur


class Personne:
    """Somebody at work in one coopérative."""

    def __init__(self, navigateur: Navigateur, ca: str = "") -> None:
        self.nav, self.ca = navigateur, ca

    def ouvrir(self, page: str = "") -> Navigateur:
        """Open a page of the coopérative."""
        return self.nav.visit(f"/cooperatives/{self.ca}/{page}")

    def remplir(self, page: str, bouton: str, **champs: str) -> None:
        """Open a form, fill it, send it; a form that comes back with errors fails here, with its sentences."""
        self.ouvrir(page)
        self.nav.fill(**champs).click(bouton)
        self.doit_etre_accepte()

    def doit_etre_accepte(self) -> None:
        errors = self.nav.page.locator(".coop-erreurs")
        assert errors.count() == 0, f"{self.nav.page.url}: {errors.all_inner_texts()}"

    def cocher(self, texte: str) -> None:
        """Tick the first box whose label holds `texte`: one click."""
        self.nav.clicks += 1
        self.nav.page.get_by_role("checkbox", name=re.compile(re.escape(texte))).first.check(force=True)

    def choix(self, champ: str, texte: str) -> str:
        """The value behind the label `texte` of a choice."""
        options = self.nav.page.locator(f"select[name='{champ}'] option", has_text=texte)
        if options.count():
            return options.first.get_attribute("value")
        label = self.nav.page.locator("label", has_text=texte).first
        return self.nav.page.locator(f"#{label.get_attribute('for')}").get_attribute("value")


class Coordination(Personne):
    """The coordinator of the délégation départementale."""

    def creer_la_cooperative(self, intitule: str, thematique: str, commune: str) -> str:
        """The reference of a coopérative made with the least that is asked."""
        self.nav.visit("/cooperatives/nouvelle/")
        self.nav.fill(intitule=intitule, recherche_lieu=commune)
        self.cocher(commune)
        self.cocher(thematique)
        self.nav.click("Créer la coopérative")
        self.doit_etre_accepte()
        self.ca = re.search(r"CA-\d\d-\d\d", self.nav.page.url).group()
        return self.ca

    def inviter(self, lignes: list[str]) -> int:
        """Paste a list, check it, invite; how many clicks it took."""
        self.ouvrir("membres/inviter/")
        before = self.nav.clicks
        self.nav.fill(texte="\n".join(lignes)).click("Vérifier les lignes")
        self.nav.click_on(self.nav.page.get_by_role("button", name=re.compile("^Inviter ")))
        self.doit_etre_accepte()
        return self.nav.clicks - before

    def accueillir(self, organisation: str) -> None:
        """The organisation becomes a member."""
        self.ouvrir("membres/")
        row = self.nav.page.get_by_role("row", name=re.compile(re.escape(organisation)))
        self.nav.click_on(row.locator("button[value='partant']"))
        row = self.nav.page.get_by_role("row", name=re.compile(re.escape(organisation)))
        self.nav.click_on(row.locator("button[value='membre']"))

    def remplir_la_grille(self) -> None:
        self.ouvrir("opportunite/")
        self.nav.fill(**{f"p{rang}-appreciation": "satisfait" for rang in range(1, 11)}).click("Enregistrer la grille")
        self.doit_etre_accepte()

    def declarer_sans_dispositif(self) -> None:
        """No CLS, no CLSM, no contrat de ville on the territory."""
        self.ouvrir("opportunite/")
        links = self.nav.page.locator("#dispositifs tbody th a")
        addresses = [link.get_attribute("href") for link in links.all()]
        for address in addresses:
            self.nav.visit(address)
            self.nav.fill(presence="absent").click("Enregistrer")
            self.doit_etre_accepte()

    def ecrire_l_identite(self) -> None:
        self.ouvrir("identite/")
        for texte in ("Environnement éducatif", "Jeunes"):
            self.cocher(texte)
        self.nav.fill(
            enonce_ists="Des enfants moins suivis que les autres.",
            plus_value_existant="Relier ce qui existe.",
            justification_perimetre="Un bassin de vie d’une commune.",
        ).click("Enregistrer")
        self.doit_etre_accepte()

    def avancer(self) -> None:
        """Next phase; advice not followed is justified."""
        self.ouvrir("etape/")
        reserves = self.nav.page.locator("[name='reserves']")
        if reserves.count():
            reserves.fill("Nous le ferons à l’étape suivante.")
        self.nav.click_on(self.nav.page.get_by_role("button", name=re.compile("^Passer à")))
        self.doit_etre_accepte()

    def diagnostiquer(self, jour: str) -> None:
        """Four analyses, a concertation, a need, the problématique, the validation."""
        self.ouvrir("diagnostic/")
        self.nav.click("Ouvrir le diagnostic")
        for niveau in ("besoins", "demande", "ressources", "offre"):
            self.remplir(f"diagnostic/analyse/{niveau}/", "Enregistrer", constats=f"Constat sur : {niveau}.")
        self.remplir(
            "diagnostic/concertation/", "Enregistrer", date=jour, intitule="Réunion publique",
            participants="Habitants et associations", compte_rendu="Les constats sont partagés.",
        )  # fmt: skip
        self.remplir("diagnostic/besoin/", "Enregistrer", libelle="Bouger après l’école", couverture="non_couvert")
        self.remplir(
            "diagnostic/cadre/", "Enregistrer", problematique="Comment bouger près de chez soi ?",
            synthese_preambule="Les enfants du quartier bougent peu.",
        )  # fmt: skip
        self.remplir("diagnostic/valider/", "Valider le diagnostic", on=jour, instance="Comité de pilotage")

    def installer_le_comite(self) -> None:
        self.ouvrir("gouvernance/")
        self.nav.click("Créer le comité de pilotage")
        self.remplir("gouvernance/evaluation/", "Enregistrer", equipe_evaluation="La coordination et une association.")

    def ecrire_les_objectifs(self) -> None:
        self.ouvrir("programme/")
        self.nav.click("Ouvrir le programme")
        for niveau, libelle in (("general", "Faire bouger les enfants"), ("operationnel", "Ouvrir le gymnase")):
            self.remplir("programme/objectif/", "Enregistrer", niveau=niveau, libelle=libelle)

    def ecrire_une_action(self, intitule: str, promoteur: str, numero: int) -> None:
        """A complete fiche, with one indicator of each type; the activity one counts the beneficiaries."""
        self.ouvrir("programme/action/")
        self.nav.fill(
            intitule=intitule,
            promoteur=self.choix("promoteur", promoteur),
            objectif=self.choix("objectif", "Ouvrir le gymnase"),
            contenu="Séances après l’école.",
            calendrier="Chaque mercredi.",
            modes_intervention="Animation de groupe.",
            public_cible="Enfants du quartier.",
            etp="0,50",
            **{"lieux-0-libelle": "Gymnase"},
        ).click("Enregistrer la fiche")
        self.doit_etre_accepte()
        for kind in ("ip", "ia", "ir"):
            self.ouvrir(f"programme/action/{numero}/indicateur/")
            self._mesurer(kind, intitule)

    def _mesurer(self, kind: str, intitule: str) -> None:
        self.nav.fill(
            type=kind, libelle=f"Mesure {kind} de {intitule}", nature="quantitatif", sens="hausse",
            sources_methodes="Feuille de présence",
        )  # fmt: skip
        if kind == "ia":
            self.nav.fill(unite="enfants", valeur_cible="20")
            self.nav.page.locator("[name='beneficiaires']").check(force=True)
        if kind == "ir":
            self.nav.fill(sous_type="final")
        self.nav.click("Enregistrer")
        self.doit_etre_accepte()

    def ouvrir_la_convention(self) -> None:
        self.ouvrir("convention/")
        self.nav.click("Ouvrir la convention")
        self.remplir(
            "convention/elements/",
            "Enregistrer",
            periodicite_operationnelle="une fois par mois",
            lieu_signature="Versailles",
        )

    def mettre_a_la_signature(self) -> int:
        """Ask for the signatures; how many clicks it took from the page of the convention."""
        self.ouvrir("convention/")
        before = self.nav.clicks
        self.nav.follow("Mettre à la signature")
        self.nav.click("Figer le texte et demander les signatures")
        return self.nav.clicks - before

    def enregistrer_le_papier(self, signature: int, jour: str) -> None:
        self.remplir(f"convention/signatures/{signature}/papier/", "Enregistrer la signature", signee_le=jour)

    def accepter_le_premier_bilan(self) -> None:
        self.ouvrir("suivi/a-lire/")
        self.nav.click_on(self.nav.page.get_by_role("button", name=re.compile("^Accepter")))


class PorteurDeLien(Personne):
    """Somebody without account, who opens the link of a mail, on a telephone."""

    def ouvrir_le_lien(self, adresse: str) -> None:
        """Open the last personal link received at `adresse`, as one touches it in the mail."""
        self.nav.visit(lien_recu(adresse))

    def signer(self, adresse: str) -> int:
        """Read, ask for the code, type it; how many clicks it took."""
        before = self.nav.clicks
        self.nav.click("J’ai lu, recevoir mon code")
        self.nav.fill(code=code_recu(adresse)).click("Signer la convention")
        self.doit_etre_accepte()
        return self.nav.clicks - before

    def remplir_le_bilan(self, valeurs: list[str]) -> int:
        """Answer each action, then transmit; how many clicks beside the answers."""
        before = self.nav.clicks
        for valeur in valeurs:
            self._repondre(valeur)
            self.nav.click_on(self.nav.page.locator("button[name='suite'][value='suite']"))
            self.doit_etre_accepte()
        self.nav.click("Transmettre à l’ARS")
        self.doit_etre_accepte()
        return self.nav.clicks - before

    def remplir_par_tableur(self, remplir: Callable[[str], None]) -> int:
        """Take the workbook, let `remplir` fill the file, give it back, record; how many clicks it took."""
        page, before = self.nav.page, self.nav.clicks
        self.nav.follow("Remplir dans un tableur")
        with page.expect_download() as download:
            self.nav.click("Télécharger le classeur")
        path = str(download.value.path().with_suffix(".xlsx"))
        download.value.save_as(path)
        remplir(path)
        self.nav.fill(fichier=path).click("Déposer et voir ce qui change")
        self.doit_etre_accepte()
        self.nav.screenshots("bilan-tableur")
        self.nav.click("Enregistrer dans mon bilan")
        return self.nav.clicks - before

    def _repondre(self, valeur: str) -> None:
        page = self.nav.page
        names = [f.get_attribute("name") for f in page.locator(".coop-ligne input[type='text']").all()]
        figures = [name for name in names if name and re.fullmatch(r"i\d+", name)]
        assert figures, page.url
        self.nav.fill(**dict.fromkeys(figures, valeur))
        self.nav.fill(**dict.fromkeys(("ressources", "groupes", "realisation", "objectifs"), "oui"))


class Siege(Personne):
    """The siège, that reads the région."""

    def chiffre(self, libelle: str) -> str:
        """One key figure of the région."""
        self.nav.visit("/region/")
        block = self.nav.page.locator(".coop-cle", has_text=libelle).first
        return block.locator(".coop-cle__n").inner_text()


def lien_recu(adresse: str) -> str:
    """The path of the personal link of the last mail to `adresse` that holds one."""
    for message in reversed(mail.outbox):
        found = re.search(r"https?://[^/\s]+(/lien/\S+)", message.body) if adresse in message.to else None
        if found:
            return found.group(1)
    raise AssertionError(f"no personal link was sent to {adresse}")


def code_recu(adresse: str) -> str:
    """The six digits of the last code sent to `adresse`."""
    message = next(m for m in reversed(mail.outbox) if adresse in m.to)
    return re.search(r"\b\d{6}\b", message.body).group()
