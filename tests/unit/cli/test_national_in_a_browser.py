"""The pages of the national picture as a browser, a screen reader and a phone meet them, opened from the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer import Exit

from tests.unit.returns.national.invented import COUNTS_RETURNS, a_round, answer, bands, written
from tests.unit.returns.national.test_placed_away import records
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.cli.national import national
from wayhome.returns.national.worth_copying import NEEDED

SAME_TEXT = """() => {
    const places = {};
    for (const link of document.querySelectorAll('a')) (places[link.textContent.trim()] ??= new Set()).add(link.href);
    return Object.entries(places).filter(([, found]) => found.size > 1).map(([text]) => text);
}"""
CODES = list(children_of())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with something of everything that a round can hold."""
    folder = tmp_path_factory.mktemp("national")
    comparable = [
        line
        for at, code in enumerate(CODES[5:20])
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
        answer("provider_in_house", 1, unit="flag"),
    ]
    asked = folder / "round"
    asked.mkdir()
    written(asked, *lines, "{broken")
    (asked / "asked.csv").write_text(
        "authority,asked_on,answered_on,sent_for_reply_on,replied_on,reply\n"
        f"{CODES[5]},2025-03-03,2025-03-20,2025-03-21,2025-04-01,Two posts were empty from May to August.\n"
        f"{CODES[30]},2025-06-02,,,,\n", "utf-8",
    )  # fmt: skip
    (asked / "definitions.csv").write_text(
        "authority,period,answered_on,source,offered_means,wording,parental_consent_home,provider_home\n"
        f"{CODES[5]},2022-23,2025-03-20,https://council.example/2,child_told,We count a talk.,sometimes,la_social_worker\n", "utf-8",
    )  # fmt: skip
    (asked / "themes.csv").write_text(
        "passage,authority,about,quote,consent_to_quote,coder_1,coder_2\n"
        f"p1,{CODES[5]},works,We meet every week.,yes,Working together,Working together\np2,{CODES[6]},works,,no,Good staff,none\n", "utf-8",
    )  # fmt: skip
    (asked / "copying.csv").write_text(
        f"{','.join(NEEDED)}\n{CODES[5]},A talk on the first evening,The interviewer rings the home.,D3,2021-22,30,100,2022-23,60,100,"
        f"https://council.example/3,talks@council.example\n{CODES[6]},A leaflet,Written with children.,,,,,,,,,https://council.example/4\n", "utf-8",
    )  # fmt: skip
    for code in CODES[40:43]:
        records(asked, code, heard={"care_out": 6, "care_in": 14}, of={"care_out": 20, "care_in": 20})
    with pytest.raises(Exit) as ended:
        national(asked, folder / "site", "2025-06-25")
    assert ended.value.exit_code == 1
    return folder / "site"


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    from devtools.machine import browser

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(site: Path, chromium, width: int):
    from axe_playwright_python.sync_playwright import Axe

    sheet = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for path in sorted(site.glob("*.html")):
        sheet.goto(path.as_uri())
        sheet.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width, path.name
        assert sheet.evaluate(SAME_TEXT) == [], path.name
        assert Axe().run(sheet).response["violations"] == [], path.name


@pytest.mark.browser
def test_it_is_read_from_the_folder_with_no_script_and_asks_nothing_of_a_network(site: Path, chromium):
    context = chromium.new_context(java_script_enabled=False)
    sheet, wanted = context.new_page(), []
    sheet.on("request", lambda request: wanted.append(request.url))
    sheet.goto((site / "index.html").as_uri())
    for words in (
        "Find a council",
        "Practice",
        "Download",
        "The questions asked",
        "How small numbers are protected",
        "Correct this",
    ):
        sheet.get_by_role("link", name=words, exact=True).first.click()
        assert sheet.get_by_role("heading", level=1).is_visible(), words
    sheet.get_by_role("link", name="Find a council", exact=True).click()
    name = authorities()[CODES[5]].name
    sheet.get_by_role("link", name=name, exact=True).click()
    assert sheet.get_by_role("heading", level=1).inner_text().startswith(name)
    assert "Two posts were empty from May to August." in sheet.locator("main").inner_text()
    sheet.get_by_role("link", name="Practice", exact=True).click()
    summary = sheet.locator("summary", has_text="In their words")
    assert not sheet.get_by_text("We meet every week.").is_visible()
    summary.click()
    assert sheet.get_by_text("We meet every week.").is_visible()
    assert wanted and all(url.startswith("file://") for url in wanted)
