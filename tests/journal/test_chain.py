"""The chain of seals: complete, in order, and broken by any change."""

from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from coop.journal import queries, seals, triggers
from coop.journal.actors import SYSTEM, Actor
from coop.journal.models import Entry, Seal
from coop.journal.tasks import seal
from coop.journal.workflows import record

pytestmark = pytest.mark.django_db


def write(count: int, **fields) -> list[Entry]:
    return [record("essai.faire", f"Essai {n}.", actor=SYSTEM, **fields) for n in range(1, count + 1)]


@pytest.fixture
def tamper():
    """`tamper(sql, *params)` changes the journal as somebody would who first took the triggers away."""

    def change(sql: str, *params) -> None:
        with triggers.flushing(connection), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                switch(cursor, "DISABLE")  # the owner of the tables may do it: this is what the chain is for
            cursor.execute(sql, params)
            if connection.vendor == "postgresql":
                switch(cursor, "ENABLE")

    def switch(cursor, word: str) -> None:
        for table in triggers.TABLES:
            cursor.execute(f"ALTER TABLE {table} {word} TRIGGER USER")

    return change


def test_seals_follow_each_other_in_the_order_of_ids(monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 2)
    entries = write(5)
    assert seals.seal_all() == 5
    chain = list(Seal.objects.order_by("sequence"))
    assert [s.entry_id for s in chain] == [e.pk for e in entries]
    assert [s.sequence for s in chain] == [1, 2, 3, 4, 5]
    assert chain[0].previous_hash == seals.GENESIS
    assert [s.previous_hash for s in chain[1:]] == [s.hash for s in chain[:-1]]
    assert seals.seal_all() == 0


def test_act_committed_late_with_an_old_id_is_sealed_later(tamper):
    first, late, last = write(3)
    tamper("DELETE FROM journal_entry WHERE id = %s", late.pk)
    seals.seal_all()
    Entry.objects.bulk_create([late])  # its transaction ends only now
    seals.seal_all()
    assert list(Seal.objects.values_list("entry_id", flat=True)) == [first.pk, last.pk, late.pk]
    assert seals.verify().broken == ""


def test_verify_tells_the_tail_that_waits(le_jour):
    le_jour("2027-03-01")
    write(2)
    seal()
    le_jour("2027-03-02")
    write(1)
    verdict = seals.verify()
    assert (verdict.sealed, verdict.broken, verdict.tail) == (2, "", 1)
    assert verdict.tail_since.date().isoformat() == "2027-03-02"
    assert verdict.head == Seal.objects.last().hash


@pytest.mark.parametrize(
    ("column", "value"),
    [("summary", "Autre."), ("actor_label", "Un autre"), ("comment", "Ajout"), ("ca_id", 12), ("data", '{"a": 2}')],
)
def test_verify_finds_the_act_that_was_changed(tamper, column, value):
    _first, second, _third = write(3, data={"a": 1})
    seals.seal_all()
    tamper(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", value, second.pk)
    verdict = seals.verify()
    assert verdict.sealed == 1
    assert verdict.broken == f"L’acte {second.pk} (sceau 2) a changé depuis qu’il est scellé."


def test_verify_finds_a_missing_seal(tamper):
    write(3)
    seals.seal_all()
    tamper("DELETE FROM journal_seal WHERE sequence = 2")
    assert seals.verify().broken == "Le sceau 2 manque : le suivant est le 3."


def test_verify_finds_a_chain_that_was_written_again(tamper):
    write(3)
    seals.seal_all()
    tamper("UPDATE journal_seal SET previous_hash = %s WHERE sequence = 3", "f" * 64)
    assert seals.verify().broken == "Le sceau 3 ne suit pas le précédent."


def test_two_seals_never_share_a_rank():
    one, two = write(2)
    Seal.objects.create(sequence=1, entry=one, previous_hash="a", hash="b")
    with pytest.raises(IntegrityError, match="seal_sequence_unique|journal_seal.sequence"), transaction.atomic():
        Seal.objects.create(sequence=1, entry=two, previous_hash="b", hash="c")


def test_verify_journal_says_what_it_found(capsys):
    write(2)
    seals.seal_all()
    write(1)
    call_command("verify_journal")
    out = capsys.readouterr().out
    assert "2 actes scellés, chaîne intacte" in out
    assert "1 actes pas encore scellés" in out


def test_verify_journal_fails_on_a_broken_chain(tamper):
    entry, _other = write(2)
    seals.seal_all()
    tamper("UPDATE journal_entry SET summary = 'x' WHERE id = %s", entry.pk)
    with pytest.raises(CommandError, match="a changé"):
        call_command("verify_journal")


def test_verify_journal_fails_when_the_database_no_longer_refuses(monkeypatch):
    monkeypatch.setattr(triggers, "missing", lambda _connection: ["journal_entry"])
    with pytest.raises(CommandError, match="journal_entry"):
        call_command("verify_journal")


def test_acts_of_a_coop_are_read_newest_first(le_jour, django_assert_num_queries):
    le_jour("2027-03-01")
    old = record("convention.sign", "Signée.", actor=SYSTEM, ca_id=1)
    le_jour("2027-03-02")
    new = record("bilan.transmit", "Transmis.", actor=Actor("Une personne"), ca_id=1)
    record("bilan.transmit", "Ailleurs.", actor=SYSTEM, ca_id=2)
    assert list(queries.entries_of_ca(1)) == [new, old]
    assert list(queries.entries_of_ca(1, verb="convention")) == [old]


def test_admin_of_the_journal_is_read_only(connecte):
    from django.contrib import admin

    request = SimpleNamespace(user=SimpleNamespace(has_perm=lambda _perm: True))
    for model in (Entry, Seal):
        desk = admin.site._registry[model]
        assert not desk.has_add_permission(request)
        assert not desk.has_change_permission(request)
        assert not desk.has_delete_permission(request)
