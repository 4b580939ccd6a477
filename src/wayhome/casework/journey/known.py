"""What the rules need to know of a child and a policy that no event says: safe contact, age, whether looked after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from wayhome.casework.children.ages import age_on
from wayhome.casework.children.models import ContactSafety, Identity, Status
from wayhome.casework.children.seen import Person
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.queries import policy_at
from wayhome.domain.holidays import Holidays, Nation, published
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Circumstances, Policy
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Channel, ContactPermission

STARTS_AN_ABSENCE = frozenset({EventKind.ABSENCE_NOTED, EventKind.POLICE_REPORT_MADE, EventKind.RECORDED_MISSING})
LOOKED_AFTER, PLAN, PROTECTION = "looked_after", "plan", "CP"


class Known(Circumstances):
    """What is known of a child at `viewer.at`, read when a rule first asks for it: most rules ask for little or nothing.

    What nobody recorded stays None, and a channel nobody checked is absent.
    """

    def __init__(
        self, viewer: Viewer, child: UUID, *, organisation: UUID, events: Iterable[Event], shown: Person | None = None
    ) -> None:
        self.__dict__.update(
            _viewer=viewer, _child=child, _organisation=organisation, _events=tuple(events), _shown=shown
        )

    @cached_property
    def _today(self) -> date:
        return self._viewer.at.astimezone(LONDON).date()

    @cached_property
    def _safety(self) -> ContactSafety | None:
        return ContactSafety.objects.filter(child_id=self._child).order_by("-checked_at").first()

    def _chosen(self, name: str) -> Any:
        return policy_at(self._viewer, name, self._viewer.at, of=self._organisation).value

    @cached_property
    def safety(self) -> Mapping[Channel, ContactPermission]:
        said = self._safety.permissions if self._safety else {}
        return {Channel(c): ContactPermission(p) for c, p in said.items()}

    @cached_property
    def named_adult(self) -> str | None:
        return self._safety.named_adult if self._safety else None

    @cached_property
    def age(self) -> int | None:
        seen = self._shown is not None and not self._shown.masked
        born = self._shown.birth.latest if seen else _born(self._child)
        return None if born is None else age_on(born, self._today)

    @cached_property
    def looked_after(self) -> bool | None:
        return _holds(self._child, self._today, kind=LOOKED_AFTER)

    @cached_property
    def episodes_in_90_days(self) -> int:
        return _recent(self._events, self._viewer, days=90)

    @cached_property
    def episodes_in_30_days(self) -> int:
        return _recent(self._events, self._viewer, days=30)

    @cached_property
    def protection_plan(self) -> bool | None:
        return _holds(self._child, self._today, kind=PLAN, code=PROTECTION)

    @property
    def responsible_authority(self) -> str:
        return str(self._organisation)

    @cached_property
    def provider_may_approve(self) -> bool:
        return bool(self._chosen("provider_approval"))

    @cached_property
    def holidays(self) -> Holidays:
        return published(Nation.ENGLAND_AND_WALES)

    @cached_property
    def policy(self) -> Policy:
        tries, channels, days = self._chosen("attempt_close_rule")
        return Policy(tries=tries, channels=channels, days=days)


def circumstances(
    viewer: Viewer, child: UUID, *, organisation: UUID, events: Iterable[Event], shown: Person | None = None
) -> Circumstances:
    """What is known of a child and a policy at `viewer.at`, and no event says. `shown`: the child, where a page read them."""
    return Known(viewer, child, organisation=organisation, events=events, shown=shown)


def _born(child: UUID) -> date | None:
    """The last day that a child can have been born on; None when nobody recorded any."""
    return Identity.objects.filter(pk=child).values_list("current__born_latest", flat=True).first()


def _holds(child: UUID, today: date, *, kind: str, code: str | None = None) -> bool | None:
    """Whether a status of this kind, and of this code where one is named, holds today; None when none of the kind is recorded."""
    spells = Status.objects.filter(child_id=child, kind=kind, withdrawn_at__isnull=True)
    found = list(spells.values_list("starts_on", "ends_on", "code"))
    now = [c for start, end, c in found if start <= today and (end is None or end > today)]
    return any(code in (None, c) for c in now) if found else None


def _recent(events: Iterable[Event], viewer: Viewer, *, days: int) -> int:
    since = viewer.at - timedelta(days=days)
    return len(
        {e.episode for e in events if e.kind in STARTS_AN_ABSENCE and (e.happened.earliest or e.recorded_at) >= since}
    )
