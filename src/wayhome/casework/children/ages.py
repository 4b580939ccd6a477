"""How old a child is, as far as the date of birth is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wayhome.casework.children.words import BirthCertainty


@dataclass(frozen=True, slots=True)
class Birth:
    """The working date of birth: one day, or a span, or not recorded."""

    earliest: date | None
    latest: date | None
    certainty: BirthCertainty

    @property
    def is_one_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


NOT_RECORDED = Birth(None, None, BirthCertainty.NOT_RECORDED)


def age_on(born: date, day: date) -> int:
    """Whole years on a day; somebody born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday_on_turning(years: int, born: date) -> date:
    """The day on which somebody is so many years old; 1 March in other years for somebody born on 29 February."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def ages(birth: Birth, day: date) -> tuple[int, int] | None:
    """The youngest and the oldest the child can be on a day; None when no date is recorded."""
    if birth.earliest is None or birth.latest is None:
        return None
    return max(age_on(birth.latest, day), 0), max(age_on(birth.earliest, day), 0)


def age_in_words(birth: Birth, day: date) -> str:
    """The age as a screen says it: 14 · 14 or 15 · about 15 · age not recorded."""
    found = ages(birth, day)
    if found is None:
        return _("age not recorded")
    youngest, oldest = found
    if youngest == oldest:
        return _("about %d") % youngest if birth.certainty is BirthCertainty.ESTIMATED else str(youngest)
    if oldest - youngest == 1:
        return _("%(youngest)d or %(oldest)d") % {"youngest": youngest, "oldest": oldest}
    return _("between %(youngest)d and %(oldest)d") % {"youngest": youngest, "oldest": oldest}
