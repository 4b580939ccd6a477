"""What the rules need to know of a child and a policy that no event says: safe contact, age, whether looked after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from wayhome.casework.children.models import Child, ContactSafety, Identity, Status
from wayhome.casework.journal.context import Viewer
from wayhome.casework.organisations.models import Policy as PolicyRow
from wayhome.casework.organisations.policies import CHOICES
from wayhome.domain.journey.events import Event
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Circumstances, Policy
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Channel, ContactPermission

STARTS_AN_ABSENCE = frozenset({EventKind.ABSENCE_NOTED, EventKind.POLICE_REPORT_MADE, EventKind.RECORDED_MISSING})
LOOKED_AFTER = "looked_after"


def circumstances(viewer: Viewer, child: UUID, *, organisation: UUID, events: Iterable[Event]) -> Circumstances:
    """What is known of a child at `viewer.at`. What nobody recorded stays None, and a channel nobody checked is absent."""
    today = viewer.at.astimezone(LONDON).date()
    safety = ContactSafety.objects.filter(child_id=child).order_by("-checked_at").first()
    chosen = policy_values(organisation, viewer)
    tries, channels, days = chosen["attempt_close_rule"]
    return Circumstances(
        safety={Channel(c): ContactPermission(p) for c, p in (safety.permissions if safety else {}).items()},
        named_adult=safety.named_adult if safety else None,
        age=_age(child, today),
        looked_after=_looked_after(child, today),
        episodes_in_90_days=_recent(events, viewer),
        responsible_authority=str(organisation),
        provider_may_approve=chosen["provider_approval"],
        policy=Policy(tries=tries, channels=channels, days=days),
    )


def policy_values(organisation: UUID, viewer: Viewer) -> dict[str, object]:
    """Every local choice of an organisation as it holds at `viewer.at`."""
    values = {name: choice.default for name, choice in CHOICES.items()}
    rows = PolicyRow.objects.filter(organisation_id=organisation, starts_at__lte=viewer.at).order_by(
        "starts_at", "recorded_at"
    )
    values.update((row.name, row.value) for row in rows)
    return values


def _age(child: UUID, today: date) -> int | None:
    current = Identity.objects.filter(pk=child).values_list("current_id", flat=True)
    born = Child.objects.filter(pk__in=current).values_list("born_latest", flat=True).first()
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _looked_after(child: UUID, today: date) -> bool | None:
    spells = Status.objects.filter(child_id=child, kind=LOOKED_AFTER, withdrawn_at__isnull=True)
    if not spells.exists():
        return None
    return spells.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today).exists()


def _recent(events: Iterable[Event], viewer: Viewer) -> int:
    since = viewer.at - timedelta(days=90)
    return len(
        {e.episode for e in events if e.kind in STARTS_AN_ABSENCE and (e.happened.earliest or e.recorded_at) >= since}
    )
