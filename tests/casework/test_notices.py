"""Notices from the police: kept as they came, applied once, left for a person when unclear, and refused in words."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from tests.casework.area import Area
from tests.casework.browser import hidden, signed_in
from wayhome.casework.accounts.secrets import sealed_secret
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey import models
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.reach.api import PLACE
from wayhome.casework.reach.models import Notice, SigningKey

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
