"""Facts derived a second on one core, and counting 10 million rows of Parquet as a ratio to decoding the same columns."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from wayhome.domain.episode import Journey, Offer, Response, Talk
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    OfferLevel,
    Outcome,
    ResponseToOffer,
)
from wayhome.engines import duckdb, sql
from wayhome.indicators.catalogue import INDICATORS
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EPISODE_COLUMNS

ROWS, JOURNEYS, RUNS = 10_000_000, 20_000, 5
MOST = 2.1
BY = ("authority", "returned_month", "group")
AS_OF = datetime(2026, 4, 1, tzinfo=UTC)
ONE_IN_TEN = 10
CODES = {
    "kind": [k.value for k in EpisodeKind],
    "group": [g.value for g in Group][:4],
    "outcome": [o.value for o in Outcome],
    "relation": [r.value for r in InterviewerRelation],
}


def journeys(number: int, seed: int) -> Iterator[Journey]:
    """Journeys as a council has them: most returns offered, half undertaken, a third without an exact time."""
    random = Random(seed)
    for n in range(number):
        back = datetime(2025, 4, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(480_000))
        told, held = back + timedelta(hours=random.randrange(60)), back + timedelta(hours=random.randrange(20, 120))
        offered, heard = random.random() < 0.8, random.random() < 0.5
        yes = Response(Moment.exactly(told), ResponseToOffer.ACCEPTED, Answerer.CHILD, could_talk_freely=True)
        yield Journey(
            episode=str(n), child=str(n // 4), authority="E06000047", group=random.choice(list(Group)), kind=EpisodeKind.MISSING,
            missing_from=Moment.exactly(back - timedelta(hours=random.randrange(1, 90))),
            located=Moment.exactly(back - timedelta(minutes=30)), return_recorded=True,
            returned=Moment.exactly(back) if random.random() < 0.67 else Moment.on(back.date()),
            notified=Moment.exactly(back + timedelta(hours=3)), case_opened=Moment.exactly(back),
            offers=(Offer(Moment.exactly(told), OfferLevel.CHILD_DIRECT),) if offered else (),
            responses=(yes,) if offered else (),
            talks=(Talk(Moment.exactly(held), Completeness.FULL, InterviewerRelation.COMMISSIONED_PROVIDER),) if heard else (),
        )  # fmt: skip


def derived_a_second(number: int, seed: int) -> float:
    """How many rows of facts one core makes in a second."""
    made = list(journeys(number, seed))
    started = time.perf_counter()
    for journey in made:
        facts_of(journey, as_of=AS_OF)
    return number / (time.perf_counter() - started)


def columns_read(statement: str) -> list[str]:
    """The columns that the statement reads, each once, in the order of the fact table."""
    named = set(re.findall(r"[a-z0-9_]+", statement))
    return [column.name for column in EPISODE_COLUMNS if column.name in named]


def write_parquet(file: Path, rows: int) -> None:
    """So many invented rows: 153 authorities, 121 months, every code, one answer in ten not known."""
    kinds = {column.name: column.kind for column in EPISODE_COLUMNS}
    chosen = ", ".join(
        f'{_value(name, kind, place)} AS "{name}"' for place, (name, kind) in enumerate(kinds.items(), 1)
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT {chosen} FROM range({rows}) AS r(n)) TO '{part}' (FORMAT parquet, COMPRESSION zstd)"
        )
    part.rename(file)


def _value(name: str, kind: str, place: int) -> str:
    drawn = f"(hash(n + {place * 7919}) % 1000003)::INT"
    if name == "authority":
        return f"'E' || ({drawn} % 153)::VARCHAR"
    if name == "child":
        return "(n // 4)::VARCHAR"
    if name in ("episode", "interview"):
        return "n::VARCHAR"
    if name.endswith("_month"):
        return f"(2016 + {drawn} % 121 // 12)::VARCHAR || '-' || lpad(({drawn} % 12 + 1)::VARCHAR, 2, '0')"
    if name in CODES:
        codes = ", ".join(f"'{code}'" for code in CODES[name])
        return f"[{codes}][1 + {drawn} % {len(CODES[name])}]"
    value = {
        "boolean": f"{drawn} % 2 = 0",
        "integer": f"{drawn} % 18",
        "number": f"({drawn} % 9000) / 24.0",
        "date": f"DATE '2016-04-01' + ({drawn} % 3680)",
    }.get(kind, f"'c' || ({drawn} % 6)::VARCHAR")
    return f"CASE WHEN {drawn} // 7 % {ONE_IN_TEN} <> 0 THEN {value} END"


def ratio(file: Path, runs: int) -> dict[str, float]:
    """Counting every indicator by authority, month and group, over decoding the same columns; medians of paired runs."""
    made = sql.statement([i for i in INDICATORS if not i.distinct], BY)
    counting = made.text(duckdb.parquet(file))
    read = columns_read(counting)
    decoding = "SELECT " + ", ".join(f'max("{name}")' for name in read) + f" FROM {duckdb.parquet(file)}"
    pairs = []
    with duckdb.connect() as connection:
        for run in range(runs + 1):
            times = []
            for text in (decoding, counting):
                started = time.perf_counter()
                connection.execute(text).fetchall()
                times.append(time.perf_counter() - started)
            if run:
                pairs.append(times)
    decode, count = statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
    return {
        "columns": len(read), "decode_seconds": decode, "count_seconds": count,
        "ratio": statistics.median(c / d for d, c in pairs),
    }  # fmt: skip


def main() -> int:
    """Print the figures; 1 when the ratio is over the limit."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--runs", type=int, default=RUNS)
    options = asked.parse_args()
    file = Path(".wayhome") / "bench" / f"facts-{options.rows}.parquet"
    if not file.exists():
        write_parquet(file, options.rows)
    found = {
        "facts_a_second": derived_a_second(JOURNEYS, options.seed),
        "rows": options.rows,
        **ratio(file, options.runs),
    }
    found |= {"limit": MOST, "kept": found["ratio"] <= MOST}
    if options.json:
        print(json.dumps(found))
    else:
        print(f"facts derived on one core   {found['facts_a_second']:,.0f} a second")
        print(f"rows of Parquet             {options.rows:,}; {found['columns']} columns read, by {', '.join(BY)}")
        print(f"decoding them               {found['decode_seconds']:.2f} s")
        print(f"counting the catalogue      {found['count_seconds']:.2f} s")
        print(f"ratio                       {found['ratio']:.2f} (at most {MOST})")
    return 0 if found["kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
