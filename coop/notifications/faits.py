"""The facts of the coopératives: read from what is kept while their journal has not moved, else found by the rules.

Every change of a coopérative writes the journal (decisions.md 14); so « the day, the last act of the coopérative and how
many there are, the last act that belongs to none » says whether what the rules found still holds. A page then costs a
fixed, small number of statements however many rules there are, and never shows a thing that has been done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import islice

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Subquery

from coop.journal.models import Entry
from coop.notifications import regles
from coop.notifications.audience import Portee, branchee
from coop.notifications.enums import Public, Urgence
from coop.notifications.models import FaitsGardes
from coop.notifications.regles import Fait

# What names one organisation or one person alone is theirs: counts tell what the ARS animates.
DE_L_ARS = frozenset({Public.COORDINATION, Public.DELEGUE, Public.SIEGE})
LOT = 250  # coopératives read at once: what keeps memory flat in a region of five thousand
Trouve = tuple[str, Fait]  # (code, fact)
_NOMS = tuple(f.name for f in fields(Fait) if f.name != "ca_id")


def cooperatives_de(portees: Iterable[Portee]) -> list[int] | None:
    """The coopératives these people have to do with, and those where a rule may name them; None for all of them."""
    known = list(portees)
    if any(portee.partout for portee in known):
        return None
    found = {ca for portee in known for ca in portee.publics}
    return sorted(found.union(*nommees(portee.contact_id for portee in known).values()))


def nommees(contact_ids: Iterable[int]) -> dict[int, set[int]]:
    """person → the coopératives where a rule names it, whatever its roles there (1 statement)."""
    people, found = list(contact_ids), defaultdict(set)
    asked = [nommes(people) for nommes in {r.nommes: r for r in regles.registered().values() if r.nommes}]
    for person, ca in asked[0].union(*asked[1:], all=True) if asked else ():
        found[person].add(ca)
    return found


@dataclass(frozen=True, slots=True)
class Suivie:
    """A running coopérative to read: what to call it, and the state of its journal (« » when nothing is kept of it)."""

    intitule: str
    reference: str
    cle: str = ""


def suivies(cas: Iterable[int] | None) -> dict[int, Suivie]:
    """The running coopératives among `cas` (all when None), in order, with what says whether their facts hold (1 statement).

    The state of the journal is read before the facts: an act written meanwhile only makes them be found again.
    """
    rows = branchee().en_cours(cas).order_by("pk")
    if not settings.COOP_FAITS_GARDES:
        return {pk: Suivie(*names) for pk, *names in rows.values_list("pk", "intitule", "reference")}
    last, count, common = _etat_du_journal("pk")
    rows = rows.annotate(dernier=last, nombre=count, commun=common)
    rows = rows.values_list("pk", "intitule", "reference", "dernier", "nombre", "commun")
    return {pk: Suivie(label, reference, _cle(*state)) for pk, label, reference, *state in rows}


def lire(cas: dict[int, Suivie], today: date) -> Iterator[Trouve]:
    """The facts of these coopératives, by batches; kept ones when nothing moved."""
    ids = iter(cas)
    while lot := list(islice(ids, LOT)):
        yield from _lot({pk: cas[pk].cle for pk in lot}, today)


def _lot(keys: dict[int, str], today: date) -> Iterator[Trouve]:
    ids, rules = list(keys), regles.registered()
    kept = _gardes(keys, today, "faits")
    for facts in _retrouver([pk for pk in ids if pk not in kept], keys, today).values():
        yield from facts
    for pk, facts in kept.items():
        for row in facts:
            if row["code"] in rules:
                yield row["code"], _read(pk, row)
    for facts in _find(_immediates(), ids, today).values():
        yield from facts


@dataclass(slots=True)
class Compte:
    """What one rule says today: of which coopératives, how many facts, how many urgent."""

    cas: set[int] = field(default_factory=set)
    nombre: int = 0
    urgentes: int = 0


def compter(cas: dict[int, Suivie], today: date, a_trouver: int) -> dict[str, Compte] | None:
    """What waits for the ARS, by code, without reading each fact; None when more than `a_trouver` coopératives have moved."""
    keys = {pk: suivie.cle for pk, suivie in cas.items()}
    kept = _gardes(keys, today, "comptes")
    stale = [pk for pk in cas if pk not in kept]
    if len(stale) > a_trouver:
        return None
    lots = [_retrouver(stale[start : start + LOT], keys, today) for start in range(0, len(stale), LOT)]
    found: dict[str, Compte] = defaultdict(Compte)
    for facts in (*lots, _find(_immediates(), list(cas), today)):
        _ajouter(found, {pk: _comptes(trouves) for pk, trouves in facts.items()})
    _ajouter(found, kept)
    return {code: compte for code, compte in found.items() if code in regles.registered()}


def _ajouter(found: dict[str, Compte], comptes: dict[int, dict]) -> None:
    for pk, counted in comptes.items():
        for code, (number, urgent) in counted.items():
            row = found[code]
            row.cas.add(pk)
            row.nombre += number
            row.urgentes += urgent


def _comptes(facts: list[Trouve]) -> dict[str, list[int]]:
    """code → [facts for the ARS, urgent ones]: what is kept beside the facts to be counted without being read."""
    found: dict[str, list[int]] = {}
    for code, fait in facts:
        if DE_L_ARS & fait.publics:
            row = found.setdefault(code, [0, 0])
            row[0] += 1
            row[1] += fait.urgency == Urgence.URGENT
    return found


def _gardes(keys: dict[int, str], today: date, champ: str) -> dict[int, list | dict]:
    """What is kept of those whose journal has not moved (1 statement)."""
    if not settings.COOP_FAITS_GARDES:
        return {}
    rows = FaitsGardes.objects.filter(ca_id__in=keys, jour=today).exclude(cle="").values_list("ca_id", "cle", champ)
    return {pk: value for pk, cle, value in rows if cle == keys[pk]}


def _immediates() -> list[regles.Regle]:
    return [rule for rule in regles.registered().values() if rule.immediate]


def _retrouver(ids: list[int], keys: dict[int, str], today: date) -> dict[int, list[Trouve]]:
    """The facts found anew, and kept."""
    if not ids:
        return {}
    found = _find([rule for rule in regles.registered().values() if not rule.immediate], ids, today)
    if settings.COOP_FAITS_GARDES:
        _keep(found, keys, today)
    return found


def _find(rules: list[regles.Regle], ids: list[int], today: date) -> dict[int, list[Trouve]]:
    found: dict[int, list[Trouve]] = {pk: [] for pk in ids}
    cas = branchee().en_cours(ids)
    for rule in rules:
        for fait in rule.trouver(cas, today):
            # A rule speaks of the coopératives it was given, and of no other.
            found[fait.ca_id].append((rule.code, fait))
    return found


def _etat_du_journal(ca: str) -> tuple[Subquery, Subquery, Subquery]:
    """The last act of a coopérative, how many there are, and the last act that belongs to none."""
    acts = Entry.objects.filter(ca_id=OuterRef(ca)).order_by().values("ca_id")
    common = Entry.objects.filter(ca_id__isnull=True).exclude(verb__startswith="notifications.").order_by("-pk")
    last, count = acts.annotate(of=Max("pk")).values("of"), acts.annotate(of=Count("pk")).values("of")
    return Subquery(last), Subquery(count), Subquery(common.values("pk")[:1])


def _cle(last: int | None, count: int | None, common: int | None) -> str:
    """The count beside the last act tells an act that was written earlier and committed later.

    A coopérative without any act is never kept, since nothing was ever journaled of it.
    """
    return f"{last}/{count}|{common or 0}" if last else ""


def cle(ca_id: int) -> str:
    """What says that something read of one coopérative still holds: empty when nothing can (1 statement)."""
    found = suivies([ca_id]).get(ca_id)
    return found.cle if found else ""


def _keep(found: dict[int, list[Trouve]], keys: dict[int, str], today: date) -> None:
    FaitsGardes.objects.bulk_create(
        [
            FaitsGardes(
                ca_id=pk,
                jour=today,
                cle=keys[pk],
                faits=[_write(code, fait) for code, fait in facts],
                comptes=_comptes(facts),
            )
            for pk, facts in found.items()
            if keys[pk]
        ],
        update_conflicts=True,
        unique_fields=["ca_id"],
        update_fields=["jour", "cle", "faits", "comptes"],
    )


def _write(code: str, fait: Fait) -> dict:
    """What is said, without what is empty: a region keeps hundreds of thousands of them."""
    row = {name: value for name in _NOMS if (value := getattr(fait, name))}
    row |= {"publics": sorted(fait.publics), "organisations": sorted(fait.organisations), "code": code}
    return row | {"due": fait.due.isoformat() if fait.due else ""}


def _read(ca_id: int, row: dict) -> Fait:
    values = {name: row[name] for name in _NOMS if name in row}
    values |= {
        "publics": frozenset(map(Public, row["publics"])),
        "organisations": frozenset(row["organisations"]),
        "urgency": Urgence(row["urgency"]),
        "due": date.fromisoformat(row["due"]) if row["due"] else None,
    }
    return Fait(ca_id=ca_id, **values)


def oublier(using: str = "default", **kwargs) -> None:
    """Empty what is kept: the rules or their sentences may have changed."""
    FaitsGardes.objects.using(using).all().delete()
