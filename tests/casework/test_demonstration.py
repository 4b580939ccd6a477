"""The practice area: every story ends where it says, and everything in it was done by somebody who may do it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.casework import practice as once
from tests.casework.practice import NOW, SECRET
from wayhome.casework.journal.queries import verify
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.models import CaseNow
from wayhome.cli.demonstration import area as practice
from wayhome.cli.demonstration.scenarios import stories


@pytest.fixture(scope="module")
def made(server, django_db_blocker) -> Iterator[practice.Area]:
    with django_db_blocker.unblock():
        yield once.made()


@pytest.mark.parametrize("story", list(stories()), ids=lambda story: story.child)
def test_it_ends_each_story_where_it_says(made, story):
    child = made.children[story.child]
    coordinator = "wren" if story.child == "Toby Frost" else "rosa"
    with transaction.atomic(), made.acting(coordinator, NOW):
        cases = CaseNow.objects.filter(child_id=child).order_by("-opened_at")
        assert [case.headline for case in cases[:1]] == ([story.headline] if story.headline else [])


def test_it_shows_a_dozen_children_in_different_states(made):
    told = list(stories())
    assert len(told) >= 12
    assert len({story.headline for story in told}) >= 12


def test_it_journals_everything_without_a_gap(made):
    for who in ("rosa", "wren", "mona", "pat"):
        with transaction.atomic(), acting_as(made.viewers[who]) as viewer:
            assert verify(viewer).whole


def test_it_makes_the_area_once(made):
    with transaction.atomic():
        assert practice.is_made()
    assert practice.make(secret=SECRET, now=NOW) is None
