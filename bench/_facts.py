"""Invented facts in a Parquet file, made by DuckDB alone and kept: each row within itself as a journey would leave it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import duckdb

from wayhome.domain.clock import Part
from wayhome.domain.vocabulary import DeliveryModel
from wayhome.engines import duckdb as engine
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.definition import numbers_of

CACHE = Path(__file__).resolve().parents[1] / ".wayhome" / "bench"
AUTHORITIES, GROUPS = 153, ("home", "care_in", "care_out", "hosted")
ROWS_A_MONTH = 10_000_000 / 121
"""Ten million rows are ten years of the country and a month; fewer rows are fewer months, as full."""

COUNTED = tuple(
    number for number in numbers_of(INDICATORS) if not number.distinct and number.id.split(".")[0] not in ("R4", "R9")
)
"""Each measure of one number, who held the talk, and where the hours went: 35 counts."""


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


def rows_of_facts(rows: int, *, first: int = 0, last: int | None = None) -> str:
    """The query that makes the rows, by DuckDB alone: each row within itself as a journey would leave it.

    `first` and `last` give a piece of them: rows from `first` up to `last`, and not that one.

    They lie as a national file does to which returns are appended: by authority, month and group.
    """
    months = months_of(rows)
    cells = AUTHORITIES * months * len(GROUPS)
    return f"""
WITH placed AS (SELECT i, CAST(i * {cells} // {rows} AS INT) AS cell FROM range({first}, {rows if last is None else last}) AS numbered(i)),
told AS (
  SELECT i, cell // {months * len(GROUPS)} AS place, cell // {len(GROUPS)} % {months} AS m, cell % {len(GROUPS)} AS g,
    DATE '2015-04-01' + CAST((cell // {len(GROUPS)} % {months}) * 30.4375 AS INT) AS back,
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
  m < {months - 1} OR {_roll(30, 1000)} < 900 AS mature_72h, heard AND in_time AS within_72_hours,
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


def months_of(rows: int) -> int:
    """Over how many months so many rows lie."""
    return max(1, round(rows / ROWS_A_MONTH))


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
