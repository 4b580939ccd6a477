"""Every kind of event: a past-tense word, what staff read for it, and what it means (domain reference §6).

Everything else (where the child is, what stands in the way, what is owed) is worked out from these.
"""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class EventKind(Word):
    """What happened. Which machines an event moves is said by the tables alone (`machines_moved_by`)."""

    # The absence (§6.1.1)
    ABSENCE_NOTED = ("absence_noted", "Absence noted", "Not where expected, and not reported to the police yet.")
    POLICE_REPORT_MADE = ("police_report_made", "Reported missing to the police", "The police hold a missing report.")
    RECORDED_MISSING = (
        "recorded_missing",
        "Recorded missing, no police report",
        "A looked-after child whose whereabouts the authority recorded as not known at the time.",
    )
    KNOWN_TO_BE_AWAY = ("known_to_be_away", "Known where, and still out", "Whereabouts known; not allowed to be there.")
    FOUND_WHERE_EXPECTED = ("found_where_expected", "Was where expected", "It was not an absence after all.")
    HIDDEN_ABSENCE_LEARNT = (
        "hidden_absence_learnt",
        "Past absence learnt of",
        "Over by now, never reported to the police and not recorded by the authority at the time.",
    )
    RISK_GRADED = ("risk_graded", "Risk graded", "A series over time; a grade is never overwritten.")
    UPDATE_NOTED = ("update_noted", "Update noted", "Anything learnt while the child is out, night by night.")
    STRATEGY_DISCUSSION_HELD = (
        "strategy_discussion_held",
        "Strategy discussion held",
        "Police, social care and others decided what to do together.",
    )
    LOCATED = ("located", "Found", "Whereabouts established. The child is not back yet.")
    WHEREABOUTS_LOST = ("whereabouts_lost", "Missing again before coming back", "A new phase of the same absence.")
    AWAY_PLAN_MADE = ("away_plan_made", "Plan made while away", "Who owns it, what each will do, when it is looked at.")
    AWAY_PLAN_REVIEWED = ("away_plan_reviewed", "Plan while away reviewed", "By its owner, as long as the phase lasts.")
    RETURNED = ("returned", "Back", "Physically back, seen by a responsible adult or the police. The 72 hours start.")
    WENT_MISSING_AGAIN = ("went_missing_again", "Missing again", "A new absence after a confirmed return.")
    EPISODE_CLOSED = ("episode_closed", "Absence closed", "Back, police check settled, times settled or marked.")
    TURNED_18 = ("turned_18", "Turned 18 while away", "The search goes on, by the procedures for adults.")
    PLACEMENT_ENDED = ("placement_ended", "Placement or care ended while away", "The absence itself stays open.")
    DIED = ("died", "The child died", "All messages and reminders stop at once.")
    EPISODE_VOID_PROPOSED = (
        "episode_void_proposed",
        "Proposed: recorded in error",
        "A coordinator thinks that this absence never was. A team manager decides.",
    )
    EPISODE_MERGE_PROPOSED = (
        "episode_merge_proposed",
        "Proposed: entered twice",
        "A coordinator thinks that this is another absence again. A team manager decides.",
    )
    EPISODE_KEPT = ("episode_kept", "The absence stands", "A team manager decided against what was proposed, and why.")
    EPISODE_VOIDED = ("episode_voided", "Absence voided", "Recorded in error. Two people, and a reason.")
    EPISODE_MERGED = ("episode_merged", "Absence merged", "Entered twice. The number that counts is named.")
    TIME_SAID = ("time_said", "A time was given", "One source says when something happened. Kept beside the others.")
    TIME_SETTLED = ("time_settled", "A time was settled", "Who decided which source we go by, and why.")

    # The police report and the police check (§6.1.2, §6.1.3)
    POLICE_CLOSED = ("police_closed", "Police closed the report", "The child was seen, or for a reason.")
    POLICE_REOPENED = (
        "police_reopened",
        "Police reopened the report",
        "The report is open again. Those who were told of its closing are told.",
    )
    POLICE_REPORT_WITHDRAWN = (
        "police_report_withdrawn",
        "Police report withdrawn",
        "Made in error; kept in the record.",
    )
    PREVENTION_INTERVIEW_DONE = (
        "prevention_interview_done",
        "Police check done",
        "The prevention interview. It never starts or stops a clock.",
    )
    PREVENTION_INTERVIEW_NOT_DONE = ("prevention_interview_not_done", "Police check not done", "With the reason.")

    # The case (§6.2, §6.5)
    CASE_OPENED = ("case_opened", "Case opened", "Because a child was found or came back.")
    EPISODE_ATTACHED = ("episode_attached", "Another return attached", "To an open case whose talk is not held yet.")
    CASE_CHECKED = ("case_checked", "Checked who and where", "Group, responsible authority, safe contact, no twin.")
    CARER_INFORMATION_ASKED = (
        "carer_information_asked",
        "Carer asked what they know",
        "Asked, not asked, or not safe to ask. Never counted as the talk.",
    )
    RISK_REVIEWED = ("risk_reviewed", "Risk reviewed", "By a social worker or team manager, when no talk was held.")
    CLOSED_UNDERTAKEN = (
        "closed_undertaken",
        "Closed, undertaken",
        "The child was heard, the record approved, who is told decided, every need answered.",
    )
    CLOSED_NOT_UNDERTAKEN = ("closed_not_undertaken", "Closed, not undertaken", "One outcome for each return covered.")
    CLOSED_NOT_REQUIRED = ("closed_not_required", "Closed, not required", "A manager's decision. Still counted.")
    CLOSED_TRANSFERRED = ("closed_transferred", "Closed, transferred", "The responsible authority acknowledged it.")
    CLOSED_TURNED_18 = ("closed_turned_18", "Closed, turned 18", "A talk or an adult service was offered first.")
    CLOSED_DECEASED = ("closed_deceased", "Closed, the child died", "The head of service was told first.")
    CLOSED_VOID = ("closed_void", "Closed, recorded in error", "No return it covers was a missing episode.")
    CASE_MERGE_PROPOSED = (
        "case_merge_proposed",
        "Proposed: this case was entered twice",
        "A coordinator thinks that another case is the same one. A team manager decides.",
    )
    CASE_KEPT = ("case_kept", "The case goes on", "A team manager decided against what was proposed, and why.")
    CLOSED_MERGED = ("closed_merged", "Closed, entered twice", "The case that goes on is named.")
    CASE_REOPENED = ("case_reopened", "Case reopened", "With a reason: late disclosure, changed mind, closed in error.")

    # Asking the child (§6.3.1)
    ATTEMPT_MADE = ("attempt_made", "Tried to reach", "A call, text, visit, letter, or a word through school or carer.")
    CARER_TOLD = ("carer_told", "Carer told", "A parent or carer was told. Nothing shows that the child knew.")
    MESSAGE_SENT = ("message_sent", "Letter or message sent", "Nothing shows that the child read it: a try, no offer.")
    CHILD_TOLD = (
        "child_told",
        "Child told",
        "In a way they can understand: a talk, voluntary, with whom, their choice.",
    )
    OFFER_RECONFIRMED = ("offer_reconfirmed", "Offer said again", "For a return that came after the first offer.")
    CHILD_SAID_YES = ("child_said_yes", "Child said yes", "In any form, with conditions too.")
    CHILD_SAID_NO = ("child_said_no", "Child said no", "A decline only if they could talk freely.")
    ANSWER_CAME_BY_PHONE = (
        "answer_came_by_phone",
        "An answer came by phone",
        "By text or link: neither yes nor no yet.",
    )
    PHONE_ANSWER_CONFIRMED = (
        "phone_answer_confirmed",
        "Phone answer checked",
        "A person recorded how they know who it was, and whether the child could speak freely.",
    )
    PARENT_REFUSED = ("parent_refused", "Parent or carer said no", "Prevented or refused. Never the child's no.")
    DECIDED_TO_ASK_ANYWAY = ("decided_to_ask_anyway", "Decided to ask the child all the same", "A manager's decision.")
    ANSWER_PERIOD_OVER = (
        "answer_period_over",
        "No answer in the time given",
        "Told, and no answer. An answer that came by phone must be checked first.",
    )
    OFFERED_AGAIN = ("offered_again", "Offered again", "With a different person, place or way.")
    CHILD_LOST_TOUCH = ("child_lost_touch", "Said yes, cannot be reached now", "Missed twice, and not reached since.")

    # Who does it (§6.3.2)
    REFERRED_TO_PROVIDER = ("referred_to_provider", "Sent to a provider", "Only who, when, how to reach safely, flags.")
    REFERRAL_OPENED = (
        "referral_opened",
        "Opened by the provider",
        "Stamped, so that both sides see where the time went.",
    )
    REFERRAL_ACCEPTED = (
        "referral_accepted",
        "Accepted by the provider",
        "The provider will do it, and names an interviewer next.",
    )
    REFERRAL_QUERIED = (
        "referral_queried",
        "Provider asked a question",
        "The question is written down, and the coordinator answers it.",
    )
    REFERRAL_ANSWERED = ("referral_answered", "Question answered", "Back with the provider.")
    HANDED_BACK = ("handed_back", "Handed back", "With a reason. The provider keeps its own rows only.")
    RECALLED_FROM_PROVIDER = (
        "recalled_from_provider",
        "Taken back from the provider",
        "With a reason. The provider's relationship with the child ends.",
    )
    INTERVIEWER_ALLOCATED = ("interviewer_allocated", "Interviewer named", "What they are to the child is stored.")
    ALLOCATION_CHANGED = ("allocation_changed", "Interviewer changed", "Sickness, the child's wish, or a conflict.")

    # The talk (§6.3.3)
    APPOINTMENT_BOOKED = (
        "appointment_booked",
        "Talk booked",
        "A time is arranged. A time after the deadline is warned of, never refused.",
    )
    APPOINTMENT_REARRANGED = ("appointment_rearranged", "Talk rearranged", "Counted, with who asked.")
    APPOINTMENT_MISSED = ("appointment_missed", "Talk missed", "With a typed reason. Our miss is never the child's.")
    APPOINTMENT_CANCELLED = ("appointment_cancelled", "Talk cancelled", "With a reason.")
    TALK_HELD = ("talk_held", "Talk held", "Two-way, after the child was found, at least one core part covered.")
    SEEN_WITHOUT_TALKING = ("seen_without_talking", "Met, nothing talked about", "A try in person, not a talk.")

    # The record (§6.3.4)
    RECORD_STARTED = ("record_started", "Writing started", "By the person who held the talk.")
    RECORD_SUBMITTED = (
        "record_submitted",
        "Record handed in",
        "Nothing blocks. What is unanswered is listed afterwards.",
    )
    RECORD_TAKEN_BACK = ("record_taken_back", "Record taken back", "By its author, before anybody approved it.")
    RECORD_RETURNED = ("record_returned", "Record sent back with comments", "By somebody other than its author.")
    RECORD_APPROVED = ("record_approved", "Record approved", "Frozen as the next version, by somebody else.")
    RECORD_ADDED_TO = ("record_added_to", "Record added to or corrected", "The version in force stays until approval.")
    RECORD_AUTHOR_CHANGED = (
        "record_author_changed",
        "Another author goes on",
        "The first words stay under their name.",
    )
    RECORD_MOVED = (
        "record_moved",
        "Record moved to the right child",
        "It was written on another child's page. Two people, and everybody it was sent to is told.",
    )

    # Telling others (§6.3.5)
    SHARE_SENT = ("share_sent", "Told", "A record, one fact, or a headline note; an exact copy is kept.")
    SHARE_OPENED = (
        "share_opened",
        "Opened by the recipient",
        "Known only where the system can see it; for letter, page or phone it is not known.",
    )
    SHARE_ACKNOWLEDGED = (
        "share_acknowledged",
        "Acknowledged by the recipient",
        "The recipient says they have it. Chasing stops.",
    )
    SHARE_WITHHELD = ("share_withheld", "Decided not to tell", "With the reason.")
    SHARE_RECALLED = ("share_recalled", "Taken back from the recipient", "Access ends, deletion is asked for.")
    SHARE_FAILED = ("share_failed", "Could not be delivered", "It did not arrive, so nobody has been told.")
    SHARE_CORRECTED = ("share_corrected", "New version sent", "The old copy is marked superseded.")

    # Help (§6.3.6)
    NEED_RECORDED = ("need_recorded", "Need recorded", "At any level of risk, with the child's own view.")
    NOBODY_TO_OWN_IT = ("nobody_to_own_it", "Nobody to own it yet", "Goes to a team manager by name.")
    OWNER_NAMED = ("owner_named", "Owner named", "A named person will see to it.")
    SUPPORT_OFFERED = ("support_offered", "Help offered", "A named service, with a date.")
    SUPPORT_ACCEPTED = (
        "support_accepted",
        "Said yes to help",
        "Who said so is kept: the child, or a parent for the parent's own service.",
    )
    SUPPORT_DECLINED = ("support_declined", "Said no to help", "Not wanted, or changed their mind. With the reason.")
    NO_SERVICE_FOUND = (
        "no_service_found",
        "No service for this here",
        "No such service, or its waiting list is shut. Counted as a need that could not be met.",
    )
    SUPPORT_STARTED = ("support_started", "Help started", "The first session took place.")
    SUPPORT_ENDED = ("support_ended", "Help ended", "Finished as planned, broken off, moved, or turned 18.")
    NEED_MET_OTHERWISE = ("need_met_otherwise", "Need met another way", "Or not wanted, or entered twice.")
    OWNER_GONE = ("owner_gone", "Owner gone", "The help goes on; it needs a new owner at once.")

    # Waiting (§6.3.7)
    NOT_FIT_TO_TALK = ("not_fit_to_talk", "Not well enough yet", "Hospital, exhausted, custody, acute distress.")
    FIT_TO_TALK = ("fit_to_talk", "Well enough to talk", "Seen, or looked at again, and no reason left to wait.")
    POLICE_ASKED_TO_WAIT = ("police_asked_to_wait", "Police asked us to wait", "An officer, a reference, a review.")
    POLICE_WAIT_OVER = (
        "police_wait_over",
        "No need to wait for the police",
        "The officer answered, or the wait was reviewed.",
    )
    WAITING_FOR_AUTHORITY = (
        "waiting_for_authority",
        "Waiting for another authority",
        "For an answer to a request or a transfer.",
    )
    AUTHORITY_WAIT_OVER = (
        "authority_wait_over",
        "Not waiting for the authority any more",
        "They answered, or we withdrew.",
    )
    SUSPENSION_REVIEWED = ("suspension_reviewed", "Still waiting, looked at again", "With the next date.")

    # Worries (§6.3.8)
    WORRY_RAISED = ("worry_raised", "Worry raised", "Saved before any question is asked.")
    WORRY_ESCALATED = ("worry_escalated", "Worry went to the next person", "Nobody had received it in time.")
    WORRY_RECEIVED = ("worry_received", "Worry received", "A named person says so. Only this stops the ladder.")
    WORRY_ACTED_ON = ("worry_acted_on", "Worry acted on", "What was done, by whom, when, under which reference.")
    WORRY_HANDED_ON = ("worry_handed_on", "Worry handed on", "Or new information: a new worry, linked to this one.")

    # Between organisations (§6.4)
    REQUEST_DRAFTED = (
        "request_drafted",
        "Request to another authority begun",
        "Asking the authority where the child lives to hold the talk.",
    )
    REQUEST_SENT = ("request_sent", "Request sent", "The time for an answer starts.")
    REQUEST_ACKNOWLEDGED = ("request_acknowledged", "Request acknowledged", "They have it, and have not answered.")
    REQUEST_ACCEPTED = ("request_accepted", "Request accepted", "The other authority named a worker.")
    REQUEST_BEGUN = (
        "request_begun",
        "Their worker has begun",
        "Their interviewer started. The responsible authority stays accountable.",
    )
    REQUEST_DELIVERED = (
        "request_delivered",
        "Their record came back",
        "The talk was held by them, and we have the record.",
    )
    REQUEST_DECLINED = (
        "request_declined",
        "Request declined",
        "No capacity, distance, cost, not commissioned, or no agreement to share.",
    )
    REQUEST_EXPIRED = ("request_expired", "Request not answered in time", "The time for an answer is over.")
    REQUEST_CANCELLED = ("request_cancelled", "Request cancelled", "We do not need it any more, or do it ourselves.")
    REQUEST_REDRAFTED = (
        "request_redrafted",
        "Asked again, or of another",
        "After a no, silence, or our own cancelling.",
    )
    NOTICE_QUEUED = (
        "notice_queued",
        "Notice ready to send",
        "Written, or put back in the queue after it did not arrive.",
    )
    NOTICE_SENT = ("notice_sent", "Notice sent", "It left us.")
    NOTICE_DELIVERED = (
        "notice_delivered",
        "Notice received",
        "It reached the other organisation. The first notice of a return starts the service clock.",
    )
    NOTICE_OPENED = ("notice_opened", "Notice opened", "A person there opened it.")
    NOTICE_ACKNOWLEDGED = ("notice_acknowledged", "Notice acknowledged", "They say they have it, by any route.")
    NOTICE_FAILED = ("notice_failed", "Notice could not be sent", "It did not arrive.")
    NOTICE_REJECTED = ("notice_rejected", "Notice sent back", "Their system would not take it.")
    NOTICE_TAKEN_UP = ("notice_taken_up", "A person sees to the notice", "Somebody rings, or puts it right by hand.")
    TRANSFER_SENT = (
        "transfer_sent",
        "Sent to the responsible authority",
        "The return is another authority's to answer for.",
    )
    TRANSFER_ESCALATED = (
        "transfer_escalated",
        "Not acknowledged, gone to a manager",
        "24 hours without an acknowledgement.",
    )
    TRANSFER_ACKNOWLEDGED = (
        "transfer_acknowledged",
        "Acknowledged by the responsible authority",
        "They have it. We still see the child as placed or found here.",
    )
    TRANSFER_OUTCOME_CAME_BACK = (
        "transfer_outcome_came_back",
        "The other authority told us how it ended",
        "The true outcome replaces 'moved to another authority'.",
    )

    # Putting right (§13.3)
    CORRECTED = ("corrected", "Corrected", "Stands in the place of an earlier event. The old values are kept.")
    RECORDED_IN_ERROR = ("recorded_in_error", "Recorded in error", "Struck out and kept; everything folds again.")


CHANGES = (EventKind.CORRECTED, EventKind.RECORDED_IN_ERROR)
"""The kinds that move nothing themselves: they take the place of an earlier event, or take it away."""
