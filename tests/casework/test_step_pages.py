"""Pages on which one thing is recorded: they open, keep what was typed, refuse in words, and never overwrite."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area
from tests.casework.browser import hidden, signed_in
from tests.casework.test_absence import BACK, aisha, missing
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models
from wayhome.casework.reach.actions.absence import record_return
from wayhome.casework.reach.urls import STEPS
from wayhome.domain.moment import LONDON, Moment
from wayhome.domain.vocabulary import Role, Source


def a_case(acting, by: Viewer) -> UUID:
    with acting(by):
        return record_return(
            episode=missing(by, aisha(by)), happened=Moment.exactly(BACK), source=Source.POLICE, by=by, at=NOW
        )


def typed(case: UUID, **answers: object) -> dict[str, object]:
    when = (NOW - timedelta(hours=1)).astimezone(LONDON)
    return {
        "happened_precision": "exact",
        "happened_day": f"{when:%Y-%m-%d}",
        "happened_time": f"{when:%H:%M}",
        **answers,
    }


@pytest.mark.parametrize(
    "step", [s for s in STEPS if s.who.roles and Role.RHI_COORDINATOR in s.who.roles], ids=lambda s: s.name
)
def test_it_opens_with_who_it_is_about_and_how_to_reach_them(area: Area, acting, step):
    case = a_case(acting, area.rosa)
    answer = signed_in(area.rosa).get(reverse(step.name, args=[case]))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Aisha Karim" in page
    assert "{child}" not in page and "{who}" not in page


def test_it_records_what_was_typed_and_goes_back_to_the_case(area: Area, acting):
    case = a_case(acting, area.rosa)
    browser = signed_in(area.rosa)
    seen = hidden(browser.get(reverse("offer_new", args=[case])), "seen_version")
    answer = browser.post(
        reverse("offer_new", args=[case]),
        typed(
            case, level="child_direct", channel="visit", could_talk_freely="yes", words="On a walk.", seen_version=seen
        ),
    )
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    with acting(area.rosa):
        assert models.CaseNow.objects.get(pk=case).headline == "offered"


def test_it_keeps_the_words_of_a_person_who_was_overtaken(area: Area, acting):
    case = a_case(acting, area.rosa)
    browser = signed_in(area.rosa)
    seen = hidden(browser.get(reverse("carer_told", args=[case])), "seen_version")
    first = typed(case, channel="call", words="Rang at nine.", seen_version=seen)
    assert browser.post(reverse("carer_told", args=[case]), first).status_code == 302
    late = browser.post(reverse("carer_told", args=[case]), first | {"words": "Her aunt was kind."})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Her aunt was kind." in page and "Carer told" in page
    with acting(area.rosa):
        assert models.Event.objects.filter(kind="carer_told").count() == 1


def test_it_refuses_an_unchecked_text_in_words_and_keeps_what_was_typed(area: Area, acting):
    case = a_case(acting, area.rosa)
    browser = signed_in(area.rosa)
    at = reverse("try_new", args=[case])
    seen = hidden(browser.get(at), "seen_version")
    sent = typed(case, target="child", channel="text", result="message_left", words="Tried twice.", seen_version=seen)
    answer = browser.post(at, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "nobody has checked yet" in page and "Tried twice." in page


def test_it_says_beforehand_what_stands_in_the_way(area: Area, acting):
    case = a_case(acting, area.rosa)
    page = signed_in(area.rosa).get(reverse("answer_yes", args=[case])).content.decode()
    assert "Record first that the child was told" in page


def test_it_answers_another_authority_as_if_there_were_nothing(area: Area, acting):
    case = a_case(acting, area.rosa)
    assert signed_in(area.wren).get(reverse("try_new", args=[case])).status_code == 404
