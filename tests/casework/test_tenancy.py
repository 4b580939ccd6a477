"""The tenant is local to one transaction, and without one nothing is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from threading import Lock

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.test import override_settings
from django.urls import reverse
from psycopg.errors import DivisionByZero
from psycopg_pool import ConnectionPool

from tests.casework.browser import signed_in
from tests.casework.tenancy_pages import SHOWN
from wayhome.casework.accounts.models import User
from wayhome.casework.config import tenancy
from wayhome.casework.journal import writing
from wayhome.casework.journal.context import NoTenant, present, tell_database
from wayhome.casework.journal.notes import wrote
from wayhome.casework.journal.queries import verify, who_looked
from wayhome.casework.journal.writing import acting_as, in_turn
from wayhome.casework.organisations.models import Team


def settings_now() -> tuple[str | None, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nullif(current_setting('app.organisation', true), ''), nullif(current_setting('app.user', true), '')"
        )
        return tuple(cursor.fetchone())


def test_it_shows_no_row_when_nobody_says_for_whom(area):
    assert list(Team.objects.all()) == []
    assert list(User.objects.all()) == []


def test_it_still_shows_no_row_on_a_connection_that_served_a_tenant_before(area, acting):
    with acting(area.rosa):
        assert Team.objects.count() == 1
    assert settings_now() == (None, None)
    assert Team.objects.count() == 0


def test_it_forgets_the_tenant_inside_the_same_transaction(area):
    with transaction.atomic():
        with acting_as(area.rosa):
            assert Team.objects.count() == 1
        assert Team.objects.count() == 0


def test_it_refuses_a_tenant_outside_a_transaction(area):
    with pytest.raises(NoTenant):
        tell_database(organisation=area.eastmere.id)
    with pytest.raises(NoTenant), acting_as(area.rosa):
        pass


def test_it_refuses_two_viewers_in_one_transaction(area, acting):
    with acting(area.rosa), pytest.raises(NoTenant), acting_as(area.wren):
        pass


def test_it_forgets_the_tenant_after_an_error(area, acting):
    with pytest.raises(ProgrammingError), acting(area.rosa), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM organisations_team")
    assert settings_now() == (None, None)
    with pytest.raises(NoTenant):
        present()


def test_it_refuses_a_write_in_the_name_of_somebody_who_is_not_acting(area, acting):
    with acting(area.rosa), pytest.raises(NoTenant):
        wrote(area.wren, "team.renamed", "team", area.westmarsh.team)


def test_it_ends_a_role_at_the_hour_that_was_said(area, acting):
    with acting(replace(area.rosa, teams=frozenset())):
        assert [t.name for t in Team.objects.all()] == ["Missing team"]


# One request, one transaction.


@pytest.fixture
def rosas(area):
    client = signed_in(area.rosa)
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.casework.tenancy_pages"):
        yield client


def teams_of(area, acting) -> set[str]:
    with acting(area.rosa):
        return set(Team.objects.values_list("name", flat=True))


def test_it_journals_what_a_poll_showed_and_nothing_when_it_found_nothing_new(area, acting, rosas):
    first = rosas.get("/t/poll/")
    again = rosas.get("/t/poll/", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    with acting(area.rosa):
        assert len(who_looked(area.rosa, SHOWN)) == 1


def test_it_rolls_back_the_work_of_a_refused_request_and_says_why(area, acting, rosas):
    answer = rosas.post("/t/refuse/")
    assert answer.status_code == 422
    assert "Not on a Sunday." in answer.content.decode()
    assert teams_of(area, acting) == {"Missing team"}
    with acting(area.rosa):
        assert verify(area.rosa).whole


def test_it_rolls_back_everything_when_something_breaks_and_says_so_kindly(area, acting, rosas):
    answer = rosas.post("/t/fail/")
    assert answer.status_code == 500
    assert "nothing was saved" in answer.content.decode()
    assert "ZeroDivisionError" not in answer.content.decode()
    assert teams_of(area, acting) == {"Missing team"}
    assert rosas.post("/t/save/").status_code == 200
    assert teams_of(area, acting) == {"Missing team", "Saved team"}


def test_it_answers_nothing_that_it_could_not_journal(area, acting, rosas, monkeypatch):
    def full(*_, **__):
        raise DatabaseError("no space left on device")

    monkeypatch.setattr(writing, "_append", full)
    answer = rosas.get("/t/poll/")
    assert answer.status_code == 500
    assert "one child" not in answer.content.decode()
    assert rosas.post("/t/save/").status_code == 500
    monkeypatch.undo()
    assert teams_of(area, acting) == {"Missing team"}


def end_my_connection(server) -> None:
    """As when the database is killed: the statements before were answered, nothing after is."""
    with connection.cursor() as cursor, psycopg.connect(server.dsn("superuser"), autocommit=True) as other:
        cursor.execute("SELECT pg_backend_pid()")
        other.execute("SELECT pg_terminate_backend(%s, 5000)", cursor.fetchone())


@pytest.mark.parametrize("when", ["the journal was written", "the view was done"])
def test_it_answers_nothing_as_done_when_the_database_went_before_it_could_commit(
    area, acting, server, monkeypatch, when
):
    browser = signed_in(area.eastmere.administrator)
    browser.raise_request_exception = False
    write_down, name = tenancy.write_down, f"Team {when}"

    def written_and_gone(*args: object, **named: object) -> None:
        if when == "the view was done":
            end_my_connection(server)
        write_down(*args, **named)
        end_my_connection(server)

    monkeypatch.setattr(tenancy, "write_down", written_and_gone)
    answer = browser.post(reverse("teams"), {"name": name})
    monkeypatch.undo()
    assert answer.status_code == 500, "it was answered as done, and it was not"
    with acting(area.eastmere.administrator):
        assert not Team.objects.filter(name=name).exists()


def test_it_does_not_end_a_block_in_silence_when_the_database_went(area, server):
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(area.rosa):
        end_my_connection(server)
    connection.close()
    with (
        pytest.raises(DivisionByZero),
        transaction.atomic(),
        acting_as(area.rosa),
    ):  # the fault says it, not what followed
        end_my_connection(server)
        raise DivisionByZero


def test_it_does_not_end_turns_in_silence_when_the_database_went(area, server):
    with pytest.raises(DatabaseError), in_turn():
        with acting_as(area.rosa):
            pass
        end_my_connection(server)


def test_it_answers_nothing_as_done_that_was_marked_to_be_rolled_back(area, acting, monkeypatch):
    browser = signed_in(area.eastmere.administrator)
    browser.raise_request_exception = False
    write_down = tenancy.write_down

    def written_and_marked(*args: object, **named: object) -> None:
        write_down(*args, **named)
        transaction.set_rollback(True)

    monkeypatch.setattr(tenancy, "write_down", written_and_marked)
    answer = browser.post(reverse("teams"), {"name": "Marked"})
    monkeypatch.undo()
    assert answer.status_code == 500
    with acting(area.eastmere.administrator):
        assert not Team.objects.filter(name="Marked").exists()


def test_it_refuses_an_answer_that_would_be_made_after_the_tenant_is_gone(rosas):
    assert rosas.get("/t/stream/").status_code == 500


def test_it_answers_an_address_in_no_access_list_as_if_it_were_not_there(rosas):
    assert rosas.get("/t/unlisted/").status_code == 404
    assert "nobody said" not in rosas.get("/t/unlisted/").content.decode()


def test_it_sets_one_time_for_the_whole_request(area, acting, rosas):
    rosas.post("/t/save/")
    with acting(area.rosa):
        team = Team.objects.get(name="Saved team")
        assert {look.at for look in who_looked(area.rosa, team.id)} == {team.recorded_at}


# Many tenants on few connections (security reference §4, B4, in its short form; the long one is `dev.py prove pool`).


def set_tenant(*, local: bool) -> str:
    """The statement that names the tenant, for the transaction or (wrongly) for the connection."""
    return ", ".join((f"SELECT set_config('app.organisation', %s, {local})", f"set_config('app.user', %s, {local})"))


def interleaved(viewers, server, times: int, tenant: str) -> list[tuple[object, object]]:
    """Foreign rows seen by anyone, when threads take turns on four connections and every third turn breaks."""
    foreign: list[tuple[object, object]] = []
    lock, drawn = Lock(), Random(7)
    with ConnectionPool(server.dsn("app"), min_size=4, max_size=4, open=True) as pool:

        def turn(number: int) -> None:
            viewer = viewers[number % len(viewers)]
            with lock:
                breaks = drawn.random() < 1 / 3
            try:
                with pool.connection() as taken, taken.transaction():
                    before = taken.execute("SELECT count(*) FROM organisations_team").fetchone()[0]
                    taken.execute(tenant, [str(viewer.organisation), str(viewer.user)])
                    seen = {row[0] for row in taken.execute("SELECT organisation_id FROM organisations_team")}
                    if before or seen - {viewer.organisation}:
                        foreign.append((viewer.organisation, seen))
                    if breaks:
                        taken.execute("SELECT 1/0")
            except DivisionByZero:
                pass

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(turn, range(times)))
    return foreign


def test_it_shows_no_row_of_another_tenant_on_shared_connections(area, server):
    viewers = [area.rosa, area.wren, area.sam, area.pat]
    assert interleaved(viewers, server, 400, set_tenant(local=True)) == []


def test_it_would_notice_a_tenant_that_outlives_its_transaction(area, server):
    """The test's own teeth: with SET in place of SET LOCAL it must find foreign rows."""
    viewers = [area.rosa, area.wren, area.sam, area.pat]
    assert interleaved(viewers, server, 100, set_tenant(local=False))
