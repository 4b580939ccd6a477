"""What holds for each code list as a whole: where it comes from, its version, and what may stand beside its values."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.domain.vocabulary import account, delivering, episodes, followup, outcomes, people, reaching, telling
from wayhome.domain.vocabulary.people import DataClass
from wayhome.domain.vocabulary.word import NullCode, Word


@dataclass(frozen=True, slots=True)
class CodeList:
    """One code list. Values are only ever added or made inactive, and the version counts such changes."""

    words: type[Word]
    title: str
    section: str
    """Section of the domain reference that decides the list."""
    data_class: DataClass
    """Class of its section; a value may have a class of its own. AGGREGATE: says nothing of a child."""
    several: bool = False
    """Several values may be recorded at once."""
    rules_decide: bool = False
    """The rules work the value out or always need one, so a field of this list never takes a null code."""
    version: int = 1

    @property
    def name(self) -> str:
        """The list's name in code and in files."""
        return self.words.__name__

    @property
    def definition(self) -> str:
        """What the list says, in a sentence or two."""
        return " ".join((inspect.getdoc(self.words) or "").split())

    @property
    def other_needs_text(self) -> bool:
        """The list has `other`, and choosing it asks for words."""
        return "other" in {member.value for member in self.words}

    @property
    def null_codes(self) -> tuple[NullCode, ...]:
        """The null codes a field of this list takes: all three, or none."""
        return () if self.rules_decide else tuple(NullCode)


# The null codes take the class of what they stand for, so by themselves they are given the strictest.
_LISTS = (
    CodeList(NullCode, "Why there is no value", "8", DataClass.SENSITIVE, rules_decide=True),
    CodeList(episodes.EpisodeKind, "Kind of absence", "4.1, 4.2, 4.4", DataClass.EPISODE, rules_decide=True),
    CodeList(episodes.PhaseKind, "Phase of an absence", "4.1", DataClass.EPISODE, several=True, rules_decide=True),
    CodeList(episodes.Group, "Group", "4.5", DataClass.EPISODE, rules_decide=True),
    CodeList(episodes.PlanStatus, "Plan", "4.5", DataClass.EPISODE),
    CodeList(episodes.RiskGrade, "Police risk grade", "2.2", DataClass.EPISODE, several=True, version=2),
    CodeList(episodes.Source, "Who says so", "4.0", DataClass.EPISODE, rules_decide=True),
    CodeList(episodes.Reporter, "Who reported", "8.1", DataClass.EPISODE),
    CodeList(episodes.MissingFromSetting, "Missing from", "8.2", DataClass.EPISODE),
    CodeList(episodes.FoundBy, "How found or back", "8.3", DataClass.EPISODE),
    CodeList(episodes.Transport, "Transport", "8.3", DataClass.EPISODE, several=True),
    CodeList(episodes.ReturnSetting, "Came back to", "8.4", DataClass.EPISODE),
    CodeList(outcomes.Outcome, "Outcome", "8.5", DataClass.EPISODE, rules_decide=True),
    CodeList(reaching.OfferLevel, "Level of offer", "4.9", DataClass.EPISODE, rules_decide=True),
    CodeList(reaching.ResponseToOffer, "Answer", "4.10", DataClass.EPISODE, rules_decide=True),
    CodeList(reaching.Answerer, "Who answered", "4.10", DataClass.EPISODE),
    CodeList(reaching.TalkedFreely, "Could talk freely", "4.10", DataClass.EPISODE),
    CodeList(reaching.Channel, "Way of reaching", "5", DataClass.WISHES_AND_SAFETY, rules_decide=True),
    CodeList(reaching.ContactPermission, "Safe to use", "5", DataClass.WISHES_AND_SAFETY, rules_decide=True),
    CodeList(reaching.AttemptTarget, "Tried to reach", "5", DataClass.EPISODE),
    CodeList(reaching.AttemptResult, "Result of a try", "8.8", DataClass.EPISODE, rules_decide=True),
    CodeList(reaching.DeclineReason, "Why the child said no", "8.6", DataClass.REASONS, several=True),
    CodeList(reaching.ReasonNotOffered, "Why not offered", "8.21", DataClass.EPISODE, rules_decide=True),
    CodeList(reaching.MissedReason, "Why a booked talk did not happen", "8.8", DataClass.EPISODE),
    CodeList(delivering.Completeness, "How far the talk went", "4.11", DataClass.EPISODE, rules_decide=True),
    CodeList(delivering.Mode, "How held", "8.9", DataClass.EPISODE),
    CodeList(delivering.Place, "Where held", "8.9", DataClass.EPISODE),
    CodeList(delivering.InterviewerRelation, "Interviewer's relation to the child", "4.13", DataClass.EPISODE),
    CodeList(delivering.ProviderType, "Kind of provider", "8.20", DataClass.EPISODE),
    CodeList(delivering.DeliveryModel, "Delivery model", "8.20", DataClass.EPISODE, rules_decide=True),
    CodeList(delivering.LateReason, "Why late", "8.7", DataClass.EPISODE, several=True),
    CodeList(account.PushFactor, "What the child was getting away from", "8.10", DataClass.REASONS, several=True),
    CodeList(account.PullFactor, "What drew the child", "8.11", DataClass.REASONS, several=True),
    CodeList(account.TakenLuredOrPushed, "Taken, lured or pushed", "8.11", DataClass.REASONS),
    CodeList(account.Harm, "Harm or danger", "8.12", DataClass.HARM, several=True),
    CodeList(account.Certainty, "How certain", "8.12", DataClass.EPISODE),
    CodeList(account.MadeToDo, "Things the child was made to do", "8.12b", DataClass.MADE_TO_DO, several=True),
    CodeList(account.ExploitationSign, "Signs of exploitation", "8.13", DataClass.HARM, several=True),
    CodeList(account.WhoWith, "Who with", "8.14", DataClass.THIRD_PARTY, several=True),
    CodeList(account.WhereStayed, "Where stayed", "8.15", DataClass.THIRD_PARTY, several=True),
    CodeList(followup.NeedKind, "Needs", "8.16", DataClass.NEEDS, several=True),
    CodeList(
        followup.SafeguardingActionKind,
        "Action at once",
        "8.17",
        DataClass.NEEDS,
        several=True,
        rules_decide=True,
    ),
    CodeList(telling.NotificationKind, "Notice", "8.18", DataClass.EPISODE, rules_decide=True),
    CodeList(
        telling.NotificationTrigger, "When the police tell the authority", "8.18", DataClass.AGGREGATE, several=True
    ),
    CodeList(
        telling.NotificationMethod, "How the police tell the authority", "8.18", DataClass.AGGREGATE, several=True
    ),
    CodeList(telling.LawfulBasis, "Lawful basis", "8.19", DataClass.EPISODE, rules_decide=True),
    CodeList(telling.Article9, "Condition for special category data", "8.19", DataClass.EPISODE, rules_decide=True),
    CodeList(telling.SharingPurpose, "Purpose of sharing", "8.19", DataClass.EPISODE, rules_decide=True),
    CodeList(telling.ReasonWithheld, "Why not told", "12.2", DataClass.WISHES_AND_SAFETY, rules_decide=True),
    CodeList(people.Role, "Role", "10.1", DataClass.AGGREGATE, rules_decide=True),
    CodeList(people.RelationshipKind, "What opens a record", "10.4", DataClass.AGGREGATE, rules_decide=True),
    CodeList(people.DataClass, "Class of data", "10.2", DataClass.AGGREGATE, rules_decide=True),
)

CODE_LISTS: Mapping[str, CodeList] = MappingProxyType({one.name: one for one in _LISTS})
"""Every list by name, in the order of the journey."""


def code_list(words: type[Word]) -> CodeList:
    """The list-level facts of a vocabulary. Raises KeyError, naming it, when it is not in the register."""
    return CODE_LISTS[words.__name__]
