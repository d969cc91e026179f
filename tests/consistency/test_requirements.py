"""Every package asked for is used: by an import, or by the name given here."""

import re

import pytest

from tests.consistency.sources import ROOT, project_files

REQUIREMENT = re.compile(r"^([A-Za-z][A-Za-z0-9_-]*)", re.MULTILINE)
# Packages whose module has another name.
MODULES = {
    "django-filter": "django_filters",
    "django-allauth": "allauth",
    "django-dsfr": "dsfr",
    "django-csp": "csp",
    "django-simple-history": "simple_history",
    "python-stdnum": "stdnum",
    "factory-boy": "factory",
    "pyyaml": "yaml",
    "axe-playwright-python": "axe_playwright_python",
    "page-validation": "page",
}
# Used without import: what asks for them.
USED_BY = {
    "argon2-cffi": "django.contrib.auth.hashers.Argon2PasswordHasher",
    "gunicorn": "gunicorn coop.wsgi",
    "whitenoise": "whitenoise.middleware",
    "pytest-django": "DJANGO_SETTINGS_MODULE",
    "pytest-xdist": '"-n"',
    "pytest-randomly": "random order",
    "pytest-playwright": "browser_type_launch_args",
    "ruff": "[tool.ruff]",
    "import-linter": "[tool.importlinter]",
    "djlint": "[tool.djlint]",
}


def asked(name: str) -> list[str]:
    """The packages named in a requirements*.in file."""
    return REQUIREMENT.findall((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sources() -> str:
    paths = [*project_files(".py", ".toml", ".yml"), ROOT / "Dockerfile", ROOT / "bin/demo"]
    here = ROOT / "tests/consistency/test_requirements.py"
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path != here)


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_package_is_used(file, sources):
    unused = []
    for package in asked(file):
        module = MODULES.get(package, package.replace("-", "_"))
        imported = re.search(rf"^\s*(from|import) {module}\b|\"{module}[\".]", sources, re.MULTILINE)
        if not imported and USED_BY.get(package, "\0") not in sources:
            unused.append(package)
    assert unused == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_lock_holds_what_is_asked(name):
    locked = set(
        re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert [package for package in asked(f"{name}.in") if package not in locked] == []
