"""The pages of the national picture as a browser, a screen reader and a phone meet them, opened from the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.returns.national.invented import COUNTS_RETURNS, a_round, answer, bands, read
from wayhome.benchmarking.peers import children_of
from wayhome.cli.national import write_whole
from wayhome.returns.national.folder import Round
from wayhome.returns.national.site import picture_of, site_of

SAME_TEXT = """() => {
    const places = {};
    for (const link of document.querySelectorAll('a')) (places[link.textContent.trim()] ??= new Set()).add(link.href);
    return Object.entries(places).filter(([, found]) => found.size > 1).map(([text]) => text);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("national")
    comparable = [
        line
        for at, code in enumerate(list(children_of())[5:20])
        for line in (
            answer("eligible_returns", 60 + at, code),
            answer("rhi_undertaken", 20 + 2 * at, code, **COUNTS_RETURNS),
        )
    ]
    lines = [
        *a_round(),
        *comparable,
        *bands("looked_after", [10, 10, 15, 5]),
        answer("children_missing", 40, group="looked_after"),
    ]
    write_whole(folder / "site", site_of(picture_of(Round(read(folder, *lines, "{broken")))))
    return folder / "site"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(site: Path, width: int):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    from devtools.machine import browser

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": width, "height": 800})
        sheet = context.new_page()
        for path in sorted(site.glob("*.html")):
            sheet.goto(path.as_uri())
            assert sheet.evaluate("document.documentElement.scrollWidth") <= width, path.name
            assert sheet.evaluate(SAME_TEXT) == [], path.name
            assert Axe().run(sheet).response["violations"] == [], path.name
        chromium.close()
