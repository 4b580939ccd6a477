"""How Wayhome looks: the compiled style, the templates, and the child's own page."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from django.template import engines
from django.template.loader import render_to_string

from tests.casework.design_pages import CHILD, STAFF, drawn, page
from wayhome.casework.design import build, styles
from wayhome.casework.design.gallery import parts

DESIGN = Path(build.__file__).parent
TEMPLATES = DESIGN / "templates"


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Nothing here reads a database, so none is started."""


@pytest.fixture(scope="session")
def css() -> str:
    return (build.build() / "wayhome.css").read_text("utf-8")


@pytest.mark.parametrize("never", ["GDS Transport", "@font-face", "sourceMappingURL", "url(", "govuk-crest", "@import"])
def test_it_carries_no_font_of_others_and_asks_for_no_file(css: str, never: str) -> None:
    assert never not in css


def test_it_builds_nothing_when_no_source_has_changed(css: str) -> None:
    before = (build.OUTPUT / "wayhome.css").stat().st_mtime_ns
    build.build()
    assert build.is_built()
    assert (build.OUTPUT / "wayhome.css").stat().st_mtime_ns == before


def test_it_notices_a_changed_source(css: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = tmp_path / "extra.scss"
    extra.write_text("a{}")
    known = build.sources()
    monkeypatch.setattr(build, "sources", lambda: [*known, extra])
    assert not build.is_built()


TOKENS = dict(
    re.findall(r"--wh-([a-z0-9-]+): (#[0-9a-f]{6});", (DESIGN / "source" / "_tokens.scss").read_text("utf-8"))
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 measures it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = (
    ("ink", "ground", 14.7), ("ink", "mist", 13.5), ("ink-2", "ground", 7.5), ("ink-2", "mist", 6.9), ("ink-2", "sand", 6.9),
    ("brand", "on-brand", 9.2), ("link", "ground", 7.0), ("link-hover", "ground", 11.6), ("link-visited", "ground", 9.7),
    ("control-edge", "ground", 5.7), ("ink", "paper", 14.1), ("link", "paper", 6.7), ("plum", "ground", 9.6), ("plum", "plum-tint", 8.5),
    ("indigo", "ground", 10.8), ("indigo", "indigo-tint", 9.5), ("bark", "bark-tint", 7.5),
    ("brick", "ground", 7.3), ("ink", "focus", 10.6),
    ("practice-ink", "practice-stripe", 9.9), ("on-brand", "chart", 5.5), ("chart-higher", "ground", 6.5),
    ("chart-lower", "ground", 5.1),
)  # fmt: skip


@pytest.mark.parametrize(("words", "ground", "measured"), PAIRS, ids=lambda v: str(v))
def test_it_keeps_each_pair_of_colours_as_readable_as_it_was_measured(words: str, ground: str, measured: float) -> None:
    ratio = contrast(TOKENS[words], TOKENS[ground])
    assert ratio >= (3.0 if words == "control-edge" else 4.5)
    assert ratio == pytest.approx(measured, abs=0.15)


def test_it_uses_every_colour_it_names_and_names_every_colour_it_uses(css: str) -> None:
    used = set(re.findall(r"var\(--wh-([a-z0-9-]+)", css)) - {"cut"}
    named = set(re.findall(r"--wh-([a-z0-9-]+):", (DESIGN / "source" / "_tokens.scss").read_text("utf-8")))
    assert used <= named
    assert named - used <= {"paper", "link-visited"}, (
        "only the child's page's own ground and what the design system is told"
    )
    assert TOKENS["link-visited"] in css
    assert TOKENS["paper"] in styles.child_style()


@pytest.mark.parametrize("colour", ["#d4351c", "#00703c", "#f47738", "green", "red", "orange"])
def test_it_has_no_red_amber_or_green(css: str, colour: str) -> None:
    assert not re.search(rf"[:\s,]{colour}[;,}}\s]", css)


def classes_in(html: str) -> set[str]:
    return {c for found in re.findall(r'class="([^"]*)"', html) for c in found.split() if c.startswith("wh-")}


@pytest.mark.parametrize("name", STAFF)
def test_it_styles_every_class_that_it_writes(css: str, name: str) -> None:
    drawn_by_shape = {f"wh-shape--{s['shape']}" for s in parts.STATUSES}
    known = set(re.findall(r"\.(wh-[A-Za-z0-9_-]+)", css)) | drawn_by_shape | UNSTYLED
    assert classes_in(page(name)) <= known


UNSTYLED = {
    "wh-clock--running", "wh-clock--last-day", "wh-clock--in-time", "wh-clock--late", "wh-clock--cannot-be-said", "wh-clock--stand-in",
    "wh-clock-full", "wh-clock-full__title--running", "wh-clock-full__title--in-time", "wh-clock__second", "wh-clock-full__detail",
}  # fmt: skip


@pytest.mark.parametrize("name", (*STAFF, *CHILD))
def test_it_writes_no_style_or_script_into_a_page(name: str) -> None:
    """The content security policy would drop both; the one exception is the child's page, whose hash is named."""
    html = page(name)
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)
    assert ("<style>" in html) is (name in CHILD)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize(
    "template",
    sorted((TEMPLATES / "design").glob("[lp]*/*.html")) + sorted(TEMPLATES.glob("*.html")),
    ids=lambda p: p.name,
)
def test_it_passes_every_word_through_translation(template: Path) -> None:
    text = re.sub(r"\{% trans.*?%\}.*?\{% endtrans %\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^<>]*>", " ", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{3,}", re.sub(r"wh-[a-z-]+", "", text)) == []


def test_it_refuses_a_page_with_a_name_that_nobody_gave() -> None:
    with pytest.raises(jinja2.UndefinedError):
        engines["jinja2"].from_string("{{ nobody_gave_this }}").render({})


@pytest.mark.parametrize("name", (*STAFF[1:], *CHILD))
def test_it_gives_every_link_words_of_its_own(name: str) -> None:
    """The same words twice must lead to the same thing, so a screen reader's list of links can be used."""
    links = re.findall(r"<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", page(name), flags=re.DOTALL)
    said = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", words)).strip()
        for _, words in links
        if "Leave this page" not in words
    ]
    twice = {words for words in said if said.count(words) > 1}
    assert twice <= {"Jo Bennett, 13", "Idris Vale, 16", "Today"}, "these lead to the same place both times"


def test_it_shows_the_error_in_the_title() -> None:
    template = engines["jinja2"].from_string(
        '{% extends "design/layouts/sorry.html" %}{% block page_title %}Name{% endblock %}'
    )
    assert "<title>Error: Name" in template.render({"errors": [1]})
    assert "<title>Name" in template.render({})


@pytest.mark.parametrize("name", ["403", "404", "409", "500"])
def test_it_draws_the_pages_of_misfortune_with_nothing_given(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert "ring 999" in html
    assert "Wayhome" in html


def test_it_escapes_what_people_typed() -> None:
    row = parts.everything()["rows"][0]
    html = drawn(
        "{{ ui.rows((row,)) }}{{ ui.quote(words) }}",
        row=type(row)("<b>Marek</b>", "#", "EM", row.clock, about="<script>"),
        words="a <b>\nsecond line",
    )
    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;<br>second line" in html


def test_it_keeps_a_stale_form_open_to_both_sides() -> None:
    html = drawn("{{ ui.stale(s) }}", s=parts.STALE)
    assert "checked" not in html
    assert html.count('type="radio"') == 2
    assert "Same in both" in html
    assert "<strong>before</strong>" in html
    assert "Save my choices for Aisha Karim, 14" in html


def test_it_keeps_the_style_of_the_childs_page_under_four_kilobytes(css: str) -> None:
    assert len(styles.child_style().encode()) < 4096


@pytest.mark.parametrize("name", CHILD)
def test_it_says_nothing_on_the_childs_page_that_gives_it_away(css: str, name: str) -> None:
    html = page(name)
    assert len(html.encode()) < 20 * 1024
    for never in (
        "wayhome",
        "council",
        "missing",
        "interview",
        "<link",
        "<script",
        "<img",
        "<svg",
        "confidential",
        "secret",
    ):
        assert never not in html.lower()
    assert "<title>Choose a time</title>" in html
    assert html.count("Leave this page") == 2


def test_it_gives_the_four_answers_the_same_weight(css: str) -> None:
    html = page("child")
    assert len(re.findall(r'<li><a class="answer" href', html)) == 4
    assert "autofocus" not in html
