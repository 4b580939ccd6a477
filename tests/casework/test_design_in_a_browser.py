"""The sample pages as a browser, a screen reader, a phone and a printer meet them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.casework.design_pages import CHILD, SHORT, STAFF, WIDTHS, Site
from wayhome.casework.design import build
from wayhome.casework.design.components import LOOKS
from wayhome.casework.design.gallery import parts


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Nothing here reads a database, so none is started."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    build.build()
    made = Site()
    yield made
    made.server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width"),
    [(name, width) for name in (*STAFF, *CHILD) for width in WIDTHS if width == 320 or name not in SHORT],
)
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(
    site: Site, opened, name: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = opened.new_context(viewport={"width": width, "height": 800}, locale="en-GB")
    sheet = context.new_page()
    complaints: list[str] = []
    sheet.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    sheet.goto(site.address(name))
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(sheet, options={"resultTypes": ["violations"]})
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["today", "case", "before", "write-up", "sign-in", "child", "child-pick"])
def test_it_gives_a_thumb_room_on_a_phone(site: Site, opened, name: str) -> None:
    """Buttons, inputs and the labels of pills are at least 44 px high where the screen is a phone's."""
    sheet = opened.new_page(viewport={"width": 320, "height": 700})
    sheet.goto(site.address(name))
    small = sheet.evaluate(
        """() => [...document.querySelectorAll(
            'button, .govuk-button, .wh-pill label, .govuk-input, .wh-phone-bar__link, .leave, .answer, .pick label')]
        .filter(e => e.offsetParent !== null && e.getBoundingClientRect().height < 44)
        .map(e => e.textContent.trim() + ' ' + e.getBoundingClientRect().height)"""
    )
    sheet.close()
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 700, 1280])
def test_it_lets_no_label_of_a_clock_run_into_another_or_out_of_its_card(site: Site, opened, width: int) -> None:
    sheet = opened.new_page(viewport={"width": width, "height": 800})
    sheet.goto(site.address("gallery"))
    clocks = sheet.evaluate(
        """() => [...document.querySelectorAll('.wh-clock-full')].map(card => {
          const shown = [...card.querySelectorAll('svg.wh-line')].filter(s => s.getBoundingClientRect().width > 0);
          const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom, e.textContent]; };
          return {shown: shown.length, card: box(card),
                  words: shown.flatMap(s => [...s.querySelectorAll('text')].filter(t => t.textContent).map(box)),
                  sizes: shown.flatMap(s => [...s.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize)))};
        })"""
    )
    sheet.close()
    assert len(clocks) == len(parts.full_clocks())
    for clock in clocks:
        assert clock["shown"] == 1, "one of the two drawings, never both"
        assert min(clock["sizes"]) >= 13
        left, right = clock["card"][:2]
        for one in clock["words"]:
            assert left <= one[0] and one[1] <= right, f"{one[4]} stands out of its card at {width}"
        for one, other in combinations(clock["words"], 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 3 or other[3] <= one[2] + 3
            assert apart, f"{one[4]} runs into {other[4]} at {width}"


@pytest.mark.browser
def test_it_tells_every_shape_apart_without_colour(site: Site, opened) -> None:
    """Each shape is drawn black on white; any two differ in a good part of their pixels."""
    sheet = opened.new_page()
    sheet.goto(site.address("gallery"))
    shapes = sheet.evaluate(
        """async () => {
          const drawn = {};
          for (const svg of document.querySelectorAll('#statuses svg[data-shape]')) {
            const copy = svg.cloneNode(true);
            copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg'); copy.setAttribute('color', '#000');
            copy.setAttribute('width', '32'); copy.setAttribute('height', '32');
            const shape = new DOMParser().parseFromString(copy.outerHTML, 'image/svg+xml');
            drawn[svg.dataset.shape] = new XMLSerializer().serializeToString(shape);
          }
          return drawn;
        }"""
    )
    assert set(LOOKS.values()) | {"ring", "half", "diamond", "square", "speech", "house", "triangle", "barred"} <= set(
        shapes
    ) | {"paused"}
    plain = opened.new_page()
    pixels = {
        name: plain.evaluate(
            """async svg => {
              const image = new Image(); image.src = 'data:image/svg+xml,' + encodeURIComponent(svg); await image.decode();
              const canvas = document.createElement('canvas'); canvas.width = canvas.height = 32;
              const pen = canvas.getContext('2d'); pen.fillStyle = '#fff'; pen.fillRect(0, 0, 32, 32); pen.drawImage(image, 0, 0, 32, 32);
              const data = pen.getImageData(0, 0, 32, 32).data; return Array.from({length: 1024}, (_, i) => data[i * 4]);
            }""",
            svg,
        )
        for name, svg in shapes.items()
    }
    plain.close()
    sheet.close()
    for one, other in combinations(sorted(pixels), 2):
        differ = sum(abs(a - b) > 100 for a, b in zip(pixels[one], pixels[other], strict=True))
        assert differ > 30, f"{one} and {other} look alike in grey: {differ} of 1024 pixels differ"


@pytest.mark.browser
def test_it_still_shows_elapsed_from_left_in_forced_colours(site: Site, opened) -> None:
    context = opened.new_context(forced_colors="active")
    sheet = context.new_page()
    sheet.goto(site.address("gallery"))
    fills = sheet.evaluate(
        """['left', 'elapsed', 'tail', 'doubt'].map(k => getComputedStyle(document.querySelector('.wh-line__' + k)))
        .map(s => [s.fill, s.stroke])"""
    )
    context.close()
    left, elapsed, tail, doubt = fills
    assert left[0] != elapsed[0]
    assert tail[0] != elapsed[0]
    assert left[1] != "none" and tail[1] != "none" and doubt[1] != "none"
    assert doubt[0].startswith("url(")


@pytest.mark.browser
def test_it_prints_black_on_white_without_navigation_or_buttons(site: Site, opened) -> None:
    sheet = opened.new_page(viewport={"width": 800, "height": 1000})
    sheet.goto(site.address("case"))
    sheet.emulate_media(media="print")
    shown = "e => getComputedStyle(e).display !== 'none' && e.getClientRects().length > 0"
    for gone in (".wh-nav", ".wh-live", ".govuk-button", ".moj-sub-navigation", ".wh-footer", ".govuk-skip-link"):
        assert sheet.evaluate(f"[...document.querySelectorAll('{gone}')].filter({shown}).length") == 0, gone
    assert sheet.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert float(sheet.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) == pytest.approx(
        11 * 96 / 72, abs=0.1
    )
    assert sheet.evaluate("getComputedStyle(document.querySelector('.wh-lead a'), '::after').content") in (
        "none",
        "normal",
    )
    sheet.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["today", "case", "write-up", "child-pick"])
def test_it_shows_the_same_page_without_script(site: Site, opened, name: str) -> None:
    words = []
    for scripts in (True, False):
        context = opened.new_context(java_script_enabled=scripts)
        sheet = context.new_page()
        sheet.goto(site.address(name))
        words.append(sheet.inner_text("body"))
        context.close()
    assert words[0] == words[1]


@pytest.mark.browser
def test_it_opens_the_menu_of_a_phone_without_script(site: Site, opened) -> None:
    context = opened.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    sheet = context.new_page()
    sheet.goto(site.address("today"))
    assert not sheet.get_by_role("link", name="Call list").is_visible()
    sheet.get_by_role("link", name="Menu", exact=True).click()
    assert sheet.get_by_role("link", name="Call list").is_visible()
    sheet.get_by_role("link", name="Close menu").click()
    assert not sheet.get_by_role("link", name="Call list").is_visible()
    context.close()


@pytest.mark.browser
def test_it_hides_the_parts_of_a_time_that_the_chosen_exactness_does_not_need(site: Site, opened) -> None:
    sheet = opened.new_page(viewport={"width": 1280, "height": 800})
    sheet.goto(site.address("gallery"))
    time, day, part = (sheet.locator(f"#id_well-happened_{x}") for x in ("time", "day", "part"))
    assert (time.is_visible(), day.is_visible(), part.is_visible()) == (True, True, False)
    sheet.get_by_label("Only the day").last.check(force=True)
    assert (time.is_visible(), day.is_visible(), part.is_visible()) == (False, True, False)
    sheet.get_by_label("Not known").last.check(force=True)
    assert not day.is_visible()
    sheet.close()


@pytest.mark.browser
def test_it_says_what_is_new_without_moving_anything_and_says_when_it_is_not_live(site: Site, opened) -> None:
    site.news, site.etag, site.down = "", '"0"', False
    site.asked.clear()
    sheet = opened.new_page()
    loads: list[str] = []
    sheet.on("framenavigated", lambda frame: loads.append(frame.url))
    sheet.goto(site.address("live"))
    sheet.get_by_text("Live at 08:55").wait_for()
    sheet.focus("#q")
    sheet.keyboard.type("kite")
    sheet.wait_for_timeout(1500)
    assert site.asked and set(site.asked) == {304}, "an unchanged poll carries nothing"

    site.news, site.etag = "3 new since 08:55", '"1"'
    sheet.get_by_text("3 new since 08:55").wait_for(timeout=5000)
    assert sheet.inner_text("#rows") == "nothing", "rows never insert themselves"
    assert sheet.evaluate("document.activeElement.id") == "q"

    site.down = True
    sheet.get_by_text("Not live since").wait_for(timeout=8000)
    assert sheet.get_by_role("link", name="Reload").is_visible()
    site.down = False
    sheet.get_by_text("Live at").wait_for(timeout=8000)
    assert sheet.locator(".wh-live--lost").count() == 0

    sheet.get_by_role("link", name="Show").click()
    sheet.locator("#rows", has_text="3 new").wait_for()
    assert sheet.input_value("#q") == "kite"
    assert sheet.evaluate("document.activeElement.className").startswith("wh-live")
    assert loads == [site.address("live")], "no document was loaded again"
    sheet.close()
