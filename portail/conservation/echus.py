"""Whose data have been kept long enough (`COOP_RETENTION`): people that nothing has tied to the platform for years.

A tie holds while it runs, and for the whole duration after its end: a mandate, a participation, a seat, a signature asked,
a meeting, a link. The life of a coopérative holds its people; the acts and the documents are archives and stay.
"""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from conventions.models import Signataire
from coop.accounts.models import Invitation, Mandate, PersonalLink, User
from coop.calendrier import add_months
from coop.organisations.enums import TypeOrganisation
from coop.organisations.models import Contact
from cooperatives.enums import QualiteInstance, Statut
from cooperatives.models import Convocation, Coordinateur, MembreInstance, Presence, Representant, TransitionPhase
from evaluation.models import SiegeRegional
from portail.contenus.reglages import duree

VIVANTES = (Statut.EN_COURS, Statut.SUSPENDUE)


def depuis(today: date, duration: str) -> date:
    """The first day that is still within the duration named in `COOP_RETENTION` (`_ans` or `_mois`)."""
    months = duree(duration) * (12 if duration.endswith("_ans") else 1)
    return add_months(today, -months)


def contacts_echus(today: date) -> QuerySet[Contact]:
    """Contacts with something to erase, that no tie holds any more; inhabitants are kept for less long."""
    known = Contact.objects.exclude(nom="", email="", telephone="").annotate(habitant=_est_habitant())
    others = known.filter(habitant=False).exclude(_tenu(depuis(today, "contact_apres_ca_ans")))
    habitants = known.filter(habitant=True).exclude(_tenu(depuis(today, "habitant_ans")))
    return Contact.objects.filter(Q(pk__in=others.values("pk")) | Q(pk__in=habitants.values("pk"))).order_by("pk")


def comptes_endormis(day: date) -> QuerySet[User]:
    """Accounts without any sign-in since `day`; those of administrators are kept by hand."""
    known = User.objects.annotate(vu_le=Coalesce("derniere_visite", "date_joined"))
    return known.filter(vu_le__lt=debut(day), is_superuser=False, contact__isnull=False).order_by("pk")


def _est_habitant() -> Exists:
    """Who takes part as an inhabitant: by the group it belongs to, or by the quality in which it sits."""
    in_group = Contact.objects.filter(pk=OuterRef("pk"), organisation__type=TypeOrganisation.GROUPE_HABITANTS)
    seats = MembreInstance.objects.filter(contact=OuterRef("pk"), qualite=QualiteInstance.HABITANT)
    return Exists(in_group) | Exists(seats)


def _tenu(since: date) -> Q:
    """Whether a tie runs, or ended since that day."""
    moment = debut(since)
    open_ended = Q(fin__isnull=True) | Q(fin__gt=since)
    left = Q(membre__date_sortie__isnull=True) | Q(membre__date_sortie__gt=since)
    ties = (
        Mandate.objects.filter(open_ended),
        Representant.objects.filter(open_ended, left, _vivante("membre__ca", since)),
        Coordinateur.objects.filter(open_ended, _vivante("ca", since)),
        MembreInstance.objects.filter(
            Q(instance__fin__isnull=True) | Q(instance__fin__gt=since), _vivante("instance__ca", since)
        ),
        SiegeRegional.objects.filter(Q(instance__fin__isnull=True) | Q(instance__fin__gt=since)),
        Signataire.objects.filter(_vivante("partie__convention__ca", since)),
        Convocation.objects.filter(reunion__prevue_le__gt=moment),
        Presence.objects.filter(reunion__prevue_le__gt=moment),
        Invitation.objects.filter(cree_le__gt=moment),
        PersonalLink.objects.filter(expire_le__gt=moment),
        User.objects.filter(Q(derniere_visite__gt=moment) | Q(date_joined__gt=moment) | Q(is_superuser=True)),
    )
    held = Q(cree_le__gt=moment)
    for rows in ties:
        held |= Q(Exists(rows.order_by().filter(contact=OuterRef("pk"))))
    return held


def _vivante(path: str, since: date) -> Q:
    """The coopérative goes on, or ended since that day."""
    ended = TransitionPhase.objects.filter(le__gt=debut(since)).exclude(statut__in=VIVANTES)
    return Q(**{f"{path}__statut__in": VIVANTES}) | Q(Exists(ended.order_by().filter(ca=OuterRef(path))))


def debut(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
