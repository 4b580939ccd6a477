"""Help: for every role where to begin, on pages that role may open; for every page that people ask about, what it is for."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from tests.casework.area import Area
from tests.casework.browser import signed_in
from tests.casework.test_bad_input import words_of
from wayhome.casework.journal.pages import ACCESS
from wayhome.casework.work.guide import ABOUT, FIRST
from wayhome.domain.vocabulary import Role

PATTERNS = get_resolver().url_patterns  # the addresses say who may open each as they are read
ONLY_SENT = {Role.NATIONAL_OVERSIGHT, Role.YOUNG_PERSON}
"""They have no pages here: one gets totals by authority, the other has a page of their own."""


@pytest.mark.parametrize("role", [role for role in Role if role not in ONLY_SENT], ids=lambda role: role.value)
def test_it_tells_every_role_where_to_begin_on_pages_that_open_to_it(role: Role):
    stops = FIRST[role]
    assert stops
    for stop in stops:
        who = ACCESS[stop.page].roles if stop.page else None
        assert who is None or role in who, f"{stop.page} does not open to {role.label}"


def test_it_explains_only_pages_that_there_are():
    assert PATTERNS and set(ABOUT) <= set(ACCESS)


def test_it_shows_a_person_their_own_beginning_and_only_pages_they_may_open(area: Area):
    page = words_of(signed_in(area.sam).get(reverse("help")))
    assert (
        f"Where to begin: {Role.PROVIDER_INTERVIEWER.label}" in page
        and f"begin: {Role.RHI_COORDINATOR.label}" not in page
    )
    assert "Writing up a talk" in page and "How are we doing?" not in page
    assert "Offered" in page and "What the words mean" in page


def test_it_is_one_press_away_from_every_page_and_opens_where_that_page_is_explained(area: Area):
    browser = signed_in(area.rosa)
    today = browser.get(reverse("today")).content.decode()
    assert f'href="{reverse("help")}#today"' in today and "Help with this page" in today
    help_ = browser.get(reverse("help")).content.decode()
    assert 'id="today"' in help_ and f'href="{reverse("help")}"' in help_
