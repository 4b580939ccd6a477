"""Events and their words; the ledger of which stand, in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest

from tests.stories import MONDAY_9, Story, hour
from wayhome.domain.journey import SYSTEM, Event, EventKind, ledger_of, machines_moved_by
from wayhome.domain.journey.kinds import CHANGES
from wayhome.domain.moment import NOT_RECORDED, Moment


def event(**fields) -> Event:
    return Event(**{"id": "1", "kind": EventKind.UPDATE_NOTED, "recorded_at": MONDAY_9} | fields)


@pytest.mark.parametrize("kind", EventKind)
def test_it_says_what_every_kind_of_event_means(kind):
    assert kind.label and kind.definition
    assert kind.label[0].isupper() and not kind.label.endswith(".")
    assert kind.definition.endswith(".")


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind not in CHANGES])
def test_it_has_a_machine_for_every_kind_of_event(kind):
    assert machines_moved_by(kind)


def test_it_says_that_what_nobody_did_the_system_did():
    assert event().by_role is SYSTEM
    assert SYSTEM.label == "Wayhome"


def test_it_wants_to_know_when_it_was_recorded_and_in_which_zone():
    with pytest.raises(ValueError, match="aware"):
        event(recorded_at=datetime(2026, 3, 2, 9))  # noqa: DTZ001
    assert event(recorded_at=MONDAY_9).happened is NOT_RECORDED


@pytest.mark.parametrize("field", ["corrects", "recorded_in_error_of"])
def test_it_cannot_correct_or_strike_itself(field):
    with pytest.raises(ValueError, match="itself"):
        event(**{field: "1"})
    assert event(**{field: "0"}).strikes == "0"
    assert event().strikes is None


def test_it_may_be_asked_about_before_it_has_an_id():
    assert event(id="").strikes is None


def test_it_corrects_or_strikes_but_never_both():
    with pytest.raises(ValueError, match="never both"):
        event(corrects="0", recorded_in_error_of="00")


def test_it_is_recorded_on_the_local_day():
    assert str(event(recorded_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)).recorded_on) == "2026-07-01"


def test_it_reads_words_and_leaves_what_nobody_wrote_unknown():
    said = event(detail={"reason": "moved", "empty": "", "nothing": None, "seven": 7})
    assert [said.says(key) for key in ("reason", "empty", "nothing", "absent", "seven")] == [
        "moved",
        None,
        None,
        None,
        "7",
    ]


def test_it_reads_yes_no_and_not_said():
    said = event(detail={"yes": True, "no": False, "word": "yes", "one": 1})
    assert [said.holds(key) for key in ("yes", "no", "word", "one", "absent")] == [True, False, None, None, None]


def test_it_reads_counts():
    said = event(detail={"two": 2, "true": True, "word": "2"})
    assert [said.number(key) for key in ("two", "true", "word", "absent")] == [2, 0, 0, 0]


def test_it_reads_lists_and_tables():
    said = event(detail={"list": ["a", 1], "tuple": ("b",), "set": {"c"}, "word": "abc", "table": {"a": "b", 1: 2}})
    assert [said.lists(key) for key in ("list", "tuple", "set", "word", "absent")] == [
        ("a", "1"),
        ("b",),
        ("c",),
        (),
        (),
    ]
    assert said.pairs("table") == {"a": "b", "1": "2"}
    assert said.pairs("list") == {} == said.pairs("absent")


def test_it_reads_instants_as_such_or_as_iso_text():
    said = event(detail={
        "instant": MONDAY_9, "text": "2026-03-02T10:00:00+01:00", "naive": "2026-03-02T10:00:00", "word": "Monday",
        "naive_instant": datetime(2026, 3, 2, 9),  # noqa: DTZ001
    })  # fmt: skip
    assert said.instant("instant") == said.instant("text") == MONDAY_9
    assert [said.instant(key) for key in ("naive", "naive_instant", "word", "absent")] == [None] * 4


@pytest.mark.parametrize(
    ("value", "free"), [("yes", True), ("no", False), ("not_sure", None), (True, True), (False, False), (None, None)]
)
def test_it_knows_whether_the_child_could_talk_freely_only_if_somebody_said(value, free):
    assert event(detail={"could_talk_freely": value}).talked_freely is free


@pytest.mark.parametrize(
    ("detail", "own"),
    [
        ({"could_talk_freely": "yes"}, True),
        ({"could_talk_freely": "yes", "conveyed_by": "child"}, True),
        ({"could_talk_freely": "yes", "conveyed_by": "parent"}, False),
        ({"could_talk_freely": "no"}, False),
        ({}, False),
    ],
)
def test_it_takes_a_word_for_the_childs_own_only_if_free_and_not_passed_on(detail, own):
    assert event(detail=detail).is_their_own_free_word is own


def test_it_names_its_own_absence_first_and_none_twice():
    assert event(episode="B", detail={"episodes": ["A", "B"]}).episodes == ("B", "A")
    assert event(detail={"episodes": ["A"]}).episodes == ("A",)
    assert event().episodes == ()


# The ledger


def standing(story: Story) -> list[str]:
    return [each.id for each in ledger_of(story.events).standing]


def test_it_orders_by_the_earliest_time_then_by_recording_then_by_id():
    story = Story()
    late = story.tell("update_noted", 5, recorded=9)
    first = story.tell("update_noted", 3, recorded=10)
    same_b = story.tell("update_noted", 5, recorded=8, id="b")
    same_a = story.tell("update_noted", 5, recorded=8, id="a")
    assert standing(story) == [first.id, same_a.id, same_b.id, late.id]


def test_it_puts_what_has_no_time_where_it_was_recorded():
    story = Story()
    after = story.tell("update_noted", 6, recorded=6)
    unknown = story.tell("update_noted", happened=NOT_RECORDED, recorded=5)
    before = story.tell("update_noted", 4, recorded=10)
    assert standing(story) == [before.id, unknown.id, after.id]


def test_it_takes_each_event_once():
    story = Story()
    story.tell("update_noted", 1)
    assert len(ledger_of([*story.events, *story.events]).standing) == 1


def test_it_lets_a_correction_stand_in_the_place_of_what_it_corrects():
    story = Story()
    wrong = story.tell("returned", 5, episode="A", setting="hospital", mode="bus")
    right = story.tell("corrected", 7, recorded=9, corrects=wrong.id, setting="same_home")
    ledger = ledger_of(story.events)
    (stands,) = ledger.standing
    assert (stands.id, stands.kind, stands.episode) == (right.id, EventKind.RETURNED, "A")
    assert stands.happened == Moment.exactly(hour(7))
    assert stands.detail == {"setting": "same_home", "mode": "bus"}
    assert [(each.event.id, each.by.id) for each in ledger.struck] == [(wrong.id, right.id)]


def test_it_keeps_the_time_and_place_in_order_where_a_correction_gives_none():
    story = Story()
    wrong = story.tell("talk_held", 5, case="C", subject="x", mode="phone")
    later = story.tell("update_noted", 6)
    story.tell("corrected", happened=NOT_RECORDED, recorded=20, corrects=wrong.id, mode="video")
    fixed, other = ledger_of(story.events).standing
    assert (fixed.happened, fixed.case, fixed.subject) == (wrong.happened, "C", "x")
    assert other.id == later.id


def test_it_keeps_the_numbers_that_a_correction_names_itself():
    story = Story()
    wrong = story.tell("talk_held", 5, case="C", subject="x", episode="A")
    story.tell("corrected", 5, recorded=6, corrects=wrong.id, case="D", subject="y", episode="B")
    (fixed,) = ledger_of(story.events).standing
    assert (fixed.case, fixed.subject, fixed.episode) == ("D", "y", "B")


def test_it_keeps_a_late_correction_of_one_of_two_events_at_one_instant_in_its_first_place():
    story = Story()
    first = story.tell("update_noted", 5, recorded=5)
    second = story.tell("update_noted", 5, recorded=6)
    fixed = story.tell("corrected", 5, recorded=9, corrects=first.id)
    assert standing(story) == [fixed.id, second.id]


def test_it_lets_an_event_of_another_kind_take_the_place_with_its_own_words_only():
    story = Story()
    wrong = story.tell("located", 5, episode="A", found_by="police")
    story.tell("returned", happened=NOT_RECORDED, recorded=9, corrects=wrong.id, setting="home")
    (stands,) = ledger_of(story.events).standing
    assert (stands.kind, stands.detail, stands.happened) == (EventKind.RETURNED, {"setting": "home"}, NOT_RECORDED)
    assert stands.episode == "A"


def test_it_follows_a_chain_of_corrections_to_its_end():
    story = Story()
    first = story.tell("returned", 5, episode="A", a=1, b=1, c=1)
    second = story.tell("corrected", 6, recorded=10, corrects=first.id, b=2, c=2)
    third = story.tell("corrected", happened=NOT_RECORDED, recorded=11, corrects=second.id, c=3)
    (stands,) = ledger_of(story.events).standing
    assert (stands.id, stands.kind, stands.detail) == (third.id, EventKind.RETURNED, {"a": 1, "b": 2, "c": 3})
    assert stands.happened == second.happened
    assert {each.event.id for each in ledger_of(story.events).struck} == {first.id, second.id}


def test_it_lets_the_last_recorded_of_two_corrections_stand():
    story = Story()
    wrong = story.tell("returned", 5, episode="A")
    earlier = story.tell("corrected", 6, recorded=10, corrects=wrong.id)
    later = story.tell("corrected", 7, recorded=11, corrects=wrong.id)
    ledger = ledger_of(story.events)
    assert [each.id for each in ledger.standing] == [later.id]
    assert {each.event.id: each.by.id for each in ledger.struck} == {wrong.id: later.id, earlier.id: later.id}


def test_it_strikes_out_what_was_recorded_in_error_and_keeps_it():
    story = Story()
    wrong = story.tell("returned", 5, episode="A")
    strike = story.tell("recorded_in_error", 6, strikes=wrong.id)
    ledger = ledger_of(story.events)
    assert ledger.standing == ()
    assert [(each.event, each.by) for each in ledger.struck] == [(wrong, strike)]


def test_it_brings_back_what_a_mistaken_correction_or_strike_had_taken_away():
    story = Story()
    right = story.tell("returned", 5, episode="A")
    wrong = story.tell("corrected", 6, recorded=10, corrects=right.id)
    story.tell("recorded_in_error", 11, strikes=wrong.id)
    assert standing(story) == [right.id]
    strike = story.tell("recorded_in_error", 12, strikes=right.id)
    assert standing(story) == []
    story.tell("recorded_in_error", 13, strikes=strike.id)
    assert standing(story) == [right.id]


def test_it_brings_back_the_earlier_of_two_corrections_when_the_later_is_struck():
    story = Story()
    wrong = story.tell("returned", 5, episode="A")
    earlier = story.tell("corrected", 6, recorded=10, corrects=wrong.id)
    later = story.tell("corrected", 7, recorded=11, corrects=wrong.id)
    story.tell("recorded_in_error", 12, strikes=later.id)
    assert standing(story) == [earlier.id]


def test_it_goes_on_striking_when_only_the_words_of_a_strike_are_corrected():
    story = Story()
    wrong = story.tell("returned", 5, episode="A")
    strike = story.tell("recorded_in_error", 6, strikes=wrong.id, reason="a")
    story.tell("corrected", 7, corrects=strike.id, reason="b")
    assert standing(story) == []


@pytest.mark.parametrize("field", ["corrects", "strikes"])
def test_it_reports_an_event_whose_target_is_not_here_or_comes_after_it(field):
    story = Story()
    lost = story.tell("corrected" if field == "corrects" else "recorded_in_error", 5, **{field: "nowhere"})
    target = story.tell("update_noted", 1, recorded=9)
    early = story.tell("recorded_in_error", 2, recorded=2, strikes=target.id)
    ledger = ledger_of(story.events)
    assert {each.event.id for each in ledger.anomalies} == {lost.id, early.id}
    assert all(each.words for each in ledger.anomalies)
    assert [each.id for each in ledger.standing] == [target.id]


@pytest.mark.parametrize("kind", CHANGES)
def test_it_reports_a_change_that_changes_nothing(kind):
    story = Story()
    story.tell(kind, 5)
    assert [each.event.kind for each in ledger_of(story.events).anomalies] == [kind]
    assert standing(story) == []


def test_it_survives_events_that_correct_each_other():
    one = event(id="1", recorded_at=hour(1), corrects="2")
    two = event(id="2", recorded_at=hour(2), corrects="1")
    ledger = ledger_of([one, two])
    assert [each.id for each in ledger.standing] == ["2"]
    assert [each.event.id for each in ledger.struck] == ["1"]


def test_it_does_not_care_in_which_order_events_are_given():
    story = Story()
    a = story.tell("returned", 5, episode="A")
    story.tell("corrected", 6, recorded=10, corrects=a.id)
    story.tell("update_noted", 6, recorded=11)
    story.tell("recorded_in_error", 12, strikes=story.events[-1].id)
    story.tell("update_noted", 4, recorded=13)
    ledgers = {tuple(e.id for e in ledger_of(order).standing) for order in permutations(story.events)}
    assert len(ledgers) == 1


def test_it_compares_recording_times_across_zones():
    early = event(id="b", recorded_at=MONDAY_9.astimezone(timezone(timedelta(hours=5))))
    late = event(id="a", recorded_at=MONDAY_9 + timedelta(minutes=1))
    assert [each.id for each in ledger_of([late, early]).standing] == ["b", "a"]
