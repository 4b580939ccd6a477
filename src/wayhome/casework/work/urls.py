"""Addresses of everyday work, and who may open each."""

from __future__ import annotations

from wayhome.casework.journal.pages import EVERYONE, page, staff
from wayhome.casework.work.views import asking, case, escalations, finding, guide, today, worries
from wayhome.domain.journey.people import WHO_ASK_OTHERS, WITH_THE_CHILDS_PAGE
from wayhome.domain.vocabulary import Role

LISTS = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER, Role.IRO, Role.ADVOCATE, Role.FRONT_DOOR, Role.HOST_LA_MISSING_LEAD, Role.SERVICE_MANAGER,
    Role.NAMED_SENIOR_MANAGER,
)  # fmt: skip
HOMES = staff(*(LISTS.roles or ()), Role.CARER_HOME)
ASKERS = staff(*(r for r in WHO_ASK_OTHERS if isinstance(r, Role)))
WORRIED = staff(*(r for r in WITH_THE_CHILDS_PAGE if isinstance(r, Role) and r is not Role.YOUNG_PERSON))
RECEIVERS = staff(
    Role.RHI_COORDINATOR,
    Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER,
    Role.FRONT_DOOR,
    Role.SERVICE_MANAGER,
    Role.NAMED_SENIOR_MANAGER,
)
ON_THE_LADDER = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.TEAM_MANAGER,
    Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER,
)  # fmt: skip
ACTORS = staff(Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.FRONT_DOOR)

urlpatterns = [
    page("help/", guide.guide, "help", EVERYONE),
    page("today/", today.today, "today", HOMES),
    page("today/news/", today.today_news, "today_news", LISTS),
    page("today/seen/", today.today_seen, "today_seen", LISTS),
    page("notices/", finding.notices, "notices", staff(Role.RHI_COORDINATOR)),
    page("gone-up/", escalations.gone_up_list, "gone_up", ON_THE_LADDER),
    page("gone-up/<uuid:escalation>/take-up/", escalations.take_up, "escalation_take_up", ON_THE_LADDER),
    page("missing/", finding.missing_now, "missing_now", LISTS),
    page("call-list/", finding.call_list, "call_list", ASKERS),
    page("cases/", finding.cases, "cases", LISTS),
    page("cases/<uuid:case>/", case.case, "case", LISTS),
    page("cases/<uuid:case>/brief/", case.case_brief, "case_brief", LISTS),
    page("cases/<uuid:case>/ask/", asking.ask_new, "ask_new", ASKERS),
    page("asked/", asking.asked, "asked", LISTS),
    page("asked/<uuid:asked>/", asking.ask_answer, "ask_answer", ASKERS),
    page("asked/<uuid:asked>/chase/", asking.ask_chase, "ask_chase", ASKERS),
    page("search/", finding.search, "search", LISTS),
    page("children/<uuid:child>/cases/", finding.child_cases, "child_cases", LISTS),
    page("children/<uuid:child>/worry/", worries.worry_new, "worry_new", WORRIED),
    page("children/<uuid:child>/worries/<uuid:worry>/", worries.worry, "worry", WORRIED),
    page("children/<uuid:child>/worries/<uuid:worry>/received/", worries.worry_receive, "worry_receive", RECEIVERS),
    page("children/<uuid:child>/worries/<uuid:worry>/acted/", worries.worry_act, "worry_act", ACTORS),
    page("children/<uuid:child>/worries/<uuid:worry>/on/", worries.worry_hand_on, "worry_hand_on", WORRIED),
]
