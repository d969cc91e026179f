"""One list of duties: « À faire », the count of the menu, reminders and the digest read it (architecture.md decision 8)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date

from coop import horloge
from coop.notifications import faits, regles
from coop.notifications.attentes import en_attente
from coop.notifications.audience import Portee, portee_de
from coop.notifications.enums import Niveau, Public, Urgence
from coop.notifications.models import MiseEnAttente
from coop.notifications.regles import Fait

REPETITION = 4  # so many duties alike are told once
RANK = {Urgence.URGENT: 0, Urgence.VIGILANCE: 1, Urgence.INFORMATION: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that is waiting for a person, with the sentence of the guide that asks for it.

    `due` is the last day on which doing it is in time; `url` is the exact form; `source` quotes the guide and
    `source_ref` says where (« Convention, article 4.4 »); `group` gathers duties that one page shows together;
    `public` is the quality in which the person is concerned; `attente` the snooze that silences it, if any;
    `semblables` the others that it stands for where a list would repeat itself (`rassembler`).
    """

    code: str
    level: Niveau
    title: str
    url: str
    objet: str = ""
    urgency: Urgence = Urgence.VIGILANCE
    text: str = ""
    due: date | None = None
    source: str = ""
    source_ref: str = ""
    ca_id: int | None = None
    ca_label: str = ""
    ca_ref: str = ""
    group: str = ""
    public: Public | None = None
    attente: MiseEnAttente | None = None
    semblables: tuple[Duty, ...] = ()

    def late(self, today: date) -> bool:
        """True from the day after `due`."""
        return self.due is not None and self.due < today


def duties_for(user, today: date | None = None) -> list[Duty]:
    """The duties of an account on `today`: late ones first, then by date, undated last. What is snoozed is left out."""
    return [duty for duty in toutes(user, today) if duty.attente is None]


def toutes(user, today: date | None = None, portee: Portee | None = None) -> list[Duty]:
    """The same with what the person put off, each of those with its `attente`; `portee` when it is already read."""
    contact_id = getattr(user, "contact_id", None)
    if not contact_id:
        return []
    day = today or horloge.today()
    with nullcontext() if day == horloge.today() else horloge.at(day):
        portee = portee or portee_de(user)
        cas = faits.suivies(faits.cooperatives_de([portee]))
        return de_portee(portee, faits.lire(cas, day), en_attente([contact_id], day).get(contact_id, {}), cas)


def de_portee(portee: Portee, found: Iterable[faits.Trouve], snoozed: dict, cas: dict[int, faits.Suivie]) -> list[Duty]:
    """The duties of one person among the facts of `cas`, in order."""
    mine = [(code, fait, public) for code, fait in found if (public := portee.public(fait)) is not None]
    rules = regles.registered()
    duties = [_duty(rules[code], fait, public, cas[fait.ca_id], snoozed) for code, fait, public in mine]
    return sorted(duties, key=_order)


def _duty(regle: regles.Regle, fait: Fait, public: Public, ca: faits.Suivie, snoozed: dict) -> Duty:
    return Duty(
        code=regle.code,
        level=regle.niveau,
        title=fait.title,
        url=fait.url,
        objet=fait.objet,
        urgency=fait.urgency,
        text=fait.text,
        due=fait.due,
        source=regle.source,
        source_ref=regle.source_ref,
        ca_id=fait.ca_id,
        ca_label=ca.intitule,
        ca_ref=ca.reference,
        group=fait.group or ca.reference,
        public=public,
        attente=snoozed.get((regle.code, fait.objet)),
    )


def _order(duty: Duty) -> tuple:
    return (
        duty.due is None,
        duty.due or date.max,
        RANK[duty.urgency],
        duty.code,
        duty.ca_id or 0,
        duty.title,
        duty.url,
    )


def rassembler(rows: Iterable[Duty]) -> list[Duty]:
    """The list without its repetitions: from four duties of one rule, one coopérative and one date, the first for all."""
    groups: dict[tuple, list[Duty]] = {}
    for duty in rows:
        groups.setdefault((duty.code, duty.ca_id, duty.due), []).append(duty)
    kept = []
    for group in groups.values():
        kept += group if len(group) < REPETITION else [replace(group[0], semblables=tuple(group[1:]))]
    return sorted(kept, key=_order)


def count_for(user) -> int:
    """How many duties wait for this account (informations apart); computed once for the object `request.user`."""
    day = horloge.today()
    known = getattr(user, "_duty_count", None)
    if known is None or known[0] != day:
        known = (day, sum(duty.level != Niveau.INFORMATION for duty in duties_for(user, day)))
        user._duty_count = known
    return known[1]


__all__ = ["Duty", "Niveau", "Urgence", "count_for", "de_portee", "duties_for", "rassembler", "toutes"]


def register(code, provider) -> None:
    """Until the last provider is a rule: helper F removes this line and its callers."""
