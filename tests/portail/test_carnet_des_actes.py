"""Every act the apps journal is either in the carnet, once, or left out of it for a reason written here."""

import ast
import re
from collections.abc import Iterator

import pytest

from coop.journal.actors import SYSTEM
from coop.journal.workflows import record
from cooperatives.enums import Role
from portail import lecture
from portail.queries import carnet
from tests.consistency.sources import python_of_the_apps
from tests.factories import cooperatives as fabrique

# Families of acts that no carnet tells, and why.
HORS_CARNET = {
    "classeur": "files kept long enough and erased; the acts they carried are told",
    "compte": "somebody’s own account",
    "contact": "told by the act that names the person",
    "departement": "the sheet of a délégation, of no coopérative",
    "document": "told by the act it prints; who asked reads it on the page of the document",
    "echange": "between délégations, of no coopérative",
    "evaluation_regionale": "the evaluation of the région and its instances, of no coopérative",
    "gabarit": "a regional text, of no coopérative",
    "invitation": "an invitation to open an account",
    "lien": "the means of an act, which is told",
    "mandat": "somebody’s mandate, of no coopérative",
    "note": "the regional note, of no coopérative",
    "notifications": "reminders, calendars and mails of a person",
    "organisation": "the regional directory; the coopérative tells who joins",
    "piece": "told by the act that joins it",
    "questionnaire_reponse": "who answers the questionnaire, and when, is between the person and the coordination",
}
VERBE = re.compile(r"[a-z_]+\.[a-z_]+$")


def _constants(call: ast.Call) -> Iterator[str]:
    """What is journaled by a call: its first words, or the start of them when the verb is put together."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name.strip("_") in {"record", "note"} and call.args:
        first = call.args[0]
        head = first.values[0] if isinstance(first, ast.JoinedStr) and first.values else first
        if isinstance(head, ast.Constant) and isinstance(head.value, str) and "." in head.value:
            yield head.value
    for keyword in call.keywords:
        if keyword.arg in {"verbe", "verb"} and isinstance(keyword.value, ast.Constant):
            yield keyword.value.value


@pytest.fixture(scope="module")
def ecrits() -> tuple[set[str], set[str]]:
    """(verbs journaled, whole or begun; every word of the code)."""
    verbs, words = set(), set()
    for path in python_of_the_apps():
        if path.name == "lecture.py" and path.parent.name == "portail":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                verbs.update(_constants(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    return verbs, words


def test_every_family_of_acts_is_in_the_carnet_or_left_out_for_a_reason(ecrits):
    families = {verb.partition(".")[0] for verb in ecrits[0]}

    assert len(families) > 30, "the acts are no longer found in the code"
    assert families - set(lecture.FAMILLES) - set(HORS_CARNET) == set()
    assert set(HORS_CARNET) & set(lecture.FAMILLES) == set()


def test_a_family_has_one_rubrique():
    named = [family for row in lecture.RUBRIQUES for family in row[2]]

    assert len(named) == len(set(named))


def test_every_act_named_to_a_reader_is_written_somewhere(ecrits):
    verbs, words = ecrits
    named = lecture.FAITS | lecture.RESERVES | lecture.BROUILLONS_DE_REUNION

    assert [v for v in sorted(named) if v not in verbs | words and v.partition(".")[2] not in words] == []


@pytest.mark.django_db
def test_each_act_of_each_app_is_told_once(ecrits, le_jour):
    le_jour("2027-03-01")
    ca = fabrique.cooperative("78")
    ca_acts = {v for v in ecrits[0] | ecrits[1] if VERBE.match(v) and v.partition(".")[0] in lecture.FAMILLES}
    rows = {record(verb, verb, actor=SYSTEM, ca_id=ca.pk).pk: verb for verb in sorted(ca_acts)}

    told = [row.pk for row in carnet.entrees(ca, {Role.COORDINATION}, ()) if row.pk in rows]

    assert sorted(told) == sorted(rows), "an act is missing, or told twice"
    by_rubrique = [pk for row in lecture.RUBRIQUES for pk in _read(ca, row[0]) if pk in rows]
    assert sorted(by_rubrique) == sorted(rows)


def _read(ca, rubrique: str) -> list[int]:
    return [row.pk for row in carnet.entrees(ca, {Role.COORDINATION}, (), rubrique=rubrique)]
