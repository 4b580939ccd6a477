"""Signing in for the first time, with a passkey, with one's own organisation; and what to do when it does not work."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.casework.commands import wayhome
from tests.casework.test_single_sign_on import CLIENT, SECRET, node
from tests.journeys.person import Person
from tests.journeys.served import ROOT
from tests.journeys.world import World, code, sign_in
from wayhome.casework.design import build
from wayhome.cli.demonstration import second_step

SIGN_IN = "northby-example"
NELL, PASSWORD, OTHER = "nell@eastmere.example", "a boat on the long water", "three owls under a bridge"


def starts_on_the_first_day_and_loses_the_phone(world: World) -> None:
    """Added by an administrator, a password by letter, an authenticator, recovery codes; then closed, and opened again."""
    ada, nell = world.person("ada of eastmere"), world.someone("Nell Frost")
    given_the_administrator_adds_a_person(ada)
    when_a_password_is_set_by_letter(world, nell)
    when_a_second_step_is_set_up(nell)
    when_everything_about_ones_own_account_is_changed(nell)
    then_a_recovery_code_signs_in_without_the_phone(world, nell)
    then_a_closed_account_opens_nothing(world, ada)


def signs_in_with_a_passkey(world: World) -> None:
    """A passkey is added to the account, and next time it is enough."""
    ines = world.someone("Ines Marsh")
    given_the_device_holds_passkeys(ines)
    sign_in(ines, "ines@eastmere.example")
    ines.opens("own_account").follows("Change: Second step").is_at("mfa_index").follows("Add").is_at("mfa_add_webauthn")
    form = ines.form({"name": ""})
    ines.types(form.locator("[name=name]"), "My phone")
    ines.chooses(form.locator("[name=passwordless]"))
    ines.press(ines.page.get_by_role("button", name="Add this key"))
    ines.page.wait_for_url(lambda address: not address.endswith("/add/"))
    ines.arrives().opens("mfa_list_webauthn").sees("My phone").opens("mfa_reauthenticate_webauthn")
    ines.opens("account_logout").records().is_at("sign_in")
    ines.opens("own_account").is_at("sign_in")
    ines.press(ines.page.get_by_role("button", name="Use a passkey or security key"))
    ines.page.wait_for_url("**/account/")
    ines.arrives().is_at("own_account").sees("Ines Marsh")
    ines.opens("mfa_list_webauthn").follows("Remove").is_at("mfa_remove_webauthn").records()


def signs_in_with_their_own_organisation(world: World) -> None:
    """Northby signs its people in itself; whoever gives up on the way, or is in no group, reads why."""
    with own_sign_in(world):
        hugo = world.someone("Hugo Tate")
        goes_to_northby(hugo)
        hugo.page.get_by_role("link", name="Cancel").click()
        hugo.page.wait_for_url("**/cancelled/")
        hugo.arrives().opens("socialaccount_login_error").opens("socialaccount_signup")
        hugo.opens("openid_connect_login", SIGN_IN)
        goes_to_northby(hugo)
        at_northby(hugo, sub="hugo")
        hugo.is_at("mfa_authenticate").records(code=code("hugo@northby.example")).is_at("today")


JOURNEYS = (starts_on_the_first_day_and_loses_the_phone, signs_in_with_a_passkey, signs_in_with_their_own_organisation)


def given_the_administrator_adds_a_person(ada: Person) -> None:
    ada.opens("people").follows("Add a person").is_at("person_add")
    ada.tries(name="Nell Frost").is_at("person_add")
    ada.records(name="Nell Frost", email=NELL, role="social_worker", team="Missing and exploitation team")
    ada.is_at("people")
    ada.sees("has not signed in yet")


def when_a_password_is_set_by_letter(world: World, nell: Person) -> None:
    nell.opens("sign_in").tries(email="nell").is_at("sign_in").follows("I can’t sign in").is_at("cannot_sign_in")
    nell.follows("Set a new password").is_at("account_reset_password").records(email=NELL)
    nell.is_at("account_reset_password_done")
    letter = world.served.letter("/sign-in/new-password/")
    nell.page.goto(letter)
    nell.arrives().is_at("account_reset_password_from_key").tries(password1="short", password2="short")
    nell.is_at("account_reset_password_from_key")
    nell.records(password1=PASSWORD, password2=PASSWORD).is_at("account_reset_password_from_key_done")
    nell.page.goto(letter)
    nell.arrives().sees("This link does not work any more")
    nell.opens("sign_in").records(email=NELL).tries(password="not this one").is_at("account_login")
    nell.sees("You are not signed in yet")
    nell.records(password=PASSWORD)


def when_a_second_step_is_set_up(nell: Person) -> None:
    nell.is_at("mfa_index").opens("today").is_at("mfa_index").follows("Set up: Authenticator app")
    nell.is_at("mfa_activate_totp")
    nell.secret = nell.page.inner_text("#totp-key")
    nell.tries(code="000000").is_at("mfa_activate_totp")
    nell.secret = nell.page.inner_text("#totp-key")
    nell.records(code=second_step.code_at(nell.secret, time.time())).is_at("mfa_view_recovery_codes")
    nell.codes = nell.page.locator(".wh-codes li").all_inner_texts()
    nell.follows("Go to your work").is_at("today")


def when_everything_about_ones_own_account_is_changed(nell: Person) -> None:
    nell.opens("own_account").follows("Change: Password").is_at("account_change_password")
    nell.tries(oldpassword="not this one", password1=OTHER, password2=OTHER).is_at("account_change_password")
    nell.records(oldpassword=PASSWORD, password1=OTHER, password2=OTHER)
    for page in ("account_set_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_deactivate_totp"):
        nell.opens(page)
    nell.opens("mfa_view_recovery_codes").follows("Make new codes").is_at("mfa_generate_recovery_codes").records()
    nell.is_at("mfa_view_recovery_codes")
    nell.codes = nell.page.locator(".wh-codes li").all_inner_texts()
    nell.opens("own_account").follows("Sign out everywhere").is_at("sign_out_everywhere").records().is_at("sign_in")


def then_a_recovery_code_signs_in_without_the_phone(world: World, nell: Person) -> None:
    nell.opens("account_signup")
    sign_in_with(nell, nell.codes[0])
    nell.is_at("today").opens("account_logout").records()


def then_a_closed_account_opens_nothing(world: World, ada: Person) -> None:
    ada.opens("people").follows("Open: Nell Frost").is_at("person")
    user = ada.here("user")
    ada.follows("Close the account").is_at("people")
    nell = world.someone("Nell Frost")
    nell.opens("sign_in").records(email=NELL).records(password=OTHER).is_at("account_inactive")
    ada.opens("person", user).follows("Open the account again").is_at("person")
    ada.records(role="iro", team="Missing and exploitation team").is_at("person").sees("Independent reviewing officer")
    ada.follows("End: Independent reviewing officer").is_at("people")
    ada.opens("person", user).records(name="Nell Frost", job_title="Social worker").is_at("person")


def sign_in_with(nell: Person, figures: str) -> None:
    nell.opens("sign_in").records(email=NELL).records(password=OTHER).is_at("mfa_authenticate").records(code=figures)


def given_the_device_holds_passkeys(person: Person) -> None:
    """Chromium's own virtual authenticator: a device with a fingerprint that is always right."""
    device = person.page.context.new_cdp_session(person.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def goes_to_northby(hugo: Person) -> None:
    """Our page leads to the organisation's own sign-in by itself."""
    hugo.opens("sign_in")
    hugo.types(hugo.form({"email": ""}).locator("[name=email]"), "hugo@northby.example")
    hugo.press(hugo.page.get_by_role("button", name="Continue"))
    hugo.page.wait_for_url("**/interaction/**")


def at_northby(hugo: Person, *, sub: str) -> None:
    """The organisation's own pages: who it is, and that Wayhome may know."""
    hugo.page.locator("[name=login]").fill(sub)
    hugo.page.locator("[name=password]").fill("x")
    hugo.page.locator("button[type=submit]").click()
    hugo.page.locator("button[type=submit]").click()
    hugo.page.wait_for_url(f"{hugo.address}/**")
    hugo.arrives()


@contextmanager
def own_sign_in(world: World) -> Iterator[None]:
    """Northby's own OpenID provider, running and made known to Wayhome by whoever runs the server."""
    build.install()
    client = {
        "client_id": CLIENT, "client_secret": SECRET, "response_types": ["code"],
        "redirect_uris": [f"{world.served.address}/sign-in/with/{SIGN_IN}/back/"],
    }  # fmt: skip
    hugo = {"email": "hugo@northby.example", "email_verified": True, "name": "Hugo Tate", "groups": ["missing leads"]}
    script = ROOT / "tests" / "casework" / "openid" / "provider.mjs"
    with subprocess.Popen(
        [node(), script, json.dumps({"client": client, "people": {"hugo": hugo}})],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as running:  # fmt: skip
        assert running.stdout
        said = wayhome(
            world.served.home.folder, "single-sign-on", "northby.example", "--issuer", running.stdout.readline().strip(),
            "--client-id", CLIENT, "--group", "missing leads=host_la_missing_lead", WAYHOME_CLIENT_SECRET=SECRET,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        yield
        running.kill()
