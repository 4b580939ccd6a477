"""Which dimensions have to be looked at together.

Tables that share margins need not be joined into one table of everything: where the sets of dimensions hang together as
a tree, any tables that agree on what they share can be put together, in whole numbers too. So bounds worked out on the
parts are the bounds (Graham 1979, Yu and Özsoyoğlu 1979, for the reduction; Dobra and Fienberg 2000, PNAS 97:11885, for
bounds in decomposable tables). Sets that go round in a ring are joined until they no longer do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Scope = frozenset[str]


@dataclass(frozen=True)
class Link:
    """Two tables that have to agree on the dimensions they share."""

    one: Scope
    other: Scope
    shared: Scope


def tree_of(scopes: Iterable[Scope]) -> tuple[tuple[Scope, ...], tuple[Link, ...]]:
    """The tables to look at, and what they have to agree on."""
    tables = _largest(scopes)
    while True:
        links = _reduce(tables)
        if links is not None:
            return tuple(tables), tuple(links)
        tables = _largest(_joined(tables))


def _largest(scopes: Iterable[Scope]) -> list[Scope]:
    found = sorted(set(scopes), key=lambda scope: (-len(scope), sorted(scope)))
    return [scope for place, scope in enumerate(found) if not any(scope <= other for other in found[:place])]


def _reduce(tables: list[Scope]) -> list[Link] | None:
    """Take away ears until one table is left: their links. None when they go round in a ring."""
    left, links = list(tables), []
    while len(left) > 1:
        ear = next(((scope, other) for scope in left for other in left if _is_ear(scope, other, left)), None)
        if ear is None:
            return None
        scope, other = ear
        links.append(Link(scope, other, scope & other))
        left.remove(scope)
    return links


def _is_ear(scope: Scope, other: Scope, left: list[Scope]) -> bool:
    if scope == other:
        return False
    elsewhere = frozenset().union(*(each for each in left if each != scope))
    return not (scope - other) & elsewhere


def _joined(tables: list[Scope]) -> list[Scope]:
    """The ring with the two tables joined that share most; first what cannot be in a ring is set aside."""
    ring = list(tables)
    while True:
        ear = next(((scope, other) for scope in ring for other in ring if _is_ear(scope, other, ring)), None)
        if ear is None:
            break
        ring.remove(ear[0])
    pairs = [(one, other) for place, one in enumerate(ring) for other in ring[place + 1 :]]
    one, other = max(pairs, key=lambda pair: (len(pair[0] & pair[1]), -len(pair[0] | pair[1])))
    return [*(scope for scope in tables if scope not in (one, other)), one | other]
