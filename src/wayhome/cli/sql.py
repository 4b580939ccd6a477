"""`wayhome sql`: the one statement that counts an indicator, for whoever runs it on a database of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wayhome.cli.explain import found
from wayhome.engines.sql import statement


class Engine(StrEnum):
    """Which database the statement is for. It is the same for all: no function or cast in it belongs to one engine."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


HOW = {
    Engine.DUCKDB: "read it with: CREATE VIEW facts AS FROM 'facts.csv';",
    Engine.POSTGRES: "load it with: \\copy facts FROM 'facts.csv' (FORMAT csv, HEADER)",
    Engine.SPARK: "read it with: CREATE TEMPORARY VIEW facts USING csv OPTIONS (path 'facts.csv', header true, inferSchema true)",
}


def sql(
    indicator: Annotated[str, typer.Argument(help="The indicator's id or name, as D3.")],
    engine: Annotated[
        Engine, typer.Option(help="The database it is for. The statement is the same for all.")
    ] = Engine.DUCKDB,
    by: Annotated[str | None, typer.Option(help="Divide by these columns, with commas.")] = None,
    table: Annotated[str, typer.Option(help="The table or view of facts.")] = "facts",
) -> None:
    """Print the statement that counts an indicator from a table of facts."""
    one = found(indicator)
    strata = tuple(part.strip() for part in (by or "").split(",") if part.strip())
    if strange := [name for name in (*strata, *table.split(".")) if not (name.isidentifier() and name.isascii())]:
        raise typer.BadParameter(f"{', '.join(strange)} is not the name of a table or a column")
    made = statement((one,), strata)
    print(f"-- {one.id}: {one.title}")
    print(f"-- From a table of facts in Wayhome's fact layout; {HOW[engine]}")
    print("-- Three-valued: yes and no are TRUE and FALSE, not known is NULL.")
    print(made.text(table) + ";")
