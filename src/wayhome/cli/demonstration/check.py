"""One way through the practice area over HTTP, as a browser without script goes: it must work, or say where it stopped."""

from __future__ import annotations

import http.cookiejar
import re
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timedelta
from html.parser import HTMLParser

from wayhome.cli.demonstration import cast, second_step
from wayhome.domain.moment import LONDON

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class WentWrong(Exception):
    """A page was not what it must be; the words say which and how."""


class Fields(HTMLParser):
    """The hidden fields of the first form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the name and value of each hidden input; the same name in a later form does not replace it."""
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and given.get("type") == "hidden" and name:
            self.found.setdefault(name, given.get("value") or "")


class Browser:
    """Keeps cookies, follows redirects, and sends a form with the hidden fields that the page gave."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.page, self.path = "", ""

    def cookies(self) -> str:
        """What the browser would send next, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def open(self, path: str) -> str:
        """Open a page. Raises WentWrong when it is not answered with success."""
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.address, path)))

    def send(self, path: str, **fields: str) -> str:
        """Send the form of the page that is open, to `path`, with these fields filled in."""
        hidden = Fields()
        hidden.feed(self.page)
        data = urllib.parse.urlencode({**hidden.found, **fields}).encode()
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.address, path), data=data))

    def must_show(self, words: str) -> None:
        """Raises WentWrong when the page that is open does not show these words."""
        if words not in re.sub(r"\s+", " ", self.page):
            raise WentWrong(f"The page {self.path} does not show “{words}”.")

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.page, self.path = answer.read().decode("utf-8"), urllib.parse.urlsplit(answer.url).path
        except urllib.error.HTTPError as problem:
            said = re.search(r"<main.*?</main>", problem.read().decode("utf-8", "replace"), re.DOTALL)
            words = " ".join(re.sub(r"<[^>]+>", " ", said[0]).split()) if said else ""
            raise WentWrong(
                f"{request.get_method()} {request.full_url} was answered with {problem.code}. {words}"
            ) from problem
        except OSError as problem:
            raise WentWrong(f"{request.full_url} did not answer: {problem}.") from problem
        return self.page


def walk(address: str, *, seed: str) -> str | None:
    """Go one way through. The words of what was wrong, or None."""
    name = f"Walk{secrets.token_hex(3)}"
    try:
        pat, rosa = Browser(address), Browser(address)
        sign_in(pat, who("pat"), seed=seed)
        report(pat, name)
        sign_in(rosa, who("rosa"), seed=seed)
        ask(rosa, name)
        for browser in (pat, rosa):
            leave(browser)
    except WentWrong as wrong:
        return str(wrong)
    return None


def report(pat: Browser, name: str) -> None:
    """The police report a child missing, then back: each notice says what became of it."""
    reference = f"TR-{name}"
    born = f"{2009 + secrets.randbelow(5)}-{1 + secrets.randbelow(12):02}-{1 + secrets.randbelow(28):02}"
    for kind, ago in (("reported", 600), ("returned", 90)):
        pat.open("/report/")
        pat.send(
            "/report/", kind=kind, authority=cast.PLACES[0].gss_code or "", police_reference=reference, given=f"Alex{name[-3:]}",
            family=name, born=born, **minutes_ago(ago),
        )  # fmt: skip
        if not pat.path.startswith("/report/") or pat.path == "/report/":
            raise WentWrong(f"The notice “{kind}” was not accepted.")


def ask(rosa: Browser, name: str) -> None:
    """The coordinator sees the child among today's, opens the case, and records that the child was told."""
    rosa.open("/today/")
    rosa.must_show(name)
    rosa.open("/search/")
    found = re.search(rf'(/children/{UUID}/cases/)"[^>]*>[^<]*{name}', rosa.send("/search/", wanted=name))
    case = re.search(rf"/cases/{UUID}/", rosa.open(found[1]) + rosa.path) if found else None
    if case is None:
        raise WentWrong(f"Searching for {name} finds no case.")
    rosa.open(f"{case[0]}offer/")
    rosa.send(f"{case[0]}offer/", level="child_direct", channel="visit", **minutes_ago(5))
    rosa.open(case[0])
    rosa.must_show("Offered")


def minutes_ago(minutes: int) -> dict[str, str]:
    """A time of day as a form asks for it."""
    then = datetime.now(LONDON) - timedelta(minutes=minutes)
    return {"happened_precision": "exact", "happened_day": f"{then:%d/%m/%Y}", "happened_time": f"{then:%H:%M}"}


def who(key: str) -> cast.Person:
    """The person of the practice area whom the stories call by this name."""
    return next(person for person in cast.PEOPLE if person.key == key)


def sign_in(browser: Browser, person: cast.Person, *, seed: str) -> None:
    """Sign in with e-mail, password and second step, and see one's own name beside the sign of practice."""
    email = cast.email_of(person)
    browser.open("/")
    browser.send("/sign-in/", email=email)
    browser.send("/sign-in/password/", login=email, password=cast.PASSWORD)
    browser.must_show("authenticator app")
    give_code(browser, second_step.secret_of(email, seed=seed))
    browser.open("/account/")
    browser.must_show(person.name)
    browser.must_show("Practice mode")


def give_code(browser: Browser, secret: str) -> None:
    """Enter what the authenticator shows. A code is taken once, so somebody who was quick must wait for the next."""
    for _ in range(2):
        browser.send("/sign-in/code/", code=second_step.code_at(secret, time.time()))
        if browser.path != "/sign-in/code/":
            return
        time.sleep(second_step.STEP - time.time() % second_step.STEP)
    raise WentWrong("The code of the second step was not accepted.")


def leave(browser: Browser) -> None:
    """Sign out, and find one's own page closed."""
    browser.open("/sign-out/")
    browser.send("/sign-out/")
    browser.open("/account/")
    if browser.path != "/sign-in/":
        raise WentWrong(f"After signing out, the account page was still open ({browser.path}).")
