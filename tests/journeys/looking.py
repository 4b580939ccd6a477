"""What every page must be, wherever a journey comes by: named, clean to a screen reader, and no wider than a phone."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Response

SIGN_IN_FAILED = 401
"""The status of the page that says so."""

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

PARTS = """() => [...new Set([...document.querySelectorAll('main *, .wh-live, .wh-phone *')]
    .filter(e => e.offsetParent !== null)
    .flatMap(e => [...e.classList]).filter(c => /^(wh|govuk|moj)-/.test(c) && !/--|govuk-!/.test(c)))].sort().join(' ')"""
"""The parts that are drawn on a page: two pages of one address that are made of the same parts are in the same state."""

TWICE = """() => {
  const places = {};
  for (const link of document.querySelectorAll('a[href]')) {
    if (link.checkVisibility()) {
      const words = (link.getAttribute('aria-label') || link.textContent).replace(/\\s+/g, ' ').trim();
      (places[words] ??= new Set()).add(link.href);
    }
  }
  return Object.entries(places).filter(([words, to]) => !words || to.size > 1).map(([words, to]) => [words, ...to].join(' '));
}"""
"""Links that say nothing, or say the same and lead to different places."""

TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


def page_of(address: str) -> str | None:
    """The name of the page that answers at an address; None for what is no page, such as a style sheet."""
    try:
        return resolve(urlsplit(address).path).url_name
    except Resolver404:
        return None


@dataclass
class Looking:
    """Follows every browser: which pages were visited, and what was wrong with any of them."""

    address: str
    pictures: Path | None
    visited: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        from axe_playwright_python.sync_playwright import Axe

        self.axe = Axe()
        if self.pictures:
            shutil.rmtree(self.pictures, ignore_errors=True)
            self.pictures.mkdir(parents=True)

    def follow(self, context: BrowserContext) -> None:
        """From here on every answer that this browser gets is noted, and every word that its console says against a page."""
        context.on("response", self._answered)
        context.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        context.on("weberror", lambda fault: self.faults.append(f"script: {fault.error}"))

    def _answered(self, response: Response) -> None:
        if (
            response.url.startswith(self.address)
            and (response.status < 400 or response.status == SIGN_IN_FAILED)
            and (name := page_of(response.url))
        ):
            self.visited.add(name)

    def at(self, page: Page, *, scripts: bool = True) -> None:
        """Look at the page that is open: always at its title and its links, once in each state at everything else."""
        if not page.url.startswith(self.address):
            return
        name = page_of(page.url) or page.url
        self._title(name, page)
        self._note(name, page.evaluate(TWICE), "links")
        state = (name, page.title().split(":")[0] + page.evaluate(PARTS))
        if state in self.seen or not scripts:
            return
        self.seen.add(state)
        self._note(name, self._axe(page), "axe")
        self._picture(page, name, "1280")
        page.set_viewport_size(NARROW)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            self._note(name, page.evaluate(TOO_WIDE), "wider than a phone")
        self._picture(page, name, "320")
        page.set_viewport_size(WIDE)

    def _title(self, name: str, page: Page) -> None:
        title = page.title()
        wrong = page.locator(".govuk-error-summary, .govuk-error-message").count() > 0
        if wrong != title.startswith("Error: ") or not re.fullmatch(r".+ – Wayhome", title):
            self._note(name, [title], "title")
        self.titles[title.removeprefix("Error: ")].add(name)

    def _axe(self, page: Page) -> list[str]:
        found = self.axe.run(page, options=RULES).response["violations"]
        return [f"{v['id']}: {v['help']}: {n['html'][:160]}" for v in found for n in v["nodes"]]

    def _note(self, name: str, wrong: list[str], what: str) -> None:
        for words in wrong:
            fault = f"{name}: {what}: {words}"
            if fault not in self.faults:
                self.faults.append(fault)

    def _picture(self, page: Page, name: str, width: str) -> None:
        if self.pictures:
            number = sum(other == name for other, _ in self.seen)
            page.screenshot(path=self.pictures / f"{name}-{number}-{width}.png", full_page=True)
