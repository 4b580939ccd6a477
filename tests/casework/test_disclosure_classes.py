"""A question of any class that is newly asked appears, or does not, for every recipient and every role: no template is touched.

The expected answers are written here by hand from domain reference §10.3 and §12.2, and ask no code.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person, new_place
from tests.casework.browser import signed_in
from tests.casework.test_sharing import approved
from wayhome.casework.children.actions.access import open_record
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journey.models import Case
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.sharing.disclosure import BY_THIS_DOOR, of_record, source_of
from wayhome.casework.sharing.queries import the_talk
from wayhome.domain import interview
from wayhome.domain.interview import Kind, Question, Section
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass, RelationshipKind, Role

CLASSES = tuple(c for c in DataClass if c is not DataClass.AGGREGATE)
"""The twelve: identity, episode, reasons, harm, made to do, third party, sensitive, own words, analysis, needs, wishes, audit."""

# A letter for each class in that order. F: the words and the coded answer; S: the coded answer alone; -: neither.
# The sender is a coordinator, who reads of what is sensitive the values alone, so nobody gets its words from her.
RECIPIENTS = {
    Recipient.SOCIAL_WORKER: "- F F F F F S F F F - -",
    Recipient.POLICE: "- F - F - F - - - - - -",
    Recipient.PANEL: "- - S S - - - - S S - -",
    Recipient.HOST_LA: "- F - S - F - - - F - -",
    Recipient.RESPONSIBLE_LA: "F F F F F F S F F F - -",
    Recipient.PLACEMENT_OR_CARER: "- - - - - - - - - - - -",
    Recipient.PARENTS: "- - - - - - - - - - - -",
    Recipient.IRO: "- F S S - - - - - S - -",
    Recipient.SCHOOL: "- - - - - - - - - S - -",
    Recipient.HEALTH: "- - - - - - S - - F - -",
    Recipient.CHILD: "- - - - - - - F - - - -",
}
"""What an interviewer thinks is needed is a proposal: carers and parents are told what was agreed, not that."""

ROLES = {
    Role.RHI_COORDINATOR: "F F F F F F S F F F F F",
    Role.PROVIDER_INTERVIEWER: "F F F F F F F F F F F -",
    Role.RHI_INTERVIEWER: "F F F F F F F F F F F -",
    Role.PROVIDER_MANAGER: "F F F F F F S F F F F -",
    Role.SOCIAL_WORKER: "F F F F F F S F F F F -",
    Role.TEAM_MANAGER: "F F F F F F S F F F F -",
    Role.IRO: "F F F F - - - F S F F -",
    Role.ADVOCATE: "F F F F - - - F S F F -",
    Role.FRONT_DOOR: "F F S F S S - - S S F -",
    Role.POLICE_MPC: "F F S - - - - - S S - -",
    Role.HOST_LA_MISSING_LEAD: "F F S S - S - - S S - -",
    Role.CARER_HOME: "F F - - - - - - - S S -",
    Role.SCHOOL_CONTACT: "- - - - - - - - - - - -",
    Role.HEALTH_CONTACT: "- - - - - - - - - - - -",
    Role.PANEL_MEMBER: "F S S S - S - S S S - -",
    Role.SERVICE_MANAGER: "- F S S S S - - S S - -",
    Role.NAMED_SENIOR_MANAGER: "- F S S S S - - S S - -",
    Role.DCS: "- F S S S S - - S S - -",
}
"""Inside the relationship that each role has with a child, without a purpose for which a senior manager sees names. What was
only shared is read in the share, not here. A coordinator sees who looked at her own cases."""

ON_THE_CASE_PAGE = tuple(
    r for r in ROLES
    if r not in (
        Role.POLICE_MPC, Role.CARER_HOME, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT, Role.PANEL_MEMBER, Role.DCS,
    )
)  # fmt: skip

OPENED_BY = {
    Role.POLICE_MPC: RelationshipKind.TEAM_MEMBERSHIP,
    Role.HOST_LA_MISSING_LEAD: RelationshipKind.TEAM_MEMBERSHIP,
    Role.SERVICE_MANAGER: RelationshipKind.TEAM_MEMBERSHIP,
    Role.NAMED_SENIOR_MANAGER: RelationshipKind.TEAM_MEMBERSHIP,
    Role.DCS: RelationshipKind.TEAM_MEMBERSHIP,
    Role.FRONT_DOOR: RelationshipKind.DUTY,
    Role.CARER_HOME: RelationshipKind.OWN_PLACEMENT,
    Role.PANEL_MEMBER: RelationshipKind.PANEL_WINDOW,
    Role.SCHOOL_CONTACT: RelationshipKind.SHARE,
    Role.HEALTH_CONTACT: RelationshipKind.SHARE,
    Role.PROVIDER_MANAGER: RelationshipKind.PROVIDER_REFERRAL,
}
ELSEWHERE = {
    Role.CARER_HOME: OrganisationKind.HOME,
    Role.SCHOOL_CONTACT: OrganisationKind.SCHOOL,
    Role.HEALTH_CONTACT: OrganisationKind.HEALTH,
}


def words_of(c: DataClass) -> str:
    return f"said-{c.value.replace('_', '-')}-zq"


def label_of(c: DataClass) -> str:
    return f"ticked-{c.value.replace('_', '-')}-zq"


@pytest.fixture(autouse=True)
def planted(monkeypatch):
    """The interview with a section more: for each class one question in words, and one with a coded answer."""
    questions = [Question(f"planted_{c.value}", f"Planted {c.value}", Kind.WORDS, c) for c in CLASSES]
    questions += [
        Question(f"planted_code_{c.value}", f"Planted code {c.value}", Kind.ONE, c, (("a", label_of(c)),))
        for c in CLASSES
    ]
    monkeypatch.setattr(interview, "SECTIONS", (*interview.SECTIONS, Section("planted", "Planted", tuple(questions))))


ANSWERS = {f"planted_{c.value}": words_of(c) for c in CLASSES} | {f"planted_code_{c.value}": "a" for c in CLASSES}


def found(text: str) -> str:
    """What the bytes show of each planted class, in the letters of the tables."""
    letters = {(True, True): "F", (False, True): "S", (False, False): "-", (True, False): "?"}
    return " ".join(letters[(words_of(c) in text, label_of(c) in text)] for c in CLASSES)


def test_it_has_an_expectation_for_every_recipient_of_a_copy():
    assert set(RECIPIENTS) == BY_THIS_DOOR


def test_it_gives_every_recipient_the_planted_classes_of_the_matrix_and_no_other(area: Area, acting):
    case = approved(area, acting, ANSWERS)
    with acting(area.rosa):
        source = source_of(area.rosa, case)
        got = {r: found(of_record(source, r).content) for r in RECIPIENTS}
    assert got == RECIPIENTS


def test_it_shows_the_same_in_the_bytes_of_the_page_on_which_it_is_decided(area: Area, acting):
    """One page draws every recipient, so what it may hold in all is the sum of what each may have."""
    case = approved(area, acting, ANSWERS)
    text = signed_in(area.rosa).get(reverse("share_decide", args=[case])).content.decode()
    for number, c in enumerate(CLASSES):
        wanted = {letters.split()[number] for letters in RECIPIENTS.values()}
        assert (words_of(c) in text) == ("F" in wanted), c
        assert (label_of(c) in text) == bool(wanted - {"-"}), c


def reader(area: Area, acting, role: Role, case) -> Viewer:
    """Somebody in the role, for whom the relationship of that role is open now."""
    usual = {
        Role.RHI_COORDINATOR: area.rosa, Role.PROVIDER_INTERVIEWER: area.sam, Role.PROVIDER_MANAGER: area.mona,
        Role.POLICE_MPC: area.pat,
    }  # fmt: skip
    if role in ELSEWHERE:
        place, _people = new_place(role.label, ELSEWHERE[role], f"{role.value.replace('_', '')}{area.eastmere.domain}")
    else:
        place = area.westmarsh if role is Role.HOST_LA_MISSING_LEAD else area.eastmere
    viewer = usual.get(role) or new_person(place, f"{role.value.replace('_', '')} Reader", role)
    if viewer in (area.rosa, area.sam, area.mona):
        return viewer
    with acting(area.rosa):
        open_record(
            child=Case.objects.get(pk=case).child_id, kind=OPENED_BY.get(role, RelationshipKind.ALLOCATION),
            purpose=Purpose.CASEWORK, to_organisation=viewer.organisation, to_user=viewer.user, by=area.rosa, at=NOW,
        )  # fmt: skip
    return viewer


def test_it_shows_every_role_the_planted_classes_of_the_matrix_and_no_other(area: Area, acting):
    case = approved(area, acting, ANSWERS)
    got = {}
    for role in ROLES:
        viewer = reader(area, acting, role, case)
        with acting(viewer):
            talk = the_talk(viewer, case)
            got[role] = found(str(talk.parts))
            professional = role not in (Role.CARER_HOME, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT)
            assert talk.more == professional, (
                f"{role}: the marker is for professionals only, and something is always left out"
            )
    assert got == ROLES


@pytest.mark.parametrize("role", ON_THE_CASE_PAGE, ids=lambda r: r.value)
def test_it_shows_them_in_the_bytes_of_the_page_of_the_case(area: Area, acting, role):
    case = approved(area, acting, ANSWERS)
    viewer = reader(area, acting, role, case)
    answer = signed_in(viewer).get(reverse("case", args=[case]))
    assert answer.status_code == 200
    assert found(answer.content.decode()) == ROLES[role]
