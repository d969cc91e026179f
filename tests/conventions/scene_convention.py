"""A CA of the Yvelines ready for the signature: two partners, two actions, three kinds of indicators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from conventions import reference
from conventions.models import Convention, FicheAction, Indicateur, Lieu, Objectif, Programme, Signature
from conventions.workflows import parties, redaction, signature
from coop.accounts.enums import RoleMandat
from coop.accounts.models import User
from cooperatives.enums import Phase, StatutMembre, TypeCoordinateur
from cooperatives.models import Cooperative, Coordinateur, Membre
from tests.factories import DepartementFactory, OrganisationFactory, utilisateur


@dataclass
class Scene:
    ca: Cooperative
    coordinatrice: User
    delegue: User
    asso: User
    ville: User
    programme: Programme
    convention: Convention

    def signature_de(self, user: User) -> Signature:
        """The signature asked to somebody on the current version."""
        return Signature.objects.get(signataire__contact=user.contact, version_convention__abandonnee_le__isnull=True)

    def a_la_signature(self):
        return signature.put_to_signature(self.convention, actor=self.coordinatrice.actor)

    def signer_papier(self, user: User, le: date) -> Signature:
        return signature.sign_on_paper(self.signature_de(user), actor=self.coordinatrice.actor, signee_le=le)


def member(ca: Cooperative, user: User) -> Membre:
    return Membre.objects.create(
        ca=ca, organisation=user.contact.organisation, statut=StatutMembre.MEMBRE, date_entree=date(2026, 1, 5)
    )


def action(programme: Programme, numero: int, promoteur: Membre, objectif: Objectif) -> FicheAction:
    row = FicheAction.objects.create(
        programme=programme,
        numero=numero,
        intitule=f"Ateliers du quartier {numero}",
        promoteur=promoteur,
        objectif=objectif,
        contenu="Ateliers hebdomadaires.",
        calendrier="De janvier à juin 2027.",
        modes_intervention="Animation de groupe.",
        public_cible="Jeunes de 11 à 25 ans.",
        etp=Decimal("0.80"),
    )
    Lieu.objects.create(action=row, libelle="Centre social")
    for kind, sub in (("ip", ""), ("ia", ""), ("ir", "intermediaire")):
        Indicateur.objects.create(
            action=row,
            type=kind,
            sous_type=sub,
            libelle=f"Indicateur {kind} {numero}",
            sources_methodes="Feuille de présence",
        )
    return row


def en_signature() -> Scene:
    """The scene, its text put to the signature of its parties."""
    built = build()
    built.version = built.a_la_signature()
    return built


def build() -> Scene:
    """The scene, its convention drafted and complete."""
    reference.load()
    departement = DepartementFactory(code="78")
    departement.complement_nom, departement.chef_lieu = "des Yvelines", "Versailles"
    departement.save()
    coordinatrice = utilisateur(RoleMandat.COORDINATEUR_DD, "78")
    delegue = utilisateur(RoleMandat.DELEGUE, "78")
    asso, ville = (
        utilisateur(RoleMandat.PARTENAIRE, organisation=OrganisationFactory(nom=n))
        for n in ("Association Soleil", "Ville de Valfleuri")
    )
    ca = Cooperative.objects.create(
        reference="CA-78-01", intitule="Bien grandir à Valfleuri", departement=departement, phase=Phase.CONVENTIONNEMENT
    )
    Coordinateur.objects.create(
        ca=ca, contact=coordinatrice.contact, rang=1, type=TypeCoordinateur.DD, debut=date(2026, 1, 1)
    )
    members = [member(ca, user) for user in (asso, ville)]
    programme = Programme.objects.create(ca=ca, intitule="la santé des jeunes", raison_etre="Agir ensemble.")
    general = Objectif.objects.create(
        programme=programme, niveau="general", libelle="un accueil de santé à chaque jeune"
    )
    specific = Objectif.objects.create(
        programme=programme, niveau="specifique", libelle="Ouvrir un lieu d’écoute", parent=general
    )
    operational = Objectif.objects.create(
        programme=programme, niveau="operationnel", libelle="Tenir une permanence", parent=specific
    )
    for numero, membre in enumerate(members, start=1):
        action(programme, numero, membre, operational)
    convention = redaction.draft(ca, actor=coordinatrice.actor)
    for user in (asso, ville):
        parties.set_partie(
            convention, actor=coordinatrice.actor, organisation=user.contact.organisation, type="partenaire",
            qualite_representant="Présidence", contact=user.contact,
        )  # fmt: skip
    return Scene(ca, coordinatrice, delegue, asso, ville, programme, Convention.objects.get(pk=convention.pk))
