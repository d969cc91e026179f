"""What the bilans give to the registries: document, landing of the links, daily mails, duties, consistency check."""

from django.urls import reverse

from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.notifications import regles
from coop.notifications.daily import register_daily
from evaluation import coherence, courriels, devoirs, documents, rappels


def landing(link: PersonalLink) -> str:
    """Where a link to fill a bilan lands."""
    return reverse("bilan:entree", kwargs={"object_id": link.object_id})


kinds.register(documents.KIND)
liens.register_landing(UsageLien.BILAN, landing, courriels.renewal)
register_daily("rappels de bilan", rappels.remind_all)
for _regle in devoirs.REGLES:
    regles.register(_regle)
inconsistances.register("syntheses_des_bilans", coherence.summaries)
