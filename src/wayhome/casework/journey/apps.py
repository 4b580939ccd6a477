"""The journey app."""

from django.apps import AppConfig


class Journey(AppConfig):
    """Events, and the projection of where each episode and case is."""

    name = "wayhome.casework.journey"
    label = "journey"
