"""What the bilans give to the registries: document, landing of the links, daily mails, duties, consistency check."""

from django.urls import reverse

from coop import inconsistances
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.documents import kinds
from coop.notifications import duties
from coop.notifications.daily import register_daily
from evaluation import coherence, courriels, documents, obligations, rappels


def landing(link: PersonalLink) -> str:
    """Where a link to fill a bilan lands."""
    return reverse("bilan:entree", kwargs={"object_id": link.object_id})


kinds.register(documents.KIND)
liens.register_landing(UsageLien.BILAN, landing, courriels.renewal)
register_daily("rappels de bilan", rappels.remind_all)
duties.register("AL-04", obligations.to_transmit)
duties.register("AL-05", obligations.expected)
duties.register("AL-36", obligations.not_as_planned)
duties.register("BILAN-LIRE", obligations.to_read)
inconsistances.register("syntheses_des_bilans", coherence.summaries)
