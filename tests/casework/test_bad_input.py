"""What is sent wrong is refused with the place, the value and what to do, and leaves nothing behind.

Every page here gets one thing wrong that a person, a broken browser or a hostile program sends; afterwards each table of
the case system holds as many rows as before. The long proof (`prove fuzz`) meets them all with thousands more.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import sql

from tests.casework import stages
from tests.casework.area import NOW, new_area, new_child
from tests.casework.browser import hidden, signed_in
from tests.casework.test_absence import BACK, LEFT
from tests.casework.test_notices import SECRET, code, key, post, reported, returned
from wayhome.casework.journey.models import CaseNow, EpisodeNow
from wayhome.casework.reach.actions import absence
from wayhome.casework.reach.models import Notice
from wayhome.domain.journey.headline_words import HeadlineCode
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.journey.states import (
    Allocation,
    CaseState,
    Contact,
    PoliceReport,
    Prevention,
    Record,
    TalkState,
    Whereabouts,
)
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment
from wayhome.domain.vocabulary import EpisodeKind, Group, RiskGrade, Source

__all__ = ["code", "key"]

JOURNALLED = {"journal_entry", "journal_mention", "journal_counter"}
"""What a page shows is noted whether or not anything was saved."""


class Desk:
    """One area with a child at several points of the journey, and people who are signed in."""

    def __init__(self, dsn: str) -> None:
        self.area, self.dsn = new_area(), dsn
        self.browsers = {name: signed_in(getattr(self.area, name)) for name in ("rosa", "sam", "omar", "pat")}
        self.at = {
            each.__name__: self._at(each)
            for each in (stages.back, stages.told, stages.said_yes, stages.allocated, stages.owned)
        }

    def _at(self, stage) -> stages.Scene:
        scene = stages.Scene(self.area)
        stage(scene)
        return scene

    def rows(self) -> dict[str, int]:
        """How many rows each table holds, counted past every row policy."""
        tables = sorted(
            {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("wayhome.")} - JOURNALLED
        )
        with psycopg.connect(self.dsn) as past:
            counted = [past.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(t))) for t in tables]
            return {table: row[0] for table, row in zip(tables, (c.fetchone() for c in counted), strict=True)}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        before = self.rows()
        yield
        after = self.rows()
        assert {t: (before[t], n) for t, n in after.items() if n != before[t]} == {}

    def sends(self, who: str, address: str, **answers: object):
        """A form filled in from its own page, with these answers."""
        browser = self.browsers[who]
        page = browser.get(address)
        if b'name="seen_version"' in page.content:
            answers = {"seen_version": hidden(page, "seen_version")} | answers
        return browser.post(address, answers)


@pytest.fixture(scope="module", name="desk")
def _desk(server, django_db_blocker) -> Desk:
    with django_db_blocker.unblock():
        return Desk(server.dsn("superuser"))


def when(moment: datetime, name: str = "happened", precision: str = "exact") -> dict[str, str]:
    local = moment.astimezone(LONDON)
    return {f"{name}_precision": precision, f"{name}_day": f"{local:%Y-%m-%d}", f"{name}_time": f"{local:%H:%M}"}


def on_day(day: str, time: str, **more: str) -> dict[str, str]:
    return {"happened_precision": "exact", "happened_day": day, "happened_time": time} | {
        f"happened_{k}": v for k, v in more.items()
    }


OFFER = {"level": "child_direct", "channel": "visit", "could_talk_freely": "yes"}
TRIED = {"target": "child", "channel": "call", "result": "no_answer", "again_precision": "unknown"}
TALK = {"completeness": "full", "mode": "in_person", "place": "school"}
HOUR = timedelta(hours=1)


def words_of(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


# Orders of time that cannot be

IMPOSSIBLE = [
    ("back", "rosa", "offer_new", OFFER | when(BACK - HOUR), "This was before the child was found"),
    ("back", "rosa", "try_new", TRIED | when(LEFT - HOUR), "The child had not gone missing by then"),
    ("told", "rosa", "answer_yes", when(NOW - 3 * HOUR), "This is dated before “Child told”"),
    ("told", "rosa", "answer_no", {"conveyed_by": "child", "could_talk_freely": "yes"} | when(NOW - 3 * HOUR), "before “Child told”"),
    ("said_yes", "rosa", "book_talk", {"place": "school", "mode": "in_person"} | when(BACK - HOUR, "planned"), "found later than that"),
    ("allocated", "sam", "talk_new", TALK | when(BACK - HOUR, "held"), "had not been found by then"),
    ("back", "rosa", "offer_new", OFFER | when(datetime(2036, 1, 1, tzinfo=UTC)), "That has not happened yet"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "who", "page", "answers", "words"),
    IMPOSSIBLE,
    ids=[f"{p}-{n}" for n, (_, _, p, _, _) in enumerate(IMPOSSIBLE)],
)
def test_it_refuses_an_order_of_time_that_cannot_be(desk, stage, who, page, answers, words):
    scene = desk.at[stage]
    if page == "talk_new":
        answers = answers | {"discussed": str(scene.episode)}
    with desk.unchanged():
        answer = desk.sends(who, reverse(page, args=[scene.case]), **answers)
    assert answer.status_code == 422
    said = words_of(answer)
    assert words in said
    day = next(value for name, value in answers.items() if name.endswith("_day"))
    assert f'value="{day}"' in said, "what was typed stays"


def test_it_refuses_a_return_from_before_the_child_went(desk):
    with stages.acting(desk.area.rosa) as rosa:
        episode = stages.missing(rosa, stages.aisha(rosa))
    with desk.unchanged():
        answer = desk.sends("rosa", reverse("return_new", args=[episode]), source="carer", **when(LEFT - HOUR))
    assert answer.status_code == 422 and "The child had not gone missing by then" in words_of(answer)


def test_it_refuses_one_source_that_has_a_child_leave_after_the_report(desk):
    with stages.acting(desk.area.rosa) as rosa:
        child = new_child(rosa, "Ben", "Otter")
    answers = when(NOW - 3 * HOUR) | when(NOW - 2 * HOUR, "missing_from")
    with desk.unchanged():
        answer = desk.sends("rosa", reverse("missing_new", args=[child]), **answers)
    assert answer.status_code == 422 and "after they were reported missing" in words_of(answer)


def test_it_refuses_an_absence_that_begins_while_the_child_was_away_already(desk):
    with stages.acting(desk.area.rosa) as rosa:
        child = stages.aisha(rosa)
        episode = stages.missing(rosa, child)
        absence.record_return(episode=episode, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW)
    answers = when(NOW - HOUR) | when(BACK - HOUR, "missing_from")
    with desk.unchanged():
        answer = desk.sends("rosa", reverse("missing_new", args=[child]), **answers)
    assert answer.status_code == 422 and "dated before “Back”" in words_of(answer)


def test_it_refuses_help_offered_before_its_need_was_recorded(desk):
    scene = stages.Scene(desk.area)
    stages.owned(scene)
    with desk.unchanged():
        answer = desk.sends(
            "rosa", reverse("need_offer", args=[scene.case, scene.need]), service="Mentor", offered_on="2026-03-30"
        )
    assert answer.status_code == 422 and "dated before “Need recorded”" in words_of(answer)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2201-01-01"])
def test_it_asks_for_the_year_again_where_it_cannot_be_meant(desk, day):
    scene = stages.Scene(desk.area)
    stages.owned(scene)
    with desk.unchanged():
        address = reverse("need_offer", args=[scene.case, scene.need])
        answer = desk.sends("rosa", address, service="Mentor", offered_on=day)
    assert answer.status_code == 422 and f"Check the year of {day}" in words_of(answer)


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_it_takes_a_time_at_the_end_of_the_calendar_for_none(desk, since):
    assert desk.browsers["rosa"].get(reverse("today_news"), {"since": since}).status_code == 200
    period = {"period": "custom", "from": since[:10], "to": since[:10]}
    assert "Give both days" in words_of(desk.browsers["rosa"].get(reverse("oversight"), period))


# Orders of time that only look odd


def test_it_takes_a_talk_before_the_return_but_after_the_child_was_found(desk):
    scene = stages.Scene(desk.area)
    with stages.acting(desk.area.rosa) as rosa:
        scene.episode = stages.missing(rosa, stages.aisha(rosa))
        found = {"happened": Moment.exactly(BACK - 4 * HOUR), "source": Source.POLICE, "by": rosa, "at": NOW}
        scene.case = absence.record_located(episode=scene.episode, **found)
        absence.record_return(episode=scene.episode, **found | {"happened": Moment.exactly(BACK)})
    answer = desk.sends(
        "omar", reverse("talk_new", args=[scene.case]), discussed=str(scene.episode), **TALK | when(BACK - HOUR, "held")
    )
    assert answer.status_code == 302, words_of(answer)


def test_it_takes_days_that_overlap_and_a_report_whose_time_nobody_knows(desk):
    scene = stages.Scene(desk.area)
    with stages.acting(desk.area.rosa) as rosa:
        child = stages.aisha(rosa)
        scene.episode = absence.report_missing(
            child=child, missing_from=NOT_RECORDED, happened=NOT_RECORDED, source=Source.LA, by=rosa, at=NOW
        )
    back = desk.sends("rosa", reverse("return_new", args=[scene.episode]), source="police", **when(BACK))
    assert back.status_code == 302, words_of(back)
    case = back.headers["Location"].split("/")[2]
    told = desk.sends("rosa", reverse("offer_new", args=[case]), **OFFER | when(BACK, precision="date"))
    assert told.status_code == 302, words_of(told)


def test_it_takes_an_absence_that_is_told_of_after_a_later_one(desk):
    with stages.acting(desk.area.rosa) as rosa:
        child = stages.aisha(rosa)
        later = stages.missing(rosa, child)
        case = absence.record_return(
            episode=later, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW
        )
        earlier = stages.missing(rosa, child, LEFT - timedelta(days=5))
        said = {"happened": Moment.exactly(LEFT - timedelta(days=4)), "source": Source.POLICE, "by": rosa, "at": NOW}
        assert absence.record_return(episode=earlier, **said) == case
        assert set(CaseNow.objects.get(pk=case).episodes) == {earlier, later}


# Times, codes and letters


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (on_day("2026-03-29", "01:30"), "There was no such time: the clocks went forward"),
        (on_day("2025-10-26", "01:30"), "This time happened twice: the clocks went back"),
        (on_day("31/02/2026", "10:00"), "Enter the day, like 28/03/2026"),
        (on_day("2026-03-30", "25:00"), "Enter the time, like 16:20"),
        (on_day("9999-12-31", "10:00"), "Enter the day, like 28/03/2026"),
        ({"happened_precision": ""}, "Say how exactly the time is known"),
        ({"channel": "pigeon"}, "pigeon is not one of the available choices"),
        ({"level": "carer_only"}, "carer_only is not one of the available choices"),
        ({"channel": ""}, "This needs an answer"),
        ({"words": "x" * 2001}, "at most 2000 characters (it has 2001)"),
        ({"words": "a\x00b"}, "Null characters are not allowed"),
        ({"words": "a\x07b"}, "Character 2 of this cannot be read (U+0007)"),
        ({"seen_version": "first"}, "Enter a whole number"),
    ],
)  # fmt: skip
def test_it_names_what_was_wrong_in_a_form_and_what_to_do(desk, answers, words):
    usual = OFFER | when(BACK + HOUR) | answers
    with desk.unchanged():
        answer = desk.sends("rosa", reverse("offer_new", args=[desk.at["back"].case]), **usual)
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert 'class="govuk-error-summary"' in answer.content.decode()


@pytest.mark.parametrize("letters", ["\x00", "\x07", "\x1b[31m", "\x85"])
def test_it_refuses_control_characters_in_a_name(desk, letters):
    with desk.unchanged():
        answer = desk.sends("rosa", reverse("child_add"), given=f"Al{letters}ex", family="Finch", nobody_here="yes")
    assert answer.status_code == 422, words_of(answer)[-600:]


@pytest.mark.parametrize("name", ["Zoë", "محمد", "Ỵ̈vonne", "O’Neil-Śmith", "👩‍👧"])
def test_it_takes_every_name_that_people_have(desk, name):
    answer = desk.sends("rosa", reverse("child_add"), given=name, family=f"F{uuid4().hex[:8]}", nobody_here="yes")
    assert answer.status_code == 302


def test_it_refuses_a_number_of_social_care_that_another_child_has(desk):
    number = f"L{uuid4().hex[:8]}"
    typed = {"family": "Finch", "nobody_here": "yes", "local_id": number}
    assert desk.sends("rosa", reverse("child_add"), given="Ash", **typed).status_code == 302
    with stages.acting(desk.area.rosa) as rosa:
        other = new_child(rosa, "Noor", "Teal")
    for address, answers in (("child_add", typed | {"given": "Ila"}), ("child_facts", {"local_id": number})):
        place = reverse(address) if address == "child_add" else reverse(address, args=[other])
        with desk.unchanged():
            answer = desk.sends("rosa", place, **answers)
        assert answer.status_code == 422 and "Another child here has this number" in words_of(answer)


@pytest.mark.parametrize("version", ["-1", "0", "999", "²", "٣", "9" * 5000, "", "x"])
def test_it_takes_a_version_that_nobody_was_shown_for_one_that_was_overtaken(desk, version):
    with stages.acting(desk.area.rosa):
        row = Notice.objects.filter(state="needs_person").first() or waiting_notice(desk)
    with desk.unchanged():
        answer = desk.browsers["rosa"].post(reverse("notice_take_up", args=[row.pk]), {"seen_version": version})
    assert answer.status_code == 409


def waiting_notice(desk) -> Notice:
    row = Notice(
        organisation_id=desk.area.eastmere.id, from_organisation_id=desk.area.police.id, number=uuid4().hex, sha256="0" * 64,
        kind="returned", content={}, state="needs_person", recorded_at=NOW, recorded_by=desk.area.rosa.user,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@pytest.mark.parametrize(
    "query", ["from=²", "from=" + "9" * 5000, "from=-1", "stage=closed&from=999999999", "sort=%00", "next=//x"]
)
def test_it_opens_a_list_whatever_the_address_asks_of_it(desk, query):
    for page in ("cases", "call_list"):
        assert (
            desk.browsers["rosa"]
            .get(f"{reverse(page)}?{query.replace('from', 'at') if page == 'call_list' else query}")
            .status_code
            == 200
        )


def test_it_opens_a_talk_card_whatever_number_is_asked_for(desk):
    for number in ("²", "0", "-1", "9" * 5000, "x"):
        address = reverse("interview_talk", args=[desk.at["allocated"].case])
        assert desk.browsers["sam"].get(f"{address}?card={number}").status_code == 200


# Somebody else's


def test_it_answers_for_another_organisations_case_as_for_none(desk):
    with stages.acting(desk.area.wren) as wren:
        child = new_child(wren, "Cai", "Lowry")
    for page, id in (("child", child), ("missing_new", child), ("case", uuid4()), ("offer_new", child)):
        with desk.unchanged():
            got, sent = (
                desk.browsers["rosa"].get(reverse(page, args=[id])),
                desk.browsers["rosa"].post(reverse(page, args=[id]), OFFER),
            )
        assert (got.status_code, sent.status_code in (404, 405)) == (404, True)
        assert "Lowry" not in words_of(got)


def test_it_refuses_a_form_that_names_somebody_of_another_organisation(desk):
    scene = stages.Scene(desk.area)
    stages.in_need(scene)
    others = {
        reverse("need_owner", args=[scene.case, scene.need]): {"owner": str(desk.area.wren.user)},
        reverse("refer", args=[scene.case]): {"provider": str(desk.area.westmarsh.id), "conflict": "no"},
    }
    for address, answers in others.items():
        with desk.unchanged():
            answer = desk.sends("rosa", address, **answers)
        assert answer.status_code == 422
        assert "not one of the available choices" in words_of(answer)


# Too much, or no form at all


def test_it_says_that_ten_megabytes_are_too_much(desk):
    address = reverse("offer_new", args=[desk.at["back"].case])
    with desk.unchanged():
        answer = desk.browsers["rosa"].post(
            address, {"words": "x" * 10 * 1024 * 1024}, content_type="application/x-www-form-urlencoded"
        )
    assert answer.status_code == 413
    assert "more than 2 MB, so nothing was saved" in words_of(answer) and "send it again" in words_of(answer)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("&".join(f"a{n}=1" for n in range(600)), "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary="),
    ],
)
def test_it_says_that_what_was_sent_is_no_form(desk, body, content_type):
    with desk.unchanged():
        answer = desk.browsers["rosa"].post(reverse("children"), body, content_type=content_type)
    assert answer.status_code == 400
    assert "Nothing was saved" in words_of(answer) and "try again" in words_of(answer)


# Notices from machines

NO_NOTICES = [
    ("happened", {"happened": "0001-01-01T00:00:00+00:00"}, "between 1900 and 2200"),
    ("happened", {"happened": "2026-03-29T01:30:00"}, "Add the offset"),
    ("happened", {"happened": "9999-12-31"}, "between 1900 and 2200"),
    ("kind", {"kind": "lost"}, "Send one of: reported, located, returned"),
    ("grade", {"grade": "severe"}, "Send one of"),
    ("authority", {"authority": "E00000000"}, "code of an authority that uses Wayhome"),
    ("child.given", {"child": {"given": "x" * 81}}, "at most 80 letters"),
    ("child.given", {"child": {"given": "  "}}, "it is needed"),
    ("words", {"words": "a\ud800"}, "control characters"),
    ("anything", {"anything": {"a": ["\x00"]}}, "control characters"),
    ("anything", {"anything": float("inf")}, "Send a number"),
    ("a\x00", {"a\x00": 1}, "control characters"),
    ("deep", {"deep": [[[[[[[[[1]]]]]]]]]}, "at most 8 deep"),
    ("child", {"child": None}, "given, family and born"),
    ("seen", {"seen": "yes"}, "true, false"),
    ("id", {"id": 7}, "Send text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "change", "remedy"), NO_NOTICES, ids=[f"{f}-{n}" for n, (f, _, _) in enumerate(NO_NOTICES)]
)
def test_it_refuses_a_notice_by_field_value_and_remedy(desk, area, key, code, field, change, remedy):
    with desk.unchanged():
        answer = post(key, reported(code) | change)
    said = answer.json()
    assert answer.status_code == 422, said
    assert said["field"].startswith(field) and remedy in said["remedy"], said
    assert "value" in said


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 60_000, b'{"a":' * 10_000, b"\xff\xfe", b"9" * 60_000, b"null", b'{"id": NaN}']
)
def test_it_refuses_what_is_no_notice_at_all(desk, area, key, code, body):
    with desk.unchanged():
        answer = signed(key, body)
    assert answer.status_code == 422 and answer.json()["remedy"]


def test_it_refuses_a_notice_of_ten_megabytes(desk, area, key, code):
    with desk.unchanged():
        answer = signed(key, b"x" * 10 * 1024 * 1024)
    assert answer.status_code == 413 and "Send at most 65536 bytes." in answer.json()["remedy"]


@pytest.mark.parametrize("headers", [
    {"webhook-timestamp": "²"}, {"webhook-timestamp": "9" * 12}, {"webhook-timestamp": "9" * 5000}, {"webhook-timestamp": "-1"},
    {"webhook-signature": "v1,é"}, {"webhook-key": "x"}, {"webhook-id": ""},
])  # fmt: skip
def test_it_refuses_a_head_that_is_none(desk, area, key, code, headers):
    with desk.unchanged():
        assert signed(key, json.dumps(reported(code)).encode(), **headers).status_code == 401


def signed(key: str, body: bytes, **headers: str):
    """A message in order, but for its body and what is said here of its head."""
    stamp = str(int(datetime.now(UTC).timestamp()))
    made = base64.b64encode(hmac.new(SECRET, f"m1.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    usual = {"webhook-id": "m1", "webhook-timestamp": stamp, "webhook-key": key, "webhook-signature": f"v1,{made}"}
    return Client(raise_request_exception=False).post(
        "/api/v1/notices", body, content_type="application/json", headers=usual | headers
    )


def test_it_keeps_other_content_under_a_used_number_for_a_person_once(area, acting, key, code):
    notice = reported(code)
    post(key, notice)
    for _ in range(2):
        answer = post(key, notice | {"grade": "high"})
        assert answer.status_code == 409
        assert answer.json()["field"] == "id" and answer.json()["value"] == notice["id"]
    browser = signed_in(area.rosa)
    with acting(area.rosa):
        kept = Notice.objects.get(state="needs_person")
        assert (kept.why, kept.content["grade"]) == ("other_content", "high")
        assert EpisodeNow.objects.get().risk == "medium", "what was applied stands"
    assert "came again with something else in it" in words_of(browser.get(reverse("notices")))


def test_it_takes_a_notice_once_that_is_sent_four_times_at_once(area, acting, key, code):
    notice, start = reported(code), Barrier(4)

    def send(_: int) -> tuple[int, dict[str, str]]:
        try:
            start.wait()
            answer = post(key, notice)
            return answer.status_code, answer.json()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert [status for status, _ in answers] == [200] * 4
    assert len({said["notice"] for _, said in answers}) == 1
    with acting(area.rosa):
        assert EpisodeNow.objects.count() == 1 and Notice.objects.get().state == "applied"


def test_it_leaves_a_return_from_before_the_absence_for_a_person(area, acting, key, code):
    first = reported(code)
    post(key, first)
    early = datetime.fromisoformat(first["happened"]) - HOUR
    answer = post(key, returned(first, happened=early.isoformat()))
    assert answer.json() == answer.json() | {"state": "needs_person", "why": "before_what_it_follows"}
    with acting(area.rosa):
        assert not CaseNow.objects.exists() and EpisodeNow.objects.get().whereabouts == "missing"
    assert "dated before what it follows" in words_of(signed_in(area.rosa).get(reverse("notices")))


# Passkeys, addresses of e-mail, and room in the tables


@pytest.mark.parametrize("credential", [
    "false", "{}", "[]", "null", '"x"', "9" * 5000, "[" * 100_000, '{"id": 1}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "!!", "attestationObject": "oA"}}',
])  # fmt: skip
def test_it_takes_no_passkey_that_is_none(desk, credential):
    sam, stranger = desk.browsers["sam"], Client(raise_request_exception=False)
    sam.raise_request_exception = False
    sam.get(reverse("mfa_add_webauthn"))
    with desk.unchanged():
        assert sam.post(reverse("mfa_add_webauthn"), {"name": "Key", "credential": credential}).status_code == 200
        assert sam.post(reverse("mfa_reauthenticate_webauthn"), {"credential": credential}).status_code in (200, 302)
        assert stranger.post(reverse("mfa_login_webauthn"), {"credential": credential}).status_code == 302
    with psycopg.connect(desk.dsn) as past:
        assert past.execute("SELECT count(*) FROM mfa_authenticator WHERE type = 'webauthn'").fetchone() == (0,)


def test_it_refuses_an_email_address_that_no_letter_can_be_sent_to(desk):
    stranger = Client(raise_request_exception=False)
    for page, name in (("account_reset_password", "email"), ("sign_in", "email")):
        answer = stranger.post(reverse(page), {name: "somebody@\u05d0x.example"})
        assert answer.status_code == 200 and "Enter an email address, like name@council.gov.uk" in words_of(answer)


def test_it_has_room_for_every_word_that_a_column_of_where_things_stand_may_hold():
    holds = {
        EpisodeNow: {
            "whereabouts": Whereabouts, "police_report": PoliceReport, "prevention": Prevention, "kind": EpisodeKind, "group": Group,
            "risk": RiskGrade,
        },
        CaseNow: {
            "container": CaseState, "contact": Contact, "allocation": Allocation, "talk": TalkState, "record": Record,
            "headline": HeadlineCode,
        },
        apps.get_model("journey", "Event"): {"kind": EventKind, "source": Source},
    }  # fmt: skip
    short = [
        f"{model.__name__}.{column} has room for {model._meta.get_field(column).max_length}, “{word}” needs {len(word)}"
        for model, columns in holds.items()
        for column, words in columns.items()
        for word in (getattr(each, "value", each) for each in words)
        if len(word) > model._meta.get_field(column).max_length
    ]
    assert short == []


@pytest.mark.parametrize("grade", list(RiskGrade))
def test_it_records_every_grade_of_risk(desk, grade):
    with stages.acting(desk.area.rosa) as rosa:
        episode = absence.report_missing(
            child=stages.aisha(rosa), missing_from=NOT_RECORDED, source=Source.POLICE, grade=grade, by=rosa, at=NOW
        )
        assert EpisodeNow.objects.get(pk=episode).risk == grade.value
