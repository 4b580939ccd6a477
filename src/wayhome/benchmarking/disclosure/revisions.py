"""Earlier figures beside today's counts: what was printed and has been corrected since.

Late records change old quarters. A figure that was corrected counts as known up to its correction, which is more than any
reader of both knows; one that has become small was never printed as what it is now.
"""

from __future__ import annotations

from dataclasses import replace

from wayhome.benchmarking.disclosure.counting import Counting, number_of
from wayhome.benchmarking.disclosure.frame import Cell, Frame
from wayhome.benchmarking.disclosure.primary import small
from wayhome.benchmarking.disclosure.profiles import Profile, Sign, profile_called
from wayhome.benchmarking.disclosure.statements import Publication, Said, SaidRate


def as_now(publication: Publication, frame: Frame, counting: Counting) -> Publication:
    """An earlier publication in which every corrected figure says what it is now as well."""
    profile = profile_called(publication.profile)
    counts = tuple(now for said in publication.counts if (now := _said_now(said, profile, frame, counting)) is not None)
    rates = tuple(rate for rate in publication.rates if _is_still_so(rate, counting))
    return replace(publication, counts=counts, rates=rates)


def _said_now(said: Said, profile: Profile, frame: Frame, counting: Counting) -> Said | None:
    """One figure; None where nothing can be made of it any more."""
    number = number_of(said.cell, counting)
    if number is None or said.sign is Sign.NOT_AVAILABLE:
        return said
    if said.sign is Sign.NOT_APPLICABLE:
        return said if number == 0 else None
    if said.is_hidden:
        return said if number else replace(said, revised=number)
    if _is_small(said.cell, profile, counting):
        return None
    low, high = profile.may_be(said.number or 0, said.step)
    if not low <= number <= high:
        return replace(said, revised=number)
    return said if _denominator_holds(said, profile, frame, counting) else replace(said, of=None)


def _denominator_holds(said: Said, profile: Profile, frame: Frame, counting: Counting) -> bool:
    """Whether a printed number still says of its denominator and of everyone else in it that they are not few."""
    if said.of is None:
        return True
    answers = [name for name, value in said.cell.where if said.of.value(name) != value]
    rest = [frame.complement(said.cell, name) for name in answers]
    return not any(_is_small(cell, profile, counting) for cell in (said.of, *rest))


def _is_small(cell: Cell, profile: Profile, counting: Counting) -> bool:
    counted = counting(cell)
    return counted is not None and small(counted, profile, cell) is not None


def _is_still_so(rate: SaidRate, counting: Counting) -> bool:
    number = number_of(rate.number, counting)
    of = rate.of if isinstance(rate.of, int) else number_of(rate.of, counting)
    if not number or not of:
        return number == 0 and bool(of) and rate.value == 0 and not rate.is_low
    return bool((2 * rate.scale * 10**rate.decimals * number + of) // (2 * of) == rate.value)
