"""What is printed when the practice area answers: the address, who can sign in, and a tour of ten minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wayhome.cli.demonstration import cast


@dataclass(frozen=True)
class Stop:
    """One stop of the tour: as whom, what to do and look for, and which pages it needs to be there."""

    who: str
    words: str
    needs: tuple[str, ...] = ()


TOUR = (
    Stop(
        "rosa", "Sign in; the page shows the six figures. Today: Jo is missing now; Aisha is due; Dan is past 72 hours and never asked.",
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
    Stop("wren", "Westmarsh: Toby is hers. Search for Aisha: nothing, not even that she exists.", ("search",)),
    Stop("ada", "People: give somebody leave cover, put somebody on the rota, close an account.", ("people", "rota")),
)  # fmt: skip


def words(address: str, *, pages: Collection[str]) -> str:
    """Everything a visitor needs, as lines. `pages` are the names of the pages that there are."""
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
    stops = [stop for stop in TOUR if set(stop.needs) <= set(pages)]
    lines += [f"  {number}. {_name(stop.who)}: {stop.words}" for number, stop in enumerate(stops, start=1)]
    return "\n".join(lines)


def _name(who: str) -> str:
    return next((person.name for person in cast.PEOPLE if person.key == who), cast.ADMINISTRATOR)
