"""Facts derived per second on one core, and counting 10 million rows of Parquet as a ratio to decoding the same columns (2.1)."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb

from wayhome.domain.clock import Part
from wayhome.domain.episode import Journey, Offer, Response, Talk
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    DeliveryModel,
    EpisodeKind,
    Group,
    InterviewerRelation,
    OfferLevel,
    ResponseToOffer,
)
from wayhome.engines import duckdb as engine
from wayhome.engines import sql
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.derive import facts_of

MOST = 2.1
ROWS = 10_000_000
JOURNEYS = 2_000
RUNS = 7
BY = ("authority", "returned_month", "group")
CACHE = Path(__file__).resolve().parents[1] / ".wayhome" / "bench"
AUTHORITIES, MONTHS, GROUPS = 153, 121, ("home", "care_in", "care_out", "hosted")


def journeys(how_many: int, seed: int = 1) -> list[Journey]:
    """Journeys as a case system holds them: most with an offer and an answer, half with a talk."""
    chance = Random(seed)
    return [_journey(chance, number) for number in range(how_many)]


def _journey(chance: Random, number: int) -> Journey:
    missing = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(400_000))
    located = missing + timedelta(minutes=chance.randrange(3_000))
    returned = located + timedelta(minutes=chance.randrange(300))
    offered, answered, held = (Moment.exactly(returned + timedelta(minutes=chance.randrange(9_000))) for _ in range(3))
    talk = Talk(
        held, Completeness.FULL, chance.choice(list(InterviewerRelation)), episodes_discussed=chance.choice([1, 1, 2])
    )
    return Journey(
        episode=f"E{number}",
        child=f"C{number // 3}",
        authority="E10000000",
        group=chance.choice(list(Group)),
        kind=EpisodeKind.MISSING,
        missing_from=Moment.exactly(missing),
        located=Moment.exactly(located),
        returned=Moment.exactly(returned) if chance.random() < 0.8 else Moment.on(returned.date()),
        notified=Moment.exactly(returned + timedelta(hours=chance.randrange(30))),
        born=date(2008 + chance.randrange(8), 1 + chance.randrange(12), 1 + chance.randrange(28)),
        case_opened=Moment.exactly(returned),
        offers=(Offer(offered, chance.choice(list(OfferLevel))),) if chance.random() < 0.8 else (),
        responses=(Response(answered, ResponseToOffer.ACCEPTED, Answerer.CHILD, True),)
        if chance.random() < 0.6
        else (),
        talks=(talk,) if chance.random() < 0.5 else (),
        earlier_episodes=chance.randrange(4),
    )


def facts_per_second() -> float:
    """Rows derived in a second of one core: the best of several rounds, so that neighbours count least."""
    told, as_of = journeys(JOURNEYS), datetime(2026, 1, 1, tzinfo=UTC)
    rounds = []
    for _ in range(RUNS):
        started = time.process_time()
        for journey in told:
            facts_of(journey, as_of=as_of)
        rounds.append(time.process_time() - started)
    return JOURNEYS / min(rounds)


def _roll(number: int, below: int) -> str:
    return f"CAST(hash(i * 128 + {number}) % {below} AS INT)"


def _answer(number: int, yes: int, not_known: int = 50) -> str:
    """Yes, no or not known, so many in a thousand."""
    return f"CASE WHEN {_roll(number, 1000)} < {not_known} THEN NULL ELSE {_roll(number + 1, 1000)} < {yes} END"


def _one_of(values: tuple[str, ...], place: str) -> str:
    return f"[{', '.join(repr(value) for value in values)}][CAST({place} AS INT) + 1]"


NOT_HEARD = (
    *("declined_by_child", "offered_no_response", "could_not_be_contacted", "missing_again", "service_decision"),
    *("no_capacity", "pending", "unresolved", "parent_or_carer_refused", "not_fit"),
)

PARTS = tuple(part.value for part in Part)
MODELS = tuple(model.value for model in DeliveryModel)[:6]
WHY_NOT = ("not_reached", "service_decision", "no_capacity", "missing_again", "carer_only_told")


def rows_of_facts(rows: int) -> str:
    """The query that makes the rows, by DuckDB alone: each row within itself as a journey would leave it.

    They lie as a national file does to which returns are appended: by authority, month and group.
    """
    cells = AUTHORITIES * MONTHS * len(GROUPS)
    return f"""
WITH placed AS (SELECT i, CAST(i * {cells} // {rows} AS INT) AS cell FROM range({rows}) AS numbered(i)),
told AS (
  SELECT i, cell // {MONTHS * len(GROUPS)} AS place, cell // {len(GROUPS)} % {MONTHS} AS m, cell % {len(GROUPS)} AS g,
    DATE '2015-04-01' + CAST((cell // {len(GROUPS)} % {MONTHS}) * 30.4375 AS INT) AS back,
    {_answer(2, 960, 40)} AS returned_under_18, {_answer(4, 800)} AS told_child, {_answer(6, 500)} AS heard,
    {_answer(8, 630, 150)} AS in_time, {_roll(11, 1000)} AS how
  FROM placed)
SELECT
  'E' || i AS episode, 'E' || (10000000 + place) AS authority, 'C' || (i // 3) AS child,
  {_one_of(GROUPS, "g")} AS "group", g < 3 AS ours, g > 0 AS looked_after, 'missing' AS kind, {_roll(20, 1000)} < 20 AS void,
  strftime(back - 1, '%Y-%m') AS started_month, {_roll(21, 1000)} < 10 AS start_unplaced,
  back AS returned_on, strftime(back, '%Y-%m') AS returned_month, returned_under_18 AND g < 3 AS eligible,
  {_one_of(("0-4", "5-9", "10-12", "13-15", "16-17"), _roll(40, 5))} AS age_band,
  {_one_of(("female", "male"), _roll(41, 2))} AS sex, {_answer(42, 100, 100)} AS disabled,
  {_one_of(("low", "medium", "high"), _roll(44, 3))} AS risk,
  {_answer(46, 900)} AS notice_held, {_one_of(("police", "home", "school"), _roll(48, 3))} AS source,
  CASE WHEN NOT (heard OR told_child) THEN {_one_of(WHY_NOT, _roll(49, len(WHY_NOT)))} END AS reason_not_offered,
  {_answer(50, 60)} AS parent_refused,
  heard OR told_child AS offered, heard OR told_child OR {_roll(22, 1000)} < 400 AS offered_broad,
  heard AND NOT told_child AS offer_implied, told_child AND {_roll(23, 1000)} < 700 AS offered_within_72h,
  heard OR {_answer(24, 500)} AS accepted, (NOT heard) AND {_answer(26, 300)} AS declined_by_child,
  (NOT heard) AND {_answer(28, 100)} AS answer_pending, heard AS undertaken,
  m < {MONTHS - 1} OR {_roll(30, 1000)} < 900 AS mature_72h, heard AND in_time AS within_72_hours,
  CASE WHEN heard THEN {_answer(31, 800, 200)} END AS independent,
  CASE WHEN heard AND g > 0 THEN {_answer(33, 500, 200)} END AS independent_strict,
  CASE WHEN heard THEN {_answer(35, 50, 200)} END AS preference_exception,
  CASE WHEN returned_under_18 IS NOT TRUE OR g = 3 THEN 'not_eligible'
    WHEN heard THEN {_one_of(("undertaken_individual", "undertaken_combined", "undertaken_partial"), "how // 334")}
    WHEN how < 980 THEN {_one_of(NOT_HEARD, "how // 98")} END AS outcome,
  {_answer(52, 600, 100)} AS notified_within_24h,
  CASE WHEN told_child THEN {_answer(54, 700, 150)} END AS offered_within_24h_of_notice,
  CASE WHEN heard AND told_child THEN {_answer(56, 600, 100)} END AS held_within_48h_of_offer,
  CASE WHEN heard AND NOT in_time THEN {_one_of(PARTS, _roll(58, len(PARTS)))} END AS slowest_part,
  CASE WHEN heard THEN {_one_of(MODELS, _roll(59, len(MODELS)))} END AS delivery_model,
  CASE WHEN heard THEN {_answer(60, 600, 150)} END AS need_identified,
  CASE WHEN heard THEN {_answer(62, 500, 150)} END AS support_offered,
  CASE WHEN heard THEN {_answer(64, 100, 50)} END AS support_answer_pending,
  CASE WHEN heard THEN {_answer(66, 400, 150)} END AS support_accepted,
  CASE WHEN heard THEN {_answer(68, 900, 100)} END AS support_mature_28d,
  CASE WHEN heard THEN {_answer(70, 300, 200)} END AS support_started_28d,
  CASE WHEN heard THEN {_roll(45, 2000)} / 10 END AS hours_to_interview
FROM told"""


def file_of(rows: int) -> Path:
    """The Parquet file of so many rows, made once and kept."""
    file = CACHE / f"facts-{rows}.parquet"
    if not file.exists():
        print(f"Making {rows:,} rows of facts, once …", file=sys.stderr)
        CACHE.mkdir(parents=True, exist_ok=True)
        being_made = file.with_suffix(".part")
        with connect() as connection:
            connection.execute(f"COPY ({rows_of_facts(rows)}) TO '{being_made}' (FORMAT parquet, COMPRESSION zstd)")
        being_made.rename(file)
    return file


def connect() -> duckdb.DuckDBPyConnection:
    """A connection on as many cores as the limit was set for."""
    connection = engine.connect()
    connection.execute(f"SET threads = {min(2, os.cpu_count() or 1)}")
    return connection


def counting(rows: int) -> dict[str, float]:
    """Seconds to count everything but different children, and to decode the columns that takes, in alternating runs.

    Decoding reads every value of each column once and keeps the largest. Seconds are of all cores together, so that what
    else the machine does counts least; the time on the wall is given beside them.
    """
    source = engine.parquet(file_of(rows))
    counted = [indicator for indicator in INDICATORS if not indicator.distinct]
    statement = sql.statement(counted, BY)
    columns = sorted(set(BY).union(*(indicator.columns() for indicator in counted)))
    added_up = ", ".join(f"SUM(n_{place})" for place in range(1, len(statement.numbers) + 1))
    count = f"SELECT COUNT(*), {added_up} FROM ({statement.text(source, rows=engine.ROWS)}) AS cube"
    decode = f"SELECT {', '.join(f'MAX(facts.{column})' for column in columns)} FROM {source} AS facts"
    with connect() as connection:
        _must_be_right(connection, statement, count, source)
        pairs = [(_seconds(connection, count), _seconds(connection, decode)) for _ in range(RUNS)]
    (count_cpu, count_wall), (decode_cpu, decode_wall) = (
        (statistics.median(pair[of][0] for pair in pairs), statistics.median(pair[of][1] for pair in pairs))
        for of in (0, 1)
    )
    return {
        "rows": rows,
        "columns": len(columns),
        "numbers": len(statement.numbers),
        "count_core_seconds": count_cpu,
        "decode_core_seconds": decode_cpu,
        "count_seconds": count_wall,
        "decode_seconds": decode_wall,
        "ratio": statistics.median(counted[0] / decoded[0] for counted, decoded in pairs),
        "ratio_on_the_wall": statistics.median(counted[1] / decoded[1] for counted, decoded in pairs),
    }


def _seconds(connection: duckdb.DuckDBPyConnection, statement: str) -> tuple[float, float]:
    cores, wall = time.process_time(), time.perf_counter()
    connection.execute(statement).fetchall()
    return time.process_time() - cores, time.perf_counter() - wall


def _must_be_right(connection: duckdb.DuckDBPyConnection, statement: sql.Statement, count: str, source: str) -> None:
    """A fast wrong answer is no figure: D1 against a count written by hand, and the number of strata."""
    found = connection.execute(count).fetchall()[0]
    heard = next(indicator for indicator in statement.indicators if indicator.id == "D1")
    counted = statement.places[heard].count([int(number) for number in found[1:]])
    asked = 'SELECT count(*) FILTER (eligible AND undertaken), count(*) FILTER (eligible), count(DISTINCT (authority, returned_month, "group"))'
    by_hand = connection.execute(f"{asked} FROM {source}").fetchall()[0]
    if (counted.numerator, counted.denominator, found[0]) != by_hand:
        raise SystemExit(f"counted {counted} in {found[0]} strata; by hand it is {by_hand}")


def main() -> int:
    """Print the figures; 1 when counting takes more than its share."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    options.add_argument("--rows", type=int, default=ROWS, help="rows to count")
    given = options.parse_args()
    figures = {"facts_per_second": facts_per_second(), **counting(given.rows), "most": MOST}
    if given.json:
        print(json.dumps(figures))
    else:
        print(f"facts derived: {figures['facts_per_second']:,.0f} a second on one core")
        print(
            f"counted: {figures['numbers']} numbers of {figures['rows']:,} rows by {', '.join(BY)}, {figures['columns']} columns, "
            f"in {figures['count_core_seconds']:.2f} core seconds ({figures['count_seconds']:.2f} s)"
        )
        print(
            f"decoded: the same columns in {figures['decode_core_seconds']:.2f} core seconds ({figures['decode_seconds']:.2f} s)"
        )
        print(f"ratio: {figures['ratio']:.2f}, at most {MOST} (on the wall {figures['ratio_on_the_wall']:.2f})")
    return int(figures["ratio"] > MOST)


if __name__ == "__main__":
    sys.exit(main())
