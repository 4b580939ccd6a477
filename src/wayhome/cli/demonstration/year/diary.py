"""The diary of one case: dated deeds, each by somebody at an hour at which people work, in the order they were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from wayhome.cli.demonstration.year.absences import Absence
from wayhome.cli.demonstration.year.hours import at_work, hours, whole_minute
from wayhome.domain.vocabulary import InterviewerRelation

A_FEW_MINUTES = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does what for one child of an authority. Without a provider the authority's own people hold the talk."""

    coordinator: str
    worker: str
    manager: str
    interviewer: str
    relation: InterviewerRelation
    provider: str | None
    police: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did: who, when it was recorded, which deed by name, and what it says."""

    at: datetime
    who: str
    what: str
    given: Mapping[str, Any] = field(default_factory=dict)


class Diary:
    """A case as it is written down, deed after deed; time only goes forward."""

    def __init__(self, rng: Random, crew: Crew, *, looked_after: bool, quick: bool = False) -> None:
        self.rng = rng
        self.crew = crew
        self.looked_after = looked_after
        self.quick = quick
        self.deeds: list[Deed] = []
        self.absences: list[Absence] = []
        self.at = datetime.min.replace(tzinfo=UTC)

    def does(self, who: str, what: str, **given: Any) -> None:
        """Note a deed at the hour that it is; whoever goes on at the same hour does it in one sitting."""
        self.deeds.append(Deed(self.at, who, what, given))

    def later(self, least: float, most: float) -> datetime:
        """Go on some working hours later: a few when things go quickly."""
        spell = hours(self.rng.uniform(least, min(most, least + 5) if self.quick else most))
        self.at = at_work(self.at + max(spell, A_FEW_MINUTES), self.rng, every_day=self.quick)
        return self.at

    def until(self, instant: datetime) -> None:
        """Go on at this very instant, or where we are if that is past."""
        self.at = max(self.at + A_FEW_MINUTES, whole_minute(instant)) if self.deeds else whole_minute(instant)

    def goes_missing_and_returns(self, absence: Absence) -> None:
        """Reported, perhaps found first, and back; a second source, and settling between the two, where there was one."""
        number, coordinator = len(self.absences), self.crew.coordinator
        self.absences.append(absence)
        self.until(absence.reported + timedelta(minutes=self.rng.randrange(5, 20)))
        self.does(coordinator, "missing", absence=absence)
        if absence.found:
            self.until(absence.found + timedelta(minutes=15))
            self.does(coordinator, "found", absence=absence, number=number)
        self.until(absence.told)
        self.does(self.crew.police if absence.by_notice else coordinator, "back", absence=absence, number=number)
        if absence.second:
            self.until(absence.second.told)
            self.does(coordinator, "back_by_another", second=absence.second, number=number)
            if absence.second.settled:
                self.until(absence.second.settled)
                self.does(coordinator, "settle", number=number)
