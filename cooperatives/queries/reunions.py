"""What the pages of one meeting read, and its document."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from coop.ui.rubriques import lien
from cooperatives.comptes_rendus import compose
from cooperatives.enums import QualiteInstance, Reponse, StatutPresence, StatutProposition, StatutReunion
from cooperatives.models import (
    Convocation,
    Cooperative,
    Decision,
    Instance,
    PointOdj,
    Presence,
    PropositionPoint,
    RemarqueCR,
    Reunion,
)
from cooperatives.queries.participants import Participant, participants

ECRITS = (StatutReunion.CR_VALIDE, StatutReunion.CR_DIFFUSE)


@dataclass(slots=True)
class Feuille:
    """Who came: named people by status, and inhabitants counted (R-SI-04)."""

    par_statut: list[tuple[str, list[str]]] = field(default_factory=list)
    habitants: int = 0


def points(reunion: Reunion) -> list[PointOdj]:
    """The items of the agenda with the decisions taken under each (2 statements)."""
    return list(reunion.points.prefetch_related(Prefetch("decisions", Decision.objects.order_by("pk"))))


def decisions(reunion: Reunion) -> list[Decision]:
    return list(reunion.decisions.select_related("tache", "point").order_by("pk"))


def texte_ecrit(reunion: Reunion) -> str:
    """The minutes when somebody wrote them by hand; empty when they are the notes and decisions, shown in their place."""
    return "" if reunion.compte_rendu == compose(reunion) else reunion.compte_rendu


@dataclass(frozen=True, slots=True)
class Reponses:
    """Who was convened, what they answered, and whether the mail reached their server."""

    lignes: list[Convocation]

    @property
    def comptes(self) -> list[tuple[str, int]]:
        """(« présents », 6)… then those who have not answered."""
        found = [(mot, sum(row.reponse == code for row in self.lignes)) for code, mot in REPONSES.items()]
        return [(mot, nombre) for mot, nombre in found if nombre]

    @property
    def muettes(self) -> int:
        """How many could still be reminded."""
        return sum(not row.reponse and bool(row.contact.email) for row in self.lignes)

    @property
    def en_echec(self) -> list[Convocation]:
        """Mails that did not leave."""
        return [row for row in self.lignes if row.contact.email and row.courriel and row.courriel.state == "echec"]


REPONSES = {
    Reponse.PRESENT: "présent,présents",
    Reponse.REPRESENTE: "représenté,représentés",
    Reponse.EXCUSE: "excusé,excusés",
    "": "sans réponse,sans réponse",
}


def reponses(reunion: Reunion) -> Reponses:
    """Answers to the convocation, one row a person (1 statement)."""
    rows = reunion.convocations.select_related("contact__organisation", "membre__organisation", "courriel")
    ordered = rows.order_by("membre__organisation__recherche", "id")
    return Reponses(list(ordered.defer("courriel__body", "courriel__html")))


def attendus(reunion: Reunion) -> list[tuple[Participant, Convocation | None]]:
    """People expected, each with their answer when they were convened."""
    known = {row.contact_id: row for row in reunion.convocations.all()}
    return [(expected, known.get(expected.contact.pk)) for expected in participants(reunion)]


def propositions(reunion: Reunion) -> list[PropositionPoint]:
    """Items proposed by members and what became of them, those that wait first (1 statement)."""
    rows = reunion.propositions.select_related("contact__organisation")
    return sorted(rows, key=lambda row: (row.statut != StatutProposition.PROPOSEE, row.pk))


def adresses(ca: Cooperative, *, anime: bool) -> dict[str, str]:
    """number → address of the decisions this person reads: what a text cites becomes a link (1 statement)."""
    rows = ca.decisions.all() if anime else ca.decisions.filter(reunion__statut__in=ECRITS)
    return {
        numero: f"{lien('cooperatives:reunion', ca_ref=ca.reference, reunion_id=reunion)}#{numero}"
        for numero, reunion in rows.order_by().values_list("numero", "reunion")
    }


def remarques(reunion: Reunion) -> list[RemarqueCR]:
    return list(reunion.remarques.select_related("contact__organisation"))


def registre(ca: Cooperative, *, anime: bool) -> list[Decision]:
    """Every decision of the CA, the last first; without `anime`, those of validated minutes (1 statement)."""
    rows = ca.decisions.select_related("reunion__instance", "tache").order_by("-reunion__tenue_le", "-pk")
    return list(rows if anime else rows.filter(reunion__statut__in=ECRITS))


def en_attente_d_approbation(ca: Cooperative, type: str, instance: Instance | None) -> QuerySet[Reunion]:
    """Diffused minutes of the same instance (of the same kind, without instance) that no meeting has approved yet."""
    rows = Reunion.objects.filter(ca=ca, statut=StatutReunion.CR_DIFFUSE, cr_approuve_le__isnull=True)
    same = rows.filter(instance=instance) if instance else rows.filter(type=type)
    return same.order_by("tenue_le", "pk")


def a_approuver(reunion: Reunion) -> QuerySet[Reunion]:
    """Minutes that `reunion` may approve: those of earlier meetings."""
    rows = en_attente_d_approbation(reunion.ca, reunion.type, reunion.instance)
    return rows.filter(prevue_le__lt=reunion.prevue_le).select_related("instance", "ca__departement")


def feuille(reunion: Reunion) -> Feuille:
    """Presences by status, representatives named with their organisation, other inhabitants only counted (2 statements)."""
    qualities = _qualities(reunion)
    rows = reunion.presences.select_related("contact__organisation", "membre__organisation")
    named: dict[str, list[str]] = {statut: [] for statut in StatutPresence.values}
    counted = reunion.habitants_presents
    for row in rows.order_by("membre__organisation__recherche", "id"):
        if row.membre is None and qualities.get(row.contact_id) == QualiteInstance.HABITANT:
            counted += row.statut == StatutPresence.PRESENT
        else:
            named[row.statut].append(_name(row))
    return Feuille([(PLURIELS[statut], names) for statut, names in named.items() if names], counted)


PLURIELS = {
    StatutPresence.PRESENT: "Présents",
    StatutPresence.REPRESENTE: "Représentés",
    StatutPresence.EXCUSE: "Excusés",
    StatutPresence.ABSENT: "Absents",
}


def _qualities(reunion: Reunion) -> dict[int, str]:
    if not reunion.instance_id:
        return {}
    return dict(reunion.instance.participants.values_list("contact_id", "qualite"))


def _name(row: Presence) -> str:
    organisation = row.membre.organisation if row.membre else row.contact.organisation
    return f"{organisation} ({row.contact})" if organisation else str(row.contact)


def previous_decisions(reunion: Reunion) -> list[Decision]:
    """Decisions of the meetings before this one, those not done when it was held (DOC-CR, section 4)."""
    day = reunion.tenue_le or reunion.prevue_le.date()
    rows = Decision.objects.filter(ca=reunion.ca_id, reunion__tenue_le__lt=day).exclude(faite_le__lt=day)
    return list(rows.order_by("pk"))


def following(reunion: Reunion) -> Reunion | None:
    """The next meeting of the same kind, planned and not cancelled."""
    rows = Reunion.objects.filter(ca=reunion.ca_id, type=reunion.type, prevue_le__gt=reunion.prevue_le)
    return rows.exclude(statut=StatutReunion.ANNULEE).order_by("prevue_le", "id").first()
