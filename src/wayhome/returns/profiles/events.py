"""Wayhome's event layout: one row an event, as the journey is made of them (see `wayhome.domain.journey`).

What an event has to say beyond its columns stands in `detail`, a JSON object. What the authority knows of the child is
repeated on each row or written once: the first value that is not blank counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wayhome.domain.journey import AboutTheChild, Event, EventKind
from wayhome.domain.vocabulary import Group, Source
from wayhome.returns.cells import day_of, when_of
from wayhome.returns.columns import Column, Kind, Layout
from wayhome.returns.journeys import word, yes_no
from wayhome.returns.profiles.episodes import BY_NAME

ABOUT = (
    "group",
    "born",
    "sex",
    "ethnicity",
    "disabled",
    "unaccompanied",
    "earlier_episodes",
    "responsible",
    "looked_after",
)
"""Columns about the child, the same as those of the episode list."""

FIRST_TOLD_BY = Column("first_told_by", "who told the authority first", Kind.CODE, codes=tuple(s.value for s in Source))

LAYOUT = Layout(
    "wayhome_events",
    "Wayhome events",
    "One row for each event of a child's journey. An event is never changed: a later one corrects it or strikes it out.",
    (
        Column("event", "which event it is", required=True),
        Column("child", "which child it is", required=True),
        Column("event_kind", "what happened", Kind.CODE, True, codes=tuple(kind.value for kind in EventKind)),
        Column("happened", "when it happened", Kind.WHEN, True),
        Column("recorded_at", "when it was written down", Kind.WHEN, True),
        Column("episode", "which episode it is about", required=True),
        Column("authority", "which authority recorded it"),
        Column("case", "which case it is about"),
        Column("subject", "which need, recipient, worry or notice it is about"),
        Column("source", "who says so", Kind.CODE, codes=tuple(s.value for s in Source)),
        Column("corrects", "which earlier event it stands in the place of"),
        Column("recorded_in_error_of", "which earlier event it strikes out"),
        Column("detail", "what else there is to say, as a JSON object"),
        *(BY_NAME[name] for name in ABOUT),
        FIRST_TOLD_BY,
    ),
    complete=False,
)

KINDS = {kind.value: kind for kind in EventKind}


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row: as written, as an event where it can be read, and what could not be read, by column."""

    file: str
    row: int
    cells: Mapping[str, str]
    event: Event | None
    wrong: tuple[tuple[str, str], ...]

    @property
    def child(self) -> str:
        return self.cells.get("child", "").strip()

    @property
    def authority(self) -> str:
        return self.cells.get("authority", "").strip()


def event_row(file: str, row: int, cells: Mapping[str, str]) -> EventRow:
    """Read a row. There is no event where its kind or the time it was written down cannot be read."""
    say = {name: text.strip() for name, text in cells.items() if text.strip()}
    wrong: list[tuple[str, str]] = []
    kind = KINDS.get(say.get("event_kind", ""))
    if kind is None:
        wrong.append(("event_kind", "no kind of event"))
    happened, recorded = when_of(say.get("happened", "")), when_of(say.get("recorded_at", ""))
    if happened.trouble:
        wrong.append(("happened", happened.trouble))
    if recorded.moment.earliest is None:
        wrong.append(("recorded_at", recorded.trouble or "blank"))
    source = word("source", say.get("source", ""))
    if "source" in say and source is None:
        wrong.append(("source", "not a value of this column"))
    detail = _detail(say.get("detail", ""), wrong)
    if kind is None or recorded.moment.earliest is None or not say.get("event"):
        return EventRow(file, row, say, None, tuple(wrong))
    try:
        event = Event(
            id=say["event"], kind=kind, happened=happened.moment, recorded_at=recorded.moment.earliest,
            source=source if isinstance(source, Source) else None, detail=detail, corrects=say.get("corrects"),
            recorded_in_error_of=say.get("recorded_in_error_of"), episode=say.get("episode"), case=say.get("case"),
            subject=say.get("subject"),
        )  # fmt: skip
    except ValueError:
        wrong.append(("corrects", "the event's own id"))
        return EventRow(file, row, say, None, tuple(wrong))
    return EventRow(file, row, say, event, tuple(wrong))


def _detail(text: str, wrong: list[tuple[str, str]]) -> Mapping[str, object]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        wrong.append(("detail", "not a JSON object"))
        return {}
    return found


def about_the_child(rows: list[EventRow], authority: str) -> AboutTheChild:
    """What the rows say of the child: for each column the first value that is not blank."""

    def said(name: str) -> str:
        return next((row.cells[name] for row in rows if name in row.cells), "")

    group, source = word("group", said("group")), word("source", said("first_told_by"))
    earlier = said("earlier_episodes")
    return AboutTheChild(
        rows[0].child, authority,
        group=group if isinstance(group, Group) else None, born=day_of(said("born")).day,
        sex=said("sex") or None, ethnicity=said("ethnicity") or None, disabled=yes_no(said("disabled")),
        unaccompanied=yes_no(said("unaccompanied")),
        earlier_episodes=int(earlier) if earlier.isdecimal() and len(earlier) < 6 else None,
        source=source if isinstance(source, Source) else None,
        responsible=yes_no(said("responsible")), looked_after=yes_no(said("looked_after")),
    )  # fmt: skip


def instant_text(when: datetime) -> str:
    """An instant as the layout writes it: UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
