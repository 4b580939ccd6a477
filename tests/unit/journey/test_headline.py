"""One line for each reader: the first row that holds, filled in, with the two facts beside it (domain reference §6.6)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories import Story, hour
from wayhome.domain.journey import CaseSoFar, HeadlineCode, Names, Policy, headline, is_past_72_hours
from wayhome.domain.journey.headline import HEADLINES
from wayhome.domain.moment import NOT_RECORDED, Moment

SAM = Names(
    interviewer="Sam", organisation="Harbour", author="Sam", authority="Westmarsh", write_up_due=hour(72),
    ask_again_by=hour(100), decide_by=hour(9),
)  # fmt: skip
PLAN = "The plan you hold (agreed items only)"
YOU_SAID = "You said, we did"
FREE = {"could_talk_freely": "yes"}


def story_of(*events) -> Story:
    """A case, and then each event: its name, or its name with what it says."""
    story = Story().missing_and_back()
    for event in events:
        name, detail = event if isinstance(event, tuple) else (event, {})
        story.talk(**detail) if name == "talk_held" else story.tell(name, **detail)
    return story


def read(*events, at: float = 5, names: Names | None = SAM):
    return headline(story_of(*events).case(), at=hour(at), names=names)


TOLD = ("child_told",)
YES = (*TOLD, "child_said_yes")
HELD = ("talk_held",)
STARTED = (*HELD, ("record_started", {"by": "Sam"}))
HANDED_IN = (*STARTED, "record_submitted")
APPROVED = (*HANDED_IN, ("record_approved", {"recipients": ["police"]}))
DECIDED = (*APPROVED, ("share_sent", {"subject": "police"}))
NEEDS = (
    ("need_recorded", {"subject": "N1"}),
    ("need_recorded", {"subject": "N2"}),
    *((kind, {"subject": "N1", "owner": "Ola"}) for kind in (
        "owner_named", "support_offered", "support_accepted", "support_started",
    )),
)  # fmt: skip
ENDED = ("support_ended", {"subject": "N1"})
UNMET = ("no_service_found", {"subject": "N2"})
BOOKED = (*YES, ("appointment_booked", {"planned": hour(31)}))
LOST = ("police_report_made", {"episode": "B"})
REFUSED = ("parent_refused",)
NOT_FREE = ("child_said_no", {"could_talk_freely": "no"})
TRIED = (
    ("attempt_made", {"channel": "call", "at": 3}),
    ("attempt_made", {"channel": "call", "at": 4}),
    ("attempt_made", {"channel": "visit", "at": 30}),
)
CLOSED_WITHOUT = ("closed_not_undertaken", {"outcomes": {"A": "declined_by_child"}})

ROWS = {
    "void": (("closed_void",), 1, "void", "Closed: recorded in error", None, None),
    "merged": (("closed_merged",), 1, "merged", "Closed: entered twice", None, None),
    "deceased": (("died", "closed_deceased"), 1, "deceased", "Closed: the child has died", None, None),
    "died, still open": ((*TOLD, "died"), 1, "deceased", "The child has died", None, None),
    "missing again": ((*BOOKED, LOST), 2, "suspended_missing_again", "Missing again. Finding comes first", None, None),
    "closed, said no": (
        (CLOSED_WITHOUT,), 3, "closed_not_undertaken", "Closed, not undertaken: Said no", "Closed", "The door is still open",
    ),
    "closed, missing again": (
        (CLOSED_WITHOUT, LOST), 3, "closed_not_undertaken", "Closed, not undertaken: Said no", "Closed",
        "The door is still open",
    ),
    "closed, no outcome said": (
        ("closed_not_undertaken",), 3, "closed_not_undertaken", "Closed, not undertaken: not recorded", "Closed",
        "The door is still open",
    ),
    "not required": (
        ("closed_not_required",), 3, "closed_not_undertaken", "Closed, not undertaken: Not required", "Closed",
        "The door is still open",
    ),
    "transferred": (
        ("closed_transferred",), 3, "closed_not_undertaken", "Closed, not undertaken: Transferred", "Closed",
        "The door is still open",
    ),
    "turned 18": (
        ("closed_turned_18",), 3, "closed_not_undertaken", "Closed, not undertaken: Turned 18", "Closed",
        "The door is still open",
    ),
    "closed, help running": (
        (*DECIDED, *NEEDS, "closed_undertaken"), 4, "follow_up", "Help: 1 of 2 started", PLAN, YOU_SAID,
    ),
    "closed, help over": (
        (*DECIDED, *NEEDS, ENDED, UNMET, "closed_undertaken"), 5, "closed_undertaken", "Closed, undertaken", "Closed",
        YOU_SAID,
    ),
    "closed, no need": ((*DECIDED, "closed_undertaken"), 5, "closed_undertaken", "Closed, undertaken", "Closed", YOU_SAID),
    "undecided": ((*APPROVED, *NEEDS), 6, "approved", "Decide who is told", PLAN, YOU_SAID),
    "decided, help running": ((*DECIDED, *NEEDS), 7, "follow_up", "Help: 1 of 2 started", PLAN, YOU_SAID),
    "decided, help over": ((*DECIDED, *NEEDS, ENDED, UNMET), 7, "shared", "Help: 1 of 2 started", PLAN, YOU_SAID),
    "decided, no need": (DECIDED, 7, "shared", "All decided. No help is needed", PLAN, YOU_SAID),
    "handed in": (HANDED_IN, 8, "submitted", "Ready to check", "Held", None),
    "sent back": (
        (*HANDED_IN, ("record_returned", {"comments": 2})), 8, "returned", "Back with Sam: 2 comments", "Held", None,
    ),
    "sent back, one comment": (
        (*HANDED_IN, ("record_returned", {"comments": 1})), 8, "returned", "Back with Sam: 1 comment", "Held", None,
    ),
    "sent back twice": (
        (*HANDED_IN, ("record_returned", {"comments": 2}), "record_submitted", ("record_returned", {"comments": 3})), 8,
        "returned", "Back with Sam: 3 comments", "Held", None,
    ),
    "sent back, not counted": ((*HANDED_IN, "record_returned"), 8, "returned", "Back with Sam", "Held", None),
    "talked": (
        (*BOOKED, ("talk_held", {"at": 4})), 9, "held", "Talked 13:00. Write-up due Thu", "Held", "Thank you for talking",
    ),
    "draft": (STARTED, 9, "draft", "Talked 12:00. Write-up due Thu", "Held", "Thank you for talking"),
    "not fit": (
        (*BOOKED, ("not_fit_to_talk", {"review_at": hour(27)})), 10, "suspended_not_fit",
        "Not well enough yet: look again tomorrow", "Not yet", None,
    ),
    "not fit, looked at again": (
        (("not_fit_to_talk", {"review_at": hour(27)}),
         ("suspension_reviewed", {"subject": "not_fit", "review_at": hour(51)})), 10, "suspended_not_fit",
        "Not well enough yet: look again Wed", "Not yet", None,
    ),
    "police": (
        (("police_asked_to_wait", {"review_at": hour(27)}),), 10, "suspended_police",
        "Police asked us to wait: review tomorrow", "Not yet", None,
    ),
    "police and not fit": (
        ("police_asked_to_wait", "not_fit_to_talk"), 10, "suspended_not_fit", "Not well enough yet", "Not yet", None,
    ),
    "other authority": (("waiting_for_authority",), 10, "suspended_other_la", "Waiting for Westmarsh", "Not yet", None),
    "booked": (BOOKED, 11, "scheduled", "Booked tomorrow 16:00", "Booked", "You and Sam: Tue 4pm"),
    "rearranged": (
        (*BOOKED, ("appointment_rearranged", {"planned": hour(50.5)})), 11, "scheduled", "Booked Wed 11:30", "Booked",
        "You and Sam: Wed 11:30am",
    ),
    "parent refused": (
        REFUSED, 12, "parent_refused", "Parent said no. Manager decides by tomorrow 18:00",
        "You asked us not to. We will be in touch", None,
    ),
    "parent refused after yes": ((*YES, *REFUSED), 16, "accepted", "Said yes: arrange a time", None, "You can choose"),
    "answer by phone": (
        (*TOLD, "answer_came_by_phone"), 13, "answer_by_phone", "An answer came by phone. Check it was them", None, None,
    ),
    "ask alone": (
        (*TOLD, NOT_FREE), 14, "ask_again_alone", "Said no this time, could not talk freely. Ask again alone", None, None,
    ),
    "declined": (
        (*TOLD, ("child_said_no", FREE)), 15, "declined", "Said no this time. Ask again by Fri", None, "That's fine",
    ),
    "declined for good": (
        (*TOLD, ("child_said_no", FREE | {"ask_again": "not_about_this_one"})), 15, "declined",
        "Said no this time. Asked us not to ask about this one again", None, "That's fine",
    ),
    "accepted": (YES, 16, "accepted", "Said yes: arrange a time", None, "You can choose"),
    "offered": (TOLD, 17, "offered", "Offered, waiting for an answer", "Offered", "You can choose"),
    "carer told": (
        ("carer_told",), 18, "carer_told", "Carer told. Child not yet asked", "Thank you. We still need to ask them", None,
    ),
    "carer told too": ((*TOLD, "carer_told", "answer_period_over"), 19, "no_response", "Offered, no answer yet", None, None),
    "no answer": ((*TOLD, "answer_period_over"), 19, "no_response", "Offered, no answer yet", None, None),
    "not reached": (TRIED, 19, "no_contact", "Not reached, 3 tries", None, None),
    "trying": (TRIED[:2], 20, "contacting", "Trying to reach (2 tries)", "Sam is trying to get in touch", None),
    "one try": (TRIED[:1], 20, "contacting", "Trying to reach (1 try)", "Sam is trying to get in touch", None),
    "allocated": (
        ("interviewer_allocated",), 21, "allocated", "With Sam (Harbour), not started", "Sam will be in touch",
        "Sam would like to hear from you",
    ),
    "referred": (
        ("referred_to_provider",), 21, "allocated", "With Harbour, not started", "Sam will be in touch",
        "Sam would like to hear from you",
    ),
    "handed back": (("referred_to_provider", "handed_back", "case_checked"), 22, "due", "To allocate",
                    "Someone will be in touch", None),
    "checked": (("case_checked",), 22, "due", "To allocate", "Someone will be in touch", None),
    "new": ((), 23, "triage", "New: check who and where", None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_it_says_where_the_case_stands(name):
    events, row, code, staff, parent, child = ROWS[name]
    moment = -19 if name == "parent refused" else 5
    line = read(*events, at=moment)
    assert (line.row, line.code.value, line.staff, line.parent, line.child) == (row, code, staff, parent, child)


def test_it_has_tried_every_row_and_every_code():
    assert {row for _, row, *_ in ROWS.values()} == {row.number for row in HEADLINES} == set(range(1, 24))
    assert {code for _, _, code, *_ in ROWS.values()} == {code.value for code in HeadlineCode}
    assert {code for row in HEADLINES for code in row.codes} == set(HeadlineCode)
    assert [row.number for row in HEADLINES] == list(range(1, 24))


def test_it_gives_every_row_a_code_of_its_own():
    for events, number, code, *_ in ROWS.values():
        row = next(each for each in HEADLINES if each.number == number)
        assert row.code_of(story_of(*events).case()) in row.codes
        assert code in {each.value for each in row.codes}


NOBODY = {
    "talked": "Talked 13:00",
    "not fit": "Not well enough yet: look again tomorrow",
    "other authority": "Waiting for another authority",
    "parent refused": "Parent said no. Manager decides",
    "declined": "Said no this time. Ask again",
    "sent back": "Back with its author: 2 comments",
    "allocated": "With a provider, not started",
    "referred": "With a provider, not started",
}


@pytest.mark.parametrize("name", NOBODY)
def test_it_leaves_out_what_nobody_said(name):
    assert read(*ROWS[name][0], names=None).staff == NOBODY[name]


def test_it_calls_the_interviewer_someone_until_there_is_a_name():
    assert read(*TRIED[:1], names=None).parent == "Someone is trying to get in touch"
    assert read("interviewer_allocated", names=None).parent == "Someone will be in touch"
    assert read("interviewer_allocated", names=None).child == "Someone would like to hear from you"
    assert read(*BOOKED, names=None).child == "You and Someone: Tue 4pm"
    assert read("interviewer_allocated", names=Names(interviewer="Sam")).staff == "With Sam, not started"
    assert read(*HANDED_IN, "record_returned", names=Names(interviewer="Sam")).staff == "Back with Sam"


def test_it_tells_a_parent_the_time_only_where_the_child_agreed():
    agreed = Names(time_shared_with_parent=True)
    assert read(*BOOKED, names=agreed).parent == "Booked tomorrow 16:00"
    assert read(*YES, "appointment_booked", names=agreed).parent == "Booked"
    assert read(*YES, "appointment_booked").staff == "Booked"
    assert read(*YES, "appointment_booked").child == "You and Sam: time to be said"


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (hour(24), "Tue 9am"),
        (hour(27), "Tue 12pm"),
        (hour(26.99), "Tue 11:59am"),
        (hour(39), "Wed 12am"),
        (hour(28.25), "Tue 1:15pm"),
    ],
)
def test_it_says_the_time_to_a_child_as_people_do(planned, said):
    assert read(*YES, ("appointment_booked", {"planned": planned})).child == f"You and Sam: {said}"


def test_it_says_only_the_hour_today_and_the_day_otherwise():
    assert read(*REFUSED, at=5).staff == "Parent said no. Manager decides by 18:00"
    assert read(("talk_held", {"at": 4}), at=30).staff == "Talked yesterday 13:00. Write-up due Thu"


def test_it_says_only_the_day_of_a_talk_whose_hour_is_not_known():
    story = Story().missing_and_back()
    story.tell("talk_held", happened=Moment.on(date(2026, 3, 2)), completeness="full")
    assert headline(story.case(), at=hour(30)).staff == "Talked yesterday"
    unknown = Story().missing_and_back()
    unknown.tell("talk_held", happened=NOT_RECORDED, completeness="full")
    assert headline(unknown.case(), at=hour(30)).staff == "Talked"


def test_it_says_when_the_last_of_two_talks_was():
    assert read(("talk_held", {"at": 3}), ("talk_held", {"at": 4})).staff == "Talked 13:00. Write-up due Thu"


def test_it_gives_the_reasons_of_several_returns_once_each():
    outcomes = {"A": "declined_by_child", "B": "no_capacity", "D": "declined_by_child", "E": "something old"}
    line = read(("closed_not_undertaken", {"outcomes": outcomes}))
    assert line.staff == "Closed, not undertaken: Said no, Not offered: nobody free to do it, something old"


def test_it_goes_by_the_authoritys_own_close_rule():
    story = story_of(*TRIED)
    assert headline(story.case(), at=hour(31), policy=Policy(tries=4)).code is HeadlineCode.CONTACTING
    assert headline(story.case(), at=hour(31), policy=Policy(tries=3)).code is HeadlineCode.NO_CONTACT


def test_it_is_reopened_and_waits_again():
    assert read(CLOSED_WITHOUT, "case_reopened").code is HeadlineCode.TRIAGE


def test_it_never_tells_home_about_a_childs_no():
    for name in ("declined", "declined for good", "ask alone", "answer by phone"):
        assert read(*ROWS[name][0]).parent is None


# The two facts beside it


def test_it_says_past_72_hours_from_the_first_instant_after_them():
    story = story_of(*TOLD)
    assert not is_past_72_hours(story.case(), hour(74))
    assert is_past_72_hours(story.case(), hour(74.01))
    late = headline(story.case(), at=hour(74.01))
    assert late.past_72_hours and late.code is HeadlineCode.OFFERED
    assert late.beside == ("Past 72 hours, still not heard",)


def test_it_says_nothing_beside_a_case_in_time():
    assert read(*TOLD).beside == ()


@pytest.mark.parametrize(
    ("events", "late"),
    [
        (TOLD, True),
        (HELD, False),
        ((CLOSED_WITHOUT,), False),
        ((LOST,), True),
        (("episode_voided",), False),
        ((("recorded_in_error", {"strikes": "001"}),), False),
    ],
)
def test_it_is_late_only_while_open_and_not_heard(events, late):
    assert is_past_72_hours(story_of(*events).case(), hour(500)) is late


def test_it_is_late_for_the_one_of_two_returns_that_was_not_talked_about():
    story = Story().missing_and_back().missing_and_back("B", None, 10, 12)
    story.tell("episode_attached", episode="B")
    story.talk(discussed=["A"], moved_to="D")
    assert not is_past_72_hours(story.case("C"), hour(500))
    assert is_past_72_hours(story.case("D"), hour(500))


def test_it_is_never_late_for_an_absence_that_was_not_a_missing_episode():
    story = Story()
    story.tell("hidden_absence_learnt")
    story.tell("time_said", 1, of="returned")
    story.tell("case_opened", episode="A")
    assert not is_past_72_hours(story.case(), hour(500))


def test_it_is_not_late_where_no_date_was_recorded_at_all():
    story = Story()
    story.tell("police_report_made", 1)
    story.tell("returned", happened=NOT_RECORDED, recorded=2)
    story.tell("case_opened", 3, episode="A")
    assert not is_past_72_hours(story.case(), hour(500))


def test_it_says_that_nobody_picked_a_worry_up_beside_any_line():
    story = story_of(*TOLD)
    story.tell("worry_raised")
    line = headline(story.case(), at=hour(99))
    assert line.worry_waits
    assert line.beside == ("Past 72 hours, still not heard", "Nobody has picked this up yet")
    story.tell("worry_received")
    assert not headline(story.case(), at=hour(9)).worry_waits


def test_it_has_a_line_for_a_case_of_which_nothing_is_known():
    assert headline(CaseSoFar("C"), at=hour(1)).code is HeadlineCode.TRIAGE
