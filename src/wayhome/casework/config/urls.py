"""Every address of the case system, gathered from the apps; who may open each stands beside it there."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from wayhome.casework.config import views
from wayhome.casework.journal.pages import ANYONE, EVERYONE, page

handler400 = "wayhome.casework.config.errors.bad_request"
handler403 = "wayhome.casework.config.errors.not_allowed"
handler404 = "wayhome.casework.config.errors.not_found"
handler500 = "wayhome.casework.config.errors.fault"

urlpatterns: list[Any] = [
    page("", views.home, "home", EVERYONE),
    page("language/<str:code>/", views.language, "language", ANYONE),
    page("health/", views.health, "health", ANYONE),
]
for _stage in settings.HERE:
    if find_spec(f"wayhome.casework.{_stage}.urls"):
        urlpatterns += import_module(f"wayhome.casework.{_stage}.urls").urlpatterns
