"""A child with many absences: their page shows the latest and whatever is open, and the rest when it is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.casework.area import NOW, Area
from tests.casework.browser import signed_in
from tests.casework.stages import fresh
from wayhome.casework.children import actions as children
from wayhome.casework.children.words import Part
from wayhome.casework.followup.actions import closing
from wayhome.casework.journal.models import Mention
from wayhome.casework.journal.writing import acting_as, in_turn
from wayhome.casework.reach.actions import absence
from wayhome.casework.work.queries import finding
from wayhome.casework.work.views import finding as pages
from wayhome.domain.journey.headline_words import HeadlineCode
from wayhome.domain.moment import LONDON, Moment
from wayhome.domain.vocabulary import Source

TIMES = 4


@pytest.fixture
def often(area: Area):
    """A child who came back four times; three of the cases are closed."""
    with in_turn():
        with acting_as(fresh(area.rosa)) as rosa:
            child = children.register_child(given="Often", family="Away", by=rosa, at=NOW)
            children.allocate_worker(child=child, part=Part.SOCIAL_WORKER, user=area.omar.user, by=rosa, at=NOW)
        for number in range(TIMES):
            left = NOW - timedelta(days=20 - number)
            with acting_as(fresh(area.rosa)) as rosa:
                episode = absence.report_missing(
                    child=child, missing_from=Moment.exactly(left), source=Source.POLICE, by=rosa, at=NOW
                )
                back = Moment.exactly(left + timedelta(hours=5))
                case = absence.record_return(
                    episode=episode, happened=back, source=Source.POLICE, seen=True, by=rosa,
                    at=NOW + timedelta(minutes=number),
                )  # fmt: skip
            if number < TIMES - 1:
                with acting_as(fresh(area.tess)) as tess:
                    closing.close_not_required(
                        case=case,
                        reason="Seen at once.",
                        by=tess,
                        at=NOW + timedelta(minutes=number),
                        seen_version=None,
                    )
    return child


def test_it_shows_the_latest_and_what_is_open(area: Area, often):
    with transaction.atomic(), acting_as(fresh(area.rosa)) as rosa:
        found = finding.of_child(rosa, often, most=2)
    assert (len(found.absences), found.all_absences) == (2, TIMES)
    assert (len(found.cases), found.all_cases) == (2, TIMES)
    closed = [case.headline is HeadlineCode.CLOSED_NOT_UNDERTAKEN for case in found.cases]
    assert closed == [False, True], "the open one, and then the latest"
    assert found.cases[0].opened_at > found.cases[1].opened_at
    assert found.absences[0].missing_from.earliest > found.absences[1].missing_from.earliest


def test_it_journals_only_what_it_shows(area: Area, often):
    with transaction.atomic(), acting_as(fresh(area.rosa)) as rosa:
        finding.of_child(rosa, often, most=1)
    with transaction.atomic(), acting_as(fresh(area.rosa)):
        shown = Mention.objects.filter(kind="episode", act="read").count()
    assert shown == 1


def test_it_offers_the_rest_by_name_and_number(area: Area, often, monkeypatch):
    monkeypatch.setattr(pages, "LATEST", 1)
    browser = signed_in(area.rosa)
    page = browser.get(f"/children/{often}/cases/").content.decode()
    assert f"Absences: {TIMES}" in page and f"Cases: {TIMES}" in page
    assert "Show the other 3 absences" in page and "Show the other 3 cases" in page
    everything = browser.get(f"/children/{often}/cases/?all=yes").content.decode()
    assert "Show the other" not in everything
    assert everything.count("<article") + everything.count("<li") > page.count("<article") + page.count("<li")
    assert everything.count("/try/") == 1, "nobody is asked to try again on a case that is closed"


def test_it_leads_from_a_report_to_the_absence_and_reports_nobody_twice(area: Area, often):
    browser = signed_in(area.rosa)
    left = NOW - timedelta(hours=3)
    when = {f"{name}_{part}": said for name in ("missing_from", "happened") for part, said in at_minute(left).items()}
    answer = browser.post(f"/children/{often}/missing/", when)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/children/{often}/cases/")
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "not back yet" in page and "They are back" in page
    assert f"/children/{often}/missing/" not in page, "who is missing already is not reported again"


def at_minute(instant: datetime) -> dict[str, str]:
    there = instant.astimezone(LONDON)
    return {"precision": "exact", "day": f"{there:%Y-%m-%d}", "time": f"{there:%H:%M}"}
