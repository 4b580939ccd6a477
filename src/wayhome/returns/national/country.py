"""What can be said about England from published answers: who could say, what they said, and the bounds that always hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wayhome.benchmarking.comparable import Clock, Declared, Offered, Undertaken, Unit, may_compare
from wayhome.benchmarking.coverage import Ladder, Silence, WeighedBy, ladder
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.benchmarking.rates import Interval
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import Count, Indicator
from wayhome.returns.national.agreeing import EXACT, checks
from wayhome.returns.national.reading import AUTHORITY, Line
from wayhome.returns.national.sent import (
    HELD_BACK,
    LEAST_FOR_A_MEDIAN,
    Chosen,
    Days,
    Post,
    Source,
    Supplied,
    as_it_is,
    chosen,
    may_be_shown,
    to_a_tenth,
)
from wayhome.returns.national.using import Subject, counted_once, in_dispute, subject
from wayhome.returns.national.words import SILENT, WITH_A_VALUE, Answer, group_of

RETURNS = "eligible_returns"
OF_RETURNS = "returns"


@dataclass(frozen=True, slots=True)
class Headline:
    """A measure that stands as a national figure: its name on the bars, what councils have to be able to say, and of what."""

    name: str
    asks: str
    of: str = OF_RETURNS


AFTER = "after how many returns the child "
HEADLINES: Mapping[str, Headline] = {
    "R3": Headline("Asked", AFTER + "was told of a talk"),
    "D1": Headline("Heard", AFTER + "was heard"),
    "D3": Headline("Heard within 72 hours", AFTER + "was heard within 72 hours"),
    "F3": Headline(
        "Help started", "how often help that was wanted began within 28 days", "returns after which help was wanted"
    ),
}
STAGES = tuple(HEADLINES)
OURS = "The measure"
NOTHING_SENT = Post()
NO_LINE = "No published answer in this file"
UNCLEAR = "An answer without a figure or a clear reason"


@dataclass(frozen=True, slots=True)
class Figure:
    """One national figure: the ladder, the lines it rests on, and why every other answer is not in it."""

    indicator: Indicator
    first_day: date | None
    last_day: date | None
    ladder: Ladder
    used: tuple[Line, ...]
    apart: tuple[tuple[Line, tuple[str, ...]], ...]
    silent: Mapping[str, tuple[str, ...]]
    """The councils that are not in it, by the reason in words, A to Z."""
    supplied: tuple[Supplied, ...]
    """Where each council's count comes from, by name, and what else it gave."""
    published: Mapping[str, Count]
    """The published counts in it, by code: those that may be shown council by council."""
    by_days: Mapping[Days, Mapping[str, Count]]
    """The published counts that count what the measure counts, of any days, by days and code."""
    every: Mapping[Days, Mapping[str, Count]]
    """The same with the counts that were sent, of those days of which they may be shown."""
    sent: Mapping[Days, frozenset[str]]
    """Whose count of `every` was sent and never published."""
    private: bool
    """Whether counts are in it that nobody published: then shares are given to a tenth of a percent."""

    @property
    def name(self) -> str:
        """The short name, as the bars show it."""
        return HEADLINES[self.indicator.id].name

    @property
    def of(self) -> str:
        """What it is a share of."""
        return HEADLINES[self.indicator.id].of

    @property
    def alike(self) -> Interval | None:
        """If the rest are like those who answered, as far as that can be: no assumption reaches beyond none."""
        if self.ladder.alike is None:
            return None
        worst = self.ladder.worst
        return Interval(max(self.ladder.alike.low, worst.low), min(self.ladder.alike.high, worst.high))

    @property
    def exactly(self) -> Callable[[float | None], float | None]:
        """How exactly its shares are given, so that no count that was sent can be worked back from them."""
        return to_a_tenth if self.private else as_it_is

    @property
    def median(self) -> float | None:
        """The middle council's own share; None where too few answered for it not to give away a count that was sent."""
        alone = self.ladder.respondents
        if alone is None or (self.private and alone.councils < LEAST_FOR_A_MEDIAN):
            return None
        return alone.median

    @property
    def sized(self) -> bool:
        """Whether the returns of every council are known; where not, children stand in for them."""
        return self.ladder.weighed_by is WeighedBy.RETURNS

    @property
    def can_say(self) -> bool:
        """Whether any council's answer is in it."""
        return self.ladder.respondents is not None


def asked_of(figures: Iterable[Figure]) -> str:
    """What councils would have to be able to say, in words: "after how many returns the child was told of a talk or was heard"."""
    asks = [HEADLINES[figure.indicator.id].asks for figure in figures]
    after = [each.removeprefix(AFTER) for each in asks if each.startswith(AFTER)]
    said = [AFTER + _either(after)] if after else []
    return ", or ".join([*said, *(each for each in asks if not each.startswith(AFTER))])


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def figures(lines: Sequence[Line], post: Post = NOTHING_SENT) -> tuple[Figure, ...]:
    """The national figures, each from what counts what it counts; often from nothing."""
    return tuple(_figure(indicator_of(stage), lines, post) for stage in STAGES)


def indicator_of(stage: str) -> Indicator:
    """The measure of a national figure."""
    return next(each for each in INDICATORS if each.id == stage)


def _figure(indicator: Indicator, lines: Sequence[Line], post: Post) -> Figure:
    asked = [line for line in counted_once(lines) if line.about.stage == indicator.id and line.area_type == AUTHORITY]
    whole = {subject(line): line for line in counted_once(lines) if line.measure == RETURNS and line.answer in EXACT}
    spoilt = _spoilt(lines)
    reasons = {line.number: tuple(_reasons(line, indicator, whole, spoilt)) for line in asked}
    reasons |= _said_again([line for line in asked if not reasons[line.number]])
    rounds: dict[Days, dict[str, Line]] = defaultdict(dict)
    for line in asked:
        if not reasons[line.number] and line.first_day and line.last_day:
            rounds[line.first_day, line.last_day][line.ons_code] = line
    own = chosen(post, indicator)
    days = max(
        {*rounds, *own.counts}, key=lambda each: (len({*rounds[each], *own.counts.get(each, ())}), each), default=None
    )
    sent = {each: {code: one.count for code, one in councils.items()} for each, councils in own.counts.items()}
    counts = dict(sent.get(days, {})) if days else {}
    held_back = frozenset() if may_be_shown(counts.values()) else frozenset(counts)
    counts = {code: count for code, count in counts.items() if code not in held_back}
    published = rounds[days] if days else {}
    used = tuple(line for code, line in published.items() if code not in counts)
    denominators = [whole[_returns_of(line)] for line in used]
    private = bool(counts)
    supplied = _supplied(own, held_back, days, used)
    open_counts = {line.ons_code: _counted(line, whole) for line in used}
    counts |= open_counts
    by_days = {each: {code: _counted(line, whole) for code, line in found.items()} for each, found in rounds.items()}
    sent = {each: own_counts if may_be_shown(own_counts.values()) else {} for each, own_counts in sent.items()}
    every = {each: {**by_days.get(each, {}), **sent.get(each, {})} for each in {*by_days, *sent}}
    numbers = {line.number for line in used}
    apart = tuple((line, _why_apart(line, reasons, days)) for line in asked if line.number not in numbers)
    other_days = {line.ons_code for line in asked if line.number not in numbers and not reasons[line.number]}
    other_days |= {code for each, councils in own.counts.items() if each != days for code in councils}
    why = _why_silent(lines, indicator, frozenset(counts), other_days - counts.keys())
    why = {code: (silence, silence.label) for code, silence in own.silent.items() if code not in counts} | why
    why |= dict.fromkeys(held_back - counts.keys(), (Silence.HELD_BACK, Silence.HELD_BACK.label))
    rungs = ladder(
        counts,
        children_of(),
        silent={code: silence for code, (silence, _) in why.items()},
        returns=_sizes(whole.values(), spoilt, days) if HEADLINES[indicator.id].of == OF_RETURNS else {},
    )
    named: dict[str, list[str]] = defaultdict(list)
    for code in children_of():
        if code not in counts:
            named[why[code][1] if code in why else NO_LINE].append(authorities()[code].name)
    silent = {reason: tuple(sorted(names)) for reason, names in sorted(named.items())}
    first, last = days or (None, None)
    return Figure(
        indicator, first, last, rungs, (*used, *denominators), apart, silent, supplied, open_counts, by_days, every,
        {each: frozenset(own_counts) for each, own_counts in sent.items()}, private,
    )  # fmt: skip


def _counted(line: Line, whole: Mapping[Subject, Line]) -> Count:
    return Count(int(line.value or 0), int(whole[_returns_of(line)].value or 0))


def _sizes(returns: Iterable[Line], spoilt: frozenset[int], days: Days | None) -> dict[str, float]:
    """How many returns each council says it had in these days."""
    return {
        line.ons_code: float(line.value or 0)
        for line in returns
        if line.group == "all" and line.number not in spoilt and (line.first_day, line.last_day) == days
    }


def _why_apart(line: Line, reasons: Mapping[int, tuple[str, ...]], days: Days | None) -> tuple[str, ...]:
    if reasons[line.number]:
        return reasons[line.number]
    if (line.first_day, line.last_day) == days:
        return ("The council sent its own counts of the same days, which say more and are used instead.",)
    return ("It is of other days than the figure.",)


def _supplied(own: Chosen, held_back: frozenset[str], days: Days | None, used: Sequence[Line]) -> tuple[Supplied, ...]:
    """Which source of each council is in the figure, and which is not and why, in the order of names."""
    found = [Supplied(each.code, *each.days, each.source, each.file, False, says) for each, says in own.apart]
    for each_days, councils in own.counts.items():
        for code, each in councils.items():
            says = (
                HELD_BACK
                if code in held_back
                else "In the figure."
                if each_days == days
                else "It is of other days than the figure."
            )
            found.append(
                Supplied(code, *each.days, each.source, each.file, each_days == days and code not in held_back, says)
            )
    for line in used:
        if line.first_day and line.last_day:
            found.append(
                Supplied(line.ons_code, line.first_day, line.last_day, Source.ANSWER, line.url, True, "In the figure.")
            )
    return tuple(sorted(found, key=lambda each: (each.name, each.first_day, each.source.value, each.file)))


def _said_again(usable: Sequence[Line]) -> dict[int, tuple[str, ...]]:
    """One council counts once: of two measures with one number the first is taken, of two numbers neither."""
    said: dict[Subject, list[Line]] = defaultdict(list)
    for line in usable:
        code, first, last, _, group = subject(line)
        said[code, first, last, "", group].append(line)
    found: dict[int, tuple[str, ...]] = {}
    for lines in said.values():
        if len({line.value for line in lines}) > 1:
            found |= {line.number: ("Another answer of the same council gives another figure.",) for line in lines}
        else:
            found |= {line.number: (f"Line {lines[0].number} gives this figure already.",) for line in lines[1:]}
    return found


def _spoilt(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that are in dispute, or that a check found not to agree."""
    disputed = {line.number for found in in_dispute(lines).values() for line in found}
    return frozenset(disputed.union(*(each.lines for each in checks(lines) if each.agrees is False)))


def _returns_of(line: Line) -> Subject:
    code, first, last, _, group = subject(line)
    return (code, first, last, RETURNS, group)


def _reasons(line: Line, indicator: Indicator, whole: Mapping[Subject, Line], spoilt: frozenset[int]) -> Iterator[str]:
    """Every reason why an answer is not in the figure; none when it is."""
    if line.answer not in WITH_A_VALUE:
        yield "; ".join(answer.label for answer in line.answers) + "."
        return
    if line.ons_code not in children_of():
        yield "It is not of a council in England."
    if line.answer is Answer.INEXACT:
        yield f"It is not the number that was asked for ({line.qualifier})."
    if line.group != "all":
        yield f"It is about {group_of(line.group)} alone."
    if line.number in spoilt:
        yield "Another published figure does not agree with it."
    if line.unit != "count":
        yield "It is a percentage, and the numbers behind it are not published."
    elif not (of := whole.get(_returns_of(line))):
        yield "The number of returns of the same children in the same days is not published beside it."
    elif (of.value or 0) < (line.value or 0) or of.number in spoilt:
        yield "The number of returns beside it does not agree with it."
    yield from _meaning(line, indicator)


def _meaning(line: Line, indicator: Indicator) -> Iterator[str]:
    if line.first_day is None or line.last_day is None:
        yield "It does not say of which days it is."
        return
    first, last = line.first_day, line.last_day
    ours = as_the_measure(OURS, indicator, first, last)
    theirs = Declared(
        whose=line.authority, indicator=indicator, first_day=first, last_day=last, unit=line.counts, offered=line.offered_means,
        undertaken=line.undertaken_means, clock=line.clock_means, definition_version=indicator.definition_version,
    )  # fmt: skip
    yield from may_compare(ours, theirs)


def as_the_measure(
    whose: str, indicator: Indicator, first: date, last: date, breaks: tuple[date, ...] = ()
) -> Declared:
    """What a figure declares that counts what the measure counts."""
    return Declared(
        whose=whose, indicator=indicator, first_day=first, last_day=last, unit=Unit.ELIGIBLE_RETURNS, offered=Offered.CHILD_TOLD,
        undertaken=Undertaken.TALK_HELD, clock=Clock.FROM_RETURN, definition_version=indicator.definition_version, breaks=breaks,
    )  # fmt: skip


def _why_silent(
    lines: Sequence[Line], indicator: Indicator, told: frozenset[str], other_days: Collection[str]
) -> dict[str, tuple[Silence, str]]:
    """Why each council that has published something is not in the figure."""
    about: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.about.stage == indicator.id and line.ons_code in children_of() and line.ons_code not in told:
            about[line.ons_code].append(line)
    found = dict.fromkeys(other_days, (Silence.OTHER_DAYS, Silence.OTHER_DAYS.label))
    for code, published in about.items():
        if code in other_days:
            continue
        if any(line.answer in WITH_A_VALUE or line.answer is Answer.RANGE for line in published):
            found[code] = (Silence.ANOTHER_MEANING, Silence.ANOTHER_MEANING.label)
            continue
        answer = published[0].answer
        silence = SILENT.get(answer, Silence.NOT_SAID)
        found[code] = (silence, answer.label if answer in SILENT else UNCLEAR)
    return found
