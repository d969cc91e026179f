"""Alerts of this floor: coordination (AL-01), grid of principles and articulations (AL-42, AL-23)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.regles import Fait, Regle
from coop.organisations.enums import TypeOrganisation
from cooperatives import gates
from cooperatives.enums import Phase
from cooperatives.models import AppreciationPrincipe, Cooperative, Coordinateur
from cooperatives.models.perimetre import running

C = frozenset({Public.COORDINATION})
C_DG = C | {Public.DELEGUE}


def coordination(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-01: no coordinator of the DD, or another number than one or two (`checks.coordination_fault`, in bulk)."""
    employed = Q(contact__organisation__type=TypeOrganisation.ARS) & Q(
        contact__organisation__departement=OuterRef("departement")
    )
    mandated = Mandate.objects.active(today).filter(
        contact=OuterRef("contact"), role=RoleMandat.COORDINATEUR_DD, departement=OuterRef("ca__departement")
    )
    of_dd = Coordinateur.objects.filter(running(), ca=OuterRef("pk"), type="dd").filter(employed | Exists(mandated))
    counted = cas.annotate(nb=Count("coordinateurs", filter=running("coordinateurs__"), distinct=True))
    for ca in counted.filter(~Exists(of_dd) | ~Q(nb__in=[1, 2])).order_by("pk"):
        yield Fait(
            objet=f"coordination:{ca.pk}", ca_id=ca.pk, publics=C_DG, urgency=Urgence.URGENT,
            title="Désigner un coordinateur de la délégation", url=gates.url(ca, "membres", "coordination"),
            text=f"La coopérative «\u00a0{ca.intitule}\u00a0» doit avoir un ou deux coordinateurs, dont obligatoirement la délégation départementale.",
        )  # fmt: skip


def principes(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-42: the ten principles are not all considered."""
    grid = Prefetch("appreciations", queryset=AppreciationPrincipe.objects.select_related("principe"))
    for ca in cas.filter(phase=Phase.PREFIGURATION).prefetch_related(grid).order_by("pk"):
        for manque in gates.principes_consideres_of(ca, list(ca.appreciations.all())):
            yield _fait(ca, "principes", "Étudier les dix principes de choix", manque)


def articulations(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-23: the articulation with the schemes of the territory is not declared."""
    for ca in cas.filter(phase=Phase.PREFIGURATION).prefetch_related("articulations").order_by("pk"):
        for manque in gates.articulation_declaree(ca)[:1]:
            yield _fait(ca, "articulations", "Déclarer l’articulation avec les dispositifs du territoire", manque)


def _fait(ca: Cooperative, objet: str, title: str, manque) -> Fait:
    return Fait(
        objet=f"{objet}:{ca.pk}", ca_id=ca.pk, publics=C, urgency=Urgence.URGENT, title=title,
        url=manque.url, text=manque.phrase,
    )  # fmt: skip


AL_01 = Regle(
    code="AL-01",
    niveau=Niveau.OBLIGATION,
    condition="La coopérative n’a pas un ou deux coordinateurs en fonction, ou aucun n’est de la délégation départementale.",
    source="Désignation d’un ou deux coordinateurs du programme dès le démarrage (dont obligatoirement la DD concernée)",
    source_ref="Guide, phase de construction",
    trouver=coordination,
    publics=C_DG,
)
AL_42 = Regle(
    code="AL-42",
    niveau=Niveau.OBLIGATION,
    condition="La coopérative est en préfiguration et au moins un des dix principes de choix reste à étudier.",
    source="Les principes suivants sont à considérer en vue de la constitution d’une coopérative d’acteurs.",
    source_ref="Guide, principes de choix",
    trouver=principes,
    publics=C,
)
AL_23 = Regle(
    code="AL-23",
    niveau=Niveau.OBLIGATION,
    condition="La coopérative est en préfiguration et un dispositif demandé (CLS, CLSM, contrat de ville) n’a pas de réponse.",
    source="La CA doit impérativement s’articuler avec les autres dispositifs et démarches territoriales.",
    source_ref="Guide, points de vigilance",
    trouver=articulations,
    publics=C,
)
REGLES = (AL_01, AL_23, AL_42)
