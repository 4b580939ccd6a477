"""Notices from the police: kept as they came, applied once, left for a person when unclear, and refused in words."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.casework.area import Area, new_child
from tests.casework.browser import hidden, signed_in
from wayhome.casework.accounts.secrets import sealed_secret
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children.models import Child
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey import models
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.reach.actions.notices import apply_kept, keep_notice
from wayhome.casework.reach.api import PLACE
from wayhome.casework.reach.intake import read
from wayhome.casework.reach.models import Notice, SigningKey
from wayhome.casework.reach.queries import kept_only

SECRET = b"thirty-two bytes that are secret"


@pytest.fixture
def key(area: Area) -> str:
    """A signing key of the police, and a code for Eastmere."""
    id = uuid4()
    with transaction.atomic(), acting_as(area.police.administrator, doing="test"):
        SigningKey.objects.create(
            id=id, organisation_id=area.police.id, name="ours", starts_at=datetime(2020, 1, 1, tzinfo=UTC),
            secret=sealed_secret(base64.b64encode(SECRET).decode(), place=f"{PLACE}.{id}"),
        )  # fmt: skip
    return str(id)


@pytest.fixture
def code(area: Area) -> str:
    code = f"E{uuid4().int % 10**8:08d}"
    with transaction.atomic(), acting_as(area.eastmere.administrator, doing="test"):
        Organisation.objects.filter(pk=area.eastmere.id).update(gss_code=code)
    return code


def post(key: str, content: object, *, secret: bytes = SECRET, age: int = 0):
    body = json.dumps(content).encode()
    stamp = str(int(datetime.now(UTC).timestamp()) - age)
    signature = base64.b64encode(hmac.new(secret, f"m1.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": stamp,
        "webhook-key": key,
        "webhook-signature": f"v1,{signature}",
    }
    return Client(raise_request_exception=False).post(
        "/api/v1/notices", body, content_type="application/json", headers=headers
    )


def reported(code: str, **more: object) -> dict[str, object]:
    at = datetime.now(UTC) - timedelta(hours=5)
    return {
        "id": uuid4().hex, "kind": "reported", "authority": code, "police_reference": f"EP/{uuid4().hex[:8]}",
        "child": {"given": "Marek", "family": "Dudek", "born": "2011-02-03"}, "happened": at.isoformat(), "grade": "medium", **more,
    }  # fmt: skip


def returned(before: dict[str, object], **more: object) -> dict[str, object]:
    at = datetime.now(UTC) - timedelta(hours=1)
    return before | {"id": uuid4().hex, "kind": "returned", "happened": at.isoformat(), "seen": True} | more


def test_it_opens_a_case_from_a_report_and_a_return(area: Area, acting, key, code):
    first = reported(code)
    assert post(key, first).json()["state"] == "applied"
    answer = post(key, returned(first))
    assert answer.json()["state"] == "applied", answer.content
    with acting(area.rosa):
        now = models.CaseNow.objects.get()
        assert now.is_open and now.deadline is not None
        assert models.EpisodeNow.objects.get().notified.is_known


def test_it_takes_the_same_notice_once(area: Area, acting, key, code):
    notice = reported(code)
    assert post(key, notice).json() == post(key, notice).json()
    with acting(area.rosa):
        assert models.Episode.objects.count() == 1


def test_it_refuses_the_same_number_with_other_content(area: Area, acting, key, code):
    notice = reported(code)
    post(key, notice)
    answer = post(key, notice | {"grade": "high"})
    assert answer.status_code == 409 and "person" in answer.json()["remedy"]


def test_it_leaves_a_return_of_an_unknown_absence_for_a_person(area: Area, acting, key, code):
    answer = post(key, returned(reported(code)))
    assert answer.json() == answer.json() | {"state": "needs_person", "why": "no_such_absence"}
    with acting(area.rosa):
        assert Notice.objects.get().state == "needs_person"


@pytest.mark.parametrize("forged", [{"secret": b"another secret of thirty-two byt"}, {"age": 301}, {"age": -301}])
def test_it_refuses_a_wrong_or_stale_signature(area: Area, key, code, forged):
    assert post(key, reported(code), **forged).status_code == 401


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": "vanished"}),
        ("authority", {"authority": "E99999999"}),
        ("child.given", {"child": {}}),
        ("child.born", {"child": {"given": "A", "born": "3 May"}}),
        ("happened", {"happened": "2026-03-28T20:00:00"}),
        ("words", {"words": "a\x00b"}),
        ("grade", {"grade": "severe"}),
    ],
)
def test_it_says_which_field_cannot_be_read_and_what_to_send(area: Area, key, code, field, change):
    answer = post(key, reported(code, **change))
    assert answer.status_code == 422, answer.content
    assert answer.json()["field"] == field and answer.json()["remedy"]


def test_it_takes_the_same_notice_from_a_person_at_the_police(area: Area, acting, code):
    browser = signed_in(area.pat)
    number = hidden(browser.get("/report/"), "number")
    typed = {
        "number": number, "kind": "reported", "authority": code, "police_reference": "EP/77", "given": "Noor", "family": "Haddad",
        "born": "2010-05-06", "happened_precision": "date", "happened_day": "2026-03-30", "grade": "high",
    }  # fmt: skip
    answer = browser.post("/report/", typed)
    assert answer.status_code == 302, answer.content.decode()[-2500:]
    assert "It is on the authority’s list." in browser.get(answer.headers["Location"]).content.decode()
    with acting(area.rosa):
        assert models.EpisodeNow.objects.get().police_reference == "EP/77"


# What a person does with a notice that a machine could not apply


def on_the_list(area: Area, acting) -> Notice:
    with acting(area.rosa):
        return Notice.objects.latest("recorded_at")


def matched(area: Area, browser: Client, notice: Notice, **answers: object):
    version = hidden(browser.get(reverse("notice", args=[notice.pk])), "seen_version")
    return browser.post(reverse("notice_match", args=[notice.pk]), {"seen_version": version, **answers})


def test_it_stands_above_every_list_of_the_coordinator_until_something_came_of_it(area: Area, acting, key, code):
    post(key, returned(reported(code)))
    notice = on_the_list(area, acting)
    browser = signed_in(area.rosa)
    today = browser.get(reverse("today")).content.decode()
    assert "A notice needs a person:" in today and "Marek Dudek" in today and reverse("notices") in today
    assert "Marek Dudek" not in signed_in(area.tess).get(reverse("today")).content.decode()
    listed = browser.get(reverse("notices"))
    page = listed.content.decode()
    assert "No absence here has this police reference." in page and "no_such_absence" not in page
    taken = browser.post(reverse("notice_take_up", args=[notice.pk]), {"seen_version": hidden(listed, "seen_version")})
    assert taken.headers["Location"] == reverse("notice", args=[notice.pk])
    page = browser.get(taken.headers["Location"]).content.decode()
    assert "Marek Dudek" in page and "Rosa Okoro sees to it." in page and "Start a file for Marek Dudek" in page
    assert "(with Rosa Okoro)" in browser.get(reverse("today")).content.decode(), "taking up is not having done it"
    assert "Rosa Okoro sees to it." in browser.get(reverse("notices")).content.decode()


def test_it_records_a_return_on_the_absence_of_the_child_a_person_names(area: Area, acting, key, code):
    first = reported(code)
    post(key, first)
    stray = returned(first, police_reference="EP/another")
    assert post(key, stray).json()["why"] == "no_such_absence"
    notice = on_the_list(area, acting)
    browser = signed_in(area.rosa)
    with acting(area.rosa):
        episode = models.EpisodeNow.objects.get()
    assert "same date of birth" in browser.get(reverse("notice", args=[notice.pk])).content.decode()
    answer = matched(area, browser, notice, child=str(episode.child_id))
    assert answer.status_code == 302, answer.content.decode()[-2500:]
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "It is recorded." in page and reverse("absence", args=[episode.pk]) in page
    with acting(area.rosa):
        now = models.EpisodeNow.objects.get()
        assert now.whereabouts == "returned" and now.notified.is_known
        assert models.CaseNow.objects.get().deadline is not None
        kept = Notice.objects.get(pk=notice.pk)
        assert (kept.state, kept.matched_child, kept.matched_by) == ("applied", episode.child_id, area.rosa.user)
    assert "A notice needs a person" not in browser.get(reverse("today")).content.decode()


def test_it_starts_a_file_and_records_a_return_nobody_had_reported_here(area: Area, acting, key, code):
    left = datetime.now(UTC) - timedelta(hours=30)
    post(key, returned(reported(code), missing_from=left.isoformat()))
    browser, notice = signed_in(area.rosa), on_the_list(area, acting)
    assert matched(area, browser, notice).status_code == 302
    with acting(area.rosa):
        now = models.EpisodeNow.objects.get()
        assert (now.whereabouts, now.police_report) == ("returned", "reported")
        assert models.CaseNow.objects.get().is_open
        report = models.Event.objects.get(kind="police_report_made").happened
        assert (report.earliest, report.is_exact) == (left, False), "when exactly the police took it is not made up"


def test_it_says_what_is_missing_where_a_return_cannot_be_placed(area: Area, acting, key, code):
    post(key, returned(reported(code)))
    browser, notice = signed_in(area.rosa), on_the_list(area, acting)
    assert matched(area, browser, notice).status_code == 302
    page = browser.get(reverse("notice", args=[notice.pk])).content.decode()
    assert "does not say since when" in page
    with acting(area.rosa):
        assert not models.Episode.objects.exists()
        assert not Child.objects.exists(), "no file was started that nothing is recorded in"


def test_it_records_a_report_on_the_one_of_two_alike_whom_a_person_names(area: Area, acting, key, code):
    with acting(area.rosa) as rosa:
        one, other = (new_child(rosa, "Marek", "Dudek", date(2011, 2, 3)) for _ in range(2))
    assert post(key, reported(code)).json()["why"] == "several_children_alike"
    assert matched(area, signed_in(area.rosa), on_the_list(area, acting), child=str(other)).status_code == 302
    with acting(area.rosa):
        assert [e.child_id for e in models.EpisodeNow.objects.all()] == [other]


def test_it_goes_back_to_a_person_when_the_child_named_cannot_be_the_one(area: Area, acting, key, code):
    """Two absences of the child are open: a return that names neither is for a person to record."""
    first = reported(code)
    post(key, first)
    post(key, first | {"id": uuid4().hex, "police_reference": f"EP/{uuid4().hex[:8]}"})
    post(key, returned(first, police_reference="EP/another"))
    notice = on_the_list(area, acting)
    with acting(area.rosa):
        child = models.EpisodeNow.objects.first().child_id
    browser = signed_in(area.rosa)
    assert matched(area, browser, notice, child=str(child)).status_code == 302
    page = browser.get(reverse("notice", args=[notice.pk])).content.decode()
    assert "More than one absence of this child is open." in page
    assert on_the_list(area, acting).state == "needs_person"


def test_it_names_no_child_of_another_authority(area: Area, acting, key, code):
    post(key, returned(reported(code)))
    with acting(area.wren) as wren:
        theirs = new_child(wren, "Marek", "Dudek", date(2011, 2, 3))
    browser = signed_in(area.rosa)
    notice = on_the_list(area, acting)
    assert str(theirs) not in browser.get(reverse("notice", args=[notice.pk])).content.decode()
    assert matched(area, browser, notice, child=str(theirs)).status_code == 404
    assert signed_in(area.wren).get(reverse("notice", args=[notice.pk])).status_code == 404


def test_it_sets_a_notice_aside_for_a_reason_and_then_leaves_it_alone(area: Area, acting, key, code):
    post(key, returned(reported(code)))
    notice, browser = on_the_list(area, acting), signed_in(area.rosa)
    at = reverse("notice_aside", args=[notice.pk])
    version = hidden(browser.get(reverse("notice", args=[notice.pk])), "seen_version")
    nothing = browser.post(at, {"seen_version": version})
    assert nothing.status_code == 422 and "Why is nothing to be recorded" in nothing.content.decode()
    assert browser.post(at, {"seen_version": version, "because": "recorded_already"}).status_code == 302
    page = browser.get(reverse("notice", args=[notice.pk])).content.decode()
    assert "It is recorded already" in page and "Whom is it about?" not in page
    assert "Every notice has been seen to." in browser.get(reverse("notices")).content.decode()
    for again in ("notice_take_up", "notice_match"):
        answer = browser.post(reverse(again, args=[notice.pk]), {"seen_version": int(version) + 1})
        assert answer.status_code == 422 and "seen to this notice already" in answer.content.decode()


def test_it_tells_a_person_who_was_overtaken_and_changes_nothing(area: Area, acting, key, code):
    post(key, returned(reported(code)))
    notice, browser = on_the_list(area, acting), signed_in(area.rosa)
    version = hidden(browser.get(reverse("notice", args=[notice.pk])), "seen_version")
    browser.post(reverse("notice_take_up", args=[notice.pk]), {"seen_version": version})
    late = browser.post(reverse("notice_match", args=[notice.pk]), {"seen_version": version})
    assert late.status_code == 409
    with acting(area.rosa):
        assert not models.Episode.objects.exists()


def test_it_applies_later_what_was_kept_and_never_tried(area: Area, acting, code):
    """The server stopped between keeping the notice and applying it."""
    at = datetime.now(UTC)
    told = read(reported(code))
    with acting(replace(area.pat, at=at)) as pat:
        keep_notice(told=told, by=pat, at=at)
    system = system_of(area.eastmere.id, at=at + timedelta(minutes=2))
    with transaction.atomic(), acting_as(system, doing="notices"):
        (waits,) = kept_only(system)
        assert apply_kept(**waits, by=system, at=system.at)
        assert not apply_kept(**waits, by=system, at=system.at)
        assert kept_only(system) == []
    with acting(area.rosa):
        assert models.Episode.objects.count() == 1 and Notice.objects.get().state == "applied"
