"""The past year of the practice area: what it promises holds of what the product itself makes of its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction

from tests.casework import practice as once
from tests.casework.practice import NOW, SECRET
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.journal.context import Viewer, speaking_for
from wayhome.casework.journal.queries import verify
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.events import history
from wayhome.casework.journey.models import EpisodeNow, Event
from wayhome.casework.journey.projection import differences
from wayhome.casework.sharing.models import Copy
from wayhome.casework.work.queries.listed import open_cases
from wayhome.cli.demonstration import area as practice
from wayhome.cli.demonstration.year import counted, filling
from wayhome.cli.demonstration.year.quotas import AUTHORITIES, EASTMERE
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import Support
from wayhome.domain.moment import LONDON, Precision
from wayhome.domain.vocabulary import Group, Outcome
from wayhome.indicators.facts import EpisodeFacts

Promise = tuple[str, bool]


class Interrupted(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture(scope="module")
def year(server, django_db_blocker) -> Iterator[practice.Area]:
    """The whole year, filled in after it was interrupted once, and once more for nothing."""
    with django_db_blocker.unblock():
        once.made()
        area = practice.found(secret=SECRET, now=NOW)
        lives = filling.planned(area)
        Random(3).shuffle(lives)

        def stop(deeds: int) -> None:
            raise Interrupted

        with pytest.raises(Interrupted):
            filling.fill(area, lives, told=stop)
        filling.fill(area, lives)
        before = events(area)
        filling.fill(area, lives)
        assert events(area) == before, "filling in again told something twice"
        yield area


def test_it_keeps_every_promise(year):
    """One test, because the year is filled in once."""
    rows = {a: counted.facts(viewer(year, a), as_of=NOW) for a in AUTHORITIES}
    everything = [row for own in rows.values() for row in own]
    children = list(folded(year))
    promises = [
        *of_shares(everything), *of_children(everything), *of_times(year, everything), *of_what_followed(year, children),
        *of_today(year), *of_the_record(year, children),
    ]  # fmt: skip
    assert [words for words, holds in promises if not holds] == [], counted.counted(everything)


def of_shares(rows: list[EpisodeFacts]) -> Iterator[Promise]:
    found = counted.counted(rows)
    yield "450 returns or more", found.returns >= 450
    yield "offered: 80 ± 2%", abs(found.offered / found.eligible - 0.80) <= 0.02
    yield "undertaken: 50 ± 2%", abs(found.undertaken / found.eligible - 0.50) <= 0.02
    yield "within two days: 90 ± 2%", abs(found.within_two_days / found.absences_timed - 0.90) <= 0.02
    for outcome in Outcome:
        yield f"{outcome.label}: three or more", found.outcomes.get(outcome, 0) >= 3
    yield "the summary says so", f"{found.returns} returns" in found.words() and "80%" in found.words()


def of_children(rows: list[EpisodeFacts]) -> Iterator[Promise]:
    times = Counter((row.authority, row.child) for row in rows)
    yield "one child more than a hundred times", max(times.values()) > 100
    yield "and only one", sum(n > 30 for n in times.values()) == 1
    yield "most children once or twice", sum(n <= 2 for n in times.values()) / len(times) >= 0.7
    groups = Counter(row.group for row in rows)
    for group in Group:
        yield f"{group.label}: three or more", groups[group] >= 3
    yield "three authorities", len({row.authority for row in rows}) == 3
    in_time = [row.within_72_hours for row in rows if row.undertaken and row.within_72_hours is not None]
    yield "some talks in time, some late", 0.4 < sum(in_time) / len(in_time) < 0.85
    yield "more than one way of delivering", len({row.relation for row in rows if row.relation}) >= 3


def of_times(year: practice.Area, rows: list[EpisodeFacts]) -> Iterator[Promise]:
    late = [row for row in rows if row.hours_to_notice is not None and row.hours_to_notice > 24]
    yield "late police notices", len(late) >= 5
    seen = list(asked_of_all(year, lambda: list(EpisodeNow.objects.all())))
    precisions = Counter(e.returned_precision for e in seen)
    for precision in (Precision.DATE, Precision.PART_OF_DAY, Precision.HOUR, Precision.EXACT):
        yield f"some returns known to the {precision.value}", precisions[precision.value] >= 5
    hours = [e.missing_from_earliest.astimezone(LONDON).hour for e in seen if e.missing_from_precision == "exact"]
    yield "evenings most", sum(16 <= hour < 23 for hour in hours) / len(hours) > 0.45
    left = Counter(e.missing_from_earliest for e in seen if e.missing_from_precision == "exact")
    yield "children missing together", sum(n > 1 for n in left.values()) >= 6
    yield "two sources that disagree", sum(e.is_unsettled for e in seen) >= 3
    settled = asked_of_all(year, lambda: list(Event.objects.filter(kind=EventKind.TIME_SETTLED.value).defer("words")))
    yield "and some settled between", len(list(settled)) >= 3


def of_what_followed(year: practice.Area, children: list[ChildSoFar]) -> Iterator[Promise]:
    needs = [track for child in children for case in child.cases.values() for track in case.needs.values()]
    for state in (
        Support.STARTED,
        Support.ENDED,
        Support.ACCEPTED,
        Support.OWNED,
        Support.NO_SERVICE,
        Support.DECLINED,
        Support.NOBODY_YET,
    ):
        yield f"needs: {state.label}", sum(track.state is state for track in needs) >= 3
    kinds = Counter(
        step.event.kind for child in children for case in child.cases.values() for step in case.contact.steps
    )
    yield "managers who decided to ask all the same", kinds[EventKind.DECIDED_TO_ASK_ANYWAY] >= 1
    wishes = [
        s.event for c in children for case in c.cases.values() for s in case.contact.steps if s.event.says("wish_where")
    ]
    yield "children's wishes", len(wishes) >= 30
    copies = list(asked_of_all(year, lambda: list(Copy.objects.filter(what="record"))))
    opened = {
        e.says("copy")
        for c in children
        for case in c.cases.values()
        for t in case.shares.values()
        for e in t.events(EventKind.SHARE_OPENED)
    }
    yield "copies that were opened", sum(str(copy.pk) in opened for copy in copies) >= 50
    yield "copies that were not", sum(str(copy.pk) not in opened for copy in copies) >= 50
    against = asked_of_all(year, lambda: [c.reason for c in Copy.objects.filter(what="record", against_wishes=True)])
    yield "told against a wish, with the reason", sum(bool(reason) for reason in against) >= 3
    worries = [track for child in children for track in child.worries.values()]
    yield (
        "worries that somebody saw to",
        sum(track.last(EventKind.WORRY_ACTED_ON) is not None for track in worries) >= 3,
    )


def of_today(year: practice.Area) -> Iterator[Promise]:
    with transaction.atomic(), acting_as(viewer(year, EASTMERE, "rosa")) as rosa:
        rows = open_cases(rosa)
    due = [row.clock.deadline - NOW for row in rows if row.clock and not row.clock.result]
    yield "forty or so open in Eastmere", 30 <= len(rows) <= 60
    yield "some due within the day", sum(timedelta(0) < left <= timedelta(hours=14) for left in due) >= 2
    yield "some due tomorrow", sum(timedelta(hours=14) < left <= timedelta(hours=38) for left in due) >= 2
    never_asked = [row for row in rows if row.clock and row.clock.deadline < NOW and not row.asked]
    yield "some past 72 hours and never asked", len(never_asked) >= 3


def of_the_record(year: practice.Area, children: list[ChildSoFar]) -> Iterator[Promise]:
    """Nothing that was told counts for nothing, and nothing was told behind anybody's back."""
    yield "no event without effect", not any(child.anomalies for child in children)
    for authority in AUTHORITIES:
        with transaction.atomic(), acting_as(viewer(year, authority)) as by:
            yield f"{authority}: where things stand is what the events say", differences(by) == []
    for key, one in year.viewers.items():
        if key.startswith("ada of "):
            with transaction.atomic(), acting_as(one) as by:
                yield f"{key}: the journal is whole", verify(by).whole
    recorded = [own for authority in AUTHORITIES for own in by_child(year, authority)]
    in_order = all(one.recorded_at <= other.recorded_at for own in recorded for one, other in pairwise(own))
    yield "each child's events recorded in order", in_order
    happened = [(e.happened.earliest, e.recorded_at) for own in recorded for e in own if e.happened.earliest]
    yield "nothing recorded before it happened", all(earliest <= at for earliest, at in happened)


def viewer(year: practice.Area, authority: str, who: str = "") -> Viewer:
    return year.viewers[who or {"eastmere": "rosa", "westmarsh": "wren", "northby": "anwen"}[authority]]


def asked_as(year, authority, ask):
    with transaction.atomic(), speaking_for(system_of(year.organisation[authority], at=NOW)):
        return ask()


def asked_of_all(year, ask):
    for authority in AUTHORITIES:
        yield from asked_as(year, authority, ask)


def by_child(year, authority):
    """The events of each child of an authority."""

    def ask():
        children = Event.objects.order_by("child_id").values_list("child_id", flat=True).distinct()
        return [history(year.organisation[authority], child) for child in children]

    return asked_as(year, authority, ask)


def folded(year) -> Iterator[ChildSoFar]:
    for authority in AUTHORITIES:
        yield from (fold_child(own) for own in by_child(year, authority))


def events(year) -> int:
    return sum(asked_as(year, authority, lambda: Event.objects.count()) for authority in AUTHORITIES)
