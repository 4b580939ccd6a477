"""What is in the practice area, counted by the product's own facts: journeys from events, facts from journeys, nothing from the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wayhome.casework.children.models import Child, Identity
from wayhome.casework.journal.context import Purpose, Viewer, tell_database
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.events import history
from wayhome.casework.journey.models import EpisodeNow, Event
from wayhome.casework.oversight.facts import refresh
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.year.quotas import AUTHORITIES
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.to_journey import AboutTheChild, to_journey
from wayhome.domain.vocabulary import Group, Outcome
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EpisodeFacts

TWO_DAYS = 48


@dataclass(frozen=True, slots=True)
class Counted:
    """The shares that the practice area promises, and how many returns they are counted over."""

    returns: int
    eligible: int
    offered: int
    undertaken: int
    absences_timed: int
    within_two_days: int
    most_of_one_child: int
    outcomes: Mapping[Outcome, int]

    def words(self) -> str:
        """The summary that the command prints."""
        fewest = min(self.outcomes.values(), default=0)
        return (
            f"{self.returns} returns in all. Of {self.eligible} that count, {share(self.offered, self.eligible)} were offered a talk "
            f"and {share(self.undertaken, self.eligible)} had one. {share(self.within_two_days, self.absences_timed)} of absences ended "
            f"within two days; one child was missing {self.most_of_one_child} times. "
            f"{len(self.outcomes)} outcomes, each at least {fewest} times."
        )


def share(part: int, whole: int) -> str:
    """A part in a hundred, as a whole number."""
    return f"{round(100 * part / whole)}%" if whole else "0%"


def counted(rows: Iterable[EpisodeFacts]) -> Counted:
    """The shares over the rows of every authority."""
    everything = list(rows)
    back = [row for row in everything if row.returned_on is not None]
    eligible = [row for row in back if row.eligible]
    timed = [row.hours_missing for row in back if row.hours_missing is not None]
    times = Counter((row.authority, row.child) for row in everything)
    return Counted(
        returns=len(back),
        eligible=len(eligible),
        offered=sum(row.offered is True for row in eligible),
        undertaken=sum(row.undertaken is True for row in eligible),
        absences_timed=len(timed),
        within_two_days=sum(hours <= TWO_DAYS for hours in timed),
        most_of_one_child=max(times.values(), default=0),
        outcomes=Counter(row.outcome for row in back if row.outcome is not None),
    )


def of_area(area: Area, *, as_of: datetime) -> Counted:
    """The shares over the three authorities of the practice area."""
    viewers = [area.viewers[f"ada of {authority}"] for authority in AUTHORITIES]
    return counted(row for viewer in viewers for row in facts(viewer, as_of=as_of))


def facts(viewer: Viewer, *, as_of: datetime) -> list[EpisodeFacts]:
    """One row for each absence of the viewer's authority, derived from its events now. Nothing is shown, so nothing is journalled."""
    with transaction.atomic():
        tell_database(organisation=viewer.organisation, user=viewer.user, purpose=Purpose.OVERSIGHT, at=as_of)
        ours = {"organisation_id": viewer.organisation}
        born = dict(Child.objects.filter(**ours).values_list("id", "born_earliest"))
        current = dict(Identity.objects.filter(**ours).values_list("id", "current_id"))
        groups = dict(EpisodeNow.objects.filter(**ours).values_list("id", "group"))
        children = Event.objects.filter(**ours).order_by("child_id").values_list("child_id", flat=True).distinct()
        events = {child: history(viewer.organisation, child) for child in children}
        tell_database()
    found = []
    for child, own in events.items():
        so_far = fold_child(own)
        for number, episode in enumerate(so_far.episodes):
            group = groups.get(UUID(episode))
            about = AboutTheChild(
                child=str(current[child]), authority=str(viewer.organisation), group=Group(group) if group else None,
                born=born[current[child]], earlier_episodes=number,
            )  # fmt: skip
            found.append(facts_of(to_journey(so_far, episode, about), as_of=as_of))
    return found


def derive_now(area: Area) -> None:
    """Derive the facts of every authority, so that nobody's first look at the figures has to wait for it."""
    for authority in AUTHORITIES:
        job = Viewer(area.organisation[authority], None, frozenset(), area.now, Purpose.JOB)
        with transaction.atomic(), acting_as(job, doing="rebuild-facts") as viewer:
            refresh(viewer)
