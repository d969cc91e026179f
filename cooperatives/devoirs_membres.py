"""Alerts of the members: sectors (AL-25), attendance (AL-27), representatives (AL-28), stability of the coordination (AL-39)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from coop.notifications.enums import Niveau, Public
from coop.notifications.regles import Fait, Regle
from coop.ui import typographie
from coop.ui.rubriques import lien
from cooperatives import gates
from cooperatives.enums import StatutMembre, StatutPresence, TypeReunion
from cooperatives.models import Cooperative, Coordinateur, Membre, Presence, Representant
from cooperatives.models.perimetre import running
from cooperatives.queries.avertissements import sans_reponse, secteurs
from cooperatives.queries.avertissements_lecture import Lecture
from cooperatives.queries.gouvernance import TENUES

C = frozenset({Public.COORDINATION})
P = frozenset({Public.PARTIE})
C_P = C | {Public.PARTIE}
DG = frozenset({Public.DELEGUE})
COMITES = (TypeReunion.COPIL, TypeReunion.COTECH)
VENUS = (StatutPresence.PRESENT, StatutPresence.REPRESENTE)
# « Two consecutive »: the number is the rule's own (domain.md §6).
ABSENCES = 2
# A duty names so many members, then counts the others: the page says who.
NOMMES = 3


def intersectorialite(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-25: fewer than two sectors beyond health among those who take part, and nobody said why."""
    for row in sans_reponse(list(secteurs(Lecture(cas)))):
        yield Fait(
            objet=f"secteurs:{row.ca.pk}", ca_id=row.ca.pk, publics=C, group=row.ca.reference,
            title="Mobiliser des secteurs au-delà du sanitaire", url=gates.url(row.ca, "membres"), text=row.phrase,
        )  # fmt: skip


@dataclass(slots=True)
class Assiduite:
    """The comités where a member was expected, the last first: came or not."""

    membre: Membre
    venues: list[bool] = field(default_factory=list)

    @property
    def absente(self) -> bool:
        return len(self.venues) >= ABSENCES and not any(self.venues[:ABSENCES])

    @property
    def rare(self) -> bool:
        enough = len(self.venues) >= settings.COOP_PARTICIPATION_MEETINGS
        return enough and sum(self.venues) * 100 < settings.COOP_PARTICIPATION_PERCENT * len(self.venues)

    @property
    def phrase(self) -> str:
        if self.absente:
            return f"{self.membre.organisation} n’a pas participé aux deux dernières réunions."
        return (
            f"{self.membre.organisation} a participé à {sum(self.venues)} des {len(self.venues)} comités tenus depuis un "
            "an où elle était attendue."
        )


def assiduites(cas: QuerySet[Cooperative], today: date) -> list[Assiduite]:
    """The attendance of each active partner at the comités of the last twelve months (2 statements)."""
    rows = Presence.objects.filter(
        membre__ca__in=cas.order_by().values("pk"), reunion__type__in=COMITES, reunion__statut__in=TENUES,
        reunion__tenue_le__gt=today - timedelta(days=366), reunion__tenue_le__lte=today,
    )  # fmt: skip
    came: dict[int, dict[tuple, bool]] = defaultdict(dict)
    told = rows.values_list("membre", "reunion__tenue_le", "reunion", "statut").order_by("-reunion__tenue_le", "pk")
    for membre, day, reunion, statut in told.iterator():
        key = (day, reunion)
        came[membre][key] = came[membre].get(key, False) or statut in VENUS
    members = Membre.objects.actifs().partenaires().filter(pk__in=list(came)).select_related("organisation", "ca")
    return [
        Assiduite(row, [came[row.pk][key] for key in sorted(came[row.pk], reverse=True)])
        for row in members.order_by("pk")
    ]


def absences(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-27: absent from two consecutive comités, or from more than half of them over a year."""
    for row in assiduites(cas, today):
        if row.absente or row.rare:
            membre = row.membre
            yield Fait(
                objet=f"membre:{membre.pk}", ca_id=membre.ca_id, publics=C_P, organisation_id=membre.organisation_id,
                title=f"Renouer avec {membre.organisation}", text=row.phrase, group=membre.ca.reference,
                url=_membre_url(membre),
            )  # fmt: skip


def representants(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-28: an active member without titulaire or suppléant, or whose mandate is not written (1 statement)."""
    people = Representant.objects.filter(running(), membre=OuterRef("pk"))
    rows = Membre.objects.actifs().partenaires().filter(ca__in=cas.order_by().values("pk"))
    rows = rows.annotate(
        titulaire=Exists(people.filter(titulaire=True)),
        suppleant=Exists(people.filter(titulaire=False)),
        sans_mandat=Exists(people.filter(mandat="")),
    ).filter(Q(titulaire=False) | Q(suppleant=False) | Q(sans_mandat=True))
    found = defaultdict(list)
    for row in rows.select_related("organisation", "ca").order_by("ca_id", "organisation__recherche"):
        found[row.ca_id].append(row)
        yield Fait(
            objet=f"membre:{row.pk}", ca_id=row.ca_id, publics=P, organisation_id=row.organisation_id,
            title=_geste(row), url=_membre_url(row), group=row.ca.reference,
            text=f"Désignez un représentant et précisez son mandat. Il manque\u00a0: {', '.join(_lacks(row))}.",
        )  # fmt: skip
    for members in found.values():
        yield _mandats(members)


def _mandats(members: list[Membre]) -> Fait:
    """One duty of the coordination for all the members of a CA whose representation is not settled."""
    ca, first = members[0].ca, members[0]
    told = "\u00a0; ".join(f"{row.organisation} ({', '.join(_lacks(row))})" for row in members[:NOMMES])
    if len(members) > NOMMES:
        told += f"\u00a0; et {typographie.avec_nombre(len(members) - NOMMES, 'autre,autres')}"
    several = f"Faire préciser qui représente {len(members)} membres"
    return Fait(
        objet=f"representants:{ca.pk}", ca_id=ca.pk, publics=C, group=ca.reference,
        title=several if len(members) > 1 else _geste(first),
        url=gates.url(ca, "membres") if len(members) > 1 else _membre_url(first),
        text=f"Désignez un représentant et précisez son mandat. Il manque\u00a0: {told}.",
    )  # fmt: skip


def _geste(row: Membre) -> str:
    """What is left to do first: nobody is asked to name again the titulaire it has."""
    if not row.titulaire:
        return f"Désigner qui représente {row.organisation}"
    if not row.suppleant:
        return f"Désigner un suppléant pour {row.organisation}"
    return f"Écrire le mandat de qui représente {row.organisation}"


def _lacks(row: Membre) -> list[str]:
    wanted = [
        (not row.titulaire, "un titulaire"), (not row.suppleant, "un suppléant"),
        (row.sans_mandat, "le mandat écrit d’un représentant"),
    ]  # fmt: skip
    return [words for lacking, words in wanted if lacking]


def _membre_url(membre: Membre) -> str:
    return gates.lien("cooperatives:membre", ca_ref=membre.ca.reference, pk=membre.pk)


def stabilite(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """AL-39: a coordinator has just changed, or the whole coordination rests on one person (2 statements)."""
    since = today - timedelta(days=settings.COOP_TURNOVER_DAYS)
    left = Coordinateur.objects.filter(ca__in=cas.order_by().values("pk"), fin__gt=since, fin__lte=today)
    for row in left.select_related("ca").order_by("pk"):
        day = typographie.date_longue(row.fin)
        yield Fait(
            objet=f"coordinateur:{row.pk}", ca_id=row.ca_id, publics=DG, group=row.ca.reference,
            title="Préparer la passation de la coordination", url=gates.url(row.ca, "membres", "coordination"),
            text=f"Changement de coordinateur le {day}\u00a0: prévoir passation.",
        )  # fmt: skip
    alone = cas.annotate(
        personnes=Count("coordinateurs__contact", filter=running("coordinateurs__"), distinct=True),
        meneurs=Count("copilotes", filter=running("copilotes__"), distinct=True),
    )
    for ca in alone.filter(personnes=1, meneurs=0).order_by("pk"):
        yield Fait(
            objet=f"seule:{ca.pk}", ca_id=ca.pk, publics=DG, group=ca.reference,
            title="Ne pas faire reposer la coordination sur une seule personne",
            url=gates.url(ca, "membres", "coordination"),
            text="Une seule personne coordonne, sans co-pilote\u00a0: prévoyez un second coordinateur ou un co-pilote.",
        )  # fmt: skip


def a_repondre(cas: QuerySet[Cooperative], today: date) -> Iterator[Fait]:
    """To the organisation invited: say whether it is « partante » (1 statement)."""
    rows = Membre.objects.filter(ca__in=cas, statut=StatutMembre.INVITE).select_related("ca", "organisation")
    for row in rows.order_by("pk"):
        yield Fait(
            objet=f"invitation:{row.pk}", ca_id=row.ca_id, publics=P, organisation_id=row.organisation_id,
            title=f"Répondre à l’invitation de «\u00a0{row.ca.intitule}\u00a0»", group=row.ca.reference,
            text=f"La délégation invite {row.organisation} à rejoindre cette coopérative d’acteurs\u00a0: êtes-vous partants\u00a0?",
            url=lien("cooperatives:invitation_recue", pk=row.pk),
        )  # fmt: skip


AL_25 = Regle(
    code="AL-25", niveau=Niveau.CONSEIL, publics=C, trouver=intersectorialite,
    condition="Moins de deux secteurs hors du champ sanitaire parmi ceux qui participent, et rien ne l’explique.",
    source="Il est essentiel de mobiliser des leviers au-delà du seul secteur sanitaire.",
    source_ref="Guide, points de vigilance",
)  # fmt: skip
AL_27 = Regle(
    code="AL-27", niveau=Niveau.OBLIGATION, publics=C_P, trouver=absences,
    condition="Un membre n’est venu à aucun des deux derniers comités où il était attendu, ou à moins de la moitié de ceux "
    "d’une année.",
    source="Une participation régulière au comité de pilotage (copil) ou au comité technique (cotech) mis en place par la DD.",
    source_ref="Guide, engagement des acteurs",
)  # fmt: skip
AL_28 = Regle(
    code="AL-28", niveau=Niveau.CONSEIL, publics=C_P, trouver=representants,
    condition="Un membre n’a pas de titulaire ou pas de suppléant, ou le mandat d’un de ses représentants n’est pas écrit.",
    source="pour s'impliquer, le participant doit être au clair sur ce qu'il peut dire dans le réseau et jusqu'où il peut s'engager.",
    source_ref="Repères sur la coordination locale",
)  # fmt: skip
AL_39 = Regle(
    code="AL-39", niveau=Niveau.CONSEIL, publics=DG, trouver=stabilite,
    condition="Un coordinateur a changé depuis peu, ou une seule personne porte toute la coordination.",
    source="les mandats des élus, le turn-over des professionnels et des bénévoles associatifs",
    source_ref="Repères sur la coordination locale",
)  # fmt: skip
INVITATION = Regle(
    code="MEMBRE-REPONDRE", niveau=Niveau.CONSEIL, publics=P, trouver=a_repondre, rappels=False,
    condition="La délégation a invité votre organisation, qui n’a pas encore dit si elle est partante.",
    source="Cette rencontre a aussi pour objectif d'identifier ceux qui sont « partants », à priori, pour constituer la coopérative d'acteurs.",
    source_ref="Guide, constitution de la coopérative",
)  # fmt: skip
REGLES = (AL_25, AL_27, AL_28, AL_39, INVITATION)
