"""The table of facts is what deriving everything afresh gives, whatever was done, corrected, merged, or only waited for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.casework.returns import DAY, HOUR, START, Council, Return, acting
from wayhome.casework.children import actions as children
from wayhome.casework.children.models import Child, Placement, Status
from wayhome.casework.children.words import PlacementKind, StatusKind
from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.actions import locked_child
from wayhome.casework.journey.models import Event
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.oversight import facts, whose
from wayhome.casework.oversight.about import next_missing
from wayhome.casework.oversight.models import COLUMNS, Derived, Facts
from wayhome.casework.records.refusals import Refused
from wayhome.cli import facts as command
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.vocabulary import EpisodeKind, Group, NeedKind, Outcome, Role, Source
from wayhome.indicators.facts import EPISODE_COLUMNS

LATER = START + timedelta(days=400)


@pytest.fixture
def council(server: object) -> Council:
    return Council()


def fact(council: Council, episode: UUID, at=LATER) -> Facts:
    """The row of one episode after a refresh; and nothing else differs from a fresh derivation."""
    with acting(council.area.rosa, at) as rosa:
        facts.refresh(rosa)
        assert facts.differences(rosa) == []
        return Facts.objects.get(pk=episode)


def test_it_has_the_columns_of_a_fact_row_and_no_other():
    ours = {f.name for f in Facts._meta.local_fields} - {"id", "organisation", "child", "current", *whose.NAMES}
    assert ours == {column.name for column in COLUMNS}
    assert {column.name for column in EPISODE_COLUMNS} - ours == {"episode", "child"}


def test_it_derives_every_return_of_a_year(council: Council):
    kinds = council.year()
    with acting(council.area.rosa, LATER) as rosa:
        assert facts.refresh(rosa) == len(kinds)
        assert facts.differences(rosa) == []
        rows = {row.pk: row for row in Facts.objects.all()}
        assert facts.refresh(rosa) == 0
    said = {name: rows[r.episode] for name, r in kinds.items()}
    assert all(row.eligible and row.mature_72h and row.child_id for row in said.values())
    assert {n for n, row in said.items() if not row.offered} == {
        "never asked",
        "carer told only",
        "parent said no",
        "no capacity",
    }
    assert {n for n, row in said.items() if row.undertaken} == {
        "helped in time", "helped, start not recorded", "help offered, no answer", "nothing needed", "not written up", "talked in part",
    }  # fmt: skip
    assert {n for n, row in said.items() if row.within_72_hours is False and row.undertaken} == {"nothing needed"}
    assert {n for n, row in said.items() if row.undertaken and row.need_identified is None} == {"not written up"}
    assert {n for n, row in said.items() if row.support_started_28d} == {"helped in time"}
    assert said["said no"].declined_by_child and said["parent said no"].parent_refused
    assert {row.outcome for row in said.values()} >= {
        "unresolved",
        "declined_by_child",
        "no_capacity",
        "undertaken_partial",
    }


def test_it_derives_again_the_children_that_changed_and_no_other(council: Council):
    one, other = council.returned(START + 2 * DAY), council.returned(START + 3 * DAY)
    with acting(council.area.rosa, LATER) as rosa:
        assert facts.refresh(rosa) == 2
    one.asked()
    with acting(council.area.rosa, LATER + DAY) as rosa:
        assert facts.refresh(rosa) == 1
        assert Derived.objects.get(pk=one.child).as_of == LATER + DAY
        assert Derived.objects.get(pk=other.child).as_of == LATER
    assert fact(council, one.episode).offered is True


def test_it_finds_what_was_recorded_first_and_committed_last(council: Council):
    """An event whose recorded time is long before the facts were derived, and which came after, is not passed over."""
    one = council.returned(START + 2 * DAY).asked()
    assert fact(council, one.episode, LATER).accepted is False
    one.said_yes(4.5)
    assert fact(council, one.episode, LATER).accepted is True


@pytest.mark.parametrize(
    ("wait", "mature", "outcome"),
    [
        (72 * HOUR, False, "pending"),
        (72 * HOUR + timedelta.resolution, True, "pending"),
        (28 * DAY, True, "pending"),
        (28 * DAY + HOUR + timedelta.resolution, True, "unresolved"),
    ],
)
def test_it_keeps_up_with_time_alone(council: Council, wait, mature, outcome):
    """Nothing is recorded after the return; the 72 hours pass, and then the 28 days."""
    one = council.returned(START + 2 * DAY).tried(0.5)
    assert fact(council, one.episode, one.back + HOUR + HOUR).mature_72h is False
    row = fact(council, one.episode, one.back + wait)
    assert (row.mature_72h, row.outcome) == (mature, outcome)


def test_it_keeps_up_with_the_28_days_of_help(council: Council):
    one = council.returned(START + 2 * DAY).asked().said_yes().talked().written_up().helped()
    assert fact(council, one.episode, one.back + 20 * DAY).support_mature_28d is False
    assert fact(council, one.episode, one.back + 40 * DAY).support_mature_28d is True


def test_it_follows_a_correction_and_what_was_recorded_in_error(council: Council):
    one = council.returned(START + 2 * DAY).asked().said_yes().talked(71)
    assert fact(council, one.episode).within_72_hours is True
    with acting(council.area.rosa, one.when(100)) as rosa, locked_child(one.child, by=rosa) as writing:
        back = Event.objects.get(kind="returned", child_id=one.child)
        writing.append(E.CORRECTED, corrects=back.pk, episode=one.episode, at=rosa.at, happened=Moment.exactly(one.when(-2)),
                       source=Source.POLICE, detail={"reason": "given"})  # fmt: skip
    assert fact(council, one.episode).within_72_hours is False
    with acting(council.area.rosa, one.when(101)) as rosa, locked_child(one.child, by=rosa) as writing:
        talk = Event.objects.get(kind="talk_held", child_id=one.child)
        writing.append(E.RECORDED_IN_ERROR, in_error=talk.pk, case=one.case, at=rosa.at, detail={
            "reason": "given", "second": str(council.area.tess.user), "second_role": Role.TEAM_MANAGER.value})  # fmt: skip
    row = fact(council, one.episode)
    assert (row.undertaken, row.within_72_hours, row.hours_to_interview) == (False, False, None)


def test_it_follows_the_childs_file(council: Council):
    """Birth, sex, ethnicity and disability, being looked after and where: none of these is an event of the journey."""
    one = council.returned(START + 40 * DAY, group=None)
    row = fact(council, one.episode)
    assert (row.group, row.ours, row.looked_after, row.age_band, row.sex) == (None, True, None, "13-15", None)
    code = str(council.area.eastmere.id)
    with acting(council.area.rosa, LATER) as rosa:
        version = Child.objects.get(pk=one.child).version
        children.change_child(
            child=one.child, seen_version=version, sex="girl", ethnicity="WBRI", unaccompanied=False, by=rosa, at=LATER
        )
        children.record_status(
            child=one.child, kind=StatusKind.LOOKED_AFTER, code="C2", starts_on=date(2025, 1, 1), by=rosa, at=LATER
        )
    row = fact(council, one.episode)
    assert (row.group, row.looked_after, row.sex, row.ethnicity) == (None, True, "girl", "WBRI")
    assert row.unaccompanied is False
    with acting(council.area.rosa, LATER) as rosa:
        children.record_placement(
            child=one.child,
            kind=PlacementKind.FOSTER,
            starts_on=date(2025, 1, 1),
            area_code=code[:9],
            by=rosa,
            at=LATER,
        )
    assert fact(council, one.episode).group == "care_out"
    with acting(council.area.rosa, LATER) as rosa:
        place = Placement.objects.get(child_id=one.child)
        children.withdraw_placement(placement=place.pk, seen_version=place.version, by=rosa, at=LATER)
        children.record_birth(child=one.child, earliest=date(2007, 2, 1), source=Source.SCHOOL, by=rosa, at=LATER)
    row = fact(council, one.episode)
    assert (row.group, row.eligible) == (None, None), "one of the two dates of birth makes an adult of them"
    with acting(council.area.rosa, LATER) as rosa:
        status = Status.objects.get(child_id=one.child)
        children.withdraw_status(status=status.pk, seen_version=status.version, by=rosa, at=LATER)
    assert fact(council, one.episode).looked_after is None


def test_it_knows_the_group_that_was_said_before_the_one_that_the_file_gives(council: Council):
    one = council.returned(START + 2 * DAY, group=Group.CARE_OUT)
    with acting(council.area.rosa, LATER) as rosa:
        children.record_status(
            child=one.child, kind=StatusKind.LOOKED_AFTER, code="C2", starts_on=date(2025, 6, 1), by=rosa, at=LATER
        )
    assert fact(council, one.episode).group == "care_out"


def test_it_takes_a_child_who_was_not_looked_after_then_to_have_lived_at_home(council: Council):
    one = council.returned(START + 2 * DAY, group=None)
    with acting(council.area.rosa, LATER) as rosa:
        children.record_status(
            child=one.child, kind=StatusKind.LOOKED_AFTER, code="C2", starts_on=date(2025, 6, 1), by=rosa, at=LATER
        )
    row = fact(council, one.episode)
    assert (row.group, row.looked_after) == ("home", False)


def test_it_counts_two_records_found_to_be_one_child_as_one_child_and_apart_again(council: Council):
    one, other = council.returned(START + 2 * DAY), council.returned(START + 30 * DAY)
    assert fact(council, other.episode).first_episode is True
    with acting(council.area.rosa, LATER) as rosa:
        children.merge_children(keep=one.child, merge=other.child, by=rosa, at=LATER)
    row = fact(council, other.episode)
    assert (row.current, row.first_episode) == (one.child, False)
    with acting(council.area.rosa, LATER) as rosa:
        children.undo_merge(keep=one.child, merged=other.child, by=rosa, at=LATER)
    row = fact(council, other.episode)
    assert (row.current, row.first_episode) == (other.child, True)


def test_it_follows_a_change_of_the_rule_on_tries(council: Council):
    one = council.returned(START + 2 * DAY).asked()
    assert fact(council, one.episode).answer_pending is True
    with acting(council.area.eastmere.administrator, LATER) as admin:
        organisations.set_policy(name="attempt_close_rule", value=[1, 1, 1], starts_at=LATER, by=admin, at=LATER)
    one.tried(9)
    assert fact(council, one.episode, LATER + HOUR).answer_pending is False


def test_it_rebuilds_what_somebody_spoiled(council: Council):
    one = council.returned(START + 2 * DAY).asked()
    fact(council, one.episode)
    with acting(council.area.rosa, LATER) as rosa:
        Facts.objects.filter(pk=one.episode).update(offered=None)
        assert facts.differences(rosa) == [f"facts of {one.episode}: offered is None, not True"]
        assert facts.rebuild(rosa) == 1
        assert facts.differences(rosa) == []


def test_it_is_derived_again_by_a_command_that_also_says_what_differs(council: Council):
    """`wayhome rebuild-facts`, each authority in a transaction of the system's own."""
    place = council.area.eastmere
    one, _ = council.returned(START + 2 * DAY).asked(), council.returned(START + 3 * DAY)
    assert (place.id, "Eastmere") in command.authorities()
    assert command.one_authority(place.id, check=False) == (2, [])
    with acting(council.area.rosa, LATER) as rosa:
        Facts.objects.filter(pk=one.episode).update(offered=None)
        assert Facts.objects.filter(organisation_id=rosa.organisation).count() == 2
    number, different = command.one_authority(place.id, check=True)
    assert (number, different) == (2, [f"facts of {one.episode}: offered is None, not True"])
    assert command.one_authority(place.id, check=False) == (2, [])
    assert command.one_authority(place.id, check=True) == (2, [])


def test_it_derives_every_child_again_when_the_rules_themselves_changed(
    council: Council, monkeypatch: pytest.MonkeyPatch
):
    council.returned(START + 2 * DAY)
    with acting(council.area.rosa, LATER) as rosa:
        assert facts.refresh(rosa) == 1
        assert facts.refresh(rosa) == 0
        monkeypatch.setattr(facts, "_rules", lambda: "other rules")
        assert facts.refresh(rosa) == 1


def test_it_shows_no_row_to_another_organisation_and_takes_none_from_it(council: Council):
    one = council.returned(START + 2 * DAY)
    fact(council, one.episode)
    for stranger in (council.area.wren, council.area.mona, council.area.pat):
        with acting(stranger, LATER) as viewer:
            assert (Facts.objects.count(), Derived.objects.count()) == (0, 0)
            assert facts.refresh(viewer) == 0
            assert Facts.objects.filter(pk=one.episode).update(offered=False) == 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relforcerowsecurity FROM pg_class WHERE relname LIKE 'oversight_%' AND relkind = 'r'"
        )
        found = dict(cursor.fetchall())
    assert (
        all(found.values())
        and {model._meta.db_table for model in apps.get_app_config("oversight").get_models()} == found.keys()
    )


# A random walk: whatever people do, in whatever order, the facts are those of now.

STEPS = 45
WALKS = (1, 2, 3)


class Walk:
    """Random returns and random steps in them, by the product's own actions; what the rules refuse is passed over."""

    def __init__(self, council: Council, seed: int) -> None:
        self.council, self.chance = council, Random(seed)
        self.now = START + 2 * DAY
        self.returns: list[Return] = []
        self.done: list[str] = []

    def step(self) -> None:
        self.now += timedelta(hours=self.chance.randrange(1, 60))
        if not self.returns or self.chance.random() < 0.2:
            self.come_back()
            return
        one = self.chance.choice(self.returns)
        names = (
            "asked",
            "carer_told",
            "tried",
            "said_yes",
            "said_no",
            "parent_said_no",
            "talked",
            "written_up",
            "helped",
            "strike",
        )
        name = self.chance.choice(names)
        hours = (self.now - one.back) / HOUR - 1
        try:
            if name == "strike":
                self.strike(one)
            elif name == "helped":
                one.helped(offered=hours, wanted=hours + 2, began=hours + self.chance.choice([5, 24 * 40]))
            elif name == "talked":
                one.talked(hours, full=self.chance.random() < 0.8)
            else:
                getattr(one, name)(hours)
        except Refused:
            return
        self.done.append(name)

    def come_back(self) -> None:
        again = self.chance.choice(self.returns).child if self.returns and self.chance.random() < 0.4 else None
        group = self.chance.choice([Group.HOME, Group.CARE_IN, Group.CARE_OUT, None])
        self.now += 12 * HOUR
        try:
            self.returns.append(self.council.returned(self.now, child=again, group=group))
        except Refused:
            return
        self.done.append("returned")

    def strike(self, one: Return) -> None:
        """Say of a random event of the case that it was recorded in error."""
        with acting(self.council.area.rosa, self.now) as rosa, locked_child(one.child, by=rosa) as writing:
            events = list(Event.objects.filter(child_id=one.child, case_id=one.case).order_by("number"))
            gone = self.chance.choice(events)
            writing.append(E.RECORDED_IN_ERROR, in_error=gone.pk, case=one.case, at=rosa.at, detail={
                "reason": "given", "second": str(self.council.area.tess.user), "second_role": Role.TEAM_MANAGER.value,
            })  # fmt: skip


@pytest.mark.parametrize("seed", WALKS)
def test_it_is_a_fresh_derivation_of_everything_after_a_random_walk(council: Council, seed: int):
    walk = Walk(council, seed)
    for number in range(STEPS):
        walk.step()
        if number % 9 == 0:
            with acting(council.area.rosa, walk.now) as rosa:
                facts.refresh(rosa)
                assert facts.differences(rosa) == [], walk.done
    for wait in (HOUR, 3 * DAY, 30 * DAY, 300 * DAY):
        with acting(council.area.rosa, walk.now + wait) as rosa:
            facts.refresh(rosa)
            assert facts.differences(rosa) == [], walk.done
            rows = Facts.objects.count()
            assert rows >= len(walk.returns)
            facts.rebuild(rosa)
            assert facts.differences(rosa) == []
    assert len(set(walk.done)) >= 6, walk.done


def test_it_may_be_refreshed_by_a_job_of_the_system(council: Council):
    council.returned(START + 2 * DAY)
    job = replace(council.area.rosa, user=None, roles=frozenset(), at=LATER, purpose="job", seen=Seen())
    assert isinstance(job, Viewer)
    with transaction.atomic(), acting_as(job, doing="facts") as viewer:
        assert facts.refresh(viewer) == 1


def test_it_reads_what_the_child_told_from_the_record_once_it_is_handed_in(council: Council):
    """Codes of the page, and no word of it; a page that is still being written says nothing yet."""
    one = council.returned(START + 2 * DAY).asked().said_yes().talked()
    answers = {
        "reasons": ["friends_peers", "debt"],
        "harm": ["nothing_told"],
        "read_back": "amended",
        "before": "My own words.",
    }
    ines = council.ines
    one.do(ines, writing_up.start_record, one.when(40))
    one.do(ines, writing_up.save_answers, one.when(40), answers=answers)
    assert (fact(council, one.episode).reasons, fact(council, one.episode).read_back) == (None, None)
    one.do(ines, writing_up.submit_record, one.when(41))
    row = fact(council, one.episode)
    assert (row.reasons, row.harm, row.read_back) == ("|debt|friends_peers|", "|", "amended")
    one.do(council.area.tess, writing_up.approve_record, one.when(42), read=True)
    assert fact(council, one.episode).reasons == "|debt|friends_peers|"
    assert not any("My own words" in str(value) for value in vars(fact(council, one.episode)).values())


def test_it_says_of_each_kind_of_need_what_came_of_it(council: Council):
    one = council.returned(START + 2 * DAY).asked().said_yes().talked().written_up().helped(began=200)
    one.in_need(kind=NeedKind.ADVOCACY)
    row = fact(council, one.episode)
    assert (row.needs, row.needs_offered, row.needs_started) == (
        "|advocacy|mentoring|",
        "|mentoring=yes|",
        "|mentoring=yes|",
    )
    nothing = council.returned(START + 9 * DAY).asked().said_yes().talked().written_up()
    assert fact(council, nothing.episode).needs == "|"


def test_it_asks_who_held_the_talk_and_when_it_was_written_up(council: Council):
    """Trained as said at the naming; two working days to hand in and four to approve, and no once they are over."""
    one = council.returned(START + 2 * DAY).asked().said_yes().talked().written_up()
    soon, later = fact(council, one.episode, one.when(48)), fact(council, one.episode)
    assert (soon.interviewer_trained, soon.record_due, soon.handed_in_2_days, soon.approved_4_days) == (
        True,
        False,
        True,
        None,
    )
    assert (later.record_due, later.handed_in_2_days, later.approved_4_days) == (True, True, False)
    other = council.returned(START + 9 * DAY).asked().said_yes().talked()
    assert fact(council, other.episode).handed_in_2_days is False


def test_it_says_what_came_first_and_at_what_hour_the_child_came_back(council: Council):
    """A talk, another absence before it, a no; and a bank holiday is no day of the week."""
    easter = council.returned(START + 105 * DAY).asked().said_yes().talked()
    row = fact(council, easter.episode)
    assert (row.returned_on, row.returned_day, row.returned_hour) == (date(2025, 4, 21), "bank_holiday", "10")
    assert (row.ending, row.hours_to_ending) == ("talk", 30)
    one = council.returned(START + 2 * DAY).asked()
    again = council.returned(START + 4 * DAY, child=one.child)
    row = fact(council, one.episode)
    assert (row.returned_day, row.ending, row.hours_to_ending) == ("wednesday", "missing_again", 38)
    row = fact(council, again.episode)
    assert (row.ending, row.hours_to_ending) == ("still_open", None)
    no = council.returned(START + 9 * DAY).asked().said_no().closed_as(Outcome.DECLINED_BY_CHILD)
    row = fact(council, no.episode)
    assert (row.ending, row.hours_to_ending) == ("child_said_no", 5)


def test_it_ends_at_the_18th_birthday_by_time_alone(council: Council):
    child = council.child(at=START, born=date(2007, 2, 1))
    one = council.returned(START + 2 * DAY, child=child).asked()
    assert fact(council, one.episode, one.back + 10 * DAY).ending == "still_open"
    assert fact(council, one.episode, one.back + 30 * DAY).ending == "turned_18_or_moved"


class TestMissingAgain:
    def absent(self, name: str, start: Moment, back: Moment = NOT_RECORDED) -> SimpleNamespace:
        return SimpleNamespace(episode=name, kind=EpisodeKind.MISSING, missing_from=start, returned=back, is_void=False)

    def test_it_takes_the_first_that_began_after_the_return(self):
        of = lambda day: Moment.exactly(START + day * DAY)  # noqa: E731
        one, two, three = self.absent("1", of(1), of(2)), self.absent("2", of(5), of(6)), self.absent("3", of(8))
        every = [three, two, one]
        assert [next_missing(each, every) for each in (one, two)] == [of(5), of(8)]
        assert next_missing(three, every) is None, "it has not ended"
        assert next_missing(two, [one, two]) == NOT_RECORDED == next_missing(one, [one])
        assert next_missing(one, [one, self.absent("4", NOT_RECORDED)]) is None
