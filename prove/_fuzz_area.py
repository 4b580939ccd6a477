"""An area to try everything in: the cast of the practice area, its stories told as often as wanted, and everybody signed in."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from prove._fuzz_pages import Page
from wayhome.casework.records.refusals import Refused
from wayhome.cli.demonstration import area as practice
from wayhome.cli.demonstration import cast, second_step
from wayhome.cli.demonstration.scenarios import Story, stories
from wayhome.domain.vocabulary import Role

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MOST_ADDRESSES = 60
SEED = "for the fuzzing"
ENDS_A_SIGN_IN = frozenset({
    "account_logout", "sign_out_everywhere", "account_change_password", "account_set_password", "mfa_deactivate_totp",
    "mfa_activate_totp", "account_close", "role_end", "language",
})  # fmt: skip
"""Forms after which somebody may have to begin again: their own, or another's."""


class CannotSignIn(Exception):
    """The account was closed, its role ended or its password changed: somebody else takes the place."""


@dataclass
class Somebody:
    """A person at a browser: who they are, and the addresses that the pages they saw led to, by the name of the page."""

    person: cast.Person | None
    client: Client
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def email(self) -> str:
        return "" if self.person is None else cast.email_of(self.person)

    @property
    def words(self) -> str:
        return (
            "a stranger"
            if self.person is None
            else f"{self.person.key} ({self.person.role.value}, {self.person.place})"
        )

    def saw(self, page: Page) -> None:
        """Remember where the page leads, the newest first."""
        for address in (*page.links, *(form.action for form in page.sent)):
            name = name_of(address)
            if name:
                places = self.known[name]
                if address in places:
                    places.remove(address)
                places.insert(0, address)
                del places[MOST_ADDRESSES:]


def name_of(address: str) -> str:
    """The name of the page at an address; empty where there is none."""
    try:
        return str(resolve(address.split("?")[0]).view_name)
    except (Resolver404, ValueError):
        return ""


@dataclass
class Town:
    """The area and everybody in it; people are replaced when their accounts are closed under them."""

    area: practice.Area
    dsn: str
    """Of the database's superuser, for looking past every row policy."""
    dice: random.Random
    people: list[Somebody] = field(default_factory=list)
    told: int = 0

    @property
    def stranger(self) -> Somebody:
        return self.people[0]

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the proof stands at the edge

    def tell(self, story: Story) -> None:
        """One more child, whose story is one of the practice area's, unless what it needs was ended in the meantime."""
        self.area.now = self.now()
        with suppress(Refused), transaction.atomic():
            story.tell(self.area)
        self.told += 1

    def tell_one(self) -> None:
        every = list(stories())
        self.tell(every[self.told % len(every)])

    def ids(self, of: str | None = None, *, but: UUID | None = None) -> list[str]:
        """Ids of records of one kind, or of any, but not of one organisation."""
        tables = (
            "journey_case",
            "journey_episode",
            "children_identity",
            "reach_notice",
            "work_asked",
            "organisations_team",
        )
        found: list[str] = []
        with psycopg.connect(self.dsn) as connection:
            for table in tables:
                if of is None or table.endswith(of):
                    rows = connection.execute(
                        f"SELECT id::text FROM {table} WHERE organisation_id IS DISTINCT FROM %s ORDER BY id DESC LIMIT 40",
                        [but],
                    )  # type: ignore[call-overload]
                    found += [row[0] for row in rows]
        return found

    def sign_in_again(self, somebody: Somebody) -> None:
        """Sign in anew; where that cannot be done any more, a new colleague with the same role takes the place."""
        if somebody.person is None:
            somebody.client = new_client()
            return
        for _ in range(3):
            try:
                somebody.client = signed_in(somebody.person)
                return
            except CannotSignIn:
                somebody.person = self._colleague(somebody.person)
        raise CannotSignIn(somebody.words)

    def _colleague(self, person: cast.Person) -> cast.Person:
        name = f"{person.key.split('-')[0].capitalize()}x{self.dice.randrange(10**8)} Colleague"
        new = replace(person, key=f"{person.key.split('-')[0]}-{self.dice.randrange(10**8)}", name=name)
        with transaction.atomic():
            self.area.now = self.now()
            practice.welcome(self.area, new)
            self.area.viewers[person.key] = self.area.viewers[new.key]
        return new


def made(dsn: str, dice: random.Random, *, people: int | None = None, children: int | None = None) -> Town:
    """The practice area without its history, in the database that Django is connected to, and everybody signed in."""
    area = practice.Area(datetime.now(UTC), SEED)  # noqa: TID251 - the proof stands at the edge
    with transaction.atomic():
        for place in cast.PLACES:
            practice.open_place(area, place)
        for person in cast.PEOPLE:
            practice.welcome(area, person)
        for one, others in cast.PARTNERS:
            for other in others:
                practice.agree(area, one, other)
        practice.commission(area)
        practice.plan_duty(area)
    town = Town(area, dsn, dice)
    for story in list(stories())[:children]:
        town.tell(story)
    staff = [*cast.PEOPLE, *administrators()]
    chosen = staff if people is None else staff[:people]
    town.people = [Somebody(None, new_client()), *(Somebody(each, signed_in(each)) for each in chosen)]
    return town


def administrators() -> Iterator[cast.Person]:
    """Who runs Wayhome in the two kinds of place that do most."""
    for place in ("eastmere", "harbour"):
        yield cast.Person(f"ada-{place}", place, cast.ADMINISTRATOR, Role.SYSADMIN, "Runs Wayhome")


def new_client() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def signed_in(person: cast.Person) -> Client:
    """A browser in which a person signed in on the real pages, with the second step."""
    client, email = new_client(), cast.email_of(person)
    cache.clear()  # a code is taken once, and tries are counted: each sign-in starts with none
    _send(client, "/sign-in/", email=email)
    _send(client, "/sign-in/password/", login=email, password=cast.PASSWORD)
    for _ in range(2):  # a code may run out between being read and being sent
        code = second_step.code_at(second_step.secret_of(email, seed=SEED), time.time())  # noqa: TID251
        if _send(client, "/sign-in/code/", code=code) == 302:
            return client
    raise CannotSignIn(email)


def _send(client: Client, path: str, **fields: str) -> int:
    page = client.get(path).content.decode()
    token = TOKEN.search(page)
    return client.post(path, {**fields, "csrfmiddlewaretoken": token[1] if token else ""}).status_code
