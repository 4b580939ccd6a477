"""How long an attack or a protection may go on."""

from __future__ import annotations

import time
from dataclasses import dataclass


class OutOfTime(Exception):
    """It did not end in its time. What was not looked at counts as recovered."""


@dataclass(frozen=True)
class Clock:
    """A deadline on the processor's own counter; it says nothing about the time of day."""

    until: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """From now on."""
        return cls(time.perf_counter() + seconds)

    def left(self) -> float:
        """Seconds left. Raises OutOfTime when there are none."""
        left = self.until - time.perf_counter()
        if left <= 0:
            raise OutOfTime
        return left
