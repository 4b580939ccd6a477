"""Where a case stands, in one line for staff, one for a parent or carer, one for the child (domain reference §6.6).

The first true row wins. Two facts stand beside the line and never replace it: past 72 hours and not heard, and a worry
nobody has picked up. No clock and no code is ever shown to a child or a parent, and a child's "no" is not told at home.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from wayhome.domain.clock import ClockState, statutory_clock
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.headline_words import Headline, HeadlineCode, HeadlineRow, Line, Names, Seen, fixed
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.policy import Policy
from wayhome.domain.journey.states import Allocation, CaseState, Contact, Record, Suspension, TalkState
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import EpisodeKind, Outcome

H = HeadlineCode
ENDED = {CaseState.VOID: H.VOID, CaseState.MERGED: H.MERGED, CaseState.DECEASED: H.DECEASED}
WITHOUT_TALK = (CaseState.CLOSED_NOT_UNDERTAKEN, CaseState.NOT_REQUIRED, CaseState.TURNED_18, CaseState.TRANSFERRED)
WITH_SOMEBODY = frozenset(Allocation) - {Allocation.UNALLOCATED, Allocation.HANDED_BACK}
PLAN = fixed("The plan you hold (agreed items only)")
YOU_SAID = fixed("You said, we did")
CLOSED = fixed("Closed")
HELD = fixed("Held")
YOU_CAN_CHOOSE = fixed("You can choose")


def headline(case: CaseSoFar, *, at: datetime, names: Names | None = None, policy: Policy | None = None) -> Headline:
    """The first row that holds, with the two facts beside it. `at` is now."""
    seen = Seen(case, names or Names(), at, policy or Policy())
    row = next(row for row in HEADLINES if row.holds(seen))
    return Headline(
        row.number,
        row.code_of(case),
        row.staff(seen),
        row.parent(seen) if row.parent else None,
        row.child(seen) if row.child else None,
        past_72_hours=is_past_72_hours(case, at),
        worry_waits=bool(case.unreceived_worries),
    )


def is_past_72_hours(case: CaseSoFar, at: datetime) -> bool:
    """Whether any return this open case answers for is past 72 hours for certain, with no talk about it."""
    return case.is_open and any(_is_overdue(each, at) for each in case.covered if each.episode not in case.discussed)


def _is_overdue(absence: EpisodeSoFar, at: datetime) -> bool:
    if absence.kind is not EpisodeKind.MISSING or absence.is_void or not absence.came_back:
        return False
    clock = statutory_clock(returned=absence.returned, located=absence.located, notified=absence.notified)
    return clock is not None and clock.state(at) is ClockState.OVERDUE


# When a row holds


def _in(*states: CaseState) -> Callable[[Seen], bool]:
    return lambda seen: seen.case.container.state in states


def _contact(*states: Contact) -> Callable[[Seen], bool]:
    return lambda seen: seen.case.contact.state in states


def _record(*states: Record) -> Callable[[Seen], bool]:
    return lambda seen: seen.case.record.state in states


def _has_ended(seen: Seen) -> bool:
    return seen.case.container.state in ENDED or seen.case.child_has_died


def _phone_answer_waits(seen: Seen) -> bool:
    return bool(seen.case.unconfirmed_answers)


def _ask_alone(seen: Seen) -> bool:
    return seen.case.ask_again_alone


def _is_with_somebody(seen: Seen) -> bool:
    return seen.case.allocation.state in WITH_SOMEBODY


def _always(seen: Seen) -> bool:
    return True


def _is_booked(seen: Seen) -> bool:
    return seen.case.talk.state is TalkState.BOOKED


def _is_held(seen: Seen) -> bool:
    return seen.case.talk.state is TalkState.HELD


def _is_undertaken_and_running(seen: Seen) -> bool:
    return seen.case.container.state is CaseState.CLOSED_UNDERTAKEN and bool(seen.case.running)


def _has_undecided(seen: Seen) -> bool:
    return seen.case.record.state is Record.APPROVED and bool(seen.case.undecided)


def _is_missing_again(seen: Seen) -> bool:
    return seen.case.is_open and seen.case.missing_again.state is Suspension.ON


def _waits(seen: Seen) -> bool:
    case = seen.case
    return Suspension.ON in (case.not_fit.state, case.police_request.state, case.other_authority.state)


def _only_carer_told(seen: Seen) -> bool:
    return seen.case.carer_was_told and not seen.case.child_was_told


def _not_reached(seen: Seen) -> bool:
    no_answer = seen.case.contact.state is Contact.NO_RESPONSE
    return no_answer or (seen.case.contact.state is Contact.TRYING and seen.case.tried_enough(seen.policy))


def _is_checked(seen: Seen) -> bool:
    return seen.case.container.last(EventKind.CASE_CHECKED) is not None


# Which code, where a row has more than one


def _ended_code(case: CaseSoFar) -> HeadlineCode:
    return ENDED.get(case.container.state, H.DECEASED)


def _wait_code(case: CaseSoFar) -> HeadlineCode:
    if case.not_fit.state is Suspension.ON:
        return H.SUSPENDED_NOT_FIT
    return H.SUSPENDED_POLICE if case.police_request.state is Suspension.ON else H.SUSPENDED_OTHER_LA


def _shared_code(case: CaseSoFar) -> HeadlineCode:
    return H.FOLLOW_UP if case.running else H.SHARED


def _check_code(case: CaseSoFar) -> HeadlineCode:
    return H.SUBMITTED if case.record.state is Record.SUBMITTED else H.RETURNED


def _held_code(case: CaseSoFar) -> HeadlineCode:
    return H.DRAFT if case.record.state is Record.DRAFT else H.HELD


def _no_answer_code(case: CaseSoFar) -> HeadlineCode:
    return H.NO_RESPONSE if case.contact.state is Contact.NO_RESPONSE else H.NO_CONTACT


# The lines for staff


def _ended(seen: Seen) -> str:
    return _ended_code(seen.case).label if seen.case.container.state in ENDED else "The child has died"


def _closed_without(seen: Seen) -> str:
    """Why no talk was held: the outcomes, or the way it was closed."""
    case = seen.case
    closing = case.container.last(EventKind.CLOSED_NOT_UNDERTAKEN)
    if case.container.state is not CaseState.CLOSED_NOT_UNDERTAKEN or closing is None:
        return f"Closed, not undertaken: {case.container.state.label}"
    labels = {outcome.value: outcome.label for outcome in Outcome}
    reasons = dict.fromkeys(labels.get(code, code) for code in closing.pairs("outcomes").values())
    return f"Closed, not undertaken: {', '.join(reasons) or 'not recorded'}"


def _help(seen: Seen) -> str:
    case = seen.case
    if not case.needs:
        return "All decided. No help is needed"
    return f"Help: {len(case.started)} of {len(case.needs)} started"


def _to_check(seen: Seen) -> str:
    if seen.case.record.state is Record.SUBMITTED:
        return "Ready to check"
    comments = sum(event.number("comments") for event in seen.case.record.events(EventKind.RECORD_RETURNED)[-1:])
    counted = f": {comments} comment{'' if comments == 1 else 's'}" if comments else ""
    return f"Back with {seen.names.author or seen.names.interviewer or 'its author'}{counted}"


def _talked(seen: Seen) -> str:
    held = seen.case.talks[-1].happened
    due = seen.day(". Write-up due", seen.names.write_up_due)
    return f"Talked{_said(seen, held)}{due}"


def _said(seen: Seen, moment: Moment) -> str:
    """The time where it is known exactly, else only the day."""
    return seen.time("", moment.earliest) if moment.is_exact else seen.day("", moment.earliest)


def _wait(seen: Seen) -> str:
    case = seen.case
    again = (EventKind.SUSPENSION_REVIEWED,)
    if case.not_fit.state is Suspension.ON:
        latest = case.not_fit.last(EventKind.NOT_FIT_TO_TALK, *again)
        return f"Not well enough yet{seen.day(': look again', latest.instant('review_at') if latest else None)}"
    if case.police_request.state is Suspension.ON:
        latest = case.police_request.last(EventKind.POLICE_ASKED_TO_WAIT, *again)
        return f"Police asked us to wait{seen.day(': review', latest.instant('review_at') if latest else None)}"
    return f"Waiting for {seen.names.authority or 'another authority'}"


def _booked_at(seen: Seen) -> datetime | None:
    latest = seen.case.talk.last(EventKind.APPOINTMENT_BOOKED, EventKind.APPOINTMENT_REARRANGED)
    return latest.instant("planned") if latest else None


def _booked(seen: Seen) -> str:
    return f"Booked{seen.time('', _booked_at(seen))}"


def _booked_for_parent(seen: Seen) -> str:
    return _booked(seen) if seen.names.time_shared_with_parent else "Booked"


def _booked_for_child(seen: Seen) -> str:
    return f"You and {seen.sam}: {seen.childs_time(_booked_at(seen))}"


def _parent_refused(seen: Seen) -> str:
    return f"Parent said no. Manager decides{seen.time(' by', seen.names.decide_by)}"


def _declined(seen: Seen) -> str:
    if not seen.case.may_be_asked_again:
        return "Said no this time. Asked us not to ask about this one again"
    return f"Said no this time. Ask again{seen.day(' by', seen.names.ask_again_by)}"


def _no_answer(seen: Seen) -> str:
    if seen.case.contact.state is Contact.NO_RESPONSE:
        return "Offered, no answer yet"
    return f"Not reached, {_tries(seen)}"


def _tries(seen: Seen) -> str:
    number = len(seen.case.tries)
    return f"{number} {'try' if number == 1 else 'tries'}"


def _with_somebody(seen: Seen) -> str:
    """ "With Sam (Harbour), not started"; before somebody is named, with the organisation alone."""
    who, organisation = seen.names.interviewer, seen.names.organisation
    if seen.case.allocation.state is not Allocation.ALLOCATED or who is None:
        return f"With {organisation or 'a provider'}, not started"
    return f"With {who}{f' ({organisation})' if organisation else ''}, not started"


HELP = Line("Help: 2 of 3 started", _help)

# fmt: off
HEADLINES: tuple[HeadlineRow, ...] = (
    HeadlineRow(1, "void, merged, or the child has died", _has_ended, (H.VOID, H.MERGED, H.DECEASED),
                Line("Closed: recorded in error", _ended), which=_ended_code),
    HeadlineRow(2, "open, missing again", _is_missing_again, (H.SUSPENDED_MISSING_AGAIN,),
                fixed("Missing again. Finding comes first")),
    HeadlineRow(3, "closed without a talk", _in(*WITHOUT_TALK), (H.CLOSED_NOT_UNDERTAKEN,),
                Line("Closed, not undertaken: said no", _closed_without), CLOSED, fixed("The door is still open")),
    HeadlineRow(4, "closed undertaken, help still running", _is_undertaken_and_running, (H.FOLLOW_UP,),
                HELP, PLAN, YOU_SAID),
    HeadlineRow(5, "closed undertaken, no help running", _in(CaseState.CLOSED_UNDERTAKEN), (H.CLOSED_UNDERTAKEN,),
                fixed("Closed, undertaken"), CLOSED, YOU_SAID),
    HeadlineRow(6, "approved, somebody undecided", _has_undecided, (H.APPROVED,),
                fixed("Decide who is told"), PLAN, YOU_SAID),
    HeadlineRow(7, "approved, all decided", _record(Record.APPROVED), (H.SHARED, H.FOLLOW_UP),
                HELP, PLAN, YOU_SAID, which=_shared_code),
    HeadlineRow(8, "handed in, or sent back", _record(Record.SUBMITTED, Record.RETURNED), (H.SUBMITTED, H.RETURNED),
                Line("Ready to check / Back with Sam: 2 comments", _to_check), HELD, which=_check_code),
    HeadlineRow(9, "held, record not handed in", _is_held, (H.HELD, H.DRAFT),
                Line("Talked Tue 16:10. Write-up due Thu", _talked), HELD, fixed("Thank you for talking"),
                which=_held_code),
    HeadlineRow(10, "not fit, police request, or other authority", _waits,
                (H.SUSPENDED_NOT_FIT, H.SUSPENDED_POLICE, H.SUSPENDED_OTHER_LA),
                Line("Not well enough yet: look again Wed / Police asked us to wait: review Tue / Waiting for Northby",
                     _wait), fixed("Not yet"), which=_wait_code),
    HeadlineRow(11, "booked", _is_booked, (H.SCHEDULED,), Line("Booked Tue 16:00", _booked),
                Line("Booked (the time only if the child agreed)", _booked_for_parent),
                Line("You and Sam: Tue 4pm", _booked_for_child)),
    HeadlineRow(12, "parent refused", _contact(Contact.PARENT_REFUSED), (H.PARENT_REFUSED,),
                Line("Parent said no. Manager decides by 15:00", _parent_refused),
                fixed("You asked us not to. We will be in touch")),
    HeadlineRow(13, "answer by phone not checked", _phone_answer_waits, (H.ANSWER_BY_PHONE,),
                fixed("An answer came by phone. Check it was them")),
    HeadlineRow(14, "“no” while not free", _ask_alone, (H.ASK_AGAIN_ALONE,),
                fixed("Said no this time, could not talk freely. Ask again alone")),
    HeadlineRow(15, "declined", _contact(Contact.DECLINED), (H.DECLINED,),
                Line("Said no this time. Ask again by Fri", _declined), None, fixed("That's fine")),
    HeadlineRow(16, "accepted, none booked", _contact(Contact.ACCEPTED), (H.ACCEPTED,),
                fixed("Said yes: arrange a time"), None, YOU_CAN_CHOOSE),
    HeadlineRow(17, "offered", _contact(Contact.OFFERED), (H.OFFERED,),
                fixed("Offered, waiting for an answer"), fixed("Offered"), YOU_CAN_CHOOSE),
    HeadlineRow(18, "only the carer told", _only_carer_told, (H.CARER_TOLD,),
                fixed("Carer told. Child not yet asked"), fixed("Thank you. We still need to ask them")),
    HeadlineRow(19, "no answer, or not reached by the close rule", _not_reached, (H.NO_RESPONSE, H.NO_CONTACT),
                Line("Offered, no answer yet / Not reached, 4 tries", _no_answer), which=_no_answer_code),
    HeadlineRow(20, "trying", _contact(Contact.TRYING), (H.CONTACTING,),
                Line("Trying to reach (3 tries)", lambda seen: f"Trying to reach ({_tries(seen)})"),
                Line("Sam is trying to get in touch", lambda seen: f"{seen.sam} is trying to get in touch")),
    HeadlineRow(21, "allocated or referred", _is_with_somebody, (H.ALLOCATED,),
                Line("With Sam (Harbour), not started", _with_somebody),
                Line("Sam will be in touch", lambda seen: f"{seen.sam} will be in touch"),
                Line("Sam would like to hear from you", lambda seen: f"{seen.sam} would like to hear from you")),
    HeadlineRow(22, "checked, with nobody", _is_checked, (H.DUE,),
                fixed("To allocate"), fixed("Someone will be in touch")),
    HeadlineRow(23, "not checked yet", _always, (H.TRIAGE,), fixed("New: check who and where")),
)
# fmt: on
