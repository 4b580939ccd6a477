"""How are we doing, as a screen reader, a phone and a printer without colours meet it."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db import connection

from tests.casework.area import new_person
from tests.casework.browser import signed_in
from tests.casework.returns import START, Council
from tests.casework.sheets import must_be_readable, with_its_style
from wayhome.domain.vocabulary import Role

QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}
ASKED = {
    "page": ("/oversight/", "coordinator"),
    "empty": ("/oversight/?period=year", "coordinator"),
    "cut": (
        "/oversight/?period=custom&from=2025-01-01&to=2025-03-31&age=13-15&turn=first&group=home&force=not_recorded",
        "coordinator",
    ),
    "way": ("/oversight/figures/way/", "coordinator"),
    "why": ("/oversight/figures/why/", "coordinator"),
    "change": ("/oversight/figures/change/", "coordinator"),
    "soon": ("/oversight/figures/soon/", "coordinator"),
    "hours": ("/oversight/figures/hours/", "coordinator"),
    "notices": ("/oversight/figures/notices/", "coordinator"),
    "different": ("/oversight/figures/different-heard/", "coordinator"),
    "again": ("/oversight/figures/again/", "coordinator"),
    "week": ("/oversight/figures/week/", "coordinator"),
    "days": ("/oversight/figures/days/", "coordinator"),
    "measures": ("/oversight/measures/", "coordinator"),
    "list": ("/oversight/numbers/returns_old_enough/", "coordinator"),
    "purpose": ("/oversight/numbers/returns_old_enough/", "manager"),
    "too few": ("/oversight/numbers/help_started/", "analyst"),
    "records": ("/oversight/records/", "coordinator"),
    "no records": ("/oversight/records/?period=year", "coordinator"),
    "gap": ("/oversight/records/notice_time/", "coordinator"),
    "gap without names": ("/oversight/records/notice_time/", "manager"),
    "paper": ("/oversight/paper/", "manager"),
    "told": ("/oversight/told/", "manager"),
    "what we changed": ("/oversight/changed/new/", "manager"),
    "pack": ("/oversight/inspection/", "manager"),
    "pack of an analyst": ("/oversight/inspection/", "analyst"),
    "odd days": ("/oversight/paper/?period=custom&from=2025-01-01&to=2025-03-30", "manager"),
}


REQUESTS = ("requests", "no request", "reply", "reply to match", "reply refused", "matching", "reply released")


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Once the pages are drawn, nothing here reads a database."""


@pytest.fixture(scope="module")
def pages(server: object) -> dict[str, str]:
    """Each page as the server sends it, with its style sheet in it."""
    council = Council()
    council.year()
    place = council.area.eastmere
    people = {
        "coordinator": council.area.rosa,
        "manager": new_person(place, "Sonia Person", Role.SERVICE_MANAGER, START),
        "analyst": new_person(place, "Anil Person", Role.ANALYST, START),
    }
    clients = {name: signed_in(viewer) for name, viewer in people.items()}
    found = {}
    for name, (path, who) in ASKED.items():
        answer = clients[who].get(path, {} if "?" in path else QUARTER)
        assert answer.status_code == 200
        found[name] = with_its_style(answer)
    wrong = clients["manager"].post("/oversight/numbers/returns_old_enough/names/", {})
    found["no purpose"] = with_its_style(wrong)
    drawn = clients["manager"].post(
        "/oversight/inspection/draw/", {"word": "kite", "reason": "inspection"}, follow=True
    )
    listed = clients["manager"].post("/oversight/inspection/list/", {"reason": "inspection"})
    no_word = clients["manager"].post("/oversight/inspection/draw/", {})
    made = clients["manager"].post("/oversight/paper/?period=custom&from=2025-01-01&to=2025-03-31", follow=True)
    none = clients["manager"].post("/oversight/paper/?period=custom&from=2024-01-01&to=2024-03-31")
    known = {"source": "missing_people_2024", "period": "2024-25", "name": "FOI 12"}
    drafted = clients["manager"].post("/oversight/foi/", known).headers["Location"]
    clients["manager"].post(drafted, {"seen_version": "1"})
    pasted = known | {
        "name": "FOI 13",
        "source": "pasted",
        "pasted": "1. How many RHIs were offered to looked after children?\n2. What did they cost?",
    }
    to_match = clients["manager"].post("/oversight/foi/", pasted).headers["Location"]
    again = clients["manager"].post("/oversight/foi/", known | {"name": "FOI 14"}).headers["Location"]
    requests = {
        "requests": clients["manager"].get("/oversight/foi/"),
        "no request": clients["manager"].post("/oversight/foi/", pasted | {"pasted": ""}),
        "reply": clients["manager"].get(again),
        "reply to match": clients["manager"].get(to_match),
        "reply refused": clients["manager"].post(to_match, {"seen_version": "1"}),
        "matching": clients["manager"].get(f"{to_match}questions/"),
        "reply released": clients["manager"].get(drafted, follow=True),
    }
    assert requests.keys() == set(REQUESTS)
    answers = {"release": made, "no paper": none, "drawn": drawn, "list 8": listed, "no word": no_word} | requests
    for name, answer in answers.items():
        found[name] = with_its_style(answer)
    connection.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", [*ASKED, "no purpose", "release", "no paper", "drawn", "list 8", "no word", *REQUESTS])
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(pages, opened, name: str, width: int) -> None:
    must_be_readable(opened, pages[name], width)


DRAWN = """() => [...document.querySelectorAll('.wh-figure__sizes')].map(figure => {
  const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom, e.textContent]; };
  const shown = [...figure.querySelectorAll('svg.wh-chart')].filter(s => s.getBoundingClientRect().width > 0);
  const texts = shown.flatMap(s => [...s.querySelectorAll('text')]);
  return {shown: shown.length, figure: box(figure), words: texts.map(box), all: figure.querySelectorAll('svg.wh-chart').length,
          sizes: texts.map(t => parseFloat(getComputedStyle(t).fontSize))};
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 700, 1100, 1280])
def test_it_shows_one_drawing_of_each_figure_with_no_word_over_another(pages, opened, width: int) -> None:
    sheet = opened.new_page(viewport={"width": width, "height": 800})
    sheet.set_content(pages["page"])
    figures = sheet.evaluate(DRAWN)
    sheet.close()
    assert len(figures) == 5
    for figure in figures:
        assert (figure["shown"], figure["all"]) == (1, 2), "one of the two drawings, never both"
        assert min(figure["sizes"]) >= 13
        left, right = figure["figure"][:2]
        for one in figure["words"]:
            assert left - 1 <= one[0] and one[1] <= right + 1, f"{one[4]} stands out of its figure at {width}"
        for one, other in combinations(figure["words"], 2):
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 3 or other[3] <= one[2] + 3
            assert apart, f"{one[4]} runs into {other[4]} at {width}"


@pytest.mark.browser
def test_it_tells_every_kind_of_bar_apart_without_colour(pages, opened) -> None:
    """A child's no, a parent's no, what is known, lost and not recorded: in grey, by lightness, edge or hatch."""
    sheet = opened.new_page(viewport={"width": 1280, "height": 900})
    sheet.set_content(pages["page"])
    kinds = sheet.evaluate(
        """() => Object.fromEntries(['known', 'strong', 'child-no', 'outlined', 'hatch', 'lost'].map(kind => {
          const box = [...document.querySelectorAll('.wh-chart__' + kind)].find(e => e.getBoundingClientRect().width > 0);
          const s = getComputedStyle(box);
          const grey = c => { const m = c.match(/\\d+/g); return m ? Math.round(0.21 * m[0] + 0.72 * m[1] + 0.07 * m[2]) : -1; };
          return [kind, [s.fill.startsWith('url') ? 'hatch' : grey(s.fill), s.stroke === 'none' ? 'no edge' : s.strokeDasharray]];
        }))"""
    )
    sheet.close()
    for one, other in combinations(kinds, 2):
        (fill, edge), (fill2, edge2) = kinds[one], kinds[other]
        by_lightness = isinstance(fill, int) and isinstance(fill2, int) and abs(fill - fill2) >= 20
        assert by_lightness or edge != edge2 or "hatch" in (fill, fill2), (one, other, kinds[one], kinds[other])
