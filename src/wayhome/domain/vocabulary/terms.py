"""Every term of the field with its one agreed definition, in one list (domain reference §4)."""

from __future__ import annotations

from typing import Self

from wayhome.domain.vocabulary import meanings_counting, meanings_episode, meanings_reach, meanings_talk
from wayhome.domain.vocabulary.meaning import Meaning
from wayhome.domain.vocabulary.word import Word


class Term(Word):
    """A term of the glossary: its label is the headword, and it says what counts, what does not and what shows it."""

    counts: tuple[str, ...]
    does_not_count: tuple[str, ...]
    evidence: str
    section: str

    def __new__(cls, meaning: Meaning) -> Self:
        """Build a member from its meaning."""
        member = str.__new__(cls, meaning.term)
        member._value_ = meaning.term
        member.label = meaning.headword
        member.definition = meaning.definition
        member.active = True
        member.counts = meaning.counts
        member.does_not_count = meaning.does_not_count
        member.evidence = meaning.evidence
        member.section = meaning.section
        return member

    SPELL = meanings_episode.SPELL
    MISSING_EPISODE = meanings_episode.MISSING_EPISODE
    MISSING = meanings_episode.MISSING
    AWAY = meanings_episode.AWAY
    HIDDEN_MISSING = meanings_episode.HIDDEN_MISSING
    REPORTED = meanings_episode.REPORTED
    LOCATED = meanings_episode.LOCATED
    RETURNED = meanings_episode.RETURNED
    POLICE_CLOSED = meanings_episode.POLICE_CLOSED
    PREVENTION_INTERVIEW = meanings_episode.PREVENTION_INTERVIEW
    GROUP = meanings_episode.GROUP
    HOSTED = meanings_episode.HOSTED
    VISITOR = meanings_episode.VISITOR
    RESPONSIBLE_AUTHORITY = meanings_episode.RESPONSIBLE_AUTHORITY
    ELIGIBLE = meanings_episode.ELIGIBLE
    ATTEMPT = meanings_reach.ATTEMPT
    OFFERED = meanings_reach.OFFERED
    OFFERED_BROADLY = meanings_reach.OFFERED_BROADLY
    IMPLIED_OFFER = meanings_reach.IMPLIED_OFFER
    ANSWER_BY_PHONE = meanings_reach.ANSWER_BY_PHONE
    ACCEPTED = meanings_reach.ACCEPTED
    DECLINED = meanings_reach.DECLINED
    PARENT_REFUSED = meanings_reach.PARENT_REFUSED
    NO_RESPONSE = meanings_reach.NO_RESPONSE
    WITHDRAWN = meanings_reach.WITHDRAWN
    MISSED = meanings_reach.MISSED
    RETURN_HOME_INTERVIEW = meanings_talk.RETURN_HOME_INTERVIEW
    UNDERTAKEN = meanings_talk.UNDERTAKEN
    COMBINED = meanings_talk.COMBINED
    WITHIN_72_HOURS = meanings_talk.WITHIN_72_HOURS
    INDEPENDENT = meanings_talk.INDEPENDENT
    FOLLOW_UP = meanings_talk.FOLLOW_UP
    LATE_NOTICE = meanings_talk.LATE_NOTICE
    CLOSED = meanings_talk.CLOSED
    WORRY = meanings_talk.WORRY
    OUTCOME = meanings_counting.OUTCOME
    PENDING = meanings_counting.PENDING
    UNRESOLVED = meanings_counting.UNRESOLVED
    UNPLACED = meanings_counting.UNPLACED
    NOT_RECORDED = meanings_counting.NOT_RECORDED
    NOT_ASKED = meanings_counting.NOT_ASKED
    CANNOT_BE_SAID = meanings_counting.CANNOT_BE_SAID
