"""What every event does to every state, written by hand from the domain reference (§6) and from nothing in the code.

A grid per machine: a column for each state, a row for each event that any state takes note of. In a cell:
`.` nothing happens · `=` kept, same state · a state's name: it leads there · a name in brackets: it leads there, or `(=)`
stays, because another machine's event is felt. A row may have variants after a slash, by what the event says.
`TO_REACH` is a way to each state, event > event. `WHO` lists who may record the event, where it differs by state with the states first.
"""

# ruff: noqa: E501
from __future__ import annotations

GRIDS = {
    "whereabouts": """
                          | nothing_recorded | suspected | missing   | away      | located   | returned | closed   | turned_18 | deceased | void     | merged
absence_noted             | suspected        | .         | .         | .         | .         | .        | .        | .         | .        | .        | .
police_report_made        | missing          | missing   | .         | .         | .         | .        | .        | .         | .        | .        | .
recorded_missing          | missing          | missing   | .         | .         | .         | .        | .        | .         | .        | .        | .
known_to_be_away          | .                | away      | .         | .         | away      | .        | .        | .         | .        | .        | .
returned                  | .                | returned  | returned  | returned  | returned  | =        | =        | .         | .        | .        | .
found_where_expected      | .                | void      | .         | .         | .         | .        | .        | .         | .        | .        | .
hidden_absence_learnt     | returned         | .         | .         | .         | .         | .        | .        | .         | .        | .        | .
risk_graded               | .                | .         | =         | =         | =         | .        | .        | .         | .        | .        | .
update_noted              | .                | .         | =         | =         | =         | .        | .        | .         | .        | .        | .
strategy_discussion_held  | .                | .         | =         | =         | =         | .        | .        | .         | .        | .        | .
located                   | .                | .         | located   | .         | =         | =        | =        | .         | .        | .        | .
whereabouts_lost          | .                | .         | .         | missing   | missing   | .        | .        | .         | .        | .        | .
away_plan_made            | .                | .         | .         | =         | =         | .        | .        | .         | .        | .        | .
away_plan_reviewed        | .                | .         | .         | =         | =         | .        | .        | .         | .        | .        | .
went_missing_again        | .                | .         | .         | .         | .         | =        | =        | .         | .        | .        | .
episode_closed            | .                | .         | .         | .         | .         | closed   | .        | .         | .        | .        | .
turned_18                 | .                | turned_18 | turned_18 | turned_18 | turned_18 | .        | .        | .         | .        | .        | .
placement_ended           | .                | .         | =         | =         | =         | .        | .        | .         | .        | .        | .
died                      | .                | deceased  | deceased  | deceased  | deceased  | deceased | deceased | deceased  | .        | deceased | deceased
episode_void_proposed     | .                | =         | =         | =         | =         | =        | =        | =         | =        | .        | .
episode_merge_proposed    | .                | =         | =         | =         | =         | =        | =        | =         | =        | .        | .
episode_kept              | .                | =         | =         | =         | =         | =        | =        | =         | =        | .        | .
episode_voided            | .                | void      | void      | void      | void      | void     | void     | void      | void     | .        | .
episode_merged            | .                | merged    | merged    | merged    | merged    | merged   | merged   | merged    | merged   | .        | .
time_said                 | =                | =         | =         | =         | =         | =        | =        | =         | =        | =        | =
time_settled              | .                | =         | =         | =         | =         | =        | =        | =         | =        | =        | =
""",
    "police_report": """
                        | not_reported | reported      | police_closed
police_report_made      | reported     | =             | =
risk_graded             | .            | =             | .
police_closed           | .            | police_closed | .
police_reopened         | .            | .             | reported
police_report_withdrawn | .            | not_reported  | .
""",
    "prevention": """
                              | none  | due      | done | not_done
returned                      | (due) | .        | .    | .
prevention_interview_done     | .     | done     | .    | done
prevention_interview_not_done | .     | not_done | .    | .
police_report_withdrawn       | .     | (none)   | .    | .
""",
    "case": """
                                | not_opened | open                  | closed_undertaken | closed_not_undertaken | not_required | transferred | turned_18 | deceased | void | merged
case_opened                     | open       | .                     | .                 | .                     | .            | .           | .         | .        | .    | .
episode_attached                | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
case_checked                    | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
carer_information_asked         | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
risk_reviewed                   | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
talk_held                       | .          | .                     | .                 | .                     | .            | .           | .         | .        | .    | .
talk_held/moves one on          | .          | (=)                   | .                 | .                     | .            | .           | .         | .        | .    | .
talk_held/elsewhere, moved here | (open)     | .                     | .                 | .                     | .            | .           | .         | .        | .    | .
closed_undertaken               | .          | closed_undertaken     | .                 | .                     | .            | .           | .         | .        | .    | .
closed_not_undertaken           | .          | closed_not_undertaken | .                 | .                     | .            | .           | .         | .        | .    | .
closed_not_required             | .          | not_required          | .                 | .                     | .            | .           | .         | .        | .    | .
closed_transferred              | .          | transferred           | .                 | .                     | .            | .           | .         | .        | .    | .
closed_turned_18                | .          | turned_18             | .                 | .                     | .            | .           | .         | .        | .    | .
closed_deceased                 | .          | deceased              | .                 | .                     | .            | .           | .         | .        | .    | .
closed_void                     | .          | void                  | .                 | .                     | .            | .           | .         | .        | .    | .
case_merge_proposed             | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
case_kept                       | .          | =                     | .                 | .                     | .            | .           | .         | .        | .    | .
closed_merged                   | .          | merged                | .                 | .                     | .            | .           | .         | .        | .    | .
case_reopened                   | .          | .                     | open              | open                  | open         | open        | open      | open     | open | open
""",
    "contact": """
                                 | not_started    | trying         | offered        | accepted   | declined   | parent_refused | no_response
attempt_made                     | trying         | trying         | =              | =          | =          | =              | trying
carer_told                       | trying         | trying         | =              | =          | =          | =              | trying
message_sent                     | trying         | trying         | =              | =          | .          | .              | trying
child_told                       | offered        | offered        | .              | .          | .          | offered        | offered
offer_reconfirmed                | .              | .              | offered        | offered    | offered    | .              | .
offer_reconfirmed/answer stands  | .              | .              | =              | =          | =          | .              | .
child_said_yes                   | .              | .              | accepted       | .          | accepted   | accepted       | accepted
child_said_no/free               | .              | .              | declined       | declined   | .          | .              | declined
child_said_no/not free           | .              | =              | =              | =          | .          | .              | =
child_said_no/free not known     | .              | =              | =              | =          | .          | .              | =
child_said_no/passed on          | .              | =              | =              | =          | .          | .              | =
answer_came_by_phone             | =              | =              | =              | =          | =          | =              | =
phone_answer_confirmed/yes       | accepted       | accepted       | accepted       | =          | accepted   | accepted       | accepted
phone_answer_confirmed/no, free  | declined       | declined       | declined       | declined   | =          | declined       | declined
phone_answer_confirmed/no        | =              | =              | =              | =          | =          | =              | =
phone_answer_confirmed/not child | =              | =              | =              | =          | =          | =              | =
parent_refused                   | parent_refused | parent_refused | parent_refused | =          | .          | .              | parent_refused
decided_to_ask_anyway            | .              | .              | .              | .          | .          | trying         | .
answer_period_over               | .              | .              | no_response    | .          | .          | .              | .
offered_again                    | .              | .              | .              | .          | offered    | .              | .
child_lost_touch                 | .              | .              | .              | trying     | .          | .              | .
talk_held                        | (accepted)     | (accepted)     | (accepted)     | (=)        | (accepted) | (accepted)     | (accepted)
""",
    "allocation": """
                                | unallocated | sent        | opened      | queried     | accepted    | handed_back | allocated
referred_to_provider            | sent        | .           | .           | .           | .           | sent        | .
referral_opened                 | .           | opened      | .           | .           | .           | .           | .
referral_accepted               | .           | .           | accepted    | accepted    | .           | .           | .
referral_queried                | .           | .           | queried     | .           | queried     | .           | .
referral_answered               | .           | .           | .           | opened      | .           | .           | .
handed_back                     | .           | handed_back | handed_back | handed_back | handed_back | .           | handed_back
recalled_from_provider          | .           | unallocated | unallocated | unallocated | unallocated | unallocated | unallocated
interviewer_allocated           | allocated   | .           | .           | .           | allocated   | allocated   | .
allocation_changed/says nothing | .           | .           | .           | .           | .           | .           | .
allocation_changed/another      | .           | .           | .           | .           | .           | .           | =
allocation_changed/nobody       | .           | .           | .           | .           | .           | .           | unallocated
allocation_changed/back         | .           | .           | .           | .           | .           | .           | accepted
request_accepted                | allocated   | .           | .           | .           | .           | allocated   | .
""",
    "talk": """
                       | none   | booked | held
appointment_booked     | booked | .      | .
appointment_rearranged | .      | =      | .
appointment_missed     | .      | none   | .
appointment_cancelled  | .      | none   | .
talk_held              | held   | held   | =
seen_without_talking   | =      | none   | .
""",
    "record": """
                      | none  | draft     | submitted | returned  | approved
record_started        | draft | .         | .         | .         | .
record_submitted      | .     | submitted | .         | submitted | .
record_taken_back     | .     | .         | draft     | .         | .
record_returned       | .     | .         | returned  | .         | .
record_approved       | .     | .         | approved  | .         | .
record_added_to       | .     | .         | .         | .         | submitted
record_author_changed | .     | =         | .         | draft     | .
record_moved          | .     | none      | none      | none      | none
""",
    "sharing": """
                   | undecided | sent         | opened       | acknowledged | withheld | recalled
share_sent         | sent      | .            | .            | .            | sent     | sent
share_opened       | .         | opened       | .            | .            | .        | .
share_acknowledged | .         | acknowledged | acknowledged | .            | .        | .
share_withheld     | withheld  | .            | .            | .            | .        | .
share_recalled     | .         | recalled     | recalled     | recalled     | .        | .
share_failed       | .         | undecided    | .            | .            | .        | .
share_corrected    | .         | =            | sent         | sent         | .        | .
""",
    "support": """
                   | not_recorded | identified | nobody_yet | owned      | offered    | accepted   | declined | no_service | started | ended
need_recorded      | identified   | .          | .          | .          | .          | .          | .        | .          | .       | .
nobody_to_own_it   | .            | nobody_yet | .          | nobody_yet | .          | .          | .        | .          | .       | .
owner_named        | .            | owned      | owned      | =          | =          | =          | .        | .          | =       | .
support_offered    | .            | .          | .          | offered    | .          | .          | offered  | offered    | .       | offered
support_accepted   | .            | .          | .          | .          | accepted   | .          | .        | .          | .       | .
support_declined   | .            | .          | .          | .          | declined   | declined   | .        | .          | .       | .
no_service_found   | .            | no_service | no_service | no_service | no_service | no_service | .        | .          | .       | .
support_started    | .            | .          | .          | .          | .          | started    | .        | .          | .       | .
support_ended      | .            | .          | .          | .          | .          | ended      | .        | .          | ended   | .
need_met_otherwise | .            | ended      | ended      | ended      | .          | .          | .        | .          | .       | .
owner_gone         | .            | .          | .          | nobody_yet | =          | =          | .        | .          | =       | .
""",
    "missing_again": """
                             | off  | on
case_opened                  | .    | .
episode_attached             | .    | .
case_reopened                | .    | .
absence_noted/of another     | (on) | .
police_report_made/of another | (on) | .
recorded_missing/of another  | (on) | .
located/of that              | .    | (off)
returned/of that             | .    | (off)
turned_18/of that            | .    | (off)
died/of that                 | .    | (off)
episode_voided/of that       | .    | (off)
episode_merged/of that       | .    | (off)
""",
    "not_fit": """
                            | off | on
not_fit_to_talk             | on  | .
fit_to_talk                 | .   | off
suspension_reviewed/not fit | .   | =
suspension_reviewed/police  | .   | .
""",
    "police_request": """
                              | off | on
police_asked_to_wait          | on  | .
police_wait_over              | .   | off
suspension_reviewed/police    | .   | =
suspension_reviewed/authority | .   | .
""",
    "other_authority": """
                              | off | on
waiting_for_authority         | on  | .
authority_wait_over           | .   | off
suspension_reviewed/authority | .   | =
suspension_reviewed/not fit   | .   | .
request_accepted              | .   | (off)
request_declined              | .   | (off)
request_cancelled             | .   | (off)
transfer_acknowledged         | .   | (off)
""",
    "worry": """
                       | not_raised | raised   | received | acted_on
worry_raised           | raised     | .        | .        | .
worry_escalated        | .          | =        | .        | .
worry_received         | .          | received | .        | .
worry_acted_on         | .          | .        | acted_on | .
worry_handed_on        | .          | .        | =        | =
worry_handed_on/to this | (raised)  | .        | .        | .
""",
    "request": """
                     | not_written | draft     | sent         | acknowledged | accepted    | in_progress | delivered | declined | expired | cancelled
request_drafted      | draft       | .         | .            | .            | .           | .           | .         | .        | .       | .
request_sent         | .           | sent      | .            | .            | .           | .           | .         | .        | .       | .
request_acknowledged | .           | .         | acknowledged | .            | .           | .           | .         | .        | .       | .
request_accepted     | .           | .         | accepted     | accepted     | .           | .           | .         | .        | .       | .
request_begun        | .           | .         | .            | .            | in_progress | .           | .         | .        | .       | .
request_delivered    | .           | .         | .            | .            | delivered   | delivered   | .         | .        | .       | .
request_declined     | .           | .         | declined     | declined     | .           | .           | .         | .        | .       | .
request_expired      | .           | .         | expired      | expired      | .           | .           | .         | .        | .       | .
request_cancelled    | .           | cancelled | cancelled    | cancelled    | cancelled   | cancelled   | .         | .        | .       | .
request_redrafted    | .           | .         | .            | .            | .           | .           | .         | draft    | draft   | draft
""",
    "notice": """
                    | not_written | queued | sent         | delivered    | opened       | acknowledged | failed        | rejected      | with_a_person
notice_queued       | queued      | .      | .            | .            | .            | .            | queued        | queued        | queued
notice_sent         | .           | sent   | .            | .            | .            | .            | .             | .             | .
notice_delivered    | delivered   | .      | delivered    | .            | .            | .            | .             | .             | .
notice_opened       | .           | .      | opened       | opened       | .            | .            | .             | .             | .
notice_acknowledged | .           | .      | acknowledged | acknowledged | acknowledged | .            | .             | .             | acknowledged
notice_failed       | .           | failed | failed       | .            | .            | .            | .             | .             | .
notice_rejected     | .           | .      | rejected     | rejected     | .            | .            | .             | .             | .
notice_taken_up     | .           | .      | .            | .            | .            | .            | with_a_person | with_a_person | .
""",
    "transfer": """
                           | not_sent | sent         | acknowledged      | outcome_came_back
transfer_sent              | sent     | .            | .                 | .
transfer_escalated         | .        | =            | .                 | .
transfer_acknowledged      | .        | acknowledged | .                 | .
transfer_outcome_came_back | .        | .            | outcome_came_back | .
""",
}  # fmt: skip

VARIANTS = {
    "answer stands": {"answer_stands": True},
    "free": {"could_talk_freely": "yes"},
    "not free": {"could_talk_freely": "no"},
    "free not known": {"could_talk_freely": "not_sure"},
    "passed on": {"could_talk_freely": "yes", "conveyed_by": "carer"},
    "yes": {"answer": "yes", "could_talk_freely": "not_sure"},
    "no, free": {"answer": "no", "could_talk_freely": "yes"},
    "no": {"answer": "no", "could_talk_freely": "no"},
    "not child": {"answer": "not_the_child"},
    "says nothing": {},
    "another": {"to": "allocated", "interviewer": "Pat"},
    "nobody": {"to": "unallocated"},
    "back": {"to": "accepted"},
    "moves one on": {"discussed": ["A"], "moved_to": "D"},
    "elsewhere, moved here": {"case": "D", "moved_to": "C"},
    "of another": {"episode": "B"},
    "of that": {"episode": "B"},
    "not fit": {"subject": "not_fit"},
    "police": {"subject": "police_request"},
    "authority": {"subject": "other_authority"},
    "T": {"subject": "T"},
    "to this": {"subject": "T", "new_worry": "S"},
}

BEFORE = {
    "worry": "worry_raised/T > worry_received/T",
    "prevention": "police_report_made",
    "case": "police_report_made > returned",
    "contact": "police_report_made > returned > case_opened",
    "allocation": "police_report_made > returned > case_opened > request_drafted > request_sent",
    "talk": "police_report_made > returned > case_opened",
    "record": "police_report_made > returned > case_opened > talk_held",
    "sharing": "police_report_made > returned > case_opened",
    "support": "police_report_made > returned > case_opened",
    "missing_again": "police_report_made > returned > case_opened",
    "other_authority": "police_report_made > returned > case_opened > request_drafted > request_sent > transfer_sent",
}
"""What has happened before a machine is tried, so that the events it feels can happen at all."""

TO_REACH = {
    "whereabouts": {
        "nothing_recorded": "",
        "suspected": "absence_noted",
        "missing": "recorded_missing",
        "away": "recorded_missing > located > known_to_be_away",
        "located": "recorded_missing > located",
        "returned": "recorded_missing > returned",
        "closed": "recorded_missing > returned > episode_closed",
        "turned_18": "recorded_missing > turned_18",
        "deceased": "recorded_missing > died",
        "void": "absence_noted > found_where_expected",
        "merged": "recorded_missing > episode_merged",
    },
    "police_report": {
        "not_reported": "",
        "reported": "police_report_made",
        "police_closed": "police_report_made > police_closed",
    },
    "prevention": {
        "none": "",
        "due": "returned",
        "done": "returned > prevention_interview_done",
        "not_done": "returned > prevention_interview_not_done",
    },
    "case": {
        "not_opened": "",
        "open": "case_opened",
        "closed_undertaken": "case_opened > closed_undertaken",
        "closed_not_undertaken": "case_opened > closed_not_undertaken",
        "not_required": "case_opened > closed_not_required",
        "transferred": "case_opened > closed_transferred",
        "turned_18": "case_opened > closed_turned_18",
        "deceased": "case_opened > closed_deceased",
        "void": "case_opened > closed_void",
        "merged": "case_opened > closed_merged",
    },
    "contact": {
        "not_started": "",
        "trying": "attempt_made",
        "offered": "child_told",
        "accepted": "child_told > child_said_yes",
        "declined": "child_told > child_said_no/free",
        "parent_refused": "parent_refused",
        "no_response": "child_told > answer_period_over",
    },
    "allocation": {
        "unallocated": "",
        "sent": "referred_to_provider",
        "opened": "referred_to_provider > referral_opened",
        "queried": "referred_to_provider > referral_opened > referral_queried",
        "accepted": "referred_to_provider > referral_opened > referral_accepted",
        "handed_back": "referred_to_provider > handed_back",
        "allocated": "interviewer_allocated",
    },
    "talk": {"none": "", "booked": "appointment_booked", "held": "talk_held"},
    "record": {
        "none": "",
        "draft": "record_started",
        "submitted": "record_started > record_submitted",
        "returned": "record_started > record_submitted > record_returned",
        "approved": "record_started > record_submitted > record_approved",
    },
    "sharing": {
        "undecided": "",
        "sent": "share_sent",
        "opened": "share_sent > share_opened",
        "acknowledged": "share_sent > share_acknowledged",
        "withheld": "share_withheld",
        "recalled": "share_sent > share_recalled",
    },
    "support": {
        "not_recorded": "",
        "identified": "need_recorded",
        "nobody_yet": "need_recorded > nobody_to_own_it",
        "owned": "need_recorded > owner_named",
        "offered": "need_recorded > owner_named > support_offered",
        "accepted": "need_recorded > owner_named > support_offered > support_accepted",
        "declined": "need_recorded > owner_named > support_offered > support_declined",
        "no_service": "need_recorded > no_service_found",
        "started": "need_recorded > owner_named > support_offered > support_accepted > support_started",
        "ended": "need_recorded > need_met_otherwise",
    },
    "missing_again": {"off": "", "on": "police_report_made/of another"},
    "not_fit": {"off": "", "on": "not_fit_to_talk"},
    "police_request": {"off": "", "on": "police_asked_to_wait"},
    "other_authority": {"off": "", "on": "waiting_for_authority"},
    "worry": {
        "not_raised": "",
        "raised": "worry_raised",
        "received": "worry_raised > worry_received",
        "acted_on": "worry_raised > worry_received > worry_acted_on",
    },
    "request": {
        "not_written": "",
        "draft": "request_drafted",
        "sent": "request_drafted > request_sent",
        "acknowledged": "request_drafted > request_sent > request_acknowledged",
        "accepted": "request_drafted > request_sent > request_accepted",
        "in_progress": "request_drafted > request_sent > request_accepted > request_begun",
        "delivered": "request_drafted > request_sent > request_accepted > request_delivered",
        "declined": "request_drafted > request_sent > request_declined",
        "expired": "request_drafted > request_sent > request_expired",
        "cancelled": "request_drafted > request_cancelled",
    },
    "notice": {
        "not_written": "",
        "queued": "notice_queued",
        "sent": "notice_queued > notice_sent",
        "delivered": "notice_delivered",
        "opened": "notice_delivered > notice_opened",
        "acknowledged": "notice_delivered > notice_acknowledged",
        "failed": "notice_queued > notice_failed",
        "rejected": "notice_delivered > notice_rejected",
        "with_a_person": "notice_queued > notice_failed > notice_taken_up",
    },
    "transfer": {
        "not_sent": "",
        "sent": "transfer_sent",
        "acknowledged": "transfer_sent > transfer_acknowledged",
        "outcome_came_back": "transfer_sent > transfer_acknowledged > transfer_outcome_came_back",
    },
}

WORKERS = "rhi_coordinator rhi_interviewer provider_interviewer social_worker"
RELATED = (
    "rhi_coordinator rhi_interviewer provider_manager provider_interviewer social_worker team_manager iro advocate "
    "front_door police_mpc host_la_missing_lead carer_home school_contact health_contact panel_member service_manager "
    "named_senior_manager dcs"
)
SEERS = "carer_home social_worker school_contact health_contact rhi_coordinator"
FINDERS = "police_mpc carer_home rhi_coordinator social_worker"

WHO = f"""
absence_noted: {SEERS}
police_report_made: police_mpc carer_home rhi_coordinator front_door
recorded_missing: social_worker carer_home rhi_coordinator
known_to_be_away [suspected]: {SEERS}
known_to_be_away [located]: {FINDERS}
returned [suspected]: {SEERS}
returned: {FINDERS}
found_where_expected: {SEERS}
hidden_absence_learnt: {RELATED}
risk_graded [returned]: police_mpc
risk_graded: police_mpc rhi_coordinator social_worker
update_noted: police_mpc rhi_coordinator social_worker
strategy_discussion_held: police_mpc rhi_coordinator social_worker
located: {FINDERS}
whereabouts_lost: {FINDERS}
away_plan_made: {FINDERS} team_manager
away_plan_reviewed: {RELATED}
went_missing_again: system
episode_closed: system
turned_18: system
placement_ended: system
died: rhi_coordinator social_worker police_mpc
episode_void_proposed: rhi_coordinator
episode_merge_proposed: rhi_coordinator
episode_kept: team_manager
episode_voided: rhi_coordinator team_manager
episode_merged: rhi_coordinator team_manager
time_said: {RELATED}
time_settled: rhi_coordinator police_mpc
police_closed: police_mpc
police_reopened: police_mpc
police_report_withdrawn: police_mpc
prevention_interview_done: police_mpc
prevention_interview_not_done: police_mpc
case_opened: system
episode_attached: system
case_checked: rhi_coordinator
carer_information_asked: {WORKERS} team_manager
risk_reviewed: social_worker team_manager
closed_undertaken: rhi_coordinator
closed_not_undertaken: rhi_coordinator
closed_not_required: team_manager
closed_transferred: rhi_coordinator
closed_turned_18: rhi_coordinator
closed_deceased: rhi_coordinator
closed_void: team_manager
case_merge_proposed: rhi_coordinator
case_kept: team_manager
closed_merged: rhi_coordinator team_manager
case_reopened [closed_undertaken closed_not_undertaken not_required transferred turned_18]: team_manager
case_reopened [void merged deceased]: service_manager
attempt_made: {WORKERS}
carer_told: {WORKERS} carer_home
message_sent: {WORKERS} carer_home
child_told: {WORKERS}
offer_reconfirmed: {WORKERS}
child_said_yes: {WORKERS}
child_said_no: {WORKERS}
answer_came_by_phone: {WORKERS} young_person
phone_answer_confirmed: {WORKERS}
parent_refused: {WORKERS}
decided_to_ask_anyway: team_manager
answer_period_over: system
offered_again: {WORKERS}
child_lost_touch: rhi_coordinator
referred_to_provider: rhi_coordinator
referral_opened: provider_manager
referral_accepted: provider_manager
referral_queried: provider_manager
referral_answered: rhi_coordinator
handed_back: provider_manager rhi_interviewer provider_interviewer
recalled_from_provider: rhi_coordinator system
interviewer_allocated [unallocated handed_back]: rhi_coordinator
interviewer_allocated [accepted]: provider_manager
allocation_changed: rhi_coordinator provider_manager
appointment_booked: {WORKERS}
appointment_rearranged: {WORKERS}
appointment_missed: {WORKERS}
appointment_cancelled: {WORKERS}
talk_held: {WORKERS} host_la_missing_lead
seen_without_talking: rhi_interviewer provider_interviewer social_worker
record_started: {WORKERS} host_la_missing_lead
record_submitted: {WORKERS} host_la_missing_lead
record_taken_back: {WORKERS} host_la_missing_lead
record_returned: rhi_coordinator team_manager service_manager provider_manager
record_approved: rhi_coordinator team_manager service_manager provider_manager
record_added_to: {WORKERS} host_la_missing_lead team_manager service_manager provider_manager
record_author_changed: rhi_coordinator provider_manager
record_moved: rhi_coordinator team_manager
share_sent: {WORKERS}
share_opened: {RELATED}
share_acknowledged: {RELATED}
share_withheld: rhi_coordinator
share_recalled: rhi_coordinator
share_failed: rhi_coordinator system
share_corrected: rhi_coordinator
need_recorded: {WORKERS}
nobody_to_own_it: {WORKERS}
owner_named: team_manager social_worker rhi_coordinator
support_offered: {RELATED}
support_accepted: {RELATED}
support_declined: {RELATED}
no_service_found: {RELATED}
support_started: {RELATED}
support_ended: {RELATED}
need_met_otherwise: {RELATED}
owner_gone [owned]: {WORKERS} system
owner_gone: system
not_fit_to_talk: {WORKERS}
fit_to_talk: {WORKERS}
police_asked_to_wait: team_manager
police_wait_over: team_manager
waiting_for_authority: rhi_coordinator
authority_wait_over: rhi_coordinator
suspension_reviewed/not fit: {WORKERS}
suspension_reviewed/police: team_manager
suspension_reviewed/authority: rhi_coordinator
worry_raised: {RELATED} young_person auditor_ig
worry_escalated: system
worry_received: {RELATED}
worry_acted_on: social_worker front_door team_manager
worry_handed_on: {RELATED} young_person auditor_ig
request_drafted: rhi_coordinator
request_sent: rhi_coordinator
request_acknowledged: host_la_missing_lead
request_accepted: host_la_missing_lead
request_begun: host_la_missing_lead
request_delivered: host_la_missing_lead
request_declined: host_la_missing_lead
request_expired: system
request_cancelled: rhi_coordinator
request_redrafted: rhi_coordinator
notice_queued: rhi_coordinator system
notice_sent: rhi_coordinator system
notice_delivered: system
notice_opened: {RELATED}
notice_acknowledged: {RELATED}
notice_failed: system
notice_rejected: system
notice_taken_up: rhi_coordinator
transfer_sent: rhi_coordinator
transfer_escalated: system
transfer_acknowledged: rhi_coordinator host_la_missing_lead
transfer_outcome_came_back: rhi_coordinator host_la_missing_lead
"""
