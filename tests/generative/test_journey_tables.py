"""The tables against a truth written by hand: every state × event × role of every machine is tried.

Nothing here reads the rows to know what is right. `journey_truth` says it, from the domain reference alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from tests.generative.journey_truth import BEFORE, GRIDS, TO_REACH, VARIANTS, WHO
from tests.stories import Story
from wayhome.domain.journey import (
    CHANGES,
    FOLDED,
    MACHINES,
    SYSTEM,
    By,
    CaseSoFar,
    ChildSoFar,
    EpisodeSoFar,
    Event,
    EventKind,
    Scope,
    Track,
)
from wayhome.domain.journey.holding import all_tracks, several, singles
from wayhome.domain.vocabulary import Role, Word

ACTORS = (*Role, SYSTEM)
MACHINE = {machine.name: machine for machine in MACHINES}


def parsed(grid: str) -> dict[str, dict[str, str]]:
    """Event (with its variant) to state to cell. A row of another width than the head is a mistake in the table."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in grid.strip("\n").splitlines()]
    assert all(len(row) == len(head) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


TRUTH = {name: parsed(grid) for name, grid in GRIDS.items()}
STATES = [(name, state) for name, ways in TO_REACH.items() for state in ways]


def tell(story: Story, event: str, **ids: str) -> None:
    kind, _, variant = event.partition("/")
    story.tell(kind, **ids | VARIANTS.get(variant, {}))


def told(machine: str, state: str) -> Story:
    """A story in which the machine stands in the state."""
    story = Story()
    for event in (*BEFORE.get(machine, "").split(" > "), *TO_REACH[machine][state].split(" > ")):
        if event:
            tell(story, event)
    return story


def so_far(machine: str, story: Story) -> EpisodeSoFar | CaseSoFar | ChildSoFar:
    """The absence, case or child that holds the machine."""
    return held_by(machine, story.child)


def held_by(machine: str, child: ChildSoFar) -> EpisodeSoFar | CaseSoFar | ChildSoFar:
    scope = MACHINE[machine].scope
    if scope in (Scope.EPISODE, Scope.NOTICE):
        return child.episode("A")
    return child if scope is Scope.WORRY else child.case("C")


def track(machine: str, holder: EpisodeSoFar | CaseSoFar | ChildSoFar) -> Track[Word]:
    one = singles(holder).get(machine)
    return one if one is not None else several(holder)[machine].get("S", Track(MACHINE[machine].start))


def every_event(machine: str) -> Iterator[str]:
    """Every kind of event, by its variants where the grid of the machine has some, else as it is."""
    rows = TRUTH[machine]
    for kind in EventKind:
        mine = [row for row in rows if row.partition("/")[0] == kind.value]
        yield from mine or [kind.value]


def test_it_has_a_truth_for_every_machine_and_every_state():
    assert set(TRUTH) == set(MACHINE) == set(TO_REACH)
    for name, machine in MACHINE.items():
        states = [state.value for state in machine.states]
        assert list(TO_REACH[name]) == states
        assert all(list(cells) == states for cells in TRUTH[name].values()), name


@pytest.mark.parametrize(("machine", "state"), STATES)
def test_it_reaches_the_state(machine, state):
    story = told(machine, state)
    assert track(machine, so_far(machine, story)).state == state
    assert not story.child.anomalies


@pytest.mark.parametrize(("machine", "state"), STATES)
def test_it_moves_exactly_where_the_truth_says(machine, state):
    """And what moves nothing at all is kept as an anomaly, with words."""
    before = track(machine, so_far(machine, told(machine, state)))
    wrong = []
    for event in every_event(machine):
        story = told(machine, state)
        tell(story, event)
        child = story.child
        after = track(machine, held_by(machine, child))
        cell = TRUTH[machine].get(event, {}).get(state, ".").strip("()")
        noted = len(after.steps) - len(before.steps)
        expected = (state, 0) if cell == "." else (state if cell == "=" else cell, 1)
        if (after.state.value, noted) != expected:
            wrong.append(f"{event}: {after.state.value}, {noted} step; expected {expected}")
        odd = [anomaly.words for anomaly in child.anomalies if anomaly.event == story.events[-1]]
        if moved_anything(child, story.events[-1]) == bool(odd) or "" in odd:
            wrong.append(f"{event}: moved something and is an anomaly, or neither")
    assert not wrong, f"{machine} at {state}: " + "; ".join(wrong)


def moved_anything(child: ChildSoFar, event: Event) -> bool:
    holders = (*child.episodes.values(), *child.cases.values(), child)
    return any(step.event == event for holder in holders for _, each in all_tracks(holder) for step in each.steps)


@cache
def who_may() -> dict[str, list[tuple[tuple[str, ...] | None, set[str]]]]:
    found: dict[str, list[tuple[tuple[str, ...] | None, set[str]]]] = {}
    for line in WHO.strip().splitlines():
        event, _, roles = line.partition(":")
        name, _, states = event.partition(" [")
        found.setdefault(name.strip(), []).append((tuple(states.rstrip("]").split()) or None, set(roles.split())))
    return found


def known(event: str) -> str:
    """The name under which `WHO` lists an event: with its variant where that decides, else without."""
    return event if event in who_may() else event.partition("/")[0]


def allowed(event: str, states: set[str]) -> set[str]:
    """The roles that may record it, with the machines in these states."""
    return next(roles for where, roles in who_may()[known(event)] if where is None or states & set(where))


def ever_allowed(event: str) -> set[str]:
    kind = event.partition("/")[0]
    return {
        role
        for name, entries in who_may().items()
        if name.partition("/")[0] == kind
        for _, roles in entries
        for role in roles
    }


def test_it_says_who_for_every_event_and_no_other():
    kinds = {name.partition("/")[0] for name in who_may()}
    assert kinds == {kind.value for kind in EventKind} - {kind.value for kind in CHANGES}
    assert all(
        role in {each.value for each in ACTORS}
        for entries in who_may().values()
        for _, roles in entries
        for role in roles
    )


NOT_ASKED_OF_ONE_CASE = {"of another", "of that", "elsewhere, moved here", "to this", "moves one on", "says nothing"}


@pytest.mark.parametrize(("machine", "state"), STATES)
def test_it_asks_every_role_about_every_event(machine, state):
    """Refused by state exactly where no machine takes note of it, and by role exactly where the role is not listed."""
    story = told(machine, state)
    holder = so_far(machine, story)
    standing = {name: track(name, holder).state.value for name in (*singles(holder), *several(holder))}
    tried = 0
    for event in every_event(machine):
        kind, _, variant = event.partition("/")
        if EventKind(kind) in CHANGES or variant in NOT_ASKED_OF_ONE_CASE:
            continue
        if not is_recorded_in(kind, standing):
            with pytest.raises(TypeError):
                story.asked(kind, holder)
            continue
        for one in variants_of(kind) if event == kind else (event,):
            legal = any(is_own(TRUTH[name].get(one, {}).get(at, ".")) for name, at in standing.items())
            ask = dict(VARIANTS.get(one.partition("/")[2], {}))
            subject = ask.pop("subject", "S")
            for actor in ACTORS:
                rules = {r.rule for r in story.asked(kind, holder, role=actor, subject=subject, **ask)}
                roles = allowed(one, set(standing.values())) if legal else ever_allowed(one)
                assert ("state" in rules) is not legal, (one, actor, rules)
                assert ("role" in rules) is (actor.value not in roles), (one, actor, rules)
                tried += 1
    assert tried >= len(ACTORS)


def is_recorded_in(kind: str, machines: Iterable[str]) -> bool:
    """Whether any of the machines has the event as its own, in whatever state."""
    rows = [(row, cells) for name in machines for row, cells in TRUTH[name].items()]
    return any(is_own(cell) for row, cells in rows if row.partition("/")[0] == kind for cell in cells.values())


@cache
def variants_of(kind: str) -> list[str]:
    """The variants under which any grid knows an event; the event itself where none does."""
    names = dict.fromkeys(row for rows in TRUTH.values() for row in rows if row.partition("/")[0] == kind)
    return [name for name in names if name.partition("/")[2] not in NOT_ASKED_OF_ONE_CASE]


def is_own(cell: str) -> bool:
    return cell != "." and not cell.startswith("(")


ENDS = {
    ("notice", "acknowledged"): "they say they have it",
    ("request", "delivered"): "the record came back",
    ("transfer", "outcome_came_back"): "they told us how it ended",
}
"""Ends of the line between organisations, where nothing waits for the child. Only a correction leads out of them."""


@pytest.mark.parametrize(("machine", "state"), STATES)
def test_it_lets_every_state_be_left(machine, state):
    """A state that ends something can be left too, by an event of its own or because what ended it was wrong."""
    cells = {cells[state].strip("()") for cells in TRUTH[machine].values()}
    leaves = bool(cells - {".", "=", state})
    folded = any(row.to is FOLDED and state in row.of for row in MACHINE[machine].rows)
    assert leaves or folded or (machine, state) in ENDS


def test_it_names_every_target_among_the_states_of_its_machine():
    for machine in MACHINES:
        for row in machine.rows:
            targets = row.to.states if isinstance(row.to, By) else (row.to,) if isinstance(row.to, Word) else ()
            assert all(isinstance(each, machine.states) for each in (*row.of, *targets)), row.id


def test_it_numbers_every_row_once():
    ids = [row.id for machine in MACHINES for row in machine.rows]
    assert len(ids) == len(set(ids))
