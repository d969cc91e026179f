"""Find the services the tests can use: PostgreSQL (and an account that may create databases), Redis, Chromium."""

import hashlib
import os
import shutil
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
ACCOUNT = "coop_test"
REDIS_URL = os.environ.get("COOP_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
# One database name per checkout, so that two checkouts of a machine can be tested at the same time.
DATABASE = "coop_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def postgresql_url() -> str:
    """The URL of a database account that may create databases, or "" when there is none."""
    given = os.environ.get("COOP_TEST_DATABASE_URL", "")
    if given:
        return given if _may_create(given.rpartition("/")[0]) else ""
    return next((f"{server}/{DATABASE}" for server in _default_servers() if _may_create(server)), "")


def redis_is_there() -> bool:
    """Whether something answers at the address of the Redis of the tests."""
    address = urlsplit(REDIS_URL)
    try:
        with socket.create_connection((address.hostname, address.port or 6379), timeout=1):
            return True
    except OSError:
        return False


def chromium_is_there() -> bool:
    """Whether Debian's Chromium is installed (no browser is ever downloaded)."""
    return shutil.which("chromium") is not None


def _default_servers() -> list[str]:
    port = os.environ.get("PGPORT", "5432")
    ours = f"postgres://{ACCOUNT}:{ACCOUNT}@127.0.0.1:{port}"
    return [ours] if _may_create(ours) or _create_account() else [f"postgres://postgres@127.0.0.1:{port}"]


def _may_create(server: str) -> bool:
    try:
        with psycopg.connect(f"{server}/postgres", connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:
        return False
    return bool(row and row[0])


def _create_account() -> bool:
    """As root, open the account of the tests through the server's own administrator."""
    if os.geteuid() != 0 or not shutil.which("psql") or not shutil.which("runuser"):
        return False
    statement = f"CREATE ROLE {ACCOUNT} LOGIN CREATEDB PASSWORD '{ACCOUNT}'"
    command = ["runuser", "-u", "postgres", "--", "psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]
    return subprocess.run(command, capture_output=True, cwd="/", check=False).returncode == 0
