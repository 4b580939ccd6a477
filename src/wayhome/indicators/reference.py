"""The reference pages of the indicators and of the fact layout, written from the definitions themselves."""

from __future__ import annotations

from wayhome.indicators.catalogue import EVERY
from wayhome.indicators.catalogue.not_counted import NOT_COUNTED
from wayhome.indicators.catalogue.over_time import ESTIMATES, Estimate
from wayhome.indicators.definition import Breakdown, Indicator
from wayhome.indicators.facts import CHILD_COLUMNS, EPISODE_COLUMNS, Column

HEAD = """\
# Indicators

Every figure is a count of rows, each answered yes, no or not known. A figure is printed as the counted out of those
known, with a bound beside it: the least and the most it can be, whatever the unknown answers are. *Unplaced* are the
rows of which nobody can say whether they belong to the population or the period. Where nothing is known no rate is given.

An eligible return is a missing episode that ended with the child back and under 18, not void, of a child this authority
answers for. Rows of hosted children and visitors are the host's mirror and are added to no total.
"""

ESTIMATED = "They are no counts of rows, and `wayhome.benchmarking` works them out from the same rows."


def document() -> str:
    """The page of all indicators and of the columns they are counted from, as Markdown."""
    shown = [HEAD, "| id | name | better | shown with |", "| --- | --- | --- | --- |"]
    shown += [
        f"| {indicator.id} | {indicator.title} | {_better(indicator)} | {', '.join(indicator.shown_with) or '–'} |"
        for indicator in EVERY
    ]
    shown += [_section(indicator) for indicator in EVERY]
    shown += ["\n## Measures that take an estimate\n", ESTIMATED, *map(_estimate, ESTIMATES)]
    shown += [
        "\n## Named in the set, not yet counted\n",
        *(f"- **{n.id} {n.title}**: {n.because}." for n in NOT_COUNTED),
    ]
    shown += [_columns("The row of an episode", EPISODE_COLUMNS), _columns("The row of a child", CHILD_COLUMNS)]
    return "\n".join(shown) + "\n"


def _estimate(of: Estimate) -> str:
    facts = [
        ("Of", of.of),
        ("Says", of.says),
        ("Method", of.method),
        ("Set to", of.parameters),
        ("Published from", of.published),
        ("Cannot tell", of.limits),
        ("Source", of.source),
        ("Definition", f"version {of.definition_version}; reviewer {of.reviewer}; next review by {_day(of)}"),
    ]
    return "\n".join([f"\n### {of.id} {of.title}\n", *(f"- **{name}**: {words}" for name, words in facts)])


def _better(indicator: Indicator) -> str:
    return "neither" if indicator.better is None else str(indicator.better.value)


def _section(indicator: Indicator) -> str:
    facts = [
        ("Counted", indicator.numerator_words),
        ("Out of", indicator.denominator_words),
        ("Why", indicator.why),
        ("Source", indicator.source),
        ("Better", _better(indicator)),
        ("Period by", f"when the episode {indicator.anchor.value}"),
        ("Shown with", ", ".join(indicator.shown_with) or "–"),
        (
            "Definition",
            f"version {indicator.definition_version}; reviewer {indicator.reviewer}; next review by {_day(indicator)}",
        ),
    ]
    lines = [f"\n## {indicator.id} {indicator.title}\n", *(f"- **{name}**: {words}" for name, words in facts)]
    lines += ["", "Asked of each row:", "", "```sql", f"-- belongs\n{indicator.of.sql()}"]
    if indicator.counting is not None:
        lines.append(f"-- is counted\n{indicator.counting.sql()}")
    if isinstance(indicator, Breakdown):
        of = f"facts.{indicator.column}" if indicator.column else f"facts.{', facts.'.join(indicator.values)}"
        lines.append(f"-- one number for each {'value of' if indicator.column else 'that is filled in'}\n{of}")
    return "\n".join([*lines, "```"])


def _day(indicator: Indicator | Estimate) -> str:
    return f"{indicator.review_by.day} {indicator.review_by:%B %Y}"


def _columns(title: str, columns: tuple[Column, ...]) -> str:
    rows = [f"| `{c.name}` | {c.kind} | {c.meaning} | {_values(c)} |" for c in columns]
    return "\n".join([f"\n## {title}\n", "| column | type | meaning | values |", "| --- | --- | --- | --- |", *rows])


def _values(column: Column) -> str:
    if column.several is not None:
        answer = "`=yes` or `=no` after each, " if column.several.answered else ""
        codes = ", ".join(f"`{code}`" for code in column.several.codes)
        return f"several of {codes}; {answer}between bars; empty: not known"
    if column.values:
        return ", ".join(f"`{value}`" for value in column.values)
    values = "yes, no" if column.kind == "boolean" else ""
    return ", ".join(part for part in (values, "empty: not known" if column.may_be_empty else "") if part) or "–"
