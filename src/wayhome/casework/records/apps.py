"""The app at the foot of the case system: it owns no table, only the functions that every row policy asks."""

from django import forms
from django.apps import AppConfig


class Records(AppConfig):
    """Settings, functions and field types shared by all tables."""

    name = "wayhome.casework.records"
    label = "records"

    def ready(self) -> None:
        """Every field of text of every form, ours and those of the sign-in library, refuses what nobody can read."""
        from wayhome.casework.records import among  # noqa: F401
        from wayhome.casework.records.catalogues import leave_empty_ones_out
        from wayhome.casework.records.forms import can_be_read
        from wayhome.casework.records.instants import read_quickly

        forms.CharField.default_validators = [can_be_read]
        read_quickly()
        leave_empty_ones_out()
