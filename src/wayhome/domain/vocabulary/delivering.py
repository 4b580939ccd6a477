"""Words about the talk: how, where, with whom, how far (domain reference §4.11, §4.13, §8.7, §8.9 and §8.20)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class Completeness(Word):
    """How far the talk went (domain reference §4.11)."""

    FULL = ("full", "All core parts covered", "Why, what happened, harm and safety, and what would help.")
    PARTIAL = (
        "partial",
        "Stopped early, some covered",
        "At least one core part was covered. Counts as undertaken and is marked partial.",
    )
    NOT_UNDERTAKEN = (
        "not_undertaken",
        "Nothing covered",
        "No core part was covered. A try in person, not a talk.",
    )


class Mode(Word):
    """How the talk was held (domain reference §8.9)."""

    IN_PERSON = ("in_person", "In person")
    VIDEO = ("video", "By video")
    PHONE = ("phone", "By phone")
    TEXT_CHAT = ("text_chat", "By text chat")
    WALK_TALK = ("walk_talk", "Walking and talking")


class Place(Word):
    """Where the talk was held (domain reference §8.9). A neutral place where the child feels safe."""

    HOME = ("home", "Home")
    PLACEMENT = ("placement", "Placement")
    SCHOOL = ("school", "School or college")
    YOUTH_CENTRE = ("youth_centre", "Youth centre")
    COMMUNITY_PUBLIC = ("community_public", "Public place")
    WALK = ("walk", "On a walk")
    CAR = ("car", "In a car")
    CAFE = ("cafe", "Café")
    POLICE_STATION = ("police_station", "Police station", "Discouraged: it is not a neutral place.")
    OFFICE = ("office", "Office")
    HOSPITAL = ("hospital", "Hospital")
    CUSTODY = ("custody", "Custody")
    REMOTE = ("remote", "Not in one place: by phone or video")
    OTHER = ("other", "Somewhere else")


class InterviewerRelation(Word):
    """What the interviewer is to the child and the case (domain reference §4.13). A fact, not a tick."""

    PARENT_CARER = ("parent_carer", "Parent or carer")
    PLACEMENT_STAFF = ("placement_staff", "Staff of the placement")
    FOSTER_CARER = ("foster_carer", "Foster carer")
    ALLOCATED_SOCIAL_WORKER = ("allocated_social_worker", "The child's social worker")
    LINE_MANAGER_OF_CASE = ("line_manager_of_case", "Manager of the child's case")
    OTHER_CASE_PROFESSIONAL = (
        "other_case_professional",
        "Another professional in the case",
        "Youth justice, family support, school, independent reviewing officer or advocate.",
    )
    LA_DEDICATED_RHI = ("la_dedicated_rhi", "The authority's own return interview worker")
    LA_YOUTH_SERVICE = ("la_youth_service", "The authority's youth service")
    HOST_LA_WORKER = ("host_la_worker", "Worker of the authority where the child is placed")
    COMMISSIONED_PROVIDER = ("commissioned_provider", "Worker of a commissioned provider")
    POLICE = ("police", "Police", "Police are not independent.")
    OTHER = ("other", "Someone else", "Independence is not known.")


class ProviderType(Word):
    """What kind of organisation delivers the talk (domain reference §8.20)."""

    RESPONSIBLE_LA = ("responsible_la", "Responsible authority")
    HOST_LA = ("host_la", "Authority where the child is placed")
    VOLUNTARY_ORGANISATION = ("voluntary_organisation", "Voluntary organisation")
    PRIVATE_COMPANY = ("private_company", "Private company")
    OTHER = ("other", "Another kind")


class DeliveryModel(Word):
    """How a held talk was delivered, worked out from relation and kind of provider (domain reference §8.20)."""

    LA_DEDICATED_TEAM = ("la_dedicated_team", "The authority's own return interview team")
    LA_SOCIAL_WORKER = ("la_social_worker", "Social worker")
    LA_YOUTH_WORKER = ("la_youth_worker", "Youth worker")
    COMMISSIONED_VOLUNTARY = ("commissioned_voluntary", "Commissioned voluntary organisation")
    COMMISSIONED_PRIVATE = ("commissioned_private", "Commissioned private company")
    HOST_LA = ("host_la", "Authority where the child is placed")
    OTHER_PROFESSIONAL = ("other_professional", "Another professional, carer or police")
    NOT_KNOWN = ("not_known", "Not known")


class LateReason(Word):
    """Why the talk was later than 72 hours (domain reference §8.7). Asked for, and never blocks."""

    LATE_NOTIFICATION = ("late_notification", "We were told late")
    RETURN_TIME_UNKNOWN = ("return_time_unknown", "Time of return not known")
    CHILD_UNAVAILABLE = ("child_unavailable", "The child was not available")
    CHILD_ASKED_LATER = ("child_asked_later", "The child asked for later")
    MISSING_AGAIN = ("missing_again", "Missing again")
    NOT_FIT = ("not_fit", "Not well enough")
    CARER_DELAY_REFUSAL = ("carer_delay_refusal", "Carer delayed or refused")
    DISTANCE_OUT_OF_AREA = ("distance_out_of_area", "Distance, placed elsewhere")
    INTER_LA_DELAY = ("inter_la_delay", "Waiting for another authority")
    CAPACITY = ("capacity", "Nobody free")
    WEEKEND_BANK_HOLIDAY = ("weekend_bank_holiday", "Weekend or bank holiday")
    POLICE_REQUEST = ("police_request", "Police asked us to wait")
    INTERPRETER_NEEDED = ("interpreter_needed", "Interpreter needed")
    SAFETY_CONCERN = ("safety_concern", "A worry about safety")
    RECORDING_ERROR = ("recording_error", "Recorded wrongly")
    OTHER = ("other", "Another reason")
