"""Every column that keeps a word of a list has room for the longest word of it."""

from __future__ import annotations

import pytest

from tests.casework import running  # noqa: F401 - Django first
from wayhome.casework.journey.models import CaseNow, EpisodeNow, Event
from wayhome.domain.clock import InTime, Proxy
from wayhome.domain.journey import states
from wayhome.domain.journey.headline_words import HeadlineCode
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.vocabulary import EpisodeKind, Group, RiskGrade, Role, Source

KEPT = [
    (Event, "kind", EventKind),
    (Event, "source", Source),
    (Event, "by_role", Role),
    (EpisodeNow, "whereabouts", states.Whereabouts),
    (EpisodeNow, "police_report", states.PoliceReport),
    (EpisodeNow, "prevention", states.Prevention),
    (EpisodeNow, "kind", EpisodeKind),
    (EpisodeNow, "group", Group),
    (EpisodeNow, "risk", RiskGrade),
    (CaseNow, "container", states.CaseState),
    (CaseNow, "contact", states.Contact),
    (CaseNow, "allocation", states.Allocation),
    (CaseNow, "talk", states.TalkState),
    (CaseNow, "record", states.Record),
    (CaseNow, "headline", HeadlineCode),
    (CaseNow, "stand_in", Proxy),
    (CaseNow, "in_time", InTime),
]


@pytest.mark.parametrize(("table", "column", "words"), KEPT, ids=lambda value: getattr(value, "__name__", str(value)))
def test_it_has_room_for_the_longest_word(table, column, words):
    longest = max(words, key=lambda word: len(word.value))
    assert len(longest.value) <= table._meta.get_field(column).max_length, longest.value
