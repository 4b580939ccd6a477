"""The report of `wayhome count`: one HTML page that stands alone, without a script, with a table beside every bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from wayhome.domain.moment import LONDON
from wayhome.indicators.definition import Count
from wayhome.returns.answers import Answer, Said
from wayhome.returns.words import bound_words, percent, what_it_says

STAGES = {"R": "Reach: who was told", "D": "Delivery: who was heard"}


@dataclass(frozen=True, slots=True)
class Line:
    """One number as the page shows it."""

    id: str
    title: str
    stratum: str
    figure: str
    of: str
    not_known: str
    bound: str
    unplaced: str
    yes: float | None
    unknown: float
    hollow: bool
    cannot_say: str | None
    add: str
    why: str


def html_report(said: list[Said]) -> str:
    """The whole page."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    folder = files("wayhome.returns")
    template = environment.from_string(folder.joinpath("report.html").read_text("utf-8"))
    style = Markup(folder.joinpath("report.css").read_text("utf-8"))
    return template.render(style=style, files=[_file(one) for one in said])


def _file(one: Said) -> dict[str, object]:
    stages = [
        stage
        for letter, answers in groupby(one.answers, key=lambda answer: answer.indicator.id[:1])
        for stage in _stages(STAGES.get(letter, "Further measures"), list(answers))
    ]
    whole = {(answer.part_of or answer.indicator).id: answer.cannot_say is None for answer in one.answers}
    return {
        "name": one.file,
        "title": one.title,
        "rows": f"{one.rows:,}",
        "as_of": f"{one.as_of.astimezone(LONDON):%-d %B %Y}",
        "says": list(what_it_says(one)),
        "stages": stages,
        "by": ", ".join(one.by),
        "said": sum(whole.values()),
        "not_said": len(whole) - sum(whole.values()),
    }


def _stages(title: str, answers: list[Answer]) -> Iterator[dict[str, object]]:
    """The table of a stage, then one for each measure that is made of many values."""
    yield {"title": title, "lines": [line for a in answers if a.part_of is None for line in _lines(a)]}
    parts = [answer for answer in answers if answer.part_of is not None]
    for whole, group in groupby(parts, key=lambda answer: answer.part_of):
        if whole is not None:
            yield {"title": f"{whole.id} {whole.title}", "lines": [line for answer in group for line in _lines(answer)]}


def _lines(answer: Answer) -> Iterator[Line]:
    indicator = answer.indicator
    if answer.cannot_say is not None:
        sentence = answer.cannot_say[:1].upper() + answer.cannot_say[1:] + "."
        add = ", ".join(answer.add)
        yield Line(indicator.id, indicator.title, "", "", "", "", "", "", None, 0, True, sentence, add, indicator.why)
    for stratum, count in answer.counts.items():
        named = " / ".join("not recorded" if part is None else str(part) for part in stratum)
        yield _line(answer, named, count)


def _line(answer: Answer, stratum: str, count: Count) -> Line:
    indicator, whole = answer.indicator, count.denominator or 0
    figure = (
        f"{count.numerator:,}"
        if count.denominator is None
        else "no rate"
        if count.share is None
        else percent(count.share)
    )
    of = "" if count.denominator is None else f"{count.numerator:,} of {count.known:,}"
    return Line(
        indicator.id if answer.part_of is None else "",
        indicator.title if answer.part_of is None else indicator.numerator_words,
        stratum, figure, of,
        f"{count.not_known:,}" if count.denominator is not None else "",
        bound_words(count) if count.not_known else "",
        f"{count.unplaced:,}",
        100 * count.numerator / whole if whole else None,
        100 * count.not_known / whole if whole else 0,
        count.denominator is not None and count.is_hollow,
        None, "", indicator.why,
    )  # fmt: skip
