"""The work of the day that erases what was kept long enough; the journal says that it was done, not of whom (R-SI-04)."""

from datetime import date, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from coop import horloge
from coop.accounts.models import PersonalLink, User
from coop.calendrier import add_months
from coop.classeurs import workflows as classeurs
from coop.journal.actors import SYSTEM, Actor
from coop.journal.workflows import record
from coop.notifications.mail import send
from coop.notifications.models import Attachment, Mail
from coop.organisations.models import Contact
from coop.ui.typographie import date_longue, jour_civil
from portail.conservation import echus
from portail.contenus.reglages import duree

# Days between the mail that warns and the end of an account.
AVERTI = 30
SANS_ADRESSE = "efface@coop.invalid"
EFFACE = "Texte effacé\u00a0: ce courriel était adressé à une personne dont les coordonnées ne sont plus conservées."


def du_jour(today: date) -> int:
    """Warn sleeping accounts, close those warned, erase contacts, technical traces and workbooks; returns how many acts."""
    acts = _avertir(today) + _fermer(today) + _effacer_les_contacts(today) + _effacer_les_traces(today)
    return acts + classeurs.oublier(echus.debut(echus.depuis(today, "classeurs_mois")), actor=SYSTEM)


@transaction.atomic
def effacer(contact: Contact, *, actor: Actor) -> None:
    """Erase who a contact is: name, addresses, account, links. Its function stays beside the acts, which are archives."""
    contact.version += 1
    contact.nom = contact.email = contact.telephone = ""
    contact.save()
    User.objects.filter(contact=contact).delete()
    for tie in (contact.liens, contact.flux_calendrier, contact.mises_en_attente, contact.invitations):
        tie.all().delete()
    Attachment.objects.filter(mail__contact=contact).delete()
    contact.mails.exclude(to="").update(to=SANS_ADRESSE, resendable=False)
    contact.mails.update(subject="Courriel effacé", body=EFFACE, html="", contact=None)
    record("contact.forget", "Coordonnées effacées au terme de leur durée de conservation.", actor=actor, obj=contact)


def _effacer_les_contacts(today: date) -> int:
    rows = list(echus.contacts_echus(today))
    for contact in rows:
        effacer(contact, actor=SYSTEM)
    return len(rows)


def _avertir(today: date) -> int:
    """One mail a month before the end; a key per last visit, so that somebody who came back is warned anew."""
    limit = echus.depuis(today, "compte_inactif_ans")
    users = list(echus.comptes_endormis(limit + timedelta(days=AVERTI)).select_related("contact"))
    warned = _avertis(users)
    to_warn = [user for user in users if _cle(user) not in warned]
    for user in to_warn:
        asleep_until = add_months(jour_civil(user.vu_le), 12 * duree("compte_inactif_ans"))
        end = max(today + timedelta(days=AVERTI), asleep_until)
        context = {"fin": date_longue(end), "action_url": "/compte/login/", "action_label": "Me connecter"}
        subject = f"Votre compte Coop sera effacé le {date_longue(end)}"
        send(
            contact=user.contact, kind="compte.inactif", subject=subject, context=context, dedupe_key=_cle(user),
            template="accounts/email/compte_inactif.txt",
        )  # fmt: skip
    return len(to_warn)


def _fermer(today: date) -> int:
    """Delete the accounts asleep for the whole duration, whose warning is a month old; the contact stays while it is tied."""
    users = list(echus.comptes_endormis(echus.depuis(today, "compte_inactif_ans")).select_related("contact"))
    warned, last = _avertis(users), today - timedelta(days=AVERTI)
    over = [user for user in users if _cle(user) in warned and warned[_cle(user)] <= last]
    for user in over:
        record("compte.forget", "Compte effacé, sans connexion depuis longtemps.", actor=SYSTEM, obj=user.contact)
        user.delete()
    return len(over)


def _avertis(users: list[User]) -> dict[str, date]:
    """The day each was warned, by key; 1 statement."""
    rows = Mail.objects.filter(dedupe_key__in=[_cle(user) for user in users]).values_list("dedupe_key", "created_at")
    return {key: jour_civil(at) for key, at in rows}


def _cle(user: User) -> str:
    return f"compte.inactif:{user.pk}:{user.vu_le:%Y%m%d%H%M%S}"


def _effacer_les_traces(today: date) -> int:
    """Sessions that ended, where and from what people signed in, links long over."""
    since = echus.debut(echus.depuis(today, "journaux_techniques_mois"))
    traces = (
        Session.objects.filter(expire_date__lt=horloge.machine()),
        UserSession.objects.filter(last_seen_at__lt=since),
        PersonalLink.objects.filter(expire_le__lt=since),
    )
    return sum(rows.delete()[0] for rows in traces)
