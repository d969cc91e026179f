"""What a coordinator leaves behind: what is in its name, and the state of the CA for whoever takes over."""

from dataclasses import dataclass

from django.db.models import Q

from coop import horloge
from coop.documents.models import Document, Piece
from coop.notifications import regles
from coop.notifications.regles import Fait
from coop.organisations.models import Contact
from cooperatives.enums import StatutReunion, StatutTache
from cooperatives.models import (
    Cooperative,
    Coordinateur,
    Decision,
    Etape,
    Membre,
    MembreInstance,
    Passation,
    Representant,
    Reunion,
    Tache,
)
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS

OUVERTES = (StatutTache.A_FAIRE, StatutTache.EN_COURS)
A_VENIR = (StatutReunion.PLANIFIEE, StatutReunion.CONVOQUEE)


@dataclass(frozen=True, slots=True)
class ATransmettre:
    """What is in the name of one person."""

    etapes: list[Etape]
    taches: list[Tache]
    decisions: list[Decision]
    mandats: list[Representant]
    sieges: list[MembreInstance]

    @property
    def total(self) -> int:
        return len(self.etapes) + len(self.taches) + len(self.decisions) + len(self.mandats) + len(self.sieges)


def a_transmettre(ca: Cooperative, contact: Contact) -> ATransmettre:
    """Open stages, tasks and decisions in the name of the person, its mandates and seats (5 statements)."""
    named = Q(responsable__iexact=contact.fonction.strip())
    if contact.nom:
        named |= Q(responsable__iexact=contact.nom.strip())
    held = named | Q(contact=contact)
    tasks = Tache.objects.filter(held, etape__ca=ca, statut__in=OUVERTES).select_related("etape")
    decisions = ca.decisions.filter(named, faite_le__isnull=True).order_by("numero")
    mandates = Representant.objects.filter(running(), membre__ca=ca, contact=contact)
    seats = MembreInstance.objects.filter(instance__ca=ca, instance__fin__isnull=True, contact=contact)
    return ATransmettre(
        list(ca.etapes.filter(held, statut__in=OUVERTES)),
        list(tasks.order_by("fin", "pk")),
        list(decisions),
        list(mandates.select_related("membre__organisation")),
        list(seats.select_related("instance")),
    )


@dataclass(frozen=True, slots=True)
class Dossier:
    """The state of a CA, as the passation document tells it."""

    ca: Cooperative
    coordinateurs: list[Coordinateur]
    membres: list[Membre]
    contacts: dict[int, list[Representant]]
    devoirs: list[Fait]
    taches: list[Tache]
    decisions: list[Decision]
    reunions: list[Reunion]
    dernieres: list[Reunion]
    documents: list[Document]
    pieces: list[Piece]
    freins: list
    passations: list[Passation]


def dossier(ca: Cooperative) -> Dossier:
    """Everything the successor needs, read once."""
    today = horloge.today()
    members = list(ca.membres.filter(statut__in=ACTIFS).select_related("organisation"))
    speakers: dict[int, list[Representant]] = {}
    for row in Representant.objects.filter(running(), membre__in=members).select_related("contact"):
        speakers.setdefault(row.membre_id, []).append(row)
    meetings = ca.reunions.select_related("instance")
    return Dossier(
        ca=ca,
        coordinateurs=list(ca.coordinateurs.filter(running()).select_related("contact", "lettre").order_by("rang")),
        membres=members,
        contacts=speakers,
        devoirs=_duties(ca, today),
        taches=list(
            Tache.objects.filter(etape__ca=ca, statut__in=OUVERTES)
            .select_related("etape", "contact")
            .order_by("fin", "pk")
        ),
        decisions=list(ca.decisions.filter(faite_le__isnull=True).order_by("echeance", "numero")),
        reunions=list(meetings.filter(statut__in=A_VENIR).order_by("prevue_le", "pk")),
        dernieres=list(meetings.filter(tenue_le__isnull=False).order_by("-tenue_le", "-pk")[:5]),
        documents=list(
            Document.objects.filter(ca_id=ca.pk, state="pret", final=True).order_by("-requested_at", "-pk")[:30]
        ),
        pieces=list(Piece.objects.filter(ca_id=ca.pk).order_by("-uploaded_at", "-pk")[:30]),
        freins=_freins(ca),
        passations=list(ca.passations.select_related("de", "a")[:5]),
    )


def _duties(ca: Cooperative, today) -> list[Fait]:
    """The open duties of the coordination, by what is due first."""
    rows = Cooperative.objects.filter(pk=ca.pk)
    found = [
        fait
        for regle in regles.registered().values()
        for fait in regle.trouver(rows, today)
        if regles.Public.COORDINATION in fait.publics
    ]
    return sorted(found, key=lambda fait: (fait.due is None, fait.due or today, fait.title))


def _freins(ca: Cooperative) -> list:
    """The freins of the register that are not lifted yet."""
    return list(ca.leviers_freins.filter(type="frein").exclude(statut="leve"))
