"""Provider by provider and force by force: each number is that of the returns it is of, opens to them, and nobody is ranked."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from tests.casework.test_cutting import QUARTER, given_to_harbour, policed, sent
from wayhome.casework.oversight import hands
from wayhome.casework.oversight.hands_pages import by_chance
from wayhome.casework.oversight.models import Facts
from wayhome.casework.oversight.numbers import FAIR, OPENED, OUTSIDE_PERIOD, Numbered
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.queries.listing import listing
from wayhome.casework.oversight.which import EVERY_RETURN
from wayhome.casework.oversight.whose import THEIRS, NextStep
from wayhome.engines.sql import Part
from wayhome.indicators.catalogue import way
from wayhome.indicators.definition import Count, Indicator


@pytest.fixture(scope="module")
def council(server: object) -> Council:
    """A few returns of one's own, three that Harbour has heard or not, and two of which two sources say different times."""
    made = Council()
    policed(made)
    for name, day in (("own", 2), ("own late", 4)):
        made.kinds[name] = made.returned(START + day * DAY).asked().said_yes().talked(30 if name == "own" else 90)
    for day in (6, 8):
        made.kinds[f"heard {day}"] = given_to_harbour(made.returned(START + day * DAY), 30 if day == 6 else 80)
    made.kinds["sent"] = sent(made.returned(START + 10 * DAY).asked().said_yes())
    made.kinds["nobody"] = made.returned(START + 12 * DAY)
    return made


@pytest.fixture(scope="module")
def rosas(council: Council) -> Client:
    return signed_in(council.area.rosa)


def page(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, QUARTER | asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return html.unescape(answer.content.decode())


def rows(found: str, caption: str) -> dict[str, list[str]]:
    """The cells of a table by the name of the row, as they read."""
    table = next(one for one in re.findall(r"<table.*?</table>", found, re.S) if f">{caption}</caption>" in one)
    said: dict[str, list[str]] = {}
    for row in re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.S):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        plain = [
            re.sub(r'<span class="(?:wh-cell-label|govuk-visually-hidden)"[^>]*>.*?</span>', "", cell) for cell in cells
        ]
        name, *rest = [re.sub(r"<[^>]+>", "", cell).strip() for cell in plain]
        said[name] = rest
    return said


@pytest.mark.parametrize("number", list(hands.HANDS.values()), ids=lambda number: number.slug)
def test_it_lists_the_rows_of_every_number_of_its_own(council: Council, number: Indicator):
    with acting(council.area.rosa, timezone.now()) as rosa:
        counting.brought_up_to_date(rosa)
        count = counting.counts(rosa, [number], EVERY_RETURN)[number, ()]
        assert listing(rosa, number, Part.COUNTED, EVERY_RETURN).total == count.numerator
        held = Facts.objects.filter(organisation_id=rosa.organisation, eligible=True)
        column = number.columns() - {"eligible"}
        if number.counting is not None and column == {"next_step"}:
            assert count.numerator == held.filter(next_step=number.id.rsplit(".", 1)[1]).count()
        assert OPENED[number.slug] is number


class TestProviders:
    def test_it_names_each_from_a_to_z_and_those_with_nobody_last(self, council: Council, rosas: Client):
        found = rows(page(rosas, "/oversight/providers/"), "Who holds the talks")
        assert list(found) == ["Eastmere", "Harbour", "Given to nobody"]
        assert [cells[0] for cells in found.values()] == ["2", "3", "1"]
        assert [cells[2] for cells in found.values()] == [f"{n} (too few to show fairly)" for n in (2, 2, 0)]

    def test_it_says_what_one_was_given_and_whose_move_is_next(self, council: Council, rosas: Client):
        found = page(rosas, f"/oversight/providers/{council.area.harbour.id}/")
        said = rows(found, "What became of these returns")
        assert said["Returns old enough to judge"][0] == "3" and said["Talked"][:2] == ["2", "3"]
        assert said["Heard by somebody trained for it"][:4] == ["2", "2", "0", "too few to show fairly"]
        assert said["Returns after which the child was heard within 72 hours"][0] == "1"
        waits = rows(found, "What is waited for")
        assert waits["To be opened by the provider"] == ["1"] and waits["The record, to be handed in"] == ["2"]
        assert "For the council to do" in found

    def test_it_opens_every_number_to_as_many_returns(self, council: Council, rosas: Client):
        found = page(rosas, f"/oversight/providers/{council.area.harbour.id}/")
        leads = re.findall(r'<a class="govuk-link" href="(/oversight/numbers/[^"]+)">([^<]+)</a>', found)
        assert len(leads) >= 8 + len(NextStep)
        for address, title in leads:
            assert f"provider={council.area.harbour.id}" in address
            one = rosas.get(address)
            assert one.status_code == 200 and "With whom it is: Harbour" in one.content.decode(), title

    def test_it_knows_no_provider_that_has_nothing_of_ours(self, council: Council, rosas: Client):
        for word in (str(council.area.westmarsh.id), "nobody-here", str(council.area.police.id)):
            assert rosas.get(f"/oversight/providers/{word}/").status_code == 404

    def test_it_shows_another_authority_none_of_it(self, council: Council):
        found = rows(page(signed_in(council.area.wren), "/oversight/providers/"), "Who holds the talks")
        assert list(found) == ["Westmarsh", "Given to nobody"] and {cells[0] for cells in found.values()} == {"0"}


class TestForces:
    def test_it_says_how_soon_each_told_us(self, council: Council, rosas: Client):
        found = rows(page(rosas, "/oversight/forces/"), "How the police told us")
        assert list(found) == ["Eastmere Police", "Police force not known"]
        assert [cells[0] for cells in found.values()] == ["6", "0"]
        one = page(rosas, f"/oversight/forces/{council.area.police.id}/")
        said = rows(one, "What became of these returns")
        assert said["Returns"][0] == "6" and said["Returns timed to the hour"][:2] == ["6", "6"]
        for title in ("sent", "told of", "opened"):
            assert any(title in name for name in said)
        assert "Notices to see to" in one and "What we asked the police, and wait for" in one

    def test_it_counts_those_who_wait_for_the_council(self, council: Council, rosas: Client):
        waits = rows(page(rosas, f"/oversight/forces/{council.area.police.id}/"), "Who waits for whom")
        assert set(map(tuple, waits.values())) == {("0",)}


def test_it_says_what_chance_allows_from_twenty_on():
    assert by_chance(Numbered(way.IN_TIME, Count(8, 19), FAIR)) == "too few"
    assert by_chance(Numbered(way.IN_TIME, Count(10, 20), FAIR)) == "30% to 70%"
    assert by_chance(Numbered(way.IN_TIME, Count(0, 5, not_known=5), FAIR)) == "no rate"


def test_it_gives_every_next_step_to_somebody():
    assert {*THEIRS} < {*NextStep} and len(hands.NEXT.parts()) == len(NextStep)
    assert set(hands.NEXT.parts()) <= OUTSIDE_PERIOD
