"""The app at the foot of the case system: it owns no table, only the functions that every row policy asks."""

from django.apps import AppConfig


class Records(AppConfig):
    """Settings, functions and field types shared by all tables."""

    name = "wayhome.casework.records"
    label = "records"
