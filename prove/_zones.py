"""Which zone files the clock reads, and whether those of the machine and those of the tzdata package agree."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.resources import files
from pathlib import Path

from wayhome.domain.moment import LONDON

FIRST, LAST = datetime(2014, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)


def in_use() -> str:
    """The version of the zone files that Python reads: the machine's where it has them, else the package's."""
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / "Europe" / "London").exists():
            return f"{_version_in(folder)} (the machine's)"
    return f"{packaged()} (the package's)"


def _version_in(folder: Path) -> str:
    source = folder / "tzdata.zi"
    if source.exists():
        with source.open(encoding="utf-8") as lines:
            return lines.readline().removeprefix("# version").strip()
    version = folder / "+VERSION"
    return version.read_text("utf-8").strip() if version.exists() else "unnamed"


def packaged() -> str:
    """The version of the package."""
    return str(import_module("tzdata").IANA_VERSION)


def hours_that_differ() -> tuple[int, int]:
    """Hours of 2014 to 2035 compared, and on how many the zone files in use and the package's give another offset."""
    with (files("tzdata") / "zoneinfo" / "Europe" / "London").open("rb") as data:
        other = zoneinfo.ZoneInfo.from_file(data)
    hours = differ = 0
    hour = FIRST
    while hour < LAST:
        hours += 1
        differ += hour.astimezone(LONDON).utcoffset() != hour.astimezone(other).utcoffset()
        hour += timedelta(hours=1)
    return hours, differ
