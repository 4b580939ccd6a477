"""The account of a release, for whoever signs it off: of each hidden figure why, and what anybody can work out of it.

It is never published: a reason says what the sign must not. What is published has a record of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wayhome.benchmarking.disclosure.frame import Cell
from wayhome.benchmarking.disclosure.primary import Reason
from wayhome.benchmarking.disclosure.release import Release
from wayhome.benchmarking.disclosure.tables import Count

LAYOUT = "wayhome release account 1"


def account(release: Release) -> dict[str, Any]:
    """As plain values. `least` and `most` are about the count named `of`; `most` None: without limit."""
    attack = release.attack
    hidden = list(_hidden(release))
    used = {each["reason"] for each in hidden}
    return {
        "layout": LAYOUT,
        "name": release.sheet.name,
        "profile": release.sheet.profile.name,
        "attacked": None if attack is None else len(attack.found),
        "recovered": None if attack is None else len(attack.leaks),
        "hidden": hidden,
        "reasons": {reason.name.lower(): reason.value for reason in Reason if reason.name.lower() in used},
        "says_of_all": [each.words for each in release.says_of_all],
    }


def to_json(release: Release) -> str:
    """As text."""
    return json.dumps(account(release), ensure_ascii=False, indent=2)


def _hidden(release: Release) -> Iterator[dict[str, Any]]:
    for table, _ in release.sheet.tables:
        for about, figures in release.rows(table):
            for printed in figures:
                if printed.reason is not None and printed.figure is not None:
                    figure = printed.figure
                    yield {
                        "table": table.title,
                        "about": list(about),
                        "figure": printed.heading,
                        "sign": printed.text,
                        "reason": printed.reason.name.lower(),
                        **_range(release, figure.cell if isinstance(figure, Count) else figure.number),
                    }


def _range(release: Release, cell: Cell) -> dict[str, Any]:
    """What the attack left open of a count; a quotient is hidden with the count that it is worked out from."""
    found = release.attack.found.get(cell) if release.attack else None
    if found is None:
        return {"of": None, "least": None, "most": None, "may_be_wider": None}
    return {"of": str(cell), "least": found.low, "most": found.high, "may_be_wider": found.is_shown}
