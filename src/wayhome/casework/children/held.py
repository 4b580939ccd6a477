"""What every column about children holds: its class, its category in law, and how long it is kept."""

from __future__ import annotations

from wayhome.casework.children import models as m
from wayhome.casework.records.classes import Retention, classify
from wayhome.domain.vocabulary import DataClass

FILE = Retention.CHILD_RECORD
WHO = DataClass.IDENTITY
SAFE = DataClass.WISHES_AND_SAFETY

CHILD = classify(
    m.Child,
    retention=FILE,
    about="child",
    personal={
        WHO: "number reference local_id upn likes_to_be_called born_earliest born_latest born_certainty born_year born_month born_day "
        "sex first_language needs_interpreter deceased_at deceased_by"
    },
    special={WHO: "ethnicity gender unaccompanied", DataClass.SENSITIVE: "nhs_number disabled communication_needs"},
)
IDENTITY = classify(m.Identity, retention=FILE, about="child", personal={WHO: "current"})
MERGE = classify(
    m.Merge, retention=FILE, about="child", personal={WHO: "kept merged moved"}, neither="undone_at undone_by"
)
NAME = classify(
    m.Name,
    retention=FILE,
    about="child",
    personal={WHO: "child kind given family sound_given sound_family initials"},
    neither="ended_at ended_by",
)
BIRTH = classify(
    m.BirthAssertion,
    retention=FILE,
    about="child",
    personal={WHO: "child earliest latest estimated source"},
    neither="settled_at settled_by withdrawn_at withdrawn_by",
)
STATUS = classify(
    m.Status,
    retention=FILE,
    about="child",
    personal={WHO: "child kind code starts_on ends_on"},
    neither="withdrawn_at withdrawn_by",
)
ADDRESS = classify(
    m.Address,
    retention=FILE,
    about="child",
    personal={WHO: "child kind lines postcode town area_code protected starts_on ends_on"},
)
PLACEMENT = classify(
    m.Placement,
    retention=FILE,
    about="child",
    personal={WHO: "child kind provider_name home urn area_code address distance_miles starts_on ends_on"},
    neither="withdrawn_at withdrawn_by",
)
CONTACT_SAFETY = classify(
    m.ContactSafety,
    retention=FILE,
    about="child",
    personal={
        SAFE: "child checked_at permissions times whose_phone notes danger_at_home no_unknown_numbers not_at_address"
    },
    third_party={SAFE: "named_adult named_adult_reached_by"},
)
ADULT = classify(
    m.Adult,
    retention=FILE,
    about="child",
    personal={WHO: "child relation has_parental_responsibility may_be_contacted"},
    third_party={WHO: "name reached_by"},
    neither="ended_at ended_by",
)
SCHOOL = classify(
    m.School,
    retention=FILE,
    about="child",
    personal={WHO: "child name urn starts_on ends_on"},
    third_party={WHO: "contact"},
)
WORKER = classify(
    m.Worker,
    retention=FILE,
    about="child",
    personal={WHO: "child part user team starts_at"},
    neither="ended_at ended_by",
)
RELATIONSHIP = classify(
    m.Relationship,
    retention=FILE,
    about="child",
    personal={
        DataClass.AUDIT: "child to_organisation to_user to_team kind purpose starts_at ends_at because_of passed_on reason ended_at "
        "ended_by reviewed_at reviewed_by"
    },
)
CONFLICT = classify(
    m.Conflict,
    retention=FILE,
    about="staff",
    personal={DataClass.AUDIT: "child user_organisation user kind"},
    neither="ended_at ended_by",
)
KEY = classify(m.Key, retention=FILE, about="child", neither="child master wrapped destroyed_at destroyed_by")
