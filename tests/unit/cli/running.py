"""Runs the command line within the test, as a person would: words in, exit code and what was printed out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from wayhome.cli.main import app


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run `wayhome` with these words."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        app(args=[str(word) for word in words])
    out, err = capsys.readouterr()
    return Ran(int(ended.value.code or 0), out, err)
