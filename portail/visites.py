"""When somebody last came before this visit: kept in the session, since the account only knows its last hour."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from coop import horloge
from coop.accounts.enums import RoleMandat
from coop.accounts.policies import roles_held
from coop.ui.typographie import jour_civil

# Who finds the région in the menu; the page itself decides again at each visit.
LECTEURS_REGION = frozenset({RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD, RoleMandat.DELEGUE, RoleMandat.EVALUATEUR})
REGION = "portail.region"
# Who finds « Comptes et mandats » in the menu of the account.
TENEURS_COMPTES = frozenset({RoleMandat.SIEGE, RoleMandat.COORDINATEUR_DD})
COMPTES = "portail.comptes"
AVANT = "portail.visite_precedente"
VUE = "portail.derniere_vue"
NOUVELLE_VISITE = timedelta(hours=2)
PRECISION = timedelta(minutes=10)


def garder_la_precedente(sender, request: HttpRequest, user, **kwargs) -> None:
    """Receiver of `user_logged_in`: the account's last visit is about to be written over.

    A second sign-in the same day belongs to the visit of that day: what it had to read is still there.
    """
    last = user.derniere_visite
    if last is not None and jour_civil(last) == horloge.today():
        last = user.visite_precedente
    if last is not None:
        request.session[AVANT] = last.isoformat()


def garder_le_menu(sender, request: HttpRequest, user, **kwargs) -> None:
    """Receiver of `user_logged_in`: the menu offers what the mandates open, without a query at each page."""
    held = roles_held(user)
    request.session[REGION] = user.is_superuser or bool(held & LECTEURS_REGION)
    request.session[COMPTES] = user.is_superuser or bool(held & TENEURS_COMPTES)


def precedente(request: HttpRequest) -> datetime | None:
    """The end of the visit before this one; None at the first. Two hours without opening « À faire » end a visit."""
    now, seen = horloge.now(), _moment(request, VUE)
    if seen is not None and now - seen > NOUVELLE_VISITE:
        request.session[AVANT] = seen.isoformat()
    if seen is None or now - seen > PRECISION:
        request.session[VUE] = now.isoformat()
    return _moment(request, AVANT)


def _moment(request: HttpRequest, key: str) -> datetime | None:
    text = request.session.get(key)
    return datetime.fromisoformat(text) if text else None
