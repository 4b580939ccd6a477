"""Signing in: the work e-mail, the password, the second step; and what a stranger may open."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.casework.area import PASSWORD
from tests.casework.browser import SECRET, email_of, give_second_step, signed_in
from wayhome.casework.journal.queries import verify, who_looked


def test_it_asks_for_the_work_email_first(area):
    page = Client().get("/sign-in/")
    assert page.status_code == 200
    assert "We use it to find your council or charity" in page.content.decode()


def test_it_signs_in_with_a_password_and_a_second_step(area):
    client = signed_in(area.rosa)
    page = client.get("/account/")
    assert page.status_code == 200
    assert "Rosa Okoro" in page.content.decode()


def test_it_opens_nothing_before_the_second_step(area):
    give_second_step(area.rosa)
    client = Client()
    client.post("/sign-in/password/", {"login": email_of(area.rosa), "password": PASSWORD})
    assert client.get("/account/").status_code == 302
    assert client.post("/account/sign-out-everywhere/").status_code == 403


def test_it_asks_a_person_without_a_second_step_to_set_one_up(area):
    client = Client()
    client.post("/sign-in/password/", {"login": email_of(area.rosa), "password": PASSWORD})
    answer = client.get("/")
    assert (answer.status_code, answer.url) == (302, "/account/second-step/")
    assert client.get("/account/second-step/").status_code == 200
    assert client.get("/account/second-step/app/").status_code == 200


def test_it_leads_from_a_letter_to_a_password_and_a_second_step(area, mailoutbox):
    """Somebody new has no password: the link in the letter works once, says so the next time, and leads on."""
    client, email = Client(), email_of(area.rosa)
    client.post("/sign-in/new-password/", {"email": email})
    link = re.search(r"/sign-in/new-password/\S+", mailoutbox[-1].body)[0]
    chosen = {"password1": "three owls under a bridge", "password2": "three owls under a bridge"}
    saved = client.post(client.get(link).url, chosen)
    assert (saved.status_code, saved.url) == (302, "/sign-in/new-password/saved/")
    assert "This link does not work any more" in Client().get(link).content.decode()
    client.post("/sign-in/password/", {"login": email, "password": chosen["password1"]})
    assert client.get("/account/second-step/app/").status_code == 200
    assert client.get("/account/passkeys/add/").status_code == 200


def test_it_refuses_a_wrong_password_and_a_wrong_code(area):
    give_second_step(area.rosa)
    client = Client()
    answer = client.post("/sign-in/password/", {"login": email_of(area.rosa), "password": "not this one at all"})
    assert answer.status_code == 200
    assert client.get("/account/").status_code == 302
    client.post("/sign-in/password/", {"login": email_of(area.rosa), "password": PASSWORD})
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert client.get("/account/").status_code == 302


def test_it_keeps_the_secret_of_an_authenticator_app_sealed(area, acting):
    give_second_step(area.rosa)
    with acting(area.rosa):
        assert SECRET not in str(Authenticator.objects.get(user_id=area.rosa.user).data)


def test_it_journals_a_sign_in_and_what_was_shown(area, acting):
    client = signed_in(area.rosa)
    client.get("/account/")
    with acting(area.rosa):
        looks = [(look.act, look.what) for look in who_looked(area.rosa, area.rosa.user)]
        assert ("wrote", "account.signed_in") in looks
        assert ("read", "own_account") in looks
        assert verify(area.rosa).whole


def test_it_ends_every_open_sign_in_on_the_next_request(area):
    here, there = signed_in(area.rosa), signed_in(area.rosa)
    assert there.get("/account/").status_code == 200
    assert here.post("/account/sign-out-everywhere/").status_code == 302
    assert there.get("/account/").status_code == 302


@pytest.mark.parametrize("address", ["/", "/account/", "/account/second-step/"])
def test_it_sends_a_stranger_to_sign_in_and_refuses_what_they_post(area, address):
    assert Client().get(address).headers["Location"].startswith("/sign-in/")
    assert Client().post(address).status_code == 403


def test_it_says_nothing_about_whether_an_account_exists(area):
    known = Client().post("/sign-in/password/", {"login": email_of(area.rosa), "password": "wrong wrong wrong"})
    unknown = Client().post(
        "/sign-in/password/", {"login": f"nobody@{area.eastmere.domain}", "password": "wrong wrong wrong"}
    )
    assert known.status_code == unknown.status_code == 200


def test_it_sends_no_letter_about_a_password_to_somebody_who_is_signed_in(area):
    """They change it in their account; and nobody signed in has a letter sent about somebody of another organisation."""
    browser = signed_in(area.sam)
    for email in (email_of(area.rosa), email_of(area.sam), "nobody@else.example"):
        answer = browser.post(reverse("account_reset_password"), {"email": email})
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("account_change_password"))
    assert mail.outbox == []
