"""The reach app."""

from django.apps import AppConfig


class Reach(AppConfig):
    """Report, risk, found, notify, offer, answer."""

    name = "wayhome.casework.reach"
    label = "reach"
