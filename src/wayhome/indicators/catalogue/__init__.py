"""The common set of indicators: no SQL and no dates, only questions about rows (indicators reference §3)."""

from __future__ import annotations

from wayhome.indicators.catalogue import children, delivery, followup, other_ways, reach, record, timeliness, told
from wayhome.indicators.definition import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *reach.INDICATORS,
    *delivery.INDICATORS,
    *timeliness.INDICATORS,
    *followup.INDICATORS,
)
"""Every indicator, in the order of the stages: reach, delivery, the hours between them, follow-up."""

EVERY: tuple[Indicator, ...] = (
    *INDICATORS,
    *record.INDICATORS,
    *other_ways.INDICATORS,
    *told.INDICATORS,
    *children.INDICATORS,
)
"""Those too that only the record of a case says, other ways to count the same, those counted over talks, and over the rows of
children: asked for by name."""

BY_ID: dict[str, Indicator] = {indicator.id: indicator for indicator in EVERY}


def named(name: str) -> Indicator:
    """The indicator with this id or slug, whatever the case. Raises KeyError listing the ids when there is none."""
    wanted = name.strip().lower()
    for indicator in EVERY:
        if wanted in (indicator.id.lower(), indicator.slug):
            return indicator
    raise KeyError(f"there is no indicator {name!r}; there are {', '.join(BY_ID)}")
