"""Who may see what: the matrix by hand, and nothing without a relationship."""

from __future__ import annotations

import pytest

from wayhome.domain.access import MATRIX, OPENED_BY, PERSONAL, Extent, may_read
from wayhome.domain.vocabulary import DataClass, NeedKind, RelationshipKind, Role, class_of

# Written out from the domain reference. F full, O own, S summary, C codes, X what was shared, - nothing; w writes.
BY_HAND = """
                          id ep re ha ma th se ow an ne wi audit
    rhi_coordinator       Fw Fw F  F  F  F  S  F  F  Fw Fw O
    rhi_interviewer       O  Ow Ow Ow Ow Ow Ow Ow Ow Ow Ow -
    provider_interviewer  O  Ow Ow Ow Ow Ow Ow Ow Ow Ow Ow -
    provider_manager      O  F  F  F  F  F  S  F  F  F  F  -
    social_worker         O  O  O  O  O  O  S  O  O  Ow O  -
    team_manager          O  O  O  O  O  O  S  O  O  Ow O  -
    iro                   O  O  O  O  -  -  -  O  S  O  O  -
    advocate              O  O  O  O  -  -  -  O  S  O  O  -
    front_door            F  F  S  F  S  S  -  -  S  S  F  -
    police_mpc            F  F  S  X  -  X  -  -  S  S  -  -
    host_la_missing_lead  O  F  S  S  -  S  -  -  S  S  -  -
    carer_home            O  O  -  X  -  -  X  -  -  S  S  -
    school_contact        X  -  -  X  -  -  -  -  -  X  S  -
    health_contact        X  -  -  X  -  -  X  -  -  X  S  -
    panel_member          F  S  S  S  -  S  -  S  S  S  -  -
    service_manager       F  F  S  S  S  S  -  -  S  S  -  -
    named_senior_manager  F  F  S  S  S  S  -  -  S  S  -  -
    dcs                   F  F  S  S  S  S  -  -  S  S  -  -
    analyst               C  F  C  C  -  -  -  -  C  C  -  -
    national_oversight    -  -  -  -  -  -  -  -  -  -  -  -
    auditor_ig            F  -  -  -  -  -  -  -  -  -  -  F
    sysadmin              -  -  -  -  -  -  -  -  -  -  -  S
    young_person          O  O  O  O  O  -  O  O  -  S  O  -
"""
ROWS = [line.split() for line in BY_HAND.strip().splitlines()[1:]]
LETTERS = {"full": "F", "own": "O", "summary": "S", "codes": "C", "shared": "X", "none": "-"}
CONTENT = (
    DataClass.HARM,
    DataClass.MADE_TO_DO,
    DataClass.THIRD_PARTY,
    DataClass.SENSITIVE,
    DataClass.OWN_WORDS,
    DataClass.ANALYSIS,
)


def letter(grant):
    return LETTERS[grant.extent.value] + ("w" if grant.write else "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_it_holds_the_matrix_of_the_domain_reference(row):
    grants = MATRIX[Role(row[0])]
    assert [letter(grants[one]) for one in (*PERSONAL, DataClass.AUDIT)] == row[1:]


def test_it_has_a_row_and_relationships_for_every_role_and_a_cell_for_every_class():
    assert set(MATRIX) == set(OPENED_BY) == set(Role) == {Role(row[0]) for row in ROWS}
    assert all(set(grants) == set(DataClass) for grants in MATRIX.values())


@pytest.mark.parametrize("role", Role)
def test_it_shows_nothing_about_a_child_without_a_relationship(role):
    assert not any(may_read(role, one, None, purpose="review").may_read for one in PERSONAL)


@pytest.mark.parametrize("role", Role)
def test_it_shows_nothing_through_a_relationship_the_role_cannot_have(role):
    open_to_all = {RelationshipKind.SHARE, RelationshipKind.BREAK_GLASS}
    for kind in set(RelationshipKind) - OPENED_BY[role] - open_to_all:
        assert not any(may_read(role, one, kind, purpose="review").may_read for one in PERSONAL)


def test_it_shows_only_the_share_to_somebody_whose_only_access_is_a_share():
    for data_class in PERSONAL:
        grant = may_read(Role.SCHOOL_CONTACT, data_class, RelationshipKind.SHARE)
        assert (grant.extent, grant.write) == (Extent.SHARED, False)
    assert not may_read(Role.SYSADMIN, DataClass.HARM, RelationshipKind.SHARE).may_read


def test_it_holds_the_matrix_inside_the_right_relationship():
    assert may_read(Role.RHI_INTERVIEWER, DataClass.MADE_TO_DO, RelationshipKind.ALLOCATION).write
    assert may_read(Role.FRONT_DOOR, DataClass.HARM, RelationshipKind.DUTY).extent is Extent.FULL
    assert not may_read(Role.FRONT_DOOR, DataClass.OWN_WORDS, RelationshipKind.DUTY).may_read
    assert may_read(Role.PANEL_MEMBER, DataClass.HARM, RelationshipKind.PANEL_WINDOW).extent is Extent.SUMMARY
    assert may_read(Role.YOUNG_PERSON, DataClass.OWN_WORDS, RelationshipKind.OWN_RECORD).may_read


def test_it_never_implies_what_a_child_was_made_to_do_by_harm():
    for role in (Role.POLICE_MPC, Role.IRO, Role.HOST_LA_MISSING_LEAD, Role.PANEL_MEMBER, Role.CARER_HOME):
        assert MATRIX[role][DataClass.HARM].may_read
        assert not MATRIX[role][DataClass.MADE_TO_DO].may_read


def test_it_shows_carers_and_hosts_no_need_whose_value_is_sensitive():
    sensitive_need = class_of(NeedKind.MENTAL_HEALTH_CAMHS)
    home = may_read(Role.CARER_HOME, sensitive_need, RelationshipKind.OWN_PLACEMENT)
    host = may_read(Role.HOST_LA_MISSING_LEAD, sensitive_need, RelationshipKind.TEAM_MEMBERSHIP)
    assert home.extent is Extent.SHARED
    assert host.extent is Extent.NONE
    assert may_read(Role.CARER_HOME, class_of(NeedKind.MENTORING), RelationshipKind.OWN_PLACEMENT).may_read


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER, Role.DCS])
def test_it_shows_a_senior_manager_a_name_only_with_a_purpose(role):
    team = RelationshipKind.TEAM_MEMBERSHIP
    assert not may_read(role, DataClass.IDENTITY, team).may_read
    assert not may_read(role, DataClass.IDENTITY, team, purpose="").may_read
    assert may_read(role, DataClass.IDENTITY, team, purpose="review of overdue cases").may_read
    assert may_read(role, DataClass.EPISODE, team).may_read


def test_it_shows_an_auditor_the_log_and_a_name_only_by_breaking_the_glass():
    assert may_read(Role.AUDITOR_IG, DataClass.AUDIT, None).extent is Extent.FULL
    assert may_read(Role.AUDITOR_IG, DataClass.IDENTITY, RelationshipKind.BREAK_GLASS).may_read
    assert not any(may_read(Role.AUDITOR_IG, one, RelationshipKind.BREAK_GLASS).may_read for one in CONTENT)


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.NATIONAL_OVERSIGHT, Role.ANALYST])
def test_it_does_not_let_a_broken_glass_open_content_to_those_who_never_need_it(role):
    assert not any(may_read(role, one, RelationshipKind.BREAK_GLASS).may_read for one in PERSONAL)


def test_it_shows_totals_to_national_oversight_and_nothing_else():
    seen = [one for one in DataClass if may_read(Role.NATIONAL_OVERSIGHT, one, None).may_read]
    assert seen == [DataClass.AGGREGATE]
