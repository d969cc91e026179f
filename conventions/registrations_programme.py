"""What the programme gives to the registries: its gates and the PDF of a fiche-action."""

from conventions import documents_fiche, gates
from coop.documents import kinds
from cooperatives import phases

phases.register("objectifs_ecrits", gates.objectifs_ecrits)
phases.register("fiches_completes", gates.fiches_completes)
phases.register("membres_ont_une_action", gates.membres_ont_une_action)
phases.register("indicateurs_poses", gates.indicateurs_poses)
phases.register("trois_types_par_action", gates.trois_types_par_action)
kinds.register(documents_fiche.KIND)
