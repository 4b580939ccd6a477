"""The journeys of the case system in a real browser: every ending, every page, by the people whose work it is.

One test, because together they must have been everywhere: each journey is a function that anybody can read, and each has a
result of its own. `WAYHOME_JOURNEYS=main_path,worries` walks only those; `WAYHOME_SCREENSHOTS=1` leaves a picture of every page.
"""

from __future__ import annotations

import os
from importlib import import_module

import pytest

from tests.house.test_casework_pages import PAGES
from tests.journeys.world import world
from wayhome.casework.journal.pages import ACCESS, MACHINE

CHAPTERS = (
    "main_path", "oversight", "worries", "afterwards", "endings", "turns", "other_endings", "records", "organisation", "accounts",
)  # fmt: skip

NOT_WALKED = {
    "design_gallery": "it holds no page of anybody’s work: its own tests look at it",
    "design_sample": "the same",
    "health": "it is a word for whatever watches the server",
}
"""Pages that no journey needs to visit, and why; and those that only machines ask for."""


@pytest.mark.browser
def test_it_carries_every_child_to_an_ending_and_has_been_to_every_page(subtests: pytest.Subtests) -> None:
    chosen = os.environ.get("WAYHOME_JOURNEYS", "")
    chapters = [import_module(f"tests.journeys.{name}") for name in (chosen.split(",") if chosen else CHAPTERS)]
    with world() as here:
        for journey in (journey for chapter in chapters for journey in chapter.JOURNEYS):
            with subtests.test(journey.__name__.replace("_", " ")):
                journey(here)
            here.everybody_leaves()
        with subtests.test("every page passes what is asked of every page"):
            assert "\n".join(here.looking.faults) == ""
        with subtests.test("every page was visited"):
            walked = here.looking.visited | set(NOT_WALKED) | {n for n, who in ACCESS.items() if who == MACHINE}
            assert chosen or {pattern.name for _, pattern in PAGES} - walked == set()
