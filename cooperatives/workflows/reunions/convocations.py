"""Convene and be answered: invitations, personal links, answers, reminders, sendings tried again (R-GOUV-06, R-GOUV-21)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.accounts.predicates import Refused, require
from coop.journal.actors import SYSTEM, Actor
from coop.notifications.delivery import MAX_ATTEMPTS
from coop.notifications.models import Mail
from coop.ui import typographie
from cooperatives import rules
from cooperatives.enums import Reponse, StatutReunion
from cooperatives.models import Convocation, Cooperative, Reunion
from cooperatives.queries.participants import participants
from cooperatives.workflows.reunions import commun

RAPPEL_AVANT = timedelta(days=7)
# Somebody convened the day before is not reminded the day after.
RAPPEL_APRES = timedelta(days=2)
DATE_PASSEE = (
    "Cette date est passée\u00a0: on n’y convoque plus. Corrigez-la, ou planifiez sans convoquer pour noter une réunion "
    "déjà tenue."
)
ODJ_VIDE = "L’ordre du jour est vide\u00a0: écrivez au moins un point, ou confirmez l’envoi sans ordre du jour."
PAS_CONVOQUE = "Cette convocation ne vous est pas adressée."


@transaction.atomic
def convene(reunion: Reunion, *, actor: Actor, sans_ordre_du_jour: bool = False) -> Reunion:
    """Write to everybody expected, with the agenda, an invitation for their calendar and a way to answer; again after a change.

    Raises Refused, ValidationError: past or cancelled meeting; no agenda, unless `sans_ordre_du_jour` confirms it
    (R-GOUV-21, a recommendation: code « ordre_du_jour »).
    """
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, commun.A_VENIR, commun.FINIE)
    if typographie.jour_civil(reunion.prevue_le) < horloge.today():
        raise ValidationError(DATE_PASSEE)
    if not sans_ordre_du_jour and not reunion.points.exists():
        raise ValidationError(ODJ_VIDE, code="ordre_du_jour")
    again = reunion.convoquee_le is not None
    reunion.statut, reunion.convoquee_le = StatutReunion.CONVOQUEE, horloge.now()
    reunion.save_version()
    rows, gone = _rows(reunion)
    subject = _subject("Réunion modifiée" if again else "Convocation", reunion)
    for row in gone:
        _release(row, actor=actor)
    for row in rows:
        _expect_who_convenes(row, actor)
        _write(row, "convocation", subject, actor=actor)
    reached = sum(bool(row.contact.email) for row in rows)
    people = typographie.avec_nombre(reached, "personne,personnes")
    summary = f"{commun.titre(reunion)}\u00a0: convocation envoyée à {people}."
    commun.note("reunion.convene", summary, reunion, actor=actor)
    return reunion


def _expect_who_convenes(row: Convocation, actor: Actor) -> None:
    """Who convenes comes: their own answer is not asked, and stays theirs to change."""
    if row.contact_id == actor.contact_id and not row.reponse:
        row.reponse, row.repondue_le = Reponse.PRESENT, horloge.now()


def _rows(reunion: Reunion) -> tuple[list[Convocation], list[Convocation]]:
    """(one row for each person expected, the rows of those no longer expected)."""
    known = {row.contact_id: row for row in reunion.convocations.select_related("contact__user")}
    found = []
    for expected in participants(reunion):
        row = known.pop(expected.contact.pk, None) or Convocation(reunion=reunion, contact=expected.contact)
        row.contact, row.membre, row.reunion = expected.contact, expected.membre, reunion
        found.append(row)
    return found, list(known.values())


@transaction.atomic
def follow(ca: Cooperative, *, actor: Actor) -> None:
    """Meetings already convened follow who sits: who came is invited, who went is told (one statement when none waits).

    The verbs that change a composition call it; those whose seat did not change receive nothing.
    """
    rows = ca.reunions.filter(statut=StatutReunion.CONVOQUEE, prevue_le__gt=horloge.now())
    for reunion in rows.select_related("instance", "ca__departement").order_by("prevue_le", "pk"):
        _follow(reunion, actor)


def _follow(reunion: Reunion, actor: Actor) -> None:
    rows, gone = _rows(reunion)
    come = [row for row in rows if row.pk is None]
    if not come and not gone:
        return
    # A greater sequence: a calendar takes the newest word about an event (RFC 5546). The version stays: a form of
    # preparation that is open meanwhile has nothing to compare.
    reunion.mouvements += 1
    reunion.save(update_fields=["mouvements"])
    for row in gone:
        _release(row, actor=actor)
    for row in come:
        _write(row, "convocation", _subject("Convocation", reunion), actor=actor)
    told = [f"{row.contact.fonction} est convoqué" for row in come]
    told += [f"{row.contact.fonction} n’est plus attendu" for row in gone]
    summary = f"{commun.titre(reunion)}\u00a0: {', '.join(told)}."
    commun.note("reunion.follow", summary[:500], reunion, actor=actor)


def _release(row: Convocation, *, actor: Actor) -> None:
    """Somebody no longer expected: the event leaves their calendar, their way in closes, the journal keeps their answer."""
    reunion, contact = row.reunion, row.contact
    links = PersonalLink.objects.filter(usage=UsageLien.REUNION, object_id=reunion.pk, contact=contact)
    for link in links.filter(revoque_le__isnull=True, expire_le__gt=horloge.now()):
        liens.revoke(link, actor=actor)
    row.delete()
    commun.send(
        reunion, contact, "retrait", f"Vous n’êtes plus attendu\u00a0: {commun.titre(reunion)}", {}, actor=actor,
        label="", attachments=[commun.invitation(reunion, contact, commun.organisateur(reunion), retire=True)],
    )  # fmt: skip


def _subject(word: str, reunion: Reunion) -> str:
    return f"{word}\u00a0: {commun.titre(reunion)}, {typographie.heure(reunion.prevue_le)}"


def _write(row: Convocation, kind: str, subject: str, *, actor: Actor, attempt: int = 1) -> None:
    """Send, and keep which mail it was: its state is what the coordination reads."""
    reunion, contact = row.reunion, row.contact
    row.courriel = commun.send(
        reunion, contact, kind, subject, {"points": reunion.points.all(), "repondu": row.reponse},
        actor=actor,
        label="Répondre à la convocation",
        attachments=[commun.invitation(reunion, contact, commun.organisateur(reunion))],
        dedupe_key=f"reunion:{reunion.pk}:{kind}:{reunion.sequence}:{contact.pk}:{attempt}",
    )  # fmt: skip
    row.envoyee_le = horloge.now()
    row.full_clean()
    row.save()


@transaction.atomic
def answer(reunion: Reunion, *, actor: Actor, reponse: Reponse, represente_par: str = "") -> Convocation:
    """The answer of the person convened, changed as often as they wish until the meeting.

    Raises Refused for somebody not convened, ValidationError (`convocation_representee_par_quelqu_un`; meeting over).
    """
    row = reunion.convocations.select_related("contact").filter(contact=actor.contact_id or 0).first()
    if row is None:
        raise Refused(PAS_CONVOQUE)
    commun.check_state(reunion, (StatutReunion.CONVOQUEE,), "On ne répond plus à cette convocation.")
    row.reponse, row.repondue_le = reponse, horloge.now()
    row.represente_par = represente_par.strip() if reponse == Reponse.REPRESENTE else ""
    if row.reponse == Reponse.REPRESENTE and not row.represente_par:
        raise ValidationError({"represente_par": "Dites qui vous représente\u00a0: une fonction suffit."})
    row.full_clean()
    row.save()
    summary = (
        f"{commun.titre(reunion)}\u00a0: {row.contact.fonction} a répondu «\u00a0{row.get_reponse_display()}\u00a0»."
    )
    commun.note("reunion.answer", summary, reunion, actor=actor)
    return row


@transaction.atomic
def void_answers(reunion: Reunion) -> None:
    """A meeting on another day is another question: what was answered no longer holds."""
    reunion.convocations.update(reponse="", represente_par="", repondue_le=None, relancee_le=None)


@transaction.atomic
def remind(reunion: Reunion, *, actor: Actor) -> int:
    """Write again to those who have not answered; how many. Raises Refused, ValidationError unless it is convened."""
    require(rules.animates, actor, reunion.ca, commun.REFUS)
    commun.check_state(reunion, (StatutReunion.CONVOQUEE,), commun.FINIE)
    rows = _silent(Convocation.objects.filter(reunion=reunion))
    _remind(rows, actor=actor)
    if rows:
        people = typographie.avec_nombre(len(rows), "personne,personnes")
        commun.note("reunion.remind", f"{commun.titre(reunion)}\u00a0: rappel à {people}.", reunion, actor=actor)
    return len(rows)


def remind_all(today: date) -> int:
    """Daily: a reminder, once, to those who have not answered seven days before the meeting."""
    moment = horloge.now()
    rows = Convocation.objects.filter(
        relancee_le__isnull=True,
        envoyee_le__lte=moment - RAPPEL_APRES,
        reunion__statut=StatutReunion.CONVOQUEE,
        reunion__prevue_le__gt=moment,
        reunion__prevue_le__date__lte=today + RAPPEL_AVANT,
    )
    found = _silent(rows)
    _remind(found, actor=SYSTEM)
    return len(found)


def _silent(rows: QuerySet[Convocation]) -> list[Convocation]:
    """Those of `rows` who did not answer and can be written to."""
    related = ("contact__user", "membre", "reunion__instance", "reunion__ca__departement")
    return list(rows.filter(reponse="").exclude(contact__email="").select_related(*related).order_by("pk"))


def _remind(rows: list[Convocation], *, actor: Actor) -> None:
    for row in rows:
        first = row.envoyee_le
        row.relancee_le = horloge.now()
        day = typographie.jour_civil(row.relancee_le).toordinal()
        _write(row, "rappel_convocation", _subject("Rappel", row.reunion), actor=actor, attempt=day)
        Convocation.objects.filter(pk=row.pk).update(envoyee_le=first)


def retry_all(today: date) -> int:
    """Daily: a convocation the server refused leaves again with a new link (the kept text hides the first one)."""
    related = ("contact__user", "membre", "courriel", "reunion__instance", "reunion__ca__departement")
    failed = Convocation.objects.filter(
        courriel__state=Mail.Etat.ECHEC,
        courriel__resendable=False,
        reunion__statut=StatutReunion.CONVOQUEE,
        reunion__prevue_le__gt=horloge.now(),
    ).exclude(contact__email="")
    count = 0
    for row in failed.select_related(*related).order_by("pk"):
        kind = row.courriel.kind.removeprefix("cooperatives.")
        stem, _, attempt = row.courriel.dedupe_key.rpartition(":")
        if Mail.objects.filter(dedupe_key__startswith=f"{stem}:").count() < MAX_ATTEMPTS:
            _write(row, kind, row.courriel.subject, actor=SYSTEM, attempt=int(attempt) + 1)
            count += 1
    return count
