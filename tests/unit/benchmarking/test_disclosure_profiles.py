"""Who figures are for: what is small, how it is rounded, and what a printed number can stand for."""

from __future__ import annotations

import pytest

from wayhome.benchmarking.disclosure.profiles import (
    DFE,
    INTERNAL,
    PROFILES,
    TRE10,
    WALES,
    NoSuchProfile,
    Sign,
    profile_called,
    round_half_up,
)


@pytest.mark.parametrize(
    ("number", "step", "printed"),
    [(4, 5, 5), (7, 5, 5), (8, 5, 10), (64, 10, 60), (65, 10, 70), (0, 10, 0), (17, 1, 17)],
)
def test_it_rounds_to_the_nearest_and_halves_up(number, step, printed):
    assert round_half_up(number, step) == printed


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
@pytest.mark.parametrize("wide", [False, True], ids=["one place", "several places"])
def test_it_undoes_rounding_to_exactly_the_numbers_that_would_have_been_printed_so(profile, wide):
    """Every number from 0 to 60 that is not small, tried one by one."""
    shown = [number for number in range(61) if not profile.is_small(number)]
    for printed in {profile.printed(number, wide=wide) for number in shown if number < 40}:
        low, high = profile.may_be(printed, profile.step(wide=wide))
        assert [n for n in shown if low <= n <= high] == [n for n in shown if profile.printed(n, wide=wide) == printed]
        assert not any(profile.is_small(number) for number in (low, high))


def test_it_hides_one_to_five_for_the_public_in_england_and_nought_to_five_in_wales():
    assert [number for number in range(8) if DFE.is_small(number)] == [1, 2, 3, 4, 5]
    assert [number for number in range(8) if WALES.is_small(number)] == [0, 1, 2, 3, 4, 5]
    assert [number for number in range(12) if TRE10.is_small(number)] == list(range(10))
    assert not any(INTERNAL.is_small(number) for number in range(12))


def test_it_names_what_there_is_when_a_profile_is_not_known():
    with pytest.raises(NoSuchProfile, match="no profile called ofsted. There is: dfe, wales, tre10, internal"):
        profile_called("ofsted")


def test_it_has_words_for_every_sign():
    assert {sign: bool(sign.words) for sign in Sign} == dict.fromkeys(Sign, True)
    assert [Sign.HIDDEN, Sign.NOT_APPLICABLE, Sign.NOT_AVAILABLE, Sign.LOW] == ["c", "z", "x", "k"]
