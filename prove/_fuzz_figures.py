"""What was sent and what came of it, and in words everything that falls short."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from prove._fuzz_doors import HANGS_AFTER, Answer
from prove._fuzz_sent import Sent

REACHED, SUCCEEDED = 0.60, 0.20
ASK_BY_POST = frozenset(
    {"children", "search", "share_fact", "share_decide", "protected_address", "sign_in", "oversight"}
)
"""Forms that are answered, at first or always, with what was asked for; led on from there, something was written."""

A_TRACEBACK = b"Traceback (most recent call last)"
MANY = 3000
"""From so many requests on, every page must have been asked for."""


@dataclass
class Door:
    """One way in: how many requests, with which answers, how many reached a view, how many did what was meant."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    reached: int = 0
    meant: int = 0
    succeeded: int = 0
    odd: int = 0
    odd_taken: int = 0
    slowest: float = 0.0
    seconds: float = 0.0

    def share(self, name: str) -> float:
        return getattr(self, name) / self.requests if self.requests else 0.0


@dataclass
class Figures:
    """One run."""

    seed: str
    doors: dict[str, Door] = field(default_factory=lambda: {"handler": Door(), "server": Door()})
    oddities: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    pages: list[str] = field(default_factory=list)
    people: int = 0
    children: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    looked: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    caught: dict[str, bool] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def requests(self) -> int:
        return sum(door.requests for door in self.doors.values())

    def note(self, door: str, who: str, sent: Sent, answer: Answer) -> bool:
        """Count one answer, and keep in words what must never be; whether it did what a person meant."""
        count = self.doors[door]
        count.requests += 1
        count.statuses[answer.status] += 1
        count.reached += answer.reached
        count.slowest = max(count.slowest, round(answer.seconds, 2))
        count.seconds += answer.seconds
        good = did_what_was_meant(sent, answer)
        count.meant += sent.meant
        count.succeeded += good and sent.meant
        count.odd += not sent.meant
        count.odd_taken += good and not sent.meant
        self.oddities.update(sent.oddities)
        (self.sent if sent.method == "POST" else self.opened)[sent.page] += 1
        self.done[sent.page] += good and sent.method == "POST"
        self._never(door, who, sent, answer)
        return good

    def _never(self, door: str, who: str, sent: Sent, answer: Answer) -> None:
        what = f"{sent.method} {sent.page or sent.path[:60]} by {who}" + (
            f" ({', '.join(sent.oddities)})" if sent.oddities else ""
        )
        if answer.status >= 500:
            self.wrong.append(f"{answer.status} through the {door}: {what}: {answer.fault}")
        if A_TRACEBACK in answer.body:
            self.wrong.append(f"a traceback through the {door}: {what}")
        if answer.seconds > HANGS_AFTER:
            self.wrong.append(f"{answer.seconds:.1f} s through the {door}: {what}")

    def short(self, *, wanted: int = 0) -> list[str]:
        """In words, everything that falls short; the same fault once, with how often it was met."""
        words = [f"{what} (met {times} times)" if times > 1 else what for what, times in Counter(self.wrong).items()]
        handler = self.doors["handler"]
        if handler.share("reached") < REACHED:
            words.append(f"only {handler.share('reached'):.0%} of requests reached a view; {REACHED:.0%} are wanted")
        if handler.share("succeeded") < SUCCEEDED:
            words.append(f"only {handler.share('succeeded'):.0%} did what a person meant; {SUCCEEDED:.0%} are wanted")
        if self.requests < wanted:
            words.append(f"only {self.requests:,} of {wanted:,} requests in the time")
        if self.requests >= MANY and (
            never := [page for page in self.pages if not self.opened[page] + self.sent[page]]
        ):
            words.append(f"nobody asked for {', '.join(never)}")
        return words + [f"not caught: {fault}" for fault, caught in self.caught.items() if not caught]


def did_what_was_meant(sent: Sent, answer: Answer) -> bool:
    """Shown, or done and led on from; a form that comes back with words is neither."""
    if answer.asks_to_sign_in:
        return False
    if sent.method == "POST":
        asked = answer.status == 200 and (sent.page in ASK_BY_POST or sent.page == "api_notices")
        return asked or answer.status in (302, 303)
    return sent.method == "GET" and answer.status in (200, 302, 304)


def report(figures: Figures) -> str:
    """The figures in lines of words."""
    lines: list[tuple[str, str]] = []
    for name, door in figures.doors.items():
        if not door.requests:
            continue
        mix = ", ".join(f"{status} {number:,}" for status, number in sorted(door.statuses.items()))
        lines += [
            (
                f"through the {name}",
                f"{door.requests:,} requests, {door.requests / max(door.seconds, 0.001):.0f} a second: {mix}",
            ),
            ("", f"reached a view {door.share('reached'):.1%}" + (" (by its status)" if name == "server" else "")),
            (
                "",
                f"did what was meant {door.share('succeeded'):.1%}; of {door.odd:,} odd ones {door.odd_taken:,} were taken",
            ),
            ("", f"the slowest {door.slowest} s"),
        ]
    lines += [
        (
            "who and where",
            f"{figures.people} people and a stranger, {figures.children} children, {len(figures.pages)} pages",
        ),
        ("forms done", f"{sum(figures.done.values()):,} on {sum(n > 0 for n in figures.done.values())} pages"),
        (
            "sent, never done",
            ", ".join(sorted(page for page in figures.sent if page and not figures.done[page])) or "none",
        ),
        ("made odd", ", ".join(f"{name} {number:,}" for name, number in figures.oddities.most_common(40))),
        ("notices", ", ".join(f"{name} {number:,}" for name, number in figures.notices.items()) or "none"),
        ("looked at after", ", ".join(f"{number:,} {name}" for name, number in figures.looked.items())),
    ]
    if figures.caught:
        lines.append(
            (
                "planted faults",
                ", ".join(f"{name}: {'caught' if caught else 'MISSED'}" for name, caught in figures.caught.items()),
            )
        )
    lines.append(("", f"seed {figures.seed}, {figures.seconds} s"))
    return "\n".join(f"{name:<20} {words}" for name, words in lines)
