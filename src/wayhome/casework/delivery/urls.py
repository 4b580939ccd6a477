"""The pages of Delivery, and who may open each."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from wayhome.casework.delivery import forms, views
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.delivery.queries import record_of
from wayhome.casework.journal.pages import page, staff
from wayhome.casework.journey.steps import Opened, Step
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.vocabulary import Role

COORDINATORS = staff(Role.RHI_COORDINATOR)
PROVIDERS = staff(Role.PROVIDER_MANAGER)
NAMERS = staff(Role.RHI_COORDINATOR, Role.PROVIDER_MANAGER)
TALKERS = staff(Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER)
AUTHORS = staff(Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER, Role.RHI_COORDINATOR)
APPROVERS = staff(Role.RHI_COORDINATOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.PROVIDER_MANAGER)


def answer(kind: E) -> object:
    """The action by which a provider, or the coordinator, answers a referral."""
    return partial(allocating.answer_referral, answer=kind)


def record(about: Opened) -> dict[str, object]:
    """The whole record, above the one thing that is said about it."""
    return {"record": record_of(about.viewer, about.case)}


STEPS = (
    Step("refer", "refer", _("Send {child}’s case to a provider"), _("Send {child}’s case"), forms.Referred,
         allocating.refer_to_provider, COORDINATORS, E.REFERRED_TO_PROVIDER,
         lead=_("They get who {child} is, when this happened, how to reach {child} safely, and risk flags. Nothing else.")),
    Step("referral_open", "referral/open", _("Open {child}’s referral"), _("Record: opened {child}’s referral"), forms.Words,
         answer(E.REFERRAL_OPENED), PROVIDERS, E.REFERRAL_OPENED),
    Step("referral_accept", "referral/accept", _("Accept {child}’s referral"), _("Accept {child}’s referral"), forms.Words,
         answer(E.REFERRAL_ACCEPTED), PROVIDERS, E.REFERRAL_ACCEPTED),
    Step("referral_ask", "referral/ask", _("Ask the coordinator about {child}"), _("Ask about {child}"), forms.Question,
         answer(E.REFERRAL_QUERIED), PROVIDERS, E.REFERRAL_QUERIED),
    Step("referral_answer", "referral/answer", _("Answer the provider about {child}"), _("Answer about {child}"), forms.Words,
         answer(E.REFERRAL_ANSWERED), COORDINATORS, E.REFERRAL_ANSWERED),
    Step("hand_back", "hand-back", _("Hand {child}’s case back"), _("Hand {child}’s case back"), forms.Reasoned,
         allocating.hand_back, staff(Role.PROVIDER_MANAGER, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER), E.HANDED_BACK,
         lead=_("{child}’s record closes to you with this. The coordinator finds somebody else."), done_at="today", leaves=True),
    Step("take_back", "take-back", _("Take {child}’s case back"), _("Take {child}’s case back"), forms.Reasoned,
         allocating.take_back, COORDINATORS, E.RECALLED_FROM_PROVIDER),
    Step("allocate", "allocate", _("Choose who listens to {child}"), _("Allocate {child}"), forms.Allocated,
         allocating.allocate_interviewer, NAMERS, E.INTERVIEWER_ALLOCATED),
    Step("book_talk", "book", _("Arrange a time with {child}"), _("Book the talk with {child}"), forms.Booked,
         talking.book_talk, TALKERS, E.APPOINTMENT_BOOKED),
    Step("rearrange_talk", "rearrange", _("Move the talk with {child}"), _("Move the talk with {child}"), forms.Moved,
         talking.rearrange_talk, TALKERS, E.APPOINTMENT_REARRANGED),
    Step("talk_missed", "missed", _("The talk with {child} did not happen"), _("Record why the talk with {child} did not happen"),
         forms.Missed, talking.record_missed, TALKERS, E.APPOINTMENT_MISSED),
    Step("talk_cancel", "cancel", _("Cancel the talk with {child}"), _("Cancel the talk with {child}"), forms.Reasoned,
         talking.cancel_talk, TALKERS, E.APPOINTMENT_CANCELLED),
    Step("talk_new", "talk", _("You talked with {child}"), _("Record: {child} was heard"), forms.Held, talking.record_talk,
         TALKERS, E.TALK_HELD, lead=_("Whether it was in time is worked out; you need not say.")),
    Step("talk_seen", "seen", _("You met {child} and nothing was talked about"), _("Record: met {child}, nothing talked about"),
         forms.Seen, talking.record_seen_without_talking, TALKERS, E.SEEN_WITHOUT_TALKING),
    Step("record_back", "record/back", _("Send {child}’s record back to its author"), _("Send {child}’s record back"),
         forms.SentBack, writing_up.return_record, APPROVERS, E.RECORD_RETURNED, template="delivery/check.html", more=record),
    Step("record_check", "record/check", _("Check {child}’s record"), _("Approve {child}’s record"), forms.Approved,
         writing_up.approve_record, APPROVERS, E.RECORD_APPROVED, template="delivery/check.html", more=record),
)  # fmt: skip

urlpatterns = [
    *(step.page() for step in STEPS),
    page("cases/<uuid:case>/write-up/", views.write_up, "write_up", AUTHORS),
    page("cases/<uuid:case>/write-up/hand-in/", views.hand_in, "hand_in", AUTHORS),
    page("cases/<uuid:case>/write-up/take-back/", views.take_back, "record_take_back", AUTHORS),
    page("cases/<uuid:case>/before/", views.before, "interview_before", AUTHORS),
    page("cases/<uuid:case>/talk-cards/", views.cards, "interview_talk", AUTHORS),
]
