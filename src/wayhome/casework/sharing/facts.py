"""What the journey itself says of a case, as fields: the returns it covers, the outcome of each, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import names
from wayhome.casework.design.times import moment as in_words
from wayhome.casework.journal.context import Viewer
from wayhome.domain.disclosure import Field
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.states import Support
from wayhome.domain.journey.to_journey import AboutTheChild, to_journey
from wayhome.domain.moment import Moment
from wayhome.domain.outcome import outcome
from wayhome.domain.vocabulary import DataClass, Mode, NeedKind, Place, class_of
from wayhome.domain.wallclock import local_day, long_date, time_of_day

AGREED = frozenset({Support.ACCEPTED, Support.STARTED, Support.ENDED})


def facts_of(so_far: ChildSoFar, case: str, viewer: Viewer, organisation: UUID) -> tuple[Field, ...]:
    """The journey's own facts about one case, in the order in which they are read."""
    this = so_far.case(case)
    return (*_returns(so_far, this, viewer, organisation), *_talk(this), *_plan(this, viewer))


def _returns(so_far: ChildSoFar, case: CaseSoFar, viewer: Viewer, organisation: UUID) -> Iterator[Field]:
    heading = _("What happened")
    for number, absence in enumerate(case.covered, start=1):
        times = _("Missing from %(a)s, back %(b)s") % {"a": said(absence.missing_from), "b": said(absence.returned)}
        label = _("Absence") if len(case.covered) == 1 else _("Absence %(n)d") % {"n": number}
        yield Field(f"absence_{number}", heading, label, DataClass.EPISODE, values=(times,))
        yield from _outcome(so_far, absence, number, viewer, organisation)


def _outcome(
    so_far: ChildSoFar, absence: EpisodeSoFar, number: int, viewer: Viewer, organisation: UUID
) -> Iterator[Field]:
    about = AboutTheChild(child="", authority=str(organisation), responsible=True)
    found = outcome(to_journey(so_far, absence.episode, about), as_of=viewer.at)
    if found is not None and not found.is_open:
        # How a child answered is theirs: at home it is told only where a worker decides to (§10.4).
        yield Field(
            f"outcome_{number}", _("What happened"), _("Outcome"), DataClass.EPISODE, values=(found.label,),
            kept_from_home=not found.is_undertaken,
        )  # fmt: skip


def _talk(case: CaseSoFar) -> Iterator[Field]:
    if not case.talks:
        return
    talk = case.talks[0]
    how = [
        words(code).label
        for words, key in ((Mode, "mode"), (Place, "place"))
        if (code := talk.says(key)) in list(words)
    ]
    day = talk.happened.local_date()
    said_when = [long_date(day)] if day else [_("day not recorded")]
    yield Field("talk", _("What happened"), _("The talk"), DataClass.EPISODE, values=(", ".join([*said_when, *how]),))


def _plan(case: CaseSoFar, viewer: Viewer) -> Iterator[Field]:
    """Each need and where it stands. At home only what was agreed is told; a sensitive need is a sensitive field."""
    owners = names(viewer, [UUID(owner) for need in case.needs if (owner := case.owner_of(need))])
    for need, track in case.needs.items():
        code = track.steps[0].event.says("need") if track.steps else None
        if code not in list(NeedKind):
            continue
        kind = NeedKind(code)
        sensitive = class_of(kind) is DataClass.SENSITIVE
        owner = case.owner_of(need)
        whose = owners[UUID(owner)].name if owner and UUID(owner) in owners else ""
        yield Field(
            f"plan_{need}", _("The plan"), kind.label, DataClass.SENSITIVE if sensitive else DataClass.NEEDS, text=whose,
            values=(track.state.label,), kept_from_home=track.state not in AGREED or not track.has_been(Support.ACCEPTED),
        )  # fmt: skip


def said(moment: Moment) -> str:
    """A time in words that read the same whenever the copy is opened: "Saturday 28 March 2026 20:00"."""
    if moment.earliest is None or not moment.is_exact:
        return in_words(moment) + (f" {moment.earliest.year}" if moment.earliest else "")
    return f"{long_date(local_day(moment.earliest))} {time_of_day(moment.earliest)}"
