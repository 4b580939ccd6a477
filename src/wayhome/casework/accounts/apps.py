"""The accounts app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """People, roles, permissions and sign-in."""

    name = "wayhome.casework.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen for sign-ins, so that each is journalled."""
        from wayhome.casework.accounts import signals  # noqa: F401
