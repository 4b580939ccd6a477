"""Primary suppression: which figures are small themselves, and why.

A number is hidden when it is small counted in episodes or in different children (ten episodes of one child are one
person), when everyone else in its denominator is, or when its denominator is: 0 of 3 says something about three children.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.benchmarking.disclosure.counting import Counted, Counting
from wayhome.benchmarking.disclosure.frame import Cell
from wayhome.benchmarking.disclosure.profiles import Profile
from wayhome.benchmarking.disclosure.tables import Count


class Reason(StrEnum):
    """Why a figure is not printed. For whoever releases; the public reads one sign for all of them."""

    SMALL = "It is a small number."
    FEW_CHILDREN = "It is about few different children."
    SMALL_COMPLEMENT = "Everyone else in the denominator is a small number."
    FEW_CHILDREN_IN_COMPLEMENT = "Everyone else in the denominator is few different children."
    SMALL_DENOMINATOR = "It is out of a small number."
    PROTECTS = "It would give away another figure that is hidden."
    PART_HIDDEN = "A figure that it is worked out from is hidden."


class ChildrenNotCounted(ValueError):
    """Nobody said how many different children a number is about, so it cannot be made safe."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell as the profile sees it before anything is protected: its number, and why it is hidden, if it is."""

    cell: Cell
    number: int
    reason: Reason | None
    sensitive: bool
    """The number itself is small or about few children: what an attacker must not learn."""


def small(counted: Counted, profile: Profile, cell: Cell) -> Reason | None:
    """Whether a number is small itself, and in which unit. Raises ChildrenNotCounted."""
    if not profile.hides:
        return None
    if profile.is_small(counted.episodes):
        return Reason.SMALL
    if counted.children is None:
        raise ChildrenNotCounted(
            f"It is not known how many different children stand behind {cell}. "
            f"The profile {profile.name} counts children as well as episodes: supply both."
        )
    return Reason.FEW_CHILDREN if profile.is_small(counted.children) else None


def judge(count: Count, counting: Counting, profile: Profile) -> Judged | None:
    """One number of a table. None: it was not supplied."""
    cell = count.cell
    counted = counting(cell)
    number = None if counted is None else counted.number(cell.unit)
    if counted is None or number is None:
        return None
    own = small(counted, profile, cell)
    reason = own
    if count.of is not None and count.complement is not None and profile.hides:
        of, rest = counting(count.of), counting(count.complement)
        if of is not None and small(of, profile, count.of):
            reason = own or Reason.SMALL_DENOMINATOR
        elif rest is not None and own is None:
            reason = _IN_COMPLEMENT.get(small(rest, profile, count.complement))
    return Judged(cell, number, reason, own is not None)


_IN_COMPLEMENT: dict[Reason | None, Reason] = {
    Reason.SMALL: Reason.SMALL_COMPLEMENT,
    Reason.FEW_CHILDREN: Reason.FEW_CHILDREN_IN_COMPLEMENT,
}
