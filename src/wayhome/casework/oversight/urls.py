"""Addresses of oversight, and who may open each."""

from __future__ import annotations

from wayhome.casework.journal.context import Purpose
from wayhome.casework.journal.pages import page, staff
from wayhome.casework.oversight import (
    changed_pages,
    compare_pages,
    foi_pages,
    hands_pages,
    inspection_pages,
    ours_pages,
    paper_pages,
    record_pages,
    seventy_two_pages,
    told_pages,
    views,
)
from wayhome.casework.oversight.actions import SENIORS
from wayhome.domain.vocabulary import Role

NAMED_CHILDREN = staff(*SENIORS, purpose=Purpose.OVERSIGHT)
PUBLISHERS = staff(Role.TEAM_MANAGER, *SENIORS, Role.ANALYST)
OVERSEERS = staff(Role.RHI_COORDINATOR, Role.TEAM_MANAGER, *SENIORS, Role.ANALYST)
PROVIDERS = staff(Role.PROVIDER_MANAGER)

urlpatterns = [
    page("oversight/", views.oversight, "oversight", OVERSEERS),
    page("oversight/measures/", views.measures, "oversight_measures", OVERSEERS),
    page("oversight/figures/<slug:figure>/", views.figure, "oversight_figure", OVERSEERS),
    page("oversight/figures/<slug:figure>/csv/", views.csv_file, "oversight_csv", OVERSEERS),
    page("oversight/numbers/<slug:number>/", views.number, "oversight_number", OVERSEERS),
    page("oversight/providers/", hands_pages.providers, "oversight_providers", OVERSEERS),
    page("oversight/providers/<slug:provider>/", hands_pages.provider, "oversight_provider", OVERSEERS),
    page("oversight/ours/", ours_pages.ours, "provider_figures", PROVIDERS),
    page("oversight/ours/numbers/<slug:number>/", ours_pages.our_number, "provider_number", PROVIDERS),
    page("oversight/forces/", hands_pages.forces, "oversight_forces", OVERSEERS),
    page("oversight/forces/<slug:force>/", hands_pages.force, "oversight_force", OVERSEERS),
    page("oversight/seventy-two-hours/", seventy_two_pages.seventy_two_hours, "oversight_seventy_two", OVERSEERS),
    page("oversight/seventy-two-hours/csv/", seventy_two_pages.seventy_two_csv, "oversight_seventy_two_csv", OVERSEERS),
    page("oversight/told/", told_pages.told, "oversight_told", OVERSEERS),
    page("oversight/changed/new/", changed_pages.write, "changed_new", staff(*SENIORS)),
    page("oversight/changed/<uuid:entry>/", changed_pages.rewrite, "changed_edit", staff(*SENIORS)),
    page("oversight/changed/<uuid:entry>/take-back/", changed_pages.take_back, "changed_take_back", staff(*SENIORS)),
    page("oversight/inspection/", inspection_pages.pack, "inspection", PUBLISHERS),
    page("oversight/inspection/list/", inspection_pages.rows, "inspection_list", NAMED_CHILDREN),
    page("oversight/inspection/list/csv/", inspection_pages.csv_file, "inspection_csv", NAMED_CHILDREN),
    page("oversight/inspection/draw/", inspection_pages.draw, "inspection_draw", NAMED_CHILDREN),
    page("oversight/inspection/paper/", inspection_pages.paper, "inspection_paper", PUBLISHERS),
    page("oversight/inspection/draws/<uuid:draw_id>/", inspection_pages.drawn_cases, "inspection_drawn", staff(*SENIORS)),
    page("oversight/compare/", compare_pages.compare, "oversight_compare", OVERSEERS),
    page("oversight/compare/csv/", compare_pages.compare_csv, "oversight_compare_csv", OVERSEERS),
    page("oversight/paper/", paper_pages.paper, "board_paper", PUBLISHERS),
    page("oversight/releases/<uuid:release_id>/", paper_pages.made, "release", PUBLISHERS),
    page("oversight/releases/<uuid:release_id>/paper/", paper_pages.copy, "release_paper", PUBLISHERS),
    page("oversight/releases/<uuid:release_id>/copy/<slug:ending>/", paper_pages.text_copy, "release_copy", PUBLISHERS),
    page("oversight/foi/", foi_pages.requests, "foi", PUBLISHERS),
    page("oversight/foi/<uuid:request_id>/", foi_pages.draft, "foi_draft", PUBLISHERS),
    page("oversight/foi/<uuid:request_id>/questions/", foi_pages.questions, "foi_questions", PUBLISHERS),
    page("oversight/records/", record_pages.records, "oversight_records", OVERSEERS),
    page("oversight/records/csv/", record_pages.records_csv, "oversight_records_csv", OVERSEERS),
    page("oversight/records/<slug:gap>/", record_pages.gap, "oversight_gap", OVERSEERS),
    page(
        "oversight/numbers/<slug:number>/names/", views.names, "oversight_names", staff(*SENIORS, purpose=Purpose.OVERSIGHT)
    ),
]  # fmt: skip
