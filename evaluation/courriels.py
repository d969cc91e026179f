"""What is written to the people of a party about its bilan, and the personal link it carries (decisions.md 28, 31)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from conventions.enums import TypePartie
from coop import horloge
from coop.accounts import liens
from coop.accounts.enums import UsageLien
from coop.accounts.models import PersonalLink
from coop.journal.actors import SYSTEM, Actor
from coop.notifications import mail
from coop.organisations.models import Contact
from coop.ui.rubriques import lien
from coop.ui.typographie import date_heure, date_longue
from evaluation.models import Bilan, SaisiePourCompte, VersionBilan
from evaluation.queries.destinataires import contacts_of

LINK_DAYS = 60
FOLDER = "evaluation/courriels"


def link_until(bilan: Bilan) -> datetime:
    """The moment from which a link to the bilan opens nothing: the end of the sixtieth day after its due date."""
    day = bilan.echeance + timedelta(days=LINK_DAYS + 1)
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def renewal(link: PersonalLink) -> datetime | None:
    """Until when a renewed link runs; None when the bilan is gone or its time is over."""
    bilan = Bilan.objects.filter(pk=link.object_id).first()
    if bilan is None or link_until(bilan) <= horloge.now():
        return None
    return link_until(bilan)


def over(link: PersonalLink) -> str:
    """Why a closed link opens its bilan no more: sent, or its time is over."""
    bilan = Bilan.objects.filter(pk=link.object_id).first()
    if bilan is None or renewal(link):
        return ""
    if sent := bilan.versions.filter(transmise_le__isnull=False).order_by("numero").last():
        return f"Ce bilan a été transmis le {date_longue(sent.transmise_le)}. Il ne s’ouvre plus par un lien."
    return f"Ce bilan était à transmettre avant le {date_longue(bilan.echeance)}. Il ne s’ouvre plus par un lien."


def not_yet_reminded(due: dict[Bilan, tuple[str, list[Contact]]]) -> dict[Bilan, list[Contact]]:
    """bilan → the people whom `remind` has not written to for that key (1 statement for a thousand of them)."""
    keys = {
        (bilan, contact): f"{_reminder(bilan, key)}:{contact.pk}"
        for bilan, (key, people) in due.items()
        for contact in people
    }
    sent = mail.used(keys.values())
    found = {
        bilan: [contact for contact in people if keys[bilan, contact] not in sent] for bilan, (_, people) in due.items()
    }
    return {bilan: people for bilan, people in found.items() if people}


def remind(bilan: Bilan, people: Iterable[Contact], key: str, *, actor: Actor) -> int:
    """Announce or recall the bilan once for `key`; returns how many messages were written."""
    late = horloge.today() > bilan.echeance
    verb = "Rappel\u00a0: transmettre" if late else "Transmettre"
    subject = f"{verb} le bilan du {_quarter(bilan)}, {bilan.ca.intitule}"
    return _write(
        bilan, people, _reminder(bilan, key), "bilan.rappel", subject, "rappel.txt", {"en_retard": late}, actor
    )


def _reminder(bilan: Bilan, key: str) -> str:
    return f"bilan:{bilan.pk}:{key}"


def ask_completion(bilan: Bilan, *, actor: Actor) -> int:
    """Tell the party what its bilan still needs, in the words of the coordination."""
    subject = f"Compléter le bilan du {_quarter(bilan)}, {bilan.ca.intitule}"
    key = f"bilan:{bilan.pk}:completer:{horloge.now().isoformat()}"
    questions = bilan.questions.filter(envoyee_le__isnull=False, repondue_le__isnull=True).select_related("action")
    until = date_longue(bilan.reouvert_jusqu_au) if bilan.reouvert_jusqu_au else ""
    context = {"commentaire": bilan.commentaire_dd, "questions": list(questions), "jusqu_au": until}
    return _write(bilan, contacts_of(bilan), key, "bilan.completer", subject, "completer.txt", context, actor)


def ask_confirmation(bilan: Bilan, typed: SaisiePourCompte, *, actor: Actor) -> int:
    """Ask the party to confirm, or to correct, what the coordination typed for it."""
    subject = f"Confirmer le bilan du {_quarter(bilan)}, {bilan.ca.intitule}"
    key = f"bilan:{bilan.pk}:confirmer:{typed.pk}"
    context = {"typed": typed, "recueilli_le": date_longue(typed.recueilli_le), "action_label": "Lire et confirmer"}
    return _write(bilan, contacts_of(bilan), key, "bilan.confirmer", subject, "confirmer.txt", context, actor)


def acknowledge(version: VersionBilan) -> None:
    """The receipt of a transmission, to those who answer for the party."""
    bilan = version.bilan
    for contact in contacts_of(bilan):
        url, secrets = _address(bilan, contact, SYSTEM)
        mail.send(
            contact=contact,
            kind="bilan.recu",
            subject=f"Bilan du {_quarter(bilan)} transmis, {bilan.ca.intitule}",
            template=f"{FOLDER}/recu.txt",
            context=_about(bilan)
            | {"transmis_le": date_heure(version.transmise_le), "numero": version.numero}
            | {"action_url": url, "action_label": "Garder l’accusé (PDF)"},
            dedupe_key=f"bilan:{bilan.pk}:recu:{version.numero}:{contact.pk}",
            secrets=secrets,
            **_place(bilan),
        )


def _write(
    bilan: Bilan, people: Iterable[Contact], key: str, kind: str, subject: str, template: str, extra: dict, actor: Actor
) -> int:
    sent = 0
    for contact in people:
        dedupe_key = f"{key}:{contact.pk}"
        if mail.already_sent(dedupe_key):
            continue
        url, secrets = _address(bilan, contact, actor)
        mail.send(
            contact=contact,
            kind=kind,
            subject=subject,
            template=f"{FOLDER}/{template}",
            context={"action_label": "Remplir le bilan"} | _about(bilan) | extra | {"action_url": url},
            dedupe_key=dedupe_key,
            secrets=secrets,
            **_place(bilan),
        )
        sent += 1
    return sent


def _address(bilan: Bilan, contact: Contact, actor: Actor) -> tuple[str, list[str]]:
    """The personal link to the bilan; the people of the ARS have accounts and get the page itself."""
    if bilan.partie.type == TypePartie.ARS:
        return lien("evaluation:bilan", ca_ref=bilan.ca.reference, bilan_id=bilan.pk), []
    issued = liens.create(
        contact=contact,
        usage=UsageLien.BILAN,
        object_id=bilan.pk,
        expire_le=link_until(bilan),
        actor=actor,
        ca_id=bilan.ca_id,
    )
    return issued.url, [issued.url]


def _quarter(bilan: Bilan) -> str:
    return f"{bilan.trimestre}{'er' if bilan.trimestre == 1 else 'e'}\u00a0trimestre"


def _about(bilan: Bilan) -> dict:
    return {
        "ca": bilan.ca,
        "organisation": bilan.partie.organisation,
        "trimestre": _quarter(bilan),
        "debut": date_longue(bilan.debut),
        "dernier_jour": date_longue(bilan.fin - timedelta(days=1)),
        "echeance": date_longue(bilan.echeance),
    }


def _place(bilan: Bilan) -> dict:
    return {
        "ca_id": bilan.ca_id,
        "departement": bilan.ca.departement.code,
        "organisation_id": bilan.partie.organisation_id,
    }
