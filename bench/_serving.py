"""The loaded nation served as `wayhome serve` serves it, asked by eight people at once; what each page costs."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench._load import Bench, say
from bench._nation import Authority
from bench._places import PASSWORD, coordinator_email, secret_of

ROOT = Path(__file__).resolve().parents[1]
WAYHOME = (sys.executable, "-c", "from wayhome.cli.main import app; app()")
TICK = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Ask:
    """One request: an address, and what is posted to it if anything is."""

    path: str
    form: tuple[tuple[str, str], ...] = ()


@dataclass
class Person:
    """A coordinator who is signed in, with the requests they will make, by page."""

    authority: Authority
    cookies: str
    token: str
    asks: dict[str, list[Ask]] = field(default_factory=dict)


@dataclass
class Taken:
    """How long each request of one page took, in milliseconds, and what the server and the database spent on all of them."""

    times: list[float] = field(default_factory=list)
    server_ms: float = 0.0
    database_ms: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]

    def each(self, spent: float) -> float:
        return spent / len(self.times)

    def add(self, other: Taken) -> None:
        self.times += other.times
        self.server_ms += other.server_ms
        self.database_ms += other.database_ms


class Wrong(SystemExit):
    """A page was not answered as it must be: a fast wrong answer is no figure."""


class Served:
    """The server process, its database's processes, and how to ask it."""

    def __init__(self, bench: Bench, port: int, process: subprocess.Popen[bytes]) -> None:
        self.bench, self.port, self.process = bench, port, process
        self.address = f"http://127.0.0.1:{port}/"

    def sign_in(self, authority: Authority) -> Person:
        """The coordinator of an authority signs in: e-mail, password, second step."""
        from wayhome.cli.demonstration.check import Browser, Fields, give_code

        browser, email = Browser(self.address), coordinator_email(authority)
        browser.open("/")
        browser.send("/sign-in/", email=email)
        browser.send("/sign-in/password/", login=email, password=PASSWORD)
        give_code(browser, secret_of(authority))
        browser.open("/search/")
        hidden = Fields()
        hidden.feed(browser.page)
        return Person(authority, browser.cookies(), hidden.found["csrfmiddlewaretoken"])

    def answer(self, person: Person, ask: Ask) -> str:
        """One page as the person sees it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        status, body = _ask(connection, person, ask)
        connection.close()
        if status != 200:
            raise Wrong(f"{ask.path} was answered with {status}")
        return body.decode("utf-8")

    def round(self, people: Sequence[Person], page: str, each: int, must_show: str = "") -> Taken:
        """Everybody asks for one page at once, so many times one after another."""
        taken, wrong = Taken(), []
        before = self.spent()
        threads = [
            threading.Thread(target=self._asks, args=(p, page, each, taken.times, wrong, must_show)) for p in people
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = self.spent()
        if wrong:
            raise Wrong(f"{page}: {wrong[0]}")
        taken.server_ms, taken.database_ms = (1000 * (now - then) for now, then in zip(after, before, strict=True))
        return taken

    def _asks(self, person: Person, page: str, each: int, times: list[float], wrong: list[str], must_show: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asks = person.asks[page]
        for number in range(each):
            started = time.perf_counter()
            status, body = _ask(connection, person, asks[number % len(asks)])
            times.append(1000 * (time.perf_counter() - started))
            if status != 200 or (must_show and must_show.encode() not in body):
                wrong.append(f"{asks[number % len(asks)].path} was answered with {status}")
        connection.close()

    def spent(self) -> tuple[float, float]:
        """Seconds of processor time that the server's processes, and the database's, have used so far."""
        postmaster = int((_data(self.bench) / "postmaster.pid").read_text().split("\n", 1)[0])
        return _seconds_of(self.process.pid), _seconds_of(postmaster)


def _data(bench: Bench) -> Path:
    from wayhome.engines.embedded_postgres import Server

    return Server.at(bench.home.folder / "database").place / "data"


def _ask(connection: http.client.HTTPConnection, person: Person, ask: Ask) -> tuple[int, bytes]:
    headers = {"Cookie": person.cookies, "Host": "localhost"}
    if ask.form:
        body = urlencode([*ask.form, ("csrfmiddlewaretoken", person.token)])
        connection.request("POST", ask.path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
    else:
        connection.request("GET", ask.path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _seconds_of(pid: int) -> float:
    """Processor time of a process, of all that live under it, and of those under it that have ended."""
    children: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                children.setdefault(int(fields[1]), []).append(int(entry.name))
                ticks[int(entry.name)] = sum(int(t) for t in fields[11:15])
    total, ahead = 0, [pid]
    while ahead:
        one = ahead.pop()
        total += ticks.get(one, 0)
        ahead += children.get(one, [])
    return total / TICK


@contextmanager
def served(bench: Bench) -> Iterator[Served]:
    """`wayhome serve` on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment = {**ours, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    log = (bench.home.folder / "log").open("wb")
    command = [*WAYHOME, "serve", "--no-jobs", "--port", str(port)]  # the jobs' clock is not that of the nation
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, process, bench.home.folder / "log")
        yield Served(bench, port, process)
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    from wayhome.cli.server.run import answers

    patience = time.monotonic() + SECONDS_TO_START
    while not answers(f"http://127.0.0.1:{port}/", 0.2) and process.poll() is None and time.monotonic() < patience:
        time.sleep(0.1)
    if process.poll() is not None or not answers(f"http://127.0.0.1:{port}/", 5):
        raise Wrong(f"the server did not answer: {log.read_text()[-500:]}")


# What is asked


def prepared(server: Served) -> list[Person]:
    """Eight people signed in, each with the pages they will open."""
    people = []
    for authority in server.bench.nation.measured:
        people.append(planned(server, authority))
    say(f"{len(people)} coordinators signed in")
    return people


def planned(server: Served, authority: Authority) -> Person:
    """The coordinator of one authority, signed in, with the pages they will open."""
    person = server.sign_in(authority)
    _plan(server, person)
    return person


def _plan(server: Served, person: Person) -> None:
    today = server.answer(person, Ask("/today/"))
    cases = list(dict.fromkeys(re.findall(r'href="(/cases/[0-9a-f-]{36}/)"', today)))
    found = server.answer(person, Ask("/search/", (("wanted", f"{person.authority.prefix}-1001"),)))
    most = re.search(r"/children/([0-9a-f-]{36})/cases/", found)
    if not cases or most is None:
        raise Wrong(f"{person.authority.name} has no open case, or no child of whom most is recorded")
    person.asks = {
        "one row": [Ask(f"/bench/children/{most[1]}/")],
        "Today": [Ask("/today/")],
        "child": [Ask(f"/children/{most[1]}/cases/")],
        "case": [Ask(each) for each in cases],
        "search": [Ask("/search/", (("wanted", name),)) for name in NAMES],
    }


NAMES = (
    "Aisha Karim",
    "Jamie Smith",
    "Okafor",
    "Ruby Shah",
    "Megan",
    "Tomasz Nowak",
    "Jones",
    "Layla Hussain",
    "Kelly",
    "Owen Price",
)
"""What people look for: both names, or the one they know."""
