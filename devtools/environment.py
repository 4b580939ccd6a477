"""The environment in .venv: made once, brought up to date when what it should hold changes, never left half-made.

Everything in it is locked by version and hash in requirements/, so that a clone gets what its author had.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.machine import java
from devtools.steps import BIN, CANNOT, ROOT, STATE, Failed, quiet, say, step

VENV = ROOT / ".venv"
HALF_MADE = VENV / "half-made"
NOTE = VENV / "wayhome.json"
REQUIREMENTS = ROOT / "requirements"
LEVELS = ("library", "server", "test", "spark")
"""What may be installed, each with all before it: the offline library, the case system, the tests, and Spark."""

UV = ("--quiet", "--require-hashes", "-r", REQUIREMENTS / "uv.txt")
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

NO_NETWORK = (
    "The packages could not be fetched. Is this machine connected? Where an organisation keeps an index of its own, "
    "PIP_INDEX_URL names it. Then run the same command again."
)


def ensure(level: str) -> None:
    """Make sure that .venv holds at least this level, as locked. Raises Failed with what to do where it cannot."""
    STATE.mkdir(exist_ok=True)
    with _alone():
        noted = _noted()
        if level == "test" and java():
            level = "spark"  # half a gigabyte, so only where it can run
        wanted = max(level, noted.get("level", level), key=LEVELS.index)
        if noted == _note_for(wanted) and _works():
            return
        if VENV.exists() and (HALF_MADE.exists() or not _works() or noted.get("place") not in (None, str(ROOT))):
            shutil.rmtree(VENV)
        if not VENV.exists():
            _make()
        with step(f"Packages, as locked in requirements/{wanted}.txt"):
            _fill(wanted)
        NOTE.write_text(json.dumps(_note_for(wanted)))


def _make() -> None:
    """Make an empty environment with uv in it; whatever interrupts that, nothing half-made stays."""
    maker = _maker()
    with step(f"Environment in .venv, with Python {sys.version.split()[0]}"):
        try:
            VENV.mkdir()
            HALF_MADE.touch()
            quiet(*maker, VENV, otherwise="Python could not make an environment in .venv.", code=CANNOT)
            if (BIN / "pip").exists():
                quiet(BIN / "python", "-m", "pip", "install", *UV, otherwise=NO_NETWORK)
            HALF_MADE.unlink()
        except BaseException:
            shutil.rmtree(VENV, ignore_errors=True)
            raise


def _maker() -> list[str]:
    """The command that makes an environment. Debian splits what Python's own needs into a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return [sys.executable, "-m", "venv"]
    if found := shutil.which("uv"):
        return [found, "venv", "--quiet", "--allow-existing", "--python", sys.executable]
    if found := shutil.which("virtualenv"):
        return [found, "--quiet", "--python", sys.executable]
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    raise Failed(
        f"Python's venv module is incomplete. `sudo apt install {package}`, then run the same command again.", CANNOT
    )


def _fill(level: str) -> None:
    """Bring the packages to exactly what is locked, and the project itself in, editable."""
    python = f"--python={BIN / 'python'}"
    uv = BIN / "uv" if (BIN / "uv").exists() else shutil.which("uv") or "uv"
    with_uv = _uv_environment()
    quiet(
        uv, "pip", "sync", "--require-hashes", "--compile-bytecode", python, REQUIREMENTS / f"{level}.txt",
        otherwise=NO_NETWORK, env=with_uv,
    )  # fmt: skip
    quiet(
        BIN / "uv", "pip", "install", "--no-deps", "--no-build-isolation", python, "--editable", ROOT,
        otherwise="The project itself could not be installed: see pyproject.toml.", env=with_uv,
    )  # fmt: skip


def _uv_environment() -> dict[str, str]:
    """What pip and the system know of this place, in uv's words; and no cache where the home cannot hold one."""
    told = subprocess.run([BIN / "python", "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    pairs = (line.partition("=") for line in told.stdout.splitlines())
    said = {"cert": str(SYSTEM_CERTIFICATES)} if SYSTEM_CERTIFICATES.exists() else {}
    said |= {key.rsplit(".", 1)[-1].strip(): value.strip().strip("'\"") for key, _, value in pairs}
    words = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    chosen = {theirs: said[ours] for ours, theirs in words.items() if ours in said and theirs not in os.environ}
    home = Path(os.environ.get("HOME", "/nonexistent"))
    if "UV_CACHE_DIR" not in os.environ and not os.access(home, os.W_OK):
        chosen["UV_NO_CACHE"] = "1"
    return {**chosen, "UV_PYTHON_DOWNLOADS": "never"}


def _noted() -> dict[str, str]:
    try:
        noted: dict[str, str] = json.loads(NOTE.read_text())
    except (OSError, ValueError):
        return {}
    return noted if noted.get("level") in LEVELS else {}


def _note_for(level: str) -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    parts = [(REQUIREMENTS / f"{level}.txt").read_text(), project["project"], project["build-system"]]
    return {"level": level, "place": str(ROOT), "holds": hashlib.sha256(json.dumps(parts).encode()).hexdigest()}


def _works() -> bool:
    """Whether the environment's Python still runs: the one it was made with may have been removed."""
    try:
        return subprocess.run([BIN / "python", "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time touches the environment."""
    with (STATE / "environment.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another run to finish the environment …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
