"""Handing a record in and taking it back: what was typed is saved with it, and a stale press never overwrites."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.casework.area import NOW, Area
from tests.casework.browser import hidden, signed_in
from tests.casework.stages import Scene, acting, begun, fresh
from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import WriteUp
from wayhome.casework.followup.actions import helping
from wayhome.casework.journey import models
from wayhome.domain.interview import SECTIONS
from wayhome.domain.vocabulary import NeedKind

QUESTIONS = {question.name: question for section in SECTIONS for question in section.questions}
VERSIONS = ("seen_version", "page_version")


@pytest.fixture
def scene(area: Area) -> Scene:
    scene = Scene(area)
    begun(scene)
    return scene


def page(browser, scene: Scene):
    return browser.get(reverse("write_up", args=[scene.case]))


def versions(answer) -> dict[str, str]:
    return {name: hidden(answer, name) for name in VERSIONS}


def record(scene: Scene) -> str:
    with acting(scene.area.sam):
        return models.CaseNow.objects.get(pk=scene.case).record


def answers(scene: Scene) -> dict[str, object]:
    with acting(scene.area.sam):
        return dict(as_answers(WriteUp.objects.get(case_id=scene.case).answers))


def meanwhile(scene: Scene) -> None:
    """Somebody else records something about the case."""
    with acting(scene.area.rosa) as rosa:
        helping.record_need(case=scene.case, kind=next(iter(NeedKind)), by=rosa, at=NOW, seen_version=None)


def test_it_hands_in_what_the_person_typed_and_sees(scene: Scene):
    browser = signed_in(scene.area.sam)
    sent = versions(page(browser, scene)) | {"before": "She had a row at home."}
    answer = browser.post(reverse("hand_in", args=[scene.case]), sent)
    assert answer.status_code == 302, answer.content.decode()[-2500:]
    assert (record(scene), answers(scene)["before"]) == ("submitted", "She had a row at home.")


def test_it_hands_nothing_in_after_somebody_recorded_something_and_shows_what(scene: Scene):
    browser = signed_in(scene.area.sam)
    sent = versions(page(browser, scene)) | {"before": "She had a row at home."}
    meanwhile(scene)
    late = browser.post(reverse("hand_in", args=[scene.case]), sent)
    said = late.content.decode()
    assert late.status_code == 409
    assert "Need recorded" in said and "Rosa Okoro" in said and "She had a row at home." in said
    assert (record(scene), answers(scene).get("before")) == ("draft", None), "neither is half-done"
    again = browser.post(reverse("hand_in", args=[scene.case]), sent | versions(late))
    assert again.status_code == 302 and record(scene) == "submitted"


def test_it_hands_nothing_in_over_what_was_saved_on_another_device(scene: Scene):
    browser = signed_in(scene.area.sam)
    sent = versions(page(browser, scene)) | {"before": "Typed on the phone."}
    with acting(fresh(scene.area.sam)) as sam:
        writing_up.save_answers(
            case=scene.case, answers={"before": "Typed at the desk."}, by=sam, at=NOW, seen_version=1
        )
    late = browser.post(reverse("hand_in", args=[scene.case]), sent)
    assert late.status_code == 409
    assert "saved somewhere else" in late.content.decode() and "Typed on the phone." in late.content.decode()
    assert (record(scene), answers(scene)["before"]) == ("draft", "Typed at the desk.")


def test_it_hands_nothing_in_from_a_form_that_says_no_version(scene: Scene):
    assert signed_in(scene.area.sam).post(reverse("hand_in", args=[scene.case])).status_code == 409
    assert record(scene) == "draft"


def test_it_takes_a_record_back_as_the_person_saw_it(scene: Scene):
    scene.do(scene.area.sam, writing_up.submit_record)
    browser = signed_in(scene.area.sam)
    seen = hidden(page(browser, scene), "seen_version")
    meanwhile(scene)
    late = browser.post(reverse("record_take_back", args=[scene.case]), {"seen_version": seen})
    assert late.status_code == 409 and "Need recorded" in late.content.decode()
    assert record(scene) == "submitted"
    again = browser.post(reverse("record_take_back", args=[scene.case]), {"seen_version": hidden(late, "seen_version")})
    assert again.status_code == 302 and record(scene) == "draft"


def test_it_refuses_in_words_to_hand_in_twice_or_for_somebody_else(scene: Scene):
    browser = signed_in(scene.area.sam)
    before = versions(page(browser, scene))
    scene.do(scene.area.sam, writing_up.submit_record)
    twice = browser.post(reverse("hand_in", args=[scene.case]), before)
    assert twice.status_code == 422 and "handed in" in twice.content.decode()
    other = signed_in(scene.area.rosa).post(reverse("hand_in", args=[scene.case]), before)
    assert other.status_code in (409, 422)
    with acting(scene.area.rosa):
        seen = models.CaseNow.objects.get(pk=scene.case).version
    other = signed_in(scene.area.rosa).post(reverse("hand_in", args=[scene.case]), {"seen_version": seen})
    assert other.status_code == 422


def test_it_names_too_many_reasons_and_hands_nothing_in(scene: Scene):
    browser = signed_in(scene.area.sam)
    shown = page(browser, scene)
    assert 'form="write-up"' in shown.content.decode() and "formaction=" in shown.content.decode()
    five = [value for value, _words in QUESTIONS["reasons"].answers][:5]
    answer = browser.post(reverse("hand_in", args=[scene.case]), versions(shown) | {"reasons": five})
    assert answer.status_code == 422 and "Choose up to 4" in answer.content.decode()
    assert record(scene) == "draft"
