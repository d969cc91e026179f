"""What the questionnaire of the actors gives to the registries: document, landing of its links, duties, daily closing."""

from django.urls import reverse

from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.notifications import regles
from coop.notifications.daily import register_daily
from evaluation import coherence, courriels_questionnaire, devoirs_questionnaire, documents_questionnaire
from evaluation.workflows.cloture_questionnaire import close_forgotten


def landing(link: PersonalLink) -> str:
    """Where a link to answer lands."""
    return reverse("questionnaire:repondre", kwargs={"object_id": link.object_id})


inconsistances.register("reponses_aux_questionnaires", coherence.answers_kept)
kinds.register(documents_questionnaire.KIND)
liens.register_landing(UsageLien.QUESTIONNAIRE, landing, courriels_questionnaire.renewal, courriels_questionnaire.over)
register_daily("questionnaires oubliés clos", close_forgotten)
for _regle in devoirs_questionnaire.REGLES:
    regles.register(_regle)
