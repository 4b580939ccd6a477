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
        "rosa",
        "Sign in. The second step asks for six figures: practice mode shows them on the page.",
        ("mfa_authenticate",),
    ),
    Stop("rosa", "Today: who is in danger, which clocks can still be kept, who is waiting for you.", ("today",)),
    Stop("rosa", "Your account: your roles, your second step, and signing out everywhere.", ("own_account",)),
    Stop("ada", "People: give somebody leave cover, put somebody on the rota.", ("people", "rota")),
)


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
