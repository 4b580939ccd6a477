"""The organisations app."""

from django.apps import AppConfig


class Organisations(AppConfig):
    """Who the tenants are and what holds between them."""

    name = "wayhome.casework.organisations"
    label = "organisations"
