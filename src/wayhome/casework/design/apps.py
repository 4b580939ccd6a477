"""The design app: no models, no tables."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Layouts and components for every other app."""

    name = "wayhome.casework.design"
    label = "design"
    verbose_name = "Design"
