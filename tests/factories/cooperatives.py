"""Coopératives made by the verb of creation, so that they are as whole as real ones."""

from django.contrib.auth import get_user_model

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.journal.actors import SYSTEM
from cooperatives import principes
from cooperatives.models import Cooperative, Principe, Public, Thematique
from cooperatives.workflows import creation, membres
from tests.factories.accounts import utilisateur
from tests.factories.organisations import ContactFactory, OrganisationFactory
from tests.factories.territories import CommuneFactory, DepartementFactory


def grille() -> None:
    """The ten principles, as the reference data lay them."""
    for row in principes.PRINCIPES:
        Principe.objects.get_or_create(ordre=row.ordre, defaults=row._asdict())


def thematique(code: str = "precarite") -> Thematique:
    return Thematique.objects.get_or_create(code=code, defaults={"libelle": f"Thème {code}"})[0]


def public(code: str = "jeunes") -> Public:
    return Public.objects.get_or_create(code=code, defaults={"libelle": f"Public {code}"})[0]


def coordinatrice(departement: str = "78"):
    """The account of a coordinator of the DD: the same one at each call for a département."""
    mandates = Mandate.objects.filter(role=RoleMandat.COORDINATEUR_DD, departement__code=departement)
    known = get_user_model().objects.filter(contact__in=mandates.values("contact")).order_by("pk").first()
    return known or utilisateur(RoleMandat.COORDINATEUR_DD, departement)


def cooperative(departement: str = "78", *, coordinateur=None, **fields) -> Cooperative:
    """A CA in préfiguration, created by the coordinator of its DD, with two communes, a theme and a public."""
    grille()
    user = coordinateur or coordinatrice(departement)
    values = {
        "intitule": "Alliance fictive pour les publics invisibles",
        "thematiques": [thematique()],
        "publics": [public()],
        "est_fictive": True,
    }
    if not {"communes", "intercommunalites", "quartiers", "departements_vises", "sites", "libelle_territoire"} & set(
        fields
    ):
        values["communes"] = CommuneFactory.create_batch(2, departement=DepartementFactory(code=departement))
    values |= fields
    return creation.create(
        actor=user.actor, departement=DepartementFactory(code=departement), coordinateur=user.contact, **values
    )


def membre(ca: Cooperative, *, organisation=None, representant: bool = True, **organisation_fields):
    """An organisation that joined `ca`, with a titular representative (a contact with an address, no account)."""
    organisation = organisation or OrganisationFactory(**organisation_fields)
    row = membres.invite(ca, actor=SYSTEM, organisation=organisation)
    membres.join(row, actor=SYSTEM)
    if representant:
        contact = ContactFactory(organisation=organisation)
        membres.name_representative(row, actor=SYSTEM, contact=contact, mandat="Mandat fictif.")
    return row


def partenaire(ca: Cooperative, **kwargs):
    """(account, membre): somebody who signs in as the representative of a new member of `ca`."""
    user = utilisateur(RoleMandat.PARTENAIRE)
    row = membre(ca, organisation=user.contact.organisation, representant=False, **kwargs)
    membres.name_representative(row, actor=SYSTEM, contact=user.contact, mandat="Mandat fictif.")
    return user, row
