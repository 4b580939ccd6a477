"""The two doors by which a request comes in: the handler itself in this process, and the real server over a connection.

Both answer with the same `Answer`. Only the first can say whether the request reached a view: every view of the address
table is wrapped so that it says so. Of the second it is read from the status, and never claimed where that leaves doubt.
"""

from __future__ import annotations

import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.signals import got_request_exception
from django.test import Client
from django.urls import URLPattern, get_resolver

from prove._fuzz_sent import Sent

HANGS_AFTER = 2.0
GIVES_UP_AFTER = 20
SEEN_BY_A_VIEW = frozenset({200, 302, 303, 304, 409, 422})
"""Statuses that only a view gives here; over a connection nothing more is known."""

SIGN_IN = "/sign-in/?next="


class Hung(Exception):
    """A request went on after the time at which this proof stops waiting."""


@dataclass
class Answer:
    """What came back: `reached` whether a view was called, `at` the time the request was given, `fault` where it broke."""

    status: int
    leads_to: str = ""
    body: bytes = b""
    seconds: float = 0.0
    reached: bool = False
    at: datetime | None = None
    began: float = 0.0
    ended: float = 0.0
    fault: str = ""
    type: str = ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.type.startswith("text/html")

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status == 302 and self.leads_to.startswith(SIGN_IN)


@dataclass
class Reached:
    """Whether a view was called since it was last asked; kept by wrapping every view of the address table."""

    views: list[str] = field(default_factory=list)

    def taken(self) -> bool:
        reached = bool(self.views)
        self.views.clear()
        return reached

    @contextmanager
    def watched(self) -> Iterator[Reached]:
        """While the block runs every view says that it was called."""
        patterns = [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]
        before = [(pattern, pattern.callback) for pattern in patterns]
        for pattern, view in before:
            pattern.callback = self._watching(view, pattern.name)
        try:
            yield self
        finally:
            for pattern, view in before:
                pattern.callback = view

    def _watching(self, view: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(view)
        def watched(*args: Any, **given: Any) -> Any:
            self.views.append(name)
            return view(*args, **given)

        return watched


def in_line_for_a_processor() -> float:
    """How long this thread stood in line because others had the processors: the machine's time, not the answer's."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


class InProcess:
    """The handler that the web server calls, in this process."""

    name = "handler"

    def __init__(self, reached: Reached) -> None:
        self.reached, self.broke = reached, ""

    def __enter__(self) -> InProcess:
        got_request_exception.connect(self._note)
        self.before = signal.signal(signal.SIGALRM, self._hung)
        return self

    def __exit__(self, *_: object) -> None:
        got_request_exception.disconnect(self._note)
        signal.signal(signal.SIGALRM, self.before)

    def _note(self, **_: Any) -> None:
        kind, problem, trace = sys.exc_info()
        frames = traceback.extract_tb(trace)
        ours = [frame for frame in frames if "/wayhome/" in frame.filename]
        places = dict.fromkeys(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in (*ours[-1:], *frames[-1:]))
        self.broke = f"{kind.__name__ if kind else '?'}: {str(problem)[:120]} ({', '.join(places)})"

    @staticmethod
    def _hung(*_: Any) -> None:
        raise Hung()

    def send(self, client: Client, sent: Sent) -> Answer:
        """Send one request as this client."""
        self.broke = ""
        self.reached.taken()
        signal.setitimer(signal.ITIMER_REAL, GIVES_UP_AFTER)
        began, clock, in_line = time.perf_counter(), _now(), in_line_for_a_processor()
        try:
            response = client.generic(
                sent.method,
                quote(sent.address, safe="/%?&=+:;@,!$'()*~#[]"),
                sent.data,
                sent.type,
                headers=_plain(sent),
            )
        except Hung:
            return Answer(599, seconds=time.perf_counter() - began, fault=f"gave up after {GIVES_UP_AFTER} s")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        seconds = time.perf_counter() - began - (in_line_for_a_processor() - in_line)
        body = response.content if not response.streaming else b"".join(response.streaming_content)
        return Answer(
            response.status_code, response.headers.get("Location", ""), body, seconds, self.reached.taken(),
            getattr(response.wsgi_request, "at", None), clock, _now(), self.broke, response.headers.get("Content-Type", ""),
        )  # fmt: skip


def _plain(sent: Sent) -> dict[str, str]:
    """Headers as the web server hands them on: one value each, and no length but the true one."""
    return {
        name: value for name, value in sent.headers if name not in ("Content-Length", "Transfer-Encoding", "Cookie")
    }


class Connected:
    """The real server, over a connection of its own for each request."""

    name = "server"

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)

    def send(self, client: Client, sent: Sent) -> Answer:
        """Send one request with the cookies of this client; a cookie that comes back is kept by it."""
        connection = HTTPConnection(self.address.hostname or "", self.address.port, timeout=GIVES_UP_AFTER)
        began, clock = time.perf_counter(), _now()
        try:
            self._put(connection, client, sent)
            response = connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as broken:
            seconds = time.perf_counter() - began
            if isinstance(broken, TimeoutError):
                return Answer(599, seconds=seconds, fault="no answer")
            return Answer(0, seconds=seconds, fault=f"the connection ended: {type(broken).__name__}")
        finally:
            connection.close()
        for name, value in response.headers.items():
            if name.lower() == "set-cookie":
                client.cookies.load(value)
        seconds, leads_to = time.perf_counter() - began, response.headers.get("Location", "")
        answer = Answer(
            response.status,
            leads_to,
            body,
            seconds,
            False,
            None,
            clock,
            _now(),
            "",
            response.headers.get("Content-Type", ""),
        )
        answer.reached = response.status in SEEN_BY_A_VIEW and not answer.asks_to_sign_in
        return answer

    def _put(self, connection: HTTPConnection, client: Client, sent: Sent) -> None:
        data, headers = sent.data, dict(sent.headers)
        connection.putrequest(
            _token(sent.method),
            quote(sent.address, safe="/%?&=+:;@,!$'()*~"),
            skip_host="Host" in headers,
            skip_accept_encoding=True,
        )
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        usual = {"Cookie": cookies, "Content-Length": str(len(data)), "Content-Type": sent.type}
        for name, value in (usual | headers).items():
            if name in ("Content-Length", "Transfer-Encoding", "Expect") and name in headers:
                value = usual.get(
                    name, ""
                )  # lengths that lie are the web server's to refuse, and leave nothing to compare
            if value:
                connection.putheader(name, re.sub(r"[\x00-\x1f\x7f]", "?", value).encode("latin-1", "replace"))
        connection.endheaders(data)


def _token(method: str) -> str:
    return re.sub(r"[^A-Z]", "", method) or "GET"


def _now() -> float:
    return time.time()  # noqa: TID251 - to be compared with the times in the journal
