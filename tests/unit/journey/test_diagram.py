"""The reference page is written from the tables, whole and readable."""

from __future__ import annotations

import re

import pytest

from wayhome.domain.journey import FOLDED, MACHINES, PUTTING_RIGHT, SAME, By, EventKind
from wayhome.domain.journey.diagram import DRAWN_FROM, document, mermaid, rules
from wayhome.domain.journey.headline import HEADLINES
from wayhome.domain.vocabulary import Word

PAGE = document()
MACHINE = {machine.name: machine for machine in MACHINES}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_it_draws_every_state_once_and_starts_where_the_machine_starts(machine):
    lines = mermaid(machine).splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert [line for line in lines if line.startswith("    state ")] == [
        f'    state "{state.label}" as {state.value}' for state in machine.states
    ]
    assert f"    [*] --> {machine.start.value}" in lines


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_it_draws_every_change_of_state_that_starts_from_few(machine):
    drawn = set(re.findall(r"^    (\w+) --> (\w+) : (\S+) ", mermaid(machine), re.MULTILINE))
    expected = set()
    for row in machine.rows:
        to = row.to.states if isinstance(row.to, By) else (row.to,)
        for target in to:
            if isinstance(target, Word) and len(row.of) <= 5:
                expected |= {(state.value, target.value, row.id) for state in row.of if state != target}
    assert drawn == expected


def test_it_draws_as_many_arrows_as_it_says():
    assert DRAWN_FROM == 5
    assert mermaid(MACHINE["talk"]).splitlines()[5:] == [
        "    none --> booked : TK1 Talk booked",
        "    booked --> none : TK3 Talk missed",
        "    booked --> none : TK4 Talk cancelled",
        "    none --> held : TK5 Talk held",
        "    booked --> held : TK5 Talk held",
        "    booked --> none : TK6 Met, nothing talked about",
    ]


def test_it_shows_every_machine_row_rule_event_and_headline():
    for machine in MACHINES:
        assert f"\n## {machine.label}\n" in PAGE
        assert f"One for {machine.scope.value}." in PAGE
        assert all(f"| {state.label} | {state.definition} |" in PAGE for state in machine.states)
    for row in (*(row for machine in MACHINES for row in machine.rows), *PUTTING_RIGHT):
        assert PAGE.count(f"\n| {row.id} | ") == 1
        assert all(effect.label in PAGE for effect in row.effects)
    assert all(rule.says in PAGE for rule in rules())
    assert all(f"| {kind.label} | {kind.definition} | `{kind.value}` |" in PAGE for kind in EventKind)
    assert all(f"\n| {row.number} | {row.when} | {row.staff.example} |" in PAGE for row in HEADLINES)


def line(id: str) -> list[str]:
    (found,) = [each for each in PAGE.splitlines() if each.startswith(f"| {id} |")]
    return [cell.strip() for cell in found.strip("|").split("|")]


def test_it_writes_a_row_as_the_reference_does():
    assert line("CT6") == [
        "CT6", "Offered, waiting for an answer · Said yes · Offered, no answer yet", "Child said no", "Said no this time",
        "Missing coordinator, Interviewer, Social worker",
        "When: The child said it themselves, and could talk freely. The case is open. "
        "Nobody contacts, books or chases for a child who has died. "
        "A text or a link is an answer that came by phone: neither the child's yes nor the child's no yet.",
        "Ask why, who passed it on, and whether leaflet and numbers were given; "
        "Task: offer again within five working days, differently",
    ]  # fmt: skip


def test_it_says_same_folded_felt_by_whom_and_about_what():
    assert line("TK2")[3] == f"**{SAME.value}**"
    assert line("EP21")[3] == f"**{FOLDED.value}**"
    assert line("TK5.contact")[4] == "*felt*"
    assert line("EP20")[4] == "Missing coordinator; with Team manager"
    assert line("CT9")[3] == "accepted, declined if free to speak, else the same"
    assert line("TK8")[5].startswith("About: Talk held.")
    assert line("ER1")[1] == "any" and line("ER1")[5].startswith("About: all others.")
    assert line("ER3")[5].startswith("About: Absence merged, Absence voided,")
    assert line("CA2")[5:] == ["–", "–"]


def test_it_lists_what_it_does_not_draw():
    assert "Not drawn, because they start almost anywhere: EP19, EP20, EP20.merged." in PAGE
    assert "Not drawn, because they start almost anywhere: CT9, TK5.contact." in PAGE
    assert "Not drawn, because they start almost anywhere: AL7." in PAGE
    assert PAGE.count("Not drawn") == 3


def test_it_says_which_machines_an_event_moves():
    assert "| `talk_held` | Case, Asking the child, The talk |" in PAGE


def test_it_keeps_every_table_rectangular():
    width = 0
    for each in PAGE.splitlines():
        if not each.startswith("|"):
            width = 0
            continue
        width = width or each.count("|")
        assert each.count("|") == width, each


def test_it_ends_as_a_text_file_does():
    assert PAGE.endswith("|\n") and not PAGE.endswith("\n\n") and "\n\n\n" not in PAGE


def test_it_names_each_rule_once():
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names)) > 60
