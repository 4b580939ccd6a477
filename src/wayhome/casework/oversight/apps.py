"""Oversight: facts, the authority's own figures, and the cases behind each number."""

from django.apps import AppConfig


class Oversight(AppConfig):
    """How an authority is doing, from what was recorded; it counts and keeps no truth of its own."""

    name = "wayhome.casework.oversight"
    label = "oversight"
