"""Independence from what the interviewer is, and the delivery model that follows."""

from __future__ import annotations

import pytest

from wayhome.domain.independence import delivery_model, independence
from wayhome.domain.vocabulary import DeliveryModel, Group, InterviewerRelation, ProviderType

# relation; of care, of the case, of the placement, of the responsible authority; looked-after test; strict test
TABLE = """
    parent_carer             no   no   yes  no   no   no
    placement_staff          no   no   no   no   no   no
    foster_carer             no   no   no   no   no   no
    allocated_social_worker  yes  no   yes  no   no   no
    line_manager_of_case     yes  no   yes  no   no   no
    other_case_professional  yes  no   yes  no   no   no
    la_dedicated_rhi         yes  yes  yes  no   yes  no
    la_youth_service         yes  yes  yes  no   yes  no
    host_la_worker           yes  yes  yes  yes  yes  yes
    commissioned_provider    yes  yes  yes  yes  yes  yes
    police                   yes  no   yes  no   no   no
    other                    ?    ?    ?    ?    ?    ?
"""
SAID = {"yes": True, "no": False, "?": None}
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_it_works_out_independence_from_the_relation(row):
    relation, *expected = InterviewerRelation(row[0]), *(SAID[word] for word in row[1:])
    found = independence(relation, Group.CARE_OUT)
    flags = [found.of_care, found.of_case, found.of_placement, found.of_responsible_la]
    assert [*flags, found.looked_after_test, found.strict_test] == expected
    assert independence(relation, Group.HOME).test is found.of_case


def test_it_knows_every_relation():
    assert [row[0] for row in ROWS] == [relation.value for relation in InterviewerRelation]


def test_it_says_not_known_for_a_relation_nobody_recorded_and_never_no():
    found = independence(None, Group.HOME)
    assert found.home_test is None
    assert found.looked_after_test is None
    assert found.strict_test is None
    assert found.test is None


@pytest.mark.parametrize("group", [*Group, None])
def test_it_tests_a_worker_of_the_authority_s_own_team_alike_for_every_group(group):
    found = independence(InterviewerRelation.LA_DEDICATED_RHI, group)
    assert found.test is True
    assert found.strict_test is False


def test_it_says_the_strict_answer_is_not_known_when_the_provider_contradicts_the_relation():
    said_provider = independence(InterviewerRelation.COMMISSIONED_PROVIDER, Group.CARE_IN, ProviderType.RESPONSIBLE_LA)
    assert said_provider.of_responsible_la is None
    assert said_provider.strict_test is None
    assert said_provider.test is True
    own_team = independence(InterviewerRelation.LA_DEDICATED_RHI, Group.CARE_IN, ProviderType.RESPONSIBLE_LA)
    assert own_team.strict_test is False


def test_it_keeps_a_person_the_child_asked_for_beside_the_test_and_never_inside():
    social_worker = independence(InterviewerRelation.ALLOCATED_SOCIAL_WORKER, Group.CARE_IN)
    assert social_worker.test is False
    assert social_worker.preference_exception(True) is True
    assert social_worker.preference_exception(False) is False
    assert social_worker.preference_exception(None) is None
    provider = independence(InterviewerRelation.COMMISSIONED_PROVIDER, Group.CARE_IN)
    assert provider.preference_exception(True) is False
    own_team = independence(InterviewerRelation.LA_DEDICATED_RHI, Group.CARE_IN)
    assert own_team.preference_exception(True) is False
    assert own_team.preference_exception(True, strict=True) is True
    assert independence(None, Group.CARE_IN).preference_exception(True) is None


@pytest.mark.parametrize(
    ("relation", "provider", "model"),
    [
        ("la_dedicated_rhi", None, "la_dedicated_team"),
        ("allocated_social_worker", None, "la_social_worker"),
        ("line_manager_of_case", None, "la_social_worker"),
        ("la_youth_service", None, "la_youth_worker"),
        ("commissioned_provider", "voluntary_organisation", "commissioned_voluntary"),
        ("commissioned_provider", "private_company", "commissioned_private"),
        ("commissioned_provider", "other", "not_known"),
        ("commissioned_provider", "responsible_la", "not_known"),
        ("commissioned_provider", None, "not_known"),
        ("host_la_worker", None, "host_la"),
        ("other_case_professional", None, "other_professional"),
        ("placement_staff", None, "other_professional"),
        ("foster_carer", None, "other_professional"),
        ("parent_carer", None, "other_professional"),
        ("police", None, "other_professional"),
        ("other", None, "not_known"),
        (None, "private_company", "not_known"),
    ],
)
def test_it_names_the_delivery_model(relation, provider, model):
    found = delivery_model(relation and InterviewerRelation(relation), provider and ProviderType(provider))
    assert found is DeliveryModel(model)
