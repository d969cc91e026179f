"""A CA of the Yvelines whose convention is in force since 15 January 2026: two associations, three actions, four bilans each."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from conventions.enums import StatutConvention
from conventions.models import Convention, FicheAction, Indicateur, Partie, Periode, Programme
from conventions.signals import convention_en_vigueur
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import User
from coop.journal.actors import SYSTEM
from cooperatives.models import Cooperative
from evaluation.models import Bilan
from evaluation.workflows import bilans
from tests.factories import cooperatives as fabrique
from tests.guards.stage import staged

EFFET = date(2026, 1, 15)
T2_OPEN = date(2026, 7, 15)
OUI = {"ressources": "oui", "groupes": "oui", "realisation": "oui", "objectifs": "oui"}
T4 = {
    **dict.fromkeys(("dynamique", "pratiques", "ists", "parcours"), "oui"),
    **dict.fromkeys(("dynamique_aspects", "pratiques_aspects", "parcours_aspects"), "Une fiche commune."),
    "leviers_ists": ["participation"], "freins": "Aucun", "leviers": "Aucun", "pistes": "Aucune",
}  # fmt: skip


@dataclass
class Scene:
    ca: Cooperative
    dd: User
    asso_a: User
    asso_b: User
    programme: Programme
    convention: Convention
    periode: Periode
    actions: list[FicheAction]

    def bilan(self, user: User, trimestre: int) -> Bilan:
        rows = Bilan.objects.select_related("ca__departement", "partie__organisation", "partie__convention", "periode")
        return rows.get(partie__organisation=user.contact.organisation, trimestre=trimestre)

    def actions_de(self, user: User) -> list[FicheAction]:
        return [a for a in self.actions if a.promoteur.organisation_id == user.contact.organisation_id]

    def remplir(self, user: User, trimestre: int, valeur: int = 10, reponses: dict | None = None):
        """A complete draft of the party."""
        bilan = self.bilan(user, trimestre)
        draft = bilans.open_draft(bilan, actor=user.actor)
        for action in self.actions_de(user):
            readings = {i.pk: {"valeur": Decimal(valeur)} for i in action.indicateurs.exclude(type="ip")}
            bilans.save_line(draft, action, actor=user.actor, data=OUI | (reponses or {}), readings=readings)
        return draft

    def transmettre(self, user: User, trimestre: int, valeur: int = 10, reponses: dict | None = None):
        """A bilan filled and transmitted at the played time."""
        self.remplir(user, trimestre, valeur, reponses)
        return bilans.transmit(self.bilan(user, trimestre), actor=user.actor)

    def lien(self, user: User, trimestre: int) -> str:
        """The address of a personal link to the bilan."""
        bilan = self.bilan(user, trimestre)
        until = timezone.make_aware(datetime(2027, 1, 1))
        return liens.create(
            contact=user.contact,
            usage=UsageLien.BILAN,
            object_id=bilan.pk,
            expire_le=until,
            actor=SYSTEM,
            ca_id=self.ca.pk,
        ).url


def action(programme: Programme, numero: int, membre) -> FicheAction:
    row = FicheAction.objects.create(
        programme=programme, numero=numero, intitule=f"Maraudes {numero}", promoteur=membre, beneficiaires_cibles=200,
        objectifs_poursuivis="Aller vers.", resultats_attendus="Des contacts.",
    )  # fmt: skip
    common = {"action": row, "sources_methodes": "Feuilles de présence"}
    Indicateur.objects.create(type="ip", libelle="Réunions d’équipe", **common)
    Indicateur.objects.create(
        type="ia", libelle="Personnes rencontrées", unite="personnes", valeur_cible=20, beneficiaires=True, **common
    )
    Indicateur.objects.create(
        type="ir", sous_type="intermediaire", libelle="Accompagnements", valeur_cible=40, **common
    )
    return row


def build(departement: str = "78") -> Scene:
    with horloge.at(EFFET):
        dd = fabrique.coordinatrice(departement)
        ca = fabrique.cooperative(departement)
        (asso_a, membre_a), (asso_b, membre_b) = fabrique.partenaire(ca), fabrique.partenaire(ca)
        programme = Programme.objects.create(ca=ca, intitule="la santé des publics invisibles")
        actions = [action(programme, 1, membre_a), action(programme, 2, membre_a), action(programme, 3, membre_b)]
        convention = Convention.objects.create(
            ca=ca, programme=programme, reference=f"CONV-{ca.reference}", statut=StatutConvention.EN_VIGUEUR,
            date_effet=EFFET, date_echeance=date(2027, 1, 15),
        )  # fmt: skip
        ars = dd.contact.organisation
        Partie.objects.create(
            convention=convention, organisation=ars, type="ars", qualite_representant="Directrice", ordre=0
        )
        for rank, membre in enumerate((membre_a, membre_b), start=1):
            Partie.objects.create(
                convention=convention, organisation=membre.organisation, qualite_representant="Présidente", ordre=rank
            )
        periode = Periode.objects.create(
            convention=convention, numero=1, debut=EFFET, fin=date(2027, 1, 15), signee_le=EFFET
        )
        convention_en_vigueur.send(sender=Convention, convention=convention, periode=periode, actor=SYSTEM)
    return Scene(ca, dd, asso_a, asso_b, programme, convention, periode, actions)


scene = staged(build)
