"""Who takes part in the journeys: everybody of the practice area, each signed in once by the real pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from devtools.machine import browser as find_browser
from tests.journeys.looking import WIDE, Looking
from tests.journeys.making import SECRET, SEED
from tests.journeys.person import Person
from tests.journeys.police import PoliceSystem
from tests.journeys.served import Served, screenshots, served
from wayhome.cli.demonstration import cast, second_step
from wayhome.domain.moment import LONDON

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOMENT = 4
"""Seconds in which a code is typed and sent."""

QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass
class World:
    """One served Wayhome, one Chromium, and the people; a person's sign-in is kept for their other browsers."""

    served: Served
    chromium: Browser
    looking: Looking
    signed_in: dict[str, Any] = field(default_factory=dict)

    @property
    def police_system(self) -> PoliceSystem:
        return PoliceSystem(self.served.address, self.served.made["key"], SECRET)

    def someone(
        self, name: str = "Somebody", *, scripts: bool = True, hands: type[Person] = Person, **more: Any
    ) -> Person:
        """Somebody at a new browser, not signed in."""
        context = self.chromium.new_context(
            viewport=WIDE, locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts, **more
        )  # fmt: skip
        context.set_default_timeout(8_000)
        self.looking.follow(context)
        return hands(name, context.new_page(), self.served.address, self.looking, scripts)

    def person(self, key: str, *, scripts: bool = True, hands: type[Person] = Person) -> Person:
        """Somebody of the area at a new browser. The first time they sign in; later browsers have their session."""
        name, email = who(key)
        if key not in self.signed_in:
            person = self.someone(name)
            sign_in(person, email)
            self.signed_in[key] = person.page.context.storage_state()
            if scripts and hands is Person:
                return person
            person.page.context.close()
        return self.someone(name, scripts=scripts, hands=hands, storage_state=self.signed_in[key])

    def everybody_leaves(self) -> None:
        """Every browser that is open is closed; nobody's page asks for news after their journey is over."""
        for context in self.chromium.contexts:
            context.close()


def who(key: str) -> tuple[str, str]:
    """The name and the work e-mail of somebody of the area: "rosa", or "ada of eastmere" for an administrator."""
    if key.startswith("ada of "):
        return cast.ADMINISTRATOR, cast.ADMINISTRATORS[key.removeprefix("ada of ")]
    person = next(p for p in cast.PEOPLE if p.key == key)
    return person.name, cast.email_of(person)


def sign_in(person: Person, email: str, password: str = cast.PASSWORD) -> None:
    """By the real pages: e-mail, password, and the six figures of the second step."""
    person.opens("sign_in").records(email=email)
    person.is_at("account_login").records(password=password)
    person.is_at("mfa_authenticate").records(code=code(email))
    assert person.where not in ("mfa_authenticate", "sign_in"), person.main.inner_text()


def code(email: str) -> str:
    """What the person's authenticator shows now; just before it changes they wait for the next."""
    left = second_step.STEP - time.time() % second_step.STEP
    if left < MOMENT:
        time.sleep(left)
    return second_step.code_at(second_step.secret_of(email, seed=SEED), time.time())


def ago(**spell: float) -> datetime:
    """The whole minute that lies so long back."""
    return (datetime.now(LONDON) - timedelta(**spell)).replace(second=0, microsecond=0)


@contextmanager
def world() -> Iterator[World]:
    from playwright.sync_api import sync_playwright

    with served() as running, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        try:
            yield World(running, chromium, Looking(running.address, screenshots()))
        finally:
            chromium.close()
