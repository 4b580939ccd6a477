"""A signed-in browser for tests: the real pages of signing in, with a second step."""

from __future__ import annotations

import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.casework.area import PASSWORD
from wayhome.casework.accounts.models import User
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.writing import acting_as

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    """What the person's app shows. A code is taken once; each sign-in starts with none taken."""
    cache.clear()
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def email_of(viewer: Viewer) -> str:
    with transaction.atomic(), acting_as(viewer):
        return User.objects.get(pk=viewer.user).email


def give_second_step(viewer: Viewer) -> None:
    with transaction.atomic(), acting_as(viewer):
        if not Authenticator.objects.filter(user_id=viewer.user).exists():
            TOTP.activate(User.objects.get(pk=viewer.user), SECRET)


def signed_in(viewer: Viewer) -> Client:
    """A browser in which this person has signed in."""
    client, email = Client(), email_of(viewer)
    give_second_step(viewer)
    client.post("/sign-in/", {"email": email})
    client.post("/sign-in/password/", {"login": email, "password": PASSWORD})
    answer = client.post("/sign-in/code/", {"code": code_now()})
    if answer.status_code != 302:  # the half minute of the code ended between making and sending it
        answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer.status_code == 302, answer.content.decode()
    return client


def hidden(answer: Any, name: str) -> str:
    """The value of a hidden field of a page, as the person would send it back."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', answer.content.decode())
    assert found, f"the page has no field {name}"
    return found.group(1)
