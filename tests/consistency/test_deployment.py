"""The commands, containers and variables that the README and the production settings speak of exist."""

import re
import subprocess

import pytest
import yaml

from tests.consistency.sources import ROOT, project_files, python_of_the_apps

MAKE = re.compile(r"\bmake ([a-z]+)\b")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
READ = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
DECLARED = re.compile(r"^#?\s?([A-Z][A-Z_]+)=", re.MULTILINE)
# The embedded and test profiles read these; a deployment never does.
ELSEWHERE = {"COOP_DEBUG", "COOP_SQLITE_FILE", "COOP_CLOCK_FILE"}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_written_commands_exist_in_the_makefile():
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    documents = [ROOT / "README.md", *project_files(".md")]
    written = {name for path in documents if path.exists() for name in MAKE.findall(path.read_text(encoding="utf-8"))}
    assert written - targets == set()


def test_make_help_lists_every_command():
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    targets = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert MAKE.findall(shown.stdout) == targets


def test_example_environment_covers_what_production_reads():
    settings = [path for path in python_of_the_apps() if path.parent.name == "settings"]
    read = {name for path in settings for name in READ.findall(path.read_text(encoding="utf-8"))}
    declared = set(DECLARED.findall((ROOT / ".env.example").read_text(encoding="utf-8")))
    assert "COOP_SECRET_KEY" in read
    assert sorted(read - declared - ELSEWHERE) == []


def test_compose_has_its_five_services_with_health_checks(compose):
    services = compose["services"]
    assert set(services) == {"web", "worker", "beat", "postgres", "redis"}
    assert [name for name, service in services.items() if "healthcheck" not in service] == []
    named = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    assert named == set(compose["volumes"])


def test_compose_runs_production_settings_and_existing_parts(compose):
    ours = {name: compose["services"][name] for name in ("web", "worker", "beat")}
    for name, service in ours.items():
        assert service["environment"]["DJANGO_SETTINGS_MODULE"] == "coop.settings.production", name
        assert set(service["depends_on"]) == {"postgres", "redis"}, name
    assert "coop.wsgi" in " ".join(ours["web"]["command"])
    assert "coop.celery" in " ".join(ours["worker"]["command"])
    assert (ROOT / "coop/settings/production.py").exists()


def test_image_is_locked_and_not_run_by_root(dockerfile):
    assert "--require-hashes -r requirements.txt" in dockerfile
    assert re.findall(r"^USER (\w+)$", dockerfile, re.MULTILINE)[-1] != "root"
    copied = re.findall(r"^COPY (?!--from)(?:--\S+ )*(\S+)", dockerfile, re.MULTILINE)
    assert [name for name in copied if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", ["bin/demo", "bin/test", "bin/venv", "bin/lock", "bin/system-packages", ".ci/run"])
def test_script_is_executable_and_well_formed(path):
    script = ROOT / path
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True, capture_output=True)
