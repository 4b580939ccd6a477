"""What is done when its time comes: each thing once, however often, late, twice or half-way the jobs run. Real commits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from structlog.testing import capture_logs

from tests.casework import running
from tests.casework.area import NOW, Area, new_person
from tests.casework.commands import PATIENCE, eventually, free_port, new_home, started
from tests.casework.commands import wayhome as command
from tests.casework.stages import Scene, acting, answered_by_phone, back, told
from tests.casework.test_absence import aisha
from wayhome.casework.config import jobs
from wayhome.casework.config.jobs import JOBS, Job, Runner
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.queries import verify
from wayhome.casework.journey import models, projection, worries
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.reach.actions import asking, ending
from wayhome.casework.work.queries.worries import waiting
from wayhome.cli.server.run import answers
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Channel, Role
from wayhome.engines.embedded_postgres import Server

RUNGS = ["front_door", "team_manager", "service_manager", "named_senior_manager"]
WORRIES = next(job for job in JOBS if job.name == "worries go up")
ANSWERS = next(job for job in JOBS if job.name == "time to answer is over")


@pytest.fixture
def here(area: Area, monkeypatch: pytest.MonkeyPatch) -> Area:
    """Only the authorities of this test are looked at."""
    monkeypatch.setattr(jobs, "authorities", lambda at: [area.westmarsh.id, area.eastmere.id])
    return area


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def a_worry(area: Area, words: str = "A grey car outside school.") -> UUID:
    with acting(area.rosa) as rosa:
        return worries.raise_worry(child=aisha(rosa), words=words, by=rosa, at=NOW)


def told_to(area: Area, worry: UUID) -> list[str]:
    """To whom a worry went, in order."""
    with acting(area.rosa):
        rows = models.Event.objects.filter(kind="worry_escalated", subject=str(worry)).order_by("number")
        return [row.detail["to"] for row in rows]


def turn(at: datetime, *only: Job):
    """One turn that looks for everything, whenever it last looked."""
    return Runner(only or JOBS).turn(at)


# Worries: minutes, and each rung once


def test_it_takes_a_worry_to_each_rung_once_when_its_minutes_are_over(here: Area):
    worry = a_worry(here)
    reached = {}
    for half_minutes in range(141):
        turn(minutes(half_minutes / 2), WORRIES)
        reached[half_minutes / 2] = len(told_to(here, worry))
    assert [reached[m] for m in (0, 14.5, 15, 29.5, 30, 59.5, 60, 70)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert told_to(here, worry) == RUNGS


def test_it_reaches_every_rung_once_after_an_hour_without_any_turn(here: Area):
    worry = a_worry(here)
    assert turn(minutes(75)).done == 1
    assert told_to(here, worry) == RUNGS
    assert turn(minutes(76)).done == 0


def test_it_stops_when_somebody_has_the_worry_or_it_is_struck_out(here: Area):
    worry, struck = a_worry(here), a_worry(here)
    turn(minutes(1))
    with acting(here.rosa):
        children = dict(models.Event.objects.filter(kind="worry_raised").values_list("subject", "child_id"))
    with acting(here.rosa) as rosa:
        worries.receive_worry(worry=worry, child=children[str(worry)], by=rosa, at=minutes(2))
    with acting(here.tess) as tess:
        worries.strike_worry(worry=struck, child=children[str(struck)], reason="Wrong child.", by=tess, at=minutes(2))
    assert turn(minutes(75)).done == 0
    assert told_to(here, worry) == told_to(here, struck) == RUNGS[:1]


def test_it_reaches_a_manager_to_whom_the_record_was_not_open(here: Area):
    """Going up to nobody is not going up: whoever holds the role sees it, when nobody in the child's team does."""
    with acting(here.eastmere.administrator) as admin:
        elsewhere = organisations.add_team(name="Senior management", by=admin, at=NOW)
    hal, joy = (new_person(here.eastmere, n, Role.SERVICE_MANAGER, team=elsewhere) for n in ("Hal Quist", "Joy Ray"))
    ned = new_person(here.eastmere, "Ned Hall", Role.NAMED_SENIOR_MANAGER, team=elsewhere)
    other_manager = new_person(here.eastmere, "Una Bell", Role.TEAM_MANAGER, team=elsewhere)
    worry = a_worry(here)

    def sees(person: Viewer, at: datetime) -> bool:
        with acting(replace(person, at=at)) as viewer:
            return worry in {w.worry.id for w in waiting(viewer)}

    turn(minutes(16))
    assert sees(here.tess, minutes(16)) and not sees(other_manager, minutes(16)), "her team has a manager already"
    assert not sees(hal, minutes(16))
    turn(minutes(31))
    assert sees(hal, minutes(31)) and sees(joy, minutes(31)) and not sees(ned, minutes(31))
    turn(minutes(61))
    assert sees(ned, minutes(61))


def test_it_neither_repeats_nor_forgets_when_the_clock_jumps(here: Area):
    worry = a_worry(here)
    turn(minutes(20))
    assert told_to(here, worry) == RUNGS[:2]
    turn(minutes(-600))
    turn(minutes(5))
    assert told_to(here, worry) == RUNGS[:2]
    turn(minutes(31))
    assert told_to(here, worry) == RUNGS[:3]
    turn(minutes(60 * 24 * 365))
    turn(minutes(62))
    assert told_to(here, worry) == RUNGS


def test_it_does_each_thing_once_with_two_servers_at_the_same_moment(here: Area):
    found = [a_worry(here, f"Worry {n}") for n in range(6)]
    gate = Barrier(4)

    def server(_: int) -> int:
        try:
            gate.wait(60)
            return turn(minutes(75), WORRIES).failed
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        failures = sum(pool.map(server, range(4)))
    turn(minutes(75), WORRIES)  # what one left because the other was at it
    assert failures == 0
    assert [told_to(here, worry) for worry in found] == [RUNGS] * 6
    with acting(here.rosa) as rosa:
        assert projection.differences(rosa) == []
        assert not verify(rosa).faults


def test_it_waits_for_no_lock_that_another_server_holds(here: Area):
    """One server hangs in the middle of a thing: another leaves that alone, and goes on with the rest."""
    a_worry(here)
    inside, go_on = threading.Event(), threading.Event()

    def hang(**_: object) -> bool:
        inside.set()
        return go_on.wait(60)

    def first() -> None:
        try:
            turn(minutes(16), replace(WORRIES, do=hang))
        finally:
            connection.close()

    other = threading.Thread(target=first)
    other.start()
    try:
        assert inside.wait(60)
        done = []
        else_ = Job("something else", timedelta(), lambda viewer: [{}], lambda *, by, at: done.append(by.organisation))
        result = turn(minutes(16), WORRIES, else_)
        assert (result.done, result.failed, len(done)) == (0, 0, 2)
    finally:
        go_on.set()
        other.join()
    assert turn(minutes(16), WORRIES).done == 1


KILLED = """
import os, signal, sys
from tests.casework import running
from uuid import UUID
from datetime import datetime
running.connect(sys.argv[1])
from dataclasses import replace
from wayhome.casework.config import jobs
jobs.authorities = lambda at: [UUID(sys.argv[2])]
worries = jobs.JOBS[0]
left = [1]
def do(**given):
    if not left:
        worries.do(**given)                    # written, and not yet committed
        os.kill(os.getpid(), signal.SIGKILL)
    left.pop()
    return worries.do(**given)
jobs.Runner([replace(worries, do=do)]).turn(datetime.fromisoformat(sys.argv[3]))
"""


def test_it_goes_on_where_a_killed_turn_left_off(here: Area, server: Server):
    """Killed after the first thing was committed, and in the middle of the second: neither lost nor done twice."""
    found = [a_worry(here, f"Worry {n}") for n in range(3)]
    arguments = [server.dsn("app"), str(here.eastmere.id), minutes(16).isoformat()]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], timeout=PATIENCE, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert Counter(len(told_to(here, worry)) for worry in found) == {2: 1, 0: 2}
    assert turn(minutes(16), WORRIES).done == 2
    assert [told_to(here, worry) for worry in found] == [RUNGS[:2]] * 3
    with acting(here.rosa) as rosa:
        assert projection.differences(rosa) == []


# One that fails does not stop the others


def test_it_does_the_others_when_one_thing_fails_and_names_nobody_in_the_log(here: Area):
    bad, good = a_worry(here), a_worry(here)

    def do(*, worry: UUID, child: UUID, by: Viewer, at: datetime) -> object:
        found = worries.escalate(worry=worry, child=child, by=by, at=at)
        if worry == bad:
            raise ValueError("Aisha Karim, Quill Street")
        return found

    with capture_logs() as lines:
        result = turn(minutes(1), replace(WORRIES, do=do))
    assert (result.done, result.failed) == (1, 1)
    assert (told_to(here, bad), told_to(here, good)) == ([], RUNGS[:1]), "what failed is not half-done"
    (line,) = [entry for entry in lines if entry["event"] == "job failed"]
    assert (line["job"], line["kind"]) == ("worries go up", "ValueError")
    assert line["where"].startswith("test_jobs.py:")
    assert "Aisha" not in json.dumps(lines) and "Quill" not in json.dumps(lines)
    assert turn(minutes(1)).done == 1, "and it is tried again"


def test_it_looks_at_the_other_authorities_and_jobs_when_one_cannot_be_looked_at(here: Area):
    worry = a_worry(here)
    asked = []

    def broken(viewer: Viewer) -> list[dict[str, UUID]]:
        asked.append(viewer.organisation)
        raise RuntimeError

    result = turn(minutes(1), Job("broken", timedelta(), broken, lambda **_: None), WORRIES)
    assert (result.failed, result.done) == (2, 1)
    assert asked == [here.westmarsh.id, here.eastmere.id] and told_to(here, worry) == RUNGS[:1]


def test_it_takes_a_statement_that_the_database_refused_for_one_failure_and_goes_on(here: Area):
    a_worry(here)

    def slow(**_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 5")
            cursor.execute("SELECT pg_sleep(1)")

    done = []
    other = Job("other", timedelta(), lambda viewer: [{}], lambda *, by, at: done.append(1))
    result = turn(minutes(1), replace(WORRIES, do=slow), other)
    assert result.failed == 1 and len(done) == 2


def test_it_goes_on_over_a_new_connection_when_one_was_cut(here: Area):
    worry = a_worry(here)
    reached: list[UUID] = []

    def cut(**_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    after = Job("after", timedelta(), lambda viewer: reached.append(viewer.organisation) or [], lambda **_: None)
    result = turn(minutes(1), replace(WORRIES, do=cut), after)
    assert (result.done, result.failed, len(reached)) == (0, 1, 2)
    assert turn(minutes(1)).done == 1 and told_to(here, worry) == RUNGS[:1]


def test_it_ends_the_turn_when_the_database_is_gone_and_takes_the_next_one(here: Area, server: Server):
    worry = a_worry(here)
    running.connect("postgresql://wayhome_app@127.0.0.1:1/wayhome")
    try:
        with capture_logs() as lines:
            result = turn(minutes(1))
    finally:
        running.connect(server.dsn("app"))
    assert (result.done, result.failed) == (0, 1)
    assert [(entry["job"], entry["kind"]) for entry in lines] == [("turn", "OperationalError")]
    assert turn(minutes(1)).done == 1 and told_to(here, worry) == RUNGS[:1]


def test_it_looks_as_often_as_each_job_says(here: Area):
    looked: Counter[str] = Counter()

    def due(name: str):
        return lambda viewer: looked.update([name]) or []

    clock = iter((0.0, 29.0, 30.0, 59.0, 60.0, 61.0))
    every = {"often": timedelta(seconds=30), "seldom": timedelta(seconds=60)}
    runner = Runner([Job(n, e, due(n), lambda **_: None) for n, e in every.items()], steady=lambda: next(clock))
    for _ in range(6):
        runner.turn(NOW)
    assert looked == {"often": 3 * 2, "seldom": 2 * 2}, "two authorities each time"


def test_it_takes_turns_until_it_is_asked_to_leave(here: Area):
    leave, seen = threading.Event(), []

    def clock() -> datetime:
        seen.append(1)
        if len(seen) == 3:
            leave.set()
        return NOW

    Runner([]).forever(clock, leave, seconds=0.01)
    assert len(seen) == 3


# The other jobs


def contact(scene: Scene) -> str:
    with acting(scene.area.rosa):
        return models.CaseNow.objects.get(pk=scene.case).contact


def test_it_stops_waiting_for_an_answer_after_the_working_days_of_the_authority(here: Area):
    scene, phoned = Scene(here), Scene(here)
    told(scene)
    answered_by_phone(phoned)
    last = datetime(2026, 4, 9, 22, 59, tzinfo=UTC)  # told on Tuesday; Good Friday and Easter Monday do not count
    assert turn(last, ANSWERS).done == 0 and contact(scene) == "offered"
    assert turn(last + timedelta(minutes=2), ANSWERS).done == 1
    assert (contact(scene), contact(phoned)) == ("no_response", "offered"), "an unchecked answer is never passed over"
    assert turn(last + timedelta(days=2), ANSWERS).done == 0
    with acting(here.rosa) as rosa:
        assert models.Event.objects.get(kind="answer_period_over").by_role == "system"
        assert projection.differences(rosa) == []


def test_it_counts_the_days_that_the_authority_chose_and_begins_again_with_each_offer(here: Area):
    with acting(here.eastmere.administrator) as admin:
        organisations.set_policy(name="answer_period_working_days", value=1, starts_at=NOW, by=admin, at=NOW)
    scene = Scene(here)
    told(scene)
    thursday = datetime(2026, 4, 2, 9, tzinfo=UTC)
    with acting(replace(here.rosa, at=thursday)) as rosa:
        asking.reconfirm_offer(
            case=scene.case, episodes=[scene.episode], channel=Channel.VISIT, answer_stands=False, by=rosa, at=thursday,
            happened=Moment.exactly(thursday), seen_version=None,
        )  # fmt: skip
    assert turn(thursday, ANSWERS).done == 0
    assert turn(datetime(2026, 4, 8, 0, tzinfo=UTC), ANSWERS).done == 1


def test_it_asks_nothing_of_a_child_who_has_died(here: Area):
    scene = Scene(here)
    told(scene)
    with acting(here.rosa) as rosa:
        ending.record_death(episode=scene.episode, happened=Moment.exactly(NOW), by=rosa, at=NOW, seen_version=None)
    assert turn(NOW + timedelta(days=30), ANSWERS).done == 0
    assert contact(scene) == "offered"


def test_it_touches_no_child_of_another_authority(here: Area):
    """Each job asks in the name of one authority, and the database shows it no row of another."""
    scene = Scene(here)
    back(scene)
    worry = a_worry(here)
    seen: dict[UUID, int] = {}

    def due(viewer: Viewer) -> list[dict[str, UUID]]:
        seen[viewer.organisation] = models.Event.objects.count()
        return []

    turn(minutes(1), Job("count", timedelta(), due, lambda **_: None))
    assert seen[here.westmarsh.id] == 0 and seen[here.eastmere.id] > 0
    assert told_to(here, worry) == []


def test_it_says_whose_name_it_acted_in(here: Area):
    worry = a_worry(here)
    turn(minutes(1))
    with acting(here.rosa):
        event = models.Event.objects.get(kind="worry_escalated", subject=str(worry))
        assert (event.recorded_by, event.by_role, event.recorded_at) == (None, "system", minutes(1))


# The command


def test_it_does_what_is_due_once_and_ends():
    with new_home() as home:
        assert command(home, "migrate").returncode == 0
        said = command(home, "jobs", "--once")
        assert (said.returncode, said.stdout.strip()) == (0, "Done: 0. Failed: 0."), said.stderr


def test_it_refuses_in_words_where_nothing_is_made_ready():
    with new_home() as home:
        said = command(home, "jobs", "--once")
        assert said.returncode == 2 and "secret_key" in said.stderr and "Traceback" not in said.stderr


def test_it_ends_with_the_server_that_started_it():
    with new_home() as home:
        said = command(home, "jobs", "--parent", os.getpid() + 1)
        assert said.returncode == 2 and "has ended" in said.stderr


def test_it_runs_beside_the_pages_is_started_again_and_ends_with_them():
    """Started by `wayhome serve`; killed, it comes again; and nothing of it is left when the server has stopped, or was killed."""
    with new_home() as home:
        assert command(home, "migrate").returncode == 0
        with started(home, "serve", "--port", free_port()) as server:
            assert eventually(lambda: jobs_of(server.pid), 60)
            (first,) = jobs_of(server.pid)
            os.kill(first, signal.SIGKILL)
            assert eventually(lambda: jobs_of(server.pid) not in ([], [first]), 60), "it is started again"
            (second,) = jobs_of(server.pid)
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
            assert not alive(second)
        with started(home, "serve", "--port", free_port()) as server:
            assert eventually(lambda: jobs_of(server.pid), 60)
            (third,) = jobs_of(server.pid)
            server.kill()
            server.wait()
            assert eventually(lambda: not alive(third)), "it outlived a server that was killed"
        assert "Traceback" not in (home.parent / "started.log").read_text()


def test_it_leaves_the_jobs_to_another_machine_when_told_to():
    with new_home() as home:
        assert command(home, "migrate").returncode == 0
        port = free_port()
        with started(home, "serve", "--no-jobs", "--port", port) as server:
            assert eventually(lambda: answers(f"http://127.0.0.1:{port}/", 1), 60)
            assert jobs_of(server.pid) == []


def jobs_of(server: int) -> list[int]:
    """The processes that do the jobs of one server."""
    said = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(server)], capture_output=True, text=True).stdout
    lines = [line.split(maxsplit=1) for line in said.splitlines()]
    return [int(pid) for pid, arguments in lines if "wayhome.cli.main jobs" in arguments]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout
    return bool(said.strip()) and not said.strip().startswith("Z")
