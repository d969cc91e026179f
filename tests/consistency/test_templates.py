"""Templates: strict policy, French typography, nothing unused."""

import re

from tests.consistency.sources import ROOT, project_files, python_of_the_apps, short, templates

TAGS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|{%.*?%}|{{.*?}}", re.DOTALL)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)",
    re.IGNORECASE,
)
# An apostrophe between two letters, outside tags and attributes: « l'action » must be « l’action ».
MARKUP = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
STRAIGHT = re.compile(r"\w*[a-zA-Zéèêàâîôûç]'[a-zA-Zéèêàâîôûç]\w*")
# A normal space before a double sign or inside guillemets breaks the line at the wrong place.
BREAKABLE = re.compile(r"[\wéèêàâîôûç)] [:;?!%€»](?=[\s<]|$)|« \w")
NARROW = "\u202f"
# Printed documents and mails are read elsewhere than in a browser under the CSP: they may carry their style.
PRINTED = ("/documents/", "_pdf.html", "/notifications/mail.html")
# Loaded by Django or by a library from a name that is not written in our code.
FOUND_BY_NAME = ("/account/", "/allauth/", "/mfa/", "/usersessions/", "/admin/", "/django/", "/dsfr/")
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def text_of(source: str) -> str:
    """What people read: the source without template tags and markup."""
    return MARKUP.sub("\n", TAGS.sub("\N{LOZENGE}", source))


def test_no_inline_style_or_script():
    found = [
        f"{short(path)}: {match.group().strip()}"
        for path in templates()
        if not any(part in short(path) for part in PRINTED)
        for match in INLINE.finditer(TAGS.sub("", path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_straight_apostrophe_in_french_text():
    found = [
        f"{short(path)}: {match.group()}"
        for path in templates()
        for match in STRAIGHT.finditer(text_of(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_double_signs_hold_to_their_word():
    found = [
        f"{short(path)}: « {match.group()} »"
        for path in templates()
        for match in BREAKABLE.finditer(text_of(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_narrow_no_break_space():
    files = project_files(".py", ".html", ".txt", ".svg", ".md", ".json", ".csv", ".js")
    assert [short(path) for path in files if NARROW in path.read_text(encoding="utf-8")] == []


def is_named(name: str, sources: str) -> bool:
    """Whether the sources name a template: whole, by the stem of a mail, or by a name made in its directory."""
    stem = re.sub(r"(_message|_subject|_sujet|_texte)?\.(svg\.html|html|txt|svg)$", "", name)
    directory = name.rpartition("/")[0]
    return (
        name in sources
        or f'"{stem}"' in sources
        or f"{directory}/{{" in sources
        or re.search(f'"{directory}/?"', sources) is not None
    )


def test_every_template_is_used():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*python_of_the_apps(), *templates()])
    unused = []
    for path in templates():
        name = short(path).split("templates/", 1)[1]
        by_name = any(part in f"/{name}" for part in FOUND_BY_NAME) or name in ERROR_PAGES
        if not by_name and not is_named(name, sources):
            unused.append(short(path))
    assert unused == []


def test_the_project_has_templates_to_check():
    assert [path for path in templates() if path.is_relative_to(ROOT)]
