"""How each published answer was used, or why it was not: nothing is counted twice, and no figure is put with what it is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wayhome.benchmarking.peers import authorities
from wayhome.domain.vocabulary.word import Word
from wayhome.returns.national.reading import FORCE, Line
from wayhome.returns.national.words import BANDS, WITH_A_VALUE, Answer, group_of, within_group

Subject = tuple[str, date | None, date | None, str, str]
"""What a figure says it is about: whose, from, to, measure, group."""


class Use(Word):
    """How a line was used. Each line has one."""

    NATIONAL = ("national", "In a national figure", "It counts what the measure counts, and says so.")
    SAME_AGAIN = (
        "same_again",
        "Published twice, counted once",
        "Another line gives the same figure for the same thing.",
    )
    NO_ANSWER = ("no_answer", "No number", "Nothing to count; the reason is shown and never read as nought.")
    TWO_FIGURES = (
        "two_figures", "Two figures for one thing", "Another line gives another figure. Both are shown, neither is used.",
    )  # fmt: skip
    LISTED = ("listed", "One of several values", "The answer gives several values. They are listed, not added.")
    FORCE = ("force", "A force, beside its councils", "A police force counts the same children as its councils.")
    PRACTICE = ("practice", "Practice", "A yes or no, shown under practice.")
    BAND = ("band", "A band of a total", "Added up only to check the total.")
    PART = ("part", "A part of a wider group", "These children are in the wider group already.")
    APART = ("apart", "Counts something else", "Asked for as a national figure, and cannot be put with others.")
    OVERLAPS = ("overlaps", "Days that overlap", "Another line is about some of the same days.")
    ALONE = ("alone", "Shown by itself", "Shown with its own words, and put with nothing.")


@dataclass(frozen=True, slots=True)
class Used:
    """A line, how it was used, and the sentence that says so."""

    line: Line
    use: Use
    says: str


def whose(line: Line) -> str:
    """The code of the authority; a force goes by its name."""
    return line.ons_code or line.authority


def subject(line: Line) -> Subject:
    """What a figure says it is about."""
    return (whose(line), line.first_day, line.last_day, line.measure, line.group)


def counted_once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines without those that give the same figure for the same thing again."""
    seen: set[object] = set()
    kept = []
    for line in lines:
        key = (subject(line), line.value, line.unit) if line.value is not None else line.number
        if key not in seen:
            kept.append(line)
        seen.add(key)
    return tuple(kept)


def in_dispute(lines: Iterable[Line]) -> Mapping[Subject, tuple[Line, ...]]:
    """Where more than one figure is published for one thing, as when a figure was revised. A list in one answer is none."""
    about: dict[Subject, list[Line]] = defaultdict(list)
    for line in counted_once(lines):
        if line.value is not None:
            about[subject(line)].append(line)
    return {
        key: tuple(found)
        for key, found in about.items()
        if len({line.value for line in found}) > 1 and len({(line.raw, line.url) for line in found}) > 1
    }


def uses(
    lines: Sequence[Line], *, national: Collection[int] = (), apart: Mapping[int, str] | None = None
) -> tuple[Used, ...]:
    """The one use of every line. `national` holds the lines of a national figure, `apart` why others are in none."""
    ledger = _Ledger(lines, frozenset(national), apart or {})
    return tuple(Used(line, *ledger.use(line)) for line in lines)


class _Ledger:
    """All lines by what they are about, so that each is asked about the others once."""

    def __init__(self, lines: Sequence[Line], national: frozenset[int], apart: Mapping[int, str]):
        self.national, self.apart = national, apart
        self.about: dict[Subject, list[Line]] = defaultdict(list)
        self.measured: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in lines:
            self.about[subject(line)].append(line)
            self.measured[whose(line), line.measure].append(line)
        self.disputed = in_dispute(lines)

    def use(self, line: Line) -> tuple[Use, str]:
        """Its use, the weightiest first."""
        if line.number in self.national:
            return Use.NATIONAL, "Part of the figure of those who answered."
        return self._not_a_figure(line) or self._not_alone(line) or (Use.ALONE, self._nothing_beside(line))

    def _not_a_figure(self, line: Line) -> tuple[Use, str] | None:
        if line.answer not in WITH_A_VALUE:
            return Use.NO_ANSWER, "; ".join(answer.label for answer in line.answers) + ". It is not read as nought."
        same = [each for each in self.about[subject(line)] if each.value == line.value and each.unit == line.unit]
        if same[0] is not line:
            return Use.SAME_AGAIN, f"The same figure as line {same[0].number}. It is counted once."
        if subject(line) in self.disputed:
            others = [each for each in self.disputed[subject(line)] if each.value != line.value]
            told = " and ".join(f"{each.figure} in line {each.number}" for each in others)
            return Use.TWO_FIGURES, f"For the same thing there is also {told}. Both are shown and neither is used."
        if line.area_type == FORCE:
            return Use.FORCE, _covers(line)
        if line.answer is Answer.YES_NO:
            return Use.PRACTICE, "Shown under practice, as a yes or no of one council."
        return None

    def _not_alone(self, line: Line) -> tuple[Use, str] | None:
        listed = [each for each in self.about[subject(line)] if each.value is not None and each.value != line.value]
        if listed:
            others = ", ".join(str(each.number) for each in listed)
            return Use.LISTED, f"The same answer gives other values too (line {others}). They are not added."
        if BANDS.fullmatch(line.measure):
            return Use.BAND, f"A band of all {group_of(line.group)} who went missing. Added up only to check the total."
        if line.number in self.apart:
            return Use.APART, self.apart[line.number]
        if wider := [
            each for each in self._measured(line) if within_group(line.group, each.group) and _same_days(line, each)
        ]:
            return (
                Use.PART,
                f"These are among {group_of(wider[0].group)} in line {wider[0].number}. They are not added to it.",
            )
        overlapping = [each for each in self._measured(line) if each.group == line.group and _overlap(line, each)]
        if overlapping:
            return Use.OVERLAPS, f"Line {overlapping[0].number} is about some of the same days. They are not added."
        return None

    def _measured(self, line: Line) -> list[Line]:
        return [
            each for each in self.measured[whose(line), line.measure] if each is not line and each.value is not None
        ]

    @staticmethod
    def _nothing_beside(line: Line) -> str:
        if line.first_day is None:
            return "It does not say of which days it is, so it is put with nothing."
        if line.group == "all_ages":
            return "It counts people of all ages, not children, so it is put with nothing."
        return "Shown with its own words. It is added to nothing and divided by nothing."


def _covers(line: Line) -> str:
    name = line.authority.removesuffix(" Police").removesuffix(" Constabulary")
    councils = sorted(each.name for each in authorities().values() if each.police_force.startswith(name))
    where = f" ({', '.join(councils)})" if councils else ""
    return f"A police force counts the same children as the councils of its area{where}. It is never added to them."


def _same_days(one: Line, other: Line) -> bool:
    return one.first_day is not None and (one.first_day, one.last_day) == (other.first_day, other.last_day)


def _overlap(one: Line, other: Line) -> bool:
    if not (one.first_day and one.last_day and other.first_day and other.last_day) or _same_days(one, other):
        return False
    return one.first_day <= other.last_day and other.first_day <= one.last_day
