"""Addresses of the gallery. Mounted for people who build pages, never where real children are."""

from __future__ import annotations

from django.urls import path

from wayhome.casework.design import views

app_name = "design"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("sample/<slug:page>/", views.sample, name="sample"),
]
