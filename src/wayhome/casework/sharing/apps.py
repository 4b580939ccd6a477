"""The sharing app."""

from django.apps import AppConfig


class Sharing(AppConfig):
    """Who is told what: the disclosure, the exact copies, and what was decided against."""

    name = "wayhome.casework.sharing"
    label = "sharing"
