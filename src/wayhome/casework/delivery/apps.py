"""The delivery app."""

from django.apps import AppConfig


class Delivery(AppConfig):
    """Allocation, appointments, the talk, the record and its sign-off."""

    name = "wayhome.casework.delivery"
    label = "delivery"
