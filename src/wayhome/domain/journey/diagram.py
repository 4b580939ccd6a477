"""The journey as a reference page: state diagrams, tables, headlines and events, written from the tables themselves.

`document()` gives the page. Nothing in it is written by hand, so it cannot say something else than the code does.
"""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.domain.journey.headline import HEADLINES
from wayhome.domain.journey.headline_words import HeadlineRow
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.rows import FOLDED, SAME, By, Guard, Machine, Row
from wayhome.domain.journey.tables import MACHINES, PUTTING_RIGHT, machines_moved_by
from wayhome.domain.journey.tables.right import ORDINARY
from wayhome.domain.vocabulary import Word

DRAWN_FROM = 5
"""A row that starts from more states than this is listed under the diagram, not drawn: it would hide the others."""

INTRODUCTION = """# The journey

One missing episode moves three small machines; one case moves six tracks and an overlay beside them. A state is never
stored as a truth of its own: it is folded from dated events, so a correction folds again and nothing is patched.

How to read a table: *from* the states in the second column the *event* leads *to* the state in the fourth. **same** keeps
the state and the event with it. **folded** strikes out or corrects an earlier event, and everything is worked out again.
A row that is *felt* is recorded by nobody: the machine moves because another machine's event did. Each rule is a
sentence; the refusal that stands behind it says what to do instead.
"""


def document() -> str:
    """The whole reference page, as Markdown with Mermaid diagrams."""
    parts = [INTRODUCTION, *(_machine(machine) for machine in MACHINES), _putting_right(), _headlines(), _events()]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def mermaid(machine: Machine) -> str:
    """The state diagram of one machine."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in machine.states]
    lines.append(f"    [*] --> {machine.start.value}")
    lines += [f"    {edge}" for row in machine.rows if len(row.of) <= DRAWN_FROM for edge in _edges(row)]
    return "\n".join(lines)


def _edges(row: Row) -> Iterator[str]:
    for state in row.of:
        for target in _targets(row):
            if target != state:
                yield f"{state.value} --> {target.value} : {row.id} {row.on.label}"


def _targets(row: Row) -> tuple[Word, ...]:
    if isinstance(row.to, By):
        return row.to.states
    return () if row.to in (SAME, FOLDED) or not isinstance(row.to, Word) else (row.to,)


def _machine(machine: Machine) -> str:
    lines = [f"## {machine.label}", "", (machine.states.__doc__ or "").strip(), f"One for {machine.scope.value}.", ""]
    lines += ["```mermaid", mermaid(machine), "```", ""]
    not_drawn = [row.id for row in machine.rows if len(row.of) > DRAWN_FROM and _targets(row)]
    if not_drawn:
        lines += [f"Not drawn, because they start almost anywhere: {', '.join(not_drawn)}.", ""]
    lines += ["| State | Meaning |", "|---|---|"]
    lines += [f"| {state.label} | {state.definition} |" for state in machine.states]
    return "\n".join([*lines, "", *_rows(machine.rows)])


def _rows(rows: tuple[Row, ...]) -> list[str]:
    head = ["| # | From | Event | To | Who | Rules | What follows |", "|---|---|---|---|---|---|---|"]
    return [*head, *(_row(row) for row in rows), ""]


def _row(row: Row) -> str:
    cells = (
        row.id,
        " · ".join(state.label for state in row.of) or "any",
        row.on.label,
        _to(row),
        _who(row),
        " ".join([*_conditions(row), *(rule.says for rule in row.guards)]),
        "; ".join(effect.label for effect in row.effects),
    )
    return f"| {' | '.join(cell or '–' for cell in cells)} |"


def _to(row: Row) -> str:
    if isinstance(row.to, By):
        return row.to.words
    return row.to.label if isinstance(row.to, Word) else f"**{row.to.value}**"


def _who(row: Row) -> str:
    if row.felt is not None:
        return "*felt*"
    return row.who.words if row.second is None else f"{row.who.words}; with {row.second.words}"


def _conditions(row: Row) -> list[str]:
    """When the row is the one that applies."""
    found = [f"When: {(test.__doc__ or '').strip()}" for test in (row.when, row.felt) if test is not None]
    if row.about:
        found.append(f"About: {_about(row)}.")
    return found


def _about(row: Row) -> str:
    return "all others" if row.about is ORDINARY else ", ".join(sorted(kind.label for kind in row.about))


def _putting_right() -> str:
    lines = ["## Putting right", "", "Nothing is deleted. A row of a machine that leads to **folded** goes first.", ""]
    return "\n".join([*lines, *_rows(PUTTING_RIGHT)])


def _headlines() -> str:
    lines = [
        "## Headline",
        "",
        "The first that holds is shown. Beside it, never instead of it: *Past 72 hours, still not heard*, and",
        "*Nobody has picked this up yet*.",
        "",
        "| # | When | Staff | Parent or carer | Child |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_headline(row) for row in HEADLINES), ""])


def _headline(row: HeadlineRow) -> str:
    shown = [line.example if line else "–" for line in (row.staff, row.parent, row.child)]
    return f"| {row.number} | {row.when} | {' | '.join(shown)} |"


def _events() -> str:
    lines = ["## Events", "", "| Event | Meaning | Code | Moves |", "|---|---|---|---|"]
    for kind in EventKind:
        moves = ", ".join(machine.label for machine in machines_moved_by(kind))
        lines.append(f"| {kind.label} | {kind.definition} | `{kind.value}` | {moves} |")
    return "\n".join([*lines, ""])


def rules() -> tuple[Guard, ...]:
    """Every rule that a row names, once, in the order of the tables."""
    rows = [row for machine in MACHINES for row in machine.rows] + list(PUTTING_RIGHT)
    return tuple(dict.fromkeys(rule for row in rows for rule in row.guards))
