"""What the portal gives to the registries: the « fiche projet »."""

from coop.documents import kinds
from portail import documents_fiche_projet

kinds.register(documents_fiche_projet.KIND)
