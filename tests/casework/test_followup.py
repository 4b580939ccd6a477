"""After the talk: each need and what came of it, and every way of closing a case."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area, new_person, new_place
from tests.casework.browser import signed_in
from tests.casework.test_absence import BACK, aisha, missing
from tests.casework.test_sharing import EVERYBODY, approved
from wayhome.casework.children.actions.access import allocate_worker, open_record
from wayhome.casework.children.actions.life import record_status
from wayhome.casework.children.models import Relationship
from wayhome.casework.children.words import Part, StatusKind
from wayhome.casework.followup.actions import closing, helping
from wayhome.casework.followup.queries import need_of, needs
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journal.models import Mention
from wayhome.casework.journey import models as journey
from wayhome.casework.journey import projection
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach.actions import asking
from wayhome.casework.reach.actions.absence import record_return
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.sharing.actions.telling import Decision, decide_who_is_told
from wayhome.domain.journey.states import Support
from wayhome.domain.moment import LONDON, Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    NeedKind,
    Outcome,
    ReasonWithheld,
    RelationshipKind,
    Role,
    Source,
)

ON = date(2026, 3, 31)


def doing(by: Viewer, case: UUID, need: UUID | None = None):
    """The actions of one person on one case, or on one of its needs, with what every test would repeat filled in."""
    about = {"case": case, "by": by, "at": NOW, "seen_version": None} | ({"need": need} if need else {})
    return lambda action, **given: partial(action, **about)(**given)


def a_need(by: Viewer, case: UUID, kind: NeedKind = NeedKind.MENTORING) -> UUID:
    return doing(by, case)(helping.record_need, kind=kind, childs_view="wants_it", words="Somebody to talk to.")


def owned(area: Area, case: UUID, kind: NeedKind = NeedKind.MENTORING) -> UUID:
    need = a_need(area.rosa, case, kind)
    doing(area.rosa, case, need)(helping.name_owner, owner=area.rosa.user)
    return need


def accepted(area: Area, case: UUID, kind: NeedKind = NeedKind.MENTORING) -> UUID:
    need = owned(area, case, kind)
    do = doing(area.rosa, case, need)
    do(helping.offer_support, service="Open Door", offered_on=ON, words="Tuesdays at four.")
    do(helping.accept_support, said_by=Answerer.CHILD, happened=Moment.exactly(NOW))
    return need


def decided(by: Viewer, case: UUID) -> None:
    """A decision about everybody: here, that nobody is told."""
    no = [Decision(recipient=r, because=ReasonWithheld.NOT_RELEVANT) for r in EVERYBODY]
    decide_who_is_told(case=case, decisions=no, by=by, at=NOW, seen_version=None)


def state(viewer: Viewer, case: UUID, need: UUID) -> Support:
    return need_of(viewer, case, need).state


def test_it_follows_a_need_from_nobody_yet_to_help_that_started_and_ended(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
        do = doing(area.rosa, case, need)
        assert state(area.rosa, case, need) is Support.IDENTIFIED
        do(helping.say_nobody_owns_it, escalated_to=area.tess.user)
        seen = need_of(area.rosa, case, need)
        assert (seen.owner, seen.escalated_to, seen.state) == (None, "Tess Hall", Support.NOBODY_YET)
        do(helping.name_owner, owner=area.rosa.user)
        do(helping.offer_support, service="Open Door", offered_on=ON, words="Tuesdays at four.")
        do(helping.accept_support, said_by=Answerer.CHILD, happened=Moment.exactly(NOW))
        do(helping.start_support, happened=Moment.exactly(NOW))
        do(helping.end_support, ended_how="as_planned", happened=Moment.exactly(NOW))
        seen = need_of(area.rosa, case, need)
        assert (seen.owner_name, seen.escalated_to, seen.service) == ("Rosa Okoro", None, "Open Door")
        assert (seen.said_by, seen.ended_how, seen.childs_view) == (Answerer.CHILD, "as_planned", "wants_it")
        assert seen.started.is_known and seen.ended.is_known and seen.state is Support.ENDED
        assert projection.differences(area.rosa) == []


def test_it_keeps_what_was_written_about_a_need_sealed_and_out_of_the_codes(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        accepted(area, case)
        for event in journey.Event.objects.filter(case_id=case):
            assert "Open Door" not in str(event.detail) and "Tuesdays" not in str(event.detail)


def test_it_takes_no_service_here_for_an_answer_with_its_kind_and_area(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = owned(area, case)
        do = doing(area.rosa, case, need)
        with pytest.raises(Refused, match="what kind of service"):
            do(helping.say_no_service, service="Mentor for 12 to 15", area="")
        do(helping.say_no_service, service="Mentor for 12 to 15", area="Eastmere north")
        seen = need_of(area.rosa, case, need)
        assert (seen.state, seen.area, seen.has_no_owner) == (Support.NO_SERVICE, "Eastmere north", False)


def test_it_refuses_what_is_not_an_offer_an_owner_or_an_ending(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
    refused = (
        (helping.offer_support, {"service": "Open Door", "offered_on": ON}, "Name an owner first"),
        (helping.say_nobody_owns_it, {"escalated_to": area.omar.user}, "team manager of the child’s own council"),
        (helping.start_support, {"happened": Moment.exactly(NOW)}, "does not fit here"),
    )
    for action, given, words in refused:
        with pytest.raises(Refused, match=words), acting(area.rosa):
            doing(area.rosa, case, need)(action, **given)
    with acting(area.rosa):
        doing(area.rosa, case, need)(helping.name_owner, owner=area.rosa.user)
    with pytest.raises(Refused, match="Name the service"), acting(area.rosa):
        doing(area.rosa, case, need)(helping.offer_support, service=" ", offered_on=ON)
    with pytest.raises(Refused, match="Somebody else owns this"), acting(area.tess):
        doing(area.tess, case, need)(helping.offer_support, service="Open Door", offered_on=ON)


def test_it_refuses_a_date_that_would_make_an_event_count_for_nothing(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = owned(area, case)
    with pytest.raises(Refused, match="dated before “Need recorded”"), acting(area.rosa):
        doing(area.rosa, case, need)(helping.offer_support, service="Open Door", offered_on=ON - timedelta(days=1))
    with acting(area.rosa):
        do = doing(area.rosa, case, need)
        do(helping.offer_support, service="Open Door", offered_on=ON)
        do(helping.accept_support, said_by=Answerer.CHILD, happened=Moment.exactly(NOW - timedelta(seconds=40)))
        assert state(area.rosa, case, need) is Support.ACCEPTED


def test_it_opens_the_record_to_the_owner_of_a_need(area: Area, acting):
    case = approved(area, acting)
    newcomer = new_person(area.eastmere, "Ned Vale", Role.SOCIAL_WORKER)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
        doing(area.rosa, case, need)(helping.name_owner, owner=newcomer.user)
        child = journey.Case.objects.get(pk=case).child_id
        assert Relationship.objects.filter(child_id=child, to_user_id=newcomer.user, because_of=need).count() == 1
    with acting(newcomer):
        doing(newcomer, case, need)(helping.offer_support, service="Open Door", offered_on=ON)
        assert state(newcomer, case, need) is Support.OFFERED


def test_it_hides_a_sensitive_need_and_leaves_no_gap(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        plain, sensitive = a_need(area.rosa, case), a_need(area.rosa, case, NeedKind.SEXUAL_HEALTH)
        child = journey.Case.objects.get(pk=case).child_id
        both = needs(area.rosa, case)
        assert [n.id for n in both] == [plain, sensitive]
        assert (both[0].words, both[1].words) == ("Somebody to talk to.", None), "the value without its words"
    iro = new_person(area.eastmere, "Ivy Rowe", Role.IRO)
    with acting(area.rosa):
        allocate_worker(child=child, part=Part.REVIEWING_OFFICER, user=iro.user, by=area.rosa, at=NOW)
    with acting(iro):
        assert [n.id for n in needs(iro, case)] == [plain]
        with pytest.raises(NotFound):
            need_of(iro, case, sensitive)


def test_it_shows_a_carer_only_what_was_agreed(area: Area, acting):
    case = approved(area, acting)
    home, people = new_place(
        "Oak House", OrganisationKind.HOME, f"oak{area.eastmere.domain}", staff=[("cass", "Cass Bell", Role.CARER_HOME)]
    )
    with acting(area.rosa):
        a_need(area.rosa, case, NeedKind.SAFETY_PLAN)
        agreed = accepted(area, case)
        accepted(area, case, NeedKind.SEXUAL_HEALTH)
        open_record(
            child=journey.Case.objects.get(pk=case).child_id, kind=RelationshipKind.OWN_PLACEMENT, purpose=Purpose.CASEWORK,
            to_organisation=home.id, by=area.rosa, at=NOW,
        )  # fmt: skip
    with acting(people["cass"]):
        seen = needs(people["cass"], case)
        assert [n.id for n in seen] == [agreed]
        assert (seen[0].words, seen[0].service, seen[0].next) == (None, None, ())


def test_it_journals_every_need_that_is_shown(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
    with acting(area.rosa):
        needs(area.rosa, case)
    with acting(area.rosa):
        assert Mention.objects.filter(subject_id=need, act="read").count() == 1


def test_it_closes_a_case_only_when_everybody_is_decided_and_every_need_has_an_answer(area: Area, acting):
    case = approved(area, acting)
    close = doing(area.rosa, case)
    with pytest.raises(Refused, match="7 still open"), acting(area.rosa):
        close(closing.close_undertaken, child_told_what_next=True)
    with acting(area.rosa):
        decided(area.rosa, case)
        need = a_need(area.rosa, case)
    with pytest.raises(Refused, match="1 of the child's needs"), acting(area.rosa):
        close(closing.close_undertaken, child_told_what_next=True)
    with acting(area.rosa):
        doing(area.rosa, case, need)(helping.say_nobody_owns_it, escalated_to=area.tess.user)
    with pytest.raises(Refused, match="told what happens next"), acting(area.rosa):
        close(closing.close_undertaken, child_told_what_next=None)
    with acting(area.rosa):
        close(closing.close_undertaken, child_told_what_next=False)
        assert journey.CaseNow.objects.get(pk=case).container == "closed_undertaken"


def test_it_lets_help_go_on_after_closing(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = accepted(area, case)
        decided(area.rosa, case)
        doing(area.rosa, case)(closing.close_undertaken, child_told_what_next=True)
        doing(area.rosa, case, need)(helping.start_support, happened=Moment.exactly(NOW))
        assert state(area.rosa, case, need) is Support.STARTED
        assert journey.CaseNow.objects.get(pk=case).headline == "follow_up"


def test_it_closes_for_a_child_without_any_need(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        decided(area.rosa, case)
        doing(area.rosa, case)(closing.close_undertaken, child_told_what_next=True)
        assert not journey.CaseNow.objects.get(pk=case).is_open and needs(area.rosa, case) == ()


def unheard(area: Area) -> tuple[UUID, UUID]:
    """A case with three tries and no child reached: the case and its return. Call it as Rosa."""
    episode = missing(area.rosa, aisha(area.rosa))
    case = record_return(episode=episode, happened=Moment.exactly(BACK), source=Source.POLICE, by=area.rosa, at=NOW)
    for channel in (Channel.CALL, Channel.VISIT, Channel.CALL):
        asking.log_try(
            case=case, target=AttemptTarget.CHILD, channel=channel, result=AttemptResult.NO_ANSWER,
            happened=Moment.exactly(NOW), by=area.rosa, at=NOW, seen_version=None,
        )  # fmt: skip
    return case, episode


def reviewed(area: Area, acting, case: UUID) -> None:
    with acting(area.rosa):
        doing(area.rosa, case)(asking.ask_carer_what_they_know, answer="yes", words="She was at her aunt's.")
    with acting(area.tess):
        doing(area.tess, case)(closing.review_risk, words="Known to be safe at her aunt's.")


def test_it_closes_without_a_talk_once_the_carer_was_asked_and_the_risk_reviewed(area: Area, acting):
    with acting(area.rosa):
        case, episode = unheard(area)
    given = {"outcomes": {episode: Outcome.COULD_NOT_BE_CONTACTED}, "leaflet_given": True, "offer_again": "if_they_ask"}
    with pytest.raises(Refused, match="Record whether the carer was asked"), acting(area.rosa):
        doing(area.rosa, case)(closing.close_not_undertaken, **given, signed_off_by=area.tess.user)
    reviewed(area, acting, case)
    refused = (
        ({}, "team manager's sign-off"),
        ({"signed_off_by": area.omar.user}, "Only a team manager"),
        ({"signed_off_by": area.tess.user, "outcomes": {}}, "Choose an outcome for each return"),
        ({"signed_off_by": area.tess.user, "outcomes": {episode: Outcome.DECLINED_BY_CHILD}}, "the child's own no"),
        ({"signed_off_by": area.tess.user, "leaflet_given": None}, "leaflet and helplines"),
    )
    for more, words in refused:
        with pytest.raises(Refused, match=words), acting(area.rosa):
            doing(area.rosa, case)(closing.close_not_undertaken, **(given | more))
    with acting(area.rosa):
        doing(area.rosa, case)(closing.close_not_undertaken, **given, signed_off_by=area.tess.user)
        assert journey.CaseNow.objects.get(pk=case).headline == "closed_not_undertaken"


def test_it_leaves_not_required_and_opening_again_to_a_team_manager_with_a_reason(area: Area, acting):
    with acting(area.rosa):
        case, _episode = unheard(area)
    with pytest.raises(Refused, match="not yours"), acting(area.rosa):
        doing(area.rosa, case)(closing.close_not_required, reason="Held elsewhere.")
    with pytest.raises(Refused, match="Say why"), acting(area.tess):
        doing(area.tess, case)(closing.close_not_required, reason=" ")
    with acting(area.tess):
        doing(area.tess, case)(closing.close_not_required, reason="Held by another authority.")
        assert not journey.CaseNow.objects.get(pk=case).is_open
        doing(area.tess, case)(closing.reopen, reason="It was not held after all.")
        assert journey.CaseNow.objects.get(pk=case).is_open


# Pages


def hidden(page, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.content.decode())
    assert found, f"{name} is not on the page"
    return found.group(1)


def on_the_clock(acting, viewer: Viewer) -> datetime:
    """The server's own clock, by which pages are answered: when it last recorded something."""
    with acting(viewer):
        return journey.Event.objects.latest("recorded_at").recorded_at.astimezone(LONDON)


def press(browser, address: str, **answers: str):
    """Open a page, answer its form, send it."""
    page = browser.get(address)
    assert page.status_code == 200, page.content.decode()
    return browser.post(address, {"seen_version": hidden(page, "seen_version"), **answers})


def test_it_goes_from_a_need_to_help_that_started_and_a_closed_case_page_by_page(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        decided(area.rosa, case)
    rosa = signed_in(area.rosa)
    answer = press(rosa, reverse("need_new", args=[case]), kind="mentoring", childs_view="wants_it", words="A mentor.")
    assert answer.status_code == 302
    with acting(area.rosa):
        need = needs(area.rosa, case)[0].id
    one = reverse("need", args=[case, need])
    when = on_the_clock(acting, area.rosa)
    just_now = {"happened_precision": "exact", "happened_day": f"{when:%Y-%m-%d}", "happened_time": f"{when:%H:%M}"}

    def step(name: str, **answers: str) -> None:
        answer = press(rosa, reverse(name, args=[case, need]), **answers)
        assert (answer.status_code, answer.headers.get("Location")) == (302, one), answer.content.decode()

    page = rosa.get(one).content.decode()
    assert (
        "Mentor" in page and "Aisha Karim" in page and "Name who sees to it" in page and "Record an offer" not in page
    )
    step("need_nobody", escalated_to=str(area.tess.user))
    assert "Tess Hall" in rosa.get(one).content.decode()
    step("need_owner", owner=str(area.rosa.user))
    step("need_offer", service="Open Door", offered_on=f"{when:%Y-%m-%d}", words="")
    step("need_yes", said_by="child", **just_now)
    assert "First session due" in rosa.get(one).content.decode()
    step("need_start", **just_now)
    assert "Started" in rosa.get(one).content.decode()
    answer = press(rosa, reverse("case_close", args=[case]), child_told_what_next="yes")
    assert answer.status_code == 302
    with acting(area.rosa):
        assert journey.CaseNow.objects.get(pk=case).headline == "follow_up"


def test_it_says_what_stands_in_the_way_before_anybody_has_written_anything(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
    rosa = signed_in(area.rosa)
    assert "Decide who is told: 7 still open" in rosa.get(reverse("case_close", args=[case])).content.decode()
    page = rosa.get(reverse("need_start", args=[case, need])).content.decode()
    assert "This cannot be recorded now" in page and "<textarea" not in page


def test_it_keeps_the_words_of_a_person_who_was_overtaken_on_a_need(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = owned(area, case)
    rosa, address = signed_in(area.rosa), reverse("need_offer", args=[case, need])
    seen = hidden(rosa.get(address), "seen_version")
    with acting(area.rosa):
        a_need(area.rosa, case)
    late = rosa.post(
        address, {"seen_version": seen, "service": "Open Door", "offered_on": "2026-03-31", "words": "Tuesdays."}
    )
    text = late.content.decode()
    assert late.status_code == 409 and "Tuesdays." in text and "Need recorded" in text
    with acting(area.rosa):
        assert state(area.rosa, case, need) is Support.OWNED


def test_it_closes_without_a_talk_on_one_page(area: Area, acting):
    with acting(area.rosa):
        case, episode = unheard(area)
    reviewed(area, acting, case)
    answer = press(
        signed_in(area.rosa), reverse("case_close_without", args=[case]), **{f"outcome_{episode}": "could_not_be_contacted"},
        leaflet_given="yes", offer_again="if_they_ask", signed_off_by=str(area.tess.user),
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    with acting(area.rosa):
        assert journey.CaseNow.objects.get(pk=case).container == "closed_not_undertaken"


def test_it_chooses_no_outcome_for_anybody(area: Area, acting):
    with acting(area.rosa):
        case, episode = unheard(area)
    reviewed(area, acting, case)
    rosa, address = signed_in(area.rosa), reverse("case_close_without", args=[case])
    question = rosa.get(address).content.decode().partition(f'name="outcome_{episode}"')[2]
    assert re.search(r'<option value=""[^>]*>\s*Choose one', question.partition("</select>")[0])
    answer = press(rosa, address, leaflet_given="yes", offer_again="no", signed_off_by=str(area.tess.user))
    assert answer.status_code == 422


def test_it_says_on_the_form_why_a_sign_off_is_needed(area: Area, acting):
    with acting(area.rosa):
        case, _episode = unheard(area)
        child = journey.Case.objects.get(pk=case).child_id
        record_status(
            child=child, kind=StatusKind.LOOKED_AFTER, code="C2", starts_on=date(2025, 1, 1), by=area.rosa, at=NOW
        )
    reviewed(area, acting, case)
    page = signed_in(area.rosa).get(reverse("case_close_without", args=[case])).content.decode()
    assert "Needed here: looked after" in page


def test_it_gives_another_authority_no_page_of_a_need(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        need = a_need(area.rosa, case)
    assert signed_in(area.wren).get(reverse("need", args=[case, need])).status_code == 404
