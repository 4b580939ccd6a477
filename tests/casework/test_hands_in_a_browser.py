"""Provider by provider, force by force, 72 hours in other ways, a provider's own: as a screen reader and a phone meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from tests.casework.test_cutting import QUARTER, given_to_harbour, policed, sent
from wayhome.casework.design import build
from wayhome.casework.oversight import facts

ASKED = {
    "providers": ("/oversight/providers/", "rosa"),
    "provider": ("/oversight/providers/{harbour}/", "rosa"),
    "forces": ("/oversight/forces/", "rosa"),
    "force": ("/oversight/forces/{police}/", "rosa"),
    "72 hours": ("/oversight/seventy-two-hours/", "rosa"),
    "72 hours of nobody": ("/oversight/seventy-two-hours/?period=year", "rosa"),
    "next step": ("/oversight/numbers/next_step_to_open/", "rosa"),
    "a cut": ("/oversight/?period=custom&from=2025-01-01&to=2025-03-31&provider={harbour}&age=13-15", "rosa"),
    "ours": ("/oversight/ours/", "mona"),
    "our number": ("/oversight/ours/numbers/talked/", "mona"),
}


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Once the pages are drawn, nothing here reads a database."""


@pytest.fixture(scope="module")
def pages(server: object) -> dict[str, str]:
    """Each page as the server sends it, with its style sheet in it."""
    council = Council()
    policed(council)
    council.returned(START + 2 * DAY).asked().said_yes().talked()
    given_to_harbour(council.returned(START + 6 * DAY), 80)
    sent(council.returned(START + 8 * DAY).asked().said_yes())
    with acting(council.area.rosa, timezone.now()) as rosa:
        facts.refresh(rosa)
    area = council.area
    clients = {"rosa": signed_in(area.rosa), "mona": signed_in(area.mona)}
    css = (build.build() / "wayhome.css").read_text("utf-8")
    found = {}
    for name, (path, who) in ASKED.items():
        address = path.format(harbour=area.harbour.id, police=area.police.id)
        answer = clients[who].get(address, {} if "?" in path else QUARTER)
        assert answer.status_code == 200, name
        found[name] = re.sub(
            r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{css}</style>", answer.content.decode()
        )
    connection.close()
    return found


@pytest.fixture(scope="module")
def opened() -> Iterator[object]:
    """One Chromium for the module."""
    from playwright.sync_api import sync_playwright

    from devtools.machine import browser as find

    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=quiet)
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", list(ASKED))
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(pages, opened, name: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = opened.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    sheet = context.new_page()
    sheet.set_content(pages[name])
    sheet.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(sheet, options={"resultTypes": ["violations"]})
    links = sheet.evaluate(
        """() => [...document.querySelectorAll('main a[href]')].map(a => [a.textContent.trim().replace(/\\s+/g, ' '), a.href])"""
    )
    context.close()
    assert found.violations_count == 0, found.generate_report()
    said: dict[str, set[str]] = {}
    for words, address in links:
        said.setdefault(words, set()).add(address)
    assert {words: to for words, to in said.items() if len(to) > 1} == {}, "two links sound alike and lead apart"
