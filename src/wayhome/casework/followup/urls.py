"""The pages of Follow-up, and who may open each."""

from django.utils.translation import gettext_lazy as _

from wayhome.casework.followup import forms, views
from wayhome.casework.followup.actions import closing, helping, merging, transferring
from wayhome.casework.followup.closing_steps import TransferStep, proposed
from wayhome.casework.followup.need_steps import NeedStep
from wayhome.casework.journal.pages import page, staff
from wayhome.casework.journey.steps import Step
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Transfer
from wayhome.domain.vocabulary import Role

COORDINATORS = staff(Role.RHI_COORDINATOR)
TEAM_MANAGERS = staff(Role.TEAM_MANAGER)
REOPENERS = staff(Role.TEAM_MANAGER, Role.SERVICE_MANAGER)
REVIEWERS = staff(Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
RECORDERS = staff(Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER)
NAMERS = staff(Role.TEAM_MANAGER, Role.SOCIAL_WORKER, Role.RHI_COORDINATOR)
OWNERS = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER, Role.FRONT_DOOR, Role.SERVICE_MANAGER,
)  # fmt: skip
READERS = staff(
    Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER, Role.IRO, Role.ADVOCATE, Role.FRONT_DOOR, Role.SERVICE_MANAGER, Role.HOST_LA_MISSING_LEAD,
)  # fmt: skip

STEPS = (
    Step("need_new", "needs/new", _("What {child} needs"), _("Record what {child} needs"), forms.Needed, helping.record_need,
         RECORDERS, E.NEED_RECORDED, lead=_("At any level of risk. A need never waits for an owner.")),
    NeedStep("need_owner", "owner", _("Who will see to this for {child}?"), _("Name who sees to this for {child}"), forms.Owned,
             helping.name_owner, NAMERS, E.OWNER_NAMED),
    NeedStep("need_nobody", "nobody", _("Nobody can see to this for {child} yet"), _("Record: a manager knows about {child}"),
             forms.Unowned, helping.say_nobody_owns_it, RECORDERS, E.NOBODY_TO_OWN_IT),
    NeedStep("need_owner_gone", "owner-gone", _("Whoever saw to this for {child} has gone"),
             _("Record: {child} needs somebody else for this"), forms.Unowned, helping.say_owner_gone, RECORDERS, E.OWNER_GONE),
    NeedStep("need_offer", "offer", _("Help offered to {child}"), _("Record what was offered to {child}"), forms.Offered,
             helping.offer_support, OWNERS, E.SUPPORT_OFFERED),
    NeedStep("need_yes", "yes", _("{child} would like this help"), _("Record: yes to help for {child}"), forms.SaidYes,
             helping.accept_support, OWNERS, E.SUPPORT_ACCEPTED),
    NeedStep("need_no", "no", _("{child} does not want this help"), _("Record: no to help for {child}"), forms.SaidNo,
             helping.decline_support, OWNERS, E.SUPPORT_DECLINED),
    NeedStep("need_no_service", "no-service", _("There is no service for {child} here"), _("Record: no service for {child} here"),
             forms.Nowhere, helping.say_no_service, OWNERS, E.NO_SERVICE_FOUND,),
    NeedStep("need_start", "start", _("Help for {child} has started"), _("Record: help for {child} has started"), forms.Begun,
             helping.start_support, OWNERS, E.SUPPORT_STARTED),
    NeedStep("need_end", "end", _("Help for {child} is over"), _("Record: help for {child} is over"), forms.Over,
             helping.end_support, OWNERS, E.SUPPORT_ENDED),
    NeedStep("need_otherwise", "otherwise", _("{child} needs nothing more here"), _("Record: nothing more is needed for {child}"),
             forms.Otherwise, helping.meet_otherwise, OWNERS, E.NEED_MET_OTHERWISE),
    Step("risk_review", "risk-review", _("The risk to {child}, whom nobody has heard"), _("Record the risk to {child}"),
         forms.Reviewed, closing.review_risk, REVIEWERS, E.RISK_REVIEWED),
    Step("case_close", "close", _("Close {child}’s case"), _("Close {child}’s case"), forms.Closed, closing.close_undertaken,
         COORDINATORS, E.CLOSED_UNDERTAKEN, lead=_("{child} was heard. Help that is running goes on after closing.")),
    Step("case_close_without", "close-without", _("Close {child}’s case without a talk"), _("Close {child}’s case without a talk"),
         forms.ClosedWithout, closing.close_not_undertaken, COORDINATORS, E.CLOSED_NOT_UNDERTAKEN,
         lead=_("The door stays open: {child} can ask for a talk at any time.")),
    Step("case_not_required", "not-required", _("No talk is required for {child} here"), _("Record: no talk required for {child}"),
         forms.Because, closing.close_not_required, TEAM_MANAGERS, E.CLOSED_NOT_REQUIRED,
         lead=_("Every return of {child} is still counted, unless it was recorded in error.")),
    Step("transfer_send", "transfer", _("Another council is responsible for {child}"), _("Record: {child}’s case was sent on"),
         forms.SentOn, transferring.send_transfer, COORDINATORS, E.TRANSFER_SENT,
         lead=_("Wayhome does not send it for you. Ring or write to them, then record it here. Until they say they have it, it is ours.")),
    TransferStep("transfer_acknowledged", "transfer/acknowledged", _("The other council has {child}’s case"),
                 _("Record: they have {child}’s case"), forms.TakenOn, transferring.transfer_acknowledged, COORDINATORS,
                 E.TRANSFER_ACKNOWLEDGED, at=Transfer.SENT,
                 lead=_("Only a person who says so counts. A message that was sent, or opened, does not.")),
    TransferStep("transfer_ended", "transfer/ended", _("How it ended for {child} there"), _("Record how it ended for {child}"),
                 forms.EndedThere, transferring.transfer_ended, COORDINATORS, E.TRANSFER_OUTCOME_CAME_BACK,
                 at=Transfer.ACKNOWLEDGED),
    Step("case_transferred", "close-transferred", _("Close {child}’s case here: another council has it"),
         _("Close {child}’s case here"), forms.Noted, transferring.close_transferred, COORDINATORS, E.CLOSED_TRANSFERRED,
         lead=_("{child} is still seen here as placed or found here, and what we owe as their host goes on.")),
    Step("case_turned_18", "close-turned-18", _("{child} has turned 18"), _("Close {child}’s case: turned 18"), forms.Grown,
         closing.close_turned_18, COORDINATORS, E.CLOSED_TURNED_18,
         lead=_("A talk, or a service for adults, is offered before the case closes.")),
    Step("case_deceased", "close-deceased", _("Close {child}’s case after their death"), _("Close {child}’s case after their death"),
         forms.Deceased, closing.close_deceased, COORDINATORS, E.CLOSED_DECEASED,
         lead=_("The record stays, and so does everything that was said in it.")),
    Step("case_in_error", "in-error", _("{child}’s case was recorded in error"), _("Close {child}’s case: recorded in error"),
         forms.Because, closing.close_void, TEAM_MANAGERS, E.CLOSED_VOID,
         lead=_("Every return it covers goes out of the counts. If {child} did go missing, close it in another way.")),
    Step("case_twice", "twice", _("{child}’s case was entered twice"), _("Propose: {child}’s case was entered twice"), forms.Twice,
         merging.propose_merge, COORDINATORS, E.CASE_MERGE_PROPOSED,
         lead=_("A team manager decides. Nothing that was recorded in either is lost.")),
    Step("case_twice_decide", "twice/decide", _("Is this {child}’s other case again?"), _("Record this decision about {child}"),
         forms.Decided, merging.decide_merge, TEAM_MANAGERS, E.CASE_KEPT, template="followup/decide.html", more=proposed),
    Step("case_reopen", "reopen", _("Open {child}’s case again"), _("Open {child}’s case again"), forms.Because, closing.reopen,
         REOPENERS, E.CASE_REOPENED),
)  # fmt: skip

urlpatterns = [
    *(step.page() for step in STEPS),
    page("cases/<uuid:case>/needs/<uuid:need>/", views.need, "need", READERS),
]
