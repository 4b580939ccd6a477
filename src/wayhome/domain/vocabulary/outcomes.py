"""How a return ended for the offer of a talk: one outcome per (episode, authority) (domain reference §8.5)."""

from __future__ import annotations

from typing import Self

from wayhome.domain.vocabulary.word import Word

YES, NO, EITHER, BROADLY, NOT_SAID, NOT_YET = "yes", "no", "yes or no", "broadly only", "not said", "not yet"


class Outcome(Word):
    """What became of the offer of a talk, for one episode and one authority: mutually exclusive and exhaustive.

    `code` is the short code used in exports and documents only. `offered`, `accepted` and `undertaken` say in words
    what the outcome tells about each; the rules derive them from events (domain reference §4.18), never from here.
    """

    code: str
    offered: str
    accepted: str
    undertaken: str

    def __new__(
        cls,
        value: str,
        label: str = "",
        code: str = "",
        offered: str = "",
        accepted: str = "",
        undertaken: str = "",
        definition: str = "",
    ) -> Self:
        """Build a member from its value, label, short code and the three columns of the outcome table."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.definition = definition
        member.active = True
        member.code = code
        member.offered = offered
        member.accepted = accepted
        member.undertaken = undertaken
        return member

    UNDERTAKEN_INDIVIDUAL = ("undertaken_individual", "Undertaken", "U1", YES, YES, YES)
    UNDERTAKEN_COMBINED = (
        "undertaken_combined",
        "Undertaken, one talk about several episodes",
        "U2",
        YES,
        YES,
        YES,
        "A full talk that discussed this episode and another.",
    )
    UNDERTAKEN_PARTIAL = (
        "undertaken_partial",
        "Undertaken in part",
        "U3",
        YES,
        YES,
        YES,
        "Every talk that discussed this episode stopped early. Partial takes this outcome, combined or not.",
    )
    DECLINED_BY_CHILD = ("declined_by_child", "Said no", "N1", YES, NO, NO)
    WITHDREW_OR_REPEATEDLY_MISSED = (
        "withdrew_or_repeatedly_missed",
        "Said yes, and it never took place",
        "N2",
        YES,
        YES,
        NO,
        "Accepted, then withdrew or missed it more than once.",
    )
    OFFERED_NO_RESPONSE = ("offered_no_response", "Offered, no answer", "N3", YES, NOT_SAID, NO)
    PARENT_OR_CARER_REFUSED = (
        "parent_or_carer_refused",
        "Parent or carer said no",
        "N4",
        EITHER,
        NOT_SAID,
        NO,
        "A parent or carer refused or blocked it, whether or not the child was reached.",
    )
    COULD_NOT_BE_CONTACTED = ("could_not_be_contacted", "Could not be reached", "N5", NO, NOT_SAID, NO)
    OFFERED_TO_CARER_ONLY = ("offered_to_carer_only", "Only the carer was told", "N6", BROADLY, NOT_SAID, NO)
    MISSING_AGAIN = (
        "missing_again",
        "Missing again before it could be held",
        "N7",
        EITHER,
        NOT_SAID,
        NO,
        "And no later talk discussed this episode.",
    )
    NOT_FIT = (
        "not_fit",
        "Not well enough, in hospital or in custody",
        "N8",
        EITHER,
        NOT_SAID,
        NO,
        "A talk was not possible before the case closed.",
    )
    MOVED_OR_TRANSFERRED = (
        "moved_or_transferred",
        "Moved to another authority",
        "N9",
        NOT_SAID,
        NOT_SAID,
        NO,
        "Replaced by the true outcome once the other authority reports back.",
    )
    OTHER_AUTHORITY_DID_NOT_DELIVER = (
        "other_authority_did_not_deliver",
        "Another authority or provider did not deliver it",
        "N10",
        EITHER,
        NOT_SAID,
        NO,
    )
    SERVICE_DECISION = ("service_decision", "Not offered: the service decided", "N11", NO, NOT_SAID, NO)
    NO_CAPACITY = ("no_capacity", "Not offered: nobody free to do it", "N12", NO, NOT_SAID, NO)
    NOTIFIED_TOO_LATE = ("notified_too_late", "Not offered: told too late or not at all", "N13", NO, NOT_SAID, NO)
    TURNED_18_OR_DIED = (
        "turned_18_or_died",
        "Turned 18 or died after coming back",
        "N14",
        EITHER,
        NOT_SAID,
        NO,
        "Under 18 at the return, so it stays in the denominator.",
    )
    PENDING = ("pending", "Still open", "PENDING", EITHER, EITHER, NOT_YET, "The case is open, 28 days or less.")
    UNRESOLVED = (
        "unresolved",
        "Overdue and unresolved",
        "UNRESOLVED",
        EITHER,
        EITHER,
        NOT_YET,
        "The case has been open more than 28 days.",
    )
    NOT_ELIGIBLE = (
        "not_eligible",
        "Not a missing episode",
        "X1",
        NOT_SAID,
        NOT_SAID,
        NOT_SAID,
        "Recorded in error, entered twice, or never a missing episode.",
    )

    @property
    def is_undertaken(self) -> bool:
        """True for the three undertaken outcomes."""
        return self.undertaken == YES

    @property
    def is_open(self) -> bool:
        """True while the case is open: no closing outcome stands yet."""
        return self.undertaken == NOT_YET


def outcome_of_code(code: str) -> Outcome:
    """The outcome for a short code of an export. Raises KeyError, naming the code, when there is none."""
    for outcome in Outcome:
        if outcome.code == code:
            return outcome
    raise KeyError(f"no outcome has the code {code!r}")
