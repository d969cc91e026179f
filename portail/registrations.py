"""What the portal gives to the registries: the « fiche projet » and the carnet, the duty of the mails not delivered."""

from coop.documents import kinds
from coop.notifications import regles
from portail import devoirs_courriels, documents_carnet, documents_fiche_projet

kinds.register(documents_carnet.KIND)
kinds.register(documents_fiche_projet.KIND)
regles.register(devoirs_courriels.REGLE)
