"""AL-35, said when somebody chooses the critères and the indicators of an evaluation (R-EVCA-10)."""

from coop.notifications.enums import Urgence
from coop.notifications.saisie import ASaisie
from evaluation.workflows.evaluation_ca import TOO_MANY

AL_35 = ASaisie(
    code="AL-35", urgence=Urgence.URGENT, phrase=TOO_MANY, destinataires="personne qui prépare l’évaluation",
    condition="Quelqu’un retient un cinquième critère pour une question, ou laisse un critère sans indicateur.",
    source="Il faut toujours définir le critère de jugement avant de penser à l’indicateur et limiter le nombre de critères "
    "par question (4 maximum).",
    source_ref="Guide, évaluation de la coopérative",
)  # fmt: skip
