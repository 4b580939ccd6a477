"""If the rules changed: the same returns of the councils that sent records, counted by each rule that has been proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wayhome.benchmarking.peers import authorities
from wayhome.domain.clock.others import service_clock, working_days_clock
from wayhome.domain.clock.statutory import InTime
from wayhome.domain.episode import Journey
from wayhome.domain.holidays import Nation, published
from wayhome.domain.outcome import Reading, placed_by
from wayhome.domain.vocabulary.word import Word
from wayhome.indicators.definition import Count
from wayhome.indicators.facts import EpisodeFacts
from wayhome.returns.national.sent import Days, may_be_shown

HOLIDAYS = published(Nation.ENGLAND_AND_WALES)


class Rule(Word):
    """One way to count a return as in time."""

    OFFERED = (
        "offered",
        "Offered within 72 hours of the return",
        "The child was told of a talk in time, whether or not one followed.",
    )
    HELD = ("held", "Held within 72 hours of the return", "The rule as it stands, of all returns.")
    WORKING_DAYS = (
        "working_days", "Held by the end of the third working day", "Weekends and bank holidays are not counted.",
    )  # fmt: skip
    FROM_NOTICE = (
        "from_notice",
        "Held within 72 hours of the notice",
        "The hours before the council was told are not counted.",
    )
    OF_TALKS = ("of_talks", "Held within 72 hours, of talks held", "Leaves out every child who was not heard.")


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the records of one council say by every rule, of the returns of one reporting year."""

    code: str
    first_day: date
    last_day: date
    counts: Mapping[Rule, Count]
    file: str

    @property
    def days(self) -> Days:
        """The days it is of."""
        return self.first_day, self.last_day


@dataclass(frozen=True, slots=True)
class IfChanged:
    """The same returns by every rule, of the councils whose records tell enough."""

    first_day: date
    last_day: date
    councils: tuple[str, ...]
    counts: Mapping[Rule, Count]
    held_back: bool
    """Whether it may not be shown, because a council's own numbers could be worked out of it."""


class Tally:
    """Counts returns by every rule, council and reporting year while a file is read."""

    def __init__(self, as_of: datetime):
        self.as_of = as_of
        self._found: dict[tuple[str, str], dict[Rule, list[bool | None]]] = defaultdict(
            lambda: {rule: [] for rule in Rule}
        )
        self._told = True

    def add(self, facts: EpisodeFacts, journey: Journey | None) -> None:
        """Count one return of a journey. A file of facts has no journey, and cannot say it by every rule."""
        if journey is None:
            self._told = False
        elif facts.eligible and facts.mature_72h and facts.returned_year:
            kept = self._found[facts.authority, facts.returned_year]
            for rule, answer in self._answers(facts, journey).items():
                kept[rule].append(answer)
            if facts.undertaken:
                kept[Rule.OF_TALKS].append(facts.within_72_hours)

    def _answers(self, facts: EpisodeFacts, journey: Journey) -> Mapping[Rule, bool | None]:
        talk = Reading(journey).talk
        held = {} if talk is None else {"held": talk.held, "was_held": True}
        notice = service_clock(notified=journey.notified, **held)  # type: ignore[arg-type]
        days = working_days_clock(returned=placed_by(journey)[0], holidays=HOLIDAYS, **held)  # type: ignore[arg-type]
        return {
            Rule.OFFERED: False if facts.offered is False else facts.offered_within_72h,
            Rule.HELD: False if facts.undertaken is False else facts.within_72_hours,
            Rule.WORKING_DAYS: self._in_time(
                facts, days.result if days else None, days.latest_deadline if days else None
            ),
            Rule.FROM_NOTICE: self._in_time(
                facts, notice.result if notice else None, notice.latest_deadline if notice else None
            ),
        }

    def _in_time(self, facts: EpisodeFacts, result: InTime | None, deadline: datetime | None) -> bool | None:
        """Held in time by a clock; None where it is not known, or where none was held and there still is time."""
        if facts.undertaken is False:
            return False if deadline is None or deadline <= self.as_of else None
        if facts.undertaken is None or result is None or result is InTime.INDETERMINATE:
            return None
        return result is InTime.YES

    def ruled(self, years: Mapping[str, Days], file: str) -> Iterable[Ruled]:
        """What was counted, of these years."""
        for (code, year), answers in sorted(self._found.items()):
            if self._told and code in authorities() and year in years:
                counts = {
                    rule: Count(sum(a is True for a in each), len(each), sum(a is None for a in each))
                    for rule, each in answers.items()
                }
                yield Ruled(code, *years[year], counts, file)


def if_changed(ruled: Sequence[Ruled]) -> IfChanged | None:
    """The year of which most councils can say it by every rule, all of them together; None where no record tells enough.

    A council whose files give two accounts of one year is not taken.
    """
    by: dict[Days, dict[str, list[Ruled]]] = defaultdict(lambda: defaultdict(list))
    for each in ruled:
        by[each.days][each.code].append(each)
    told = {
        days: [found[0] for _, found in sorted(councils.items()) if _tell_enough(found)]
        for days, councils in by.items()
    }
    if not any(told.values()):
        return None
    days = max(told, key=lambda each: (len(told[each]), each))
    counts = {rule: sum((each.counts[rule] for each in told[days]), Count(0, 0)) for rule in Rule}
    shown = all(may_be_shown([each.counts[rule] for each in told[days]]) for rule in Rule)
    return IfChanged(*days, tuple(sorted(authorities()[each.code].name for each in told[days])), counts, not shown)


def _tell_enough(found: Sequence[Ruled]) -> bool:
    """Whether the files of one council agree, and by every rule at least 85% is known."""
    alike = all(each.counts == found[0].counts for each in found)
    return alike and not any(count.denominator and count.is_hollow for count in found[0].counts.values())
