"""Sectors (domain.md §4.6) and the eight délégations départementales of the ARS, created once, never overwritten."""

from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Organisation, Secteur
from coop.territories.models import Departement
from coop.territories.sync import Compte, create_missing

# code, label, belongs to the health field (decisions.md 10: santé, prévention, médico-social)
SECTEURS = [
    ("sante", "Santé", True),
    ("prevention", "Prévention", True),
    ("medico-social", "Médico-social", True),
    ("social", "Social", False),
    ("insertion", "Insertion", False),
    ("logement", "Logement et habitat", False),
    ("travail", "Travail", False),
    ("education", "Éducation", False),
    ("jeunesse", "Jeunesse", False),
    ("politique-ville", "Urbain, politique de la ville", False),
    ("environnement", "Développement durable, environnement", False),
    ("socioculturel", "Socioculturel", False),
    ("associatif", "Associatif", False),
    ("collectivites", "Politique (collectivités)", False),
    ("habitants", "Habitants", False),
    ("autre", "Autre", False),
]


def load() -> list[Compte]:
    """Create what is missing; needs the départements."""
    rows = [
        {"code": code, "libelle": libelle, "sanitaire": sanitaire, "ordre": ordre}
        for ordre, (code, libelle, sanitaire) in enumerate(SECTEURS, start=1)
    ]
    return [create_missing(Secteur, rows, also="libelle"), _load_delegations()]


def _load_delegations() -> Compte:
    sante = Secteur.objects.get(code="sante")
    present = set(Organisation.objects.filter(type=TypeOrganisation.ARS).values_list("departement_id", flat=True))
    missing = Departement.objects.exclude(pk__in=[pk for pk in present if pk]).defer("trace")
    for departement in missing:
        delegation = Organisation(
            nom=f"ARS Île-de-France, délégation départementale {departement.complement_nom}",
            sigle=f"DD {departement.code}",
            type=TypeOrganisation.ARS,
            secteur=sante,
            departement=departement,
        )
        delegation.full_clean()
        delegation.save()
    return Compte("délégations départementales de l’ARS", crees=len(missing), inchanges=len(present))
