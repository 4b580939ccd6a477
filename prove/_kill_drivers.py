"""What people do while things are killed: each driver is one kind of work over HTTP, and what must be true of it after.

A driver is added by adding it to DRIVERS: who signs in, what is sent and read, and the questions, in SQL, whose answer
must be no row.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from wayhome.cli.demonstration import cast
from wayhome.cli.demonstration.check import Browser, Fields, minutes_ago, sign_in

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CHILD_LINK = re.compile(rf"/children/({UUID})/")
PATIENCE = 15


class NotAnswered(Exception):
    """No whole answer with success came back: what was sent may have been kept, or not."""


@dataclass
class Seen:
    """An answer that arrived whole and showed children: to whom, which, between when and when."""

    email: str
    children: frozenset[str]
    began: float
    ended: float


@dataclass
class Notes:
    """What one person was told: writes that were acknowledged, by driver and key, and what they were shown."""

    acknowledged: list[tuple[str, str, str]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    not_answered: int = 0


class Session:
    """A person who is signed in, over one connection at a time, with the token of their forms."""

    def __init__(self, address: str, person: cast.Person, seed: str) -> None:
        browser = Browser(address)
        sign_in(browser, person, seed=seed)
        self.email, self.address = cast.email_of(person), urlsplit(address)
        self.cookies = browser.cookies()
        hidden = Fields()
        browser.open("/sign-out/")
        hidden.feed(browser.page)
        self.token = hidden.found["csrfmiddlewaretoken"]
        self.notes = Notes()

    def get(self, path: str) -> str:
        """Read a page; the children that it links to count as shown. Raises NotAnswered."""
        began = self._now()
        status, _, page = self._ask("GET", path)
        if status != 200:
            raise NotAnswered(status)
        shown = frozenset(CHILD_LINK.findall(page))
        if shown:
            self.notes.seen.append(Seen(self.email, shown, began, self._now()))
        return page

    def post(self, path: str, **fields: str) -> str:
        """Send a form; the path it leads on to. Raises NotAnswered unless it was accepted."""
        status, leads_to, _ = self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": self.token}))
        if status not in (302, 303):
            raise NotAnswered(status)
        return leads_to

    @staticmethod
    def _now() -> float:
        return time.time()  # noqa: TID251 - to be compared with the times in the journal

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        connection = HTTPConnection(self.address.hostname or "", self.address.port, timeout=PATIENCE)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
            return answer.status, answer.headers.get("Location", ""), page
        except (OSError, HTTPException, ValueError) as broken:
            raise NotAnswered(broken) from broken
        finally:
            connection.close()


@dataclass(frozen=True)
class Driver:
    """One kind of work: who does it, one piece of it, and what must not be found in the database afterwards."""

    name: str
    people: tuple[str, ...]
    act: Callable[[Session, random.Random, str], None]
    kept: str
    """SQL with one parameter, the acknowledged keys: the keys that are there exactly once, whole."""
    never: tuple[tuple[str, str], ...]
    """Words and SQL: rows that would mean that something was half done."""


def add_a_child(session: Session, dice: random.Random, key: str) -> None:
    """Register a child by a family name that nobody has, then read the list or the child's own page."""
    leads_to = session.post("/children/add/", given="Kim", family=key, nobody_here="yes")
    session.notes.acknowledged.append(("children", key, CHILD_LINK.findall(leads_to)[0]))
    session.get(leads_to if dice.random() < 0.5 else "/children/")


def add_a_team(session: Session, dice: random.Random, key: str) -> None:
    """Add a team by a name that nobody has, then read the list of people."""
    session.post("/organisation/teams/", name=key)
    session.notes.acknowledged.append(("teams", key, ""))
    session.get("/people/")


def report_a_child(session: Session, dice: random.Random, key: str) -> None:
    """Tell Eastmere that a child is missing, as the police do; who was told of what is read back."""
    born = f"{dice.randint(2009, 2014)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    leads_to = session.post(
        "/report/", number=key, kind="reported", authority=cast.PLACES[0].gss_code or "", police_reference=key, given=key,
        family=key, born=born, **minutes_ago(5),
    )  # fmt: skip
    session.notes.acknowledged.append(("notices", key, ""))
    session.get(leads_to)


def without(table: str, other: str, which: str = "true") -> str:
    """SQL for the rows of a table, such as `which` says, that have no row in another."""
    return f"SELECT r.id FROM {table} r WHERE {which} AND NOT EXISTS (SELECT FROM {other})"


DRIVERS = (
    Driver(
        "children", ("rosa", "wren", "omar"), add_a_child,
        kept="""
            SELECT n.family FROM children_name n
              JOIN children_identity i ON i.id = n.child_id JOIN children_child c ON c.id = i.current_id
              JOIN journal_mention m ON m.subject_id = c.id AND m.what = 'child.registered' AND m.act = 'wrote'
             WHERE n.family = ANY(%s) GROUP BY n.family HAVING count(*) = 1
        """,
        never=(
            ("a child without an identity", without("children_child", "children_identity t WHERE t.id = r.id")),
            ("a child without a name", without("children_child", "children_name t WHERE t.child_id = r.id")),
            ("a child whom nobody may open", without("children_child", "children_relationship t WHERE t.child_id = r.id")),
            (
                "a child without an entry in the journal",
                without("children_child", "journal_mention t WHERE t.subject_id = r.id AND t.what = 'child.registered'"),
            ),
            (
                "an entry about a child who is not there",
                without("journal_mention", "children_child t WHERE t.id = r.subject_id", "r.what = 'child.registered'"),
            ),
        ),
    ),
    Driver(
        "notices", ("pat",), report_a_child,
        kept="""
            SELECT n.number FROM reach_notice n
              JOIN journal_mention m ON m.subject_id = n.id AND m.what = 'notice.kept' AND m.act = 'wrote'
             WHERE n.number = ANY(%s) GROUP BY n.number HAVING count(*) = 1
        """,
        never=(
            (
                "a notice called applied that made no absence",
                without("reach_notice", "journey_episode t WHERE t.id = r.episode_id", "r.state = 'applied'"),
            ),
            ("an absence that nothing happened in", without("journey_episode", "journey_event t WHERE t.episode_id = r.id")),
            ("an absence that stands nowhere", without("journey_episode", "journey_episodenow t WHERE t.id = r.id")),
            ("a case that stands nowhere", without("journey_case", "journey_casenow t WHERE t.id = r.id")),
            (
                "an event without an entry in the journal",
                without("journey_event", "journal_mention t WHERE t.subject_id IN (r.child_id, r.case_id, r.episode_id) AND t.act = 'wrote'"),
            ),
        ),
    ),
    Driver(
        "teams", ("grace",), add_a_team,
        kept="""
            SELECT t.name FROM organisations_team t
              JOIN journal_mention m ON m.subject_id = t.id AND m.what = 'team.added'
             WHERE t.name = ANY(%s) GROUP BY t.name HAVING count(*) = 1
        """,
        never=(
            (
                "a team without an entry in the journal",
                without("organisations_team", "journal_mention t WHERE t.subject_id = r.id AND t.what = 'team.added'"),
            ),
        ),
    ),
)  # fmt: skip

OF_THE_JOURNAL = (
    (
        "a journal with a gap",
        "SELECT organisation_id FROM journal_entry GROUP BY organisation_id HAVING count(*) <> max(number) OR min(number) <> 1",
    ),
    (
        "a journal whose chain is broken",
        "SELECT id FROM (SELECT id, prev, number, lag(leaf) OVER (PARTITION BY organisation_id ORDER BY number) AS before "
        "FROM journal_entry) chained WHERE number > 1 AND prev <> before",
    ),
    (
        "a counter that disagrees with its journal",
        "SELECT c.organisation_id FROM journal_counter c WHERE c.last <> "
        "(SELECT count(*) FROM journal_entry e WHERE e.organisation_id = c.organisation_id)",
    ),
)
