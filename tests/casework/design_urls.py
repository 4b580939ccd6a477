"""The gallery's addresses, for tests that draw its pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("design/", include("wayhome.casework.design.urls"))]
