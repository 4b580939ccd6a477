"""The practice area, made once for all the tests of one process."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from wayhome.cli.demonstration import area

NOW = datetime(2026, 3, 31, 10, 20, tzinfo=UTC)
SECRET = "for tests"


@cache
def made() -> area.Area:
    """The area with its live stories, as at `NOW`; the past year is not in it until somebody fills it in."""
    found = area.make(secret=SECRET, now=NOW)
    assert found is not None
    return found
