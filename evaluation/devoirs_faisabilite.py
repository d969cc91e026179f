"""FAISAB-AVIS: each partner says whether the référentiel can be observed here, once its evaluation has a frame (R-EVCA-11)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.ui.rubriques import lien
from cooperatives.models import Cooperative, Membre
from evaluation.models import AvisFaisabilite, EvaluationCA, EvaluationFinale, SelectionCritere

P = frozenset({Public.PARTIE})


def to_give(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """To each partner without opinion, while the évaluation finale is to come (1 statement).

    The frame is written and critères are kept: before that, there is nothing to confront with what can be done.
    """
    kept = SelectionCritere.objects.filter(evaluation=OuterRef("pk"))
    framed = EvaluationCA.objects.exclude(objectifs="").filter(Exists(kept), ca=OuterRef("ca"))
    given = AvisFaisabilite.objects.filter(evaluation__ca=OuterRef("ca"), organisation=OuterRef("organisation"))
    over = EvaluationFinale.objects.entieres().filter(ca=OuterRef("ca"))
    rows = Membre.objects.actifs().partenaires().filter(Exists(framed), ~Exists(given), ~Exists(over), ca__in=cas)
    for row in rows.select_related("ca").order_by("pk"):
        ca = row.ca
        yield Fait(
            objet=f"faisabilite:{row.pk}", ca_id=ca.pk, publics=P, organisation_id=row.organisation_id,
            title=f"Dire ce qui est faisable pour évaluer, {ca.intitule}", group=ca.reference,
            text="Neuf items\u00a0: est-ce que cela peut s’observer ici\u00a0? Un seul suffit pour donner un avis.",
            urgency=Urgence.INFORMATION,
            url=lien("evaluation:faisabilite_avis", ca_ref=ca.reference, organisation_id=row.organisation_id),
        )  # fmt: skip


FAISAB_AVIS = Regle(
    code="FAISAB-AVIS", niveau=Niveau.OBLIGATION, publics=P, trouver=to_give, rappels=False,
    condition="Le cadre de l’évaluation est écrit, des critères sont retenus, et votre organisation n’a pas encore donné son "
    "avis sur ce qui est faisable.",
    source="Il devra néanmoins être repris, ajusté et confronté au principe de faisabilité avec l’ensemble des acteurs concernés.",
    source_ref="Guide, évaluation de la coopérative",
)  # fmt: skip
