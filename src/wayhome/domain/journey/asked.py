"""One row asked of one person: the role, the second person where two are named, then every rule of the row."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.domain.journey.people import Who
from wayhome.domain.journey.rows import Ask, Refusal, Row
from wayhome.domain.vocabulary import Role


def least_in_the_way(rows: Sequence[Row], ask: Ask, *, asked: bool) -> list[Refusal]:
    """Of several rows by which the same may be done, what the easiest of those for this role still refuses."""
    for_this_role = [row for row in rows if ask.event.by_role in allowed(row)]
    if not for_this_role:
        return [not_for_this_role(rows)]
    return min((refusals(row, ask, asked=asked) for row in for_this_role), key=len)


def refusals(row: Row, ask: Ask, *, asked: bool) -> list[Refusal]:
    """Why the row does not allow it. `asked` false: only what stands in the way before anybody has written anything."""
    found = [refusal for guard in row.guards if asked or not guard.asks if (refusal := guard(ask)) is not None]
    if asked and row.second is not None and not _two_people(row, row.second, ask):
        found.append(
            Refusal("two_people", f"This takes two people: {row.who.words}; {row.second.words}. Name the other.")
        )
    return found


def allowed(row: Row) -> Who:
    """Who may record it. Where two people are named, either may, with the other beside them."""
    return row.who if row.second is None else row.who | row.second


def not_for_this_role(rows: Sequence[Row]) -> Refusal:
    """Whose it is to record: everybody whom one of the rows allows, each named once."""
    words = dict.fromkeys(word for row in rows for word in allowed(row).words.split(", "))
    return Refusal("role", f"This is not yours to record. It is for: {', '.join(words)}.")


def _two_people(row: Row, second: Who, ask: Ask) -> bool:
    """Whether the other person is named, is somebody else, and holds the other of the two roles."""
    other, said = ask.event.says("second"), ask.event.says("second_role")
    if other is None or other == ask.event.by or said not in {role.value for role in Role}:
        return False
    role = Role(said)
    return (ask.event.by_role in row.who and role in second) or (ask.event.by_role in second and role in row.who)
