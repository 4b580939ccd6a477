"""Numbers that an authority may set (domain reference §18), and what a rule must be told because no event says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wayhome.domain.holidays import Holidays, Nation, published
from wayhome.domain.vocabulary import Channel, ContactPermission


@dataclass(frozen=True, slots=True)
class Policy:
    """When a child counts as not reached, how long a wait may last, who signs off. Defaults as in §6.3 and §18."""

    tries: int = 3
    channels: int = 2
    visits: int = 1
    days: int = 2
    not_fit_review_hours: int = 24
    police_review_hours: int = 48
    authority_review_days: int = 2
    """Working days."""
    sign_off_episodes: int = 3
    sign_off_under: int = 13


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules need to know and no event of the journey says. None and an absent channel mean: not recorded."""

    safety: Mapping[Channel, ContactPermission] = field(default_factory=dict)
    named_adult: str | None = None
    age: int | None = None
    looked_after: bool | None = None
    episodes_in_90_days: int | None = None
    episodes_in_30_days: int | None = None
    protection_plan: bool | None = None
    responsible_authority: str | None = None
    provider_may_approve: bool = False
    holidays: Holidays = field(default_factory=lambda: published(Nation.ENGLAND_AND_WALES))
    policy: Policy = field(default_factory=Policy)

    def permission(self, channel: Channel) -> ContactPermission:
        """Whether a way of reaching the child is safe. Not checked yet is where every way starts."""
        return self.safety.get(channel, ContactPermission.NOT_CHECKED_YET)
