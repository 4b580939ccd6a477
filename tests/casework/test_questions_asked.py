"""A page puts as many questions to the database for many rows as for few: no list asks in a loop."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.casework.area import NOW, Area, new_child
from tests.casework.browser import signed_in
from tests.casework.test_absence import missing
from tests.casework.test_work import came_back, child_of
from wayhome.casework.children.actions import check_contact_safety
from wayhome.casework.journey import worries
from wayhome.casework.reach.actions.absence import report_missing
from wayhome.casework.work.queries import listed
from wayhome.casework.work.views.finding import LATEST
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Source

FEW, MANY = 3, 12
HOUR = timedelta(hours=1)


def fill(area: Area, acting, numbers: range) -> UUID:
    """A child back, with a card and a worry, and another missing, for each number; the last case."""
    for n in numbers:
        with acting(area.rosa) as rosa:
            case = came_back(rosa, 3 + n, f"Child{n}", "Jones")
            child = child_of(case)
            check_contact_safety(
                child=child, permissions={}, named_adult="Ms Patel", times="after four", by=rosa, at=NOW
            )
            worries.raise_worry(child=child, words="A worry.", by=rosa, at=NOW)
            missing(rosa, new_child(rosa, f"Gone{n}", f"Out{n}"))
    return case


def goes_missing_again(area: Area, acting, child: UUID, times: int) -> None:
    with acting(area.rosa) as rosa:
        for n in range(times):
            since = Moment.exactly(NOW - (n + 1) * HOUR)
            report_missing(child=child, missing_from=since, source=Source.POLICE, by=rosa, at=NOW)


def questions(client: Client, path: str, **form: str) -> int:
    """How many questions one page puts to the database."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(path, form) if form else client.get(path)
    assert answer.status_code == 200
    return len(asked)


def of_each_page(client: Client, case: UUID, child: UUID) -> dict[str, int]:
    pages = [
        *(reverse(name) for name in ("today", "today_news", "cases", "oversight")),
        reverse("case", args=[case]),
        reverse("child_cases", args=[child]),
    ]
    for path in pages:  # what is asked once in a process, and facts that are derived anew after a change
        client.get(path)
    found = {path: questions(client, path) for path in pages}
    return found | {"search": questions(client, reverse("search"), wanted="Jones")}


def test_it_puts_as_many_questions_for_many_rows_as_for_few(area: Area, acting):
    case = fill(area, acting, range(FEW))
    with acting(area.rosa):
        child = child_of(case)
    goes_missing_again(area, acting, child, LATEST + 1)  # beyond that the page counts what it does not show
    client = signed_in(area.rosa)
    few = of_each_page(client, case, child)
    fill(area, acting, range(FEW, MANY))
    goes_missing_again(area, acting, child, MANY)
    assert of_each_page(client, case, child) == few


def test_it_notices_a_question_in_a_loop(area: Area, acting, monkeypatch: pytest.MonkeyPatch):
    client = signed_in(area.rosa)
    real = listed.other_of

    def asks_each(viewer, person, people):
        listed.EpisodeNow.objects.filter(pk=person.id).exists()
        return real(viewer, person, people)

    monkeypatch.setattr(listed, "other_of", asks_each)
    fill(area, acting, range(2))
    questions(client, reverse("today"))
    two = questions(client, reverse("today"))
    fill(area, acting, range(2, 4))
    assert questions(client, reverse("today")) > two
