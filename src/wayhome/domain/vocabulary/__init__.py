"""Every term and code list of the field with its one agreed definition: import words from here, whatever their file."""

from wayhome.domain.vocabulary.account import (
    Certainty,
    ExploitationSign,
    Harm,
    MadeToDo,
    PullFactor,
    PushFactor,
    TakenLuredOrPushed,
    WhereStayed,
    WhoWith,
)
from wayhome.domain.vocabulary.classes import class_of
from wayhome.domain.vocabulary.delivering import (
    Completeness,
    DeliveryModel,
    InterviewerRelation,
    LateReason,
    Mode,
    Place,
    ProviderType,
)
from wayhome.domain.vocabulary.elsewhere import (
    ALSO_CALLED,
    DELIVERY_MODEL_ELSEWHERE,
    NAMES_OF_SOURCES,
    OUTSIDE_WORDS,
    REASON_NOT_OFFERED_ELSEWHERE,
    ModelElsewhere,
    OutsideWords,
    ReasonElsewhere,
)
from wayhome.domain.vocabulary.episodes import (
    EpisodeKind,
    FoundBy,
    Group,
    MissingFromSetting,
    PhaseKind,
    PlanStatus,
    Reporter,
    ReturnSetting,
    RiskGrade,
    Source,
    Transport,
)
from wayhome.domain.vocabulary.followup import NeedKind, SafeguardingActionKind
from wayhome.domain.vocabulary.lists import CODE_LISTS, CodeList, code_list
from wayhome.domain.vocabulary.outcomes import Outcome, outcome_of_code
from wayhome.domain.vocabulary.people import DataClass, RelationshipKind, Role
from wayhome.domain.vocabulary.reaching import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    ContactPermission,
    DeclineReason,
    MissedReason,
    OfferLevel,
    ReasonNotOffered,
    ResponseToOffer,
    TalkedFreely,
)
from wayhome.domain.vocabulary.telling import (
    Article9,
    LawfulBasis,
    NotificationKind,
    NotificationMethod,
    NotificationTrigger,
    ReasonWithheld,
    SharingPurpose,
)
from wayhome.domain.vocabulary.terms import Term
from wayhome.domain.vocabulary.word import NullCode, Word, is_known, is_recorded

__all__ = [
    "ALSO_CALLED", "Answerer", "Article9", "AttemptResult", "AttemptTarget", "CODE_LISTS", "Certainty", "Channel",
    "CodeList", "Completeness", "ContactPermission", "DELIVERY_MODEL_ELSEWHERE", "DataClass", "DeclineReason",
    "DeliveryModel", "EpisodeKind", "ExploitationSign", "FoundBy", "Group", "Harm", "InterviewerRelation",
    "LateReason", "LawfulBasis", "MadeToDo", "MissedReason", "MissingFromSetting", "Mode", "ModelElsewhere",
    "NAMES_OF_SOURCES", "NeedKind", "NotificationKind", "NotificationMethod", "NotificationTrigger", "NullCode",
    "OUTSIDE_WORDS", "OfferLevel", "Outcome", "OutsideWords", "PhaseKind", "Place", "PlanStatus", "ProviderType",
    "PullFactor", "PushFactor", "REASON_NOT_OFFERED_ELSEWHERE", "ReasonElsewhere", "ReasonNotOffered",
    "ReasonWithheld", "RelationshipKind", "Reporter", "ResponseToOffer", "ReturnSetting", "RiskGrade", "Role",
    "SafeguardingActionKind", "SharingPurpose", "Source", "TakenLuredOrPushed", "TalkedFreely", "Term",
    "Transport", "WhereStayed", "WhoWith", "Word", "class_of", "code_list", "is_known", "is_recorded",
    "outcome_of_code",
]  # fmt: skip
