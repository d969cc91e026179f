"""« Mon récapitulatif »: one mail a person rather than ten, on Monday or each morning, and the reminder of a near date.

The row of the mail is the claim: its key (person, day or week) is unique and inserted before anything leaves, so that two
workers write one mail. Nobody is written to about what is done, cancelled, handed over or put off: the list is the one
of « À faire » at that moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from coop.notifications import duties, faits, mail, regles
from coop.notifications.attentes import en_attente
from coop.notifications.audience import branchee
from coop.notifications.duties import Duty
from coop.notifications.enums import Frequence, Niveau
from coop.organisations.models import Contact
from coop.ui.rubriques import lien
from coop.ui.typographie import avec_nombre, date_longue

GENRE = "recapitulatif"
MODELE = "notifications/mails/recapitulatif.txt"
PERSONNES = 200  # people written to in one transaction
LIGNES = 12  # beyond, the mail counts and « À faire » lists
QUINZAINE = timedelta(days=14)
AVANT, APRES = timedelta(days=7), timedelta(days=1)  # days of the reminder around a date
LUNDI = 0


@dataclass(frozen=True, slots=True)
class Partie:
    """A part of the mail: its title and its duties."""

    titre: str
    taches: list[Duty]


def parties(taches: Iterable[Duty], today: date) -> list[Partie]:
    """What is late, what comes within a fortnight, what has no date, what comes later; empty parts are left out."""
    found: dict[str, list[Duty]] = {
        name: [] for name in ("En retard", "D’ici deux semaines", "Dès que possible", "Plus tard", "À savoir")
    }
    for tache in taches:
        found[_partie(tache, today)].append(tache)
    return [Partie(title, rows) for title, rows in found.items() if rows]


def _partie(tache: Duty, today: date) -> str:
    if tache.due is None:
        return "À savoir" if tache.level == Niveau.INFORMATION else "Dès que possible"
    if tache.late(today):
        return "En retard"
    return "D’ici deux semaines" if tache.due <= today + QUINZAINE else "Plus tard"


def sujet(taches: list[Duty], today: date) -> str:
    """The first duty and its date, then how many others."""
    counted = comptees(taches)
    first = counted[0]
    when = (
        f", {'en retard depuis le' if first.late(today) else 'avant le'} {date_longue(first.due)}" if first.due else ""
    )
    others = len(counted) - 1
    more = f" (et {avec_nombre(others, 'autre tâche,autres tâches')})" if others else ""
    return f"À faire\u00a0: {first.title[0].lower()}{first.title[1:]}{when}{more}"


def comptees(taches: list[Duty]) -> list[Duty]:
    """What the menu counts: all but the informations, or these when there is nothing else."""
    return [tache for tache in taches if tache.level != Niveau.INFORMATION] or taches


def contexte(taches: list[Duty], today: date, *, rappel: bool = False) -> dict:
    """What the template of the mail prints; the first lines only, the rest is counted."""
    told = duties.rassembler(taches)
    left, shown = LIGNES, []
    for part in parties(told, today):
        if left > 0:
            shown.append(Partie(part.titre, part.taches[:left]))
            left -= len(shown[-1].taches)
    return {
        "parties": shown,
        "nombre": len(comptees(taches)),
        "autres": max(len(told) - LIGNES, 0),
        "rappel": rappel,
        "plusieurs": len({tache.ca_id for tache in taches}) > 1,
        "action_url": lien("portail:a_faire"),
        "action_label": "Ouvrir «\u00a0À faire\u00a0»",
    }


def envoyer(today: date) -> int:
    """Write the mails of the day; returns how many. Safe to run again, and by two workers at once.

    What the rules find of each coopérative is brought up to date first, batch by batch, so that the people's lists and
    the pages of the morning only read it.
    """
    for _ in faits.lire(faits.suivies(None), today):
        pass
    people = iter(destinataires(today).iterator(chunk_size=PERSONNES))
    sent = 0
    while lot := list(islice(people, PERSONNES)):
        with transaction.atomic():
            sent += _ecrire(lot, today)
    return sent


def destinataires(today: date) -> QuerySet[Contact]:
    """People with an account and an address, who did not ask to be left in peace."""
    rows = Contact.objects.filter(user__is_active=True).exclude(email="")
    rows = rows.exclude(preference_rappel__frequence=Frequence.AUCUNE)
    return rows.select_related("preference_rappel").order_by("pk")


def _ecrire(lot: list[Contact], today: date) -> int:
    """The mails of a batch of people (a fixed number of statements)."""
    keys = {contact.pk: cle(contact.pk, entier(contact, today), today) for contact in lot}
    already = mail.used(keys.values())
    waiting = [contact for contact in lot if keys[contact.pk] not in already]
    if not waiting:
        return 0
    mine = dict(_taches([contact.pk for contact in waiting], today))
    whole = [_lettre(c, mine[c.pk], keys[c.pk], today) for c in waiting if entier(c, today) and mine[c.pk]]
    near = {c: [t for t in mine[c.pk] if a_rappeler(t, today)] for c in waiting if not entier(c, today)}
    recalls = [_lettre(c, taches, keys[c.pk], today, rappel=True) for c, taches in near.items() if taches]
    return mail.send_many(whole, kind=GENRE, template=MODELE) + mail.send_many(recalls, kind="rappel", template=MODELE)


def _lettre(contact: Contact, taches: list[Duty], key: str, today: date, *, rappel: bool = False) -> mail.Lettre:
    places = {tache.ca_id for tache in taches}
    subject = ("Rappel\u00a0: " if rappel else "") + sujet(taches, today)
    context = contexte(taches, today, rappel=rappel)
    return mail.Lettre(contact, subject, context, key, places.pop() if len(places) == 1 else None)


def entier(contact: Contact, today: date) -> bool:
    """Whether the person receives its whole list today, or only the reminder of a near date."""
    chosen = getattr(contact, "preference_rappel", None)
    daily = chosen is not None and chosen.frequence == Frequence.QUOTIDIENNE
    return daily or today.weekday() == LUNDI


def cle(contact_id: int, whole: bool, today: date) -> str:
    """The unique key of the mail of a person: one a day at most."""
    return f"{GENRE if whole else 'rappel'}:{today:%Y-%m-%d}:{contact_id}"


def a_rappeler(tache: Duty, today: date) -> bool:
    """An obligation or advice whose date is in a week, or was yesterday; not when the rule writes by itself."""
    if tache.due is None or tache.level == Niveau.INFORMATION or not regles.registered()[tache.code].rappels:
        return False
    return today in (tache.due - AVANT, tache.due + APRES)


def _taches(people: list[int], today: date) -> Iterator[tuple[int, list[Duty]]]:
    portees = branchee().portees(people)
    named = faits.nommees(people)
    snoozed = en_attente(people, today)
    cas, found = _par_ca(list(portees.values()), today)
    for person, portee in portees.items():
        own = found if portee.partout else {*portee.publics, *named.get(person, ())}
        facts = [row for ca in own for row in found.get(ca, ())]
        rows = duties.de_portee(portee, facts, snoozed.get(person, {}), cas)
        yield person, [duty for duty in rows if duty.attente is None]


def _par_ca(portees: list, today: date) -> tuple[dict[int, faits.Suivie], dict[int, list[faits.Trouve]]]:
    """The coopératives read, and the facts of each. Of the whole region, only what somebody of the batch reads is kept."""
    everywhere = frozenset().union(*(portee.partout for portee in portees))
    own = set(faits.cooperatives_de(p for p in portees if not p.partout) or ())
    own.update(ca for p in portees if p.partout for ca in p.publics)
    cas, found = faits.suivies(None if everywhere else sorted(own)), defaultdict(list)
    for code, fait in faits.lire(cas, today):
        if fait.ca_id in own or fait.publics & everywhere:
            found[fait.ca_id].append((code, fait))
    return cas, found
