"""Who is told by default: what each is given, what is kept back, and for whom a decision is asked."""

from __future__ import annotations

import pytest

from wayhome.domain.sharing import (
    DEFAULT_SHARES,
    Recipient,
    RecipientFacts,
    SendWithoutAgreement,
    default_recipients,
)
from wayhome.domain.vocabulary import DataClass, Group

ALWAYS = (Recipient.SOCIAL_WORKER, Recipient.PARENTS)


def asked(group, **facts):
    return default_recipients(RecipientFacts(group, **{"reported_to_police": False, **facts}))


def test_it_has_a_row_for_every_recipient_that_gives_nothing_it_keeps_back():
    assert set(DEFAULT_SHARES) == set(Recipient)
    for recipient, share in DEFAULT_SHARES.items():
        assert share.when and share.gives, recipient
        assert not set(share.gives) & share.withholds, recipient


# Written out from the domain reference: the classes each recipient is not told by default.
KEPT_BACK = {
    Recipient.SOCIAL_WORKER: "",
    Recipient.POLICE: "made_to_do sensitive wishes_and_safety own_words",
    Recipient.PANEL: "made_to_do sensitive third_party",
    Recipient.HOST_LA: "made_to_do own_words sensitive",
    Recipient.RESPONSIBLE_LA: "",
    Recipient.PLACEMENT_OR_CARER: "made_to_do third_party sensitive own_words analysis",
    Recipient.PARENTS: "harm made_to_do third_party sensitive own_words analysis",
    Recipient.IRO: "",
    Recipient.SCHOOL: "sensitive third_party made_to_do",
    Recipient.HEALTH: "third_party made_to_do",
}


@pytest.mark.parametrize("recipient", KEPT_BACK)
def test_it_keeps_back_by_default_what_the_domain_reference_says(recipient):
    assert DEFAULT_SHARES[recipient].withholds == {DataClass(name) for name in KEPT_BACK[recipient].split()}


def test_it_never_gives_what_a_child_was_made_to_do_except_to_those_who_answer_for_the_child():
    given = [r for r, share in DEFAULT_SHARES.items() if DataClass.MADE_TO_DO in share.gives]
    assert given == [Recipient.SOCIAL_WORKER, Recipient.RESPONSIBLE_LA]


def test_it_reports_no_child_s_no_home():
    for recipient in (Recipient.PARENTS, Recipient.PLACEMENT_OR_CARER):
        assert any(note.startswith("never that the child said no") for note in DEFAULT_SHARES[recipient].notes)


def test_it_gives_the_partnership_totals_alone():
    share = DEFAULT_SHARES[Recipient.PARTNERSHIP]
    assert set(share.gives) == {DataClass.AGGREGATE}
    assert share.withholds == set(DataClass) - {DataClass.AGGREGATE, DataClass.AUDIT}


@pytest.mark.parametrize(
    ("group", "also"),
    [
        (Group.HOME, ()),
        (Group.CARE_IN, (Recipient.PLACEMENT_OR_CARER, Recipient.IRO)),
        (Group.CARE_OUT, (Recipient.HOST_LA, Recipient.PLACEMENT_OR_CARER, Recipient.IRO)),
        (Group.HOSTED, (Recipient.RESPONSIBLE_LA, Recipient.PLACEMENT_OR_CARER)),
        (Group.VISITOR, (Recipient.RESPONSIBLE_LA,)),
    ],
)
def test_it_asks_for_a_decision_by_group(group, also):
    assert set(asked(group)) == {*ALWAYS, *also}


def test_it_asks_about_others_when_something_concerns_them():
    facts = {
        "reported_to_police": True,
        "on_panel_list_or_trigger_met": True,
        "school_has_an_action": True,
        "referred_to_health": True,
    }
    also = {Recipient.POLICE, Recipient.PANEL, Recipient.SCHOOL, Recipient.HEALTH}
    assert set(asked(Group.HOME, **facts)) == {*ALWAYS, *also}


def test_it_asks_rather_than_stays_silent_where_a_fact_is_not_known():
    found = default_recipients(RecipientFacts(group=None))
    assert {Recipient.POLICE, Recipient.HOST_LA, Recipient.RESPONSIBLE_LA, Recipient.IRO} <= set(found)
    assert Recipient.PANEL not in found


def test_it_asks_only_about_recipients_decided_at_approval():
    everybody = RecipientFacts(None, None, None, None, None)
    at_approval = [recipient for recipient, share in DEFAULT_SHARES.items() if share.at_approval]
    assert list(default_recipients(everybody)) == at_approval


def test_it_can_always_send_where_there_is_danger_or_a_duty():
    assert [one.value for one in SendWithoutAgreement] == [
        "vital_interests",
        "s47",
        "s17",
        "placement_notice",
        "court_order",
        "risk_notice",
    ]
