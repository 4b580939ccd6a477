"""The open data of practice and of definitions: who said what, and how many said nothing."""

from __future__ import annotations

from collections.abc import Iterable

from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.practice import Practised
from wayhome.returns.national.questionnaire import Definitions
from wayhome.returns.national.tables import Table, columns, iso


def practice_table(practices: Iterable[Practised]) -> Table:
    """Each answer about practice, by group, as counts of councils and with their names."""
    head = columns(
        ("question", "string", "What was asked"), ("group", "string", "Of which children"),
        ("option", "string", "The answer"), ("title", "string", "The answer, in words"),
        ("yes", "integer", "Councils that say so"), ("no", "integer", "Councils that say it is not so"),
        ("both", "integer", "Councils that say both; they are in neither count"),
        ("not_said", "integer", "Councils that did not say; never read as no"),
        ("several", "integer", "Councils that gave several answers where one was wanted; they are under none"),
        ("councils_yes", "string", "Who says so, A to Z"), ("councils_no", "string", "Who says it is not so, A to Z"),
    )  # fmt: skip
    rows = [
        (
            each.question.key, each.group, one.option, one.label, len(one.yes), len(one.no), len(one.both),
            each.not_said if each.question.one else one.not_said, len(each.several), "; ".join(one.yes), "; ".join(one.no),
        )
        for each in practices for one in each.counted
    ]  # fmt: skip
    return Table("practice", "What councils say they do, as counts of councils", head, tuple(rows))


def definitions_table(definitions: Iterable[Definitions]) -> Table:
    """What each council says that its figures count."""
    head = columns(
        ("council", "string", "Council"), ("ons_code", "string", "GSS code"), ("period_start", "date", "First day"),
        ("period_end", "date", "Last day"), ("answered_on", "date", "When it said so"),
        ("counts", "string", "What it counts"), ("offered_means", "string", "What it calls offered"),
        ("undertaken_means", "string", "What it calls undertaken"), ("clock_means", "string", "How it counts the 72 hours"),
        ("changed_on", "date", "First day on which it counted in a new way; empty where it does not say that it did"),
        ("wording", "string", "In its own words"), ("source", "string", "Where it is published"),
    )  # fmt: skip
    rows = [
        (
            authorities()[each.code].name, each.code, iso(each.first_day), iso(each.last_day), iso(each.answered_on),
            each.counts.value, each.offered.value, each.undertaken.value, each.clock.value, iso(each.changed_on),
            each.wording, each.source,
        )
        for each in sorted(definitions, key=lambda each: authorities()[each.code].name)
    ]  # fmt: skip
    return Table("definitions", "What each council says that its figures count", head, tuple(rows))
