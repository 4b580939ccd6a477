"""Addresses of an organisation's administrator."""

from __future__ import annotations

from wayhome.casework.journal.context import Purpose
from wayhome.casework.journal.pages import page, staff
from wayhome.casework.organisations import views
from wayhome.casework.organisations.rules import ADMINISTRATORS
from wayhome.domain.vocabulary import Role

ADMINISTER = staff(*ADMINISTRATORS, purpose=Purpose.ADMINISTRATION)
LOOK = staff(*ADMINISTRATORS, Role.RHI_COORDINATOR, Role.TEAM_MANAGER, Role.AUDITOR_IG, purpose=Purpose.ADMINISTRATION)

urlpatterns = [
    page("organisation/", views.organisation, "organisation", LOOK),
    page("organisation/names/", views.organisation_edit, "organisation_edit", ADMINISTER),
    page("organisation/teams/", views.teams, "teams", ADMINISTER),
    page("organisation/teams/<uuid:id>/end/", views.end, "team_end", ADMINISTER, what="team"),
    page("organisation/contact-points/", views.contact_points, "contact_points", ADMINISTER),
    page(
        "organisation/contact-points/<uuid:id>/end/", views.end, "contact_point_end", ADMINISTER, what="contact_point"
    ),
    page("organisation/agreements/", views.agreements, "agreements", ADMINISTER),
    page("organisation/agreements/<uuid:id>/end/", views.end, "agreement_end", ADMINISTER, what="agreement"),
    page("organisation/contracts/", views.contracts, "contracts", ADMINISTER),
    page("organisation/contracts/<uuid:id>/end/", views.end, "contract_end", ADMINISTER, what="contract"),
    page("organisation/settings/", views.settings, "settings", LOOK),
    page("organisation/settings/<slug:name>/", views.setting, "setting", ADMINISTER),
]
