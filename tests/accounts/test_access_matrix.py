"""Every address declares who opens it, and personas × addresses × methods × own/foreign objects obey the declaration."""

import logging
from collections.abc import Iterator
from copy import copy, deepcopy
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import transaction
from django.template.backends.django import Template
from django.urls import reverse

from coop import horloge
from coop.accounts import cookies, liens, sweep
from coop.accounts.backends import Comptes
from coop.accounts.enums import UsageLien
from coop.accounts.models import User
from coop.accounts.personas import PERSONAS
from coop.accounts.policies import SAFE_METHODS
from coop.accounts.sessions import SessionStore
from coop.documents import kinds
from coop.journal.actors import SYSTEM
from coop.organisations.models import Contact
from cooperatives import roles
from cooperatives.models.perimetre import CooperativeQuerySet
from tests.accounts.monde import Monde, Sample, bati
from tests.accounts.regles_fines import FINER_RULE
from tests.factories import ContactFactory
from tests.guards.client import GuardedClient

# Every persona plays every address: once, on SQLite.
pytestmark = [pytest.mark.django_db, pytest.mark.lourd]

# Role of each persona in its own CA (78) and in the foreign one (95), written out: the sweep never computes it.
ROLE_ON_OWN = {
    "siege": "siege",
    "dd78": "coordination",
    "delegue78": "delegue",
    "copilote78": "copilote partenaire",
    "asso-a": "partenaire",
    "asso-b": "partenaire",
    "habitant": "habitant",
    "evaluateur": "evaluateur",
    "lecteur": "lecteur",
    "admin": "admin",
}
ROLE_ON_FOREIGN = {"siege": "siege", "dd95": "coordination", "lecteur": "lecteur", "admin": "admin"}
MANDATE = {
    "siege": "siege",
    "dd77": "coordinateur_dd",
    "dd78": "coordinateur_dd",
    "dd91": "coordinateur_dd",
    "dd92": "coordinateur_dd",
    "dd93": "coordinateur_dd",
    "dd94": "coordinateur_dd",
    "dd95": "coordinateur_dd",
    "delegue78": "delegue",
    "copilote78": "partenaire",
    "asso-a": "partenaire",
    "asso-b": "partenaire",
    "habitant": "partenaire",
    "evaluateur": "evaluateur",
    "lecteur": "lecteur",
}
# What is played of Django's administration: one gate guards all of it (`AdminSite.admin_view`).
ADMIN_PLAYED = {"admin:index", "admin:accounts_user_changelist", "admin:accounts_mandate_add"}
# They end or replace the session of the persona, or answer by themselves to anyone.
NOT_PLAYED = {"admin:logout", "admin:login"}
METHODS = ("get", "post")
LINK_STATES = ("valide", "expiré", "révoqué", "autre objet", "sans lien")
SIGN_IN = ("/compte/login/?next=", "/administration/login/?next=")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[Monde]:
    """The world, built once in a transaction that is never kept; each test plays inside it and is undone."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(kinds, "_documents", dict(kinds._documents))
        patch.setattr(kinds, "_pieces", dict(kinds._pieces))
        yield bati()
        transaction.set_rollback(True)


@pytest.fixture
def monde(world, db, monkeypatch) -> Monde:
    """A copy that a test may complete. Pages are not drawn: tests of each app read them, this one asks who enters.

    Sessions, accounts, perimeters and roles are read once, by the real functions: every request is undone, nothing
    changes them.
    """
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
    # Thousands of refusals are expected here: their tracebacks would cost more than the requests.
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    for name in ("visible_to", "overview_visible_to"):
        monkeypatch.setattr(CooperativeQuerySet, name, _read_once(getattr(CooperativeQuerySet, name)))
    monkeypatch.setattr(roles, "_read_roles", _roles_read_once(roles._read_roles))
    monkeypatch.setattr(Comptes, "get_user", _account_read_once(Comptes.get_user))
    monkeypatch.setattr(SessionStore, "load", _session_read_once(SessionStore.load))
    return replace(world, samples=dict(world.samples), link_objects=dict(world.link_objects))


def _account_read_once(read):
    known: dict[int, User] = {}

    def remembered(backend, user_id):
        if user_id not in known:
            known[user_id] = read(backend, user_id)
        return copy(known[user_id])

    return remembered


def _session_read_once(read):
    known: dict[str, dict] = {}

    def remembered(store):
        key = store.session_key
        if key not in known:
            known[key] = read(store)
        return deepcopy(known[key])

    return remembered


def _roles_read_once(read):
    known: dict[tuple, frozenset] = {}

    def remembered(actor, ca):
        key = (actor.is_admin, actor.contact_id, ca.pk)
        if key not in known:
            known[key] = read(actor, ca)
        return known[key]

    return remembered


def _read_once(perimeter):
    """The same perimeter, whose ids are read at the first request of each person."""
    known: dict[int | None, list[int]] = {}

    def remembered(queryset, user, held=None):
        if user.pk not in known:
            known[user.pk] = list(perimeter(queryset.model._base_manager.all(), user).values_list("pk", flat=True))
        return queryset.filter(pk__in=known[user.pk])

    return remembered


def test_every_address_declares_its_policy():
    missing = [f"{route.path} ({route.name})" for route in sweep.undeclared()]

    assert not missing, "declare a policy (coop.accounts.policies, cooperatives.perimetre.ca_view):\n" + "\n".join(
        missing
    )


def test_view_without_policy_is_found():
    found = [route.path for route in sweep.undeclared("tests.accounts.urls_undeclared")]

    assert found == ["/oubliee/", "/dedans/<int:pk>/oubliee/"]


def test_command_prints_the_matrix():
    out = StringIO()
    call_command("access_matrix", stdout=out)

    line = next(line for line in out.getvalue().splitlines() if " liens:ouvrir " in line)
    assert line.split() == ["/lien/<str:token>/", "liens:ouvrir", "public", "tous", "tous"]
    assert any(" admin:index " in line and "administration" in line for line in out.getvalue().splitlines())


def test_command_fails_on_an_undeclared_view(settings):
    settings.ROOT_URLCONF = "tests.accounts.urls_undeclared"

    with pytest.raises(CommandError, match=r"2 adresse\(s\)"):
        call_command("access_matrix", stdout=StringIO())


def test_unknown_parameter_says_what_to_add(monde):
    route = next(r for r in sweep.routes("tests.accounts.urls_undeclared") if "pk" in r.parameters)

    assert monde.missing(route) == ['/dedans/<int:pk>/oubliee/: samples["dedans:oubliee.pk"] = Sample(own, foreign)']


def test_every_parameter_has_a_sample(monde):
    missing = [line for route in sweep.routes() if _is_played(route) for line in monde.missing(route)]

    assert not missing, "add these (see tests/accounts/monde.py):\n" + "\n".join(missing)


# Who holds the same roles opens the same: dd78 has no role on the foreign coopérative, dd95 none on the own one, and
# asso-a plays for the two partners.
ALIKE = {"dd77", "dd91", "dd92", "dd93", "dd94", "asso-b"}
PLAYED = ["anonyme", *(persona.code for persona in PERSONAS if persona.code not in ALIKE)]


@pytest.mark.parametrize("code", PLAYED)
def test_persona_opens_what_is_declared_and_nothing_else(monde, code):
    wrong = _faults(monde, code)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("state", LINK_STATES)
def test_link_persona_opens_its_object_and_nothing_else(monde, state):
    wrong = _link_faults(monde, state)

    assert not wrong, "\n".join(wrong)


@pytest.mark.urls("tests.accounts.urls")
@pytest.mark.parametrize("code", ["anonyme", "siege", "lecteur", "asso-a", "admin"])
def test_sweep_finds_nothing_wrong_in_honest_views(monde, code):
    assert _faults(monde, code) == []


@pytest.mark.urls("tests.accounts.urls")
@pytest.mark.parametrize("state", LINK_STATES)
def test_sweep_finds_nothing_wrong_in_honest_link_views(monde, state):
    monde.link_objects["confirmer"] = (7, 8)
    monde.samples["suite"] = Sample("a", "b")

    assert _link_faults(monde, state) == []


@pytest.mark.urls("tests.accounts.urls_undeclared")
@pytest.mark.parametrize(("code", "faults"), [("siege", 0), ("lecteur", 2)])
def test_sweep_finds_a_view_that_does_not_do_what_it_declares(monde, code, faults):
    assert len(_faults(monde, code)) == faults


@pytest.mark.urls("tests.accounts.urls_undeclared")
@pytest.mark.parametrize(("state", "faults"), [("valide", 0), *((state, 2) for state in LINK_STATES[1:])])
def test_sweep_finds_a_link_view_that_opens_without_link(monde, state, faults):
    monde.link_objects["bilan"] = (7, 8)

    assert len(_link_faults(monde, state)) == faults


def _faults(monde: Monde, code: str) -> list[str]:
    user, wrong = monde.users[code], []
    player = Player(user, monde)
    for route in sweep.routes():
        if not _is_played(route) or monde.missing(route):
            continue
        for side in monde.sides(route):
            url = reverse(route.name, kwargs=monde.kwargs(route, side, user))
            for method in METHODS:
                expected = _expected(route, code, side, method)
                seen = player.seen(method, url, route.name)
                if seen not in expected | {"405"}:
                    wrong.append(f"{method.upper()} {url} ({route.name}, {side}): {seen}, not {expected}")
    return wrong


def _link_faults(monde: Monde, state: str) -> list[str]:
    wrong = []
    for route in sweep.routes():
        if route.policy is None or route.policy.kind != "link":
            continue
        (usage,) = route.policy.read
        assert usage in monde.link_objects, (
            f"{route.path}: add link_objects[{usage!r}] in tests/accounts/monde_<app>.py"
        )
        mine, other = monde.link_objects[usage]
        holder = monde.link_contacts.get(usage)
        user = holder and getattr(holder, "user", None)
        kwargs = {
            name: monde.sample(route, name).value("own", user) for name in route.parameters if name != "object_id"
        }
        url = reverse(route.name, kwargs={"object_id": mine, **kwargs})
        assert url.startswith(f"/l/{usage}/{mine}/"), f"{route.path}: the cookie of the link would not be sent"
        player = Player(None, monde, _link_cookie(usage, state, mine, other, holder))
        for method in METHODS:
            seen = player.seen(method, url, route.name)
            refused = seen in {"404", "410", "403"}
            if seen != "405" and refused is (state == "valide"):
                wrong.append(f"{method.upper()} {url} ({route.name}): {seen} with a link {state}")
    return wrong


def _is_played(route: sweep.Route) -> bool:
    if route.name.startswith("admin:"):
        return route.name in ADMIN_PLAYED
    return (
        bool(route.name) and route.policy is not None and route.policy.kind != "link" and route.name not in NOT_PLAYED
    )


def _expected(route: sweep.Route, code: str, side: str, method: str) -> set[str]:
    """The answers that obey the declaration; « ouvert » is any answer of the view itself."""
    opened = {"ouvert", "403", "404"} if route.name in FINER_RULE else {"ouvert"}
    people = route.policy.read if method.upper() in SAFE_METHODS else route.policy.write
    if route.policy.kind == "public":
        return opened | {"410"}
    if code == "anonyme":
        return {"connexion"}
    if route.policy.kind == "admin":
        return opened if code == "admin" else {"403", "connexion"}
    if route.policy.kind == "signed_in":
        return {"404"} if side == "foreign" and route.parameters else opened
    if route.policy.kind == "mandated":
        return opened if code == "admin" or MANDATE.get(code) in people else {"403"}
    assert route.policy.kind == "ca", f"{route.path}: unknown kind of policy « {route.policy.kind} »"
    roles = set((ROLE_ON_FOREIGN if side == "foreign" else ROLE_ON_OWN).get(code, "").split())
    if not roles & set(route.policy.read):
        return {"404"}
    if not roles & set(people):
        return {"403"}
    return {"404"} if side in {"mixed", "nested"} else opened


class Player:
    """A browser: one client for all its requests, since each new one would build the middlewares again."""

    def __init__(self, user, monde: Monde, cookies: dict[str, str] | None = None) -> None:
        self.monde, self.client, self.cookies = monde, GuardedClient(), cookies or {}
        if user is not None:
            self.client.force_login(user)
            self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}

    def seen(self, method: str, url: str, route_name: str) -> str:
        """The answer to one request, made in the state its route asks for and undone after."""
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        with transaction.atomic():
            if prepare := self.monde.states.get(route_name):
                prepare()
            answer = getattr(self.client, method)(url, self.monde.posts.get(route_name) if method == "post" else None)
            transaction.set_rollback(True)
        if answer.streaming:
            # Read to its end: the file is closed, the connection is not.
            list(answer.streaming_content)
        if answer.status_code == 302 and answer["Location"].startswith(SIGN_IN):
            return "connexion"
        return str(answer.status_code) if answer.status_code in {403, 404, 405, 410} else "ouvert"


def _link_cookie(usage: UsageLien, state: str, mine: int, other: int, holder: Contact | None) -> dict[str, str]:
    if state == "sans lien":
        return {}
    link = liens.create(
        contact=holder or ContactFactory(),
        usage=UsageLien(usage),
        object_id=other if state == "autre objet" else mine,
        expire_le=horloge.now() + timedelta(days=-1 if state == "expiré" else 1),
        actor=SYSTEM,
    ).link
    if state == "révoqué":
        liens.revoke(link, actor=SYSTEM)
    return {cookies.name(): signing.dumps(link.pk, salt=cookies.SALT)}
