"""The year of every return, from April to March: the collection year of the SSDA903, and what figures are counted by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportingYear:
    """A year from 1 April to 31 March. `str()` of it is as 2024-25."""

    first: date
    last: date

    @classmethod
    def from_april(cls, year: int) -> ReportingYear:
        """The one that begins in this year."""
        return cls(date(year, 4, 1), date(year + 1, 3, 31))

    @classmethod
    def of(cls, text: str) -> ReportingYear:
        """Read "2024-25" or "2024/25". Raises ValueError when it is not a year and the next."""
        found = re.fullmatch(r"(\d{4})[-/](\d{2}|\d{4})", text.strip(), re.ASCII)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
            raise ValueError(f"{text!r} is not a reporting year. Write it as 2024-25.")
        return cls.from_april(int(found[1]))

    @classmethod
    def over_by(cls, day: date) -> ReportingYear:
        """The last one that was over on a day."""
        return cls.from_april(day.year - (1 if (day.month, day.day) >= (4, 1) else 2))

    def __str__(self) -> str:
        return f"{self.first.year}-{self.last.year % 100:02d}"
