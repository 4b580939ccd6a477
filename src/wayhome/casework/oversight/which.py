"""Which rows a count is about: a period by the day of return or of going missing, where the child lived, and how they are cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from wayhome.casework.oversight.cuts import Taken, Value
from wayhome.domain.vocabulary import Group
from wayhome.indicators.definition import Anchor, Indicator
from wayhome.indicators.questions import literal_sql


@dataclass(frozen=True, slots=True)
class Which:
    """Rows by a day, both ends included, and by group. None: any. A row whose day is not recorded is in every period."""

    first: date | None = None
    last: date | None = None
    group: Group | None = None
    no_group: bool = False
    """Only those for which nobody recorded where the child lived."""
    anchor: Anchor = Anchor.RETURNED
    cuts: tuple[Taken, ...] = ()
    with_us: bool = False
    """Rows of any authority that are with the organisation that asks, in place of its own: for a provider."""

    def of(self, number: Indicator) -> Which:
        """The same period by the day that this number goes by."""
        return replace(self, anchor=number.anchor)

    def sql(self, organisation: UUID) -> str:
        """The query an engine reads as its table of facts. It is made of dates and code words, never of what somebody typed."""
        day = "kept.returned_on" if self.anchor is Anchor.RETURNED else "kept.started_on"
        wanted = [f"kept.{'provider' if self.with_us else 'organisation_id'} = '{organisation}'"]
        if self.first is not None:
            wanted.append(f"({day} >= DATE '{self.first.isoformat()}' OR {day} IS NULL)")
        if self.last is not None:
            wanted.append(f"({day} <= DATE '{self.last.isoformat()}' OR {day} IS NULL)")
        if self.group is not None:
            wanted.append(f'kept."group" = {literal_sql(self.group.value)}')
        if self.no_group:
            wanted.append('kept."group" IS NULL')
        wanted += [_holds(f"kept.{taken.cut.column}", taken.value) for taken in self.cuts]
        rows = "SELECT kept.id::text AS episode, kept.current::text AS child, kept.* FROM oversight_facts AS kept"
        return f"({rows} WHERE {' AND '.join(wanted)})"


def _holds(column: str, value: Value) -> str:
    if value is None:
        return f"{column} IS NULL"
    if isinstance(value, bool):
        return f"{column} IS {str(value).upper()}"
    return f"{column} = {literal_sql(value)}" if isinstance(value, str) else f"{column} = '{value}'"


EVERY_RETURN = Which()
