"""What children told us: counts of talks alone, of whole quarters, and nothing that is about few talks or few children."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from tests.casework.area import new_area
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from wayhome.casework.oversight.queries import counting, told
from wayhome.casework.oversight.queries.told import Account, Told, account, four_quarters, of_children, said
from wayhome.casework.oversight.told_pages import number, title_of
from wayhome.casework.oversight.which import Which
from wayhome.casework.records.refusals import NotAllowed
from wayhome.indicators.catalogue.told import INDICATORS, REASONS_TOLD
from wayhome.indicators.definition import Count, Counts, Indicator

TODAY = date(2026, 11, 28)
DEBT = REASONS_TOLD.parts()[0]


def counted(talks: Count, children: Count | None = None) -> Told:
    return said("debt", "Owed money", talks, children or talks)


@pytest.mark.parametrize(
    ("talks", "children", "words"),
    [
        (Count(7, 40), Count(6, 30), "7"),
        (Count(5, 40), Count(5, 30), "few"),
        (Count(12, 40), Count(1, 30), "few"),
        (Count(38, 40), Count(28, 30), "nearly all"),
        (Count(20, 40), Count(26, 30), "nearly all"),
        (Count(40, 40), Count(30, 30), "40"),
        (Count(0, 40), Count(0, 30), "0"),
        (Count(0, 4), Count(0, 4), "few"),
    ],
)
def test_it_says_no_number_of_few_talks_or_few_children_nor_of_all_but_few(talks, children, words):
    assert number(counted(talks, children)) == words


@pytest.mark.parametrize("day", [date(2026, 10, 1), TODAY, date(2026, 12, 31)])
def test_it_is_about_the_last_four_whole_quarters_whatever_the_day(day):
    period = four_quarters(day)
    assert (period.first, period.last) == (date(2025, 10, 1), date(2026, 9, 30))


def test_it_counts_different_children_by_the_same_question():
    other = of_children(DEBT)
    assert (other.of, other.counting, other.distinct) == (DEBT.of, DEBT.counting, ("authority", "child"))


@pytest.fixture
def council() -> Council:
    return Council(new_area())


def an_authority_of_many(monkeypatch: pytest.MonkeyPatch, **reasons: int) -> None:
    """So many talks with a reason each, of forty talks with thirty children, in the place of the statement."""

    def counts(viewer: object, indicators: Iterable[Indicator], which: object) -> Counts:
        found: Counts = {}
        for one in indicators:
            of = 30 if one.distinct == ("authority", "child") else 40
            reason = one.id.removesuffix(".children").partition(".")[2]
            whole = one.id.startswith("told.talks")
            found[one, ()] = Count(of, None) if whole else Count(min(reasons.get(reason, 0), of), of)
        return found

    monkeypatch.setattr(told, "counts_here", counts)


def seen(council: Council) -> Account:
    with acting(council.area.rosa, START) as rosa:
        return account(rosa, TODAY)


def test_it_names_first_what_most_talks_told_and_never_what_few_did(council: Council, monkeypatch):
    an_authority_of_many(monkeypatch, friends_peers=12, debt=3)
    found = seen(council)
    assert title_of(found) == "Most often: " + REASONS_TOLD.value_words["friends_peers"]
    by_value = {one.value: one.talks for one in found.lists["V1"]}
    assert (by_value["friends_peers"], by_value["debt"]) == (12, None)
    page = signed_in(council.area.rosa).get("/oversight/told/").content.decode()
    assert "40 talks with 30 different children" in page
    assert "Told by few: " + REASONS_TOLD.value_words["debt"] in page
    assert ">3<" not in page


def test_it_says_nothing_of_a_few_children(council: Council):
    one = council.returned(START + 2 * DAY).asked().said_yes().talked().written_up()
    assert one.episode
    page = signed_in(council.area.rosa).get("/oversight/told/").content.decode()
    assert "Too few children to show fairly" in page
    assert not any(words in page for words in REASONS_TOLD.value_words.values())


def test_it_is_for_those_who_see_totals(council: Council):
    assert signed_in(council.area.sam).get("/oversight/told/").status_code == 403
    with pytest.raises(NotAllowed), acting(council.area.sam, START) as sam:
        account(sam, TODAY)


def test_it_asks_the_statement_for_every_measure_of_what_children_told(council: Council):
    found = seen(council)
    assert found.lists.keys() == {one.id for one in INDICATORS} and found.too_few


def test_it_counts_here_what_the_statement_counts(council: Council):
    one = council.returned(START + 2 * DAY).asked().said_yes().talked().written_up()
    council.returned(START + 3 * DAY).asked()
    asked = [part for each in INDICATORS for part in each.parts()]
    with acting(council.area.rosa, START + 60 * DAY) as rosa:
        counting.brought_up_to_date(rosa)
        which = Which()
        assert counting.counts_here(rosa, asked, which) == counting.counts(rosa, asked, which)
        assert counting.counts_here(rosa, [told.TALKS], which)[told.TALKS, ()].numerator == 1
    assert one.episode
