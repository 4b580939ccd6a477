"""The sign-in library's forms, asking in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "password": (_("Password"), ""),
    "oldpassword": (_("Your password until now"), ""),
    "password1": (_("New password"), _("Not your name, and not one that many people use.")),
    "password2": (_("The new password once more"), ""),
    "name": (_("What do you call this key?"), ""),
    "passwordless": (_("Sign in with this key alone, without a password"), _("The key then asks for your finger, face or PIN.")),
}  # fmt: skip
"""Each question with its hint, by the name of its field."""


class InOurWords:
    """Asks the same questions, each as it stands above; a link in a hint stands beside the form instead."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.fields.keys() & QUESTIONS.keys():
            self.fields[name].label, self.fields[name].help_text = QUESTIONS[name]


class Password(InOurWords, account.LoginForm):  # type: ignore[misc]
    """The second question of signing in."""


class StillYou(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something about signing in changes."""


class FirstPassword(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who had none."""


class OtherPassword(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""


class PasswordByLetter(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A password chosen from the link in a letter."""
