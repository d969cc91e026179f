"""A coopérative with a coordinator, two partners and a programme written from its diagnosis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conventions.models import Convention, FicheAction, Objectif, Programme
from conventions.workflows import actions, indicateurs, programme
from coop.accounts.models import User
from cooperatives.models import Cooperative, Membre
from diagnostics import workflows as diagnostic
from diagnostics.models import Besoin
from tests.factories import cooperatives as fabrique

SEPT = {
    "contenu": "Consultations avancées dans les lieux d’accueil.",
    "calendrier": "De janvier à décembre 2027.",
    "modes_intervention": "Binôme infirmière et médiatrice.",
    "public_cible": "Personnes sans domicile.",
    "etp": Decimal("0.80"),
}


@dataclass(frozen=True)
class Scene:
    """`autre` speaks for `voisin`, a member that carries nothing of `membre`."""

    ca: Cooperative
    dd: User
    partenaire: User
    membre: Membre
    autre: User
    voisin: Membre
    programme: Programme

    def objectif(self, niveau: str, libelle: str = "Aller vers les personnes", **fields) -> Objectif:
        return programme.set_objective(self.programme, actor=self.dd.actor, niveau=niveau, libelle=libelle, **fields)

    def arbre(self) -> tuple[Objectif, Objectif, Objectif]:
        general = self.objectif("general", "Réduire le renoncement aux soins")
        specifique = self.objectif("specifique", "Aller vers les personnes", parent=general)
        return general, specifique, self.objectif("operationnel", "Tenir des permanences", parent=specifique)

    def action(self, **fields) -> FicheAction:
        values = {"intitule": "Permanences de rue", "promoteur": self.membre} | fields
        return actions.create(self.programme, actor=self.dd.actor, **values)

    def complete(self, **fields) -> FicheAction:
        """An action with everything the convention asks."""
        objectif = self.programme.objectifs.filter(niveau="operationnel").first() or self.objectif("operationnel")
        return self.action(**({"objectif": objectif, "lieux": [("Gare routière", None)]} | SEPT | fields))

    def indicateur(self, action: FicheAction, type: str = "ia", **fields):
        values = {"libelle": "Personnes rencontrées", "sources_methodes": "Feuilles de présence"} | fields
        if type == "ir":
            values.setdefault("sous_type", "intermediaire")
        return indicateurs.add(action, actor=self.dd.actor, type=type, **values)

    def besoin(self, libelle: str = "Accès aux droits", **fields) -> Besoin:
        version = diagnostic.open_version(self.ca, actor=self.dd.actor)
        values = {"niveau": "besoins", "couverture": "non_couvert", "retenu": True} | fields
        return diagnostic.add_besoin(version, actor=self.dd.actor, libelle=libelle, **values)

    def convention(self, statut: str) -> Convention:
        """A convention of the programme at `statut`, without its text."""
        dates = (
            {}
            if statut in {"brouillon", "en_signature"}
            else {"date_effet": date(2027, 1, 1), "date_echeance": date(2028, 1, 1)}
        )
        return Convention.objects.create(
            ca=self.ca,
            programme=self.programme,
            reference=f"{self.ca.reference}-C{self.ca.conventions.count() + 1}",
            statut=statut,
            **dates,
        )


def scene() -> Scene:
    dd = fabrique.coordinatrice("78")
    ca = fabrique.cooperative("78", coordinateur=dd)
    (partenaire, membre), (autre, voisin) = fabrique.partenaire(ca), fabrique.partenaire(ca)
    return Scene(ca, dd, partenaire, membre, autre, voisin, programme.open_programme(ca, actor=dd.actor))
