"""What an avenant asks of the coordination: to have it signed before the échéance overtakes it (decisions.md 17, 20)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from conventions.enums import StatutAvenant
from conventions.gate_signature import names
from conventions.models import Avenant, Signature
from conventions.rules_avenant import page_avenant
from conventions.texte_avenant import VISA
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative

C = frozenset({Public.COORDINATION})


def a_faire_signer(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """The avenants at the signature, with who has not signed."""
    rows = Avenant.objects.filter(
        convention__ca__in=cas, statut=StatutAvenant.EN_SIGNATURE, convention__date_echeance__gt=today
    )
    avenants = list(rows.select_related("convention__ca").order_by("pk"))
    waiting = defaultdict(list)
    unsigned = Signature.objects.filter(
        version_convention__avenant__in=[a.pk for a in avenants],
        version_convention__abandonnee_le__isnull=True,
        signee_le__isnull=True,
    )
    for signature in unsigned.select_related("signataire__partie__organisation", "version_convention").order_by(
        "signataire__partie__ordre", "id"
    ):
        waiting[signature.version_convention.avenant_id].append(signature)
    for avenant in avenants:
        echeance = avenant.convention.date_echeance
        limit = (
            "la dernière signature doit précéder cette date"
            if avenant.reconduction
            else "il est abandonné à cette date"
        )
        yield Fait(
            objet=f"avenant:{avenant.pk}", ca_id=avenant.convention.ca_id, publics=C, urgency=Urgence.VIGILANCE,
            title=f"Faire signer l’{str(avenant).lower()}", url=page_avenant(avenant), due=echeance,
            text=f"Signatures manquantes\u00a0: {names(waiting[avenant.pk])}. Échéance de la convention le {date_longue(echeance)}\u00a0: {limit}.",
        )  # fmt: skip


REGLES = (
    Regle(
        code="AVENANT-SIGNATURE", niveau=Niveau.OBLIGATION, trouver=a_faire_signer, publics=C,
        condition="Un avenant est à la signature et il manque la signature d’au moins une partie.",
        source=VISA, source_ref="Convention, article 5",
    ),
)  # fmt: skip
