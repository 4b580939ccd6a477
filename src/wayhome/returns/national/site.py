"""The pages of the national picture: a folder that opens without a server and without a script."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wayhome.benchmarking.comparable import Clock, Offered, Undertaken, Unit
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.returns.national import tables
from wayhome.returns.national.agreeing import Banded, Check, bands_of, checks
from wayhome.returns.national.asked import Asked, Stage
from wayhome.returns.national.country import Figure, asked_of, figures
from wayhome.returns.national.folder import Round
from wayhome.returns.national.other_rules import IfChanged, if_changed
from wayhome.returns.national.over_years import OneYear, years_of_the_country
from wayhome.returns.national.panel import Panels
from wayhome.returns.national.placed_away import PlacedAway, placed_away
from wayhome.returns.national.practice import Practised, practices
from wayhome.returns.national.questionnaire import QUESTIONS, Definitions
from wayhome.returns.national.reading import AUTHORITY, Line, Read
from wayhome.returns.national.sent import LEAST_CHILDREN, LEAST_COUNCILS, Source, Supplied, to_a_tenth
from wayhome.returns.national.spreadsheet import archive, spreadsheet
from wayhome.returns.national.tables_of_a_round import (
    copying_table,
    definitions_table,
    placed_away_table,
    practice_table,
    quotes_table,
    round_table,
    rules_table,
    themes_table,
    years_table,
)
from wayhome.returns.national.themes import Coded, coded
from wayhome.returns.national.using import Use, Used, uses
from wayhome.returns.national.words import Answer, group_of
from wayhome.returns.national.worth_copying import Measured
from wayhome.returns.national.years import Year, years_of
from wayhome.returns.words import percent

TITLE = "What can be said about England: return home interviews"
MEANINGS = (
    ("What you count", Unit),
    ("What you call offered", Offered),
    ("What you call undertaken", Undertaken),
    ("How you count the 72 hours", Clock),
)
NOTES = (
    "Published figures stand as they were published, each with its own words and its address. The licence of each is that of its source.",
    "Counts that councils sent and never published are in national figures only, to a tenth of a percent; of no single council.",
    "A national figure is given with how many councils could say, and with the bounds that hold whatever the others did.",
    "Councils stand A to Z, never by value. Interviews, returns and children are three different things and are never put together.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is said, worked out once."""

    read: Read
    figures: tuple[Figure, ...]
    used: tuple[Used, ...]
    checks: tuple[Check, ...]
    bands: tuple[Banded, ...]
    tables: tuple[tables.Table, ...]
    panels: Panels
    practices: tuple[Practised, ...]
    definitions: Mapping[str, Definitions]
    """What each council says that its figures count, by its name."""
    coded: tuple[Coded, ...]
    changed: IfChanged | None
    placed_away: tuple[PlacedAway, ...]
    years: tuple[tuple[Figure, tuple[OneYear, ...]], ...]
    """The figures that can be said of more than one year."""
    whole: Round

    @property
    def asked(self) -> Mapping[str, Asked]:
        """Whom the round asked, by name."""
        return {each.name: each for each in self.whole.asked}


def picture_of(found: Round) -> Picture:
    """Work out everything that a round can say."""
    read = found.read
    figured = figures(read.lines, found.post)
    apart = {line.number: " ".join(reasons) for figure in figured for line, reasons in figure.apart}
    national = {line.number for figure in figured for line in figure.used}
    used = uses(read.lines, national=national, apart=apart)
    agreed, bands = checks(read.lines), bands_of(read.lines)
    panels = Panels(figured)
    done, themed = practices(read.lines, found.definitions), coded(found.passages)
    changed, away = if_changed(found.ruled), placed_away(found.two_places)
    years = _over_years(figured, {each.code: each for each in found.definitions})
    every = (
        tables.national_table(figured), tables.differing_table(figured), tables.sources_table(figured),
        tables.comparable_table(panels.funnels), tables.why_table(figured), tables.answers_table(used),
        tables.kinds_table(read.lines), tables.uses_table(used), tables.bands_table(bands), tables.checks_table(agreed),
        practice_table(done), definitions_table(found.definitions), themes_table(themed), quotes_table(themed),
        copying_table(found.worth_copying), placed_away_table(away), years_table(years),
        *([round_table(found)] if found.asked else []), rules_table(changed), tables.faults_table(read),
    )  # fmt: skip
    definitions = {authorities()[each.code].name: each for each in found.definitions}
    return Picture(
        read, figured, used, agreed, bands, every, panels, done, definitions, themed, changed, away, years, found
    )


def _over_years(
    figured: Iterable[Figure], said: Mapping[str, Definitions]
) -> tuple[tuple[Figure, tuple[OneYear, ...]], ...]:
    found = ((figure, years_of_the_country(figure, said)) for figure in figured)
    return tuple((figure, years) for figure, years in found if len(years) > 1)


def site_of(picture: Picture) -> Mapping[str, str]:
    """Every file of the site by its path within the folder. The same answers give the same files."""
    environment = Environment(
        loader=PackageLoader("wayhome.returns.national"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    page_of = pages_of(
        {line.authority for line in picture.read.lines}
        | _senders(picture)
        | picture.definitions.keys()
        | picture.asked.keys()
    )
    environment.filters |= {
        "asked_of": asked_of,
        "percent": percent,
        "points": points,
        "days": days_words,
        "day": day_words,
        "tenth": to_a_tenth,
        "group": group_of,
        "page": page_of.__getitem__,
    }
    environment.globals |= {"figure_title": figure_title(picture.figures), "Use": Use}
    by_name: dict[str, list[Used]] = defaultdict(list)
    for used in picture.used:
        by_name[used.line.authority].append(used)
    names = sorted(page_of)
    environment.globals["funnels"] = _funnels(environment, picture)
    render = _Rendering(environment, picture, names)
    pages = {
        "index.html": render("index.html", **_index(picture)),
        "councils.html": render("councils.html", **_councils(picture, by_name)),
        "comparable.html": render("comparable.html", funnels_of=picture.panels.funnels),
        "practice.html": render("practice.html", **_practice(picture)),
        "lines.html": render("lines.html", uses=[(use, Counter(u.use for u in picture.used)[use]) for use in Use]),
        "method.html": render("method.html", answers=list(Answer)),
        "download.html": render("download.html", tables=picture.tables, cite=cite_of(picture)),
        "questions.html": render("questions.html", questions=QUESTIONS, meanings=MEANINGS),
        "small-numbers.html": render(
            "small-numbers.html", least_councils=LEAST_COUNCILS, least_children=LEAST_CHILDREN
        ),
        "correct.html": render("correct.html"),
        "national.css": files("wayhome.returns.national").joinpath("templates/national.css").read_text("utf-8"),
        "datapackage.json": tables.package_text(picture.read, picture.tables),
    }
    for name in names:
        told = sorted(
            by_name[name], key=lambda each: (each.line.about.title, str(each.line.first_day), each.line.number)
        )
        pages[page_of[name]] = render(
            "council.html", name=name, used=told, definitions=picture.definitions.get(name), asked=picture.asked.get(name),
            panel=picture.panels.of(name), area=told[0].line.area_type if told else AUTHORITY,
            supplied=[(figure, each) for figure in picture.figures for each in figure.supplied if each.name == name],
            years=_years(picture, name),
            first_checks=[c for c in picture.checks if c.authority == name and _comes_first(c)],
            further_checks=[c for c in picture.checks if c.authority == name and not _comes_first(c)],
            bands=[each for each in picture.bands if each.authority == name], most=_longest(picture.bands, name),
        )  # fmt: skip
    return pages | {f"data/{table.name}.csv": table.text for table in picture.tables}


def everything_of(picture: Picture, site: Mapping[str, str]) -> Mapping[str, bytes]:
    """What is downloaded whole: the spreadsheet, and an archive of all open data."""
    book = spreadsheet(f"{TITLE}, {edition_of(picture)}", (cite_of(picture), *NOTES), picture.tables)
    data = {path: text for path, text in site.items() if path.startswith("data/") or path == "datapackage.json"}
    return {"national.ods": book, "everything.zip": archive(data | {"national.ods": book})}


def edition_of(picture: Picture) -> str:
    """The round it is of, or the file it was read from."""
    return picture.whole.terms.title or picture.read.name


def cite_of(picture: Picture) -> str:
    """How these pages are cited; the letters and figures at the end name the edition."""
    data = tables.package_text(picture.read, picture.tables).encode()
    dated = f" {day_words(picture.whole.today)}." if picture.whole.asked else ""
    return f"{TITLE}: {edition_of(picture)}. Wayhome.{dated} Edition {hashlib.sha256(data).hexdigest()[:12]}."


def _funnels(environment: Environment, picture: Picture) -> Mapping[tuple[str, str], str]:
    """What every drawing of one figure has in common, by figure and size: it is written once and stands on many pages."""
    template = environment.get_template("funnel.html")
    return {
        (indicator, drawn.size.name): Markup(template.render(drawn=drawn))
        for indicator, made in picture.panels.funnels.items()
        for drawn in (made.drawn if made else ())
    }


def _senders(picture: Picture) -> set[str]:
    """The names of councils that sent counts or records."""
    return {each.name for each in _sent(picture)}


def _sent(picture: Picture) -> list[Supplied]:
    return [each for figure in picture.figures for each in figure.supplied if each.source is not Source.ANSWER]


class _Rendering:
    def __init__(self, environment: Environment, picture: Picture, names: Sequence[str]):
        self.environment, self.picture, self.names = environment, picture, names

    def __call__(self, template: str, **more: object) -> str:
        return self.environment.get_template(template).render(picture=self.picture, names=self.names, **more)


def pages_of(names: Iterable[str]) -> Mapping[str, str]:
    """The file of each council's or force's page. Names that would share one are told apart by a number."""
    taken: Counter[str] = Counter()
    found = {}
    for name in sorted(names):
        word = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"
        taken[word] += 1
        found[name] = f"of-{word}.html" if taken[word] == 1 else f"of-{word}_{taken[word]}.html"
    return found


def days_words(
    of: Line | Figure | Check | Banded | Supplied | Definitions | IfChanged | Year | Measured | PlacedAway | OneYear,
) -> str:
    """The days that a figure is of, in words."""
    first, last = of.first_day, of.last_day
    if first is None and last is None:
        return "days not stated"
    if first == last and first is not None:
        return f"on {day_words(first)}"
    if first is not None and last is not None:
        if (first.day, first.month, last.day, last.month, last.year - first.year) == (1, 4, 31, 3, 1):
            return f"{first.year}-{last.year % 100:02d}"
        if (first.day, first.month, last.day, last.month, last.year - first.year) == (1, 1, 31, 12, 0):
            return f"in {first.year}"
    return f"{day_words(first) if first else 'not stated'} to {day_words(last) if last else 'not stated'}"


def points(difference: float) -> str:
    """A difference of two shares in percentage points, to a tenth, with its sign."""
    return f"{100 * difference:+.1f}".replace("-", "−")


def day_words(day: date) -> str:
    """A day in words."""
    return f"{day.day} {day:%B %Y}"


def figure_title(found: Sequence[Figure]) -> str:
    """The title of the bars: a true sentence of at most ten words."""
    said = sum(figure.can_say for figure in found)
    if not said:
        return "Published answers cannot say how many were heard"
    if said == len(found):
        return "What each national figure can say"
    return f"{said} of {len(found)} national figures can be said in part"


def _index(picture: Picture) -> dict[str, object]:
    found = Counter(line.answer for line in picture.read.lines)
    councils = {line.ons_code for line in picture.read.lines if line.ons_code in children_of()}
    apart = sorted(
        ((line, reasons, figure) for figure in picture.figures for line, reasons in figure.apart),
        key=lambda each: (each[2].indicator.id != "R3", each[2].indicator.id, each[0].authority, each[0].number),
    )
    return {
        "kinds": [(kind, found[kind]) for kind in Answer],
        "most": max(found.values(), default=0),
        "councils": len(councils),
        "forces": len({line.authority for line in picture.read.lines if line.area_type != AUTHORITY}),
        "elsewhere": len({line.ons_code for line in picture.read.lines if line.ons_code} - councils),
        "apart": apart,
        "totals": [check for check in picture.checks if " = " in check.says],
        "sources": [
            (figure, [(source, _from(figure, source)) for source in Source])
            for figure in picture.figures
            if _sent(picture)
        ],
        "stages": _stages(picture.whole),
        "uses": [(use, sum(each.use is use for each in picture.used)) for use in Use],
    }


def _years(picture: Picture, name: str) -> list[tuple[Figure, tuple[Year, ...]]]:
    """The figures that a council published for more than one year in the same meaning, with their years."""
    codes = {each.name: each.code for each in authorities().values()}
    found = [
        (figure, years_of(figure, codes.get(name, ""), picture.definitions.get(name))) for figure in picture.figures
    ]
    return [(figure, years) for figure, years in found if len(years) > 1]


def _stages(found: Round) -> list[tuple[Stage, list[str]]]:
    """How many councils of a round are at each stage, with their names A to Z."""
    at = {each.name: each.stage(found.terms, found.today) for each in found.asked}
    return [(stage, sorted(name for name, own in at.items() if own is stage)) for stage in Stage]


def _from(figure: Figure, source: Source) -> list[str]:
    return [each.name for each in figure.supplied if each.used and each.source is source]


def _longest(bands: Sequence[Banded], name: str) -> float:
    """The largest band of a council: its bars have one scale, so that groups may be compared by eye."""
    return max((line.value or 0 for each in bands if each.authority == name for _, line in each.bands), default=0)


def _comes_first(check: Check) -> bool:
    """Whether a reader should see it at once: a sum, or anything that does not agree."""
    return not check.agrees or " = " in check.says


def _practice(picture: Picture) -> dict[str, object]:
    """The questions about practice, each with the groups that somebody spoke of and those that nobody did."""
    return {
        "questions": [
            (
                question,
                [each for each in picture.practices if each.question is question and each.anybody],
                [each.group for each in picture.practices if each.question is question and not each.anybody],
            )
            for question in QUESTIONS
        ],
        "of": len(children_of()),
        "copying": sorted(picture.whole.worth_copying, key=lambda each: each.in_order),
    }


def _councils(picture: Picture, by_name: Mapping[str, Sequence[Used]]) -> dict[str, object]:
    told = {used.line.ons_code for used in picture.used} | {each.code for each in _sent(picture)}
    told |= {each.code for each in picture.whole.definitions} | {each.code for each in picture.whole.asked}
    nations: dict[str, list[str]] = defaultdict(list)
    for each in authorities().values():
        if each.code not in told:
            nations[each.nation].append(each.name)
    return {
        "published": [(name, len(by_name[name]), by_name[name][0].line.area_type) for name in sorted(by_name)],
        "sent": sorted(_senders(picture) | picture.definitions.keys() | picture.asked.keys()),
        "without": {nation: sorted(names) for nation, names in sorted(nations.items())},
    }
