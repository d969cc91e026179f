"""What the notifications give to the registries: the digest of the day, and the alert of a failed document."""

from coop.notifications import devoirs_documents, recapitulatif, regles
from coop.notifications.daily import register_daily

register_daily("récapitulatifs et rappels", recapitulatif.envoyer, by_batches=True)
regles.register(devoirs_documents.AL_47)
