"""No log shows a secret that travels in an address."""

import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from coop.accounts.access_log import AccessLog
from coop.accounts.masque import WithoutSecrets, masked


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("GET /lien/abc-D_9/ HTTP/1.1", "GET /lien/[masqué]/ HTTP/1.1"),
        ("POST /invitation/abc/ HTTP/1.1", "POST /invitation/[masqué]/ HTTP/1.1"),
        ("/compte/password/reset/key/1-abc/", "/compte/password/reset/key/[masqué]/"),
        ("https://coop.invalid/lien/abc/?suite=1", "https://coop.invalid/lien/[masqué]/?suite=1"),
        ("GET /calendrier/abc-D_9.ics HTTP/1.1", "GET /calendrier/[masqué] HTTP/1.1"),
        ("/a-faire/calendrier/ouvrir/", "/a-faire/calendrier/ouvrir/"),
        ("/lien/renouveler/", "/lien/renouveler/"),
        ("/lien/renouvele/", "/lien/renouvele/"),
        ("/compte/password/reset/key/done/", "/compte/password/reset/key/done/"),
        ("/l/signer/7/", "/l/signer/7/"),
    ],
)
def test_secret_of_an_address_is_masked(line, kept):
    assert masked(line) == kept


def test_filter_masks_the_arguments_of_a_record():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", "/lien/secret/"), None)

    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Gone: /lien/[masqué]/"


def test_filter_leaves_other_records_as_they_are():
    record = logging.LogRecord("coop", logging.INFO, "", 0, "%d rows", (3,), None)

    assert WithoutSecrets().filter(record)
    assert record.args == (3,)


def test_access_log_masks_the_line_and_the_referer():
    request = SimpleNamespace(headers=[("REFERER", "https://coop.invalid/invitation/secret/")])
    answer = SimpleNamespace(status="302 Found", sent=0, headers=[])
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/lien/secret/",
        "PATH_INFO": "/lien/secret/",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "https://coop.invalid/invitation/secret/",
    }

    atoms = AccessLog(Config()).atoms(answer, request, environ, timedelta(0))

    assert "secret" not in " ".join(str(value) for value in atoms.values())
    assert atoms["r"] == "GET /lien/[masqué]/ HTTP/1.1"
    assert atoms["f"] == "https://coop.invalid/invitation/[masqué]/"


@pytest.mark.parametrize(("path", "told"), [("/parole/abc123/", False), ("/cooperatives/", True)])
def test_access_log_does_not_say_who_speaks_anonymously(path, told):
    answer = SimpleNamespace(status="302 Found", sent=0, headers=[])
    environ = {
        "REQUEST_METHOD": "POST", "RAW_URI": path, "PATH_INFO": path, "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "Navigateur", "HTTP_REFERER": "https://coop.invalid/parole/abc/",
    }  # fmt: skip
    log = AccessLog(Config())

    line = log.cfg.access_log_format % log.atoms_wrapper_class(
        log.atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(0))
    )

    assert ("192.0.2.7" in line, "Navigateur" in line) == (told, told)


def test_server_uses_both():
    from tests.consistency.sources import ROOT

    # Each command that starts gunicorn, since the one of the composition replaces that of the image.
    for name in ("Dockerfile", "docker-compose.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert text.count("--access-logfile") == text.count(
            "--logger-class coop.accounts.access_log.AccessLog"
        ) + text.count('"--logger-class", "coop.accounts.access_log.AccessLog"')
    assert "coop.accounts.masque.WithoutSecrets" in (ROOT / "coop/settings/production.py").read_text(encoding="utf-8")
