"""Words about reaching a child: tries, the offer, the answer (domain reference §4.8 to 4.10, §8.6, §8.8 and §8.21)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class OfferLevel(Word):
    """How far the offer of a talk reached (domain reference §4.9)."""

    CHILD_DIRECT = ("child_direct", "The child was told", "Spoken, visited or by video, to the child in person.")
    CHILD_VIA_CARER_CONFIRMED = (
        "child_via_carer_confirmed",
        "Passed on, and the child answered",
        "A carer or the school passed it on, and the child's own answer came back.",
    )
    CARER_ONLY = (
        "carer_only",
        "Carer told, child not yet asked",
        "A parent or carer was told, and there is no sign that the child knew.",
    )
    LETTER_OR_MESSAGE_UNCONFIRMED = (
        "letter_or_message_unconfirmed",
        "Letter or message, no sign it reached the child",
        "Sent, and nothing shows that the child read it. A try, not an offer.",
    )
    NOT_OFFERED = ("not_offered", "Not offered", "Nobody told the child or the carer.")

    @property
    def child_was_told(self) -> bool:
        """The strict test: the child was told."""
        return self in {OfferLevel.CHILD_DIRECT, OfferLevel.CHILD_VIA_CARER_CONFIRMED}

    @property
    def counts_broadly(self) -> bool:
        """The broad test: somebody was told or written to."""
        return self is not OfferLevel.NOT_OFFERED


class ResponseToOffer(Word):
    """What was said to the offer (domain reference §4.10). Silence is no answer and has no member here."""

    ACCEPTED = (
        "accepted",
        "Said yes",
        "The child said yes, in any form, including yes but with someone else or later.",
    )
    DECLINED = ("declined", "Said no this time", "The child said no, having been told, and able to talk freely.")
    PARENT_REFUSED = (
        "parent_refused",
        "Parent or carer said no",
        "A parent or carer prevented or refused it. Never the child's no.",
    )
    WITHDRAWN = ("withdrawn", "Said yes, then no", "The child accepted and later said no.")


class Answerer(Word):
    """Whose answer it was."""

    CHILD = ("child", "The child")
    PARENT = ("parent", "A parent")
    CARER = ("carer", "A carer")
    SOMEONE_ELSE = ("someone_else", "Someone else")


class TalkedFreely(Word):
    """Whether the child could speak freely (domain reference §4.10). A no given while not free is not a decline."""

    YES = ("yes", "Yes")
    NO = ("no", "No")
    NOT_SURE = ("not_sure", "Not sure")


class Channel(Word):
    """How somebody may be reached (domain reference §5, contact safety)."""

    TEXT = ("text", "Text message")
    CALL = ("call", "Call to the child's own phone")
    HOME_PHONE = ("home_phone", "Home phone")
    LETTER = ("letter", "Letter")
    VISIT = ("visit", "Visit")
    VIDEO = ("video", "Video call")
    VIA_SCHOOL = ("via_school", "Through school")
    VIA_CARER = ("via_carer", "Through a carer")
    LINK = ("link", "Link to a page")


class ContactPermission(Word):
    """Whether a way of reaching the child is safe (domain reference §5, contact safety)."""

    YES = ("yes", "Safe to use", "Somebody checked, and dated the check.")
    NEVER = ("never", "Never use", "Using it could put the child in danger.")
    NOT_CHECKED_YET = (
        "not_checked_yet",
        "Not checked yet",
        "No texts, no letters, no home phone. Go through the named adult.",
    )


class AttemptTarget(Word):
    """Whom a try was meant to reach (domain reference §5, attempt)."""

    CHILD = ("child", "The child")
    PARENT = ("parent", "Parent")
    CARER = ("carer", "Carer")
    SCHOOL = ("school", "School")
    PROFESSIONAL = ("professional", "Another professional")


class AttemptResult(Word):
    """What came of a try (domain reference §8.8)."""

    SPOKE_CHILD = ("spoke_child", "Spoke to the child")
    SPOKE_CARER = ("spoke_carer", "Spoke to the carer")
    MESSAGE_LEFT = ("message_left", "Left a message")
    NO_ANSWER = ("no_answer", "No answer")
    WRONG_NUMBER = ("wrong_number", "Wrong number")
    VISITED_NO_REPLY = ("visited_no_reply", "Visited, no reply")
    VISITED_SEEN_NOT_PRIVATE = ("visited_seen_not_private", "Visited, saw the child, not alone")
    ATTEMPTED_IN_PERSON = (
        "attempted_in_person",
        "Met, nothing talked about",
        "The child was met and no core part of the talk was covered. A try, not a talk.",
    )
    REFUSED_AT_DOOR = ("refused_at_door", "Turned away at the door")
    UNSAFE_ABANDONED = ("unsafe_abandoned", "Stopped because it was not safe")
    OTHER = ("other", "Something else")


class MissedReason(Word):
    """Why a booked talk did not happen (domain reference §8.8). A miss by the service is never the child's."""

    CHILD_NOT_THERE = ("child_not_there", "The child was not there")
    CHILD_ASKED_TO_STOP = ("child_asked_to_stop", "The child asked to stop")
    CHILD_NOT_WELL = ("child_not_well", "The child was not well")
    MISSING_AGAIN = ("missing_again", "The child was missing again")
    CARER_PREVENTED = ("carer_prevented", "A carer prevented it")
    NOT_PRIVATE = ("not_private", "Nowhere private to talk")
    INTERVIEWER_ABSENT = ("interviewer_absent", "We did not come")
    SERVICE_CANCELLED = ("service_cancelled", "We cancelled")
    TRANSPORT = ("transport", "Transport")
    INTERPRETER_ABSENT = ("interpreter_absent", "The interpreter did not come")
    OTHER = ("other", "Something else")
    NOT_KNOWN = ("not_known", "Not known")


class DeclineReason(Word):
    """Why a child said no (domain reference §8.6). Several may be chosen."""

    NOT_MISSING_IN_MY_VIEW = ("not_missing_in_my_view", "I was not missing")
    ALREADY_TOLD_SOMEONE = (
        "already_told_someone",
        "Already told someone",
        "Told the police, a social worker or a carer already.",
    )
    FED_UP_REPEAT_QUESTIONS = ("fed_up_repeat_questions", "Fed up with the same questions")
    DONT_TRUST_INFO_WILL_BE_SHARED = ("dont_trust_info_will_be_shared", "Does not trust what happens to what they say")
    FEAR_OF_CONSEQUENCES = ("fear_of_consequences", "Afraid of what would follow")
    PRESSURE_FROM_OTHERS = (
        "pressure_from_others",
        "Pressed by others not to talk",
        "Including anyone who harms or exploits the child.",
    )
    EMBARRASSED = ("embarrassed", "Embarrassed")
    NO_NEED_NOTHING_HAPPENED = ("no_need_nothing_happened", "No need, nothing happened")
    TIMING_PLACE_UNSUITABLE = ("timing_place_unsuitable", "Wrong time or place")
    PERSON_UNSUITABLE = ("person_unsuitable", "Wrong person")
    TOO_TIRED_UNWELL = ("too_tired_unwell", "Too tired or unwell")
    NOT_SAFE_TO_TALK = ("not_safe_to_talk", "Not safe to talk", "Never answered by message: a person rings or visits.")
    WANTS_DIFFERENT_HELP = ("wants_different_help", "Wants a different kind of help")
    LANGUAGE_OR_ACCESS_BARRIER = ("language_or_access_barrier", "Language or access")
    NO_REASON_GIVEN = ("no_reason_given", "Gave no reason")
    OTHER = ("other", "Another reason")


class ReasonNotOffered(Word):
    """Why no talk was offered to the child (domain reference §8.21). The one list; others' words stand beside it."""

    NOT_NOTIFIED_OR_TOO_LATE = ("not_notified_or_too_late", "We were told too late or not at all")
    LOCAL_CRITERIA = ("local_criteria", "Did not meet local criteria")
    SERVICE_DECISION = ("service_decision", "The service decided", "For example a social worker decided against it.")
    COVERED_BY_ANOTHER_TALK = (
        "covered_by_another_talk",
        "Another talk covers it",
        "It counts as undertaken, combined.",
    )
    NO_CAPACITY = ("no_capacity", "Nobody free to do it")
    OUT_OF_AREA_NOT_ARRANGED = ("out_of_area_not_arranged", "Placed elsewhere and not arranged")
    MISSING_AGAIN = ("missing_again", "Missing again")
    NOT_REACHED = ("not_reached", "Could not be reached")
    CARER_ONLY_TOLD = ("carer_only_told", "Only the carer was told")
    NOT_FIT = ("not_fit", "Not well enough, in hospital or in custody")
    PARENT_REFUSED_FIRST = ("parent_refused_first", "Parent said no before the child was asked")
    TURNED_18_OR_DIED = ("turned_18_or_died", "Turned 18 or died after coming back")
    NOT_RECORDED = ("not_recorded", "Not recorded")
