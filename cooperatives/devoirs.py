"""Duties of this floor: coordination (AL-01), grid of principles and articulations (AL-42, AL-23)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.notifications.duties import Duty, Niveau, Urgence
from cooperatives import gates
from cooperatives.checks import coordination_fault
from cooperatives.enums import Phase, Statut
from cooperatives.models import AppreciationPrincipe, Cooperative
from cooperatives.models.perimetre import running


def _of(user, *roles: RoleMandat) -> QuerySet[Cooperative]:
    """Running coopératives of the départements where the account holds one of the mandates."""
    mandates = Mandate.objects.active().filter(contact_id=user.contact_id, role__in=roles)
    rows = Cooperative.objects.filter(statut=Statut.EN_COURS, departement__in=mandates.values("departement"))
    return rows.select_related("departement") if user.contact_id else rows.none()


def coordination(user, today: date) -> Iterator[Duty]:
    """AL-01: no coordinator of the DD, or another number than one or two."""
    sure = Count("coordinateurs", filter=running("coordinateurs__") & Q(coordinateurs__type="dd"))
    total = Count("coordinateurs", filter=running("coordinateurs__"))
    rows = _of(user, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE).annotate(nb_dd=sure, nb=total)
    for ca in rows.filter(Q(nb_dd=0) | Q(nb=0) | Q(nb__gt=2)):
        if coordination_fault(ca):
            yield _duty(
                ca, "AL-01", "Désigner un coordinateur de la délégation", gates.url(ca, "membres", "coordination"),
                f"La coopérative «\u00a0{ca.intitule}\u00a0» doit avoir un ou deux coordinateurs, dont obligatoirement la délégation départementale.",
                "Désignation d’un ou deux coordinateurs du programme dès le démarrage (dont obligatoirement la DD concernée)",
                "Guide, phase de construction",
            )  # fmt: skip


def opportunite(user, today: date) -> Iterator[Duty]:
    """AL-42 and AL-23: what the end of préfiguration obligatorily needs on the opportunity page."""
    grid = Prefetch("appreciations", queryset=AppreciationPrincipe.objects.select_related("principe"))
    rows = _of(user, RoleMandat.COORDINATEUR_DD).filter(phase=Phase.PREFIGURATION)
    for ca in rows.prefetch_related(grid, "articulations"):
        for manque in gates.principes_consideres_of(ca, list(ca.appreciations.all())):
            yield _duty(
                ca, "AL-42", "Étudier les dix principes de choix", manque.url, manque.phrase,
                "Les principes suivants sont à considérer en vue de la constitution d’une coopérative d’acteurs.",
                "Guide, principes de choix",
            )  # fmt: skip
        for manque in gates.articulation_declaree(ca)[:1]:
            yield _duty(
                ca, "AL-23", "Déclarer l’articulation avec les dispositifs du territoire", manque.url, manque.phrase,
                "La CA doit impérativement s’articuler avec les autres dispositifs et démarches territoriales.",
                "Guide, points de vigilance",
            )  # fmt: skip


def _duty(ca: Cooperative, code: str, title: str, url: str, text: str, source: str, source_ref: str) -> Duty:
    return Duty(
        code=code,
        level=Niveau.OBLIGATION,
        urgency=Urgence.URGENT,
        title=title,
        url=url,
        text=text,
        source=source,
        source_ref=source_ref,
        ca_id=ca.pk,
        ca_label=ca.intitule,
        group=ca.reference,
    )
