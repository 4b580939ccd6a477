"""The repository speaks of the product alone, and keeps nothing that a machine made."""

from __future__ import annotations

import subprocess

from tests.house.source import ROOT

SAYS_TOO_MUCH = (
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "files.python" + "hosted",
    "registry." + "npmjs",
    "pypi." + "org",
)


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.splitlines()


def test_it_names_no_path_of_a_machine_and_no_registry():
    found = [
        f"{file}: {words}"
        for file in tracked()
        if (ROOT / file).is_file() and (ROOT / file).suffix not in {".png", ".woff2"}
        for words in SAYS_TOO_MUCH
        if words in (ROOT / file).read_text("utf-8", errors="replace")
    ]
    assert not found, "\n".join(found)
