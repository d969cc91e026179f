"""AL-46: a coordinator without a lettre de mission (R-COORD-12)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative, Coordinateur

C_DG = frozenset({Public.COORDINATION, Public.DELEGUE})


def sans_lettre(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-46: coordinators of the day, of the DD or of a co-pilote, whose letter is missing or not dated (1 statement)."""
    running = Q(debut__lte=today) & (Q(fin__isnull=True) | Q(fin__gt=today))
    rows = Coordinateur.objects.filter(running, ca__in=cas, lettre__datee_le__isnull=True)
    for row in rows.select_related("ca", "contact").order_by("ca", "rang"):
        yield Fait(
            objet=f"coordinateur:{row.pk}", ca_id=row.ca_id, publics=C_DG, group="coordination", urgency=Urgence.VIGILANCE,
            title="Définir une lettre de mission claire",
            text=f"{row.contact.fonction}, {row.get_type_display()}, n’a pas encore de lettre de mission datée.",
            url=lien("cooperatives:lettres_mission", ca_ref=row.ca.reference),
        )  # fmt: skip


REGLES = (
    Regle(
        code="AL-46", niveau=Niveau.CONSEIL, trouver=sans_lettre, publics=C_DG,
        condition="Un coordinateur de la délégation ou d’un co-pilote n’a pas de lettre de mission datée.",
        source="Définir une lettre de mission claire et donner toute légitimité, grâce au portage politique et technique, au coordonnateur pour mobiliser et lancer des actions",
        source_ref="Coordinations locales, recommandations",
    ),
)  # fmt: skip
