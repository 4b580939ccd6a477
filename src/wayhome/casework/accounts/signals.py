"""Notes that somebody signed in or out, for the middleware to journal in the same transaction."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from wayhome.casework.accounts.models import User
from wayhome.casework.accounts.sign_in import METHODS
from wayhome.casework.journal.notes import wrote


@receiver(user_logged_in)
def note_sign_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Remember who signed in, and how, until the answer is ready."""
    ways = [m.get("method", "") for m in request.session.get(METHODS, []) if isinstance(m, dict)]
    request.signed_in_now = user  # type: ignore[attr-defined]
    request.signed_in_how = "+".join(ways) or "password"  # type: ignore[attr-defined]


@receiver(user_logged_out)
def note_sign_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Journal a sign-out."""
    viewer = getattr(request, "viewer", None)
    if user is not None and viewer is not None:
        wrote(viewer, "account.signed_out", "user", user.pk)
