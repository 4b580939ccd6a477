"""Records to fix: how many have each gap, and how many have any. The lists are those of every number (`listing`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.casework.journal.context import Viewer
from wayhome.casework.oversight.gaps import ANY, EVERY, GAPS
from wayhome.casework.oversight.queries.counting import counts
from wayhome.casework.oversight.which import Which


@dataclass(frozen=True, slots=True)
class ToFix:
    """Records by kind of gap. `any` are those with one that can be put right here; one record may have several."""

    every: int
    any: int
    of: Mapping[str, int]

    @property
    def is_whole(self) -> bool:
        """Nothing is missing from any record."""
        return not any(self.of.values())


def to_fix(viewer: Viewer, which: Which) -> ToFix:
    """How many records of the viewer's authority have each gap, in one statement. Raises NotAllowed."""
    found = counts(viewer, [EVERY, ANY, *(gap.counted for gap in GAPS.values())], which)
    of = {slug: found[gap.counted, ()].numerator for slug, gap in GAPS.items()}
    return ToFix(found[EVERY, ()].numerator, found[ANY, ()].numerator, of)
