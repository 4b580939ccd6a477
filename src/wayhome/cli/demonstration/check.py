"""One way through the practice area over HTTP, as a browser without script goes: it must work, or say where it stopped."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

from wayhome.cli.demonstration import cast, second_step


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
            raise WentWrong(f"{request.get_method()} {request.full_url} was answered with {problem.code}.") from problem
        except OSError as problem:
            raise WentWrong(f"{request.full_url} did not answer: {problem}.") from problem
        return self.page


def walk(address: str, *, seed: str) -> str | None:
    """Go one way through. The words of what was wrong, or None."""
    try:
        browser = Browser(address)
        sign_in(browser, cast.PEOPLE[0], seed=seed)
        leave(browser)
    except WentWrong as wrong:
        return str(wrong)
    return None


def sign_in(browser: Browser, person: cast.Person, *, seed: str) -> None:
    """Sign in with e-mail, password and second step, and see one's own name beside the sign of practice."""
    email = cast.email_of(person)
    browser.open("/")
    browser.send("/sign-in/", email=email)
    browser.send("/sign-in/password/", login=email, password=cast.PASSWORD)
    browser.must_show("authenticator app")
    browser.send("/sign-in/code/", code=second_step.code_at(second_step.secret_of(email, seed=seed), time.time()))
    browser.open("/account/")
    browser.must_show(person.name)
    browser.must_show("Practice mode")


def leave(browser: Browser) -> None:
    """Sign out, and find one's own page closed."""
    browser.open("/sign-out/")
    browser.send("/sign-out/")
    browser.open("/account/")
    if browser.path != "/sign-in/":
        raise WentWrong(f"After signing out, the account page was still open ({browser.path}).")
