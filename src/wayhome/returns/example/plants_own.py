"""A breach for every rule of Wayhome's own layouts: episode list, events and facts."""

from __future__ import annotations

from collections import Counter

from wayhome.returns.example.council import Row
from wayhome.returns.example.planting import PLANTS, Plant, Planted, plant
from wayhome.returns.example.tables import EVENTS, FACTS, LIST, Tables


def _heard_once(tables: Tables, victim: int) -> tuple[int, Row]:
    """A row of the list: a child with one episode, missing, told in person, heard in full."""
    rows = tables[LIST].rows
    often = Counter(row["child"] for row in rows)
    fit = [
        place
        for place, row in enumerate(rows)
        if often[row["child"]] == 1 and row["kind"] == "missing" and row.get("outcome") == "undertaken_individual"
        and row["child"] not in tables.touched
    ]  # fmt: skip
    place = fit[victim % len(fit)]
    tables.touched.add(rows[place]["child"])
    return place, rows[place]


def _cell(rule: str, column: str, value: str, **more: str) -> None:
    def spoil(tables: Tables, victim: int) -> Planted:
        place, row = _heard_once(tables, victim)
        row.update({column: value, **more})
        return Planted(LIST, place + 2, column)

    PLANTS[rule] = Plant(rule, spoil)


_cell("EP01", "risk", "very high indeed")
_cell("EP02", "child", "")
_cell("EP03", "kind", "")
_cell("EP05", "returned", "2024-02-01 10:00", located="", notified="")
_cell("EP06", "located", "2024-02-01 10:00")
_cell("EP08", "held", "2024-02-01 10:00")
_cell("EP09", "offered_at", "2024-02-01 10:00")
_cell("EP10", "undertaken", "N")
_cell("EP11", "offered", "N")
_cell("EP13", "born", "1999-05-05")
_cell("EP14", "held", "2094-06-10 12:00")
_cell("EP15", "notified", "2024-02-01 10:00")


@plant("EP07")
def found_after_the_return(tables: Tables, victim: int) -> Planted:
    place, row = _heard_once(tables, victim)
    row.update(
        located="2025-04-02 10:00", notified="2025-04-02 12:00", offered_at="2025-04-02 12:00", held="2025-04-03 10:00"
    )
    return Planted(LIST, place + 2, "returned")


@plant("EP04")
def episode_stands_twice(tables: Tables, victim: int) -> Planted:
    _, row = _heard_once(tables, victim)
    tables[LIST].rows.append(dict(row))
    return Planted(LIST, len(tables[LIST].rows) + 1, "episode")


@plant("EP12")
def episodes_overlap(tables: Tables, victim: int) -> Planted:
    _, row = _heard_once(tables, victim)
    row.update(missing_from="2024-06-10 08:00", located="2024-06-12 09:00", returned="2024-06-12 10:00")
    row.update(
        notified="2024-06-12 11:00", offered_at="2024-06-13 09:00", held="2024-06-13 10:00", reported="2024-06-10 09:00"
    )
    tables[LIST].rows.append({**row, "episode": "EP9003", "missing_from": "2024-06-11 08:00"})
    return Planted(LIST, len(tables[LIST].rows) + 1, "missing_from")


def _fact(tables: Tables, victim: int) -> tuple[int, Row]:
    """A row of facts: an eligible return, heard."""
    rows = tables[FACTS].rows
    fit = [
        place
        for place, row in enumerate(rows)
        if row["eligible"] == "true" and row["undertaken"] == "true" and row["episode"] not in tables.touched
    ]
    place = fit[victim % len(fit)]
    tables.touched.add(rows[place]["episode"])
    return place, rows[place]


def _fact_cell(rule: str, column: str, value: str) -> None:
    def spoil(tables: Tables, victim: int) -> Planted:
        place, row = _fact(tables, victim)
        row[column] = value
        return Planted(FACTS, place + 2, column)

    PLANTS[rule] = Plant(rule, spoil)


_fact_cell("FA01", "returned_on", "10th of June")
_fact_cell("FA03", "authority", "")
_fact_cell("FA06", "outcome", "declined_by_child")


@plant("FA02")
def facts_stand_twice(tables: Tables, victim: int) -> Planted:
    _, row = _fact(tables, victim)
    tables[FACTS].rows.append(dict(row))
    return Planted(FACTS, len(tables[FACTS].rows) + 1, "episode")


@plant("FA04")
def accepted_but_not_offered(tables: Tables, victim: int) -> Planted:
    place, row = _fact(tables, victim)
    row["offered"] = "false"
    return Planted(FACTS, place + 2, "accepted")


@plant("FA05")
def eligible_but_adult(tables: Tables, victim: int) -> Planted:
    place, row = _fact(tables, victim)
    row["age_at_return"] = "18"
    return Planted(FACTS, place + 2, "eligible")


def _event(tables: Tables, victim: int, kind: str) -> tuple[int, Row]:
    """A row of events: one of this kind, of a child with one episode."""
    rows = tables[EVENTS].rows
    episodes: dict[str, set[str]] = {}
    for row in rows:
        episodes.setdefault(row["child"], set()).add(row["episode"])
    fit = [
        place
        for place, row in enumerate(rows)
        if row["event_kind"] == kind and len(episodes[row["child"]]) == 1 and row["child"] not in tables.touched
    ]
    place = fit[victim % len(fit)]
    tables.touched.add(rows[place]["child"])
    return place, rows[place]


def _event_cell(rule: str, kind: str, column: str, value: str) -> None:
    def spoil(tables: Tables, victim: int) -> Planted:
        place, row = _event(tables, victim, kind)
        row[column] = value
        return Planted(EVENTS, place + 2, column)

    PLANTS[rule] = Plant(rule, spoil)


_event_cell("EV01", "talk_held", "detail", "not JSON")
_event_cell("EV02", "talk_held", "child", "")
_event_cell("EV06", "talk_held", "born", "2012-12-12")


@plant("EV05")
def recorded_too_early(tables: Tables, victim: int) -> Planted:
    place, row = _event(tables, victim, "talk_held")
    row["recorded_at"] = "2024-02-01T10:00:00Z"
    return Planted(EVENTS, place + 2, "happened")


@plant("EV03")
def event_stands_twice(tables: Tables, victim: int) -> Planted:
    _, row = _event(tables, victim, "talk_held")
    tables[EVENTS].rows.append(dict(row))
    return Planted(EVENTS, len(tables[EVENTS].rows) + 1, "event")


@plant("EV04")
def started_twice(tables: Tables, victim: int) -> Planted:
    _, row = _event(tables, victim, "talk_held")
    late = {**row, "event": "E99999", "event_kind": "absence_noted", "detail": ""}
    tables[EVENTS].rows.append(late)
    return Planted(EVENTS, len(tables[EVENTS].rows) + 1, "event_kind")
