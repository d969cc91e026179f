"""The mails of a coopérative that no automatic try will send any more."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.queries import given_up
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre
from cooperatives.models import Cooperative

C = frozenset({Public.COORDINATION})


def non_remis(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """One duty a coopérative, while the last thirty days hold such a mail (1 statement)."""
    lost = given_up().filter(ca_id=OuterRef("pk")).order_by().values("ca_id").annotate(n=Count("pk")).values("n")
    for ca in cas.annotate(perdus=Subquery(lost)).filter(perdus__gt=0).order_by("pk"):
        told = avec_nombre(ca.perdus, "courriel n’a,courriels n’ont")
        yield Fait(
            objet=f"courriels:{ca.pk}", ca_id=ca.pk, publics=C, urgency=Urgence.VIGILANCE,
            title="Renvoyer les courriels non remis", url=lien("portail:courriels", ca_ref=ca.reference),
            text=f"{told} pas été remis après plusieurs essais\u00a0: vérifiez l’adresse, renvoyez, ou prévenez autrement.",
        )  # fmt: skip


REGLE = Regle(
    code="COURRIEL-RENVOYER",
    niveau=Niveau.CONSEIL,
    condition="Un courriel de la coopérative n’a pas été remis, et la plateforme ne l’essaie plus d’elle-même.",
    source="Ceci suppose que l’information soit systématiquement et très régulièrement partagée avec toutes les parties "
    "prenantes à chacune des étapes clés du projet.",
    source_ref="Guide, suivi de la mise en œuvre",
    trouver=non_remis,
    publics=C,
)
