"""A page as the server sends it, put into a browser: no address, no scripts of others, the style sheet inside."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from wayhome.casework.design import build

LINKS = """() => [...document.querySelectorAll('main a[href]')].map(a => [a.textContent.trim().replace(/\\s+/g, ' '), a.href])"""


@cache
def style() -> str:
    """The style sheet, built from its source."""
    return (build.build() / "wayhome.css").read_text("utf-8")


def with_its_style(answer: Any) -> str:
    """What was answered, with the style sheet in it."""
    return re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style()}</style>", answer.content.decode())


def must_be_readable(opened: Any, html: str, width: int) -> None:
    """At this width, with everything unfolded: nothing scrolls sideways, axe finds nothing, no two links sound alike and lead apart."""
    from axe_playwright_python.sync_playwright import Axe

    context = opened.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    sheet = context.new_page()
    sheet.set_content(html)
    sheet.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(sheet, options={"resultTypes": ["violations"]})
    links = sheet.evaluate(LINKS)
    context.close()
    assert found.violations_count == 0, found.generate_report()
    said: dict[str, set[str]] = {}
    for words, address in links:
        said.setdefault(words, set()).add(address)
    assert {words: to for words, to in said.items() if len(to) > 1} == {}, "two links sound alike and lead apart"
