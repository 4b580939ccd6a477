"""Who held the talk: independent of what, and by which delivery model (domain reference §4.13 and §8.20).

Independence is worked out from what the interviewer is to the child, never ticked. Every answer is yes (True), no
(False) or not known (None), and the four results are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.domain.outcome import Answer, both, opposite
from wayhome.domain.vocabulary import DeliveryModel, Group, InterviewerRelation, ProviderType

_CARES_FOR_THE_CHILD = frozenset(
    {InterviewerRelation.PARENT_CARER, InterviewerRelation.PLACEMENT_STAFF, InterviewerRelation.FOSTER_CARER}
)
_PLACEMENT = frozenset({InterviewerRelation.PLACEMENT_STAFF, InterviewerRelation.FOSTER_CARER})
_IN_THE_CASE = frozenset(
    {
        InterviewerRelation.ALLOCATED_SOCIAL_WORKER,
        InterviewerRelation.LINE_MANAGER_OF_CASE,
        InterviewerRelation.OTHER_CASE_PROFESSIONAL,
        InterviewerRelation.POLICE,
    }
)
_OUTSIDE_THE_RESPONSIBLE_LA = frozenset({InterviewerRelation.COMMISSIONED_PROVIDER, InterviewerRelation.HOST_LA_WORKER})
_LOOKED_AFTER = frozenset({Group.CARE_IN, Group.CARE_OUT, Group.HOSTED})


@dataclass(frozen=True, slots=True)
class Independence:
    """Of what the interviewer was independent, and the tests that follow. Each is published apart."""

    of_care: Answer
    """Does not look after the child."""
    of_case: Answer
    """Neither looks after the child nor works in the case; police are not independent."""
    of_placement: Answer
    of_responsible_la: Answer
    group: Group | None

    @property
    def home_test(self) -> Answer:
        """For a child missing from home: independent of the case."""
        return self.of_case

    @property
    def looked_after_test(self) -> Answer:
        """For a looked-after child: independent of the placement and of the case."""
        return both(self.of_placement, self.of_case)

    @property
    def test(self) -> Answer:
        """The test for the child's group. Group not recorded: said only where both tests agree."""
        if self.group is None:
            return self.home_test if self.home_test == self.looked_after_test else None
        return self.looked_after_test if self.group in _LOOKED_AFTER else self.home_test

    @property
    def strict_test(self) -> Answer:
        """The guidance's "usually" for a looked-after child: also independent of the responsible authority."""
        return both(self.looked_after_test, self.of_responsible_la)

    def preference_exception(self, child_asked: Answer, *, strict: bool = False) -> Answer:
        """The test was not passed, and it is recorded that the child asked for this person. Never inside the test."""
        return both(opposite(self.strict_test if strict else self.test), child_asked)


def independence(
    relation: InterviewerRelation | None, group: Group | None, provider_type: ProviderType | None = None
) -> Independence:
    """What follows from the interviewer's relation to the child (domain reference §4.13).

    Not recorded, or `other`: everything is not known, never no. A kind of provider that contradicts the relation leaves
    independence of the responsible authority not known.
    """
    if relation is None or relation is InterviewerRelation.OTHER:
        return Independence(None, None, None, None, group)
    of_care = relation not in _CARES_FOR_THE_CHILD
    of_la: Answer = relation in _OUTSIDE_THE_RESPONSIBLE_LA
    if of_la and provider_type is ProviderType.RESPONSIBLE_LA:
        of_la = None
    return Independence(
        of_care=of_care,
        of_case=of_care and relation not in _IN_THE_CASE,
        of_placement=relation not in _PLACEMENT,
        of_responsible_la=of_la,
        group=group,
    )


_MODEL_OF_RELATION = {
    InterviewerRelation.LA_DEDICATED_RHI: DeliveryModel.LA_DEDICATED_TEAM,
    InterviewerRelation.ALLOCATED_SOCIAL_WORKER: DeliveryModel.LA_SOCIAL_WORKER,
    InterviewerRelation.LINE_MANAGER_OF_CASE: DeliveryModel.LA_SOCIAL_WORKER,
    InterviewerRelation.LA_YOUTH_SERVICE: DeliveryModel.LA_YOUTH_WORKER,
    InterviewerRelation.HOST_LA_WORKER: DeliveryModel.HOST_LA,
    InterviewerRelation.OTHER_CASE_PROFESSIONAL: DeliveryModel.OTHER_PROFESSIONAL,
    InterviewerRelation.PLACEMENT_STAFF: DeliveryModel.OTHER_PROFESSIONAL,
    InterviewerRelation.FOSTER_CARER: DeliveryModel.OTHER_PROFESSIONAL,
    InterviewerRelation.PARENT_CARER: DeliveryModel.OTHER_PROFESSIONAL,
    InterviewerRelation.POLICE: DeliveryModel.OTHER_PROFESSIONAL,
}
_MODEL_OF_COMMISSIONED = {
    ProviderType.VOLUNTARY_ORGANISATION: DeliveryModel.COMMISSIONED_VOLUNTARY,
    ProviderType.PRIVATE_COMPANY: DeliveryModel.COMMISSIONED_PRIVATE,
}


def delivery_model(relation: InterviewerRelation | None, provider_type: ProviderType | None = None) -> DeliveryModel:
    """How a held talk was delivered (domain reference §8.20). Not recorded, `other` or contradictory: not known."""
    if relation is InterviewerRelation.COMMISSIONED_PROVIDER:
        if provider_type is None:
            return DeliveryModel.NOT_KNOWN
        return _MODEL_OF_COMMISSIONED.get(provider_type, DeliveryModel.NOT_KNOWN)
    if relation is None:
        return DeliveryModel.NOT_KNOWN
    return _MODEL_OF_RELATION.get(relation, DeliveryModel.NOT_KNOWN)
