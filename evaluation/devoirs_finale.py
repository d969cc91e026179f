"""AL-44: the programme is over for a month and its évaluation finale is not recorded (R-GOUV-11)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from coop.calendrier import add_months
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from coop.ui.typographie import date_longue
from cooperatives.models import Cooperative
from evaluation.queries.finale import programmes_termines

C_S = frozenset({Public.COORDINATION, Public.SIEGE})
DELAI = 1  # month after the end of the programme (ours: the guide gives no date)


def a_realiser(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-44, to the coordination and the siège: from the day a month after the end (2 statements)."""
    for convention, finale in programmes_termines(cas, today):
        due = add_months(convention.fin, DELAI)
        missing = finale.manquants if finale else ["processus", "activité", "résultats"]
        if today < due or not missing:
            continue
        ca = convention.ca
        verb = "Compléter" if finale else "Réaliser"
        yield Fait(
            objet=f"convention:{convention.pk}", ca_id=ca.pk, publics=C_S, urgency=Urgence.URGENT, due=due,
            title=f"{verb} l’évaluation finale, {ca.intitule}", group=ca.reference,
            text=f"L’évaluation finale ({', '.join(missing)}) est à réaliser\u00a0: le programme s’est terminé le "
            f"{date_longue(convention.fin)}.",
            url=lien("evaluation:evaluation_finale", ca_ref=ca.reference),
        )  # fmt: skip


AL_44 = Regle(
    code="AL-44", niveau=Niveau.OBLIGATION, publics=C_S, trouver=a_realiser,
    condition="La convention est terminée depuis un mois, aucune autre n’est en préparation, et l’évaluation finale "
    "(processus, activité, résultats) n’est pas enregistrée.",
    source="Une évaluation finale du programme (processus, activité, résultats) à l’aide d’outils fournis par le Département "
    "Méthodologie, Innovation et participation des habitants de l’ARS.",
    source_ref="Guide, gouvernance",
)  # fmt: skip
