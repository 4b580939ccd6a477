"""Which returns a page is about: a period by the day of return, a group, and further cuts; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.casework.oversight import cuts as cutting
from wayhome.casework.oversight.cuts import NOT_RECORDED, Cut, Taken
from wayhome.casework.oversight.which import Which
from wayhome.domain.moment import YEARS
from wayhome.domain.vocabulary import Group

A_DAY = timedelta(days=1)
QUARTER, YEAR, SO_FAR, CUSTOM = "quarter", "year", "so_far", "custom"

GROUPS: Mapping[Group, object] = {
    Group.HOME: lazy("From home"),
    Group.CARE_IN: lazy("Looked after here"),
    Group.CARE_OUT: lazy("Placed away"),
}
"""The groups an authority answers for, in the words of a filter."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of return, both included. `key` is what the address calls it."""

    key: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """January to March 2026; 3 January to 5 February 2026 where months are not whole."""
        whole = self.first.day == 1 and (self.last + A_DAY).day == 1
        shape = "F" if whole else "j F"
        if whole and (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return in_words(self.last, "F Y")
        first = in_words(self.first, shape if self.first.year == self.last.year else f"{shape} Y")
        return _("%(first)s to %(last)s") % {"first": first, "last": in_words(self.last, f"{shape} Y")}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to look at. `trouble` is what was wrong with days they typed, in words."""

    period: Period
    group: Group | None = None
    no_group: bool = False
    trouble: str = ""
    cuts: tuple[Taken, ...] = ()

    @property
    def which(self) -> Which:
        """The rows that the page counts."""
        return Which(self.period.first, self.period.last, self.group, self.no_group, cuts=self.cuts)

    @property
    def at_any_time(self) -> Which:
        """The rows of the same children whenever they came back: who is waiting now, and what changes over time."""
        return Which(group=self.group, no_group=self.no_group, cuts=self.cuts)

    @property
    def is_part(self) -> bool:
        """Some of the children are looked at, and not all of them."""
        return bool(self.group_word or self.cuts)

    def value_of(self, cut: Cut) -> str:
        """What the address says of one cut; empty where it is not taken."""
        return next((taken.word for taken in self.cuts if taken.cut is cut), "")

    @property
    def group_word(self) -> str:
        """What the address calls the group."""
        return NOT_RECORDED if self.no_group else self.group.value if self.group else ""

    @property
    def group_words(self) -> str:
        """The group in words; empty for all children."""
        if self.no_group:
            return _("Where they lived is not recorded")
        return str(GROUPS[self.group]) if self.group else ""

    def query(self, **other: str) -> str:
        """The same choice as an address carries it, with something else chosen."""
        said = {"period": self.period.key, "group": self.group_word}
        said |= {taken.cut.name: taken.word for taken in self.cuts} | other
        if said["period"] == CUSTOM:
            said = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat(), **said}
        return urlencode({name: value for name, value in said.items() if value})


def month_before(day: date, months: int) -> date:
    """The first day of the month so many months before the month of a day."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def last_quarter(today: date) -> Period:
    """The last quarter of the reporting year that is over."""
    this = month_before(today, (today.month - 1) % 3)
    return Period(QUARTER, month_before(this, 3), this - A_DAY)


def last_year(today: date) -> Period:
    """The twelve whole months before this one."""
    this = month_before(today, 0)
    return Period(YEAR, month_before(this, 12), this - A_DAY)


def financial_years(today: date, number: int) -> list[Period]:
    """The last financial years that are over, 1 April to 31 March, the latest first; each is called by when it began: 2024-25."""
    began = today.year - (1 if today >= date(today.year, 4, 1) else 2)
    return [
        Period(f"{y}-{(y + 1) % 100:02d}", date(y, 4, 1), date(y + 1, 3, 31)) for y in range(began, began - number, -1)
    ]


def quarter_so_far(today: date) -> Period:
    """From the first day of this quarter until today."""
    return Period(SO_FAR, month_before(today, (today.month - 1) % 3), today)


NAMED = {QUARTER: last_quarter, YEAR: last_year, SO_FAR: quarter_so_far}
WORDS: Mapping[str, object] = {
    QUARTER: lazy("Last whole quarter"),
    YEAR: lazy("Last 12 whole months"),
    SO_FAR: lazy("This quarter so far"),
}


def chosen(asked: Mapping[str, str], today: date, *, usual: str = QUARTER) -> Chosen:
    """What an address asks for; `usual` is the period where it names none."""
    group = next((group for group in GROUPS if group.value == asked.get("group")), None)
    period, trouble = _period(asked, today, usual)
    return Chosen(period, group, asked.get("group") == NOT_RECORDED, trouble, cutting.taken(asked))


def _period(asked: Mapping[str, str], today: date, usual: str) -> tuple[Period, str]:
    """The period, and what was wrong with days that somebody typed."""
    key = asked.get("period", "")
    if key != CUSTOM:
        return NAMED.get(key, NAMED[usual])(today), ""
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if first is None or last is None:
        return NAMED[usual](today), _("Give both days: the first and the last day of return.")
    if first > last:
        return NAMED[usual](today), _("The first day comes after the last. Change one of them.")
    return Period(CUSTOM, first, last), ""


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None
