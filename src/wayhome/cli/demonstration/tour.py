"""What is printed when the practice area answers: the address, who can sign in, and a tour of ten minutes."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from dataclasses import dataclass

from wayhome.cli.demonstration import cast

WIDTH = 110


@dataclass(frozen=True)
class Stop:
    """One stop of the tour: as whom, what to do and look for, which pages it needs, and whether it needs the past year."""

    who: str
    words: str
    needs: tuple[str, ...] = ()
    year: bool = False


TOUR = (
    Stop(
        "rosa", "Sign in; the page shows the six figures. Today: Jo is missing now; Aisha is due; Dan is past 72 hours and never asked, "
        "and he is not the only one.",
        ("today",),
    ),
    Stop(
        "rosa", "Open Aisha: how to reach her safely, where things stand, and the clock that explains itself. Log a try, then record "
        "that she was told.",
        ("case", "try_new"),
    ),
    Stop("pat", "In another browser, tell Eastmere that a child is missing, then back: Rosa's Today shows it.", ("report_new",)),
    Stop("sam", "Your cases: Maya is booked for tomorrow, Theo is half written up. Nobody else's are there.", ("write_up",)),
    Stop("rosa", "Lena's record is ready to check: approve it. Amir's is approved: decide who is told, and who not.", ("case",)),
    Stop("omar", "Ruby: what was promised, and whether it happened. “Worried about this child?” is on every page.", ("need",)),
    Stop("tess", "Ivy's parent said no. You decide; the child's own view counts.", ("ask_anyway",)),
    Stop(
        "rosa", "Search for {often}: missing more than a hundred times in a year. Every return has its own answer, and none is lost.",
        ("search", "child_cases"), year=True,
    ),
    Stop("rosa", "Cases, then Closed: how the year went. Open one that was heard: who was told what, which help began.", ("cases",), year=True),
    Stop("wren", "Westmarsh: Toby is hers. Search for Aisha: nothing, not even that she exists.", ("search",)),
    Stop("anwen", "Northby: children of its own, and those whom others have placed there.", ("cases",), year=True),
    Stop("nadia", "How are we doing? Four in five were offered a talk, one in two was heard; and what cannot be said.", ("oversight",), year=True),
    Stop("ada", "People: give somebody leave cover, put somebody on the rota, close an account.", ("people", "rota")),
)  # fmt: skip


def words(address: str, *, pages: Collection[str], often: str = "") -> str:
    """Everything a visitor needs, as lines. `pages` are the names of the pages that there are.

    `often` is the name of the child who went missing most, where the past year is or will be there.
    """
    width = max(len(role.label) for role in cast.SIGN_IN_BY_ROLE)
    lines = [
        "",
        f"Wayhome answers at {address}",
        "Practice mode: every person is invented, and nothing is sent to anyone.",
        "",
        f"Sign in as anyone below. The password is: {cast.PASSWORD}",
        "The second step asks for the six figures of an authenticator app; the page shows them, and so does",
        f"    wayhome demo --code {cast.email_of(cast.PEOPLE[0])}",
        "",
    ]
    for role, person in sorted(cast.SIGN_IN_BY_ROLE.items(), key=lambda pair: cast.PEOPLE.index(pair[1])):
        lines.append(f"  {role.label:<{width}}  {person.name:<13}  {cast.email_of(person)}")
    lines.append(
        f"  {'Runs Wayhome (each organisation)':<{width}}  {cast.ADMINISTRATOR:<13}  {cast.ADMINISTRATORS['eastmere']}"
    )
    lines += ["", "Ten minutes:"]
    stops = [stop for stop in TOUR if set(stop.needs) <= set(pages) and (often or not stop.year)]
    for number, stop in enumerate(stops, start=1):
        said = f"{number:>4}. {_name(stop.who)}: {stop.words.format(often=often)}"
        lines += textwrap.wrap(said, WIDTH, subsequent_indent=" " * 6)
    if often:
        lines += [
            "",
            "A past year of three authorities is filled in behind; each page says how far it is, until it is there.",
        ]
    return "\n".join(lines)


def _name(who: str) -> str:
    return next((person.name for person in cast.PEOPLE if person.key == who), cast.ADMINISTRATOR)
