"""The open data of practice, definitions and the round: who said what, who was asked when, and how many said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wayhome.benchmarking.peers import authorities
from wayhome.returns.national.country import Figure
from wayhome.returns.national.folder import Round
from wayhome.returns.national.other_rules import IfChanged
from wayhome.returns.national.over_years import OneYear
from wayhome.returns.national.placed_away import PlacedAway
from wayhome.returns.national.practice import Practised
from wayhome.returns.national.questionnaire import Definitions
from wayhome.returns.national.sent import to_a_tenth
from wayhome.returns.national.tables import Cell, Table, columns, iso
from wayhome.returns.national.themes import Coded
from wayhome.returns.national.worth_copying import Practice


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


def round_table(found: Round) -> Table:
    """Whom the round asked, when the answer was due, and how far each council has come."""
    head = columns(
        ("council", "string", "Council"), ("ons_code", "string", "GSS code"), ("asked_on", "date", "When it was asked"),
        ("due_on", "date", "Last day for its answer: 20 working days (Freedom of Information Act 2000, s.10)"),
        ("due_is_provisional", "boolean", "Whether bank holidays that are not published yet may move it"),
        ("reminders", "integer", "Reminders sent"), ("answered_on", "date", "When it answered; empty where it has not"),
        ("without", "string", "Why its answer holds no numbers; empty where it holds some"),
        ("sent_for_reply_on", "date", "When it was sent what would be shown"), ("reply_by", "date", "Last day for its reply"),
        ("replied_on", "date", "When it replied"), ("reply", "string", "Its reply, as it wrote it"),
        ("signed_off_on", "date", "When it was signed off"), ("signed_off_by", "string", "Who signed it off"),
        ("stage", "string", "How far it has come"), ("says", "string", "In words"),
    )  # fmt: skip
    rows = []
    for each in sorted(found.asked, key=lambda each: each.name):
        due, reply_due = each.due, each.reply_due(found.terms)
        rows.append((
            each.name, each.code, iso(each.asked_on), iso(due.day if due else None), due.provisional if due else None,
            len(each.reminded_on), iso(each.answered_on), each.without.value if each.without else None,
            iso(each.sent_for_reply_on), iso(reply_due.day if reply_due else None), iso(each.replied_on), each.reply,
            iso(each.signed_off_on), each.signed_off_by, each.stage(found.terms, found.today).value,
            each.says(found.terms, found.today),
        ))  # fmt: skip
    return Table("round", "Whom the round asked, and how far each council has come", head, tuple(rows))


def themes_table(coded: Iterable[Coded]) -> Table:
    """Each theme with how many councils wrote about it, and how far two people agree on where."""
    head = columns(
        ("about", "string", "What the passages are about"), ("theme", "string", "The theme"),
        ("councils", "integer", "Councils with a passage in which both people saw it"),
        ("passages", "integer", "Passages in which both saw it"),
        ("apart", "integer", "Passages in which one saw it and the other did not; in no count"),
        ("read_by_both", "integer", "Passages that both have read"), ("agreed", "number", "Share of those in which they say the same"),
        ("agreed_low", "number", "What chance allows, least"), ("agreed_high", "number", "What chance allows, most"),
        ("kappa", "number", "Cohen's kappa; empty where there is nothing to tell apart"),
        ("kappa_low", "number", "What chance allows, least"), ("kappa_high", "number", "What chance allows, most"),
        ("councils_named", "string", "The councils, A to Z"),
    )  # fmt: skip
    rows = [
        (
            each.about.value, theme.name, len(theme.councils), theme.passages, theme.apart, theme.agreement.of,
            theme.agreement.share, *theme.agreement.interval, theme.agreement.kappa,
            *(theme.agreement.kappa_interval or (None, None)), "; ".join(theme.councils),
        )
        for each in coded for theme in each.themes
    ]  # fmt: skip
    return Table(
        "themes", "What councils say works and what gets in the way, as coded by two people", head, tuple(rows)
    )


def quotes_table(coded: Iterable[Coded]) -> Table:
    """The passages that may be quoted, by theme."""
    head = columns(
        ("about", "string", "What the passage is about"), ("theme", "string", "The theme that both people saw in it"),
        ("passage", "string", "The passage"), ("council", "string", "Council"), ("quote", "string", "Its words, which it agreed to have quoted"),
    )  # fmt: skip
    rows = [
        (each.about.value, theme.name, one.key, one.council, one.quote)
        for each in coded for theme in each.themes for one in theme.quotes
    ]  # fmt: skip
    return Table("quotes", "What councils agreed to have quoted", head, tuple(rows))


def placed_away_table(places: Iterable[PlacedAway]) -> Table:
    """Children placed away beside those placed in their own council's area, of all councils that can say both. No count is in it."""
    head = columns(
        ("indicator", "string", "The measure"), ("title", "string", "The measure, in words"), ("period_start", "date", "First day"),
        ("period_end", "date", "Last day"), ("councils", "integer", "Councils whose records can say both"),
        ("away", "number", "Share of those known, placed in another area, to a tenth of a percent"),
        ("here", "number", "The same, placed in the council's own area"), ("gap", "number", "The first less the second"),
        ("gap_low", "number", "What chance allows, least"), ("gap_high", "number", "What chance allows, most"),
        ("bound_low", "number", "The least the gap can be, whatever is not recorded"), ("bound_high", "number", "The most it can be"),
        ("says", "string", "In words"),
    )  # fmt: skip
    rows = [
        (
            each.indicator.id, each.indicator.title, iso(each.first_day), iso(each.last_day), len(each.councils),
            to_a_tenth(each.away.share), to_a_tenth(each.here.share), to_a_tenth(each.gap.difference),
            *(map(to_a_tenth, each.interval) if each.interval else (None, None)),
            *(map(to_a_tenth, each.gap.bound) if each.gap.bound else (None, None)), each.says,
        )
        for each in places if not each.held_back
    ]  # fmt: skip
    return Table("placed-away", "Children placed away beside those placed in their own area", head, tuple(rows))


def years_table(found: Iterable[tuple[Figure, Sequence[OneYear]]]) -> Table:
    """The national figures from year to year, each year by itself and beside the same councils of the year before."""
    head = columns(
        ("indicator", "string", "Identifier"), ("period_start", "date", "First day"), ("period_end", "date", "Last day"),
        ("councils_that_could_say", "integer", "Councils in the figure"), ("share_of_children", "number", "Share of children in those councils"),
        ("those_who_answered", "number", "Share in those councils alone"),
        ("least", "number", "Whatever the rest did, and however many returns they had, least"),
        ("most", "number", "Whatever the rest did, and however many returns they had, most"),
        ("same_councils", "integer", "Councils that could say the year before, too, in the same meaning; empty for the first"),
        ("same_before", "number", "Their share the year before; empty where held back"), ("same_after", "number", "Their share this year"),
        ("difference_low", "number", "The difference: what chance allows, least"), ("difference_high", "number", "The most"),
        ("says", "string", "In words"),
    )  # fmt: skip
    rows = [(figure.indicator.id, *_one_year(each)) for figure, years in found for each in years]
    return Table("from-year-to-year", "From year to year", head, tuple(rows))


def _one_year(each: OneYear) -> tuple[Cell, ...]:
    to, rungs, same = each.exactly, each.ladder, each.same
    beside: tuple[Cell, ...] = (None,) * 6
    if same is not None:
        shown = (
            (same.before.share, same.after.share, *same.interval) if same.is_shown and same.interval else (None,) * 4
        )
        beside = (len(same.councils), *map(to, shown), same.says)
    return (
        iso(each.first_day), iso(each.last_day), rungs.coverage.answered, rungs.coverage.share_of_children,
        to(rungs.respondents.pooled) if rungs.respondents else None, *map(to, rungs.unsized), *beside,
    )  # fmt: skip


def copying_table(practices: Iterable[Practice]) -> Table:
    """What councils would have others copy, with their published figures before and after."""
    head = columns(
        ("council", "string", "Council"), ("ons_code", "string", "GSS code"), ("practice", "string", "The practice"),
        ("what", "string", "What it does"), ("indicator", "string", "The measure; empty where no figures were given"),
        ("before_start", "date", "First day before"), ("before_end", "date", "Last day before"),
        ("before_numerator", "integer", "Counted before"), ("before_denominator", "integer", "Of how many before"),
        ("after_start", "date", "First day after"), ("after_end", "date", "Last day after"),
        ("after_numerator", "integer", "Counted after"), ("after_denominator", "integer", "Of how many after"),
        ("difference", "number", "The share after less the share before"), ("difference_low", "number", "What chance allows, least"),
        ("difference_high", "number", "What chance allows, most"), ("says", "string", "In words"),
        ("contact", "string", "Whom to ask"), ("source", "string", "Where the figures are published"),
    )  # fmt: skip
    rows = [
        (each.council, each.code, each.name, each.what, *_changed(each), each.contact, each.source)
        for each in sorted(practices, key=lambda each: each.in_order)
    ]
    return Table("worth-copying", "What councils would have others copy", head, tuple(rows))


def _changed(practice: Practice) -> tuple[Cell, ...]:
    change = practice.change
    if change is None:
        return (None,) * 13
    days = [
        (iso(each.first_day), iso(each.last_day), each.count.numerator, each.count.denominator)
        for each in (change.before, change.after)
    ]
    between = change.gap.interval
    low, high = (between.low, between.high) if between else (None, None)
    return (change.indicator.id, *days[0], *days[1], change.gap.difference, low, high, change.says)


def rules_table(changed: IfChanged | None) -> Table:
    """The same returns by every rule, of all councils together whose records tell enough. No count is in it."""
    head = columns(
        ("rule", "string", "The rule"), ("title", "string", "The rule, in words"), ("period_start", "date", "First day"),
        ("period_end", "date", "Last day"), ("councils", "integer", "Councils whose records can say it by every rule"),
        ("share", "number", "Share of those known, to a tenth of a percent"),
        ("low", "number", "The least it can be, whatever is not recorded"), ("high", "number", "The most it can be"),
    )  # fmt: skip
    rows = []
    if changed is not None and not changed.held_back:
        for rule, count in changed.counts.items():
            low, high = count.bound or (None, None)
            rows.append((
                rule.value, rule.label, iso(changed.first_day), iso(changed.last_day), len(changed.councils), to_a_tenth(count.share),
                to_a_tenth(low), to_a_tenth(high),
            ))  # fmt: skip
    return Table("if-the-rules-changed", "The same returns, counted by other rules", head, tuple(rows))
