"""Everyday work: Today, the case page, worries, asking somebody, finding a child."""

from django.apps import AppConfig


class Work(AppConfig):
    """What is to be done now, drawn from every stage before."""

    name = "wayhome.casework.work"
    label = "work"
