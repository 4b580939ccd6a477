"""Whatever is recorded, in whatever order: nothing crashes, nothing is lost, and the same events give the same result."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories import MONDAY_9, hour
from wayhome.domain.journey import (
    AboutTheChild,
    CaseState,
    Circumstances,
    Event,
    EventKind,
    fold_child,
    headline,
    legal_next,
    machines_moved_by,
    may,
    to_journey,
)
from wayhome.domain.journey.fold import GrowingFold
from wayhome.domain.journey.holding import all_tracks
from wayhome.domain.journey.kinds import CHANGES
from wayhome.domain.journey.moved import moved
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.outcome import Reading, outcome
from wayhome.domain.vocabulary import Group, Outcome, Role

DETAILS = st.fixed_dictionaries({}, optional={
    "could_talk_freely": st.sampled_from(["yes", "no", "not_sure"]),
    "answer": st.sampled_from(["yes", "no", "other", "not_the_child"]),
    "answer_stands": st.booleans(),
    "channel": st.sampled_from(["call", "visit", "text"]),
    "to": st.sampled_from(["allocated", "unallocated", "accepted"]),
    "completeness": st.sampled_from(["full", "partial"]),
    "discussed": st.lists(st.sampled_from("AB"), max_size=2),
    "moved_to": st.sampled_from("CDE"),
    "new_worry": st.sampled_from("ST"),
    "recipients": st.lists(st.sampled_from("ST"), max_size=2),
    "outcomes": st.dictionaries(st.sampled_from("AB"), st.sampled_from([o.value for o in Outcome]), max_size=2),
    "of": st.sampled_from(["returned", "located", "left"]),
    "about": st.just("returned"),
    "owner": st.just("Ola"),
    "second": st.just("Tim"),
    "second_role": st.just("team_manager"),
})  # fmt: skip

MOMENTS = st.one_of(
    st.integers(0, 200).map(lambda n: Moment.exactly(hour(n))),
    st.integers(0, 8).map(lambda n: Moment.on((MONDAY_9 + timedelta(days=n)).date())),
    st.just(NOT_RECORDED),
)


ASKING = [kind for kind in EventKind if any(machine.name == "contact" for machine in machines_moved_by(kind))]
KINDS = st.one_of(st.sampled_from(ASKING), st.sampled_from(list(EventKind)))


@st.composite
def histories(draw) -> list[Event]:
    """Some events of one child, most of them in an order that makes sense at first."""
    kinds = [*draw(st.sampled_from(BEGINNINGS)), *draw(st.lists(KINDS, max_size=14))]
    events: list[Event] = []
    for number, kind in enumerate(kinds):
        changes = kind in CHANGES and events
        target = draw(st.sampled_from(events)).id if changes else None
        begins = number < 4
        events.append(Event(
            id=f"{number:02d}", kind=kind, recorded_at=hour(number + 1), detail=draw(DETAILS), by="Sam",
            happened=Moment.exactly(hour(number)) if begins else draw(MOMENTS),
            episode="A" if begins else draw(st.sampled_from("AB")), case="C" if begins else draw(st.sampled_from("CD")),
            subject=draw(st.sampled_from("ST")), corrects=target if kind is EventKind.CORRECTED else None,
            recorded_in_error_of=target if kind is EventKind.RECORDED_IN_ERROR else None,
        ))  # fmt: skip
    return events


K = EventKind
BEGINNINGS = (
    (),
    (K.POLICE_REPORT_MADE, K.RETURNED, K.CASE_OPENED),
    (K.POLICE_REPORT_MADE, K.RETURNED, K.CASE_OPENED, K.CHILD_TOLD),
    (K.RECORDED_MISSING, K.LOCATED, K.CASE_OPENED, K.TALK_HELD),
)


def steps_of(child) -> dict[str, int]:
    """How often each event moved something."""
    found: dict[str, int] = {}
    for holder in (*child.episodes.values(), *child.cases.values(), child):
        for _, track in all_tracks(holder):
            for step in track.steps:
                found[step.event.id] = found.get(step.event.id, 0) + 1
    return found


@given(histories())
def test_it_loses_nothing(events):
    """Every event moved something, or is struck out, or is an anomaly, or is what struck another out; never two of them."""
    child = fold_child(events)
    moved = set(steps_of(child))
    struck = {each.event.id for each in child.struck}
    odd = {each.event.id for each in child.anomalies}
    assert (
        not (moved & struck)
        and not (moved & odd)
        and not (struck & (odd - {e.id for e in events if e.kind in CHANGES}))
    )
    for event in events:
        assert event.id in moved | struck | odd or event.kind in CHANGES


@given(histories(), st.randoms(use_true_random=False))
def test_it_does_not_care_in_which_order_events_are_given(events, draw):
    shuffled = list(events)
    draw.shuffle(shuffled)
    assert fold_child(shuffled) == fold_child(events)


@given(histories(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_it_grows_to_what_folding_everything_anew_gives(events, draw, known_first):
    """Whatever comes next: an event after all others, one dated before them, a correction, a strike."""
    ordered = list(events)
    if draw.random() < 0.5:
        draw.shuffle(ordered)
    growing = GrowingFold(ordered[:known_first])
    for number, event in enumerate(ordered[known_first:], start=known_first + 1):
        assert growing.add(event) == growing.so_far == fold_child(ordered[:number])


@given(histories(), st.integers(0, 500))
def test_it_keeps_the_tracks_that_an_event_did_not_move(events, when):
    """As far as it did not have to go back over them."""
    growing = GrowingFold(events)
    before = growing.so_far
    happened = Moment.exactly(hour(when))
    worry = Event(id="97", kind=EventKind.WORRY_RAISED, recorded_at=hour(500), happened=happened, subject="a new worry")
    after = growing.add(worry)
    if any((e.happened.earliest or e.recorded_at) >= hour(when) for e in events):
        return
    for name, case in before.cases.items():
        assert after.cases[name].contact is case.contact and after.cases[name].container is case.container


def shown(child, events):
    """Everything that a list shows of each absence and of each case, or that makes a form about it stale."""
    absences = {
        name: (each, [e for e in events if e.episode == name], sum(name in e.episodes for e in events))
        for name, each in child.episodes.items()
    }
    cases = {}
    for name, case in child.cases.items():
        covered = {e.episode for e in case.covered}
        about = [e.id for e in events if e.case == name or e.episode in covered]
        beside = (case.unreceived_worries, case.child_has_died)
        tracks = [track for _, track in all_tracks(case)]
        cases[name] = (tracks, case.coverage, case.covered, beside, about, headline(case, at=hour(400)).code)
    return absences, cases


@given(histories(), st.integers(1, 3))
def test_it_says_of_everything_that_moved_that_it_moved(events, at_once):
    growing = GrowingFold()
    for start in range(0, len(events), at_once):
        before, added = growing.so_far, events[start : start + at_once]
        were_absences, were_cases = shown(before, growing.events)
        for event in added:
            growing.add(event)
        absences, cases = shown(growing.so_far, growing.events)
        moved_absences, moved_cases = moved(before, growing.so_far, added)
        assert moved_absences <= absences.keys() and moved_cases <= cases.keys()
        for name in absences.keys() - moved_absences:
            assert absences[name] == were_absences[name]
        for name in cases.keys() - moved_cases:
            assert cases[name] == were_cases[name]


@given(histories(), st.data())
def test_it_is_as_if_it_had_never_been_when_the_last_entry_is_struck(events, data):
    """Nothing that was not itself recorded depends on an entry once it is struck out."""
    kind = data.draw(st.sampled_from([kind for kind in EventKind if kind not in CHANGES]))
    entry = Event(
        id="98", kind=kind, recorded_at=hour(300), happened=data.draw(MOMENTS), episode="A", case="C", subject="S"
    )
    strike = Event(id="99", kind=EventKind.RECORDED_IN_ERROR, recorded_at=hour(301), recorded_in_error_of="98")
    before, after = fold_child(events), fold_child([*events, entry, strike])
    assert replace(after, struck=before.struck) == before


@given(histories())
def test_it_can_always_say_where_a_case_stands_and_what_counts(events):
    child = fold_child(events)
    about = AboutTheChild("aisha", "Eastmere", group=Group.HOME)
    for case in child.cases.values():
        line = headline(case, at=hour(400))
        assert line.staff and 1 <= line.row <= 23
        assert {c.episode for c in case.coverage} >= case.discussed
    for episode in child.episodes:
        journey = to_journey(child, episode, about)
        reading = Reading(journey)
        rank = {False: 0, None: 1, True: 2}
        chain = [
            rank[x]
            for x in (reading.in_time, reading.undertaken, reading.accepted, reading.offered, reading.offered_broad)
        ]
        assert chain == sorted(chain)
        outcome(journey, as_of=hour(400))


@settings(max_examples=40)
@given(histories())
def test_it_answers_every_question_about_every_event(events):
    child = fold_child(events)
    so_fars = (*child.episodes.values(), *child.cases.values(), child)
    for so_far in so_fars:
        for role in (Role.RHI_COORDINATOR, Role.TEAM_MANAGER, Role.YOUNG_PERSON):
            for step in legal_next(so_far, by_role=role, at=hour(400), by="Ada"):
                refused = may(step.kind, so_far, by_role=role, at=hour(400), by="Ada", subject=step.subject)
                assert not {r.rule for r in refused} & {"role", "state"}


@settings(max_examples=60)
@given(histories())
def test_it_never_closes_on_an_unchecked_answer_or_over_a_worry(events):
    known = Circumstances(age=15, looked_after=False, episodes_in_90_days=1)
    for case in fold_child(events).cases.values():
        for outcome_chosen in ("declined_by_child", "offered_no_response", "could_not_be_contacted"):
            written = {
                "outcomes": {e.episode: outcome_chosen for e in case.covered}, "leaflet_given": True, "offer_again": "no",
                "no_tries_because": "x",
            }  # fmt: skip
            refused = may(
                EventKind.CLOSED_NOT_UNDERTAKEN, case, by_role=Role.RHI_COORDINATOR, at=hour(400), by="Ada", detail=written,
                known=known,
            )  # fmt: skip
            if not refused:
                assert case.container.state is CaseState.OPEN
                assert not case.unconfirmed_answers and not case.unreceived_worries and not case.ask_again_alone
                assert outcome_chosen != "declined_by_child" or case.contact.state.value == "declined"


def test_it_draws_histories_that_get_somewhere():
    """The histories above are worth trying only if many of their events move something."""
    moved, total, states = 0, 0, set()

    @settings(max_examples=500, database=None)
    @given(histories())
    def look(events):
        nonlocal moved, total
        child = fold_child(events)
        found = steps_of(child)
        moved += sum(event.id in found for event in events)
        total += len(events)
        states.update(case.contact.state for case in child.cases.values())

    look()
    assert moved / total > 0.25 and len(states) >= 5
