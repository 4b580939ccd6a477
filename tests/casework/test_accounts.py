"""People: who may add and change them, their roles by date, cover, duty, and accounts nobody uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from tests.casework.area import NOW
from tests.casework.browser import signed_in
from wayhome.casework.accounts import actions, queries
from wayhome.casework.accounts.models import User
from wayhome.casework.accounts.permissions import may
from wayhome.casework.accounts.rules import ROLES_OF
from wayhome.casework.accounts.viewers import viewer_of
from wayhome.casework.journal.context import Purpose
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused, Stale
from wayhome.domain.access import Extent
from wayhome.domain.vocabulary import DataClass, RelationshipKind, Role


def test_it_knows_the_roles_a_person_holds_at_an_instant(area, acting):
    admin = area.eastmere.administrator
    until = NOW + timedelta(days=2)
    with acting(admin):
        actions.give_role(user=area.rosa.user, role=Role.FRONT_DOOR, starts_at=NOW, ends_at=until, by=admin, at=NOW)
        rosa = User.objects.get(pk=area.rosa.user)
    with transaction.atomic():
        assert viewer_of(rosa, at=NOW).roles == {Role.RHI_COORDINATOR, Role.FRONT_DOOR}
        assert viewer_of(rosa, at=until).roles == {Role.RHI_COORDINATOR}
        assert viewer_of(rosa, at=NOW - timedelta(seconds=1)).roles == frozenset()


def test_it_takes_a_role_away_from_the_next_request_on(area, acting):
    admin = area.eastmere.administrator
    client = signed_in(area.tess)
    assert client.get("/people/").status_code == 200
    with acting(admin):
        held = queries.person(admin, area.tess.user).roles[0]
        actions.end_role(assignment=held.id, seen_version=held.version, by=admin, at=NOW)
    assert client.get("/people/").status_code == 403


def test_it_closes_an_account_and_every_open_sign_in(area, acting):
    admin = area.eastmere.administrator
    client = signed_in(area.rosa)
    with acting(admin):
        version = queries.person(admin, area.rosa.user).version
        actions.close_account(user=area.rosa.user, seen_version=version, by=admin, at=NOW)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_it_refuses_an_address_outside_the_organisation_before_looking_anyone_up(area, acting):
    admin = area.westmarsh.administrator
    with acting(admin), pytest.raises(Refused) as known:
        actions.add_person(name="A", email=f"rosa@{area.eastmere.domain}", by=admin, at=NOW)
    with acting(admin), pytest.raises(Refused) as unknown:
        actions.add_person(name="A", email=f"nobody@{area.eastmere.domain}", by=admin, at=NOW)
    assert str(known.value) == str(unknown.value)


def test_it_refuses_a_second_account_for_one_address(area, acting):
    admin = area.eastmere.administrator
    with acting(admin), pytest.raises(Refused, match="already"):
        actions.add_person(name="Rosa again", email=f"ROSA@{area.eastmere.domain}", by=admin, at=NOW)


def test_it_lets_nobody_change_their_own_rights(area, acting):
    admin = area.eastmere.administrator
    with acting(admin), pytest.raises(Refused):
        actions.give_role(user=admin.user, role=Role.RHI_COORDINATOR, starts_at=NOW, by=admin, at=NOW)


def test_it_keeps_roles_to_the_kind_of_organisation_they_belong_to(area, acting):
    admin = area.harbour.administrator
    with acting(admin), pytest.raises(Refused):
        actions.give_role(user=area.sam.user, role=Role.RHI_COORDINATOR, starts_at=NOW, by=admin, at=NOW)


def test_it_gives_every_role_but_the_childs_own_to_some_kind_of_organisation():
    assert set().union(*ROLES_OF.values()) == set(Role) - {Role.YOUNG_PERSON}
    assert set(ROLES_OF) == set(OrganisationKind)


def test_it_lets_only_an_administrator_add_people(area, acting):
    with acting(area.rosa), pytest.raises(NotAllowed):
        actions.add_person(name="New", email=f"new@{area.eastmere.domain}", by=area.rosa, at=NOW)


def test_it_changes_nobody_of_another_organisation(area, acting):
    admin = area.westmarsh.administrator
    with acting(admin), pytest.raises(NotFound):
        actions.close_account(user=area.rosa.user, seen_version=1, by=admin, at=NOW)
    partner = area.harbour.administrator
    with acting(partner), pytest.raises(NotFound):
        actions.close_account(user=area.rosa.user, seen_version=1, by=partner, at=NOW)


def test_it_tells_the_second_of_two_administrators(area, acting):
    admin = area.eastmere.administrator
    facts = {"job_title": "", "phone": "", "training_rhi_on": None, "dbs_checked_on": None}
    with acting(admin):
        actions.change_person(user=area.rosa.user, seen_version=1, name="Rosa O", **facts, by=admin, at=NOW)
        with pytest.raises(Stale):
            actions.change_person(user=area.rosa.user, seen_version=1, name="Rosa P", **facts, by=admin, at=NOW)


def test_it_closes_accounts_that_nobody_used_for_ninety_days(area, acting):
    job = replace(area.eastmere.administrator, user=None, purpose=Purpose.JOB)
    day_90 = replace(job, at=NOW + timedelta(days=90))
    with acting(area.eastmere.administrator):
        User.objects.filter(pk=area.rosa.user).update(last_login=NOW + timedelta(days=1))
    with acting(day_90):
        assert actions.close_unused_accounts(by=day_90, at=day_90.at - timedelta(seconds=1)) == 0
        closed = actions.close_unused_accounts(by=day_90, at=day_90.at)
        still_open = set(
            User.objects.filter(organisation_id=area.eastmere.id, is_active=True).values_list("id", flat=True)
        )
    assert closed == 3
    assert still_open == {area.rosa.user}


def test_it_finds_who_stands_in_for_somebody_who_is_away(area, acting):
    admin = area.eastmere.administrator
    rosa, omar, tess = area.rosa.user, area.omar.user, area.tess.user
    spell = {"starts_at": NOW, "ends_at": NOW + timedelta(days=7), "by": admin, "at": NOW}
    with acting(admin):
        actions.set_cover(away=rosa, covered_by=omar, **spell)
        assert queries.stands_in_for(admin, rosa, NOW) == omar
        actions.set_cover(away=omar, covered_by=tess, **spell)
        assert queries.stands_in_for(admin, rosa, NOW) == tess
        actions.set_cover(away=tess, covered_by=rosa, **spell)
        assert queries.stands_in_for(admin, rosa, NOW) in {omar, tess}
        assert queries.stands_in_for(admin, rosa, NOW + timedelta(days=7)) == rosa


def test_it_says_who_is_on_duty_in_the_order_they_are_asked(area, acting):
    admin = area.eastmere.administrator
    with acting(admin):
        assert queries.on_duty(admin, NOW) == []
        ends = NOW + timedelta(hours=12)
        actions.set_duty(user=area.tess.user, order=2, starts_at=NOW, ends_at=ends, by=admin, at=NOW)
        actions.set_duty(user=area.rosa.user, order=1, starts_at=NOW, ends_at=ends, by=admin, at=NOW)
        assert [s.name for s in queries.on_duty(admin, NOW)] == ["Rosa Okoro", "Tess Hall"]
        assert queries.on_duty(admin, ends) == []


def test_it_names_colleagues_and_partners_but_no_stranger(area, acting):
    with acting(area.rosa):
        known = queries.names(area.rosa, [area.sam.user, area.omar.user, area.wren.user, None])
        assert {p.beside(area.rosa) for p in known.values()} == {"Sam Reed (Harbour)", "Omar Shah"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("data_class", [c for c in DataClass if c not in {DataClass.AGGREGATE, DataClass.AUDIT}])
def test_it_shows_no_class_to_any_role_without_a_relationship(area, role, data_class):
    viewer = replace(area.rosa, roles=frozenset({role}))
    assert not may(viewer, data_class, ()).may_read


def test_it_takes_the_widest_of_two_roles(area):
    both = replace(area.rosa, roles=frozenset({Role.ANALYST, Role.RHI_COORDINATOR}))
    grant = may(both, DataClass.HARM, {RelationshipKind.TEAM_MEMBERSHIP})
    assert grant.extent is Extent.FULL


def test_it_goes_through_the_pages_of_people(area, acting):
    client = signed_in(area.eastmere.administrator)
    new = {
        "name": "Nia Frost",
        "email": f"nia@{area.eastmere.domain}",
        "role": "social_worker",
        "team": str(area.eastmere.team),
    }
    assert client.get("/people/add/").status_code == 200
    assert client.post("/people/add/", new).status_code == 302
    assert "Nia Frost" in client.get("/people/").content.decode()
    assert client.post("/people/add/", new).status_code == 422
    page = client.get(f"/people/{area.rosa.user}/")
    assert "Return home interview coordinator" in page.content.decode() or "oordinator" in page.content.decode()
    spell = {"starts_on": "2100-04-01", "starts_at": "09:00", "ends_on": "2100-04-02", "ends_at": "09:00"}
    assert client.post("/people/rota/", {"user": str(area.rosa.user), "order": "1", **spell}).status_code == 302
    assert "Rosa Okoro" in client.get("/people/rota/").content.decode()
    assert (
        client.post(
            "/people/cover/", {"away": str(area.rosa.user), "covered_by": str(area.rosa.user), **spell}
        ).status_code
        == 422
    )
    skipped = {"starts_on": "2026-03-29", "starts_at": "01:30", "ends_on": "2100-04-02", "ends_at": "09:00"}
    answer = client.post("/people/cover/", {"away": str(area.rosa.user), "covered_by": str(area.omar.user), **skipped})
    assert "does not exist: the clocks went forward" in answer.content.decode()


def test_it_ends_a_role_and_closes_an_account_from_the_page(area, acting):
    client = signed_in(area.eastmere.administrator)
    with acting(area.eastmere.administrator) as admin:
        them = queries.person(admin, area.omar.user)
    assert client.post(f"/people/roles/{them.roles[0].id}/end/", {"seen_version": "1"}).status_code == 302
    assert client.post(f"/people/{them.id}/close/", {"seen_version": "0"}).status_code == 409
    assert client.post(f"/people/{them.id}/close/", {"seen_version": str(them.version)}).status_code == 302
    assert "Omar Shah" not in client.get("/people/").content.decode()
    assert "Omar Shah" in client.get("/people/?closed=yes").content.decode()


def test_it_keeps_both_versions_of_a_person_when_somebody_saved_first(area, acting):
    client = signed_in(area.eastmere.administrator)
    facts = {"job_title": "Lead", "phone": "", "training_rhi_on": None, "dbs_checked_on": None}
    with acting(area.eastmere.administrator) as admin:
        version = queries.person(admin, area.omar.user).version
        actions.change_person(user=area.omar.user, seen_version=version, name="Omar Shah", **facts, by=admin, at=NOW)
    answer = client.post(
        f"/people/{area.omar.user}/", {"name": "Omar S", "job_title": "Worker", "seen_version": str(version)}
    )
    assert answer.status_code == 409
    assert "Lead" in answer.content.decode()
    assert "Worker" in answer.content.decode()


def test_it_shows_a_person_of_another_organisation_to_nobody(area):
    client = signed_in(area.westmarsh.administrator)
    assert client.get(f"/people/{area.rosa.user}/").status_code == 404
