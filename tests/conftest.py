"""What every test may ask for: a PostgreSQL of its own, and a plain word where this machine lacks something."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from devtools.machine import browser, java
from wayhome.engines.embedded_postgres import Server

IN_CI = os.environ.get("CI") == "true"

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "here")

NEEDS = {
    "browser": (browser, "Chromium is not installed: `sudo apt install chromium`"),
    "java": (java, "Java 17 or newer is not installed: `sudo apt install openjdk-17-jre-headless`"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Sample files made by others are read only where somebody says they are; nothing of them is in the repository."""
    parser.addoption("--samples", metavar="DIR", help="the folder of sample files made by others (ssda903/, ssd/)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that at the end no worker waits for another."""
    items.sort(key=lambda item: "tests/journeys/" not in item.nodeid)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose machine lacks what it needs is skipped with words or, where nothing may be left out, fails."""
    for marker, (find, words) in NEEDS.items():
        if item.get_closest_marker(marker) and find() is None:
            (pytest.fail if IN_CI else pytest.skip)(words)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tried."""
    for _, words in NEEDS.values():
        left_out = [report for report in terminalreporter.stats.get("skipped", []) if words in str(report.longrepr)]
        if left_out:
            terminalreporter.section(f"NOT TRIED: {len(left_out)} tests", yellow=True, bold=True)
            terminalreporter.line(words, yellow=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A private PostgreSQL for the whole run: fast, forgetful, gone afterwards. `postgres.dsn(role)` is its address."""
    folder = Path(tempfile.mkdtemp(prefix="wayhome-tests-"))
    folder.chmod(0o755)  # the server runs as another user where the tests run as root
    server = Server.at(folder / "postgres", durable=False)
    try:
        yield server.start()
    finally:
        server.remove()
        shutil.rmtree(folder)


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The name of an empty database for one test: `postgres.dsn("owner", database)`."""
    name = postgres.create_database(f"test_{secrets.token_hex(6)}")
    yield name
    postgres.drop_database(name)


@pytest.fixture
def chromium() -> str:
    """The path of the machine's Chromium, for tests marked `browser`."""
    path = browser()
    assert path, "mark the test with `browser`"
    return path


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is tracked or about to be, without what machines made."""
    root = Path(__file__).parents[1]
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    copy = tmp_path_factory.mktemp("repository")
    for name in subprocess.run(listing, cwd=root, capture_output=True, check=True, text=True).stdout.split("\0"):
        if name and (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    return copy
