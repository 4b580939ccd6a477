"""The journal: every act in order, nothing without it, and any change to it noticed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from threading import Barrier, Thread
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from wayhome.casework import journal
from wayhome.casework.journal.context import NoTenant
from wayhome.casework.journal.leaves import leaf, node, root
from wayhome.casework.journal.models import Counter, Entry, Mention
from wayhome.casework.journal.queries import verify, who_looked
from wayhome.casework.journal.writing import acting_as


def test_it_numbers_the_acts_of_an_organisation_without_a_gap(area, acting):
    for _ in range(3):
        with acting(area.rosa):
            journal.wrote(area.rosa, "child.named", "child", uuid4())
    with acting(area.rosa):
        numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert verify(area.rosa).whole


def test_it_writes_one_entry_for_a_response_and_lists_what_it_showed(area, acting):
    shown = [uuid4(), uuid4()]
    with acting(area.rosa):
        journal.shows(area.rosa, "child", shown)
        journal.shows(area.rosa, "child", shown)
    with acting(area.rosa):
        entry = Entry.objects.order_by("-number")[0]
        assert (entry.act, [s[1] for s in entry.subjects]) == ("read", [str(i) for i in shown])
        assert [look.act for look in who_looked(area.rosa, shown[1])] == ["read"]


def test_it_rolls_a_note_back_with_the_work_it_was_about(area, acting):
    kept, dropped = uuid4(), uuid4()
    with acting(area.rosa):
        journal.wrote(area.rosa, "child.named", "child", kept)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            journal.wrote(area.rosa, "child.named", "child", dropped)
            _ = 1 / 0
    with acting(area.rosa):
        assert who_looked(area.rosa, kept)
        assert who_looked(area.rosa, dropped) == []
        assert verify(area.rosa).whole


def test_it_commits_nothing_when_the_journal_cannot_be_written(area, acting, monkeypatch):
    from wayhome.casework.journal import writing
    from wayhome.casework.organisations.models import Team

    def broken(*_, **__):
        raise DatabaseError("disk full")

    monkeypatch.setattr(writing, "_append", broken)
    with pytest.raises(DatabaseError), acting(area.rosa):
        Team.objects.create(organisation_id=area.eastmere.id, name="Unjournalled", recorded_at=area.rosa.at)
        journal.wrote(area.rosa, "team.added", "team", uuid4())
    monkeypatch.undo()
    with acting(area.rosa):
        assert not Team.objects.filter(name="Unjournalled").exists()


def test_it_is_loud_about_a_note_that_nobody_wrote_down(area):
    from wayhome.casework.journal.context import speaking_for

    with pytest.raises(NoTenant), transaction.atomic(), speaking_for(area.rosa):
        journal.wrote(area.rosa, "child.named", "child", uuid4())


def test_it_gives_sixteen_writers_sixteen_numbers(area, acting):
    before = entries_of(area, acting)
    start = Barrier(16)

    def write():
        try:
            start.wait()
            with transaction.atomic(), acting_as(area.rosa):
                journal.wrote(area.rosa, "child.named", "child", uuid4())
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert entries_of(area, acting) == before + 16
    with acting(area.rosa):
        assert verify(area.rosa).whole


def entries_of(area, acting) -> int:
    with acting(area.rosa):
        return Entry.objects.count()


def test_it_hides_the_journal_of_another_organisation(area, acting):
    with acting(area.wren):
        assert not Entry.objects.filter(organisation_id=area.eastmere.id).exists()
        assert not Counter.objects.filter(organisation_id=area.eastmere.id).exists()


def test_it_tells_the_owner_of_a_record_who_elsewhere_looked_at_it(area, acting):
    child = uuid4()
    with acting(area.sam):
        journal.shows(area.sam, "child", [child], of=area.eastmere.id)
    with acting(area.rosa):
        assert [(look.organisation, look.user) for look in who_looked(area.rosa, child)] == [
            (area.harbour.id, area.sam.user)
        ]
    with acting(area.wren):
        assert who_looked(area.wren, child) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET what = 'nothing'",
        "DELETE FROM journal_entry",
        "DELETE FROM journal_mention",
        "TRUNCATE journal_entry",
    ],
)
def test_it_refuses_to_change_the_journal_for_the_app_and_for_the_owner(area, server, statement, acting):
    with pytest.raises(DatabaseError), acting(area.rosa), connection.cursor() as cursor:
        cursor.execute(statement)
    with psycopg.connect(server.dsn("superuser")) as owner, pytest.raises(psycopg.errors.RestrictViolation):
        owner.execute(statement)


TAMPERINGS = {
    "a word": "UPDATE journal_entry SET what = 'nothing' WHERE id = %s",
    "the person": "UPDATE journal_entry SET user_id = gen_random_uuid() WHERE id = %s",
    "the time": "UPDATE journal_entry SET at = at - interval '1 microsecond' WHERE id = %s",
    "what was shown": "UPDATE journal_entry SET subjects = '[]' WHERE id = %s",
    "the order": "UPDATE journal_entry SET number = number + 1000 WHERE id = %s",
    "the leaf": "UPDATE journal_entry SET leaf = sha256('x') WHERE id = %s",
    "its removal": "DELETE FROM journal_entry WHERE id = %s",
    "the end": "UPDATE journal_counter c SET last = last - 1 FROM journal_entry e "
    "WHERE e.organisation_id = c.organisation_id AND e.id = %s",
}


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS)
def test_it_notices_a_change_behind_its_back(area, server, acting, statement):
    with acting(area.rosa):
        journal.shows(area.rosa, "child", [uuid4()])
    with acting(area.rosa):
        target = Entry.objects.order_by("-number").values_list("id", flat=True)[0]
    with psycopg.connect(server.dsn("superuser")) as anyone:
        anyone.execute("SET session_replication_role = replica")
        assert anyone.execute(statement, [target]).rowcount == 1
    with acting(area.rosa):
        assert not verify(area.rosa).whole


def test_it_holds_ids_and_codes_but_never_text(area, acting):
    with acting(area.rosa):
        for entry in Entry.objects.all():
            text = f"{entry.what} {entry.subjects} {entry.codes}"
            assert "Rosa" not in text
            assert "@" not in text


def test_it_hashes_leaves_and_nodes_as_published():
    """The test vectors of RFC 6962 implementations: the empty tree, and trees of one to three of the reference entries."""
    entries = [b"", b"\x00", b"\x10"]
    leaves = [hashlib.sha256(b"\x00" + e).digest() for e in entries]
    assert leaf(b"", b"") == leaves[0]
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root(leaves).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root(leaves) == node(node(leaves[0], leaves[1]), leaves[2])


def test_it_notes_what_is_seen_for_another_purpose_in_the_same_place(area, acting):
    child = uuid4()
    with acting(area.rosa):
        journal.shows(area.rosa.because(journal.Purpose.OVERSIGHT), "child", [child])
    with acting(area.rosa):
        assert Mention.objects.filter(subject_id=child).count() == 1


def test_it_keeps_the_purpose_of_a_look(area, acting):
    child = uuid4()
    with acting(replace(area.rosa, purpose=journal.Purpose.BREAK_GLASS)) as viewer:
        journal.shows(viewer, "child", [child])
    with acting(area.rosa):
        assert [look.purpose for look in who_looked(area.rosa, child)] == ["break_glass"]
