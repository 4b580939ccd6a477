"""Outcome: offered, accepted, undertaken, in time, and the one outcome of a return, each yes, no or not known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from wayhome.domain.clock import Proxy
from wayhome.domain.episode import Closing, Journey, Offer, Response, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment, Precision
from wayhome.domain.outcome import (
    Reading,
    accepted,
    after_found,
    both,
    came_back,
    eighteenth_birthday,
    either,
    eligible,
    hosted,
    in_time,
    offered,
    offered_broad,
    offered_for_timing,
    opposite,
    outcome,
    placed_by,
    under_18_at_return,
    undertaken,
)
from wayhome.domain.vocabulary import Answerer, Completeness, EpisodeKind, Group, OfferLevel, Outcome, ResponseToOffer

MISSING = datetime(2025, 3, 1, 20, tzinfo=UTC)
FOUND = datetime(2025, 3, 2, 9, tzinfo=UTC)
BACK = datetime(2025, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AS_OF = datetime(2025, 6, 1, tzinfo=UTC)


def told(**fields) -> Journey:
    usual = {
        "returned": Moment.exactly(BACK),
        "born": date(2011, 1, 1),
        "group": Group.HOME,
        "kind": EpisodeKind.MISSING,
    }
    return Journey(episode="E", child="C", authority="A", **(usual | fields))


def at(instant) -> Moment:
    return Moment.exactly(instant)


def talk(held=NOT_RECORDED, completeness=Completeness.FULL, about=1) -> Talk:
    return Talk(held, completeness, episodes_discussed=about)


YES = Response(NOT_RECORDED, ResponseToOffer.ACCEPTED, Answerer.CHILD)


def closed(how) -> Closing:
    return Closing(at(BACK + DAY), how)


class TestThreeValues:
    def test_it_reasons_as_sql_does(self):
        for a, b in product((True, False, None), repeat=2):
            order = {False: 0, None: 1, True: 2}
            assert order[both(a, b)] == min(order[a], order[b])
            assert order[either(a, b)] == max(order[a], order[b])
            assert order[opposite(a)] == 2 - order[a]

    def test_it_says_yes_to_all_of_nothing_and_no_to_any_of_nothing(self):
        assert (both(), either()) == (True, False)


class TestAfterFound:
    @pytest.mark.parametrize(
        ("happened", "answer"),
        [
            (NOT_RECORDED, None),
            (at(FOUND), True),
            (at(FOUND - HOUR), False),
            (Moment.on(date(2025, 3, 2)), None),
            (Moment.on(date(2025, 3, 3)), True),
            (Moment.on(date(2025, 3, 1)), False),
        ],
    )
    def test_it_compares_with_the_time_of_being_located(self, happened, answer):
        assert after_found(happened, told(located=at(FOUND))) is answer

    @pytest.mark.parametrize(
        ("happened", "known", "answer"),
        [
            (at(BACK), {}, True),
            (at(BACK - HOUR), {}, None),
            (at(BACK - HOUR), {"notified": at(BACK - HOUR)}, True),
            (at(MISSING - HOUR), {"missing_from": at(MISSING)}, False),
            (at(MISSING + HOUR), {"missing_from": at(MISSING)}, None),
        ],
    )
    def test_it_uses_what_bounds_the_finding_where_nobody_recorded_it(self, happened, known, answer):
        assert after_found(happened, told(**known)) is answer


class TestUndertaken:
    @pytest.mark.parametrize(
        ("talks", "answer"),
        [
            ((), False),
            (None, None),
            ((talk(),), True),
            ((talk(completeness=Completeness.PARTIAL),), True),
            ((talk(completeness=Completeness.NOT_UNDERTAKEN),), False),
            ((talk(at(FOUND - HOUR)),), False),
            ((talk(at(FOUND)),), True),
        ],
    )
    def test_it_is_a_full_or_partial_talk_not_from_before_the_child_was_found(self, talks, answer):
        assert undertaken(told(located=at(FOUND), talks=talks)) is answer

    def test_it_takes_a_case_closed_without_a_talk_for_no_talk(self):
        assert undertaken(told(talks=None, closing=closed(Outcome.DECLINED_BY_CHILD))) is False

    def test_it_keeps_the_clock_by_the_first_talk_and_a_dated_one_before_an_undated(self):
        late, early = talk(at(BACK + 9 * DAY)), talk(at(BACK + DAY), Completeness.PARTIAL)
        journey = told(talks=(talk(), late, early))
        assert Reading(journey).talk is early
        assert (in_time(journey), in_time(told(talks=(late,))), in_time(told(talks=(talk(),)))) == (True, False, None)
        assert (in_time(told()), in_time(told(talks=None))) == (False, None)

    def test_it_cannot_say_in_time_without_a_clock(self):
        journey = told(returned=NOT_RECORDED, return_recorded=True, talks=(talk(at(BACK)),))
        assert (undertaken(journey), in_time(journey), Reading(journey).clock) == (True, None, None)


class TestAnswers:
    @staticmethod
    def said(answer, by=Answerer.CHILD, freely=None, confirmed=True, happened=NOT_RECORDED) -> Response:
        return Response(happened, answer, by, freely, confirmed)

    @pytest.mark.parametrize(
        ("by", "confirmed", "happened", "answer"),
        [
            (Answerer.CHILD, True, NOT_RECORDED, True),
            (Answerer.CHILD, True, at(FOUND - HOUR), False),
            (Answerer.CHILD, False, NOT_RECORDED, False),
            (Answerer.PARENT, True, NOT_RECORDED, False),
            (None, True, NOT_RECORDED, None),
        ],
    )
    def test_it_accepts_the_childs_own_confirmed_yes(self, by, confirmed, happened, answer):
        response = self.said(ResponseToOffer.ACCEPTED, by, confirmed=confirmed, happened=happened)
        assert accepted(told(located=at(FOUND), responses=(response,))) is answer

    def test_it_takes_a_talk_for_a_yes(self):
        assert accepted(told(responses=None, talks=(talk(),))) is True
        assert accepted(told(responses=None)) is None

    @pytest.mark.parametrize(("freely", "answer"), [(True, True), (False, False), (None, None)])
    def test_it_takes_a_no_for_a_decline_only_where_the_child_could_talk_freely(self, freely, answer):
        journey = told(responses=(self.said(ResponseToOffer.DECLINED, freely=freely),))
        assert Reading(journey).declined_by_child is answer

    def test_it_lets_a_yes_win_over_a_no_and_keeps_them_apart(self):
        both_said = (self.said(ResponseToOffer.DECLINED, freely=True), self.said(ResponseToOffer.ACCEPTED))
        reading = Reading(told(responses=both_said))
        assert (reading.accepted, reading.declined_by_child) == (True, False)

    def test_it_never_takes_a_parents_refusal_for_the_childs_no(self):
        reading = Reading(told(responses=(self.said(ResponseToOffer.PARENT_REFUSED, Answerer.PARENT),)))
        assert (reading.parent_refused, reading.declined_by_child, reading.answer_pending) == (True, False, False)

    def test_it_does_not_count_a_withdrawal_as_either(self):
        reading = Reading(told(responses=(self.said(ResponseToOffer.WITHDRAWN),)))
        assert (reading.accepted, reading.declined_by_child, reading.parent_refused) == (False, False, False)

    def test_it_reads_a_refusal_from_how_the_case_closed(self):
        assert Reading(told(responses=None, closing=closed(Outcome.DECLINED_BY_CHILD))).declined_by_child is None
        assert Reading(told(closing=closed(Outcome.DECLINED_BY_CHILD))).declined_by_child is True
        assert Reading(told(closing=closed(Outcome.PARENT_OR_CARER_REFUSED))).parent_refused is True

    @pytest.mark.parametrize(("met", "answer"), [(False, True), (True, False), (None, None)])
    def test_it_waits_for_an_answer_until_the_rule_on_attempts_is_met(self, met, answer):
        assert Reading(told(close_rule_met=met)).answer_pending is answer

    def test_it_no_longer_waits_once_the_case_is_closed_or_the_child_was_heard(self):
        assert Reading(told(close_rule_met=False, closing=closed(Outcome.NOT_FIT))).answer_pending is False
        assert Reading(told(close_rule_met=False, talks=(talk(),))).answer_pending is False


class TestOffers:
    CHILD = Offer(at(BACK + HOUR), OfferLevel.CHILD_DIRECT)
    LETTER = Offer(at(BACK + HOUR), OfferLevel.LETTER_OR_MESSAGE_UNCONFIRMED)

    @pytest.mark.parametrize(
        ("offers", "strict", "broad"),
        [
            ((), False, False),
            (None, None, None),
            ((CHILD,), True, True),
            ((LETTER,), False, True),
            ((LETTER, CHILD), True, True),
            ((Offer(NOT_RECORDED, OfferLevel.CHILD_DIRECT),), None, True),
            ((Offer(NOT_RECORDED, OfferLevel.CHILD_DIRECT, reconfirms=True),), True, True),
            ((Offer(at(BACK + HOUR), None),), None, True),
            ((Offer(at(BACK + HOUR), OfferLevel.NOT_OFFERED),), False, False),
            ((Offer(at(FOUND - HOUR), OfferLevel.CHILD_DIRECT, reconfirms=True),), False, False),
        ],
    )
    def test_it_counts_the_child_being_told_and_apart_from_it_anyone(self, offers, strict, broad):
        journey = told(located=at(FOUND), offers=offers)
        assert (offered(journey), offered_broad(journey)) == (strict, broad)

    def test_it_takes_the_childs_own_yes_for_having_been_told_at_some_time(self):
        journey = told(responses=(Response(NOT_RECORDED, ResponseToOffer.ACCEPTED, Answerer.CHILD),))
        reading = Reading(journey)
        assert (reading.offered, reading.offer_implied, reading.offered_within_72_hours) == (True, False, None)
        assert reading.first_offer == NOT_RECORDED

    @pytest.mark.parametrize(
        ("fields", "implied"),
        [
            ({"talks": ()}, False),
            ({"talks": None}, None),
            ({"talks": (talk(at(BACK + 2 * HOUR)),)}, True),
            ({"talks": (talk(at(BACK + 2 * HOUR)),), "offers": (CHILD,)}, False),
            ({"talks": (talk(at(BACK)),), "offers": (CHILD,)}, True),
            ({"talks": (talk(at(BACK)),), "offers": (LETTER,)}, True),
            ({"talks": (talk(at(BACK)),), "offers": None}, None),
            ({"talks": (talk(at(BACK)),), "offers": None, "responses": (YES,)}, False),
        ],
    )  # fmt: skip
    def test_it_says_when_only_the_talk_implies_the_offer(self, fields, implied):
        journey = told(**fields)
        assert Reading(journey).offer_implied is implied
        assert offered_for_timing(journey) is both(offered(journey), opposite(implied))

    def test_it_times_an_offer_from_a_stand_in_as_not_known(self):
        journey = told(returned=NOT_RECORDED, located=at(FOUND), return_recorded=True, offers=(self.CHILD,))
        assert Reading(journey).offered_within_72_hours is None
        unplaced = told(
            returned=NOT_RECORDED, return_recorded=True, offers=(Offer(NOT_RECORDED, OfferLevel.CHILD_DIRECT, True),)
        )
        assert Reading(unplaced).offered_within_72_hours is None
        assert Reading(told(offers=None)).offered_within_72_hours is None


class TestEligible:
    def test_it_places_a_return_by_the_best_time_there_is(self):
        times = {"returned": NOT_RECORDED, "located": at(FOUND), "notified": at(BACK + HOUR)}
        assert placed_by(told()) == (at(BACK), None)
        assert placed_by(told(**times)) == (at(FOUND), Proxy.LOCATED)
        assert placed_by(told(**times | {"located": NOT_RECORDED})) == (at(BACK + HOUR), Proxy.NOTIFIED)
        assert placed_by(told(returned=NOT_RECORDED)) == (NOT_RECORDED, None)

    @pytest.mark.parametrize(
        ("fields", "answer"),
        [
            ({}, True),
            ({"return_recorded": False}, True),
            ({"returned": NOT_RECORDED, "notified": at(BACK)}, True),
            ({"returned": NOT_RECORDED, "notified": at(BACK), "return_recorded": False}, False),
            ({"returned": NOT_RECORDED, "return_recorded": True}, True),
            ({"returned": NOT_RECORDED, "return_recorded": False}, False),
            ({"returned": NOT_RECORDED, "located": at(FOUND)}, None),
        ],
    )
    def test_it_takes_a_time_of_return_or_a_notice_of_it_for_a_return(self, fields, answer):
        assert came_back(told(**fields)) is answer

    def test_it_turns_a_leap_day_child_18_on_the_first_of_march(self):
        assert eighteenth_birthday(date(2008, 2, 29)) == date(2026, 3, 1)
        assert eighteenth_birthday(date(2007, 3, 2)) == date(2025, 3, 2)

    @pytest.mark.parametrize(
        ("returned", "answer"),
        [
            (at(datetime(2025, 5, 31, 22, 59, tzinfo=UTC)), True),
            (at(datetime(2025, 5, 31, 23, 0, tzinfo=UTC)), False),
            (Moment.on(date(2025, 5, 31)), True),
            (Moment.on(date(2025, 6, 1)), False),
            (Moment(datetime(2025, 5, 31, 12, tzinfo=UTC), datetime(2025, 6, 1, 12, tzinfo=UTC), Precision.DATE), None),
            (NOT_RECORDED, None),
        ],
    )  # fmt: skip
    def test_it_takes_the_birthday_in_london(self, returned, answer):
        assert under_18_at_return(told(born=date(2007, 6, 1), returned=returned)) is answer

    def test_it_is_not_known_without_a_date_of_birth_or_a_group(self):
        assert (eligible(told(born=None)), eligible(told(group=None))) == (None, None)
        assert (eligible(told(group=None, responsible=True)), eligible(told(group=None, responsible=False))) == (
            True,
            False,
        )

    def test_it_takes_a_looked_after_child_of_another_authority_for_hosted(self):
        assert hosted(told(group=None, looked_after=True, responsible=False)) is True
        assert hosted(told(group=None, looked_after=True)) is None
        assert hosted(told(group=None, looked_after=False)) is False

    @pytest.mark.parametrize(
        "fields", [{"void": True}, {"kind": EpisodeKind.HIDDEN}, {"closing": closed(Outcome.NOT_ELIGIBLE)}]
    )
    def test_it_is_not_eligible_if_it_was_no_missing_episode(self, fields):
        assert eligible(told(**fields)) is False
        assert outcome(told(**fields, talks=(talk(),)), as_of=AS_OF) is Outcome.NOT_ELIGIBLE


class TestOutcome:
    @pytest.mark.parametrize(
        "how", [o for o in Outcome if not (o.is_undertaken or o.is_open or o is Outcome.NOT_ELIGIBLE)]
    )
    def test_it_takes_the_code_a_closed_case_was_given(self, how):
        assert outcome(told(closing=closed(how)), as_of=AS_OF) is how

    @pytest.mark.parametrize("how", [o for o in Outcome if o.is_undertaken or o.is_open])
    def test_it_cannot_say_when_a_case_without_a_talk_closed_as_undertaken_or_open(self, how):
        assert outcome(told(closing=closed(how)), as_of=AS_OF) is None

    def test_it_lets_a_talk_win_over_the_code_of_closing(self):
        assert (
            outcome(told(talks=(talk(),), closing=closed(Outcome.NOT_FIT)), as_of=AS_OF)
            is Outcome.UNDERTAKEN_INDIVIDUAL
        )

    @pytest.mark.parametrize(
        ("talks", "expected"),
        [
            ((talk(),), Outcome.UNDERTAKEN_INDIVIDUAL),
            ((talk(about=2),), Outcome.UNDERTAKEN_COMBINED),
            ((talk(completeness=Completeness.PARTIAL, about=2),), Outcome.UNDERTAKEN_PARTIAL),
            ((talk(completeness=Completeness.PARTIAL, about=2), talk()), Outcome.UNDERTAKEN_INDIVIDUAL),
            ((talk(completeness=Completeness.PARTIAL), talk(about=3)), Outcome.UNDERTAKEN_COMBINED),
        ],
    )
    def test_it_puts_partial_before_combined_before_individual(self, talks, expected):
        assert outcome(told(talks=talks), as_of=AS_OF) is expected

    @pytest.mark.parametrize(
        ("back", "opened", "expected"),
        [
            (AS_OF - 28 * DAY, NOT_RECORDED, Outcome.PENDING),
            (AS_OF - 28 * DAY - HOUR, at(AS_OF - 28 * DAY), Outcome.PENDING),
            (AS_OF - 28 * DAY - HOUR, at(AS_OF - 28 * DAY - HOUR), Outcome.UNRESOLVED),
            (AS_OF - 28 * DAY, at(AS_OF - 60 * DAY), Outcome.PENDING),
            (AS_OF - 60 * DAY, NOT_RECORDED, None),
        ],
    )
    def test_it_counts_28_days_from_the_first_case_or_the_return_if_later(self, back, opened, expected):
        assert outcome(told(returned=at(back), case_opened=opened), as_of=AS_OF) is expected

    def test_it_counts_an_unplaced_return_from_its_case(self):
        fields = {"returned": NOT_RECORDED, "return_recorded": True}
        assert outcome(told(**fields, case_opened=at(AS_OF - DAY)), as_of=AS_OF) is Outcome.PENDING
        assert outcome(told(**fields), as_of=AS_OF) is None

    def test_it_cannot_say_where_no_column_says_whether_a_talk_was_held(self):
        assert outcome(told(talks=None), as_of=AS_OF) is None
