"""What the programme gives to the registries: its gates, the PDF of a fiche-action, the landing of its links."""

from django.urls import reverse

from conventions import courriels_fiches, devoirs_indicateurs, documents_fiche, documents_matrice, gates
from conventions.queries import citations as decisions_citees
from conventions.saisie import AL_13
from conventions.workflows.besoins import on_diagnostic_valide
from conventions.workflows.citations import on_decision_ecrite
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.notifications import regles, saisie
from cooperatives import citations, phases
from cooperatives.signals import decision_ecrite
from diagnostics.signals import diagnostic_valide


def landing(link: PersonalLink) -> str:
    """Where a link to write a fiche-action lands."""
    return reverse("fiche:modifier", kwargs={"object_id": link.object_id})


phases.register("objectifs_ecrits", gates.objectifs_ecrits)
phases.register("fiches_completes", gates.fiches_completes)
phases.register("membres_ont_une_action", gates.membres_ont_une_action)
phases.register("indicateurs_poses", gates.indicateurs_poses)
phases.register("trois_types_par_action", gates.trois_types_par_action)
kinds.register(documents_fiche.KIND)
kinds.register(documents_matrice.KIND)
liens.register_landing(UsageLien.FICHE, landing, courriels_fiches.renewal, courriels_fiches.over)
diagnostic_valide.connect(on_diagnostic_valide, dispatch_uid="conventions.besoins")
regles.register(devoirs_indicateurs.AL_03)
saisie.register(AL_13)
citations.brancher(decisions_citees.liens)
decision_ecrite.connect(on_decision_ecrite, dispatch_uid="conventions.citations")
