"""Every authority is there with its published neighbours, and no place in an order."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from importlib import resources
from types import MappingProxyType

import pytest

from wayhome.benchmarking import peers
from wayhome.benchmarking.peers import Closeness, authorities, children_of, neighbours

SURREY, CITY_OF_LONDON, CARDIFF, SCILLY = "E10000030", "E09000001", "W06000015", "E06000053"


def test_it_knows_every_authority_of_england_and_wales_once():
    assert Counter(each.nation for each in authorities().values()) == {"England": 153, "Wales": 22}
    for whats in ("name", "code"):
        assert len({getattr(each, whats) for each in authorities().values()}) == 175
    assert len({each.dfe_code for each in authorities().values() if each.dfe_code}) == 153
    assert all(each.police_force and each.region for each in authorities().values())


def test_it_gives_ten_neighbours_in_the_order_of_names():
    found = neighbours(SURREY)
    names = [neighbour.authority.name for neighbour in found]
    assert len(names) == 10
    assert names == sorted(names)
    assert "Hertfordshire" in names
    assert {neighbour.closeness for neighbour in found} == {Closeness.VERY_CLOSE, Closeness.CLOSE}


def test_it_gives_every_english_authority_ten_others_of_england_and_nobody_itself():
    for code, each in authorities().items():
        near = {neighbour.authority.code for neighbour in neighbours(code)}
        assert len(near) == (10 if each.nation == "England" else 0)
        assert code not in near
        assert {authorities()[other].nation for other in near} <= {"England"}


def test_it_keeps_what_is_withheld_or_not_published_apart_from_nought():
    assert authorities()[CITY_OF_LONDON].looked_after is None
    assert authorities()[SCILLY].looked_after is None
    assert authorities()[CARDIFF].children is authorities()[CARDIFF].dfe_code is None
    assert authorities()[SURREY].children == 269_339


def test_it_weighs_england_by_its_children_and_cannot_weigh_wales():
    assert len(children_of()) == 153
    assert 11_500_000 < sum(children_of().values()) < 12_500_000
    for nation in ("Wales", "Atlantis"):
        with pytest.raises(ValueError, match=f"every authority of {nation}"):
            children_of(nation)


def test_it_weighs_no_nation_of_which_one_authority_is_missing(monkeypatch):
    one_less = MappingProxyType({**authorities(), SURREY: replace(authorities()[SURREY], children=None)})
    monkeypatch.setattr(peers, "authorities", lambda: one_less)
    with pytest.raises(ValueError, match="England"):
        children_of()


def test_it_knows_no_authority_that_does_not_exist():
    with pytest.raises(KeyError):
        neighbours("E99999999")


def test_it_says_where_the_facts_are_from_and_what_each_column_means():
    folder = resources.files("wayhome.benchmarking")
    with folder.joinpath("authorities.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    about = folder.joinpath("AUTHORITIES.md").read_text("utf-8")
    assert [column for column in columns if f"`{column}`" not in about] == []
    assert "Open Government Licence v3.0" in about
