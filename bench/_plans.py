"""How the database answers every question that a page puts to it: each is explained in the same transaction, under the same row security.

Two things are faults: a table of more than `BIG` rows is read from end to end, or more than `READ_THROUGH` rows of
cases, or entries of an index of them, are gone through to find an authority's open work: it has an index of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

from bench._serving import Ask, Person

BIG = 100_000
READ_THROUGH = 1_000
OPEN_WORK, ITS_INDEXES = "journey_casenow", ("case_now", "journey_casenow")
EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
INSIDE_POLICIES = ("SELECT * FROM app_reached()", "SELECT * FROM app_sent()", "SELECT * FROM app_partners()")
"""What row policies ask through a function, whose plan is not shown with the plan of the question itself."""


@dataclass
class Plans:
    """What one page asked: how many questions, and each reading of a whole table that is too big for that."""

    questions: int = 0
    seconds: float = 0.0
    whole: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def big_tables(dsn: str) -> dict[str, int]:
    """Tables with more rows than may be read one after another."""
    with psycopg.connect(dsn) as connection:
        found = connection.execute(
            "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r' AND reltuples > %s",
            [BIG],
        )
        return dict(found.fetchall())


def explained(person: Person, ask: Ask, big: Mapping[str, int]) -> Plans:
    """Make one request in this process, as the person who is signed in, and explain every question it puts."""
    from django.db import connection
    from django.test import Client

    client, plans = Client(enforce_csrf_checks=True), Plans()
    for cookie in person.cookies.split("; "):
        name, _, value = cookie.partition("=")
        client.cookies[name] = value
    with connection.execute_wrapper(_explaining(plans, big)):
        if ask.form:
            answer = client.post(
                ask.path, {**dict(ask.form), "csrfmiddlewaretoken": person.token}, headers={"host": "localhost"}
            )
        else:
            answer = client.get(ask.path, headers={"host": "localhost"})
    if answer.status_code != 200:
        raise SystemExit(f"{ask.path} was answered with {answer.status_code} while its questions were explained")
    return plans


def _explaining(plans: Plans, big: Mapping[str, int]) -> Callable[..., Any]:
    asked_inside: list[bool] = []

    def explain(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        verb = sql.lstrip().split(None, 1)[0].upper()
        raw = context["connection"].connection
        if verb in EXPLAINED and not many and "set_config" not in sql:
            plans.questions += 1
            _look(raw, sql, params, plans, big)
            if not asked_inside and "journey_" in sql:
                asked_inside.append(True)
                for inside in INSIDE_POLICIES:
                    _look(raw, inside, None, plans, big)
        return execute(sql, params, many, context)

    return explain


def _look(raw: Any, sql: str, params: Any, plans: Plans, big: Mapping[str, int]) -> None:
    with psycopg.ClientCursor(raw) as cursor:
        reads = sql.lstrip()[:6].upper() == "SELECT" and "FOR UPDATE" not in sql  # what is only read may be run twice
        cursor.execute(f"EXPLAIN ({'ANALYZE, TIMING OFF, ' if reads else ''}FORMAT JSON) {sql}", params)
        found = cursor.fetchone()
    plan = found[0][0] if not isinstance(found[0], str) else json.loads(found[0])[0]
    cost = plan["Plan"]["Total Cost"]
    if cost > plans.slowest[0]:
        plans.slowest = (cost, " ".join(sql.split())[:3000])
    asked = " ".join(sql.split())[:300]
    for node in _nodes(plan["Plan"]):
        table, index = node.get("Relation Name"), node.get("Index Name", "")
        if node["Node Type"] == "Seq Scan" and table in big and node.get("Actual Loops", 1):
            plans.whole.append(f"all of {table} ({big[table]:,} rows): {asked}")
        elif "is_open" in sql and (table == OPEN_WORK or index.startswith(ITS_INDEXES)):
            rows = node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)
            if (through := round(rows * node.get("Actual Loops", 1))) > READ_THROUGH:
                plans.whole.append(f"through {through:,} rows of {table or index} for open work: {asked}")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from _nodes(under)
