"""A released comparison for tests: forty councils, one that counts letters as offers, and one with a number withheld."""

from __future__ import annotations

import csv
from pathlib import Path

from wayhome.benchmarking.peers import authorities
from wayhome.returns.comparing_release import HEADINGS

OWN = "E06000001"
LETTERS, SMALL = "E06000010", "E06000011"
WHY = "The measure counts an offer when the child was told; Kingston upon Hull when a letter or message was sent."


def released(path: Path, *, indicator: str = "R3", profile: str = "dfe", own: int = 60) -> Path:
    """Write the file as `wayhome compare --release` writes it."""
    codes = [code for code in authorities() if code.startswith("E06")][:40]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        for place, code in enumerate(codes):
            counted = "c" if code == SMALL else own if code == OWN else 50 + place
            why = WHY if code == LETTERS else ""
            about = (indicator, 1, "2024-25", profile, code, authorities()[code].name)
            lines.writerow((*about, 120, counted, 3, "no" if why else "yes", why))
    return path
