"""Who an alert is for, of one person or of many at once: the letters of domain.md §6 read from mandates and dated rows.

C: the coordinators of the délégation named in the coopérative; as long as none is named, whoever coordinates for its
département, so that nothing is lost between two people. CP: the people of the co-pilote organisations and the second
coordinator that one of them gives. DG: the délégué of the département. S: the siège. P: who speaks for an organisation.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from coop.accounts.enums import RoleMandat
from coop.accounts.models import Mandate
from coop.notifications.audience import Audience, Portee
from coop.notifications.enums import Public
from cooperatives.enums import Statut, StatutMembre, TypeCoordinateur
from cooperatives.models import Cooperative, Coordinateur, CoPilote, Membre, MembreInstance, Representant
from cooperatives.models.perimetre import running
from cooperatives.roles import ACTIFS

# One invited has an answer to give; one that left may still owe its last bilan.
LIEES = (StatutMembre.INVITE, *ACTIFS, StatutMembre.SORTI)
NOMMEE, DEPARTEMENT, COPILOTE, MEMBRE, SIEGE_INSTANCE = "nommee", "departement", "copilote", "membre", "instance"
PAROLE = "parole"


def portees(contact_ids: Iterable[int]) -> dict[int, Portee]:
    """The qualities of each of these people today (2 statements, whatever their number)."""
    people = list(contact_ids)
    mandates = list(Mandate.objects.active().filter(contact_id__in=people))
    relations = list(_relations(people, mandates))
    found = _Trouve(mandates, _speakers(mandates, relations))
    for kind, ca, key, detail in relations:
        if kind != PAROLE:
            found.add(kind, ca, key, detail)
    return {person: found.portee(person) for person in people}


def _speakers(mandates: list[Mandate], relations: list[tuple]) -> dict[int, set[int]]:
    """organisation → the people who speak for it, by mandate or as representatives."""
    speakers: dict[int, set[int]] = defaultdict(set)
    for mandate in mandates:
        if mandate.role == RoleMandat.PARTENAIRE:
            speakers[mandate.organisation_id].add(mandate.contact_id)
    for kind, contact, organisation, _ in relations:
        if kind == PAROLE:
            speakers[organisation].add(contact)
    return speakers


def _relations(people: list[int], mandates: list[Mandate]) -> QuerySet:
    """(kind, coopérative, key, detail) of everything that ties these people to a coopérative, in one statement.

    `PAROLE` says who represents an organisation: a person where the others have a coopérative.
    """
    departements = {m.departement_id for m in mandates if m.departement_id}
    represented = Representant.objects.filter(running(), contact_id__in=people).order_by()
    spoken = Q(organisation__in={m.organisation_id for m in mandates if m.role == RoleMandat.PARTENAIRE})
    spoken |= Q(organisation__in=represented.values("membre__organisation_id"))
    named = Coordinateur.objects.filter(running(), ca=OuterRef("pk"), type=TypeCoordinateur.DD)
    of_dd = Cooperative.objects.filter(departement__in=departements).order_by().annotate(has=Exists(named))
    rows = [
        _row(Coordinateur.objects.filter(running(), contact_id__in=people), NOMMEE, "ca_id", "contact_id", F("type")),
        _row(of_dd.filter(has=True), DEPARTEMENT, "pk", "departement_id", Value("nommee", output_field=CharField())),
        _row(of_dd.filter(has=False), DEPARTEMENT, "pk", "departement_id", Value("libre", output_field=CharField())),
        _row(represented, PAROLE, "contact_id", "membre__organisation_id"),
        _row(CoPilote.objects.filter(running(), spoken), COPILOTE, "ca_id", "organisation_id"),
        _row(Membre.objects.filter(spoken, statut__in=LIEES), MEMBRE, "ca_id", "organisation_id"),
        _row(
            MembreInstance.objects.filter(contact_id__in=people, instance__fin__isnull=True),
            SIEGE_INSTANCE, "instance__ca_id", "contact_id",
        ),
    ]  # fmt: skip
    return rows[0].union(*rows[1:], all=True)


def _row(rows: QuerySet, kind: str, ca: str, key: str, detail=None) -> QuerySet:
    said = {"nature": Value(kind, output_field=CharField()), "la_ca": F(ca), "cle": F(key)}
    said["detail"] = Value("", output_field=CharField()) if detail is None else detail
    return rows.order_by().annotate(**said).values_list(*said)


class _Trouve:
    """Gathers the relations by person."""

    def __init__(self, mandates: list[Mandate], speakers: dict[int, set[int]]) -> None:
        self.speakers = speakers
        self.publics: dict[int, dict[int, set[Public]]] = defaultdict(dict)
        self.departements: dict[tuple[str, int], set[int]] = defaultdict(set)
        self.sieges: set[int] = set()
        self.mandats: dict[int, list[Mandate]] = defaultdict(list)
        for mandate in mandates:
            self.mandats[mandate.contact_id].append(mandate)
            if mandate.role == RoleMandat.SIEGE:
                self.sieges.add(mandate.contact_id)
            elif mandate.departement_id:
                self.departements[mandate.role, mandate.departement_id].add(mandate.contact_id)

    def add(self, kind: str, ca: int, key: int, detail: str) -> None:
        """One relation; `key` is a contact, an organisation or a département by its kind."""
        if kind == NOMMEE:
            own = Public.COORDINATION if detail == TypeCoordinateur.DD else Public.COPILOTES
            self._hold(key, ca, own)
        elif kind == DEPARTEMENT:
            for person in self.departements[RoleMandat.DELEGUE, key]:
                self._hold(person, ca, Public.DELEGUE)
            if detail == "libre":
                for person in self.departements[RoleMandat.COORDINATEUR_DD, key]:
                    self._hold(person, ca, Public.COORDINATION)
        elif kind == SIEGE_INSTANCE:
            self._hold(key, ca)
        else:
            own = (Public.COPILOTES,) if kind == COPILOTE else ()
            for person in self.speakers.get(key, ()):
                self._hold(person, ca, *own)

    def _hold(self, person: int, ca: int, *publics: Public) -> None:
        self.publics[person].setdefault(ca, set()).update(publics)

    def portee(self, person: int) -> Portee:
        held = {ca: frozenset(publics) for ca, publics in self.publics[person].items()}
        everywhere = frozenset({Public.SIEGE}) if person in self.sieges else frozenset()
        spoken = frozenset(organisation for organisation, who in self.speakers.items() if person in who)
        return Portee(person, held, everywhere, spoken, tuple(self.mandats[person]))


def en_cours(ids: Iterable[int] | None) -> QuerySet[Cooperative]:
    """Running coopératives: one that is suspended or over asks nothing of anybody."""
    rows = Cooperative.objects.filter(statut=Statut.EN_COURS)
    return rows if ids is None else rows.filter(pk__in=list(ids))


AUDIENCE = Audience(portees=portees, en_cours=en_cours)
