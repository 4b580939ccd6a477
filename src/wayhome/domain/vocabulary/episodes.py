"""Words about a missing episode: what kind it is, who reported it, how it ended (domain reference §4, §8.1 to 8.4)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class EpisodeKind(Word):
    """What kind of absence this was (domain reference §4.1, §4.2 and §4.4)."""

    MISSING = (
        "missing",
        "Missing",
        "Nobody responsible knew where the child was, and the police or the authority recorded it at the time.",
    )
    AWAY = (
        "away",
        "Away, whereabouts known",
        "The child was not where they should be, without agreement, and somebody knew where they were.",
    )
    HIDDEN = (
        "hidden",
        "Missing and not reported at the time",
        "Never reported to the police nor recorded by the authority at the time, and learnt of later.",
    )
    ABSENT_LEGACY = (
        "absent_legacy",
        "Recorded as absent (before 2017)",
        "The police category of absent, in use until about 2017. Kept so that old records stay what they were.",
        False,
    )


class PhaseKind(Word):
    """One stretch of an absence. A change of phase is still the same absence (domain reference §4.1)."""

    MISSING = ("missing", "Missing", "Whereabouts not known.")
    AWAY = ("away", "Away, whereabouts known", "Whereabouts known, away without agreement.")
    LOCATED = ("located", "Found, not yet back", "Whereabouts established, and the child is not back yet.")
    ABSENT_LEGACY = (
        "absent_legacy",
        "Recorded as absent (before 2017)",
        "The police category until about 2017.",
        False,
    )


class Group(Word):
    """What the child was to this authority when the episode started: exactly one (domain reference §4.5)."""

    HOME = ("home", "Missing from home", "Not looked after; the usual address is in this authority's area.")
    CARE_IN = ("care_in", "Looked after by us, placed here", "Looked after by this authority and placed in its area.")
    CARE_OUT = (
        "care_out",
        "Looked after by us, placed elsewhere",
        "Looked after by this authority and placed in another authority's area.",
    )
    HOSTED = ("hosted", "Placed here by another authority", "Looked after by another authority, placed in this area.")
    VISITOR = (
        "visitor",
        "Lives elsewhere, missing or found here",
        "Not looked after and living elsewhere; went missing from this area or was found in it.",
    )


class PlanStatus(Word):
    """The plan a child who is not looked after was under when the episode started (domain reference §4.5)."""

    NONE = ("none", "No plan")
    EARLY_HELP = ("early_help", "Early help")
    CHILD_IN_NEED = ("child_in_need", "Child in need plan")
    CHILD_PROTECTION = ("child_protection", "Child protection plan")


class RiskGrade(Word):
    """How the police graded the risk (domain reference §2.2). A series over time, never one value."""

    NAR = ("no_apparent_risk", "No apparent risk", "No apparent risk of harm to the child or the public.")
    LOW = ("low", "Low", "Risk of harm to the child or the public assessed as possible but minimal.")
    MEDIUM = ("medium", "Medium", "Risk of harm assessed as likely but not serious.")
    HIGH = ("high", "High", "Risk of serious harm assessed as very likely.")


class Source(Word):
    """Who says that something happened, or when (domain reference §4.0)."""

    CHILD = ("child", "The child")
    CARER = ("carer", "Parent or carer")
    HOME = ("home", "Children's home")
    POLICE = ("police", "Police")
    LA = ("la", "Local authority")
    PROVIDER = ("provider", "Provider of the interviews")
    SCHOOL = ("school", "School")
    HEALTH = ("health", "Health")
    SYSTEM = ("system", "Worked out by the system")


class Reporter(Word):
    """Who reported the child missing (domain reference §8.1)."""

    PARENT = ("parent", "Parent")
    OTHER_FAMILY = ("other_family", "Other family")
    FOSTER_CARER = ("foster_carer", "Foster carer")
    CHILDRENS_HOME = ("childrens_home", "Children's home")
    SUPPORTED_ACCOMMODATION = ("supported_accommodation", "Supported accommodation")
    SCHOOL = ("school", "School or college")
    SOCIAL_WORKER = ("social_worker", "Social worker")
    HEALTH = ("health", "Health service")
    POLICE = ("police", "Police")
    FRIEND = ("friend", "Friend")
    SELF = ("self", "The child")
    PUBLIC = ("public", "Member of the public")
    OTHER = ("other", "Someone else")


class MissingFromSetting(Word):
    """Where the child went missing from (domain reference §8.2)."""

    PARENTAL_HOME = ("parental_home", "Parent's home")
    RELATIVE = ("relative", "A relative's home")
    FOSTER_PLACEMENT = ("foster_placement", "Foster home")
    CHILDRENS_HOME = ("childrens_home", "Children's home")
    SECURE_HOME = ("secure_home", "Secure children's home")
    SUPPORTED_ACCOMMODATION = ("supported_accommodation", "Supported accommodation")
    RESIDENTIAL_SCHOOL = ("residential_school", "Residential school")
    SCHOOL_DAY = ("school_day", "School, during the day")
    HOSPITAL = ("hospital", "Hospital")
    CUSTODY_REMAND = ("custody_remand", "Custody or remand")
    HOTEL_UNREGULATED = ("hotel_unregulated", "Hotel or unregulated place")
    SEMI_INDEPENDENT = ("semi_independent", "Semi-independent accommodation")
    STREET_EVENT = ("street_event", "The street or an event")
    OTHER = ("other", "Somewhere else")


class FoundBy(Word):
    """How the child was found or came back (domain reference §8.3)."""

    RETURNED_SELF = ("returned_self", "Came back by themselves")
    RETURNED_BY_FAMILY = ("returned_by_family", "Brought back by family")
    RETURNED_BY_CARER_STAFF = ("returned_by_carer_staff", "Brought back by carer or staff")
    FOUND_BY_POLICE = ("found_by_police", "Found by police")
    FOUND_BY_FAMILY = ("found_by_family", "Found by family")
    FOUND_BY_PUBLIC = ("found_by_public", "Found by a member of the public")
    ARRESTED = ("arrested", "Arrested")
    HOSPITAL = ("hospital", "In hospital")
    PROFESSIONAL = ("professional", "Found by a professional")
    PHONED_IN = ("phoned_in", "Rang and said where they were")
    OTHER = ("other", "Another way")


class Transport(Word):
    """How the child travelled while away or on the way back (domain reference §8.3)."""

    FOOT = ("foot", "On foot")
    BUS = ("bus", "Bus")
    TRAIN = ("train", "Train")
    TAXI = ("taxi", "Taxi")
    CAR_OF_PERSON_MET = ("car_of_person_met", "Car of someone they met")
    BIKE = ("bike", "Bike")
    LIFT_FAMILY = ("lift_family", "Lift from family")
    POLICE_VEHICLE = ("police_vehicle", "Police vehicle")
    OTHER = ("other", "Another way")
    NOT_KNOWN = ("not_known", "Not known")


class ReturnSetting(Word):
    """Where the child came back to (domain reference §8.4). The 72 hours start at arrival there."""

    SAME_HOME = ("same_home", "The same home")
    SAME_PLACEMENT = ("same_placement", "The same placement")
    DIFFERENT_PLACEMENT = ("different_placement", "A different placement")
    RELATIVE = ("relative", "A relative's home")
    HOSPITAL = ("hospital", "Hospital")
    CUSTODY = ("custody", "Custody")
    REFUGE = ("refuge", "Refuge")
    POLICE_PROTECTION = ("police_protection", "Police protection")
    OUT_OF_AREA_PLACE = ("out_of_area_place", "A place outside the area")
    NOT_RETURNED_NOW_18 = ("not_returned_now_18", "Not back, and now 18")
    OTHER = ("other", "Somewhere else")
