"""What never leaves: a protected address however it is typed, anything without an agreement or a duty with its reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.casework.area import NOW, Area, new_place
from tests.casework.test_sharing import ANSWERS, agreed_with, approved, fact, send, to_police
from wayhome.casework.children.actions.life import record_address
from wayhome.casework.children.words import AddressKind
from wayhome.casework.journey import models as journey
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.records.refusals import Refused
from wayhome.casework.sharing.disclosure import BY_THIS_DOOR, of_record, source_of
from wayhome.casework.sharing.models import Copy
from wayhome.casework.sharing.route import Route
from wayhome.domain.disclosure import may_also_get
from wayhome.domain.interview import QUESTIONS, Kind
from wayhome.domain.sharing import Recipient, SendWithoutAgreement
from wayhome.domain.vocabulary import DataClass


def test_it_refuses_to_send_where_there_is_no_agreement_and_sends_where_a_duty_overrides(area: Area, acting):
    case = approved(area, acting)
    elsewhere, _people = new_place("Northby Police", OrganisationKind.POLICE_FORCE, f"{uuid4().hex[:8]}.example")
    with pytest.raises(Refused, match="no agreement"), acting(area.rosa):
        send(area, case, route=Route(to_organisation=elsewhere.id))
    override = {"to_organisation": elsewhere.id, "override": SendWithoutAgreement.S47}
    with pytest.raises(Refused, match="second person"), acting(area.rosa):
        send(area, case, route=Route(**override, reason="She is at risk tonight."))
    with acting(area.rosa):
        route = Route(**override, reason="She is at risk tonight.", second_person=area.tess.user)
        copy = Copy.objects.get(pk=send(area, case, route=route))
        assert (copy.override, copy.agreement, copy.second_person) == ("s47", None, area.tess.user)
        assert copy.reason == "She is at risk tonight."


def test_it_refuses_an_agreement_that_does_not_cover_what_is_sent(area: Area, acting):
    case = approved(area, acting)
    narrow, _people = new_place("Northby Police", OrganisationKind.POLICE_FORCE, f"{uuid4().hex[:8]}.example")
    agreed_with(area, acting, narrow, ["identity", "episode"])
    with pytest.raises(Refused, match="no agreement"), acting(area.rosa):
        send(area, case, route=Route(to_organisation=narrow.id))


def test_it_never_lets_a_protected_address_out(area: Area, acting):
    case = approved(
        area, acting, ANSWERS | {"people": "Dazza waits outside 14 Rose Lane", "searchers_may_know": "near EA1 4QZ"}
    )
    with acting(area.rosa):
        child = journey.Case.objects.get(pk=case).child_id
        record_address(
            child=child, kind=AddressKind.HOME, lines="14, Rose Lane", town="Eastmere", postcode="EA14QZ", protected=True,
            by=area.rosa, at=NOW,
        )  # fmt: skip
        content = of_record(source_of(area.rosa, case), Recipient.POLICE).content
        assert "Rose Lane" not in content and "EA1" not in content and "Threats" in content
    with pytest.raises(Refused, match="protected address"), acting(area.rosa):
        fact(area, case, area.rosa, words="He knows she lives at 14 Rose  Lane.")
    with pytest.raises(Refused, match="protected address"), acting(area.rosa):
        send(area, case, added="Her address is ea1 4qz")


@pytest.mark.parametrize("typed", ["14 Rose Lane", "14, rose-lane", "14ROSELANE", "EA1 4QZ", "ea14qz", "(EA1-4QZ)"])
def test_it_knows_a_protected_address_however_it_is_written(area: Area, acting, typed):
    everywhere = {name: f"He waits at {typed}." for name, q in QUESTIONS.items() if q.kind in (Kind.WORDS, Kind.ROWS)}
    case = approved(area, acting, everywhere | {"harm": ["threats"]})
    with acting(area.rosa):
        child = journey.Case.objects.get(pk=case).child_id
        record_address(
            child=child, kind=AddressKind.HOME, lines="14 Rose Lane\nOld Town", town="Eastmere", postcode="EA1 4QZ",
            protected=True, by=area.rosa, at=NOW,
        )  # fmt: skip
        source = source_of(area.rosa, case)
        for recipient in BY_THIS_DOOR:
            assert "He waits" not in of_record(source, recipient, chosen=may_also_get(recipient)).content, recipient


TO_ORGANISATIONS = (Recipient.POLICE, Recipient.HOST_LA, Recipient.SCHOOL, Recipient.HEALTH)
S47 = {"override": SendWithoutAgreement.S47, "reason": "She is at risk."}


def test_it_sends_under_a_live_agreement_or_a_duty_with_its_reason_and_never_else(area: Area, acting):
    case = approved(area, acting)
    stranger, _people = new_place("Northby", OrganisationKind.AUTHORITY, f"{uuid4().hex[:8]}.example")
    ended, _people = new_place("Oxlade", OrganisationKind.AUTHORITY, f"{uuid4().hex[:8]}.example")
    agreed_with(area, acting, ended, [c.value for c in DataClass], ends_on=date(2025, 6, 1))
    ways = {
        "nothing": ({}, False), "duty alone": ({"override": SendWithoutAgreement.S47}, False), "no second person": (S47, False),
        "whole": (S47 | {"second_person": area.tess.user}, True),
    }  # fmt: skip
    for recipient in TO_ORGANISATIONS:
        for place, agreed in ((area.police, True), (stranger, False), (ended, False)):
            for name, (way, enough) in ways.items():
                route = Route(to_organisation=place.id, **way)
                assert may_go(area, acting, case, recipient, route) == (agreed or enough), (recipient, place.name, name)


class Undone(Exception):
    """Nothing of a try is kept."""


def may_go(area: Area, acting, case: UUID, recipient: Recipient, route: Route) -> bool:
    """Whether it was sent, with its record; nothing is kept of it."""
    try:
        with acting(area.rosa):
            row = Copy.objects.get(pk=send(area, case, recipient, route))
            assert row.agreement or (row.override and row.reason and row.second_person), (
                "sent with neither basis nor record"
            )
            raise Undone
    except Undone:
        return True
    except Refused as refusal:
        assert refusal.rule == "agreement_or_override"
        return False


def test_it_goes_against_a_childs_wish_only_with_a_reason(area: Area, acting):
    case = approved(area, acting)
    with pytest.raises(Refused, match="against what the child wished"), acting(area.rosa):
        send(area, case, route=to_police(area, against_wishes=True))
    with acting(area.rosa):
        route = to_police(area, against_wishes=True, reason="He may hurt others.", child_told=True)
        copy = Copy.objects.get(pk=send(area, case, route=route))
        assert (copy.against_wishes, copy.child_told, copy.reason) == (True, True, "He may hurt others.")
