"""The journal app."""

from django.apps import AppConfig


class Journal(AppConfig):
    """Append-only record of every write and every read."""

    name = "wayhome.casework.journal"
    label = "journal"
