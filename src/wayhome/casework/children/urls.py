"""Addresses of children's records. Which child is open to whom is for queries to say; this says whose work it is at all."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from wayhome.casework.children import views
from wayhome.casework.children.finding import FINDERS
from wayhome.casework.children.rules import BREAK_GLASS, MERGE
from wayhome.casework.journal.pages import page, staff
from wayhome.domain.vocabulary import Role

OPEN = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER, Role.IRO, Role.ADVOCATE, Role.FRONT_DOOR, Role.POLICE_MPC, Role.HOST_LA_MISSING_LEAD,
    Role.PANEL_MEMBER, Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER, Role.DCS, Role.AUDITOR_IG,
)  # fmt: skip
KEEP = staff(Role.RHI_COORDINATOR)
REGISTER = staff(*FINDERS, Role.SOCIAL_WORKER)
CHECK = staff(Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER)


class PartOfRecord(StringConverter):
    """A part of a record that is added to; anything else is no address."""

    regex = "|".join(views.ADDED)
    example = next(iter(views.ADDED))


register_converter(PartOfRecord, "part")

urlpatterns = [
    page("children/", views.children, "children", OPEN),
    page("children/add/", views.child_add, "child_add", REGISTER),
    page("children/<uuid:child>/", views.child, "child", OPEN),
    page("children/<uuid:child>/facts/", views.child_facts, "child_facts", KEEP),
    page("children/<uuid:child>/contact/", views.child_contact, "child_contact", CHECK),
    page("children/<uuid:child>/add/<part:part>/", views.child_part, "child_part", KEEP),
    page("children/<uuid:child>/access/", views.child_access, "child_access", OPEN),
    page("children/<uuid:child>/emergency/", views.break_glass, "break_glass", staff(*BREAK_GLASS)),
    page("children/<uuid:child>/same/", views.child_same, "child_same", staff(*MERGE)),
    page("children/addresses/<uuid:address>/", views.protected_address, "protected_address", OPEN),
    page("children/births/<uuid:assertion>/settle/", views.birth_settle, "birth_settle", KEEP),
]
