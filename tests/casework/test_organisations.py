"""Organisations: their policies by date, contact points by hour, agreements, and their administrators' pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.casework.area import NOW
from tests.casework.browser import signed_in
from wayhome.casework.journal.queries import verify
from wayhome.casework.organisations import actions, queries
from wayhome.casework.organisations.policies import CHOICES, may_set
from wayhome.casework.organisations.words import ContactKind
from wayhome.casework.records.refusals import NotAllowed, Refused, Stale
from wayhome.domain.vocabulary import Role


def test_it_answers_with_the_default_until_somebody_chose(area, acting):
    with acting(area.rosa):
        assert queries.policy_at(area.rosa, "offer_policy", NOW).value == "every_episode"


def test_it_keeps_the_choice_that_held_at_each_date(area, acting):
    admin = area.eastmere.administrator
    later = NOW + timedelta(days=10)
    with acting(admin):
        actions.set_policy(name="re_offer_days", value=7, starts_at=later, by=admin, at=NOW)
        assert queries.policy_at(admin, "re_offer_days", later - timedelta(seconds=1)).value == 5
        assert queries.policy_at(admin, "re_offer_days", later).value == 7


def test_it_changes_no_choice_of_the_past(area, acting):
    admin = area.eastmere.administrator
    with acting(admin), pytest.raises(Refused):
        actions.set_policy(name="re_offer_days", value=7, starts_at=NOW - timedelta(days=1), by=admin, at=NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("re_offer_days", 0),
        ("re_offer_days", True),
        ("offer_policy", "sometimes"),
        ("worry_ladder_minutes", [30, 15, 0, 60]),
        ("nonsense", 1),
    ],
)
def test_it_refuses_a_choice_that_is_not_offered(name, value):
    assert may_set(name, value) is not None


def test_it_allows_every_default():
    assert [name for name, choice in CHOICES.items() if may_set(name, choice.default)] == []


def test_it_shows_a_partner_the_policies_they_work_under_and_a_stranger_none(area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        actions.set_policy(name="re_offer_days", value=9, starts_at=NOW, by=admin, at=NOW)
    with acting(area.sam):
        assert queries.policy_at(area.sam, "re_offer_days", NOW, of=area.eastmere.id).value == 9
    with acting(area.wren):
        assert queries.policy_at(area.wren, "re_offer_days", NOW, of=area.eastmere.id).value == 5


@pytest.mark.parametrize(
    ("local", "open_"),
    [
        ("2026-03-30T16:59+01:00", True),
        ("2026-03-30T17:00+01:00", False),
        ("2026-03-29T12:00+01:00", False),
        ("2026-04-03T08:00+01:00", True),
    ],
)
def test_it_says_who_answers_at_an_hour_by_the_local_clock(area, acting, local, open_):
    """Britain's clocks went forward on 29 March 2026, so 17:00 there is an hour earlier in UTC from then on."""
    admin = area.eastmere.administrator
    at = datetime.fromisoformat(local)
    with acting(admin):
        actions.add_contact_point(
            kind=ContactKind.DUTY, label="Duty", address="0113 496 0000", days=[1, 2, 3, 4, 5], opens=time(8), closes=time(17),
            by=admin, at=NOW,
        )  # fmt: skip
        assert bool(queries.reached_at(admin, area.eastmere.id, at, ContactKind.DUTY)) is open_


def test_it_knows_a_night_that_runs_over_midnight(area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        actions.add_contact_point(
            kind=ContactKind.OUT_OF_HOURS, label="Emergency duty", address="0113 496 0001", days=[5], opens=time(17), closes=time(8),
            by=admin, at=NOW,
        )  # fmt: skip
        point = queries.contact_points(admin)[0]
    saturday_early, saturday_late = datetime(2026, 4, 4, 6, tzinfo=UTC), datetime(2026, 4, 4, 18, tzinfo=UTC)
    assert queries.is_open(point, saturday_early)
    assert not queries.is_open(point, saturday_late)


def test_it_tells_everybody_where_an_organisation_is_reached(area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        actions.add_contact_point(
            kind=ContactKind.MISSING_INBOX, label="Missing", address="missing@eastmere.example", by=admin, at=NOW
        )
    with acting(area.wren):
        assert [c.address for c in queries.contact_points(area.wren, area.eastmere.id)] == ["missing@eastmere.example"]


def test_it_finds_a_live_agreement_by_its_purpose(area, acting):
    with acting(area.sam):
        assert queries.agreement_with(area.sam, area.eastmere.id, purpose="safeguard_child").ours is False
        assert queries.agreement_with(area.sam, area.westmarsh.id, purpose="safeguard_child") is None


def test_it_lets_only_an_administrator_change_the_organisation(area, acting):
    with acting(area.rosa), pytest.raises(NotAllowed):
        actions.add_team(name="Mine", by=area.rosa, at=NOW)


def test_it_refuses_two_teams_of_one_name_and_a_stale_rename(area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        with pytest.raises(Refused):
            actions.add_team(name="missing TEAM", by=admin, at=NOW)
        actions.rename_team(team=area.eastmere.team, name="Missing and found", seen_version=1, by=admin, at=NOW)
        with pytest.raises(Stale):
            actions.rename_team(team=area.eastmere.team, name="Another", seen_version=1, by=admin, at=NOW)


def test_it_goes_through_the_administrators_pages(area, acting):
    client = signed_in(area.eastmere.administrator)
    assert "Eastmere" in client.get("/organisation/").content.decode()
    assert client.post("/organisation/teams/", {"name": "Night team"}).status_code == 302
    assert "Night team" in client.get("/organisation/teams/").content.decode()
    again = client.post("/organisation/teams/", {"name": "Night team"})
    assert again.status_code == 422
    assert "There is a team called" in again.content.decode()
    point = {
        "kind": "duty",
        "label": "Duty desk",
        "address": "0113 496 0000",
        "days": ["1", "2"],
        "opens": "09:00",
        "closes": "17:00",
    }
    assert client.post("/organisation/contact-points/", point).status_code == 302
    assert "Monday, Tuesday, 09:00 to 17:00" in client.get("/organisation/contact-points/").content.decode()
    assert client.get("/organisation/agreements/").status_code == 200
    contract = {
        "provider": str(area.harbour.id),
        "reference": "C-7",
        "starts_on": "2026-01-01",
        "access_days_after_closure": "28",
        "areas": "North, South",
    }
    assert client.post("/organisation/contracts/", contract).status_code == 302
    assert "North, South" in client.get("/organisation/contracts/").content.decode()
    assert "Ask again after a no" in client.get("/organisation/settings/").content.decode()
    with acting(area.eastmere.administrator) as admin:
        assert verify(admin).whole


def test_it_makes_a_choice_on_the_settings_page(area, acting):
    client = signed_in(area.eastmere.administrator)
    page = client.get("/organisation/settings/worry_ladder_minutes/")
    assert 'value="0, 15, 30, 60"' in page.content.decode()
    today = date.fromisoformat(page.context["form"].initial["starts_on"].isoformat()) if page.context else None
    answer = client.post(
        "/organisation/settings/re_offer_days/", {"value": "6", "starts_on": (today or date(2100, 1, 1)).isoformat()}
    )
    assert answer.status_code == 302
    assert (
        client.post("/organisation/settings/re_offer_days/", {"value": "9999", "starts_on": "2100-01-01"}).status_code
        == 422
    )
    assert client.get("/organisation/settings/no_such_choice/").status_code == 404


def test_it_shows_a_coordinator_no_page_of_the_administrator(area):
    client = signed_in(area.rosa)
    assert client.get("/organisation/teams/").status_code == 403
    assert client.post("/organisation/teams/", {"name": "Mine"}).status_code == 403


def test_it_ends_nothing_of_another_organisation(area):
    client = signed_in(area.westmarsh.administrator)
    answer = client.post(f"/organisation/teams/{area.eastmere.team}/end/", {"seen_version": "1"})
    assert answer.status_code == 404


def test_it_follows_a_viewer_who_loses_the_role(area, acting):
    assert replace(area.rosa, roles=frozenset()).has(Role.RHI_COORDINATOR) is False
