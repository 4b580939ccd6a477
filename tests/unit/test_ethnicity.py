"""Broad ethnic groups: from codes and from words, and none where none can be told."""

from __future__ import annotations

import pytest

from wayhome.domain.ethnicity import BY_CODE, CODES, EthnicGroup, ethnic_group


@pytest.mark.parametrize(
    ("recorded", "group"),
    [
        ("WBRI", EthnicGroup.WHITE),
        (" wbri ", EthnicGroup.WHITE),
        ("CHNE", EthnicGroup.ASIAN),
        ("BAFR", EthnicGroup.BLACK),
        ("OOTH", EthnicGroup.OTHER),
        ("White British", EthnicGroup.WHITE),
        ("mixed, white and Asian", EthnicGroup.MIXED),
        ("Black, African", EthnicGroup.BLACK),
        ("Other", EthnicGroup.OTHER),
        ("REFU", None),
        ("NOBT", None),
        ("not asked", None),
        ("", None),
        (None, None),
    ],
)
def test_it_takes_the_broad_group_from_a_code_or_from_words(recorded, group):
    assert ethnic_group(recorded) is group


def test_it_has_every_code_in_one_group():
    assert len(BY_CODE) == sum(map(len, CODES.values())) and set(CODES) == set(EthnicGroup)
