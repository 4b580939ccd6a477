"""Who may open what: the answers as a Caldicott guardian would give them, written by hand and read by no application code.

Read it from the top. PEOPLE are those who try: what they are, where they work, and what they have to do with one child,
Aisha, whose responsible authority is Eastmere. ROWS are the pages, grouped as people speak of them, each with the roles whose
work it is. The four answers:

    opens                    the page is shown, or the form is taken and answered
    refused                  "your role does not let you do this"
    as if there were nothing the same answer as for a child who does not exist
    sign in first            nobody is known yet

A page about Aisha opens to a role whose work it is only while Aisha's record is open to that person. To everybody else of
that role it is as if there were nothing. To every other role it is refused, before anything about Aisha is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

OPENS, REFUSED, NOTHING, SIGN_IN = "opens", "refused", "as if there were nothing", "sign in first"


@dataclass(frozen=True)
class Person:
    """One who tries: role, where they work, what they have to do with Aisha, and whether her record is open to them."""

    role: str
    works: str
    tie: str
    is_open: bool

    @property
    def words(self) -> str:
        return f"{self.role}, {self.works}, {self.tie}"


EASTMERE, WESTMARSH, POLICE, OTHER_POLICE = "Eastmere", "Westmarsh", "the police told of her", "a police force not told"
WITH_CASE, RECALLED, WITHOUT = (
    "the charity that has her case",
    "a charity her case was taken back from",
    "a charity never asked",
)
IN_TEAM, NOT_IN_TEAM, WALLED = "in the team she is open to", "in another team", "in her team, with a declared conflict"
BY_NAME, ON_DUTY, WINDOW, NO_TIE = "named for her", "on duty for her", "in a panel's window", "nothing to do with her"
SENT, NOT_NAMED, ENDED = (
    "the case was sent to them",
    "the case was sent, somebody else is named",
    "named for her until it ended",
)

PEOPLE = (
    # Of her own authority, in the team her record is open to: open to those whose role works by team.
    Person("rhi_coordinator", EASTMERE, IN_TEAM, True),
    Person("social_worker", EASTMERE, IN_TEAM, True),
    Person("team_manager", EASTMERE, IN_TEAM, True),
    Person("host_la_missing_lead", EASTMERE, IN_TEAM, True),
    Person("service_manager", EASTMERE, IN_TEAM, True),
    Person("named_senior_manager", EASTMERE, IN_TEAM, True),
    Person("dcs", EASTMERE, IN_TEAM, True),
    # In the same team, but in a role that sees only the children it is named for: the team opens nothing.
    Person("rhi_interviewer", EASTMERE, IN_TEAM, False),
    Person("iro", EASTMERE, IN_TEAM, False),
    Person("advocate", EASTMERE, IN_TEAM, False),
    Person("front_door", EASTMERE, IN_TEAM, False),
    Person("panel_member", EASTMERE, IN_TEAM, False),
    # In the same team, in a role that never sees a named child.
    Person("analyst", EASTMERE, IN_TEAM, False),
    Person("auditor_ig", EASTMERE, IN_TEAM, False),
    Person("sysadmin", EASTMERE, IN_TEAM, False),
    # Named for her.
    Person("rhi_interviewer", EASTMERE, BY_NAME, True),
    Person("iro", EASTMERE, BY_NAME, True),
    Person("advocate", EASTMERE, BY_NAME, True),
    Person("front_door", EASTMERE, ON_DUTY, True),
    Person("panel_member", EASTMERE, WINDOW, True),
    # Of her own authority, without a tie: the authority alone opens nothing.
    Person("rhi_coordinator", EASTMERE, NOT_IN_TEAM, False),
    Person("social_worker", EASTMERE, NOT_IN_TEAM, False),
    Person("team_manager", EASTMERE, NOT_IN_TEAM, False),
    # A declared conflict shuts the record, whatever else would open it.
    Person("rhi_coordinator", EASTMERE, WALLED, False),
    Person("social_worker", EASTMERE, WALLED, False),
    # Another authority.
    Person("rhi_coordinator", WESTMARSH, NO_TIE, False),
    Person("team_manager", WESTMARSH, NO_TIE, False),
    # Charities.
    Person("provider_manager", WITH_CASE, SENT, True),
    Person("provider_interviewer", WITH_CASE, BY_NAME, True),
    Person("provider_interviewer", WITH_CASE, NOT_NAMED, False),
    Person("provider_manager", RECALLED, ENDED, False),
    Person("provider_interviewer", RECALLED, ENDED, False),
    Person("provider_manager", WITHOUT, NO_TIE, False),
    Person("provider_interviewer", WITHOUT, NO_TIE, False),
    # The police.
    Person("police_mpc", POLICE, SENT, True),
    Person("police_mpc", OTHER_POLICE, NO_TIE, False),
    # Others who work with children.
    Person("carer_home", "a children's home", NO_TIE, False),
    Person("school_contact", "a school", NO_TIE, False),
    Person("health_contact", "a health service", NO_TIE, False),
    Person("national_oversight", "national oversight", NO_TIE, False),
)
"""A young person has no account yet: the role is in the rules and in no organisation."""

# Whose work it is, by group.
COORDINATOR = ("rhi_coordinator",)
INTERVIEWERS = ("rhi_interviewer", "provider_interviewer")
LISTENERS = (*COORDINATOR, *INTERVIEWERS, "social_worker")
CASE_READERS = (
    *LISTENERS, "provider_manager", "team_manager", "iro", "advocate", "front_door", "host_la_missing_lead",
    "service_manager", "named_senior_manager",
)  # fmt: skip
CHILD_READERS = (*CASE_READERS, "police_mpc", "panel_member", "dcs", "auditor_ig")
EVERYONE_WITH_CHILDREN = (*CHILD_READERS, "carer_home", "school_contact", "health_contact")
ASKING = (*LISTENERS, "provider_manager", "team_manager")
LADDER = (*COORDINATOR, *INTERVIEWERS, "provider_manager", "team_manager", "service_manager", "named_senior_manager")
CHECKERS = ("rhi_coordinator", "team_manager", "service_manager", "provider_manager")
HELPERS = (*LISTENERS, "provider_manager", "team_manager", "service_manager", "front_door")
HELP_READERS = (*HELPERS, "iro", "advocate", "host_la_missing_lead")
RECIPIENTS = (
    "rhi_coordinator", "social_worker", "team_manager", "front_door", "police_mpc", "panel_member", "host_la_missing_lead",
    "carer_home", "iro", "school_contact", "health_contact",
)  # fmt: skip
COPY_READERS = (*RECIPIENTS, *INTERVIEWERS, "provider_manager", "advocate", "service_manager")
ADMINISTRATORS = ("sysadmin", "service_manager", "provider_manager")
SENIORS = ("service_manager", "named_senior_manager", "dcs")
OVERSEERS = ("rhi_coordinator", "team_manager", *SENIORS, "analyst")
PUBLISHERS = ("team_manager", *SENIORS, "analyst")
PLANNERS = (*ADMINISTRATORS, "rhi_coordinator", "team_manager")
ALL = tuple(dict.fromkeys(p.role for p in PEOPLE))

# What a page is about decides what a role whose work it is gets.
AISHA = "about Aisha: opens only while her record is open to the person"
AISHA_OWN_AUTHORITY = "about Aisha, and kept by her own authority alone: others to whom she is open are refused"
A_WORRY = "a worry about Aisha: as her record, and to the front door of her authority, who pick it up before it is their child"
A_COPY = "a headline note about Aisha: opens to those she is open to who may read all that stands in it"
A_COPY_FOR_THEM = "the same note: whoever reads it and is not its recipient is refused"
OWN_WORK = "their own work: opens, and names only children who are open to them"
OWN_PLACE = "their own organisation: opens, and shows nothing of another"
OF_EASTMERE = "something of Eastmere's: opens there, and is as if there were nothing anywhere else"
OF_SENDER = "a notice of the police told of her: opens to them alone"
NAMES_NOBODY = "a question that names nobody: opens to the role, and tells nothing"
OWN_ACCOUNT = "their own account: opens to everyone who signed in"
NO_CHILD = "no child and nobody is in it: opens to everyone who signed in"
FRONT_DOOR = "before anybody is known: opens to anybody"
NOT_THERE = "an example of something that was never set up: as if there were nothing, for everybody"
NOT_HAD = "something of their own account that they do not have: as if there were nothing"
SIGNED = "machines that sign what they send: an unsigned message is refused"

READ, WRITE, BOTH = "read", "write", "read and write"


@dataclass(frozen=True)
class Row:
    """Pages that have the same answer: what they are called in words, by name, whose work they are, what about, and how."""

    words: str
    pages: str
    roles: tuple[str, ...]
    about: str
    how: str = BOTH


ROWS = (
    # Before anybody is known, and one's own account.
    Row("signing in, help, language, is it running", "sign_in account_login account_reset_password cannot_sign_in account_signup "
        "account_reset_password_from_key socialaccount_signup account_inactive account_reset_password_done "
        "account_reset_password_from_key_done socialaccount_login_error socialaccount_login_cancelled health language "
        "account_logout mfa_authenticate mfa_login_webauthn", ALL, FRONT_DOOR),
    Row("signing in with a provider that nobody set up", "openid_connect_login openid_connect_callback", ALL, NOT_THERE),
    Row("one's own account and second step", "home own_account sign_out_everywhere account_change_password account_set_password "
        "account_reauthenticate mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp "
        "mfa_generate_recovery_codes mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn", ALL, OWN_ACCOUNT),
    Row("where to begin, what each page is for, what words mean", "help", ALL, NO_CHILD, READ),
    Row("a passkey that one does not have", "mfa_remove_webauthn", ALL, NOT_HAD),
    Row("a list of codes that one does not have yet", "mfa_view_recovery_codes", ALL, NOT_HAD, READ),
    Row("notices from machines", "api_notices", ALL, SIGNED),
    # An organisation and its people.
    Row("what is set up here", "organisation settings", (*PLANNERS, "auditor_ig"), OWN_PLACE, READ),
    Row("names, teams, contact points, agreements, contracts, a setting", "organisation_edit teams contact_points agreements contracts "
        "setting", ADMINISTRATORS, OWN_PLACE),
    Row("ending a team, a contact point, an agreement, a contract", "team_end contact_point_end agreement_end contract_end",
        ADMINISTRATORS, OF_EASTMERE, WRITE),
    Row("who works here", "people", PLANNERS, OWN_PLACE, READ),
    Row("duty rota and leave cover", "rota cover", PLANNERS, OWN_PLACE),
    Row("ending a shift or a cover", "duty_end cover_end", PLANNERS, OF_EASTMERE, WRITE),
    Row("adding a person", "person_add", ADMINISTRATORS, OWN_PLACE),
    Row("one person", "person", ADMINISTRATORS, OF_EASTMERE),
    Row("a further role: an empty form is answered before any person is looked for", "role_give", ADMINISTRATORS, NAMES_NOBODY, WRITE),
    Row("ending a role, closing and opening an account", "role_end account_close account_reopen", ADMINISTRATORS, OF_EASTMERE, WRITE),
    # Lists: everybody sees their own.
    Row("today", "today", (*CASE_READERS, "carer_home"), OWN_WORK, READ),
    Row("cases, who is missing, search, what was asked, is anything new", "today_news cases missing_now search asked", CASE_READERS,
        OWN_WORK, READ),
    Row("marking what is new as seen", "today_seen", CASE_READERS, OWN_WORK, WRITE),
    Row("what went up to them because its time was over", "gone_up", LADDER, OWN_WORK, READ),
    Row("seeing to something that went up", "escalation_take_up", LADDER, AISHA, WRITE),
    Row("the call list", "call_list", ASKING, OWN_WORK, READ),
    Row("children", "children", CHILD_READERS, OWN_WORK),
    # How are we doing: totals of their own authority, and lists that name only children who are open to them.
    Row("the figures, what each counts, the returns behind each number, as a file", "oversight oversight_measures oversight_figure "
        "oversight_csv oversight_number", OVERSEERS, OWN_WORK, READ),
    Row("provider by provider, force by force", "oversight_providers oversight_provider oversight_forces oversight_force", OVERSEERS,
        OWN_WORK, READ),
    Row("a provider's own figures, and the returns behind each", "provider_figures provider_number", ("provider_manager",), OWN_WORK, READ),
    Row("why other councils say 60%, as a file", "oversight_seventy_two oversight_seventy_two_csv", OVERSEERS, OWN_WORK, READ),
    Row("what children told, as counts", "oversight_told", OVERSEERS, OWN_WORK, READ),
    Row("the inspection pack, as figures", "inspection", PUBLISHERS, OWN_PLACE, READ),
    Row("Annex A's list 8 child by child, and drawing cases for audit, for a purpose", "inspection_list inspection_csv inspection_draw",
        SENIORS, OWN_PLACE, WRITE),
    Row("making a paper of it to hand over", "inspection_paper", PUBLISHERS, OWN_PLACE, WRITE),
    Row("cases that were drawn", "inspection_drawn", SENIORS, OF_EASTMERE, READ),
    Row("writing what was changed because of it", "changed_new", SENIORS, OWN_PLACE),
    Row("other words for what was changed, taking it back", "changed_edit changed_take_back", SENIORS, OF_EASTMERE),
    Row("other councils' released counts, as a file", "oversight_compare oversight_compare_csv", OVERSEERS, OWN_WORK, READ),
    Row("records to fix, one kind of gap, as a file", "oversight_records oversight_gap oversight_records_csv", OVERSEERS, OWN_WORK, READ),
    Row("making a board paper of the figures, for outside the building", "board_paper", PUBLISHERS, OWN_WORK),
    Row("a paper that was made, what it withholds and why, as a file", "release release_paper release_copy", PUBLISHERS, OF_EASTMERE, READ),
    Row("answering a freedom of information request", "foi", PUBLISHERS, OWN_WORK),
    Row("a reply before it is released, and what answers each of its questions", "foi_draft foi_questions", PUBLISHERS, OF_EASTMERE),
    Row("the names behind a number, for a purpose", "oversight_names", SENIORS, OWN_WORK, WRITE),
    # A child's record.
    Row("a child's record; who may open it and who looked", "child child_access", CHILD_READERS, AISHA, READ),
    Row("all cases of a child", "child_cases", CASE_READERS, AISHA, READ),
    Row("changing what is known, adding a part", "child_facts child_part", COORDINATOR, AISHA),
    Row("how to reach her safely", "child_contact", (*COORDINATOR, *INTERVIEWERS), AISHA),
    Row("settling a date of birth", "birth_settle", COORDINATOR, AISHA, WRITE),
    Row("two records of one child", "child_same", ("rhi_coordinator", "team_manager"), AISHA),
    Row("one look at a protected address: her own authority's coordinator, social worker, manager and front door",
        "protected_address", CHILD_READERS, AISHA_OWN_AUTHORITY, WRITE),
    Row("starting a file", "child_add", ("rhi_coordinator", "front_door", "social_worker", "team_manager"), NAMES_NOBODY),
    Row("opening a record in an emergency", "break_glass", ("front_door", "rhi_coordinator", "social_worker", "team_manager",
        "service_manager", "auditor_ig"), NAMES_NOBODY),
    # Worries.
    Row("raising a worry, handing it on", "worry_new worry_hand_on", EVERYONE_WITH_CHILDREN, AISHA),
    Row("reading a worry", "worry", EVERYONE_WITH_CHILDREN, A_WORRY, READ),
    Row("picking a worry up", "worry_receive", ("front_door", "rhi_coordinator", "social_worker", "team_manager", "service_manager",
        "named_senior_manager"), A_WORRY, WRITE),
    Row("what was done about a worry", "worry_act", ("front_door", "social_worker", "team_manager"), AISHA),
    # Reports and returns.
    Row("the police tell an authority", "report_new", ("police_mpc",), NAMES_NOBODY),
    Row("what became of a notice", "report_sent", ("police_mpc",), OF_SENDER, READ),
    Row("notices that need a person", "notices", COORDINATOR, OWN_PLACE, READ),
    Row("one such notice", "notice", COORDINATOR, OF_EASTMERE, READ),
    Row("taking it up, saying whom it is about, setting it aside", "notice_take_up notice_match notice_aside", COORDINATOR,
        OF_EASTMERE, WRITE),
    Row("reported missing, back", "missing_new return_new", ("rhi_coordinator", "social_worker", "front_door"), AISHA),
    Row("settling which time we go by", "settle_time", COORDINATOR, AISHA),
    Row("one absence", "absence", CASE_READERS, AISHA, READ),
    Row("proposing that an absence was recorded in error or entered twice", "absence_in_error absence_twice", COORDINATOR, AISHA),
    Row("deciding what was proposed, and undoing what ended an absence", "absence_decide absence_put_back", ("team_manager",), AISHA),
    Row("a child has died", "absence_died", ("rhi_coordinator", "social_worker"), AISHA),
    # Asking the child.
    Row("the case, and the case on paper", "case case_brief", CASE_READERS, AISHA, READ),
    Row("checking a case", "case_check", COORDINATOR, AISHA),
    Row("tries, telling, yes, no, a parent's no, an answer by phone, the carer", "try_new carer_told offer_new offer_again answer_yes "
        "answer_no parent_no phone_answer phone_answer_check carer_asked", LISTENERS, AISHA),
    Row("asking although a parent said no", "ask_anyway", ("team_manager",), AISHA),
    Row("asking others for something", "ask_new", ASKING, AISHA),
    Row("what they answered", "ask_answer", ASKING, AISHA),
    Row("chasing them", "ask_chase", ASKING, AISHA, WRITE),
    # The talk and its record.
    Row("sending a case to a provider, answering it, taking it back", "refer referral_answer take_back", COORDINATOR, AISHA),
    Row("taking a case on", "referral_open referral_accept referral_ask", ("provider_manager",), AISHA),
    Row("handing a case back", "hand_back", ("provider_manager", *INTERVIEWERS), AISHA),
    Row("naming who listens", "allocate", ("rhi_coordinator", "provider_manager"), AISHA),
    Row("arranging and recording the talk", "book_talk rearrange_talk talk_missed talk_cancel talk_new talk_seen", LISTENERS, AISHA),
    Row("before and during the talk", "interview_before interview_talk", LISTENERS, AISHA, READ),
    Row("writing it up", "write_up", LISTENERS, AISHA),
    Row("handing the record in, taking it back", "hand_in record_take_back", LISTENERS, AISHA, WRITE),
    Row("checking the record", "record_back record_check", CHECKERS, AISHA),
    # Help, and closing.
    Row("a need", "need", HELP_READERS, AISHA, READ),
    Row("a new need; nobody can own it; its owner has gone", "need_new need_nobody need_owner_gone", LISTENERS, AISHA),
    Row("naming who sees to a need", "need_owner", ("rhi_coordinator", "social_worker", "team_manager"), AISHA),
    Row("what came of a need", "need_offer need_yes need_no need_no_service need_start need_end need_otherwise", HELPERS, AISHA),
    Row("closing a case", "case_close case_close_without case_turned_18 case_deceased", COORDINATOR, AISHA),
    Row("another council is responsible: sent, acknowledged, closed here, how it ended", "transfer_send transfer_acknowledged "
        "case_transferred transfer_ended", COORDINATOR, AISHA),
    Row("proposing that a case was entered twice", "case_twice", COORDINATOR, AISHA),
    Row("no talk required, recorded in error, deciding what was proposed", "case_not_required case_in_error case_twice_decide",
        ("team_manager",), AISHA),
    Row("a review of the risk", "risk_review", ("social_worker", "team_manager"), AISHA),
    # Telling others.
    Row("one fact now, the headline note", "share_fact headline_note", LISTENERS, AISHA),
    Row("deciding who is told", "share_decide", COORDINATOR, AISHA),
    Row("an exact copy of what was sent, and on paper", "share_copy share_copy_paper", COPY_READERS, A_COPY, READ),
    Row("we have it: said by those it was for, or noted by the coordinator", "share_acknowledge", RECIPIENTS, A_COPY_FOR_THEM, WRITE),
    Row("taking back what was sent, noting that it did not arrive", "share_recall share_failed", COORDINATOR, A_COPY),
    Row("what others sent to us", "received", RECIPIENTS, OWN_WORK, READ),
    Row("opening a case again", "case_reopen", ("team_manager", "service_manager"), AISHA),
)  # fmt: skip

NOTE_READERS = (
    "rhi_coordinator", "social_worker", "team_manager", *INTERVIEWERS, "provider_manager", "front_door", "iro", "advocate",
)  # fmt: skip
"""A note speaks of harm: those who read all of that (domain reference §10.3), not those who get a summary of it."""
NOTE_IS_FOR = ("rhi_coordinator", "social_worker", "team_manager", "front_door")
ADDRESS_CLEARED = ("rhi_coordinator", "social_worker", "team_manager", "front_door")


def expected(row: Row, person: Person | None, method: str) -> str:
    """The answer to one person, or to a stranger (None), who reads (GET) or sends an empty form (POST)."""
    whoever = {FRONT_DOOR: OPENS, NOT_THERE: NOTHING, SIGNED: SIGN_IN}
    if row.about in whoever:
        return whoever[row.about]
    if person is None:
        return SIGN_IN if method == "GET" else REFUSED
    if person.role not in row.roles:
        return REFUSED
    if row.about == NOT_HAD:
        return NOTHING
    if row.about == AISHA:
        return OPENS if person.is_open else NOTHING
    if row.about == AISHA_OWN_AUTHORITY:
        cleared = person.works == EASTMERE and person.role in ADDRESS_CLEARED
        return (OPENS if cleared else REFUSED) if person.is_open else NOTHING
    if row.about == A_WORRY:
        return OPENS if person.is_open or (person.role == "front_door" and person.works == EASTMERE) else NOTHING
    if row.about in (A_COPY, A_COPY_FOR_THEM):
        if not person.is_open or person.role not in NOTE_READERS:
            return NOTHING
        return OPENS if row.about == A_COPY or person.role in NOTE_IS_FOR else REFUSED
    if row.about == OF_EASTMERE:
        return OPENS if person.works == EASTMERE else NOTHING
    if row.about == OF_SENDER:
        return OPENS if person.works == POLICE else NOTHING
    return OPENS
