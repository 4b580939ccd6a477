"""`wayhome doctor`: looks at a deployment and says what to mend."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime

import typer

from wayhome.cli.server.home import Home
from wayhome.cli.server.words import case_system_installed, in_words

TO_MEND = 1
SIGNS = {"well": "✓", "advice": "·", "mend": "✗"}


def doctor(
    deep: bool = typer.Option(False, "--deep", help="Also read every journal and every child’s events; takes minutes."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Look at the deployment of WAYHOME_HOME, and say of each thing whether it is well, or what to do.

    Nothing is changed. Exit code 0: all well, or advice only; 1: something must be mended.
    """
    with in_words():
        case_system_installed()
        from wayhome.cli.server import looks

        home = Home.here()
        home.use()
        found = []
        for one in looks.look(home, deep=deep, at=datetime.now(UTC)):
            found.append(one)
            if not as_json:
                print(f"{SIGNS[one.how]} {one.what}{': ' + one.words if one.words else ''}", flush=True)
        if as_json:
            print(json.dumps([asdict(one) for one in found], indent=1))
        to_mend = sum(one.how == "mend" for one in found)
        if not as_json:
            print(f"\n{to_mend} to mend." if to_mend else "\nNothing to mend.")
        if to_mend:
            raise typer.Exit(TO_MEND)
