"""The followup app."""

from django.apps import AppConfig


class Followup(AppConfig):
    """Needs, the help that followed, and closing the case."""

    name = "wayhome.casework.followup"
    label = "followup"
