from coop.notifications.models.alertes import FaitsGardes, FluxCalendrier, MiseEnAttente, PreferenceRappel
from coop.notifications.models.mail import Attachment, Mail

__all__ = ["Attachment", "FaitsGardes", "FluxCalendrier", "Mail", "MiseEnAttente", "PreferenceRappel"]
