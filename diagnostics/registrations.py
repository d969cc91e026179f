"""What the diagnosis gives to the registries: its gates and its document."""

from coop.documents import kinds
from cooperatives import phases
from diagnostics import documents, gates

phases.register("diagnostic_valide", gates.diagnostic_valide)
phases.register("acteurs_associes", gates.acteurs_associes)
phases.register("besoin_non_couvert", gates.besoin_non_couvert)
kinds.register(documents.KIND)
