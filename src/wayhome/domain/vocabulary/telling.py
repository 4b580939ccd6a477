"""Words about telling others: notices, legal basis, purpose, keeping back (domain reference §8.18, §8.19, §12.2)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class NotificationKind(Word):
    """What a notice between organisations is about (domain reference §8.18)."""

    REPORTED = ("reported", "Reported missing")
    GRADE_CHANGED = ("grade_changed", "Risk grade changed")
    PHASE_CHANGED = ("phase_changed", "Missing or away changed")
    STILL_MISSING_24H = ("still_missing_24h", "Still missing after 24 hours")
    STILL_MISSING_72H = ("still_missing_72h", "Still missing after 72 hours")
    LOCATED = ("located", "Found")
    RETURNED = ("returned", "Back")
    PREVENTION_INTERVIEW_DONE = ("prevention_interview_done", "Police prevention interview done")
    PREVENTION_INTERVIEW_NOT_DONE = ("prevention_interview_not_done", "Police prevention interview not done")
    RHI_REQUESTED = ("rhi_requested", "Return interview asked for")
    RHI_OFFER_OUTCOME = ("rhi_offer_outcome", "Answer to the offer")
    RHI_HELD = ("rhi_held", "Return interview held")
    RHI_REPORT = ("rhi_report", "Return interview record")
    RISK_INFO_HOST = ("risk_info_host", "Risk information for the host authority")
    PLACEMENT_NOTICE = ("placement_notice", "Notice of a placement")
    CORRECTION = ("correction", "Correction")
    OTHER = ("other", "Something else")


class NotificationTrigger(Word):
    """What makes the police tell the authority (domain reference §8.18; options of a survey of forces)."""

    COMMAND_AND_CONTROL_RECORD = ("command_and_control_record", "On the command and control record")
    OPENING_MISSING_RECORD = ("opening_missing_record", "On opening a missing record")
    CLOSING = ("closing", "On closing")
    DAILY_LIST = ("daily_list", "Daily list")
    OTHER_REGULAR_LIST = ("other_regular_list", "Another regular list")
    LA_HAS_READ_ACCESS = ("la_has_read_access", "The authority can read the police system")
    UPGRADE_ABSENT_TO_MISSING = ("upgrade_absent_to_missing", "When absent became missing")
    NONE = ("none", "None")


class NotificationMethod(Word):
    """How the police tell the authority (domain reference §8.18)."""

    AUTOMATIC_EVERY_TIME = ("automatic_every_time", "Automatic, every time")
    AUTOMATIC_AFTER_STAFF_ACTION = ("automatic_after_staff_action", "Automatic, after someone acts")
    SECURE_EMAIL = ("secure_email", "Secure email")
    OTHER = ("other", "Another way")


class LawfulBasis(Word):
    """The basis for sharing under UK GDPR article 6 (domain reference §8.19, §12.1)."""

    PUBLIC_TASK = ("6_1_e", "Public task (6(1)(e))")
    LEGAL_OBLIGATION = ("6_1_c", "Legal obligation (6(1)(c))")
    VITAL_INTERESTS = ("6_1_d", "Vital interests (6(1)(d))")
    LEGITIMATE_INTEREST = ("6_1_f", "Legitimate interest (6(1)(f))", "Providers only, never a public authority's task.")
    CONSENT = ("6_1_a", "Consent (6(1)(a))", "Not the default: usually not the right basis for safeguarding.")


class Article9(Word):
    """The condition for special category data under UK GDPR article 9, or for crime under article 10 (§8.19)."""

    SAFEGUARDING = (
        "9_2_g",
        "Safeguarding of children (9(2)(g))",
        "With Data Protection Act 2018, schedule 1, paragraph 18.",
    )
    SOCIAL_CARE = ("9_2_h", "Health or social care (9(2)(h))")
    VITAL_INTERESTS = ("9_2_c", "Vital interests (9(2)(c))")
    CLAIMS = ("9_2_f", "Legal claims (9(2)(f))")
    CRIME = ("10", "Crime (article 10)", "With a condition of Data Protection Act 2018, schedule 1.")


class SharingPurpose(Word):
    """What a share is for (domain reference §8.19)."""

    SAFEGUARD_CHILD = ("safeguard_child", "Keep this child safe")
    PREVENT_HARM_TO_OTHERS = ("prevent_harm_to_others", "Prevent harm to others")
    PREVENTION_DETECTION_CRIME = ("prevention_detection_crime", "Prevent or detect crime")
    LOCATE_MISSING = ("locate_missing", "Find a missing child")
    CARE_PLANNING = ("care_planning", "Plan the child's care")
    SERVICE_QUALITY = ("service_quality", "Improve the service")
    STATUTORY_RETURN = ("statutory_return", "Statutory return")
    RESEARCH_DEIDENTIFIED = ("research_deidentified", "Research, nobody named")


class ReasonWithheld(Word):
    """Why a default recipient was not told (domain reference §12.2). A decision not to tell always carries one."""

    UNSAFE = ("unsafe", "It would not be safe")
    LIVE_INVESTIGATION = ("live_investigation", "A live investigation")
    CHILD_OBJECTION_UPHELD = ("child_objection_upheld", "The child objected, and we agreed")
    NOT_RELEVANT = ("not_relevant", "Not relevant to them")
    NO_ROUTE = ("no_route", "No safe way to send it")
    AWAITING_APPROVAL = ("awaiting_approval", "Waiting for approval")
