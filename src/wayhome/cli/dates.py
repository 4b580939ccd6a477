"""The day that a person names on the command line, as the end of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import typer

from wayhome.domain.moment import LONDON


def end_of_day(as_of: str | None) -> datetime:
    """The end of the day named, in Europe/London, or now."""
    if as_of is None:
        return datetime.now(UTC)
    try:
        return datetime.combine(date.fromisoformat(as_of.strip()), time(23, 59, 59), LONDON).astimezone(UTC)
    except ValueError:
        raise typer.BadParameter(f"{as_of!r} is not a day. Write it as 2025-06-30.") from None
