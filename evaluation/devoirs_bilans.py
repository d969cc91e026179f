"""AL-34: an important action is followed in words too (R-EVA-06)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from conventions.enums import NatureIndicateur, NiveauExigence
from conventions.models import FicheAction, Indicateur
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien

SOURCE = (
    "A l’inverse, pour une action plus importante (de par sa couverture territoriale, le nombre d’heures d’intervention "
    "et de bénéficiaires, la subvention allouée, les bénéfices attendus pour les habitants...) il est indispensable de "
    "prévoir un recueil de données plus soutenu et plus qualitatif (efficacité/impact) afin de pouvoir nourrir "
    "l’évaluation de la coopérative d’acteurs."
)

C = frozenset({Public.COORDINATION})


def sans_recueil_qualitatif(cas: QuerySet, today: date) -> Iterator[Fait]:
    """One statement: the actions of the programme, followed in depth, none of whose indicators is qualitative."""
    words = Indicateur.objects.filter(action=OuterRef("pk"), nature=NatureIndicateur.QUALITATIF)
    rows = FicheAction.objects.en_cours(today).filter(
        ~Exists(words), programme__ca__in=cas, niveau_exigence=NiveauExigence.APPROFONDI
    )
    for action in rows.select_related("programme__ca").order_by("programme__ca", "numero"):
        ca = action.programme.ca
        yield Fait(
            objet=f"action:{action.pk}", ca_id=ca.pk, group="indicateurs", urgency=Urgence.VIGILANCE,
            title=f"Prévoir un recueil qualitatif pour l’action {action.numero}",
            text="Recueil plus soutenu et plus qualitatif indispensable pour cette action.",
            url=lien("conventions:action", ca_ref=ca.reference, numero=action.numero)
            or lien("conventions:programme", ca_ref=ca.reference),
            publics=C,
        )  # fmt: skip


AL_34 = Regle(
    code="AL-34", niveau=Niveau.OBLIGATION, publics=C, source=SOURCE, source_ref="Guide, fiche 5",
    condition="Une action au suivi approfondi n’a aucun indicateur qualitatif.", trouver=sans_recueil_qualitatif,
)  # fmt: skip
