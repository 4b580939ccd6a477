"""Every page and the signed notices met with what people and machines send, meant and odd: no fault, nothing half-applied.

    python3 dev.py prove fuzz [--requests N] [--seed N] [--shard I/N] [--minutes M] [--short] [--no-teeth] [--json]

Pages are read, their own forms filled in by a cast of every role and by a stranger, and made odd; notices are signed, sent
again, changed, forged. Most requests go to the handler in this process over the real PostgreSQL, some through the real
server. Afterwards: where everything stands equals its events, the journal is whole, every write has its row. Exits 1 on any
5xx, traceback, hang over 2 s, fewer than 60 % of requests reaching a view, or fewer than 20 % doing what was meant.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.casework import running  # it starts Django: everything of the case system comes after it

# isort: split

from prove import _fuzz_after as after
from prove._fuzz_api import Machine, machine
from prove._fuzz_area import Somebody, Town, made
from prove._fuzz_doors import Answer, Connected, InProcess, Reached
from prove._fuzz_figures import Figures, report
from prove._fuzz_pages import read
from prove._fuzz_sent import Sent
from prove._fuzz_server import served
from prove._fuzz_teeth import PLANTED, Planted
from prove._fuzz_walk import Walk
from wayhome.casework.config import errors, middleware

THROUGH_THE_SERVER = 0.02
A_NOTICE = 0.1
A_STORY_EVERY = 250
OF_THE_SIGN_IN = ("account_", "mfa_", "socialaccount_", "sign_", "openid", "language")
BUT_NOT = ("account_close", "account_reopen")
"""Pages that lead on without writing a record, by how their names begin, and those of ours that begin the same."""


@dataclass
class Run:
    """People at work through one door until enough was sent."""

    town: Town
    walk: Walk
    machine: Machine
    figures: Figures
    dice: random.Random
    door: InProcess | Connected
    written: list[after.Written] = field(default_factory=list)

    def until(self, requests: int, minutes: float, *, only: frozenset[str] = frozenset()) -> None:
        """Send so many requests, or for so long; `only` these pages where some are named."""
        count, ends = self.figures.doors[self.door.name], time.monotonic() + minutes * 60
        begun, stories = count.requests, 0
        while count.requests - begun < requests and time.monotonic() < ends:
            if not only and isinstance(self.door, InProcess) and (count.requests - begun) // A_STORY_EVERY > stories:
                stories += 1
                self.town.tell_one()
                self.walk.look_around()
            if not only and self.dice.random() < A_NOTICE:
                self._notice()
            else:
                self._visit(self.walk.somebody(only), only)

    def _visit(self, who: Somebody, only: frozenset[str]) -> None:
        """Open a page and send what can be sent from it, until something was done; then go on from there."""
        sent: Sent | None = self.walk.opened(who, only)
        while sent is not None:
            answer = self._send(who, sent)
            if answer.asks_to_sign_in and who.person is not None and sent.meant:
                self.town.sign_in_again(who)
            if not answer.is_page:
                return
            page = read(sent.address, answer.text)
            who.saw(page)
            for form in self.walk.answered(page, sent.page, only):
                if self._send(who, form).status in (302, 303):
                    return
            sent = None if only else self.walk.onward(who, page)

    def _send(self, who: Somebody, sent: Sent) -> Answer:
        answer = self.door.send(who.client, sent)
        done = self.figures.note(self.door.name, who.words, sent, answer)
        if done and sent.method == "POST" and answer.status != 200 and who.person is not None:
            self._keep(sent.page, who.email, answer)
        return answer

    def _keep(self, page: str, email: str, answer: Answer) -> None:
        if page in BUT_NOT or not page.startswith(OF_THE_SIGN_IN):
            exactly = (answer.at, answer.at) if answer.at else (_at(answer.began), _at(answer.ended))
            self.written.append(after.Written(page, email, *exactly))

    def _notice(self) -> None:
        for sent, wrong in self.machine.tries(self.town.now()):
            answer = self.door.send(self.town.stranger.client, sent)
            self.figures.note(self.door.name, "a machine", sent, answer)
            said = wrong(answer)
            if said and answer.status < 500:
                self.figures.wrong.append(f"notice ({', '.join(sent.oddities) or 'in order'}): {said}")


def prove(database: Databases, *, requests: int, seed: str, minutes: float, teeth: bool, small: bool) -> Figures:
    """Make an area, send everything through both doors, and look at what is there afterwards."""
    began, figures, dice = time.monotonic(), Figures(seed), random.Random(seed)
    with quietly(), Reached().watched() as reached, InProcess(reached) as handler:
        town = made(database.superuser, dice, people=SMALL if small else None, children=SMALL if small else None)
        walk = Walk(town, dice, done=figures.done)
        figures.pages = walk.pages
        run = Run(town, walk, machine(town, dice), figures, dice, handler)
        left = minutes - (time.monotonic() - began) / 60
        through = 0 if small else max(int(requests * THROUGH_THE_SERVER), 300)
        run.until(requests - through, left * 0.9)
        if through:
            with served(database.app) as address:
                other = Run(town, walk, run.machine, figures, dice, Connected(address), run.written)
                other.until(through, max(left * 0.1, 1.0))
        _look(run)
        if teeth:
            for fault in PLANTED:
                figures.caught[fault.words] = _caught(run, fault)
        figures.people, figures.children = len(town.people) - 1, len(town.ids("identity"))
    figures.notices = run.machine.counted
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


@dataclass(frozen=True)
class Databases:
    """One database, as the app's role and as the one that sees past every policy."""

    app: str
    superuser: str


SMALL = 10
"""So many of the cast, and of the stories, in the small area."""


def _look(run: Run) -> None:
    looked = after.look(run.town, run.written, conflicts=run.machine.conflicts)
    run.figures.wrong += looked.wrong
    run.figures.looked = {
        "organisations": looked.organisations,
        "rows of the journal": looked.entries,
        "records": looked.rows,
        "writes that were answered": looked.writes,
    }


def _caught(run: Run, fault: Planted) -> bool:
    """Whether a short run over the pages concerned notices the fault."""
    noted = Figures(run.figures.seed)
    trial = Run(run.town, run.walk, run.machine, noted, run.dice, run.door)
    with fault.plant():
        for _ in range(8):
            trial.until(40, 1.0, only=fault.pages)
            looked = after.look(run.town, trial.written) if fault.seen_after else None
            if any(fault.shows in each for each in (*noted.short(), *(looked.wrong if looked else ()))):
                return True
    return False


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@contextmanager
def quietly() -> Iterator[None]:
    """What the server would log is counted here; the answers say the rest."""
    before = middleware.log, errors.log, logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    quiet = SimpleNamespace(info=lambda *_, **__: None, error=lambda *_, **__: None)
    middleware.log = errors.log = quiet  # type: ignore[assignment]
    try:
        yield
    finally:
        middleware.log, errors.log, logging.root.manager.disable = before


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proof, print its figures, and say by the exit code whether it holds."""
    parser = argparse.ArgumentParser(prog="python3 dev.py prove fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", default="72")
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="changes the seed: shards add up")
    parser.add_argument("--minutes", type=float, default=20, help="stop sending after so long")
    parser.add_argument("--short", action="store_true", help="a small area, and the handler only")
    parser.add_argument("--no-teeth", action="store_true", help="plant no faults afterwards")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args(arguments)
    with running.server() as server:
        figures = prove(
            Databases(server.dsn("app"), server.dsn("superuser")),
            requests=given.requests,
            seed=f"{given.seed}.{given.shard}",
            minutes=given.minutes,
            teeth=not given.no_teeth,
            small=given.short,
        )
    short = figures.short(wanted=given.requests)
    if given.json:
        plain: dict[str, Any] = asdict(figures) | {"short": short}
        print(json.dumps(plain, indent=2, ensure_ascii=False, default=str))
    else:
        print(report(figures))
        print(
            "\nThe proof holds."
            if not short
            else "\nThe proof falls short:\n" + "\n".join(f"- {line}" for line in short)
        )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
