"""The fast half of the tests: style, types, who may import whom, generated pages, locked requirements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from devtools import lock
from devtools.steps import BIN, Failed, complain, show, step

MEND = "`python3 dev.py fix` mends most of it."


def check() -> list[str]:
    """Run every check, whatever the others say; the names of those that failed."""
    return [name for name, look in CHECKS.items() if not _holds(name, look)]


def check_all(_: Sequence[str] = ()) -> int:
    """Every check; 1 where one failed."""
    return 1 if check() else 0


def fix(_: Sequence[str] = ()) -> int:
    """Mend what can be mended without thinking."""
    with step("Style"):
        show(BIN / "ruff", "check", "--fix", "--quiet", ".")
    with step("Layout"):
        show(BIN / "ruff", "format", "--quiet", ".")
    return 0


def docs(_: Sequence[str] = ()) -> int:
    """Write the generated pages again."""
    with step("Generated pages"):
        _program(BIN / "wayhome", "docs", "--write", otherwise="The generated pages could not be written.")
    return 0


def _holds(name: str, look: Callable[[], None]) -> bool:
    try:
        with step(name):
            look()
    except Failed as failure:
        complain(str(failure))
        return False
    return True


def _program(*command: object, otherwise: str) -> None:
    if show(*map(str, command)):
        raise Failed(otherwise)


CHECKS: dict[str, Callable[[], None]] = {
    "Style": partial(_program, BIN / "ruff", "check", "--quiet", "--output-format=concise", ".", otherwise=MEND),
    "Layout": partial(
        _program, BIN / "ruff", "format", "--check", "--quiet", "--output-format=concise", ".", otherwise=MEND
    ),
    "Types": partial(_program, BIN / "mypy", "--no-error-summary", otherwise="Each line names a file and a line."),
    "Who may import whom": partial(
        _program, BIN / "lint-imports", "--no-logo", otherwise="The contracts, each a sentence, are in pyproject.toml."
    ),
    "Generated pages": partial(
        _program, BIN / "wayhome", "docs", "--check", otherwise="`python3 dev.py docs` writes them again."
    ),
    "Locked requirements": lock.ensure_current,
}
