"""Other councils' counts, from the last released comparison that was loaded: kept in memory, since a loaded one never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from wayhome.benchmarking.peers import authorities, children_of
from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.models import ComparedCounts
from wayhome.casework.oversight.queries.counting import may_see_totals
from wayhome.indicators.catalogue import named
from wayhome.indicators.definition import Count, Indicator
from wayhome.returns.national.funnels import Comparable, comparable

KEPT = 64


@dataclass(frozen=True)
class Compared:
    """One measure of one year. `counts` has those councils whose numbers are given, `withheld` those with a hidden one."""

    indicator: Indicator
    year: str
    profile: str
    source: str
    loaded_at: datetime
    counts: Mapping[str, Count]
    withheld: frozenset[str]
    why_not: Mapping[str, str]
    """Councils that may not be compared, and why."""
    drawn: Comparable | None
    """Those that may; None where they are too few to draw."""

    @property
    def present(self) -> frozenset[str]:
        """Every council in it."""
        return frozenset({*self.counts, *self.withheld})

    @property
    def children(self) -> float:
        """The share of the country's children who live in the councils in it."""
        everyone = children_of()
        return sum(number for code, number in everyone.items() if code in self.present) / sum(everyone.values())


def measures(viewer: Viewer) -> dict[str, UUID]:
    """The measures of which a comparison is loaded, each with its latest. Raises NotAllowed for a viewer who sees no totals."""
    may_see_totals(viewer)
    rows = ComparedCounts.objects.filter(organisation_id=viewer.organisation).order_by("recorded_at", "id")
    latest = dict(rows.values_list("indicator", "id"))
    return dict(sorted(latest.items()))


def compared(viewer: Viewer, id: UUID) -> Compared:
    """One comparison that `measures` named."""
    journal.shows(viewer, "compared_counts", [id])
    return _kept(viewer.organisation, id)


@lru_cache(maxsize=KEPT)
def _kept(organisation: UUID, id: UUID) -> Compared:
    row = ComparedCounts.objects.get(organisation_id=organisation, pk=id)
    known = [each for each in row.councils if each["code"] in authorities()]
    counts = {each["code"]: Count(*each["numbers"]) for each in known if each["numbers"] is not None}
    why_not = {each["code"]: each["why_not"] for each in known if each["why_not"]}
    return Compared(
        named(row.indicator), row.year, row.profile, row.source, row.recorded_at, counts,
        frozenset(each["code"] for each in known if each["numbers"] is None), why_not,
        comparable({code: count for code, count in counts.items() if code not in why_not}),
    )  # fmt: skip
