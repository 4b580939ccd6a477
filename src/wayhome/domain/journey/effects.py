"""What follows from a row: tasks to make, people to tell, clocks to start (domain reference §6, effects).

An effect is a code with its words. The tables name them; the case system carries them out, in the transaction that
writes the event or on its commit. Nothing that is only asked for ever blocks saving.
"""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class Effect(Word):
    """One consequence, in words."""

    # The absence
    START_REPORT_TIMER = ("start_report_timer", "Start the placement plan's timer for when to report")
    ASK_POLICE_REFERENCE = ("ask_police_reference", "Ask for the police reference")
    NOTIFY_OF_REPORT = ("notify_of_report", "Tell the authority, the social worker, and the parents unless unsafe")
    NOTIFY_IRO = ("notify_iro", "Tell the reviewing officer of a looked-after child")
    NOTIFY_OTHER_AUTHORITY = ("notify_other_authority", "Placed elsewhere: tell the host; placed here: tell their own")
    PROMPT_POLICE_REPORT = ("prompt_police_report", "Prompt: report it to the police")
    ASK_AWAY_PLAN = ("ask_away_plan", "Ask for a plan with an owner while the child is away")
    SET_NEXT_REVIEW = ("set_next_review", "Set the next review; unowned or overdue goes to the team manager")
    END_AWAY_PLAN = ("end_away_plan", "End the plan for the time away")
    ASK_LEARNED_FROM = ("ask_learned_from", "Ask who it was learnt from, and when")
    TRY_REPEAT_RULES = ("try_repeat_rules", "Try the rules for repeat absences")
    OPEN_OR_JOIN_CASE = ("open_or_join_case", "Open a case, or join the child's open one (CA1)")
    ARRANGE_COLLECTION = ("arrange_collection", "Arrange who collects the child; the police may not close yet")
    TELL_POLICE = ("tell_police", "Tell the police")
    START_CLOCK = ("start_clock", "Start the 72 hours")
    TASK_PREVENTION_INTERVIEW = ("task_prevention_interview", "Task for the police: see the child")
    SUMMARY_TO_INTERVIEWER = ("summary_to_interviewer", "Pass its summary on, so that it is not asked twice")
    SUSPEND_MISSING_AGAIN = ("suspend_missing_again", "Finding comes first: all messages to the child stop")
    NEW_EPISODE = ("new_episode", "A new absence begins; the earlier clock runs on")
    FLAG_CLOCK_CHANGED = ("flag_clock_changed", "Work the clocks out again, keep the old values, say that they changed")
    ADULT_PROCEDURES = ("adult_procedures", "The search goes on, by the procedures for adults")
    END_PLACEMENT_PERIOD = ("end_placement_period", "End the period of the yearly return; the absence stays open")
    STOP_ALL_CONTACT = ("stop_all_contact", "Stop every message, reminder and letter at once")
    TELL_HEAD_OF_SERVICE = ("tell_head_of_service", "Tell the head of service")
    TASK_CONFIRM = ("task_confirm", "Task for the team manager: look at what was proposed, and decide")
    TELL_RECIPIENTS = ("tell_recipients", "Tell everybody who was told the earlier version")
    START_GRADE_SERIES = ("start_grade_series", "Start the series of risk grades; not known is a value")

    # Asking
    ASK_TO_RECONFIRM = ("ask_to_reconfirm", "Task: say the offer again for the new return")
    TASK_CHECK_CASE = ("task_check_case", "Task: check who, where, and how to reach the child safely")
    COUNT_TRIES = ("count_tries", "Count tries, channels, visits and days towards *not reached*")
    COUNTS_BROADLY = ("counts_broadly", "Counts as offered in the broad sense only; the child is not yet asked")
    STAMP_OFFER = ("stamp_offer", "The offer counts from here for each return it was made for")
    STORE_WISHES = ("store_wishes", "Store what the child wants: who, where, when, how")
    ASK_DECLINE_REASON = ("ask_decline_reason", "Ask why, who passed it on, and whether leaflet and numbers were given")
    TASK_OFFER_AGAIN = ("task_offer_again", "Task: offer again within five working days, differently")
    TASK_ASK_ALONE = ("task_ask_alone", "Task: ask again alone, within two working days")
    STOP_MESSAGES = ("stop_messages", "All messages to the child stop at once")
    TASK_CHECK_PHONE_ANSWER = ("task_check_phone_answer", "Task: check that it was the child, and free to speak")
    SAFE_ROUTE_ONLY = ("safe_route_only", "“Not safe to talk”: a person decides, by the safe route only")
    ASK_WHO_REFUSED = ("ask_who_refused", "Ask who refused, why, and the child's own view if it is known")
    TASK_MANAGER_DECIDES = ("task_manager_decides", "Task for the team manager: decide within one working day")
    REFER_IF_AT_RISK = ("refer_if_at_risk", "Signs of risk: refer to social care")
    KEEP_REFUSAL_KNOWN = ("keep_refusal_known", "The parent's refusal stays known; the child's yes stands")
    NEXT_WITHOUT_ANSWER = ("next_without_answer", "Try again, or ask the carer what they know")

    # Who does it
    START_PROVIDER_CLOCK = ("start_provider_clock", "Start the provider's clock; unopened goes to the coordinator")
    OPEN_REFERRAL_RELATIONSHIP = ("open_referral_relationship", "The provider may see what was sent")
    TASK_ANSWER_PROVIDER = ("task_answer_provider", "Task for the coordinator: answer the provider")
    TASK_ALLOCATE = ("task_allocate", "Task: find somebody else")
    END_RELATIONSHIP = ("end_relationship", "Their access ends; they keep their own rows only")
    OPEN_ALLOCATION_RELATIONSHIP = ("open_allocation_relationship", "The interviewer may see the child's record")
    TELL_BOTH_AND_CHILD = ("tell_both_and_child", "Tell both interviewers, and the child by the safe route")
    STAY_ACCOUNTABLE = ("stay_accountable", "The responsible authority stays accountable")

    # The talk and the record
    WARN_IF_LATE = ("warn_if_late", "Warn when it is later than the deadline; never refuse")
    REMIND_SAFELY = ("remind_safely", "Reminders only by a way that is checked as safe")
    COUNT_REARRANGED = ("count_rearranged", "Count it, with who asked")
    ASK_ABOUT_TALK = ("ask_about_talk", "Ask: where, how, who else was there, free to talk, privacy explained")
    STOP_CLOCKS = ("stop_clocks", "The clock of each return talked about stops")
    MOVE_UNDISCUSSED = ("move_undiscussed", "A return not talked about moves to a case of its own (CA3)")
    IMPLY_OFFER = ("imply_offer", "With no earlier offer, the talk itself is the offer and the yes")
    OFFER_HEADLINE_NOTE = ("offer_headline_note", "Offer the three-line note, and *I'm worried*, on the same screen")
    KEEP_FIRST_TIME = ("keep_first_time", "The first talk keeps the clock; partial may become full")
    UNDO_MOVES = ("undo_moves", "Returns that had moved on come back")
    SAVE_AS_TYPED = ("save_as_typed", "Save while typing, on the device where there is no signal")
    STOP_WRITE_UP_TIMER = ("stop_write_up_timer", "Stop the timer for writing up; list what is unanswered")
    FREEZE_VERSION = ("freeze_version", "Freeze the version with its hash, and export it")
    ASK_LATE_REASON = ("ask_late_reason", "More than 72 hours: ask why, and never block")
    ASK_WHO_IS_TOLD = ("ask_who_is_told", "Ask for a decision about each default recipient")
    KEEP_FIRST_WORDS = ("keep_first_words", "The first author's words stay under their name")

    # Telling others and help
    KEEP_EXACT_COPY = ("keep_exact_copy", "Keep the exact copy")
    STOP_CHASING = ("stop_chasing", "Stop chasing the recipient")
    MARK_FOR_PROFESSIONALS = (
        "mark_for_professionals",
        "Professionals see that something is withheld; carers see nothing",
    )
    ASK_TO_DELETE = ("ask_to_delete", "End access, ask for deletion and note the answer, tell information governance")
    TASK_SEND_ANOTHER_WAY = ("task_send_another_way", "Task: send it another way")
    SUPERSEDE_COPY = ("supersede_copy", "Mark the old copy superseded")
    ASK_CHILDS_VIEW = ("ask_childs_view", "Ask what the child thinks of it")
    ESCALATE_UNOWNED = ("escalate_unowned", "Take it to a team manager by name")
    START_HELP_CLOCK = ("start_help_clock", "Start the 28 days for help to begin")
    COUNT_UNMET = ("count_unmet", "Count it as a need that could not be met, by kind and area")

    # Waiting, worries, other organisations
    TASK_REVIEW_WAIT = ("task_review_wait", "When the date passes: task for whoever set it, then the team manager")
    OFFER_LATE_REASON = ("offer_late_reason", "Offer the late reason ready filled in")
    SHOW_NUMBERS = ("show_numbers", "Show 999 and the duty numbers: nobody has picked this up yet, ring")
    START_LADDER = ("start_ladder", "Start the ladder in minutes: duty, team manager, service manager, senior manager")
    NEXT_RUNG = ("next_rung", "Take it to the next person, until somebody receives it")
    TELL_RAISER = ("tell_raiser", "Tell whoever raised it who has it, and since when")
    REFER_SAME_DAY = ("refer_same_day", "Refer the same day, with reference and time")
    ESCALATE_TRANSFER = ("escalate_transfer", "Tell the team manager, then the named senior manager")
    HOST_DUTIES_GO_ON = ("host_duties_go_on", "The child stays visible here; the duties of a host go on")
    REPLACE_OUTCOME = ("replace_outcome", "The true outcome replaces *moved to another authority*")
    TASK_NOTICE = ("task_notice", "Queue it again, or a person sees to it")
