"""The locked requirements: written from pyproject.toml, and checked against it without a network."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import REQUIREMENTS
from devtools.steps import BIN, ROOT, STATE, Failed, quiet, step

ALL = ("--extra=server", "--extra=compare", "--group=dev")
OPTIONS = {
    "test": ALL,
    "spark": (*ALL, "--extra=spark"),
    "server": ("--extra=server", "--extra=compare"),
    "library": (),
}
FIRST_LINE = "# Locked from pyproject.toml by `python3 dev.py lock`. Dependencies: {digest}\n"


def lock(arguments: Sequence[str] = ()) -> int:
    """Choose versions anew, or with `--keep` only those of new packages; one version of a package in all files."""
    keep = "--keep" in arguments
    with step("requirements/"):
        for level, options in OPTIONS.items():
            _compile(level, *options, "--group=build", "pyproject.toml", keep=keep)
        asked = STATE / "uv.in"
        asked.write_text("uv\n")
        _compile("uv", asked, keep=keep)
    return 0


def ensure_current() -> None:
    """Raises Failed where pyproject.toml asks for other packages than those locked."""
    expected = FIRST_LINE.format(digest=_digest())
    for path in sorted(REQUIREMENTS.glob("*.txt")):
        if not path.read_text().startswith(expected):
            raise Failed(f"{path.name} is not what pyproject.toml asks for: `python3 dev.py lock` writes it again.")


def _compile(name: str, *what: str | Path, keep: bool) -> None:
    path, first = REQUIREMENTS / f"{name}.txt", REQUIREMENTS / f"{next(iter(OPTIONS))}.txt"
    if not keep:
        path.unlink(missing_ok=True)
    same = [f"--constraint={first}"] if path != first else []
    quiet(
        BIN / "uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes",
        "--no-header", "--no-emit-index-url", "--no-annotate", f"--output-file={path}", *same, *what,
        otherwise="The versions could not be chosen: is this machine connected?",
    )  # fmt: skip
    path.write_text(FIRST_LINE.format(digest=_digest()) + path.read_text())


def _digest() -> str:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project, groups = asked["project"], asked["dependency-groups"]
    parts = [project["dependencies"], project["optional-dependencies"], groups, project["requires-python"]]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
