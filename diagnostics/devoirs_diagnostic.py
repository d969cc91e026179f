"""Alerts of the diagnosis (domain.md §6): AL-24 and AL-32, over many coopératives in a fixed number of statements."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from coop.notifications.duties import Niveau as Degre
from coop.notifications.duties import Urgence
from coop.notifications.regles import Fait, Public, Regle
from coop.ui.rubriques import lien
from cooperatives.enums import Phase
from cooperatives.models import Cooperative
from diagnostics.enums import CouvertureBesoin, StatutDiagnostic
from diagnostics.gates import missing_to_validate, page
from diagnostics.models import Besoin, Diagnostic

EN_COURS = (StatutDiagnostic.BROUILLON, StatutDiagnostic.VALIDE)


def deja_couverts(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-24: a need retained though it is covered, and nobody said why (1 statement)."""
    next_ones = Diagnostic.objects.filter(ca=OuterRef("diagnostic__ca"), numero__gt=OuterRef("diagnostic__numero"))
    rows = Besoin.objects.filter(~Exists(next_ones), retenu=True, couverture=CouvertureBesoin.COUVERT, justification="")
    rows = rows.filter(diagnostic__ca__in=cas.order_by().values("pk")).select_related("diagnostic__ca")
    for besoin in rows.order_by("diagnostic__ca__reference", "numero"):
        ca, open_version = besoin.diagnostic.ca, besoin.diagnostic.statut == StatutDiagnostic.BROUILLON
        yield Fait(
            objet=f"besoin:{besoin.pk}",
            ca_id=ca.pk,
            title=f"Argumenter le choix d’un besoin déjà couvert\u00a0: {besoin.libelle}",
            text="Thématique déjà couverte localement\u00a0: argumenter le choix.",
            url=_need_page(ca, besoin) if open_version else page(ca, "besoins"),
            publics=frozenset({Public.COORDINATION}),
        )


def _need_page(ca: Cooperative, besoin: Besoin) -> str:
    return lien("diagnostics:besoin", ca_ref=ca.reference, numero=besoin.numero)


def non_valide(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-32: in élaboration without a validated diagnosis (4 statements)."""
    versions = Diagnostic.objects.filter(statut__in=EN_COURS).prefetch_related("analyses", "concertations")
    rows = cas.filter(phase=Phase.ELABORATION).prefetch_related(Prefetch("diagnostics", versions, to_attr="en_cours"))
    for ca in rows:
        if any(d.statut == StatutDiagnostic.VALIDE for d in ca.en_cours):
            continue
        yield _fait_non_valide(ca, next(iter(ca.en_cours), None))


def _fait_non_valide(ca: Cooperative, draft: Diagnostic | None) -> Fait:
    """One fact for the CA, whose sentence names everything that is missing."""
    if draft is None:
        missing = ["Le diagnostic n’est pas commencé."]
    else:
        draft.ca = ca
        missing = [m.phrase for m in missing_to_validate(draft)] or ["Il reste à le faire valider par une instance."]
    return Fait(
        objet=f"ca:{ca.pk}",
        ca_id=ca.pk,
        title="Compléter et faire valider le diagnostic",
        text=f"Le projet doit s’appuyer sur un diagnostic. {' '.join(missing)}",
        url=page(ca),
        publics=frozenset({Public.COORDINATION}),
        urgency=Urgence.URGENT,
    )


AL_24 = Regle(
    code="AL-24",
    niveau=Degre.CONSEIL,
    condition="Un besoin retenu est noté «\u00a0couvert\u00a0» et rien ne dit pourquoi il est retenu.",
    source="elle s’appuie sur des besoins non couverts ou de façon partielle",
    source_ref="Guide, points de vigilance",
    trouver=deja_couverts,
)
AL_32 = Regle(
    code="AL-32",
    niveau=Degre.OBLIGATION,
    condition="La coopérative élabore son programme sans diagnostic validé.",
    source="Le projet proposé par la coopérative d’acteurs doit, dans ses préalables, s’appuyer sur un diagnostic local de santé (DLS).",
    source_ref="Guide, fiche\u00a01",
    trouver=non_valide,
)
