"""The pages of Reach, and who may open each."""

from django.utils.translation import gettext_lazy as _

from wayhome.casework.journal.pages import MACHINE, page, staff
from wayhome.casework.journey.steps import Step
from wayhome.casework.reach import absence_forms, api, forms, notice_pages, views
from wayhome.casework.reach.absence_steps import AbsenceStep
from wayhome.casework.reach.actions import asking, ending
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.vocabulary import Role

ASKERS = staff(Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER)
COORDINATORS = staff(Role.RHI_COORDINATOR)
TEAM_MANAGERS = staff(Role.TEAM_MANAGER)
REPORTERS = staff(Role.POLICE_MPC)
RECORDERS = staff(Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.FRONT_DOOR)
READERS = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER, Role.IRO, Role.ADVOCATE, Role.FRONT_DOOR, Role.HOST_LA_MISSING_LEAD, Role.SERVICE_MANAGER,
    Role.NAMED_SENIOR_MANAGER,
)  # fmt: skip

STEPS = (
    Step("case_check", "check", _("Check who, where, and how to reach {child} safely"), _("Record: checked {child}"),
         forms.Checked, asking.check_case, COORDINATORS, E.CASE_CHECKED,
         lead=_("Asking need not wait for this. How to reach {child} safely is checked on its own page.")),
    Step("try_new", "try", _("Log a try"), _("Log this try for {child}"), forms.Tried, asking.log_try, ASKERS, E.ATTEMPT_MADE),
    Step("carer_told", "carer-told", _("Only the carer was told"), _("Record: carer told, {child} not yet asked"),
         forms.CarerTold, asking.tell_carer, ASKERS, E.CARER_TOLD,
         lead=_("This does not count as asking {child}. They still need to be asked themselves.")),
    Step("offer_new", "offer", _("Tell {child} they can have a talk"), _("Record: {child} was told"), forms.Told,
         asking.tell_child, ASKERS, E.CHILD_TOLD,
         lead=_("Told so that {child} understands: a talk, their own choice to have it, who it is with, and where and when they like.")),
    Step("offer_again", "offer-again", _("Offer {child} a talk again"), _("Record: offered to {child} again"), forms.Again,
         asking.offer_again, ASKERS, E.OFFERED_AGAIN),
    Step("answer_yes", "yes", _("{child} said yes"), _("Record: {child} said yes"), forms.Yes, asking.say_yes, ASKERS, E.CHILD_SAID_YES),
    Step("answer_no", "no", _("{child} said no this time"), _("Record: {child} said no this time"), forms.No, asking.say_no,
         ASKERS, E.CHILD_SAID_NO,
         lead=_("A no that was passed on, or said while not free to talk, leads to asking again alone.")),
    Step("parent_no", "parent-no", _("A parent or carer said no"), _("Record: a parent or carer of {child} said no"),
         forms.ParentNo, asking.parent_refuses, ASKERS, E.PARENT_REFUSED,
         lead=_("This is never {child}’s own no. A manager decides within one working day.")),
    Step("ask_anyway", "ask-anyway", _("Decide to ask {child} all the same"), _("Record: ask {child} all the same"),
         forms.Decision, asking.ask_anyway, TEAM_MANAGERS, E.DECIDED_TO_ASK_ANYWAY),
    Step("phone_answer", "phone-answer", _("An answer came by phone"), _("Record this answer about {child}"),
         forms.PhoneAnswer, asking.log_phone_answer, ASKERS, E.ANSWER_CAME_BY_PHONE,
         lead=_("Messages stop at once. It is neither yes nor no until somebody has checked who it was.")),
    Step("phone_answer_check", "phone-answer/check", _("Check an answer that came by phone"), _("Record: checked who answered for {child}"),
         forms.PhoneChecked, asking.check_phone_answer, ASKERS, E.PHONE_ANSWER_CONFIRMED),
    Step("carer_asked", "carer", _("What the carer knows"), _("Record what {child}’s carer knows"), forms.CarerAsked,
         asking.ask_carer_what_they_know, ASKERS, E.CARER_INFORMATION_ASKED),
)  # fmt: skip

ABSENCE_STEPS = (
    AbsenceStep("absence_in_error", "in-error", _("This absence of {child} was recorded in error"),
                _("Propose: an absence of {child} was recorded in error"), absence_forms.Why, ending.propose_void, COORDINATORS,
                (E.EPISODE_VOID_PROPOSED,),
                lead=_("A team manager decides. Until then it stands, with its clock. If {child} did go missing, it is not an error.")),
    AbsenceStep("absence_twice", "twice", _("This absence of {child} was entered twice"),
                _("Propose: an absence of {child} was entered twice"), absence_forms.Twice, ending.propose_merge, COORDINATORS,
                (E.EPISODE_MERGE_PROPOSED,),
                lead=_("A team manager decides. Nothing that was recorded under either is lost.")),
    AbsenceStep("absence_decide", "decide", _("Decide what was proposed about {child}"), _("Record this decision about {child}"),
                absence_forms.Decided, ending.decide_proposal, TEAM_MANAGERS,
                (E.EPISODE_VOIDED, E.EPISODE_MERGED, E.EPISODE_KEPT), quotes=lambda about: about.so_far.proposal),
    AbsenceStep("absence_died", "died", _("{child} has died"), _("Record: {child} has died"), absence_forms.Died,
                ending.record_death, staff(Role.RHI_COORDINATOR, Role.SOCIAL_WORKER), (E.DIED,),
                lead=_("Every call, message and reminder stops with this, and the head of service is told. Nothing else is asked of you now.")),
    AbsenceStep("absence_put_back", "put-back", _("What ended {child}’s absence was wrong"), _("Put {child}’s absence back as it was"),
                absence_forms.PutBack, ending.put_back, TEAM_MANAGERS, (), only=views.not_ended,
                lead=_("It takes two people. Everything is worked out again from what stands; what was said before stays readable.")),
)  # fmt: skip

urlpatterns = [step.page() for step in (*STEPS, *ABSENCE_STEPS)]
urlpatterns += [
    page("api/v1/notices", api.notices, "api_notices", MACHINE),
    page("report/", views.report, "report_new", REPORTERS),
    page("report/<uuid:notice>/", views.sent, "report_sent", REPORTERS),
    page("children/<uuid:child>/missing/", views.missing, "missing_new", RECORDERS),
    page("absences/<uuid:episode>/", views.absence, "absence", READERS),
    page("absences/<uuid:episode>/back/", views.back, "return_new", RECORDERS),
    page("absences/<uuid:episode>/settle/", views.settle, "settle_time", COORDINATORS),
    page("notices/<uuid:notice>/", notice_pages.notice, "notice", COORDINATORS),
    page("notices/<uuid:notice>/take-up/", notice_pages.take_up, "notice_take_up", COORDINATORS),
    page("notices/<uuid:notice>/match/", notice_pages.match, "notice_match", COORDINATORS),
    page("notices/<uuid:notice>/aside/", notice_pages.set_aside, "notice_aside", COORDINATORS),
]
