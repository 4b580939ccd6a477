"""Who is told by default, when, what, and what is kept back: the sharing matrix (domain reference §12.1 and §12.2).

Every row is a decision for a person, never an automatic send; a decision not to tell carries a `ReasonWithheld`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.domain.access import PERSONAL, Extent
from wayhome.domain.outcome import Answer
from wayhome.domain.vocabulary import DataClass, Group
from wayhome.domain.vocabulary.word import Word


class Recipient(Word):
    """Who may be told (domain reference §12.2)."""

    SOCIAL_WORKER = ("social_worker", "Social worker or the responsible authority's file")
    POLICE = ("police", "Police missing person coordinator")
    PANEL = ("panel", "Missing or exploitation panel")
    HOST_LA = ("host_la", "Authority where the child is placed")
    RESPONSIBLE_LA = ("responsible_la", "Responsible authority of a hosted or visiting child")
    PLACEMENT_OR_CARER = ("placement_or_carer", "Placement or carer")
    PARENTS = ("parents", "Parents")
    IRO = ("iro", "Independent reviewing officer")
    SCHOOL = ("school", "School's safeguarding lead")
    HEALTH = ("health", "Health contact")
    PROVIDER = ("provider", "Provider of the interviews")
    NEXT_INTERVIEWER = ("next_interviewer", "Next interviewer")
    PARTNERSHIP = ("partnership", "Safeguarding partnership and national returns")
    CHILD = ("child", "The child: a copy of their own words")


class SendWithoutAgreement(Word):
    """What may be sent where two organisations have no agreement (domain reference §12.1).

    Each needs a reason, a second person where time allows (else told afterwards), and a record. That there is no
    agreement is never a reason for silence about danger.
    """

    VITAL_INTERESTS = ("vital_interests", "A life may depend on it")
    S47 = ("s47", "Child protection enquiry (section 47)")
    S17 = ("s17", "Child in need (section 17)")
    PLACEMENT_NOTICE = ("placement_notice", "Notice of a placement outside the area")
    COURT_ORDER = ("court_order", "Court order")
    RISK_NOTICE = ("risk_notice", "Notice of risk to the host authority or the police")


@dataclass(frozen=True, slots=True)
class DefaultShare:
    """One row of the matrix. A class that is neither given nor withheld is for whoever decides."""

    when: str
    gives: Mapping[DataClass, Extent]
    withholds: frozenset[DataClass]
    notes: tuple[str, ...] = ()
    at_approval: bool = True
    """A decision is asked for when the record is approved, and before the case closes."""


def _classes(names: str) -> tuple[DataClass, ...]:
    return tuple(DataClass(name) for name in names.split())


def _share(
    when: str, *notes: str, full: str = "", summary: str = "", withheld: str = "", at_approval: bool = True
) -> DefaultShare:
    gives = dict.fromkeys(_classes(full), Extent.FULL) | dict.fromkeys(_classes(summary), Extent.SUMMARY)
    return DefaultShare(when, MappingProxyType(gives), frozenset(_classes(withheld)), notes, at_approval)


_EVERYTHING_PERSONAL = " ".join(PERSONAL)
_NO_SENSITIVE_NEED = "no need whose value is sensitive"

DEFAULT_SHARES: Mapping[Recipient, DefaultShare] = MappingProxyType(
    {
        Recipient.SOCIAL_WORKER: _share(
            "Headline note at once; the record at approval; harm the same day",
            "words about health and other sensitive facts only where the work needs them",
            full="episode reasons harm third_party made_to_do own_words analysis needs",
            summary="sensitive",
        ),
        Recipient.POLICE: _share(
            "At approval; intelligence and crime the same day, as one fact each",
            "what searchers may know, and the outcome",
            "of the child's own words the relevant ones only",
            "no safe places, no family matters",
            "things the child was made to do only where the interviewer chose it",
            full="episode harm third_party",
            withheld="made_to_do sensitive wishes_and_safety own_words",
        ),
        Recipient.PANEL: _share(
            "If the child is on the list, or a trigger is met",
            "third parties are not named unless the panel needs it",
            summary="reasons harm analysis needs",
            withheld="made_to_do sensitive third_party",
        ),
        Recipient.HOST_LA: _share(
            "Notice of the placement; each episode; the outcome",
            "what is known of the area",
            _NO_SENSITIVE_NEED,
            full="episode needs third_party",
            summary="harm",
            withheld="made_to_do own_words sensitive",
        ),
        Recipient.RESPONSIBLE_LA: _share(
            "At once, on the report and on the return",
            "all that is known",
            full="identity episode reasons harm made_to_do third_party sensitive own_words analysis needs",
        ),
        Recipient.PLACEMENT_OR_CARER: _share(
            "After the talk",
            "safety plan, what sets it off, what helps",
            "never that the child said no, unless a worker decides to",
            summary="needs",
            withheld="made_to_do third_party sensitive own_words analysis",
        ),
        Recipient.PARENTS: _share(
            "Unless unsafe, or a child who can decide objects",
            "held or not held, and the agreed plan",
            "never that the child said no, unless a worker decides to",
            summary="needs",
            withheld="harm made_to_do third_party sensitive own_words analysis",
        ),
        Recipient.IRO: _share("Each talk with a looked-after child", full="episode", summary="reasons harm needs"),
        Recipient.SCHOOL: _share(
            "If an action needs the school",
            "what the school needs to know",
            summary="needs",
            withheld="sensitive third_party made_to_do",
        ),
        Recipient.HEALTH: _share(
            "With a referral",
            "the health facts that matter to the referral",
            full="needs",
            summary="sensitive",
            withheld="third_party made_to_do",
        ),
        Recipient.PROVIDER: _share(
            "When the case is allocated",
            "warnings of risk, not the whole file",
            full="identity episode wishes_and_safety",
            withheld="reasons harm made_to_do third_party sensitive own_words analysis needs",
            at_approval=False,
        ),
        Recipient.NEXT_INTERVIEWER: _share(
            "At the next episode",
            "the last record in short, and what helped",
            summary="episode reasons harm needs",
            at_approval=False,
        ),
        Recipient.PARTNERSHIP: _share(
            "Every quarter",
            "totals that name nobody",
            full="aggregate",
            withheld=_EVERYTHING_PERSONAL,
            at_approval=False,
        ),
        Recipient.CHILD: _share(
            "When the child asks for a copy",
            "their own words only: no names of others, no places, no list of harms, no opinions",
            full="own_words",
            withheld="identity episode reasons harm made_to_do third_party sensitive analysis needs wishes_and_safety",
            at_approval=False,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class RecipientFacts:
    """What decides who the default recipients are. None: not known, and then the question is put."""

    group: Group | None
    reported_to_police: Answer = None
    on_panel_list_or_trigger_met: Answer = False
    school_has_an_action: Answer = False
    referred_to_health: Answer = False


_LOOKED_AFTER_BY_US = frozenset({Group.CARE_IN, Group.CARE_OUT})
_LOOKED_AFTER = _LOOKED_AFTER_BY_US | {Group.HOSTED}


def default_recipients(facts: RecipientFacts) -> tuple[Recipient, ...]:
    """For whom a decision to tell or not to tell is asked when a record is approved, in the order of the matrix.

    Where a fact is not known the recipient is asked about: silence has to be somebody's decision.
    """

    def grouped(groups: frozenset[Group]) -> Answer:
        return None if facts.group is None else facts.group in groups

    applies: dict[Recipient, Answer] = {
        Recipient.SOCIAL_WORKER: True,
        Recipient.POLICE: facts.reported_to_police,
        Recipient.PANEL: facts.on_panel_list_or_trigger_met,
        Recipient.HOST_LA: grouped(frozenset({Group.CARE_OUT})),
        Recipient.RESPONSIBLE_LA: grouped(frozenset({Group.HOSTED, Group.VISITOR})),
        Recipient.PLACEMENT_OR_CARER: grouped(_LOOKED_AFTER),
        Recipient.PARENTS: True,
        Recipient.IRO: grouped(_LOOKED_AFTER_BY_US),
        Recipient.SCHOOL: facts.school_has_an_action,
        Recipient.HEALTH: facts.referred_to_health,
    }
    return tuple(recipient for recipient, answer in applies.items() if answer is not False)
