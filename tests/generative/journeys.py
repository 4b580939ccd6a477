"""Journeys of every kind that may be recorded, and rows of any kind at all: for tests that try thousands."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from wayhome.domain.episode import Closing, Journey, Need, Offer, Response, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.told import HARMS, REASONS, Account, ReadBack
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    NeedKind,
    OfferLevel,
    Outcome,
    ProviderType,
    ReasonNotOffered,
    ResponseToOffer,
)
from wayhome.indicators.facts import CHILD_COLUMNS, EPISODE_COLUMNS, ChildFacts, Column, EpisodeFacts, answered, several

FIRST = datetime(2025, 3, 28, tzinfo=UTC)
"""Close to a change of the clocks, and every other time within days of it, so that times meet."""

instants = st.integers(0, 24 * 12).map(lambda hours: FIRST + timedelta(hours=hours))
moments = st.one_of(
    st.just(NOT_RECORDED),
    instants.map(Moment.exactly),
    instants.map(Moment.exactly),
    instants.map(Moment.within_hour),
    instants.map(lambda instant: Moment.on(instant.date())),
)


def perhaps(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


answers = perhaps(st.booleans())
offers = st.builds(Offer, moments, perhaps(st.sampled_from(OfferLevel)), st.booleans())
responses = st.builds(
    Response, moments, st.sampled_from(ResponseToOffer), perhaps(st.sampled_from(Answerer)), answers, st.booleans()
)
accounts = st.builds(
    Account,
    perhaps(st.lists(st.sampled_from(list(REASONS)), min_size=1, max_size=4).map(tuple)),
    perhaps(st.lists(st.sampled_from(list(HARMS)), max_size=3).map(tuple)),
    perhaps(st.sampled_from(ReadBack)),
)
talks = st.builds(
    Talk,
    moments,
    st.sampled_from(Completeness),
    perhaps(st.sampled_from(InterviewerRelation)),
    perhaps(st.sampled_from(ProviderType)),
    answers,
    st.integers(1, 3),
    perhaps(st.sampled_from(["T1", "T2"])),
    perhaps(accounts),
    answers,
    perhaps(moments),
    perhaps(moments),
)


needs = st.builds(Need, answers, answers, moments, answers, moments, answers, perhaps(st.sampled_from(NeedKind)))


def few(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return perhaps(st.lists(of, max_size=3).map(tuple))


def journeys(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Journey]:
    """Journeys, possible and impossible, with what the caller fixes."""
    fields: dict[str, st.SearchStrategy[Any]] = {
        "episode": st.uuids().map(str),
        "child": st.sampled_from(["Ada", "Ben", "Cai"]),
        "authority": st.sampled_from(["Northby", "Westmarsh"]),
        "group": perhaps(st.sampled_from(Group)),
        "kind": st.sampled_from([EpisodeKind.MISSING] * 6 + list(EpisodeKind)),
        "missing_from": moments,
        "located": moments,
        "returned": moments,
        "return_recorded": answers,
        "notified": moments,
        "void": st.sampled_from([False] * 6 + [True]),
        "born": perhaps(st.sampled_from([date(2011, 1, 1), date(2007, 4, 2), date(2004, 2, 29), date(2000, 1, 1)])),
        "case_opened": moments,
        "offers": few(offers),
        "responses": few(responses),
        "talks": few(talks),
        "needs": few(needs),
        "closing": perhaps(st.builds(Closing, moments, st.sampled_from(Outcome))),
        "close_rule_met": answers,
        "notice_recorded": answers,
        "notice_sent": moments,
        "notice_opened": moments,
        "away_planned": answers,
        "missing_again": perhaps(moments),
        "reason_not_offered": perhaps(st.sampled_from(ReasonNotOffered)),
        "responsible": answers,
        "looked_after": answers,
    }
    return st.builds(Journey, **(fields | fixed))


def eligible_journeys() -> st.SearchStrategy[Journey]:
    """Journeys that end in an eligible return, with closings that the journey's own table allows."""
    closings = st.sampled_from([o for o in Outcome if not (o.is_undertaken or o.is_open or o is Outcome.NOT_ELIGIBLE)])
    return journeys(
        group=st.sampled_from([Group.HOME, Group.CARE_IN, Group.CARE_OUT]),
        kind=st.just(EpisodeKind.MISSING),
        returned=instants.map(Moment.exactly),
        void=st.just(False),
        born=st.just(date(2011, 1, 1)),
        case_opened=instants.map(Moment.exactly),
        talks=st.lists(talks, max_size=3).map(tuple),
        closing=perhaps(st.builds(Closing, moments, closings)),
    )


def any_row(chance: random.Random, number: int) -> EpisodeFacts:
    """A row with any value in any column, whether or not a journey could lead to it: engines must agree on those too."""
    return EpisodeFacts(**{column.name: _any_value(chance, column, number) for column in EPISODE_COLUMNS})


def any_child(chance: random.Random) -> ChildFacts:
    """A row of a child with any value in any column."""
    return ChildFacts(**{column.name: _any_value(chance, column, 0) for column in CHILD_COLUMNS})


SAMPLES = {
    "boolean": (True, False),
    "string": ("a", "b's", "ü"),
    "date": (date(2025, 3, 30), date(2025, 10, 26)),
    "integer": (0, 7, 17),
    "number": (-1.5, 0.0, 72.0),
}


def _any_value(chance: random.Random, column: Column, number: int) -> object:
    if column.name == "episode":
        return f"episode {number}"
    if column.may_be_empty and chance.random() < 0.25:
        return None
    if column.several is not None:
        codes = chance.sample(column.several.codes, chance.choice([0, 1, 3, 8]))
        return answered({code: chance.random() < 0.5 for code in codes}) if column.several.answered else several(codes)
    return chance.choice(list(column.code_list) if column.code_list else SAMPLES[column.kind])
