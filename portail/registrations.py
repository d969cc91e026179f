"""What the portal gives to the registries: the « fiche projet » and the carnet."""

from coop.documents import kinds
from portail import documents_carnet, documents_fiche_projet

kinds.register(documents_carnet.KIND)
kinds.register(documents_fiche_projet.KIND)
