"""The plan of the past year: each child's cases laid out over the days, and each case written down deed by deed.

Pure: the same seed and the same now give the same plan, whatever else there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from wayhome.cli.demonstration.year import children, quotas
from wayhome.cli.demonstration.year.absences import Absence, absence, length
from wayhome.cli.demonstration.year.children import Life
from wayhome.cli.demonstration.year.dealing import Draws, hands
from wayhome.cli.demonstration.year.diary import Diary
from wayhome.cli.demonstration.year.hearing import heard
from wayhome.cli.demonstration.year.hours import hours, leaving_hour, weight
from wayhome.cli.demonstration.year.not_heard import not_heard
from wayhome.cli.demonstration.year.quotas import AUTHORITIES, HEARD, LAST, NOT_OURS, OPEN, Course, Kind
from wayhome.cli.demonstration.year.texts import MISSING, WITH_A_SIBLING, WITH_ANOTHER
from wayhome.cli.demonstration.year.waiting import open_case
from wayhome.domain.vocabulary import ReturnSetting

A_YEAR = timedelta(days=364)
LATEST_CLOSING = timedelta(hours=3)
A_WHILE_AGO = timedelta(days=70)
TRIES = 60
MANY = 7
"""With more cases than this in a year everything goes more quickly."""

Draw = tuple[Kind, list[bool], list[bool], bool]


def plan(seed: str, now: datetime, taken: frozenset[str] = frozenset()) -> list[Life]:
    """Every child of the year with their deeds in order of time; those whose cases are open now come first."""
    dealt = {authority: list(hands(Random(f"{seed} hands {authority}"), authority)) for authority in AUTHORITIES}
    everyone = list(children.lives(seed, now, dealt, taken))
    draws = {authority: Draws(seed, authority) for authority in AUTHORITIES}
    layings = {
        life.key: _Laying(life, draws[life.authority], Random(f"{seed} days {life.key}"), now) for life in everyone
    }
    followers = {
        life.key for authority in AUTHORITIES for life in _alone(everyone, authority)[: quotas.TOGETHER[authority]]
    }
    for life in everyone:
        if life.key not in followers:
            layings[life.key].lay_out()
    led = set(followers)
    for life in everyone:
        if life.key in followers:
            layings[life.key].lay_out(_leader(life, everyone, led, now))
    _number(everyone)
    return sorted(
        everyone, key=lambda life: (not any(course in OPEN for course, _ in life.kinds), life.often, life.key)
    )


def _number(everyone: Iterable[Life]) -> None:
    """Each police force numbers its reports in the order they came in; the return bears the number of the report."""
    reports = sorted((deed.at, life.key, life) for life in everyone for deed in life.deeds if deed.what == "missing")
    numbers: dict[str, dict[datetime, str]] = {}
    for number, (at, key, life) in enumerate(reports, start=1001):
        numbers.setdefault(key, {})[at] = f"{PREFIX[life.crew.police]}-{at:%y}-{number}"
    for life in everyone:
        own = list(numbers[life.key].values())
        for place, deed in enumerate(life.deeds):
            if deed.what in ("missing", "back"):
                number = sum(d.what == deed.what for d in life.deeds[: place + 1]) - 1
                life.deeds[place] = replace(deed, given={**deed.given, "reference": own[number]})


def deeds(lives: Iterable[Life]) -> int:
    """How much there is to tell."""
    return sum(len(life.deeds) for life in lives)


def _alone(everyone: Iterable[Life], authority: str) -> list[Life]:
    """The children of an authority with one return, of a kind that may have happened on any day."""
    return [
        life for life in everyone
        if life.authority == authority and len(life.kinds) == 1 and life.kinds[0][1] == 1 and life.kinds[0][0] not in LAST | NOT_OURS
    ]  # fmt: skip


def _leader(life: Life, everyone: Iterable[Life], led: set[str], now: datetime) -> Life:
    """Whom a child went with: the next one who went alone long enough ago, and whom nobody has followed yet."""
    found = next(
        other for other in _alone(everyone, life.authority)
        if other.key not in led and other.deeds[0].at < now - A_WHILE_AGO
    )  # fmt: skip
    led.add(found.key)
    return found


def first_absence(life: Life) -> Absence:
    """The first time a child went missing in the year."""
    found = next(deed.given["absence"] for deed in life.deeds if deed.what == "missing")
    assert isinstance(found, Absence)
    return found


@dataclass
class _Laying:
    """One child's cases laid out over the year, one after another."""

    life: Life
    draws: Draws
    rng: Random
    now: datetime
    with_: Absence | None = None

    def lay_out(self, leader: Life | None = None) -> None:
        """Write every case of the child into their deeds; what has not happened by now is left out."""
        if leader is not None:
            self._follow(leader)
        closed = [kind for kind in self.life.kinds if kind[0] not in OPEN]
        last = next((course for course, _ in self.life.kinds if course in OPEN), None)
        stage = self.draws.stages[last].pop(0) if last else None
        end = self.now - LATEST_CLOSING if stage is None else self.now - hours(stage[0]) - timedelta(days=5)
        found = self._in_a_row(closed, end) if closed else []
        if stage is not None:
            found.append(self._waiting(*stage))
        for number, diary in enumerate(found):
            self.life.deeds += [replace(deed, given={**deed.given, "case": number}) for deed in diary.deeds]
        self.life.deeds = sorted((d for d in self.life.deeds if d.at < self.now), key=lambda deed: deed.at)

    def _follow(self, leader: Life) -> None:
        """Two who went together live together: brothers and sisters, or two of one home."""
        self.with_ = first_absence(leader)
        self.life.group, self.life.home = leader.group, leader.home
        if leader.home is None:
            self.life.family = leader.family
            self.life.parent = leader.parent

    def _in_a_row(self, kinds: list[Kind], end: datetime) -> list[Diary]:
        """Each case after the one before is closed; where the last would not be closed in time, all of them earlier."""
        draws = [self._drawn(kind) for kind in kinds]
        for _ in range(TRIES):
            if diaries := self._tried(draws, end):
                return diaries
            end -= timedelta(days=3)
        raise ValueError(f"{len(kinds)} cases of {self.life.key} do not fit into a year")

    def _drawn(self, kind: Kind) -> Draw:
        """The shares that this case takes, drawn once however often its days are tried."""
        course, size = kind
        counted = course not in NOT_OURS and not self.life.often
        long = [counted and next(self.draws.long) for _ in range(size)]
        notice = [next(self.draws.notice) for _ in range(size)]
        return kind, long, notice, course in HEARD and next(self.draws.in_time)

    def _tried(self, draws: list[Draw], end: datetime) -> list[Diary]:
        begin = self.now - A_YEAR
        found: list[Diary] = []
        free = begin
        for draw, start in zip(draws, self._starts(len(draws), begin, end), strict=True):
            found.append(self._case(draw, max(start, free)))
            free = _closed(found[-1]) + hours(self.rng.uniform(2, 9))
        return found if free <= max(end, self.now - A_WHILE_AGO) else []

    def _starts(self, number: int, begin: datetime, end: datetime) -> list[datetime]:
        """When the cases may begin: weekends and summer more often; of a child who goes often, evenly over the year."""
        if self.with_ is not None:
            return [self.with_.left]
        if self.life.often:
            return [begin + (end - begin) * (place / number) for place in range(number)]
        days = [begin + timedelta(days=n) for n in range(max((end - begin).days - 5, 1))]
        return sorted(
            leaving_hour(self.rng, day) for day in self.rng.choices(days, [weight(day) for day in days], k=number)
        )

    def _case(self, draw: Draw, left: datetime) -> Diary:
        (course, size), long, notice, in_time = draw
        quick = self.life.often or len(self.life.kinds) > MANY
        diary = Diary(self.rng, self.life.crew, looked_after=self.life.looked_after, quick=quick)
        found: list[Absence] = []
        for place in range(size):
            away = hours(self.rng.uniform(1.6, 14)) if self.life.often else length(self.rng, long=long[place])
            late = True if course is Course.TOO_LATE else None
            plain = late is None and (size > 1 or (self.life.often and self.rng.random() < 0.8))
            found.append(self._absence(left, away, by_notice=notice[place], plain=plain, late=late))
            left = found[-1].over + hours(self.rng.uniform(3, 14 if quick else 40))
        if course in HEARD:
            heard(diary, found, course, in_time=in_time)
        else:
            not_heard(diary, found, course, self._until_18(course, found[-1]))
        return diary

    def _absence(
        self, left: datetime, away: timedelta, *, by_notice: bool, plain: bool, late: bool | None = None
    ) -> Absence:
        setting = ReturnSetting.SAME_PLACEMENT if self.life.looked_after else ReturnSetting.SAME_HOME
        if self.rng.random() < 0.06:
            setting = self.rng.choice((ReturnSetting.RELATIVE, ReturnSetting.HOSPITAL))
        made = absence(
            self.rng, left, away, by_notice=by_notice, looked_after=self.life.looked_after, setting=setting,
            words=self.rng.choice(MISSING), plain=plain, late=late,
        )  # fmt: skip
        if self.with_ is None:
            return made
        words = WITH_ANOTHER if self.life.looked_after else WITH_A_SIBLING
        return replace(
            made,
            left=self.with_.left,
            left_as=self.with_.left_as,
            words=words,
            reported=min(self.with_.reported, made.reported),
        )

    def _until_18(self, course: Course, last: Absence) -> float:
        """Hours from the return to the birthday of a child who turns 18; the date of birth is made to fit."""
        after = timedelta(days=self.rng.randint(6, 20))
        if course is Course.TURNED_18:
            day = (last.back + after).date()
            self.life.born = day.replace(year=day.year - 18, day=min(day.day, 28))
        return after / timedelta(hours=1)

    def _waiting(self, ago: float, stage: str) -> Diary:
        diary = Diary(self.rng, self.life.crew, looked_after=self.life.looked_after)
        back, away = self.now - hours(ago), hours(self.rng.uniform(4, 20))
        made = self._absence(back - away, away, by_notice=next(self.draws.notice), plain=True)
        told = min(made.told, back + hours(ago * 0.35))
        open_case(diary, replace(made, told=told), stage, self.now)
        return diary


def _closed(diary: Diary) -> datetime:
    """When the case was closed: help for a need may go on after that."""
    return max((deed.at for deed in diary.deeds if deed.what in CLOSINGS), default=diary.deeds[-1].at)


PREFIX = {"pat": "TR", "robin": "WD"}
CLOSINGS = frozenset({"close_heard", "close", "not_required", "void", "turned_18"})
