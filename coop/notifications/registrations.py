"""What the notifications give to the registries: the digest of the day, the alert of a failed document, the rounds of the runner."""

from coop.documents import runner
from coop.journal import seals
from coop.notifications import daily, devoirs_documents, recapitulatif, regles

daily.register_daily("récapitulatifs et rappels", recapitulatif.envoyer, by_batches=True)
regles.register(devoirs_documents.AL_47)
# Without broker nor beat, the runner of the process plays the day and seals the journal.
runner.each_round("travail du jour", daily.catch_up)
runner.each_round("scellement", seals.seal_all)
