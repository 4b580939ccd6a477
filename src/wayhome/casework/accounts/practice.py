"""Practice mode: every person is invented, so the page may say what their authenticator app shows."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpRequest

from wayhome.casework.accounts.sign_in import pending_user

STEP_PAGE = "mfa_authenticate"
STEP = 30


class QuickHasher(Argon2PasswordHasher):
    """The same hashing with little work: thirty invented people share one password that anyone may know."""

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1


def still_filling() -> int | None:
    """How many parts in a hundred of the invented past year are told, while it is being filled in behind; else None."""
    total = told = 0
    try:
        for part in (settings.HOME / "filling").iterdir():
            if part.name.isdigit():
                done, of = part.read_text("utf-8").split()
                told, total = told + int(done), total + int(of)
    except (OSError, ValueError):  # not there, or this very moment not there any more
        return None
    return 100 * told // total if total else None


def code_to_show(request: HttpRequest, page: str) -> str | None:
    """The six figures for the person who is signing in, on the page that asks for them; None outside practice mode.

    `settings.PRACTICE` holds only in a home that `wayhome demo` made, whose keys open no other database.
    """
    user = pending_user(request) if settings.PRACTICE and page == STEP_PAGE else None
    row = Authenticator.objects.filter(user_id=user, type=Authenticator.Type.TOTP).first() if user else None
    if row is None:
        return None
    secret = get_adapter().decrypt(row.data["secret"])
    return str(format_hotp_value(hotp_value(secret, int(request.at.timestamp()) // STEP)))  # type: ignore[attr-defined]
